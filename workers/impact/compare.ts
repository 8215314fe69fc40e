/** Two runs on one grid, the second against the first. */
export interface Comparison {
  /** Second less first greatest depth, m; NaN where one of them has no data. */
  readonly differenceM: Float32Array;
  readonly cells: {
    readonly newlyWet: number;
    readonly newlyDry: number;
    /** Wet in both or dry in both. */
    readonly unchanged: number;
    readonly noData: number;
  };
  /** Wet in both, by more than `least` deeper or shallower, m². */
  readonly deeperM2: number;
  readonly shallowerM2: number;
  readonly newlyWetM2: number;
  readonly newlyDryM2: number;
  /** By zone: change of flooded area, m². */
  readonly zones: readonly { readonly wetBeforeM2: number; readonly wetAfterM2: number }[];
}

/**
 * Compares greatest depths cell by cell.
 * @param zoneOf zone of each cell, −1: none, counted in the last row of `zones`
 * @param wetM depth from which a cell is wet @param leastM change of depth that counts
 */
export function compareRuns(
  first: Float32Array,
  second: Float32Array,
  cellAreaM2: number,
  zoneOf: Int16Array,
  zoneCount: number,
  wetM = 0.05,
  leastM = 0.02,
): Comparison {
  if (first.length !== second.length)
    throw new RangeError(`Runs of ${first.length} and ${second.length} cells cannot be compared.`);
  const differenceM = new Float32Array(first.length);
  const zones = Array.from({ length: zoneCount + 1 }, () => ({ wetBeforeM2: 0, wetAfterM2: 0 }));
  const cells = { newlyWet: 0, newlyDry: 0, unchanged: 0, noData: 0 };
  let [deeper, shallower] = [0, 0];
  for (let i = 0; i < first.length; i++) {
    const [a, b] = [first[i], second[i]];
    const d = b - a;
    differenceM[i] = d;
    if (Number.isNaN(d)) {
      cells.noData++;
      continue;
    }
    const [before, after] = [a >= wetM, b >= wetM];
    if (after && !before) cells.newlyWet++;
    else if (before && !after) cells.newlyDry++;
    else {
      cells.unchanged++;
      if (before && d > leastM) deeper++;
      if (before && d < -leastM) shallower++;
    }
    const zone = zones[zoneOf[i] < 0 ? zoneCount : zoneOf[i]];
    if (before) zone.wetBeforeM2 += cellAreaM2;
    if (after) zone.wetAfterM2 += cellAreaM2;
  }
  return {
    differenceM,
    cells,
    deeperM2: deeper * cellAreaM2,
    shallowerM2: shallower * cellAreaM2,
    newlyWetM2: cells.newlyWet * cellAreaM2,
    newlyDryM2: cells.newlyDry * cellAreaM2,
    zones,
  };
}
