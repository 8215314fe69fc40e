import { expect, test } from 'vitest';
import { CELL, type Domain } from '../../workers/flood/index.ts';
import { domainOf, rainOf } from './build.ts';
import { everyEngine } from './engines.ts';

everyEngine('an open edge', ({ compute }) => {
  test('keeps uniform flow on a plane at normal depth to the rim, whatever its angle', async () => {
    const [cols, slope, q] = [30, 0.004, 0.3];
    const normalM = ((q * 0.03) / Math.sqrt(slope)) ** 0.6;
    for (const degrees of [15, 45, 70]) {
      const [east, south] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      const side = (id: string, cell: (k: number) => number, part: number) => ({
        id,
        cells: Uint32Array.from({ length: cols }, (_, k) => cell(k)),
        timesS: Float64Array.of(0),
        dischargeM3s: Float64Array.of(part * q * cols * 5),
      });
      const run = await compute(
        domainOf({
          cols,
          rows: cols,
          groundM: Float32Array.from(
            { length: cols * cols },
            (_, cell) => 10 - slope * 5 * (east * (cell % cols) + south * Math.floor(cell / cols)),
          ),
          initialDepthM: normalM,
          inflows: [side('w', (k) => k * cols, east), side('n', (k) => k, south)],
          edges: 'open',
          durationS: 3600,
          outputEveryS: 3600,
        }),
      );
      for (const place of [15 * cols + 29, 20 * cols + 20, 25 * cols + 29, 28 * cols + 28]) {
        expect(Math.abs(run.last.depthM[place] / normalM - 1)).toBeLessThan(0.01);
      }
      const { inflow, outflow } = run.summary.volumeM3;
      expect(outflow / inflow).toBeCloseTo(1, 1);
    }
  });
});

everyEngine('a tide', ({ compute }) => {
  test('fills and empties a basin through a wide opening, and all that crosses is booked', async () => {
    const [cols, rows] = [16, 10];
    const timesS = Float64Array.from({ length: 145 }, (_, k) => k * 300);
    const levelM = timesS.map((time) => 0.5 * Math.sin((2 * Math.PI * time) / 21_600));
    const domain = domainOf({
      cols,
      rows,
      cellSizeM: 20,
      groundM: new Float32Array(cols * rows).fill(-4),
      initialDepthM: 4,
      levels: [{ id: 'sea', cells: Uint32Array.from({ length: rows }, (_, row) => row * cols), timesS, levelM }],
      gauges: [{ id: 'inner', cell: 5 * cols + 15 }],
      durationS: 43_200,
      outputEveryS: 900,
    });
    const run = await compute(domain);
    for (const { timeS, levelM: level } of run.samples) {
      expect(Math.abs(level[0] - 0.5 * Math.sin((2 * Math.PI * timeS) / 21_600))).toBeLessThan(0.02);
    }
    // Two periods of 0.5 m: the surface of the basin rises and falls by 2 · 1 m.
    const { levelIn, outflow } = run.summary.volumeM3;
    const areaM2 = (cols - 1) * rows * 400;
    expect(levelIn / (2 * areaM2)).toBeCloseTo(1, 1);
    expect(outflow / (2 * areaM2)).toBeCloseTo(1, 1);
    expect(run.summary.massErrorRel).toBeLessThan(1e-6);
  });
});

everyEngine('rain zones', ({ compute }) => {
  test('each get their own series, later ones over earlier ones', async () => {
    const kind = Uint8Array.from({ length: 11 }, (_, cell) => (cell % 4 === 3 ? CELL.noData : CELL.active));
    const series = (intensityMmH: number, fromS: number, toS: number, ...cells: number[]): Domain['rain'][number] => ({
      timesS: Float64Array.of(fromS, toS),
      intensityMmH: Float64Array.of(intensityMmH, 0),
      cells: Uint32Array.from(cells),
    });
    const run = await compute(
      domainOf({
        cols: 11,
        rows: 1,
        kind,
        rain: [rainOf(12), series(60, 0, 300, 0, 1, 2, 4, 5, 6), series(90, 120, 240, 4, 5, 6)],
        durationS: 600,
        outputEveryS: 60,
      }),
    );
    expect(run.last.depthM[1] * 1000).toBeCloseTo(5, 4);
    expect(run.last.depthM[5] * 1000).toBeCloseTo(3, 4);
    expect(run.last.depthM[9] * 1000).toBeCloseTo(2, 4);
    expect(run.frames[2].depthM[5]).toBe(0);
    expect(run.frames[3].depthM[5] * 1000).toBeCloseTo(1.5, 2);
    expect(run.summary.volumeM3.rain).toBeCloseTo((5 + 3 + 2) * 1e-3 * 3 * 25, 8);
  });
});
