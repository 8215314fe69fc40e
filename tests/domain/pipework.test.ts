import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryFiles, openCity } from '../../src/city/index.ts';
import { parseScenario, resolveScenario } from '../../src/scenario/index.ts';
import { buildDomain } from '../../workers/domain/index.ts';
import { planRun } from '../../workers/domain/plan.ts';
import { type PlanResult, runPlan } from '../../workers/domain/run.ts';
import { cityFiles, line } from './build.ts';

/** A street that falls east, three manholes, an outfall beyond the grid; a lonely storage in the north, 40 m³ in it. */
const INP = `[OPTIONS]
FLOW_UNITS CMS
[JUNCTIONS]
A 0.6 1.5
B 0.3 1.7
C 0 1.9
[OUTFALLS]
O -0.2 FREE
[STORAGE]
W 0 2.5 2 FUNCTIONAL 0 0 20
[CONDUITS]
P A B 80 0.014 0 0
Q B C 80 0.014 0 0
R C O 60 0.014 0 0
[XSECTIONS]
P CIRCULAR 0.4 0 0 0
Q CIRCULAR 0.4 0 0 0
R CIRCULAR 0.4 0 0 0
[COORDINATES]
A 20 50
B 100 50
C 180 50
O 240 50
W 100 85
`;

const place = { cols: 20, rows: 10, groundM: (x: number, y: number) => 2.2 - 0.002 * x + 0.01 * Math.abs(y - 50) };

async function planned(measures: readonly object[], more: object = {}) {
  const files = cityFiles({ ...place, city: { layers: { drainage: 'd.inp' } }, files: { 'd.inp': INP } });
  const city = await openCity(memoryFiles(files, 'test city'));
  const scenario = parseScenario(
    {
      format: 'twin-scenario/1',
      id: 's',
      durationS: 1800,
      outputEveryS: 60,
      rain: [{ area: 'all', timesS: [0, 900], intensityMmH: [80, 0] }],
      infiltration: 'none',
      measures,
      ...more,
    },
    's.json',
  );
  const resolved = resolveScenario(scenario, () => undefined);
  return { city, resolved, plan: await planRun(city, resolved) };
}

interface Ran extends PlanResult {
  /** Of a link, one value an output time. */
  readonly flows: (link: string) => number[];
}

async function ran(measures: readonly object[], more: object = {}): Promise<Ran> {
  const { plan } = await planned(measures, more);
  const ids = plan.drains?.network.links.map(({ id }) => id) ?? [];
  const rows: Float64Array[] = [];
  const result = await runPlan(plan, {
    build: 'simd',
    threads: 1,
    onPipes: ({ drainage }) => rows.push(drainage.flowM3s.slice(0, ids.length)),
  });
  expect(result.summary.massErrorRel).toBeLessThan(1e-6);
  return { ...result, flows: (link) => rows.map((row) => row[ids.indexOf(link)]) };
}

const volumes = async (measures: readonly object[], more?: object) => (await ran(measures, more)).summary.volumeM3;

describe('a wider pipe', () => {
  test('never raises the water at its own inlet', async () => {
    const deepest = async (measures: readonly object[]): Promise<number> => {
      const { maps } = await ran(measures);
      return maps.depthMaxM[4 * 20 + 18];
    };
    const before = await deepest([]);
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0.4, max: 1.6, noNaN: true }), async (diameterM) => {
        expect(await deepest([{ id: 'm', kind: 'pipe', link: 'R', diameterM }])).toBeLessThanOrEqual(before + 1e-4);
      }),
      { numRuns: 6, seed: 4 },
    );
  });

  test('carries more; what is not said stays', async () => {
    const { plan } = await planned([{ id: 'm', kind: 'pipe', link: 'R', diameterM: 0.9, toInvertM: -0.4 }]);
    const pipe = plan.drains?.network.links.find(({ id }) => id === 'R');
    expect(pipe).toMatchObject({
      section: { shape: 'circular', heightM: 0.9 },
      manning: 0.014,
      lengthM: 60,
      fromLevelM: 0,
      toLevelM: -0.4,
    });
    const kept = async (diameterM: number): Promise<number> => {
      const { toDrains, fromDrains } = await volumes(
        ['P', 'Q', 'R'].map((link) => ({ id: link, kind: 'pipe', link, diameterM })),
      );
      return toDrains - fromDrains;
    };
    expect(await kept(0.9)).toBeGreaterThan(1.2 * (await kept(0.1)));
  });
});

describe('a new pipe', () => {
  test('drains what had no way out', async () => {
    const pipe = { id: 'new', kind: 'pipe', from: 'W', to: 'C', diameterM: 0.5 };
    const flows = (await ran([pipe])).flows('new');
    expect(Math.max(...flows)).toBeGreaterThan(0.005);
  });

  test('drawn as a line takes nodes near its ends, or makes a manhole in the ground', async () => {
    const geometry = line([65, 25], [150, 48], [182, 52]);
    const { plan } = await planned([{ id: 'new', kind: 'pipe', geometry, diameterM: 0.5, fromInvertM: 0.9 }]);
    const { nodes = [], links = [] } = plan.drains?.network ?? {};
    const made = nodes.find(({ id }) => id === 'new:from');
    expect(made).toMatchObject({ kind: 'junction', invertM: 0.9 });
    expect(made?.kind === 'junction' && made.rimM).toBeCloseTo(2.2 - 0.002 * 65 + 0.01 * 25, 5);
    const pipe = links.find(({ id }) => id === 'new');
    expect(pipe).toMatchObject({ from: 'new:from', to: 'C', toLevelM: 0 });
    expect(pipe?.kind === 'conduit' && pipe.lengthM).toBeCloseTo(Math.hypot(85, 23) + Math.hypot(32, 4), 9);
    expect(plan.drains?.openings.some(({ node }) => node === 'new:from')).toBe(true);
  });
});

describe('a node', () => {
  test('takes nothing when its inlets are blocked, and more with more of them', async () => {
    const all = (change: object) => ['A', 'B', 'C', 'W'].map((node) => ({ id: node, kind: 'node', node, ...change }));
    const blocked = await volumes(all({ cloggedShare: 1 }));
    expect(blocked.toDrains).toBe(0);
    const [one, four] = [
      await volumes(all({ type: 'grate', count: 1 })),
      await volumes(all({ type: 'grate', count: 4 })),
    ];
    expect(one.toDrains).toBeGreaterThan(0);
    expect(four.toDrains).toBeGreaterThan(one.toDrains);
  });

  test('holds more with a tank, and has the rim that it is given', async () => {
    const { plan } = await planned([{ id: 'm', kind: 'node', node: 'B', storageAreaM2: 50, rimLevelM: 2.3 }]);
    expect(plan.drains?.network.nodes.find(({ id }) => id === 'B')).toMatchObject({
      rimM: 2.3,
      shaftAreaM2: expect.closeTo(51.167, 3),
    });
    expect(plan.drains?.openings.find(({ node }) => node === 'B')?.rimM).toBe(2.3);
    const wider = await planned([
      { id: 'm', kind: 'node', geometry: { type: 'Point', coordinates: [99, 84] }, storageAreaM2: 5 },
    ]);
    expect(wider.plan.drains?.network.nodes.find(({ id }) => id === 'W')).toMatchObject({ shape: { constantM2: 25 } });
  });
});

describe('a pump', () => {
  test('moves its capacity while its window is open, and nothing outside', async () => {
    const pump = { id: 'lift', kind: 'pump', from: 'W', to: 'O', capacityM3s: 0.01, fromS: 600, toS: 1200 };
    const flows = (await ran([pump])).flows('lift');
    // One value a minute, at its end.
    expect(flows.slice(0, 10).every((flow) => flow === 0)).toBe(true);
    expect(flows.slice(12, 19).every((flow) => Math.abs(flow - 0.01) < 1e-9)).toBe(true);
    expect(flows.slice(21).every((flow) => flow === 0)).toBe(true);
  });

  test('stops at the depth that it is given', async () => {
    const pump = { id: 'lift', kind: 'pump', from: 'W', to: 'O', capacityM3s: 0.05, onDepthM: 1, offDepthM: 0.5 };
    const flows = (await ran([pump])).flows('lift');
    expect(Math.max(...flows)).toBeGreaterThan(0);
    expect(flows.at(-1)).toBe(0);
  });

  test('between points draws from a sump in the street and pours where it ends', async () => {
    const pump = { id: 'mobile', kind: 'pump', geometry: line([60, 15], [10, 85]), capacityM3s: 0.05 };
    const { plan } = await planned([pump]);
    expect(plan.drains?.network.links.find(({ id }) => id === 'mobile')).toMatchObject({
      from: 'mobile:from',
      to: 'mobile:out',
    });
    expect(plan.drains?.outlets.map(({ node }) => node)).toEqual(['mobile:out']);
    expect((await volumes([pump])).fromDrains).toBeGreaterThan(0);
  });
});

describe('a gate', () => {
  test('that is shut passes nothing; one that shuts later does so', async () => {
    expect(
      (await ran([{ id: 'g', kind: 'gate', link: 'R', openShare: 0 }])).flows('R').every((flow) => flow === 0),
    ).toBe(true);
    const later = (
      await ran([{ id: 'g', kind: 'gate', link: 'R', timesS: [0, 600, 601], openShare: [1, 1, 0] }])
    ).flows('R');
    expect(Math.max(...later.slice(5, 10))).toBeGreaterThan(0.01);
    expect(later.slice(12).every((flow) => flow === 0)).toBe(true);
  });

  test('with a flap lets nothing back', async () => {
    // A tide of 1.7 m in the east, above the streets' pipes; the last manhole drains into it.
    const east = {
      type: 'Polygon',
      coordinates: [
        [
          [190, 0],
          [200, 0],
          [200, 100],
          [190, 100],
          [190, 0],
        ],
      ],
    };
    const tide = { rain: [], levels: [{ id: 'sea', at: east, timesS: [0, 600], levelM: [0, 1.7] }] };
    const pump = {
      id: 'sea',
      kind: 'pump',
      from: 'A',
      to: { type: 'Point', coordinates: [195, 85] },
      capacityM3s: 0.001,
    };
    const pipe = { id: 'out', kind: 'pipe', from: 'C', to: 'sea:out', lengthM: 40, diameterM: 0.5, toInvertM: 0 };
    const back = async (flap: boolean) =>
      Math.min(...(await ran([pump, pipe, { id: 'g', kind: 'gate', link: 'out', flap }], tide)).flows('out'));
    expect(await back(false)).toBeLessThan(-0.01);
    expect(await back(true)).toBe(0);
  });
});

describe('measures on pipes', () => {
  test('change the identity of a run, and give it back when they go', async () => {
    const identity = async (measures: readonly object[]) => (await planned(measures)).plan.drains?.identity;
    const before = await identity([]);
    expect(await identity([{ id: 'm', kind: 'pipe', link: 'R', diameterM: 0.9 }])).not.toBe(before);
    expect(await identity([{ id: 'w', kind: 'wall', geometry: line([10, 10], [20, 10]), heightM: 1 }])).toBe(before);
    expect(await identity([])).toBe(before);
  });

  test('say so where the pipes are left out', async () => {
    const { city, resolved } = await planned([{ id: 'm', kind: 'pipe', link: 'R', diameterM: 0.9 }]);
    const { warnings } = await buildDomain(city, { ...resolved, drainage: false });
    expect(warnings.map(({ en }) => en)).toEqual([
      'Measure "m" (pipe) has no effect here: the pipes are left out of this computation.',
    ]);
  });

  test.each([
    [
      { kind: 'pipe', link: 'X', diameterM: 1 },
      /measures "m": expected a link of the drainage file \(such as "P", "Q", "R"\), found "X"/,
    ],
    [
      { kind: 'pipe', from: 'A', to: 'Z', diameterM: 1 },
      /measures "m": expected a node of the drainage file .* found "Z"/,
    ],
    [{ kind: 'pipe', from: 'A', to: 'C' }, /measures "m": expected diameterM, or heightM with widthM/],
    [{ kind: 'pipe', from: 'A', to: 'A', diameterM: 1 }, /measures "m": expected (two ends|lengthM)/],
    [{ kind: 'node', node: 'O', count: 2 }, /measures "m": expected a manhole or storage, found the outfall "O"/],
    [{ kind: 'node', node: 'A', rimLevelM: 0.5 }, /measures "m": expected rimLevelM above the invert/],
    [
      { kind: 'pump', from: { type: 'Point', coordinates: [900, 900] }, capacityM3s: 1 },
      /measures "m": expected a place on the computed ground/,
    ],
    [{ kind: 'gate', link: 'X', flap: true }, /measures "m": expected a link/],
  ])('that cannot be are refused by name: %o', async (measure, message) => {
    await expect(planned([{ id: 'm', ...measure }])).rejects.toThrow(message);
  });
});

test('rough pipes of a preview keep the balance, tell nearly the same, and are no run of their own name', async () => {
  const { city, resolved, plan } = await planned([{ id: 'm', kind: 'pipe', link: 'Q', diameterM: 0.6 }]);
  const rough = await planRun(city, resolved, { pipes: 'rough' });
  expect(rough.drains?.identity).not.toBe(plan.drains?.identity);
  const [fine, quick] = await Promise.all([plan, rough].map((each) => runPlan(each, { build: 'simd', threads: 1 })));
  expect(quick.summary.massErrorRel).toBeLessThan(1e-9);
  expect(quick.summary.drainage?.massErrorRel).toBeLessThan(1e-9);
  const { toDrains } = fine.summary.volumeM3;
  expect(Math.abs(quick.summary.volumeM3.toDrains - toDrains)).toBeLessThan(0.01 * toDrains);
  expect(quick.summary.drainage?.newtonSteps).toBeLessThan(0.6 * Number(fine.summary.drainage?.newtonSteps));
});
