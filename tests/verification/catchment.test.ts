import { describe, expect, test } from 'vitest';
import { CELL } from '../../workers/flood/index.ts';
import { ENGINES } from './engines.ts';
import { atMost, balance, within } from './evidence.ts';
import { block, compute, domainOf, record } from './support.ts';

const RAIN_MM_H = 10.8;

describe.each(ENGINES)('$name', (engine) => {
  test('tilted V catchment: the outflow becomes the rain, and the water is all there', async () => {
    // Two planes 800 × 1000 m, a channel of 20 m between them; cells of 20 m, outlet in the south.
    const cols = 81;
    const rows = 50;
    const groundM = new Float32Array(cols * rows);
    const manning = new Float32Array(cols * rows).fill(0.015);
    for (let row = 0; row < rows; row++) {
      for (let col = 0; col < cols; col++) {
        const fromChannel = Math.max(0, Math.abs(col - 40) - 0.5);
        groundM[row * cols + col] = 0.05 * 20 * fromChannel + 0.02 * 20 * (rows - row - 0.5);
        if (col === 40) manning[row * cols + col] = 0.15;
      }
    }
    const domain = domainOf({
      cols,
      rows,
      cellSizeM: 20,
      groundM,
      manning,
      edges: 'open',
      rain: [{ timesS: Float64Array.of(0, 5400), intensityMmH: Float64Array.of(RAIN_MM_H, 0) }],
      durationS: 5400,
      outputEveryS: 60,
    });
    const stored: [number, number][] = [];
    const run = await compute(engine, domain, {
      onFrame: ({ timeS, depthM }) => stored.push([timeS, depthM.reduce((sum, depth) => sum + depth * 400, 0)]),
    });
    // Outflow at the end from the balance of the last ten minutes.
    const [before, last] = [stored[stored.length - 11], stored[stored.length - 1]];
    const rainM3s = (RAIN_MM_H / 3.6e6) * cols * rows * 400;
    const outM3s = rainM3s - (last[1] - before[1]) / (last[0] - before[0]);
    const rowsOut = [within('outflow at 90 min', outM3s, 4.86, 0.0486, 'm³/s'), balance(run)];
    const minutes = stored.slice(1);
    record(engine, 'tilted-v-catchment', rowsOut, {
      x: minutes.map(([timeS]) => timeS / 60),
      computed: minutes.map(([timeS, m3], k) => rainM3s - (m3 - stored[k][1]) / (timeS - stored[k][0])),
      reference: minutes.map(() => 4.86),
    });
    expect(rowsOut.filter((row) => !row.pass)).toEqual([]);
  });

  test('one plane of the V: depth at the toe and time of equilibrium', async () => {
    // 800 m of 5 % in cells of 10 m; walls on both sides, the toe open.
    const cols = 80;
    const groundM = Float32Array.from({ length: cols * 3 }, (_, cell) => 0.05 * 10 * (cols - (cell % cols)));
    const kind = new Uint8Array(cols * 3).fill(CELL.block);
    const plane = block(cols, 0, cols - 1, 1, 1);
    for (const cell of plane) kind[cell] = CELL.active;
    const rain = { timesS: Float64Array.of(0), intensityMmH: Float64Array.of(RAIN_MM_H), cells: plane };
    const run = await compute(
      engine,
      domainOf({
        cols,
        rows: 3,
        cellSizeM: 10,
        kind,
        groundM,
        manning: 0.015,
        edges: 'open',
        rain: [rain],
        gauges: [{ id: 'toe', cell: cols * 2 - 1 }],
        durationS: 5400,
        outputEveryS: 10,
      }),
    );
    const toe = run.samples.map((sample) => sample.depthM[0]);
    const final = toe[toe.length - 1];
    // Kinematic theory: flow goes with depth to the power 5/3 and is complete at 1766 s.
    const flowAt = (timeS: number): number =>
      ((run.samples.find((sample) => sample.timeS >= timeS)?.depthM[0] ?? 0) / final) ** (5 / 3);
    const rows = [
      within('depth at the toe', final * 1000, 5.3, 0.053, 'mm'),
      within('flow at 60 % of the time of equilibrium', flowAt(0.6 * 1766), 0.6 ** (5 / 3), 0.02, ''),
      within('flow at the time of equilibrium (1766 s)', flowAt(1770), 0.97, 0.03, ''),
      atMost(
        'outflow against rain',
        Math.abs(run.summary.volumeM3.outflow + run.summary.volumeM3.stored - run.summary.volumeM3.rain) /
          run.summary.volumeM3.rain,
        1e-6,
        '',
      ),
      balance(run),
    ];
    const times = run.samples.map(({ timeS }) => timeS);
    record(engine, 'plane', rows, {
      x: times.map((timeS) => timeS / 60),
      computed: toe.map((depth) => depth * 1000),
      reference: times.map((timeS) => (RAIN_MM_H / 3600) * Math.min(timeS, 1766)),
    });
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });
});
