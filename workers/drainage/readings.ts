import { areaAt, conveyanceAt } from './sections/tables.ts';
import { LINK, type System } from './system.ts';
import type { Water } from './water.ts';

/** Depth over a node's invert, m. */
export const nodeDepthM = ({ nodes }: System, { headM }: Water, node: number): number =>
  Math.max(0, headM[node] - nodes.invertM[node]);

/** Mean of the depths at both ends of a conduit, at most its height; 0 for other links. */
export function linkDepthM({ links, tables }: System, { headM }: Water, k: number): number {
  if (links.kind[k] !== LINK.conduit) return 0;
  const height = tables.heightM[links.section[k]];
  const y1 = Math.min(height, Math.max(0, headM[links.from[k]] - links.fromLevelM[k]));
  const y2 = Math.min(height, Math.max(0, headM[links.to[k]] - links.toLevelM[k]));
  return (y1 + y2) / 2;
}

/** Mean speed in a conduit at its mean depth, with the sign of the flow; 0 for other links. */
export function linkSpeedMS(system: System, water: Water, k: number): number {
  const { links, tables } = system;
  if (links.kind[k] !== LINK.conduit) return 0;
  const area = areaAt(tables, links.section[k], linkDepthM(system, water, k)) * links.barrels[k];
  return area > 1e-6 ? water.flowM3s[k] / area : 0;
}

/** Flow of a full conduit at its slope; 0 for other links. */
export function fullFlowM3s({ links, tables }: System, k: number): number {
  if (links.kind[k] !== LINK.conduit) return 0;
  const section = links.section[k];
  return links.barrels[k] * links.normal[k] * conveyanceAt(tables, section, tables.heightM[section]);
}

/** All that flows into a node: from the caller, its own inflows of the last step, and links. */
export function nodeInflowM3s({ links }: System, { flowM3s }: Water, lateralM3s: Float64Array, node: number): number {
  let sum = Math.max(0, lateralM3s[node]);
  for (let k = 0; k < links.count; k++) {
    if (links.to[k] === node && flowM3s[k] > 0) sum += flowM3s[k];
    if (links.from[k] === node && flowM3s[k] < 0) sum -= flowM3s[k];
  }
  return sum;
}
