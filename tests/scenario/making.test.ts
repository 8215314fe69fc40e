import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyPatch,
  type Measure,
  parseScenario,
  resolveScenario,
  type Scenario,
  writeScenario,
} from '../../src/scenario/index.ts';
import {
  costOf,
  extentOf,
  freeId,
  newMeasure,
  pointsOf,
  quantityOf,
  TOOLS,
  toolOf,
  withField,
  withMeasure,
  withoutMeasure,
  withPoints,
} from '../../src/scenario/making/index.ts';

const SQUARE = [
  [0, 0],
  [100, 0],
  [100, 50],
  [0, 50],
] as const;
const placed = {
  at: SQUARE,
  groundM: [3, 3.5, 4, 3.2],
  feature: { id: 'C1', heightM: 0.8, round: true },
  durationS: 3600,
};
const base: Scenario = { format: 'twin-scenario/1', id: 'base', durationS: 3600 };
const child: Scenario = { format: 'twin-scenario/1', id: 'child', parent: 'base' };
const resolve = (scenario: Scenario, parent = base) =>
  resolveScenario(scenario, (id) => (id === parent.id ? parent : undefined));
const make = (id: string): Measure => {
  const tool = TOOLS.find((known) => known.id === id);
  if (!tool) throw new Error(id);
  return newMeasure(tool, 'm1', placed);
};

describe('measures that a planner makes', () => {
  test.each(TOOLS.map(({ id }) => id))('%s is a measure as files have it, and comes back as its own tool', (id) => {
    const measure = make(id);
    const text = writeScenario({ ...base, measures: [measure] });
    const { measures } = parseScenario(JSON.parse(text), 'base.json');
    expect(measures).toEqual([measure]);
    expect(toolOf(measure).id).toBe(id);
    for (const { key, min, max } of toolOf(measure).fields) {
      const value = measure[key as keyof Measure] as unknown;
      if (value === undefined) continue;
      expect(value).toBeGreaterThanOrEqual(min);
      expect(value).toBeLessThanOrEqual(max);
      // Each number that can be edited is one that the file may have.
      const edited = withField(measure, key, key === 'toS' ? 60 : min);
      expect(parseScenario({ ...base, measures: [edited] }, 'base.json').measures).toEqual([edited]);
    }
  });

  test('sizes and costs: by hand', () => {
    const basin = make('basin');
    // 100 m × 50 m, dug from 3.4 m to 1.0 m.
    expect(basin).toMatchObject({ floorLevelM: 1 });
    expect(extentOf(basin)).toEqual({ areaM2: 5000, lengthM: undefined });
    expect(quantityOf(basin, 3.4)).toBeCloseTo(12000, 6);
    expect(costOf(basin, 3.4)).toBeCloseTo(12000 * 350e3, 0);
    expect(costOf({ ...basin, costVnd: 7 }, 3.4)).toBe(7);
    const wall = make('wall');
    expect(quantityOf(wall)).toBeCloseTo((100 + 50 + 100) * 1.2, 9);
    expect(quantityOf({ ...wall, heightM: [1, 3] } as Measure)).toBeCloseTo(250 * 2, 9);
    // 0.8 m grows to 1.2 m; 60 m of it at 1.2^1.3 of the price of a metre of 1 m.
    expect(make('upsize')).toMatchObject({ link: 'C1', diameterM: 1.2 });
    expect(quantityOf(make('upsize'), undefined, 60)).toBeCloseTo(60 * 1.2 ** 1.3, 9);
  });

  test('larger takes more: quantity grows with the shape', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('basin', 'wall', 'channel', 'lower', 'permeable', 'pipe'),
        fc.double({ min: 1.01, max: 5, noNaN: true }),
        (id, by) => {
          const measure = make(id);
          const larger = withPoints(
            measure,
            pointsOf(measure).map(([x, y]) => [x * by, y * by] as const),
          );
          expect(quantityOf(larger, 3)).toBeGreaterThan(quantityOf(measure, 3));
        },
      ),
    );
  });

  test('what is put in and taken out leaves the scenario as it was, and its undo does too', () => {
    const first = applyPatch(child, withMeasure(make('basin')));
    expect(resolve(first.scenario).measures).toHaveLength(1);
    expect(applyPatch(first.scenario, withoutMeasure('m1', first.scenario, [])).scenario).toEqual(child);
    expect(applyPatch(first.scenario, first.inverse).scenario).toEqual(child);
  });

  test('an inherited measure is left out by name and comes back with undo; a free id is not one that was left out', () => {
    const parent: Scenario = { ...base, measures: [make('wall')] };
    const inherited = resolve(parent).measures;
    const without = applyPatch(child, withoutMeasure('m1', child, inherited));
    expect(resolve(without.scenario, parent).measures).toEqual([]);
    expect(resolve(applyPatch(without.scenario, without.inverse).scenario, parent).measures).toEqual(inherited);
    expect(freeId(resolve(without.scenario, parent), without.scenario)).toBe('m2');
    // Its own form of an inherited measure goes the same way.
    const own = applyPatch(child, withMeasure(withField(inherited[0], 'heightM', 3))).scenario;
    expect(resolve(applyPatch(own, withoutMeasure('m1', own, inherited)).scenario, parent).measures).toEqual([]);
  });
});
