import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CELL } from '../../workers/flood/index.ts';
import { anything } from './anything.ts';
import { computeWith, domainOf, ENGINES } from './build.ts';

describe.each(ENGINES)('whatever the ground and the water, $name', (engine) => {
  test('no water is lost or made, no depth is negative, everything stays finite', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (domain) => {
        const run = await computeWith(engine, domain);
        // In 32 bits what stood there at the start has its rounding, however little enters.
        const { initial, rain, inflow, levelIn } = run.summary.volumeM3;
        const entered = Math.max(1, rain + inflow + levelIn);
        const scale = engine.bits === 32 ? Math.max(1, initial / entered) : 1;
        expect(run.summary.massErrorRel).toBeLessThanOrEqual(1e-6 * scale);
        expect(run.summary.simulatedS).toBe(domain.durationS);
        for (const frame of run.frames) {
          for (const field of [frame.depthM, frame.speedMS]) {
            expect(field.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
          }
          expect(frame.depthM.every((depth, cell) => depth === 0 || domain.kind[cell] === CELL.active)).toBe(true);
        }
        for (const map of Object.values(run.maps) as Float32Array[]) {
          expect(map.every((value, cell) => Number.isFinite(value) === (domain.kind[cell] !== CELL.noData))).toBe(true);
        }
      }),
      { numRuns: 60, seed: 5 },
    );
  }, 120_000);

  test('the same Domain gives the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (domain) => {
        const [one, two] = [await computeWith(engine, domain), await computeWith(engine, domain)];
        expect(two.last).toEqual(one.last);
        expect(two.maps).toEqual(one.maps);
        expect(two.summary.volumeM3).toEqual(one.summary.volumeM3);
        expect(two.summary.hash).toBe(one.summary.hash);
      }),
      { numRuns: 8, seed: 6 },
    );
  }, 60_000);

  test('a mirrored city floods as its mirror image', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), async (seed) => {
        const cols = 21;
        let state = seed;
        const groundM = Float32Array.from({ length: cols * 9 }, () => {
          state = (state * 48271) % 2147483647;
          return state / 2147483647;
        });
        const flipped = groundM.map((_, cell) => groundM[cell - (cell % cols) + (cols - 1 - (cell % cols))]);
        const rain = [{ timesS: Float64Array.of(0), intensityMmH: Float64Array.of(200) }];
        const [one, two] = [groundM, flipped].map((ground) =>
          domainOf({ cols, rows: 9, groundM: ground, rain, edges: 'open' }),
        );
        const [a, b] = [(await computeWith(engine, one)).last.depthM, (await computeWith(engine, two)).last.depthM];
        const apart = a.reduce(
          (most, depth, cell) => Math.max(most, Math.abs(depth - b[cell - (cell % cols) + (cols - 1 - (cell % cols))])),
          0,
        );
        expect(apart).toBeLessThan(1e-4);
      }),
      { numRuns: 5, seed: 7 },
    );
  }, 60_000);
});
