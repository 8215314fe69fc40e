import { expect, test } from 'vitest';
import { type Drains, type Planned, runPlan } from '../../workers/domain/run.ts';
import type { Snapshot } from '../../workers/flood/index.ts';
import { readState, writeState } from '../../workers/flood/state-file.ts';
import { circular, junction, outfall, pipe } from '../drainage/build.ts';
import { domainOf, rainOf } from '../flood/build.ts';

const COLS = 16;
const ROWS = 8;
const CELL_M = 5;
/** A street that falls west over three manholes, an outfall beyond the grid. */
const groundM = Float32Array.from(
  { length: COLS * ROWS },
  (_, cell) => 2 + 0.05 * (cell % COLS) + 0.1 * Math.abs(Math.floor(cell / COLS) - 4),
);
const MANHOLES = [12, 7, 2].map((col, k) => ({ id: `M${k}`, cell: 4 * COLS + col, invertM: 0.9 - 0.2 * k }));

/** @param drop leaves the first manhole and its pipe out; `more` adds a manhole and a pipe to the last */
function drains(diameterM: number, { drop = false, more = false } = {}): Drains {
  const own = MANHOLES.slice(drop ? 1 : 0);
  const extra = more ? [{ id: 'N', cell: 2 * COLS + 2, invertM: 0.7 }] : [];
  const ends = [...own, { id: 'O', invertM: 0.1 }];
  const manholes = [...extra, ...own];
  return {
    network: {
      nodes: [
        ...manholes.map(({ id, invertM, cell }) => junction(id, invertM, groundM[cell] - invertM)),
        outfall('O', 0.1),
      ],
      links: [
        ...extra.map(({ id, invertM }) =>
          pipe('PN', id, 'M2', [invertM, 0.5], { lengthM: 15, section: circular(0.4) }),
        ),
        ...ends.slice(1).map((to, k) =>
          pipe(`P${ends[k].id}`, ends[k].id, to.id, [ends[k].invertM, to.invertM], {
            lengthM: 30,
            section: circular(diameterM),
          }),
        ),
      ],
    },
    cells: Uint32Array.from(manholes, ({ cell }) => cell),
    surfaces: manholes.map(({ cell }) => ({ areaM2: CELL_M ** 2, bedM: groundM[cell] })),
    openings: manholes.map(({ id }, surface) => ({ node: id, surface, openingM2: 0.5, perimeterM: 2.5 })),
    outlets: [],
    identity: JSON.stringify([diameterM, drop, more]),
    warnings: [],
  };
}

const plan = (under: Drains): Planned => ({
  ...domainOf({
    cols: COLS,
    rows: ROWS,
    cellSizeM: CELL_M,
    solver: 'inertial',
    groundM,
    manning: 0.015,
    rain: [rainOf(150)],
    durationS: 900,
    outputEveryS: 60,
  }),
  drains: under,
});

async function run(under: Drains, from?: Snapshot) {
  const states: Snapshot[] = [];
  const result = await runPlan(plan(under), {
    build: 'simd',
    threads: 1,
    ...(from && { from: readState(writeState(from)) }),
    onState: async (take) => {
      states.push(await take());
    },
  });
  const { volumeM3, massErrorRel } = result.summary.drainage as {
    volumeM3: Record<string, number>;
    massErrorRel: number;
  };
  return { ...result, states, pipeM3: volumeM3, pipeErrorRel: massErrorRel };
}

test('a run that is taken up has the same pipes, over all its time, as one that was never left', async () => {
  const whole = await run(drains(0.4));
  const rest = await run(drains(0.4), whole.states[6]);
  expect(rest.pipes).toEqual(whole.pipes);
  expect(rest.pipes?.timesS).toHaveLength(16);
  expect(rest.pipeM3).toEqual(whole.pipeM3);
});

test('with the pipes changed under way their water stays, and so do the books', async () => {
  const before = await run(drains(0.15));
  const at = 6;
  const wider = await run(drains(0.6), before.states[at]);
  expect(wider.pipeErrorRel).toBeLessThan(1e-8);
  expect(wider.summary.massErrorRel).toBeLessThanOrEqual(1e-6);
  // The past is that of the narrow pipes, the rest its own: more gets away.
  const flow = (of: typeof wider) => of.pipes?.flowM3s.PM2 ?? new Float32Array();
  expect(flow(wider).slice(0, at + 1)).toEqual(flow(before).slice(0, at + 1));
  expect(flow(wider)[at + 4]).toBeGreaterThan(1.2 * flow(before)[at + 4]);
  expect(wider.pipeM3.outflow).toBeGreaterThan(before.pipeM3.outflow);
  const { toDrains, fromDrains } = wider.summary.volumeM3;
  expect(toDrains - fromDrains).toBeCloseTo(wider.pipeM3.outflow + wider.pipeM3.stored - wider.pipeM3.initial, 4);
});

test('a pipe that is new begins empty and has no past; what stood in one that is gone has left', async () => {
  const before = await run(drains(0.3));
  const more = await run(drains(0.3, { more: true }), before.states[6]);
  expect([...(more.pipes?.flowM3s.PN ?? [])].map(Number.isNaN)).toEqual(Array.from({ length: 16 }, (_, k) => k <= 6));
  expect(Math.abs(more.pipes?.flowM3s.PN[15] ?? 0)).toBeGreaterThan(1e-4);
  expect(more.pipeErrorRel).toBeLessThan(1e-8);

  const less = await run(drains(0.3, { drop: true }), before.states[6]);
  expect(less.pipes?.headM).not.toHaveProperty('M0');
  expect(less.pipeErrorRel).toBeLessThan(1e-8);
  expect(less.summary.massErrorRel).toBeLessThanOrEqual(1e-6);
});
