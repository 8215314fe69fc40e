import fc from 'fast-check';
import type { ControlAction, Controls, ControlVariable, Premise } from '../../src/city/inp/swmm/types.ts';
import type { Amounts } from './swmmAmounts.ts';

interface Things {
  readonly nodes: readonly string[];
  readonly links: readonly string[];
  readonly gages: readonly string[];
  readonly controlCurves: readonly string[];
  readonly series: readonly string[];
}

/** A variable with what it may be compared with. */
function comparisons(a: Amounts, things: Things): fc.Arbitrary<readonly [ControlVariable, fc.Arbitrary<number>]> {
  const node = fc.constantFrom(...things.nodes);
  const link = fc.constantFrom(...things.links);
  const times = fc.integer({ min: 0, max: 200_000 });
  const about = (variable: fc.Arbitrary<ControlVariable>, value: fc.Arbitrary<number>) =>
    variable.map((each) => [each, value] as const);
  const of = <T>(value: T): fc.Arbitrary<T> => fc.constant(value);
  return fc.oneof(
    about(
      fc.record({ object: of('NODE' as const), id: node, attribute: fc.constantFrom('DEPTH', 'HEAD', 'MAXDEPTH') }),
      a.lengthM,
    ),
    about(fc.record({ object: of('NODE' as const), id: node, attribute: of('INFLOW' as const) }), a.flowM3s),
    about(
      fc.record({ object: of('NODE' as const), id: node, attribute: of('VOLUME' as const) }),
      a.of(({ lengthM }) => lengthM ** 3),
    ),
    about(
      fc.record({ object: fc.constantFrom('LINK', 'PUMP', 'WEIR'), id: link, attribute: of('FLOW' as const) }),
      a.flowM3s,
    ),
    about(
      fc.record({ object: of('PUMP' as const), id: link, attribute: of('STATUS' as const) }),
      fc.constantFrom(0, 1),
    ),
    about(fc.record({ object: of('LINK' as const), id: link, attribute: of('TIMEOPEN' as const) }), times),
    about(fc.record({ object: of('SIMULATION' as const), attribute: fc.constantFrom('TIME', 'CLOCKTIME') }), times),
    about(
      fc.record({ object: of('SIMULATION' as const), attribute: of('DATE' as const) }),
      fc.integer({ min: 9000, max: 30_000 }),
    ),
    about(
      fc.record({ object: of('SIMULATION' as const), attribute: of('MONTH' as const) }),
      fc.integer({ min: 1, max: 12 }),
    ),
    about(
      fc.record({ object: of('SIMULATION' as const), attribute: of('DAYOFYEAR' as const) }),
      fc.integer({ min: 1, max: 365 }),
    ),
    ...(things.gages.length === 0
      ? []
      : [
          about(
            fc.record({
              object: of('GAGE' as const),
              id: fc.constantFrom(...things.gages),
              attribute: of('PRECIPITATION' as const),
              hours: fc.integer({ min: 1, max: 48 }),
            }),
            a.rain,
          ),
          about(
            fc.record({
              object: of('GAGE' as const),
              id: fc.constantFrom(...things.gages),
              attribute: of('INTENSITY' as const),
            }),
            a.rain,
          ),
        ]),
  );
}

export function controls(a: Amounts, things: Things): fc.Arbitrary<Controls> {
  if (things.links.length === 0) return fc.constant({ variables: [], expressions: [], rules: [] });
  const comparison = comparisons(a, things);
  const relation = fc.constantFrom('=', '<>', '<', '<=', '>', '>=');
  const premise: fc.Arbitrary<Premise> = fc.oneof(
    comparison.chain(([left, value]) =>
      fc.record({
        join: fc.constantFrom('AND', 'OR'),
        left: fc.constant(left),
        relation,
        right: fc.oneof<fc.Arbitrary<Premise['right']>[]>(
          value,
          comparison.map(([variable]) => variable),
        ),
      }),
    ),
    fc.record({
      join: fc.constantFrom('AND', 'OR'),
      left: fc.constant({ object: 'EXPRESSION' as const, name: 'Net' }),
      relation,
      right: a.plain,
    }),
  );
  const set: fc.Arbitrary<ControlAction['set']> = fc.oneof(
    fc.record({ by: fc.constant('STATUS' as const), value: fc.constantFrom(0, 1) }),
    fc.record({ by: fc.constant('SETTING' as const), value: a.plain }),
    fc.record({ by: fc.constant('CURVE' as const), curve: fc.constantFrom(...things.controlCurves) }),
    fc.record({ by: fc.constant('TIMESERIES' as const), series: fc.constantFrom(...things.series) }),
    fc.record({
      by: fc.constant('PID' as const),
      gain: a.plain,
      integralMin: a.plain,
      derivativeMin: a.plain.map((value) => -value),
    }),
  );
  const action = fc.record({
    object: fc.constantFrom('LINK', 'PUMP', 'CONDUIT', 'ORIFICE'),
    link: fc.constantFrom(...things.links),
    set,
  });
  const rule = fc.record({
    premises: fc
      .array(premise, { minLength: 1, maxLength: 3 })
      .map(([first, ...others]) => [{ ...first, join: 'AND' as const }, ...others]),
    whenTrue: fc.array(action, { minLength: 1, maxLength: 2 }),
    whenFalse: fc.array(action, { maxLength: 2 }),
    priority: fc.constantFrom(0, 1, 2.5),
  });
  return fc.record({
    variables: comparison.map(([of]) => [{ name: 'Q1', of }]),
    expressions: fc.constant([{ name: 'Net', formula: '( Q1 + 2 ) / 3' }]),
    rules: fc.array(rule, { maxLength: 3 }).map((rules) => rules.map((each, i) => ({ id: `R${i + 1}`, ...each }))),
  });
}
