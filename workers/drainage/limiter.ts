import { LACK_M3 } from './constants.ts';
import { NODE, type System } from './system.ts';
import type { Water } from './water.ts';
import type { Work } from './work.ts';

/** What a street may lack: nothing, its own water is counted elsewhere, m³. */
const STREET_LACK_M3 = 1e-9;

/**
 * Cuts the outflows of every node of a part that they would draw below empty to what the node holds and receives, what
 * would come back through a flap, and what a street has not. True where something was cut: others may now lack it. False:
 * nothing is overdrawn, and `work.right` holds the net flow of every node.
 */
export function cutOutflows(system: System, water: Water, work: Work, part: number): boolean {
  const { from, to, gated } = system.links;
  const { kind } = system.nodes;
  const { flowM3s, volumeM3 } = water;
  const { dtS, lateralM3s, streets, right: inflow, change: outflow } = work;
  const { nodes, links, mouths } = work.parts;
  const [firstNode, lastNode] = [nodes.start[part], nodes.start[part + 1]];
  const [firstLink, lastLink] = [links.start[part], links.start[part + 1]];
  const [first, last] = [mouths.start[part], mouths.start[part + 1]];
  for (let n = firstNode; n < lastNode; n++) {
    const i = nodes.list[n];
    const lateral = lateralM3s[i];
    inflow[i] = lateral > 0 ? lateral : 0;
    outflow[i] = lateral < 0 ? -lateral : 0;
  }
  let any = false;
  for (let l = firstLink; l < lastLink; l++) {
    const k = links.list[l];
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
  for (let l = first; l < last; l++) {
    const pond = streets.pondM3[l];
    if (dtS * streets.flowM3s[l] > pond + STREET_LACK_M3) streets.flowM3s[l] = pond > 0 ? pond / dtS : 0;
    const flow = streets.flowM3s[l];
    if (flow > 0) inflow[streets.node[l]] += flow;
    else outflow[streets.node[l]] -= flow;
  }
  const lacks = (i: number): boolean =>
    kind[i] !== NODE.outfall && !(outflow[i] <= 0) && !(volumeM3[i] + dtS * (inflow[i] - outflow[i]) >= -LACK_M3);
  for (let n = firstNode; n < lastNode && !any; n++) any = lacks(nodes.list[n]);
  if (!any) {
    for (let n = firstNode; n < lastNode; n++) inflow[nodes.list[n]] -= outflow[nodes.list[n]];
    return false;
  }
  for (let n = firstNode; n < lastNode; n++) {
    const i = nodes.list[n];
    // Share of its outflow that a node can give; 1 where it need not be cut.
    let share = 1;
    if (lacks(i)) {
      share = Math.min(1, (Math.max(0, volumeM3[i]) + dtS * inflow[i]) / (dtS * outflow[i]));
      // A withdrawal takes no more than there is either.
      if (lateralM3s[i] < 0) lateralM3s[i] *= share;
    }
    outflow[i] = share;
  }
  for (let l = firstLink; l < lastLink; l++) {
    const k = links.list[l];
    const flow = flowM3s[k];
    flowM3s[k] *= flow < 0 && gated[k] ? 0 : outflow[flow > 0 ? from[k] : to[k]];
  }
  for (let l = first; l < last; l++) {
    if (streets.flowM3s[l] < 0) streets.flowM3s[l] *= outflow[streets.node[l]];
  }
  return true;
}
