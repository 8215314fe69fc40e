import { conduitMidArea } from './conduits.ts';
import { NODE, type System } from './system.ts';
import { volumesAt } from './volumes.ts';
import { SCALAR, type Water } from './water.ts';

/** The state before the first step: depths and flows as given, volumes from the depths. */
export function fillStart(system: System, water: Water, startSettings: Float64Array): void {
  const { nodes, links } = system;
  for (let i = 0; i < nodes.count; i++) water.headM[i] = nodes.invertM[i] + nodes.startDepthM[i];
  volumesAt(system, water.headM, water.volumeM3, new Float64Array(nodes.count));
  water.flowM3s.set(links.startFlowM3s);
  water.setting.set(startSettings);
  water.wantedSetting.set(startSettings);
  for (const k of links.conduits) water.midAreaM2[k] = conduitMidArea(system, k, water.headM);
  water.scalars.fill(0);
  water.scalars[SCALAR.initialM3] = storedM3(system, water);
}

/** Water in pipes, manholes and storages; streets are not counted. */
export function storedM3(system: System, water: Water): number {
  let sum = 0;
  for (let i = 0; i < system.nodes.count; i++) {
    const kind = system.nodes.kind[i];
    if (kind !== NODE.outfall && kind !== NODE.surface) sum += water.volumeM3[i];
  }
  return sum;
}
