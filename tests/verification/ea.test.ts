import { describe, expect, test } from 'vitest';
import { SLOW_ON_EA_4 } from './catalogue.ts';
import { ENGINES } from './engines.ts';
import { atMost, balance, within } from './evidence.ts';
import { block, compute, domainOf, haveData, readCsv, readDem, record } from './support.ts';

/** A line of marks: values at the samples nearest to some times, nothing between. */
function marks(timesS: readonly number[], points: readonly (readonly [timeS: number, value: number])[]): Float64Array {
  const line = new Float64Array(timesS.length).fill(Number.NaN);
  for (const [timeS, value] of points) line[timesS.findIndex((time) => time >= timeS)] = value;
  return line;
}

/** UK Environment Agency, 2D benchmark (SC080035, 2010; SC120002, 2013). */
describe.skipIf(!haveData('ea1'))('EA Test 1: flooding a disconnected water body', () => {
  test.each(ENGINES)('$name: plateau, sill and end of the pond', async (engine) => {
    const cols = 70;
    const grid = { cols, rows: 10, cellSizeM: 10, xMin: 0, yMin: 0 };
    const groundM = await readDem('ea1/test1DEM.asc', grid);
    const hydrograph = readCsv('ea1/Test1BC.csv');
    const run = await compute(
      engine,
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
    const hourly = run.samples.filter(({ timeS }) => timeS % 900 === 0);
    const timesS = hourly.map(({ timeS }) => timeS);
    record(engine, 'ea-1', rows, {
      x: timesS.map((timeS) => timeS / 3600),
      computed: hourly.map(({ levelM }) => levelM[1]),
      reference: marks(timesS, [
        [11 * 3600, 10.35],
        [20 * 3600, 10.256],
      ]),
    });
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });
});

describe.skipIf(!haveData('ea3'))('EA Test 3: momentum over a small obstruction', () => {
  test.each(ENGINES)('$name: water passes the bump and settles behind it', async (engine) => {
    const cols = 60;
    const grid = { cols, rows: 20, cellSizeM: 5, xMin: 0, yMin: 0 };
    const groundM = await readDem('ea3/test3DEM.asc', grid);
    const hydrograph = readCsv('ea3/Test3BC.csv');
    const run = await compute(
      engine,
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
    record(engine, 'ea-3', rows, {
      x: run.samples.map(({ timeS }) => timeS),
      computed: run.samples.map(({ depthM }) => depthM[1]),
    });
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });
});

/** Plain TypeScript takes the full equations through five hours of 80,000 cells in tens of minutes. */
const QUICK = ENGINES.filter(({ name }) => !SLOW_ON_EA_4.has(name));

describe.skipIf(!haveData('ea4'))('EA Test 4: flood wave over a plain', () => {
  test.each(QUICK)('$name: arrival and peak at six points', async (engine) => {
    const cols = 200;
    const rows = 400;
    const cellSizeM = 5;
    const hydrograph = readCsv('ea4/Test4BC.csv');
    // Points in metres from the south-western corner; the inflow spreads over 20 m in the middle of the western side.
    const points = readCsv('ea4/Test4output.csv').map(([, x, y]) => [x, y]);
    const run = await compute(
      engine,
      domainOf({
        cols,
        rows,
        cellSizeM,
        manning: 0.05,
        inflows: [
          {
            id: 'breach',
            cells: block(cols, 0, 0, rows / 2 - 2, rows / 2 + 1),
            timesS: Float64Array.from(hydrograph, ([minutes]) => minutes * 60),
            dischargeM3s: Float64Array.from(hydrograph, ([, discharge]) => discharge),
          },
        ],
        gauges: points.slice(0, 6).map(([x, y], k) => ({
          id: `P${k + 1}`,
          cell: (rows - 1 - Math.floor(y / cellSizeM)) * cols + Math.floor(x / cellSizeM),
        })),
        durationS: 5 * 3600,
        outputEveryS: 60,
      }),
    );
    const arrivals = [
      [600, 660],
      [960, 1020],
      [1800, 1860],
      [2700, 2760],
      [3660, 3720],
      [3960, 4020],
    ];
    const peaks = [0.325, 0.275, 0.228, 0.2, 0.18, 0.176];
    const evidence = peaks.flatMap((peak, k) => {
      const depths = run.samples.map((sample) => sample.depthM[k]);
      const wet = run.samples[depths.findIndex((depth) => depth > 0.01)];
      const middle = (arrivals[k][0] + arrivals[k][1]) / 2;
      return [
        within(`P${k + 1} peak depth`, Math.max(...depths), peak, 0.05 * peak, 'm'),
        within(`P${k + 1} arrival`, wet?.timeS ?? Number.NaN, middle, 300 + 30, 's'),
      ];
    });
    const rowsOut = [...evidence, balance(run)];
    // The fourth point: the middle of its window of arrival, and its peak when the inflow ends.
    const timesS = run.samples.map(({ timeS }) => timeS);
    record(engine, 'ea-4', rowsOut, {
      x: timesS.map((timeS) => timeS / 60),
      computed: run.samples.map(({ depthM }) => depthM[3]),
      reference: marks(timesS, [
        [(arrivals[3][0] + arrivals[3][1]) / 2, 0.01],
        [4 * 3600, peaks[3]],
      ]),
    });
    expect(rowsOut.filter((row) => !row.pass)).toEqual([]);
  });
});
