import { describe, expect, test } from 'vitest';
import type { VolumesM3 } from '../../workers/flood/index.ts';
import { type Computed, compute, domainOf } from './build.ts';
import { city, cols } from './city.ts';
import { ENGINES, takenAt } from './engines.ts';

const bytesOf = ({ frames, maps, summary }: Computed): unknown => ({ frames, maps, volumes: summary.volumeM3 });

describe.each(ENGINES.filter(({ options }) => options.build !== 'ts'))('the compiled engine ($name)', (engine) => {
  test('gives the same bytes with any number of threads', async () => {
    const runs: Computed[] = [];
    for (const threads of [1, 2, 3]) runs.push(await engine.compute(city(), { threads }));
    expect(runs.map(({ summary }) => summary.threads)).toEqual([1, 2, 3]);
    expect(bytesOf(runs[1])).toEqual(bytesOf(runs[0]));
    expect(bytesOf(runs[2])).toEqual(bytesOf(runs[0]));
    expect(runs[0].summary.massErrorRel).toBeLessThan(1e-8);
    expect(Math.max(...runs[0].maps.depthMaxM.filter((_, cell) => cell > 45 * cols))).toBeGreaterThan(0.1);
  }, 60_000);

  test('leaves a lake over steep ground flat, deep tiles beside shallow ones', async () => {
    // Beds in steps of 2⁻⁷ m, so that bed and depth add up to the level in 32 bits.
    const bedM = (cell: number): number => {
      const [row, col] = [Math.floor(cell / 80), cell % 80];
      const hill = Math.cos(col / 7) * Math.sin(row / 9) + (col < 12 ? -18 : 0.8);
      return Math.round(hill * 128) / 128;
    };
    const groundM = Float32Array.from({ length: 80 * 80 }, (_, cell) => bedM(cell));
    const lake = domainOf({ cols: 80, rows: 80, groundM, initialDepthM: groundM.map((z) => Math.max(0, 1 - z)) });
    const { whole, state } = await takenAt(engine, lake, 600);
    expect(whole.last.depthM).toEqual(lake.initialDepthM);
    expect(Math.max(...whole.maps.speedMaxMS)).toBe(0);
    const tilesAStep = state.cellSteps / state.steps / 256;
    if (engine.options.steps === 'local') expect(tilesAStep).toBeLessThan(15);
    else expect(tilesAStep).toBe(25);
  });

  test('loses nothing of a dam break that runs through tiles of different levels', async () => {
    const size = 96;
    const initialDepthM = Float32Array.from({ length: size * size }, (_, cell) => {
      const [row, col] = [Math.floor(cell / size), cell % size];
      return row > 30 && row < 60 && col > 30 && col < 60 ? 12 : 0.1;
    });
    const run = await engine.compute(domainOf({ cols: size, rows: size, initialDepthM, durationS: 120 }));
    const { initial, stored } = run.summary.volumeM3;
    expect(Math.abs(stored / initial - 1)).toBeLessThan(1e-10);
    expect(run.maps.depthMaxM[45 * size + 90]).toBeGreaterThan(0.2);
    expect(run.last.depthM.every((depth) => depth >= 0)).toBe(true);
  });
});

describe('the engines', () => {
  const ground = city().groundM;

  /** Root mean square difference of the deepest water on land, m, and the share of it that is more than 1 cm apart. */
  function apartM(a: Computed, b: Computed): { readonly rms: number; readonly share: number } {
    const land = [...ground.keys()].filter((cell) => a.maps.depthMaxM[cell] > 0.01 && ground[cell] > 0);
    const apart = land.map((cell) => Math.abs(a.maps.depthMaxM[cell] - b.maps.depthMaxM[cell]));
    expect(land.length).toBeGreaterThan(1000);
    return {
      rms: Math.sqrt(apart.reduce((sum, d) => sum + d * d, 0) / apart.length),
      share: apart.filter((d) => d > 0.01).length / apart.length,
    };
  }

  test('agree on the deepest water in the streets, whatever the steps', async () => {
    const runs = await Promise.all(ENGINES.map((engine) => engine.compute(city())));
    for (const one of runs) {
      for (const two of runs) {
        expect(apartM(one, two).rms).toBeLessThan(0.006);
        // Where waves of the river lap over its banks, peaks fall between two ratings.
        expect(apartM(one, two).share).toBeLessThan(0.005);
      }
    }
  }, 60_000);

  test.each(ENGINES)(
    'go on from a snapshot to the same bytes ($name)',
    async (engine) => {
      const { whole, state } = await takenAt(engine, city(), 240);
      const again = await engine.compute(city(), { from: state });
      expect(again.last).toEqual(whole.last);
      expect(again.maps).toEqual(whole.maps);
      // Sums taken up are told in m³, so their last bits may differ.
      for (const [name, volume] of Object.entries(again.summary.volumeM3)) {
        expect(Math.abs(volume - whole.summary.volumeM3[name as keyof VolumesM3])).toBeLessThan(1e-7);
      }
    },
    60_000,
  );

  test('take up each other’s states', async () => {
    const domain = city();
    const [reference] = ENGINES;
    const { whole, state } = await takenAt(reference, domain, 240);
    for (const engine of ENGINES.slice(1)) {
      const there = await engine.compute(domain, { from: state });
      expect(apartM(there, whole).rms).toBeLessThan(0.006);
      expect(there.summary.massErrorRel).toBeLessThan(1e-9);
      const own = await takenAt(engine, domain, 240);
      const back = await reference.compute(domain, { from: own.state });
      expect(apartM(back, whole).rms).toBeLessThan(0.006);
      expect(back.summary.massErrorRel).toBeLessThan(1e-9);
    }
  }, 60_000);
});

test('a run with local steps has another identity than one with global steps, whatever the threads', async () => {
  const hashOf = async (steps: 'local' | 'global', threads: number): Promise<string> =>
    (await compute(city(), { build: 'simd', steps, threads })).summary.hash;
  const own = await hashOf('local', 1);
  expect(await hashOf('local', 2)).toBe(own);
  expect(await hashOf('global', 1)).not.toBe(own);
});
