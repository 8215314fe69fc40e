import { describe, expect, test } from 'vitest';
import { type Drains, runPlan } from '../../workers/domain/run.ts';
import { createPipes } from '../../workers/drainage/index.ts';
import type { RunOptions } from '../../workers/flood/index.ts';
import { circular, junction, outfall, pipe } from '../drainage/build.ts';
import { domainOf, rainOf } from '../flood/build.ts';

const COLS = 24;
const ROWS = 12;
const CELL_M = 5;
/** A street that falls west, four manholes in its gutter, an outfall beyond the grid. */
const groundM = Float32Array.from(
  { length: COLS * ROWS },
  (_, cell) => 2 + 0.01 * CELL_M * (cell % COLS) + 0.02 * CELL_M * Math.abs(Math.floor(cell / COLS) - 6),
);
const gutter = (col: number): number => 6 * COLS + col;
const MANHOLES = [20, 14, 8, 2].map((col, k) => ({ id: `M${k}`, cell: gutter(col), invertM: 0.9 - 0.2 * k }));

function plan(diameterM: number, lastM = diameterM): Drains {
  const ends = [...MANHOLES, { id: 'O', invertM: -0.1 }];
  const section = (k: number) => circular(k < MANHOLES.length - 1 ? diameterM : lastM);
  return {
    network: {
      nodes: [
        ...MANHOLES.map(({ id, invertM, cell }) => junction(id, invertM, groundM[cell] - invertM)),
        outfall('O', -0.1),
      ],
      links: ends
        .slice(1)
        .map((to, k) =>
          pipe(`P${k}`, ends[k].id, to.id, [ends[k].invertM, to.invertM], { lengthM: 30, section: section(k) }),
        ),
    },
    cells: Uint32Array.from(MANHOLES, ({ cell }) => cell),
    surfaces: MANHOLES.map(({ cell }) => ({ areaM2: CELL_M ** 2, bedM: groundM[cell] })),
    openings: MANHOLES.map(({ id }, surface) => ({ node: id, surface, openingM2: 0.5, perimeterM: 2.5 })),
    outlets: [],
    identity: `${diameterM} m`,
    warnings: [],
  };
}

const street = (solver: 'inertial' | 'full') =>
  domainOf({
    cols: COLS,
    rows: ROWS,
    cellSizeM: CELL_M,
    solver,
    groundM,
    manning: 0.015,
    rain: [rainOf(120)],
    durationS: 900,
    outputEveryS: 60,
  });

const WAYS: readonly (readonly [string, 'inertial' | 'full', RunOptions])[] = [
  ['reference', 'inertial', { build: 'ts' }],
  ['compiled, local steps', 'inertial', { build: 'simd', threads: 1 }],
  ['compiled, global steps', 'inertial', { build: 'simd', threads: 1, steps: 'global' }],
  ['full, compiled', 'full', { build: 'simd', threads: 1 }],
];

/** What the pipes of a run hold at its end, and how the streets stood against them. */
async function run(diameterM: number, solver: 'inertial' | 'full', options: RunOptions, lastM = diameterM) {
  const rising: number[] = [];
  const { summary, maps } = await runPlan(
    { ...street(solver), drains: plan(diameterM, lastM) },
    { ...options, onPipes: ({ risingM3s }) => rising.push(risingM3s[3]) },
  );
  const pipes = (summary.drainage as { volumeM3: Record<string, number>; massErrorRel: number } | undefined) ?? {
    volumeM3: {},
    massErrorRel: Number.NaN,
  };
  return { summary, maps, pipes, rising };
}

describe.each(WAYS)('streets and pipes in one run: %s', (_, solver, options) => {
  test('one water balance: what the streets lose the pipes get, and all of it is there', async () => {
    const { summary, pipes } = await run(0.5, solver, options);
    const { volumeM3: v } = summary;
    const p = pipes.volumeM3;
    expect(v.toDrains).toBeGreaterThan(20);
    expect(Math.abs(v.toDrains - v.fromDrains - (p.fromSurface - p.toSurface))).toBeLessThan(1e-6 * v.rain);
    expect(Math.abs(v.toDrains - v.fromDrains - p.outflow - p.stored)).toBeLessThan(1e-6 * v.rain);
    expect(summary.massErrorRel).toBeLessThanOrEqual(1e-6);
    expect(pipes.massErrorRel).toBeLessThanOrEqual(1e-8);
  });

  test('wide pipes keep the street drier than narrow ones, and these than none', async () => {
    const low = gutter(0);
    const depth = async (diameterM: number): Promise<number> =>
      (await run(diameterM, solver, options)).maps.depthMaxM[low];
    const none = (await runPlan(street(solver), options)).maps.depthMaxM[low];
    const [wide, narrow] = [await depth(0.8), await depth(0.2)];
    expect(wide).toBeLessThan(narrow);
    expect(narrow).toBeLessThan(none);
  });
});

test('where a pipe narrows the manhole before it spills, steadily', async () => {
  const { rising } = await run(0.6, 'inertial', { build: 'simd', threads: 1 }, 0.1);
  expect(rising.at(-1)).toBeGreaterThan(0.005);
  // Once it spills it does not flip between giving and taking.
  const spills = rising.slice(rising.findIndex((flow) => flow > 0.005));
  expect(spills.every((flow) => flow > 0)).toBe(true);
});

test('the run’s identity tells its pipes from others', async () => {
  const hash = async (diameterM: number) => (await run(diameterM, 'inertial', { build: 'ts' })).summary.hash;
  expect(await hash(0.5)).toBe(await hash(0.5));
  expect(await hash(0.5)).not.toBe(await hash(0.4));
});

describe('outlets in computed water', () => {
  const tank: Drains['network'] = {
    nodes: [junction('A', 0, 3), outfall('O', -0.2)],
    links: [pipe('P', 'A', 'O', [0, -0.2], { lengthM: 20, section: circular(0.6) })],
  };
  const pond = (bedM: number) =>
    createPipes(
      {
        network: tank,
        cells: Uint32Array.of(7),
        surfaces: [{ areaM2: 4, bedM }],
        openings: [],
        outlets: [{ node: 'O', surface: 0 }],
      },
      'pond',
    );

  test('take no more than stands in their cell, and lose nothing of it', () => {
    const pipes = pond(-0.5);
    let depthM = 0.6;
    for (let step = 0; step < 60; step++) {
      const [leaves] = pipes.exchange(5, Float64Array.of(depthM));
      expect(leaves).toBeLessThanOrEqual(depthM);
      depthM -= leaves;
      // The pipes may be ahead of a cell that could not give all, never behind it.
      const given = (0.6 - depthM) * 4;
      expect(given).toBeLessThanOrEqual(pipes.drainage.massBalance().storedM3 + 1e-9);
    }
    expect(depthM).toBeGreaterThanOrEqual(0);
    expect((0.6 - depthM) * 4).toBeCloseTo(pipes.drainage.massBalance().storedM3, 6);
  });

  test('let nothing in from ground that is dry, however high it lies', () => {
    const pipes = pond(2);
    for (let step = 0; step < 20; step++) expect(pipes.exchange(5, Float64Array.of(0))[0]).toBe(0);
    expect(pipes.drainage.massBalance().storedM3).toBe(0);
  });

  test('a state of other pipes is refused', () => {
    expect(() => pond(0).restore(new Float64Array(3))).toThrow(/other pipes/);
  });
});
