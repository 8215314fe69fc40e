import fc from 'fast-check';
import { type Units, unitsOf } from '../../src/city/inp/swmm/context.ts';
import type { FlowUnits } from '../../src/city/inp/swmm/types.ts';

/** Amounts that a file in some units can hold: decimals times the SI value of one unit. */
export interface Amounts {
  readonly units: Units;
  /** Positive, of four digits. */
  of(factor: (units: Units) => number): fc.Arbitrary<number>;
  /** As `of`, or 0. */
  any(factor: (units: Units) => number): fc.Arbitrary<number>;
  readonly lengthM: fc.Arbitrary<number>;
  readonly flowM3s: fc.Arbitrary<number>;
  /** mm, mm/h. */
  readonly rain: fc.Arbitrary<number>;
  readonly share: fc.Arbitrary<number>;
  readonly plain: fc.Arbitrary<number>;
}

const decimal = fc.integer({ min: 1, max: 99999 }).map((digits) => digits / 1000);

export function amountsIn(flowUnits: FlowUnits): Amounts {
  const units = unitsOf(flowUnits);
  const of: Amounts['of'] = (factor) => decimal.map((value) => value * factor(units));
  return {
    units,
    of,
    any: (factor) => fc.oneof(fc.constant(0), of(factor)),
    lengthM: of(({ lengthM }) => lengthM),
    flowM3s: of(({ flowM3s }) => flowM3s),
    rain: of(({ rainMm }) => rainMm),
    share: fc.integer({ min: 0, max: 100 }).map((percent) => percent * 0.01),
    plain: decimal,
  };
}

/** Names as engineers give them, and some that need quotes or old letters. */
const name = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[A-Z][A-Z0-9_.-]{0,6}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-zăđêôơư][a-z 0-9é#]{0,8}[a-z0-9]$/) },
);
/** Different names, in whatever case they are compared; with a letter in front so that none is a keyword or a number. */
export const ids = (prefix: string, minLength: number, maxLength: number): fc.Arbitrary<string[]> =>
  fc
    .uniqueArray(name, { minLength, maxLength, selector: (each) => each.toUpperCase() })
    .map((names) => names.map((each) => `${prefix}${each}`));

export const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
/** One of the names, or where there are none nothing. */
export const oneOf = (names: readonly string[]): fc.Arbitrary<string | undefined> =>
  names.length === 0 ? fc.constant(undefined) : maybe(fc.constantFrom(...names));
