import { describe, expect, test } from 'vitest';
import { atMost, balance, block, compute, domainOf, haveData, readCsv, readDem, record, within } from './support.ts';

/** UK Environment Agency, 2D benchmark (SC080035, 2010; SC120002, 2013). */
describe.skipIf(!haveData('ea1'))('EA Test 1: flooding a disconnected water body', () => {
  test('plateau, sill and end of the pond', async () => {
    const cols = 70;
    const grid = { cols, rows: 10, cellSizeM: 10, xMin: 0, yMin: 0 };
    const groundM = await readDem('ea1/test1DEM.asc', grid);
    const hydrograph = readCsv('ea1/Test1BC.csv');
    const run = await compute(
      domainOf({
        cols,
        rows: 10,
        cellSizeM: 10,
        groundM,
        manning: 0.03,
        initialDepthM: groundM.map((ground) => Math.max(0, 9.7 - ground)),
        levels: [
          {
            id: 'west',
            cells: block(cols, 0, 0, 0, 9),
            timesS: Float64Array.from(hydrograph, ([minutes]) => minutes * 60),
            levelM: Float64Array.from(hydrograph, ([, level]) => level),
          },
        ],
        gauges: [
          { id: 'P1', cell: 5 * cols + 40 },
          { id: 'P2', cell: 5 * cols + 60 },
        ],
        durationS: 20 * 3600,
        outputEveryS: 60,
      }),
    );
    const levelAt = (timeS: number, point: number): number =>
      run.samples.find((sample) => sample.timeS >= timeS)?.levelM[point] ?? Number.NaN;
    const rows = [
      within('P1 at 11 h (plateau)', levelAt(11 * 3600, 0), 10.35, 0.01, 'm'),
      within('P2 at 11 h (plateau)', levelAt(11 * 3600, 1), 10.35, 0.01, 'm'),
      within('P1 at 20 h', levelAt(20 * 3600, 0), 10.256, 0.01, 'm'),
      within('P2 at 20 h', levelAt(20 * 3600, 1), 10.256, 0.01, 'm'),
      atMost('fall of the pond from 18 h to 20 h', levelAt(18 * 3600, 1) - levelAt(20 * 3600, 1), 0.005, 'm'),
      balance(run),
    ];
    record('ea-1', rows);
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });
});

describe.skipIf(!haveData('ea3'))('EA Test 3: momentum over a small obstruction', () => {
  test('water passes the bump and settles behind it', async () => {
    const cols = 60;
    const grid = { cols, rows: 20, cellSizeM: 5, xMin: 0, yMin: 0 };
    const groundM = await readDem('ea3/test3DEM.asc', grid);
    const hydrograph = readCsv('ea3/Test3BC.csv');
    const run = await compute(
      domainOf({
        cols,
        rows: 20,
        cellSizeM: 5,
        groundM,
        manning: 0.01,
        inflows: [
          {
            id: 'west',
            cells: block(cols, 0, 0, 0, 19),
            timesS: Float64Array.from(hydrograph, ([time]) => time),
            dischargeM3s: Float64Array.from(hydrograph, ([, discharge]) => discharge),
          },
        ],
        gauges: [
          { id: '1', cell: 10 * cols + 30 },
          { id: '2', cell: 10 * cols + 50 },
        ],
        durationS: 900,
        outputEveryS: 2,
      }),
    );
    const last = run.samples[run.samples.length - 1];
    const rows = [
      {
        what: 'depth at point 2 at 900 s',
        measured: last.depthM[1],
        unit: 'm',
        accepted: '> 0.005',
        pass: last.depthM[1] > 0.005,
      },
      within('water that entered', run.summary.volumeM3.inflow, 1310, 0.5, 'm³'),
      balance(run),
    ];
    record('ea-3', rows);
    console.log('EA 3 levels at 900 s:', last.levelM);
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });
});
