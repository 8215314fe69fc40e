import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHANGE, changeOf } from '../../src/simulate/change.ts';

const depths = fc.array(fc.oneof(fc.constant(0), fc.constant(Number.NaN), fc.float({ min: 0, max: 2, noNaN: true })), {
  minLength: 50,
  maxLength: 50,
});

describe('what one run changes against another', () => {
  test('by hand', () => {
    const { kind, depthM } = changeOf(
      Float32Array.of(0, 0.4, 0.3, 0.3, 0.5, 0, Number.NaN),
      Float32Array.of(0.2, 0.5, 0.32, 0.1, 0.04, 0.04, 0.3),
    );
    expect([...kind]).toEqual([
      CHANGE.newlyWet,
      CHANGE.deeper,
      CHANGE.same,
      CHANGE.shallower,
      CHANGE.newlyDry,
      CHANGE.dry,
      CHANGE.newlyWet,
    ]);
    expect(depthM[4]).toBeCloseTo(0.5, 6);
    expect(depthM[5]).toBe(0);
  });

  test('the other way round it is the opposite, and the same water is drawn', () => {
    fc.assert(
      fc.property(depths, depths, (a, b) => {
        const there = changeOf(Float32Array.from(a), Float32Array.from(b));
        const back = changeOf(Float32Array.from(b), Float32Array.from(a));
        expect(back.depthM).toEqual(there.depthM);
        const dry = there.kind.filter((kind) => kind === CHANGE.dry).length;
        expect(there.cells.reduce((sum, count) => sum + count, dry)).toBe(a.length);
        // Where it has risen most is found cell by cell.
        const rises = b.map((depth, i) => (depth >= 0.05 ? Math.fround(depth) - (Math.fround(a[i]) || 0) : 0));
        const most = Math.max(...rises.filter((rise) => rise >= 0));
        expect(there.worst?.moreM ?? 0).toBeCloseTo(most > 0.05 ? most : 0, 6);
        there.kind.forEach((kind, i) => {
          expect(back.kind[i]).toBe(kind === CHANGE.dry ? CHANGE.dry : 4 - kind);
          expect(there.depthM[i] > 0).toBe(kind !== CHANGE.dry);
        });
      }),
    );
  });
});
