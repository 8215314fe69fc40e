import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverOf, hydraulics } from '../../layers/land/hydraulics.ts';
import { schema } from '../../layers/land/schema.ts';

const classes = Object.keys(schema.attributes.find(({ key }) => key === 'class')?.classes ?? {});

describe('what land does to water', () => {
  it('is stated for every class of the schema, within believable limits', () => {
    expect(Object.keys(hydraulics.classes).sort()).toEqual([...classes].sort());
    for (const { manning, imperviousShare, soil } of Object.values(hydraulics.classes)) {
      expect(manning).toBeGreaterThanOrEqual(0.01);
      expect(manning).toBeLessThanOrEqual(0.2);
      expect(imperviousShare).toBeGreaterThanOrEqual(0);
      expect(imperviousShare).toBeLessThanOrEqual(1);
      if (soil) expect(soil.conductivityMmH).toBeGreaterThan(0);
    }
  });
  it('lets less in the more of it is sealed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...classes),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (name, a, b) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)];
          expect(coverOf({ class: name, imperviousShare: high }).infiltrationMmH).toBeLessThanOrEqual(
            coverOf({ class: name, imperviousShare: low }).infiltrationMmH,
          );
        },
      ),
    );
  });
  it('follows the feature before its class', () => {
    expect(coverOf({ class: 'park', manning: 0.08, infiltrationMmH: 25, sewered: true })).toMatchObject({
      manning: 0.08,
      infiltrationMmH: 25,
      sewered: true,
    });
    expect(coverOf({ class: 'residential' })).toMatchObject({ manning: 0.05, sewered: true, imperviousShare: 0.75 });
    expect(coverOf({ class: 'residential' }).infiltrationMmH).toBeCloseTo(10.9 * 0.25, 10);
  });
  it('outside every polygon is rough 0.035 and takes nothing in', () => {
    expect(coverOf(undefined)).toMatchObject({ manning: 0.035, infiltrationMmH: 0, sewered: false });
  });
  it('on open water takes nothing in', () => {
    expect(coverOf({ class: 'water' }).infiltrationMmH).toBe(0);
  });
});
