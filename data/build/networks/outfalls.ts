import type { Position } from '../../../src/city/types.ts';
import { distance, nearestOn } from '../lines.ts';
import type { Ground, ReceivingWater, StreetGraph } from '../types.ts';

/** A street node that drains straight into a water, and where its pipe ends there. */
export interface OutfallSite {
  readonly node: number;
  readonly water: ReceivingWater;
  /** In the water, a few metres off the bank. */
  readonly at: Position;
  readonly lengthM: number;
}

/** How far from a bank a street node may be, and how far apart outfalls are along it, m. Assumed. */
export const OUTFALL_REACH_M = 140;
export const OUTFALL_SPACING_M: Readonly<Record<ReceivingWater['kind'], number>> = {
  river: 320,
  canal: 260,
  lake: 180,
  sea: 380,
};

/** One outfall a stretch of bank: the lowest and nearest of the usable street nodes there. */
export function chooseOutfalls(
  streets: StreetGraph,
  usable: (node: number) => boolean,
  ground: Ground,
  waters: readonly ReceivingWater[],
): OutfallSite[] {
  const chosen = new Map<number, OutfallSite>();
  for (const water of waters) {
    const box = boxOf(water.bank, OUTFALL_REACH_M);
    const best = new Map<number, { score: number; site: OutfallSite }>();
    for (const [node, at] of streets.nodes.entries()) {
      if (at[0] < box[0] || at[0] > box[2] || at[1] < box[1] || at[1] > box[3]) continue;
      if (!usable(node) || ground.waterAt(at[0], at[1]) !== undefined) continue;
      const near = nearestOn(at, water.bank);
      if (near.distanceM > OUTFALL_REACH_M || near.distanceM < 1) continue;
      const end = intoWater(at, near.point, ground);
      if (end === undefined) continue;
      const stretch = Math.floor(near.alongM / OUTFALL_SPACING_M[water.kind]);
      // A metre of height weighs as much as 25 m of pipe.
      const score = near.distanceM + 25 * ground.levelM(at[0], at[1]);
      const other = best.get(stretch);
      if (other && other.score <= score) continue;
      best.set(stretch, { score, site: { node, water, at: end, lengthM: distance(at, end) } });
    }
    for (const { site } of best.values()) {
      const other = chosen.get(site.node);
      if (!other || site.lengthM < other.lengthM) chosen.set(site.node, site);
    }
  }
  return [...chosen.values()].sort((a, b) => a.node - b.node);
}

/** From the street over the bank to the first place that is water; undefined where something dry lies behind the bank. */
function intoWater(from: Position, bank: Position, ground: Ground): Position | undefined {
  const span = distance(from, bank);
  const [ux, uy] = [(bank[0] - from[0]) / span, (bank[1] - from[1]) / span];
  for (let beyond = -6; beyond <= 24; beyond += 3) {
    const at: Position = [bank[0] + ux * beyond, bank[1] + uy * beyond];
    if (ground.waterAt(at[0], at[1]) !== undefined) {
      const further: Position = [at[0] + ux * 4, at[1] + uy * 4];
      return ground.waterAt(further[0], further[1]) === undefined ? at : further;
    }
  }
  return undefined;
}

function boxOf(line: readonly Position[], marginM: number): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of line) {
    box[0] = Math.min(box[0], x - marginM);
    box[1] = Math.min(box[1], y - marginM);
    box[2] = Math.max(box[2], x + marginM);
    box[3] = Math.max(box[3], y + marginM);
  }
  return box;
}
