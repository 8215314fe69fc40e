import { expect, test } from 'vitest';
import { CELL } from '../../workers/flood/index.ts';
import { domainOf, inflowOf, levelOf, rainOf } from './build.ts';
import { everyEngine } from './engines.ts';

/** A channel of 5 m cells that falls east by `slope`, one cell wide. */
const slopeOf = (cols: number, slope: number): Float32Array =>
  Float32Array.from({ length: cols }, (_, col) => slope * 5 * (cols - col));

/** Three rows with the channel in the middle between walls. */
function walled(cols: number, slope: number) {
  const kind = new Uint8Array(3 * cols).fill(CELL.block);
  kind.fill(CELL.active, cols, 2 * cols);
  const groundM = new Float32Array(3 * cols);
  for (let row = 0; row < 3; row++) groundM.set(slopeOf(cols, slope), row * cols);
  return { cols, rows: 3, kind, groundM };
}

everyEngine('open edges', ({ compute }) => {
  test('let a steady river leave at normal depth, and all of it', async () => {
    const cols = 60;
    const q = 2;
    const run = await compute(
      domainOf({
        ...walled(cols, 0.005),
        edges: 'open',
        inflows: [inflowOf(q * 5, cols)],
        durationS: 3600,
        outputEveryS: 600,
      }),
    );
    const normalM = ((q * 0.03) / Math.sqrt(0.005)) ** 0.6;
    expect(run.last.depthM[cols + 40]).toBeCloseTo(normalM, 2);
    expect(run.last.depthM[2 * cols - 1]).toBeCloseTo(normalM, 2);
    expect(run.last.speedMS[cols + 40]).toBeCloseTo(q / normalM, 2);
  });

  test('drain a flooded plain, closed ones keep it', async () => {
    const plain = { cols: 12, rows: 12, initialDepthM: 0.5, durationS: 3600, outputEveryS: 3600 };
    const open = await compute(domainOf({ ...plain, edges: 'open' }));
    const closed = await compute(domainOf(plain));
    expect(open.summary.volumeM3.stored).toBeLessThan(0.1 * open.summary.volumeM3.initial);
    expect(closed.summary.volumeM3.stored).toBe(closed.summary.volumeM3.initial);
    expect(closed.summary.volumeM3.outflow).toBe(0);
  });

  test('let nothing out uphill', async () => {
    const groundM = Float32Array.from({ length: 21 }, (_, col) => 0.05 * Math.abs(col - 10) * 5);
    const kind = new Uint8Array(63).fill(CELL.block);
    kind.fill(CELL.active, 21, 42);
    const ground = new Float32Array(63);
    for (let row = 0; row < 3; row++) ground.set(groundM, row * 21);
    const rain = [
      rainOf(
        50,
        Uint32Array.from({ length: 21 }, (_, col) => 21 + col),
      ),
    ];
    const run = await compute(domainOf({ cols: 21, rows: 3, kind, groundM: ground, rain, edges: 'open' }));
    expect(run.summary.volumeM3.outflow).toBeLessThan(0.01 * run.summary.volumeM3.rain);
  });

  test('are the rim of the unknown outside, not voids inside the city', async () => {
    const kind = new Uint8Array(49).fill(CELL.active);
    kind[24] = CELL.noData;
    const groundM = new Float32Array(49).fill(1);
    for (let cell = 0; cell < 49; cell++) {
      const [row, col] = [Math.floor(cell / 7), cell % 7];
      if (row === 0 || col === 0 || row === 6 || col === 6) groundM[cell] = 5;
    }
    groundM[24] = Number.NaN;
    const run = await compute(
      domainOf({ cols: 7, rows: 7, kind, groundM, edges: 'open', rain: [rainOf(10, Uint32Array.of(16, 17))] }),
    );
    expect(run.summary.volumeM3.outflow).toBe(0);
  });
});

everyEngine('level boundaries', ({ compute }) => {
  test('fill a bay to their level and book what crosses, gross', async () => {
    const domain = domainOf({
      cols: 20,
      rows: 1,
      levels: [
        {
          id: 'sea',
          cells: Uint32Array.of(0),
          timesS: Float64Array.of(0, 1800, 3600),
          levelM: Float64Array.of(0, 1, 0.2),
        },
      ],
      gauges: [
        { id: 'inland', cell: 19 },
        { id: 'sea', cell: 0 },
      ],
      durationS: 7200,
      outputEveryS: 300,
    });
    const run = await compute(domain);
    const high = Math.max(...run.samples.map((sample) => sample.depthM[0]));
    expect(high).toBeGreaterThan(0.97);
    expect(run.samples[run.samples.length - 1].depthM[0]).toBeCloseTo(0.2, 2);
    expect(run.samples[6].levelM[1]).toBeCloseTo(1, 6);
    expect(run.summary.volumeM3.levelIn).toBeGreaterThan(450);
    expect(run.summary.volumeM3.outflow).toBeCloseTo(run.summary.volumeM3.levelIn - run.summary.volumeM3.stored, 6);
    expect(run.summary.cells).toBe(19);
  });

  test('at the level of the water beside them move nothing', async () => {
    const groundM = Float32Array.from({ length: 60 }, (_, cell) => -3 + Math.sin(cell) * 2);
    const initialDepthM = groundM.map((ground) => Math.max(0, 0.37 - ground));
    const run = await compute(
      domainOf({
        cols: 10,
        rows: 6,
        groundM,
        initialDepthM,
        levels: [levelOf(0.37, 0, 10, 20, 30, 40, 50)],
        durationS: 3600,
      }),
    );
    expect(run.summary.volumeM3.levelIn).toBe(0);
    expect(run.summary.volumeM3.outflow).toBe(0);
    expect(Math.max(...run.maps.speedMaxMS)).toBe(0);
  });

  test('give a steady uniform flow without a dent: the boundary brakes nothing', async () => {
    const cols = 80;
    const q = 1.5;
    const normalM = ((q * 0.03) / Math.sqrt(0.003)) ** 0.6;
    const ground = slopeOf(cols, 0.003);
    const run = await compute(
      domainOf({
        cols,
        rows: 1,
        groundM: ground,
        initialDepthM: normalM,
        inflows: [inflowOf(q * 5, 0)],
        levels: [levelOf(ground[cols - 1] + normalM, cols - 1)],
        durationS: 7200,
        outputEveryS: 7200,
      }),
    );
    for (const col of [40, 70, 77]) expect(run.last.depthM[col]).toBeCloseTo(normalM, 2);
  });
});

everyEngine('walls', ({ compute }) => {
  test('one cell wide keep deep water out, and a timed barrier only while it stands', async () => {
    const cols = 11;
    const initialDepthM = Float32Array.from({ length: cols * 3 }, (_, cell) => (cell % cols < 5 ? 2 : 0));
    const column = Uint32Array.of(5, 5 + cols, 5 + 2 * cols);
    const barrier = { id: 'b', cells: column, crestM: Float32Array.of(3, 3, 3), fromS: 0, toS: 300 };
    const run = await compute(
      domainOf({ cols, rows: 3, initialDepthM, barriers: [barrier], gauges: [{ id: 'dry', cell: 8 }] }),
    );
    expect(run.samples[5].depthM[0]).toBe(0);
    expect(run.samples[9].depthM[0]).toBeGreaterThan(0.5);
    expect(run.summary.massErrorRel).toBeLessThan(1e-9);
  });
});
