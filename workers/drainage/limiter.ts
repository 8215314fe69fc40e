import { LACK_M3 } from './constants.ts';
import { NODE, type System } from './system.ts';
import type { Water } from './water.ts';
import { setFlow, type Work } from './work.ts';

/** What a street may lack: nothing, its own water is counted elsewhere, m³. */
const STREET_LACK_M3 = 1e-9;

/**
 * Cuts the outflows of every node that they would draw below empty to what the node holds and receives, and what would
 * come back through a flap; fixed from then on in this step. True where something was cut: the rest must be balanced again.
 */
export function cutOutflows(system: System, water: Water, work: Work): boolean {
  const { nodes, links } = system;
  const { from, to, count, gated } = links;
  const { flowM3s, volumeM3 } = water;
  const { dtS, lateralM3s, right: inflow, change: outflow } = work;
  for (let i = 0; i < nodes.count; i++) {
    inflow[i] = Math.max(0, lateralM3s[i]);
    outflow[i] = Math.max(0, -lateralM3s[i]);
  }
  let any = false;
  for (let k = 0; k < count; k++) {
    const flow = flowM3s[k];
    if (flow < 0 && gated[k]) any = true;
    if (flow > 0) {
      outflow[from[k]] += flow;
      inflow[to[k]] += flow;
    } else {
      outflow[to[k]] -= flow;
      inflow[from[k]] -= flow;
    }
  }
  for (let i = 0; i < nodes.count; i++) {
    const kind = nodes.kind[i];
    // Share of its outflow that a node can give; 1 where it need not be cut.
    let share = 1;
    if (kind !== NODE.outfall && outflow[i] > 0) {
      const lack = kind === NODE.surface ? STREET_LACK_M3 : LACK_M3;
      if (volumeM3[i] + dtS * (inflow[i] - outflow[i]) < -lack) {
        share = Math.min(1, (Math.max(0, volumeM3[i]) + dtS * inflow[i]) / (dtS * outflow[i]));
        any = true;
        // A withdrawal takes no more than there is either.
        if (lateralM3s[i] < 0) lateralM3s[i] *= share;
      }
    }
    outflow[i] = share;
  }
  if (!any) return false;
  for (let k = 0; k < count; k++) {
    const flow = flowM3s[k];
    const share = flow < 0 && gated[k] ? 0 : outflow[flow > 0 ? from[k] : to[k]];
    if (flow !== 0 && share < 1) {
      setFlow(work, k, flow * share);
      work.fixed[k] = 1;
    }
  }
  return true;
}
