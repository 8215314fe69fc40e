import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ASSUMPTION_PATHS,
  ASSUMPTIONS,
  assumptionAt,
  readAssumptions,
  withAssumptions,
} from '../../workers/impact/index.ts';

describe('assumptions of one’s own', () => {
  test('change one number and nothing else, and leave the published ones as they are', () => {
    const before = JSON.stringify(ASSUMPTIONS);
    fc.assert(
      fc.property(fc.constantFrom(...ASSUMPTION_PATHS), (path) => {
        // The value that is there is always allowed.
        const same = withAssumptions({ [path]: assumptionAt(ASSUMPTIONS, path) }, 'form');
        expect(same).toEqual(ASSUMPTIONS);
      }),
    );
    const changed = withAssumptions({ 'roadLimitM.car': 0.25, 'curves.public.1': 0.2, floodedM: 0.1 }, 'form');
    expect(changed.roadLimitM).toEqual({ ...ASSUMPTIONS.roadLimitM, car: 0.25 });
    expect(changed.curves.public[1]).toBe(0.2);
    expect(changed.curves.residential).toEqual(ASSUMPTIONS.curves.residential);
    expect(changed.floodedM).toBe(0.1);
    expect(JSON.stringify(ASSUMPTIONS)).toBe(before);
  });

  test.each([
    ['{ "roadLimitM.bus": 0.3 }', /found "roadLimitM.bus"/],
    ['{ "floodedM": "deep" }', /floodedM: expected a number from 0.01 to 5, found "deep"/],
    ['{ "floodedM": -1 }', /found -1/],
    [
      '{ "curves.public.1": 0.9 }',
      /curves.public: expected shares that do not fall with depth, found 0.54 at 1 m after 0.9/,
    ],
    ['[0.3]', /expected JSON such as/],
    ['{ ', /expected JSON such as/],
  ])('are refused with the place where %s is wrong', (text, message) => {
    expect(() => readAssumptions(text, 'own.json')).toThrow(message);
    expect(() => readAssumptions(text, 'own.json')).toThrow('own.json');
  });
});
