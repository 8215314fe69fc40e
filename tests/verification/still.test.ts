import { describe, expect, test } from 'vitest';
import { ENGINES } from './engines.ts';
import { atMost, balance, type Drawn, type Evidence } from './evidence.ts';
import { compute, domainOf, record } from './support.ts';

/** Deterministic noise, 0–1. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

describe.each(ENGINES)('$name', (engine) => {
  test('a lake at rest over islands stays flat and still, whatever the step', async () => {
    const rows: Evidence[] = [];
    let drawn: Drawn | undefined;
    for (const cellSizeM of [0.5, 5, 50]) {
      const next = noise(11);
      const level = 2.3;
      const groundM = Float32Array.from({ length: 60 * 45 }, () => next() * 8 - 4);
      const initialDepthM = groundM.map((ground) => Math.max(0, level - ground));
      const run = await compute(
        engine,
        domainOf({
          cols: 60,
          rows: 45,
          cellSizeM,
          groundM,
          initialDepthM,
          durationS: 600 * cellSizeM,
          outputEveryS: 600 * cellSizeM,
        }),
      );
      let off = 0;
      run.lastDepthM.forEach((depth, cell) => {
        const wanted = groundM[cell] < level ? level - groundM[cell] : 0;
        off = Math.max(off, Math.abs(depth - wanted));
      });
      // A line through the middle, islands left open.
      const section = Array.from({ length: 60 }, (_, col) => 22 * 60 + col);
      drawn = {
        x: section.map((_, col) => (col + 0.5) * cellSizeM),
        ground: section.map((cell) => groundM[cell]),
        computed: section.map((cell) => (groundM[cell] < level ? groundM[cell] + run.lastDepthM[cell] : Number.NaN)),
        reference: section.map(() => level),
      };
      rows.push(
        atMost(`level, cells of ${cellSizeM} m`, off, 1e-6, 'm'),
        atMost(`speed, cells of ${cellSizeM} m`, Math.max(...run.maps.speedMaxMS), 1e-5, 'm/s'),
        balance(run),
      );
    }
    record(engine, 'lake-at-rest', rows, drawn);
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });

  test('100,000 steps of 1 mm/h on 4.5 m of still water: the rain is found again', async () => {
    const durationS = 90_500;
    const run = await compute(
      engine,
      domainOf({
        cols: 4,
        rows: 4,
        cellSizeM: 10,
        initialDepthM: 4.5,
        rain: [{ timesS: Float64Array.of(0), intensityMmH: Float64Array.of(1) }],
        durationS,
        gauges: [{ id: 'middle', cell: 5 }],
        outputEveryS: durationS / 20,
      }),
    );
    const fell = (durationS / 3.6e6) * 1600;
    const found = run.lastDepthM.reduce((sum, depth) => sum + (depth - 4.5) * 100, 0);
    const rows = [
      atMost('rain lost or invented', Math.abs(found - fell) / fell, 1e-4, ''),
      atMost('rain booked', Math.abs(run.summary.volumeM3.rain - fell) / fell, 1e-9, ''),
      balance(run),
    ];
    record(engine, 'rain-on-still-water', rows, {
      x: run.samples.map(({ timeS }) => timeS / 3600),
      computed: run.samples.map(({ depthM }) => (depthM[0] - 4.5) * 1000),
      reference: run.samples.map(({ timeS }) => timeS / 3600),
    });
    expect(run.summary.steps).toBeGreaterThan(1e5);
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });
});
