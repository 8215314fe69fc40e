import { describe, expect, test } from 'vitest';
import { ALL_ENGINES, type Candidate, ENGINES } from './engines.ts';
import { atMost, balance, compute, domainOf, record } from './support.ts';

const COLS = 96;
const ROWS = 64;

/** Rolling ground with a river across, under an hour of storm. */
function valley() {
  const groundM = Float32Array.from({ length: COLS * ROWS }, (_, cell) => {
    const [col, row] = [cell % COLS, Math.floor(cell / COLS)];
    const river = 2 * Math.exp(-(((col - 48) / 4) ** 2));
    return 0.4 * Math.sin(col / 7) + 0.3 * Math.cos(row / 9) + 0.01 * Math.abs(col - 48) - river;
  });
  return domainOf({
    cols: COLS,
    rows: ROWS,
    cellSizeM: 5,
    groundM,
    manning: Float32Array.from({ length: COLS * ROWS }, (_, cell) => (cell % 5 === 0 ? 0.06 : 0.03)),
    infiltrationMmH: 5,
    edges: 'open',
    initialDepthM: groundM.map((ground) => Math.max(0, -0.6 - ground)),
    rain: [{ timesS: Float64Array.of(0), intensityMmH: Float64Array.of(60) }],
    durationS: 3600,
    outputEveryS: 3600,
  });
}

/** The build that the others of its scheme, with the same steps, are compared with. */
function reference(engine: Candidate): Candidate | undefined {
  const name = { 'inertial-simd-fma-local': 'inertial-simd-local', 'inertial-simd-global': 'inertial-ts' }[engine.name];
  const wanted = name ?? (engine.scheme === 'full' ? 'full-ts' : undefined);
  return ALL_ENGINES.find((other) => other.name === wanted && other !== engine);
}

describe('builds of one engine give the same water', () => {
  test.each(ENGINES.filter(reference))('$name', async (engine) => {
    const domain = valley();
    const other = reference(engine) as Candidate;
    const run = await compute(engine, domain);
    const beside = await compute(other, domain);
    const off = run.lastDepthM.reduce(
      (most, depth, cell) => Math.max(most, Math.abs(depth - beside.lastDepthM[cell])),
      0,
    );
    const section = Array.from({ length: COLS }, (_, col) => 32 * COLS + col);
    const rows = [atMost('largest difference of depth after 1 h', off, 0.001, 'm'), balance(run)];
    record(engine, 'builds-agree', rows, {
      x: section.map((_, col) => (col + 0.5) * 5),
      computed: section.map((cell) => run.lastDepthM[cell]),
      reference: section.map((cell) => beside.lastDepthM[cell]),
    });
    expect(rows.filter((row) => !row.pass)).toEqual([]);
  });
});
