import { describe, expect, test } from 'vitest';
import { FULL_ENGINES } from './engines.ts';
import { atMost, balance, type Evidence } from './evidence.ts';
import { channelOf, compute, record } from './support.ts';

const GRAVITY = 9.81;
const LENGTH_M = 25;
const CELL_M = 0.1;
const COLS = LENGTH_M / CELL_M;
const bump = (x: number): number => Math.max(0, 0.2 - 0.05 * (x - 10) ** 2);

const criticalM = (q: number): number => Math.cbrt(q ** 2 / GRAVITY);
/** Head over the bed of a depth, m. */
const head = (h: number, q: number): number => h + q ** 2 / (2 * GRAVITY * h ** 2);

/** Depth with this head over the bed, slower or faster than critical, by bisection. */
function depthOf(headM: number, q: number, fast: boolean): number {
  const critical = criticalM(q);
  if (headM <= head(critical, q)) return critical;
  let [slow, quick] = fast ? [1e-6, critical] : [critical, headM];
  for (let k = 0; k < 200; k++) {
    const middle = (slow + quick) / 2;
    if (head(middle, q) > headM === fast) slow = middle;
    else quick = middle;
  }
  return (slow + quick) / 2;
}

/** Steady frictionless flow over the bump by Bernoulli and, over a hydraulic jump, momentum (Goutal and Maurel 1997). */
function steady(q: number, downstreamM: number | undefined) {
  const fromDownstream = downstreamM === undefined ? 0 : head(downstreamM, q);
  const overCrest = 0.2 + head(criticalM(q), q);
  if (fromDownstream > overCrest) {
    return { depthAt: (x: number) => depthOf(fromDownstream - bump(x), q, false), jumpM: undefined };
  }
  const depthBefore = (x: number): number => depthOf(overCrest - bump(x), q, x > 10);
  if (downstreamM === undefined) return { depthAt: depthBefore, jumpM: undefined };
  const force = (h: number): number => q ** 2 / h + 0.5 * GRAVITY * h ** 2;
  let [low, high] = [10.0001, 12];
  const depthBehind = (x: number): number => depthOf(fromDownstream - bump(x), q, false);
  for (let k = 0; k < 100; k++) {
    const middle = (low + high) / 2;
    if (force(depthBefore(middle)) < force(depthBehind(middle))) low = middle;
    else high = middle;
  }
  const jumpM = low;
  return { depthAt: (x: number) => (x < jumpM ? depthBefore(x) : depthBehind(x)), jumpM };
}

describe.each(FULL_ENGINES)('$name', (engine) => {
  for (const [name, q, downstreamM, most] of [
    ['subcritical', 4.42, 2, 0.01],
    ['transcritical', 1.53, undefined, 0.02],
    ['with-a-jump', 0.18, 0.33, 0.02],
  ] as const) {
    test(`steady flow over a bump, ${name}`, async () => {
      const { depthAt, jumpM } = steady(q, downstreamM);
      const first = COLS + 2;
      const groundM = Float32Array.from({ length: COLS }, (_, col) => bump((col + 0.5) * CELL_M));
      const always = Float64Array.of(0);
      const initialM = downstreamM ?? 0.66;
      const initialDepthM = new Float32Array(3 * (COLS + 1));
      groundM.forEach((ground, col) => {
        initialDepthM[first + col] = initialM - ground;
      });
      const run = await compute(
        engine,
        channelOf({
          cols: COLS,
          cellSizeM: CELL_M,
          groundM,
          initialDepthM,
          manning: 0,
          edges: downstreamM === undefined ? 'open' : 'closed',
          inflows: [
            { id: 'west', cells: Uint32Array.of(first), timesS: always, dischargeM3s: Float64Array.of(q * CELL_M) },
          ],
          levels:
            downstreamM === undefined
              ? []
              : [
                  {
                    id: 'east',
                    cells: Uint32Array.of(first + COLS - 1),
                    timesS: always,
                    levelM: Float64Array.of(downstreamM),
                  },
                ],
          durationS: 400,
          outputEveryS: 400,
        }),
      );
      const x = Float64Array.from({ length: COLS }, (_, col) => (col + 0.5) * CELL_M);
      const levelM = groundM.map((ground, col) => ground + run.lastDepthM[first + col]);
      let off = 0;
      let all = 0;
      for (let col = 0; col < COLS; col++) {
        if (jumpM !== undefined && Math.abs(x[col] - jumpM) < 0.5) continue;
        off += Math.abs(run.lastDepthM[first + col] - depthAt(x[col]));
        all += depthAt(x[col]);
      }
      const rows: Evidence[] = [atMost('relative L1 of depth', off / all, most, ''), balance(run)];
      record(engine, `bump-${name}`, rows, {
        x,
        computed: levelM,
        reference: x.map((at) => bump(at) + depthAt(at)),
        ground: groundM,
      });
      expect(rows.filter((row) => !row.pass)).toEqual([]);
    });
  }
});
