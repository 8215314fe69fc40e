import { capacityMS, INFILTRATION_EVERY_S } from '../infiltration.ts';
import { heldIntegral } from '../series.ts';
import type { Domain, RainZone, Soil } from '../types.ts';
import { paddedIndex, type State } from './state.ts';

/** Soils under the water: what they have taken in, and the interval that their capacity holds for. */
export interface Soils {
  readonly table: readonly Soil[];
  /** Padded indices of the cells with a soil, which one of the table, and the rain zone there (−1: none). */
  readonly cells: Int32Array;
  readonly soil: Uint16Array;
  readonly zone: Int32Array;
  /** Constant capacity of these cells, the least they take, m/s. */
  readonly leastMS: Float64Array;
  /** Taken in so far, m, by the same indices. */
  readonly soakedM: Float32Array | Float64Array;
  untilS: number;
}

/** @param constantMS constant capacities on the padded grid, m/s */
export function createSoils(domain: Domain, state: State, constantMS: Float64Array): Soils | undefined {
  const { soils, grid } = domain;
  if (!soils) return undefined;
  const cells: number[] = [];
  const soil: number[] = [];
  soils.index.forEach((index, cell) => {
    const i = paddedIndex(cell, grid.cols);
    if (index === 0 || state.code[i] === 0) return;
    cells.push(i);
    soil.push(index - 1);
  });
  return {
    table: soils.table,
    cells: Int32Array.from(cells),
    soil: Uint16Array.from(soil),
    zone: Int32Array.from(cells, (i) => state.code[i] - 2),
    leastMS: Float64Array.from(cells, (i) => constantMS[i]),
    soakedM: new Float64Array(state.h.length),
    untilS: Number.NEGATIVE_INFINITY,
  };
}

/** Begins a new interval where the step from `startS` to `endS` leaves the running one: new rates into `rateMS`. */
export function renewCapacity(
  soils: Soils,
  rateMS: Float32Array | Float64Array,
  rain: readonly RainZone[],
  startS: number,
  endS: number,
): void {
  if (endS <= soils.untilS) return;
  soils.untilS = startS + INFILTRATION_EVERY_S;
  const { table, cells, soil, zone, leastMS, soakedM } = soils;
  const rainedM = rain.map((zone) => heldIntegral(zone.timesS, zone.intensityMmH, 0, soils.untilS) / 3.6e6);
  for (let k = 0; k < cells.length; k++) {
    const i = cells[k];
    rateMS[i] = Math.max(leastMS[k], capacityMS(table[soil[k]], soakedM[i], zone[k] < 0 ? 0 : rainedM[zone[k]]));
  }
}
