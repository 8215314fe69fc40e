import type { Domain } from '../types.ts';
import { createSoils, type Soils } from './soils.ts';
import { paddedIndex, type State } from './state.ts';

/** Loss rates of each cell, m/s, on padded grids; undefined where there is no such loss at all. */
export interface Losses {
  readonly infiltrationMS: Float64Array | undefined;
  readonly drainsMS: Float64Array | undefined;
  /** What makes `infiltrationMS` change; undefined: it is constant. */
  readonly soils: Soils | undefined;
}

const MM_H_TO_M_S = 1 / 3.6e6;

/** Ground and drains take at most their rate and never more than the cell holds. A roof's drains serve where it sheds to. */
export function createLosses(domain: Domain, state: State, drainTo: Int32Array): Losses {
  const constantMS = spread(domain, state, domain.infiltrationMmH, undefined);
  const rateMS = constantMS ?? (domain.soils ? new Float64Array(state.h.length) : undefined);
  return {
    infiltrationMS: rateMS,
    soils: rateMS && createSoils(domain, state, rateMS),
    drainsMS: domain.drainsMmH === undefined ? undefined : spread(domain, state, domain.drainsMmH, drainTo),
  };
}

function spread(
  domain: Domain,
  state: State,
  rateMmH: number | Float32Array,
  drainTo: Int32Array | undefined,
): Float64Array | undefined {
  const { cols, rows } = domain.grid;
  if (typeof rateMmH === 'number' ? rateMmH <= 0 : !rateMmH.some((rate) => rate > 0)) return undefined;
  const out = new Float64Array(state.h.length);
  for (let cell = 0; cell < cols * rows; cell++) {
    const i = paddedIndex(cell, cols);
    const at = state.code[i] !== 0 ? i : (drainTo?.[i] ?? -1);
    if (at < 0) continue;
    const rate = Math.fround(typeof rateMmH === 'number' ? rateMmH : rateMmH[cell]);
    if (rate > 0) out[at] += rate * MM_H_TO_M_S;
  }
  return out;
}
