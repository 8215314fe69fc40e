import * as L from '../assembly/layout.ts';
import { INFILTRATION_EVERY_S } from '../infiltration.ts';
import { renewCapacity, type Soils } from '../reference/soils.ts';
import type { RainZone, Soil } from '../types.ts';
import type { TileGrid } from './grid.ts';

/** True where the kernel itself knows the rule: Green and Ampt, and constant rates. */
const isKernels = ({ infiltration }: Soil): boolean =>
  infiltration.model === 'greenAmpt' || infiltration.model === 'constant';

/** The kernel's own soils, one for each that occurs with a least capacity of its own. */
export interface KernelSoils {
  readonly records: readonly { readonly soil: Soil; readonly leastMS: number }[];
  /** Which record each cell of the reference's list has; −1 where the host works the rate out. */
  readonly recordOf: Int32Array;
}

export function collectSoils({ table, soil, leastMS, cells }: Soils): KernelSoils {
  const records: { soil: Soil; leastMS: number }[] = [];
  const known = new Map<string, number>();
  const recordOf = Int32Array.from(cells, (_, k) => {
    if (!isKernels(table[soil[k]])) return -1;
    const key = `${soil[k]} ${leastMS[k]}`;
    const record = known.get(key) ?? records.push({ soil: table[soil[k]], leastMS: leastMS[k] }) - 1;
    known.set(key, record);
    return record;
  });
  return { records, recordOf };
}

/** Writes the records at `place` and points the cells at theirs. */
export function writeSoils(
  soils: Soils,
  { records, recordOf }: KernelSoils,
  grid: TileGrid,
  memory: ArrayBufferLike,
  place: number,
): void {
  const words = new Int32Array(memory);
  const doubles = new Float64Array(memory, 0, Math.floor(memory.byteLength / 8));
  const interval = INFILTRATION_EVERY_S;
  records.forEach(({ soil: { infiltration, perviousShare, abstractionMm }, leastMS }, k) => {
    const [suctionM, fullM] =
      infiltration.model === 'greenAmpt'
        ? [infiltration.suctionMm * 1e-3 * infiltration.deficit, (infiltration.conductivityMmH / 3.6e6) * interval]
        : [0, infiltration.model === 'constant' ? (infiltration.rateMmH / 3.6e6) * interval : 0];
    const record = [1 / interval, perviousShare, abstractionMm * 1e-3, suctionM, fullM, leastMS];
    doubles.set(record, (place + k * L.SOIL_BYTES) >> 3);
  });
  soils.cells.forEach((i, k) => {
    if (recordOf[k] >= 0) words[(grid.addressOf(i) + L.SOIL) >> 2] = place + recordOf[k] * L.SOIL_BYTES;
  });
}

/** The rates of soils over a run: when new ones are due, and those that the host works out itself. */
export class SoilRates {
  readonly #soils: Soils;
  readonly #rateMS: Float32Array;
  #untilS = Number.NEGATIVE_INFINITY;

  constructor(soils: Soils, { recordOf }: KernelSoils, grid: TileGrid, memory: ArrayBufferLike) {
    const floats = new Float32Array(memory);
    const own = [...soils.cells.keys()].filter((k) => recordOf[k] < 0);
    this.#rateMS = floats.subarray(L.SEEP >> 2);
    // The kernel's own memory by words: what has soaked in, and the rate that it seeps with.
    this.#soils = {
      table: soils.table,
      cells: Int32Array.from(own, (k) => grid.addressOf(soils.cells[k]) >> 2),
      soil: Uint16Array.from(own, (k) => soils.soil[k]),
      zone: Int32Array.from(own, (k) => soils.zone[k]),
      leastMS: Float64Array.from(own, (k) => soils.leastMS[k]),
      soakedM: floats.subarray(L.SOAKED >> 2),
      untilS: Number.NEGATIVE_INFINITY,
    };
  }

  /** New rates with the next step. */
  settle(): void {
    this.#untilS = Number.NEGATIVE_INFINITY;
  }

  /** Begins a new interval where the step leaves the running one; true where the kernel's soils are due as well. */
  renew(rain: readonly RainZone[], startS: number, endS: number): boolean {
    if (endS <= this.#untilS) return false;
    this.#untilS = startS + INFILTRATION_EVERY_S;
    this.#soils.untilS = Number.NEGATIVE_INFINITY;
    if (this.#soils.cells.length > 0) renewCapacity(this.#soils, this.#rateMS, rain, startS, endS);
    return true;
  }
}
