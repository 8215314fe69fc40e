import type { Rain } from '../reference/sources.ts';
import type { VolumesM3 } from '../types.ts';
import { metresOf } from './fixed.ts';
import { STATS_WORDS } from './kernel.ts';
import type { Lists } from './lists.ts';
import type { Plan } from './plan.ts';

/** What the card's accounts say, words as in its buffers. */
export interface Statement {
  readonly tallies: Uint32Array;
  readonly stats: Uint32Array;
  readonly accounts: Uint32Array;
}

export const accountWords = ({ booked, given }: Lists): number => 4 * Math.max(1, booked.count + given.count);

/** Σ of two-word depths at `first`, `first + 4` … below `end`, m. Words are added as whole numbers first. */
function sumM(words: Uint32Array, first: number, end: number): number {
  let low = 0;
  let high = 0;
  for (let k = first; k < end; k += 4) {
    low += words[k];
    high += words[k + 1];
  }
  return metresOf(low, high);
}

/** Cells that get each zone's rain, roofs included. */
export function rainedCells({ cells, roofs }: Rain): Float64Array {
  const counts = cells.slice();
  roofs.zone.forEach((zone, k) => {
    counts[zone] += roofs.count[k];
  });
  return counts;
}

/** Rain over cells between two ticks, m. */
export function rainM(cells: Float64Array, { rainUnits }: Plan, fromTick: number, toTick: number): number {
  const units = cells.reduce(
    (sum, count, zone) => sum + count * (rainUnits[zone][toTick] - rainUnits[zone][fromTick]),
    0,
  );
  return metresOf(units, 0);
}

/** Volumes carried over plus all that the card has counted since, and the rain of the same time. */
export function volumesOf(
  carried: VolumesM3,
  rainSinceM: number,
  { tallies, stats, accounts }: Statement,
  { booked, rimFaces, given }: Lists,
  areaM2: number,
): VolumesM3 {
  const rimEnd = 4 * rimFaces;
  const bookedEnd = 4 * booked.count;
  const givenEnd = bookedEnd + 4 * given.count;
  const outM = sumM(accounts, 2, bookedEnd) + sumM(accounts, bookedEnd, givenEnd);
  return {
    ...carried,
    rain: carried.rain + rainSinceM * areaM2,
    inflow: carried.inflow + sumM(accounts, bookedEnd + 2, givenEnd) * areaM2,
    levelIn: carried.levelIn + sumM(accounts, 0, rimEnd) * areaM2,
    outflow: carried.outflow + outM * areaM2,
    infiltration: carried.infiltration + sumM(stats, STATS_WORDS, stats.length) * areaM2,
    toDrains: carried.toDrains + sumM(stats, STATS_WORDS + 2, stats.length) * areaM2,
    stored: sumM(tallies, 0, tallies.length) * areaM2,
  };
}

/** Newly flooded cells. */
export function floodedCells({ tallies }: Statement): number {
  let count = 0;
  for (let k = 2; k < tallies.length; k += 4) count += tallies[k];
  return count;
}
