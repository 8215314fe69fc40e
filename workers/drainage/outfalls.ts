import { freeDepth } from './conduits.ts';
import { curveAt, seriesAt } from './curves.ts';
import type { Boundary } from './network.ts';
import { LINK, type System } from './system.ts';
import type { Water } from './water.ts';

/** An outfall: its node, the link that ends there, what stands outside. */
export interface OutfallNumbers {
  readonly node: number;
  readonly link: number;
  boundary: Boundary;
}

const DAY_S = 86_400;

/**
 * Heads at outfalls: the stage outside, or the depth at which the last conduit falls freely where that is higher
 * (SWMM 5.2 Reference Manual II, §3.3.7). `startS` is the second of the day at which the run began.
 */
export function outfallHeads(
  system: System,
  water: Water,
  outfalls: readonly OutfallNumbers[],
  timeS: number,
  startS: number,
): void {
  const { links, nodes, tables } = system;
  for (const { node, link, boundary } of outfalls) {
    let levelM = stageAt(boundary, timeS, startS);
    if (link >= 0 && links.kind[link] === LINK.conduit) {
      const arrives = links.to[link] === node;
      const flow = (arrives ? water.flowM3s[link] : -water.flowM3s[link]) / links.barrels[link];
      const bottomM = arrives ? links.toLevelM[link] : links.fromLevelM[link];
      const normal = links.slope[link] > 0 === arrives ? links.normal[link] : 0;
      const free = freeDepth(tables, links.section[link], flow, normal, boundary.kind === 'normal');
      levelM = Math.max(levelM, bottomM + free);
    } else levelM = Math.max(levelM, nodes.invertM[node]);
    water.headM[node] = levelM;
  }
}

function stageAt(boundary: Boundary, timeS: number, startS: number): number {
  if (boundary.kind === 'fixed') return boundary.levelM;
  if (boundary.kind === 'series') return seriesAt(boundary.levelM, timeS);
  if (boundary.kind === 'tidal') return curveAt(boundary.levelM, ((timeS + startS) % DAY_S) / 3600);
  return -Infinity;
}
