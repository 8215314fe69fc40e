import { describe, expect, test } from 'vitest';
import { type Candidate, ENGINES } from './engines.ts';
import { atMost, balance, type Evidence } from './evidence.ts';
import { type Computed, compute, domainOf, record } from './support.ts';

const COLS = 96;
const ROWS = 64;
const CELL_M = 5;

/** Rolling ground with a river across, under an hour of storm. */
function valley(edges: 'open' | 'closed') {
  const groundM = Float32Array.from({ length: COLS * ROWS }, (_, cell) => {
    const [col, row] = [cell % COLS, Math.floor(cell / COLS)];
    const river = 2 * Math.exp(-(((col - 48) / 12) ** 2));
    return 0.4 * Math.sin(col / 7) + 0.3 * Math.cos(row / 9) + 0.01 * Math.abs(col - 48) - river;
  });
  return domainOf({
    cols: COLS,
    rows: ROWS,
    cellSizeM: CELL_M,
    groundM,
    manning: Float32Array.from({ length: COLS * ROWS }, (_, cell) => (cell % 5 === 0 ? 0.06 : 0.03)),
    infiltrationMmH: 5,
    edges,
    initialDepthM: groundM.map((ground) => Math.max(0, -0.6 - ground)),
    rain: [{ timesS: Float64Array.of(0), intensityMmH: Float64Array.of(60) }],
    durationS: 3600,
    outputEveryS: 3600,
  });
}

const largestDifference = (a: Computed, b: Computed): number =>
  a.lastDepthM.reduce((most, depth, cell) => Math.max(most, Math.abs(depth - b.lastDepthM[cell])), 0);

describe('builds of one engine give the same water', () => {
  const known = new Map<string, Promise<Computed>>();
  const computeOnce = (engine: Pick<Candidate, 'name' | 'create'>, edges: 'open' | 'closed'): Promise<Computed> => {
    const key = `${engine.name} ${edges}`;
    const run = known.get(key) ?? compute(engine, valley(edges));
    known.set(key, run);
    return run;
  };

  test.each(ENGINES.flatMap((engine) => (engine.plain ? [{ ...engine, plain: engine.plain }] : [])))(
    '$name',
    async (engine) => {
      const other = { name: `${engine.scheme}, plain`, create: engine.plain };
      const rows: Evidence[] = [];
      for (const edges of ['closed', 'open'] as const) {
        const run = await computeOnce(engine, edges);
        const off = largestDifference(run, await computeOnce(other, edges));
        rows.push(atMost(`largest difference of depth after 1 h, edges ${edges}`, off, 0.001, 'm'), balance(run));
      }
      const section = Array.from({ length: COLS }, (_, col) => (ROWS / 2) * COLS + col);
      const [run, beside] = [await computeOnce(engine, 'closed'), await computeOnce(other, 'closed')];
      record(engine, 'builds-agree', rows, {
        x: section.map((_, col) => (col + 0.5) * CELL_M),
        computed: section.map((cell) => run.lastDepthM[cell]),
        reference: section.map((cell) => beside.lastDepthM[cell]),
      });
      expect(rows.filter((row) => !row.pass)).toEqual([]);
    },
  );
});
