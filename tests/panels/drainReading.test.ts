import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drainReading } from '../../src/panels/drainReading.ts';
import type { HeadSeries } from '../../src/panels/drainViews.ts';
import { fillClass } from '../../src/tokens/filling.ts';

const rowsOf = (values: Record<string, unknown>) =>
  Object.entries(values).map(([key, value]) => ({ key, value, attribute: undefined }));
const manhole = { id: 'A', rows: rowsOf({ kind: 'junction', invertM: 1, rimM: 2.5 }) };
const pipe = {
  id: 'P',
  rows: rowsOf({
    kind: 'conduit',
    from: 'A',
    to: 'B',
    shape: 'CIRCULAR',
    heightM: 0.5,
    lengthM: 100,
    manning: 0.013,
    fromInvertM: 1,
    toInvertM: 0.5,
  }),
};
const heads = (a: number[], b: number[]): HeadSeries => ({
  timesS: a.map((_, k) => k * 600),
  headM: { A: Float32Array.from(a), B: Float32Array.from(b) },
});

describe('a manhole', () => {
  it('is read against its invert and rim, at the clock and over the whole computation', () => {
    const reading = drainReading(manhole, heads([1, 3, 2], [0, 0, 0]), 300);
    expect(reading).toMatchObject({ kind: 'node', headM: 2, depthM: 1, overRimM: -0.5, highestM: 3 });
    // From 2 to 3 m it passes the rim after three quarters of the way, and back after half of it.
    expect(reading?.kind === 'node' && reading.spillsS).toBeCloseTo(600 * 0.25 + 600 * 0.5, 3);
  });

  it('without a rim spills nothing; without heads there is nothing to read', () => {
    const outfall = { id: 'B', rows: rowsOf({ kind: 'outfall', invertM: 0, rimM: 9 }) };
    expect(drainReading(outfall, heads([1, 1], [0.2, 0.4]), 600)).toMatchObject({ overRimM: undefined, spillsS: 0 });
    expect(drainReading({ id: 'Z', rows: [] }, heads([1], [1]), 0)).toBeUndefined();
  });
});

describe('a pipe', () => {
  it('carries what Manning says when it is full', () => {
    const reading = drainReading(pipe, heads([1, 1], [0.5, 0.5]), 0);
    // A = 0.19635 m², R = 0.125 m, S = 0.005: 0.19635 · 0.25 · 0.070711 / 0.013
    expect(reading?.kind === 'pipe' && reading.capacityM3s).toBeCloseTo(0.267, 3);
    expect(reading).toMatchObject({ share: 0, mostShare: 0, full: false, fullS: 0 });
  });

  it('is filled by a share between nothing and all, and full exactly where both ends stand above their crowns', () => {
    const level = fc.double({ min: 0, max: 4, noNaN: true });
    fc.assert(
      fc.property(level, level, (a, b) => {
        const reading = drainReading(pipe, heads([a, a], [b, b]), 300);
        if (reading?.kind !== 'pipe') throw new Error('No pipe was read.');
        expect(reading.share).toBeGreaterThanOrEqual(0);
        expect(reading.share).toBeLessThanOrEqual(1);
        expect(reading.mostShare).toBeCloseTo(reading.share, 6);
        const full = Math.fround(a) >= 1.5 && Math.fround(b) >= 1;
        expect(reading.full).toBe(full);
        if (full) expect(reading.share).toBe(1);
      }),
      { seed: 3 },
    );
  });

  it('tells flow and velocity where the computation kept them', () => {
    const kept = {
      ...heads([1, 1], [1, 1]),
      flowM3s: { P: Float32Array.of(0, 0.5) },
      speedMS: { P: Float32Array.of(0, 2) },
    };
    expect(drainReading(pipe, kept, 300)).toMatchObject({ flowM3s: 0.25, speedMS: 1 });
    expect(drainReading(pipe, heads([1, 1], [1, 1]), 300)).toMatchObject({ flowM3s: undefined, speedMS: undefined });
  });

  it('has a class of filling', () => {
    expect([0.1, 0.3, 0.6, 0.9].map((share) => fillClass(share, false))).toEqual([1, 2, 3, 4]);
    expect(fillClass(1, true)).toBe(5);
  });
});
