import { conduitMidArea } from './conduits.ts';
import { NODE, type System } from './system.ts';
import type { MassBalance } from './types.ts';
import { volumesAt } from './volumes.ts';
import { SCALAR, type Water } from './water.ts';

/** The state before the first step: depths and flows as given, volumes from the depths. */
export function fillStart(system: System, water: Water, startSettings: Float64Array): void {
  const { nodes, links } = system;
  for (let i = 0; i < nodes.count; i++) water.headM[i] = nodes.invertM[i] + nodes.startDepthM[i];
  volumesAt(
    system,
    water.headM,
    water.volumeM3,
    new Float64Array(nodes.count),
    Int32Array.from({ length: nodes.count }, (_, i) => i),
  );
  water.flowM3s.set(links.startFlowM3s);
  water.setting.set(startSettings);
  water.wantedSetting.set(startSettings);
  for (const k of links.conduits) water.midAreaM2[k] = conduitMidArea(system, k, water.headM);
  water.scalars.fill(0);
  water.scalars[SCALAR.initialM3] = storedM3(system, water.volumeM3);
}

/** Water in pipes, manholes and storages; streets are not counted. */
function storedM3(system: System, volumeM3: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < system.nodes.count; i++) {
    const kind = system.nodes.kind[i];
    if (kind !== NODE.outfall && kind !== NODE.surface) sum += volumeM3[i];
  }
  return sum;
}

/** What came in, went out and is there. */
export function balanceOf(system: System, { scalars, volumeM3 }: Water): MassBalance {
  const [initialM3, inflowM3, backflowM3, fromSurfaceM3] = [
    scalars[SCALAR.initialM3],
    scalars[SCALAR.inflowM3],
    scalars[SCALAR.backflowM3],
    scalars[SCALAR.fromSurfaceM3],
  ];
  const [outflowM3, floodingM3, toSurfaceM3, withdrawnM3] = [
    scalars[SCALAR.outflowM3],
    scalars[SCALAR.floodingM3],
    scalars[SCALAR.toSurfaceM3],
    scalars[SCALAR.withdrawnM3],
  ];
  const stored = storedM3(system, volumeM3);
  const came = initialM3 + inflowM3 + backflowM3 + fromSurfaceM3;
  const errorM3 = came - outflowM3 - floodingM3 - toSurfaceM3 - withdrawnM3 - stored;
  return {
    initialM3,
    inflowM3,
    backflowM3,
    fromSurfaceM3,
    outflowM3,
    floodingM3,
    toSurfaceM3,
    withdrawnM3,
    storedM3: stored,
    errorM3,
    errorRel: Math.abs(errorM3) / Math.max(Math.abs(came), 1e-9),
  };
}
