import type { Grid, TimedBarrier, Warning } from '../flood/types.ts';

/**
 * A Domain in the making: what land, buildings and measures change cell by cell. Measures are pure functions on it:
 * `(draft, measure) → draft`, copying the fields that they change.
 */
export interface Draft {
  readonly grid: Grid;
  /** `CELL` of each cell. */
  readonly kind: Uint8Array;
  /** m; NaN without data. */
  readonly groundM: Float32Array;
  readonly manning: Float32Array;
  readonly infiltrationMmH: Float32Array;
  /** Rain that roofs on blocks hold back, mm; undefined: none. */
  readonly roofHoldMm?: Float32Array;
  readonly barriers: readonly TimedBarrier[];
  readonly warnings: readonly Warning[];
}

/** One value if the field is the same everywhere, so that the engine and the hash see it as such. */
export function uniformOr(field: Float32Array): number | Float32Array {
  const [first] = field;
  return field.every((value) => value === first) ? (first ?? 0) : field;
}

export const warn = (draft: Draft, warning: Warning): Draft => ({ ...draft, warnings: [...draft.warnings, warning] });
