import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../workers/flood/index.ts';
import { type Candidate, FULL_ENGINES } from './engines.ts';
import { atMost, balance, type Drawn } from './evidence.ts';
import { compute, domainOf, record } from './support.ts';

const GRAVITY = 9.81;
const CELLS = 80;
const CELL_M = 4 / CELLS;

/** Thacker (1981) in the form of SWASHES (Delestre et al. 2013): a paraboloid of radius 1 m, 0.1 m deep. */
const DEEPEST_M = 0.1;
const bed = (x: number, y: number): number => -DEEPEST_M * (1 - (x * x + y * y));

/** A value of every cell from its centre, metres from the middle. */
function sampled(value: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: CELLS * CELLS }, (_, cell) =>
    value(((cell % CELLS) + 0.5) * CELL_M - 2, (Math.floor(cell / CELLS) + 0.5) * CELL_M - 2),
  );
}

/** One period from the analytic depth and velocity (north to south) at its start; relative L2 of depth at its end. */
async function onePeriod(
  engine: Candidate,
  levelAt: (x: number, y: number) => number,
  southMS: number,
  periodS: number,
) {
  const groundM = sampled(bed);
  const initialDepthM = sampled((x, y) => Math.max(0, levelAt(x, y) - bed(x, y)));
  const domain = domainOf({
    cols: CELLS,
    rows: CELLS,
    cellSizeM: CELL_M,
    groundM,
    initialDepthM,
    manning: 0,
    durationS: periodS,
    outputEveryS: periodS,
  });
  const run = await compute(engine, domain, { from: await moving(engine, domain, southMS) });
  let off = 0;
  let all = 0;
  run.lastDepthM.forEach((depth, cell) => {
    off += (depth - initialDepthM[cell]) ** 2;
    all += initialDepthM[cell] ** 2;
  });
  const section = Array.from({ length: CELLS }, (_, col) => (CELLS / 2) * CELLS + col);
  const level = (depthM: Float32Array, cell: number): number =>
    depthM[cell] > 1e-4 ? groundM[cell] + depthM[cell] : Number.NaN;
  const drawn: Drawn = {
    x: section.map((_, col) => (col + 0.5) * CELL_M - 2),
    ground: section.map((cell) => Math.min(0.15, groundM[cell])),
    computed: section.map((cell) => level(run.lastDepthM, cell)),
    reference: section.map((cell) => level(initialDepthM, cell)),
  };
  return { run, relativeL2: Math.sqrt(off / all), drawn };
}

/** The state at the start with all water moving south. */
async function moving(
  { create }: Candidate,
  domain: Parameters<Candidate['create']>[0],
  southMS: number,
): Promise<Snapshot> {
  const engine = await create(domain);
  await engine.settle();
  const start = await engine.snapshot();
  engine.close();
  return { ...start, fluxAt: 'centres', fluxY: start.depthM.map((depth) => depth * southMS) };
}

describe.each(FULL_ENGINES)('$name', (engine) => {
  const accepted = engine.scheme === 'full' ? 0.005 : 0.02;

  test('a level surface circles in a paraboloid (Thacker, planar)', async () => {
    const omega = Math.sqrt(2 * GRAVITY * DEEPEST_M);
    const eta = 0.5;
    const { run, relativeL2, drawn } = await onePeriod(
      engine,
      (x) => eta * DEEPEST_M * (2 * x - eta),
      eta * omega,
      (2 * Math.PI) / omega,
    );
    const rows = [atMost('relative L2 of depth after one period', relativeL2, accepted, ''), balance(run)];
    record(engine, 'thacker-planar', rows, drawn);
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });

  test('a dome spreads and gathers in a paraboloid (Thacker, radial)', async () => {
    const omega = Math.sqrt(8 * GRAVITY * DEEPEST_M);
    const a = (1 - 0.8 ** 2) / (1 + 0.8 ** 2);
    // At the start, where cos(omega t) is 1.
    const level = (x: number, y: number): number =>
      DEEPEST_M * (Math.sqrt(1 - a * a) / (1 - a) - 1 - (x * x + y * y) * ((1 - a * a) / (1 - a) ** 2 - 1));
    const { run, relativeL2, drawn } = await onePeriod(engine, level, 0, (2 * Math.PI) / omega);
    const rows = [atMost('relative L2 of depth after one period', relativeL2, accepted, ''), balance(run)];
    record(engine, 'thacker-radial', rows, drawn);
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });
});
