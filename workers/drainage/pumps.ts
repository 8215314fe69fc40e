import { curveAt, curveSlopeAt, curveStepAt } from './curves.ts';
import type { Pump } from './network.ts';
import type { System } from './system.ts';
import type { Water } from './water.ts';
import { setFlow, type Work } from './work.ts';

/** A well shallower than this gives a pump nothing, m. */
const DRY_M = 1e-3;

/**
 * Pumps on and off by the depth in their well, before a step. Between the two depths a pump stays as it is; a depth of 0
 * means no switch (SWMM 5.2 Reference Manual II, §6.5).
 */
export function switchPumps(system: System, water: Water, pumps: readonly (Pump | undefined)[], at: Int32Array): void {
  for (const k of at) {
    const pump = pumps[k];
    if (!pump) continue;
    const well = system.links.from[k];
    const depth = water.headM[well] - system.nodes.invertM[well];
    const { onDepthM = 0, offDepthM = 0 } = pump;
    if (offDepthM > 0 && water.wantedSetting[k] > 0 && depth < offDepthM) water.wantedSetting[k] = 0;
    else if (onDepthM > 0 && water.wantedSetting[k] === 0 && depth > onDepthM) water.wantedSetting[k] = 1;
  }
}

/** Flow of each pump of a part: steps by the state at the start of the step, slopes of its curve implicit, never more than there is. */
export function pumpCoefficients(
  system: System,
  water: Water,
  work: Work,
  pumps: readonly (Pump | undefined)[],
  part: number,
): void {
  const { links, nodes } = system;
  const { list, start } = work.parts.pumps;
  for (let n = start[part]; n < start[part + 1]; n++) {
    const k = list[n];
    const pump = pumps[k];
    if (!pump) continue;
    const speed = water.setting[k];
    const well = links.from[k];
    const startDepth = work.startHeadM[well] - nodes.invertM[well];
    const available = arriving(system, water, work, part, well, k);
    if (speed <= 0 || startDepth <= DRY_M) {
      setFlow(work, k, 0);
      continue;
    }
    const { curve, type } = pump;
    if (type === 'ideal' || !curve) {
      setFlow(work, k, Math.max(0, available - water.volumeM3[well] / work.dtS));
      continue;
    }
    const head1 = water.headM[well];
    const head2 = water.headM[links.to[k]];
    let flow = 0;
    let ofFrom = 0;
    let ofTo = 0;
    if (type === 1) flow = speed * curveStepAt(curve, Math.max(0, water.volumeM3[well]));
    else if (type === 2) flow = speed * curveStepAt(curve, startDepth);
    else if (type === 4) {
      const depth = head1 - nodes.invertM[well];
      flow = speed * curveAt(curve, depth);
      ofFrom = Math.max(0, speed * curveSlopeAt(curve, depth));
    } else {
      // Type 5 follows the affinity laws: flow with the speed, lift with its square.
      const squeeze = type === 5 ? speed * speed : 1;
      const lift = Math.max(0, head2 - head1) / squeeze;
      flow = speed * curveAt(curve, lift);
      ofFrom = head2 > head1 ? Math.max(0, (-speed * curveSlopeAt(curve, lift)) / squeeze) : 0;
      ofTo = ofFrom;
    }
    if (flow > available) {
      setFlow(work, k, Math.max(0, available));
      continue;
    }
    work.constantM3s[k] = flow - ofFrom * head1 + ofTo * head2;
    work.ofFrom[k] = ofFrom;
    work.ofTo[k] = ofTo;
  }
}

/** What a well holds and what flows to it in a step, without the link that asks, m³/s. */
function arriving(system: System, water: Water, work: Work, part: number, node: number, asking: number): number {
  const { from, to } = system.links;
  const { links, mouths } = work.parts;
  const { streets } = work;
  let flow = Math.max(0, water.volumeM3[node]) / work.dtS + work.lateralM3s[node];
  for (let l = links.start[part]; l < links.start[part + 1]; l++) {
    const k = links.list[l];
    if (k === asking) continue;
    if (from[k] === node) flow -= water.flowM3s[k];
    if (to[k] === node) flow += water.flowM3s[k];
  }
  for (let l = mouths.start[part]; l < mouths.start[part + 1]; l++)
    if (streets.node[l] === node) flow += streets.flowM3s[l];
  return flow;
}
