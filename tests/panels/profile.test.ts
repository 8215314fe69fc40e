import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Profile, ProfilePipe } from '../../layers/drainage/profile.ts';
import type { HeadSeries } from '../../src/panels/drainViews.ts';
import { fitting, niceStep, readingAt, scaleOf } from '../../src/panels/profileChart.ts';
import { headAt, waterIn, waterLine } from '../../src/panels/profileWater.ts';

const node = (id: string, stationM: number, invertM: number, rimM: number | undefined) => ({
  id,
  kind: rimM === undefined ? 'outfall' : 'junction',
  stationM,
  invertM,
  rimM,
  groundM: 3,
  outsideM: undefined,
});
const pipe = (id: string, startM: number, endM: number, startInvertM: number, endInvertM: number): ProfilePipe => ({
  id,
  kind: 'conduit',
  startM,
  endM,
  startInvertM,
  endInvertM,
  heightM: 0.5,
  reversed: false,
});
const profile: Profile = {
  nodes: [node('A', 0, 1, 2.5), node('B', 50, 0.6, 2.5), node('O', 150, 0, undefined)],
  pipes: [pipe('P', 0, 50, 1, 0.8), pipe('Q', 50, 150, 0.6, 0)],
  ground: { stationM: [0, 50, 150], levelM: [3, 3, 3] },
  lengthM: 150,
};
const heads = (a: number[], b: number[], o: number[]): HeadSeries => ({
  timesS: a.map((_, i) => i * 600),
  headM: { A: Float32Array.from(a), B: Float32Array.from(b), O: Float32Array.from(o) },
});
const level = fc.double({ min: -1, max: 4, noNaN: true });

describe('water in a pipe', () => {
  it('stands between invert and crown, and no higher than the line between the heads', () => {
    fc.assert(
      fc.property(level, level, (a, b) => {
        const [p] = profile.pipes;
        for (const [station, at] of waterIn(p, a, b)) {
          const share = station / 50;
          const invert = 1 - 0.2 * share;
          expect(at).toBeGreaterThanOrEqual(invert - 1e-9);
          expect(at).toBeLessThanOrEqual(invert + 0.5 + 1e-9);
          expect(at).toBeLessThanOrEqual(Math.max(a, 1) * (1 - share) + Math.max(b, 0.8) * share + 1e-9);
        }
      }),
    );
  });
  it('fills it where both heads are above the crown, and is none where both are below the invert', () => {
    const [p] = profile.pipes;
    expect(waterIn(p, 2, 2)).toEqual([
      [0, 1],
      [0, 1.5],
      [50, 1.3],
      [50, 0.8],
    ]);
    expect(waterIn(p, 0.5, 0.5)).toEqual([]);
    expect(waterIn({ ...p, startInvertM: undefined }, 2, 2)).toEqual([]);
  });
});

describe('the water line', () => {
  it('runs from node to node without gaps and is red just where it is above the rims', () => {
    fc.assert(
      fc.property(level, level, level, (a, b, o) => {
        const pieces = waterLine(profile, heads([a], [b], [o]), 0);
        const points = pieces.flatMap(({ points }) => points);
        expect([points[0][0], points.at(-1)?.[0]]).toEqual([0, 150]);
        for (const [i, piece] of pieces.entries()) {
          if (i > 0) expect(piece.points[0]).toEqual(pieces[i - 1].points.at(-1));
          for (const [station, at] of piece.points) {
            if (station > 50) expect(piece.over).toBe(false);
            else if (piece.over) expect(at).toBeGreaterThanOrEqual(2.5 - 1e-6);
            else expect(at).toBeLessThanOrEqual(station === 50 ? 4 : 2.5 + 1e-6);
          }
        }
      }),
    );
  });
  it('moves with the clock and holds at its ends', () => {
    const series = heads([1, 2], [1, 1], [0, 0]);
    expect([-1, 0, 300, 600, 9999].map((timeS) => headAt(series, 'A', timeS))).toEqual([1, 1, 1.5, 2, 2]);
    expect(headAt(series, 'nobody', 0)).toBeUndefined();
    expect(waterLine(profile, { timesS: [0], headM: {} }, 0)).toEqual([]);
  });
});

describe('the drawing of a profile', () => {
  const frame = { left: 50, right: 950, top: 10, bottom: 190 };
  it('keeps every level inside its frame, those of all times too', () => {
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 5 }), (list) => {
        const series = heads(list, list, list);
        const { y, levelTicksM } = scaleOf(profile, frame, series);
        for (const at of [...list.map(Math.fround), 0, 1.5, 3, ...levelTicksM]) {
          expect(y(at)).toBeGreaterThanOrEqual(frame.top - 1e-6);
          expect(y(at)).toBeLessThanOrEqual(frame.bottom + 1e-6);
        }
      }),
    );
  });
  it('turns stations into pixels and back', () => {
    const { x, stationAt, times } = scaleOf(profile, frame);
    expect([x(0), x(150), stationAt(x(42)), stationAt(0), stationAt(2000)]).toEqual([50, 950, 42, 0, 150]);
    expect(times).toBeGreaterThan(5);
  });
  it('reads what stands at a station', () => {
    expect(readingAt(profile, 25, heads([1.2], [1], [0]), 0)).toMatchObject({
      groundM: 3,
      slope: expect.closeTo(0.004, 9),
    });
    const { invertM, crownM, coverM, waterM } = readingAt(profile, 25, heads([1.2], [1], [0]), 0);
    expect([invertM, crownM, coverM].map((value) => value?.toFixed(3))).toEqual(['0.900', '1.400', '1.600']);
    expect(waterM).toBeCloseTo(1.1, 6);
    const turned = { ...profile, pipes: profile.pipes.map((one) => ({ ...one, reversed: true })) };
    expect(readingAt(turned, 25).slope).toBeCloseTo(-0.004, 9);
  });
  it('has steps of 1, 2 or 5', () => {
    expect([0.03, 0.11, 0.2, 3.1, 70].map(niceStep)).toEqual([0.05, 0.2, 0.2, 5, 100]);
  });
  it('shows labels that do not touch, the first and the last before the others', () => {
    expect(fitting([0, 10, 60, 100, 200], [40, 40, 40, 40, 40])).toEqual([true, false, true, true, true]);
    expect(fitting([0, 100, 190, 200], [40, 40, 40, 40])).toEqual([true, true, false, true]);
    expect(fitting([], [])).toEqual([]);
  });
});
