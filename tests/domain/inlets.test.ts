import { describe, expect, test } from 'vitest';
import { memoryFiles, openCity } from '../../src/city/index.ts';
import { parseScenario, resolveScenario } from '../../src/scenario/index.ts';
import { gulliesAlong } from '../../workers/domain/gullies.ts';
import { planRun } from '../../workers/domain/plan.ts';
import { runPlan } from '../../workers/domain/run.ts';
import { CELL } from '../../workers/flood/index.ts';
import { cityFiles, features, rectangle } from './build.ts';

/** A street of 200 m that falls east, a manhole at each end of 160 m of pipe, an outfall beyond the grid. */
const INP = `[OPTIONS]
FLOW_UNITS CMS
[JUNCTIONS]
A 0 2
B -0.5 2.2
[OUTFALLS]
O -1 FREE
[CONDUITS]
P A B 160 0.014 0 0
Q B O 100 0.014 0 0
[XSECTIONS]
P CIRCULAR 0.6 0 0 0
Q CIRCULAR 0.6 0 0 0
[COORDINATES]
A 20 50
B 180 50
O 280 50
`;
const HOUSES = features({ geometry: rectangle(60, 70, 140, 90), properties: { kind: 'house' } });

async function planned(coupling: object, scenario: object = {}) {
  const files = cityFiles({
    cols: 20,
    rows: 10,
    groundM: (x, y) => 2.2 - 0.002 * x + 0.01 * Math.abs(y - 50),
    city: { coupling, layers: { drainage: 'd.inp', construction: 'c.geojson' } },
    files: { 'd.inp': INP, 'c.geojson': HOUSES },
  });
  const city = await openCity(memoryFiles(files, 'test city'));
  const parsed = parseScenario(
    {
      format: 'twin-scenario/1',
      id: 's',
      durationS: 1800,
      rain: [{ area: 'all', timesS: [0, 600], intensityMmH: [100, 0] }],
      infiltration: 'none',
      ...scenario,
    },
    's.json',
  );
  const resolved = resolveScenario(parsed, () => undefined);
  return { city, plan: await planRun(city, resolved) };
}

describe('gullies', () => {
  test('stand evenly between manholes, no farther apart than stated, each on the nearer one', async () => {
    const { city } = await planned({});
    const layer = city.layers.get('drainage');
    if (layer?.kind !== 'network') throw new Error('No network.');
    expect(gulliesAlong(layer, 50)).toEqual([
      { node: 'A', at: [60, 50] },
      { node: 'A', at: [100, 50] },
      { node: 'B', at: [140, 50] },
      { node: 'B', at: [230, 50] },
    ]);
    expect(gulliesAlong(layer, 200)).toEqual([]);
  });

  test('stand along a pipe that a measure adds too, on its line', async () => {
    const corner = [
      [20, 50],
      [20, 25],
      [120, 25],
    ];
    const pipe = { id: 'N', kind: 'pipe', diameterM: 0.4, geometry: { type: 'LineString', coordinates: corner } };
    const gullies = { spacingM: 50, openingM2: 0.2 };
    const cellsOf = async (measures: readonly object[]) => {
      const { drains } = (await planned({ gullies }, { measures })).plan;
      return new Set(drains?.openings.map(({ surface }) => drains.cells[surface]));
    };
    const [before, after] = [await cellsOf([]), await cellsOf([pipe])];
    const cell = (x: number, y: number): number => (9 - Math.floor(y / 10)) * 20 + Math.floor(x / 10);
    // 125 m of pipe: two gullies between its ends, and the new manhole at its far end.
    const added = [...after].filter((at) => !before.has(at)).sort((a, b) => a - b);
    expect(added).toEqual([cell(36, 25), cell(78, 25), cell(120, 25)].sort((a, b) => a - b));
  });

  test('open into the cells where they stand, with the share that their manhole has blocked', async () => {
    const none = (await planned({})).plan.drains;
    const some = (
      await planned({ gullies: { spacingM: 50, openingM2: 0.2, count: 2 }, nodes: { B: { cloggedShare: 0.4 } } })
    ).plan.drains;
    expect(none?.openings).toHaveLength(2);
    // The one beyond the grid has no street.
    expect(
      some?.openings
        .map(({ node, openingM2, count, cloggedShare }) => ({ node, openingM2, count, cloggedShare }))
        .sort((a, b) => a.node.localeCompare(b.node)),
    ).toEqual([
      { node: 'A', openingM2: 1, count: undefined, cloggedShare: undefined },
      { node: 'A', openingM2: 0.2, count: 2, cloggedShare: undefined },
      { node: 'A', openingM2: 0.2, count: 2, cloggedShare: undefined },
      { node: 'B', openingM2: 1, count: undefined, cloggedShare: 0.4 },
      { node: 'B', openingM2: 0.2, count: 2, cloggedShare: 0.4 },
    ]);
    expect(new Set(some?.cells).size).toBe(5);
    expect(some?.identity).not.toBe(none?.identity);
  });

  test('take more of a storm than manholes alone; a scenario may take them away again', async () => {
    const taken = async (coupling: object, scenario?: object): Promise<number> => {
      const { summary } = await runPlan((await planned(coupling, scenario)).plan);
      expect(summary.massErrorRel).toBeLessThan(1e-6);
      return summary.volumeM3.toDrains;
    };
    const [few, many] = [await taken({}), await taken({ gullies: { spacingM: 30 } })];
    expect(few).toBeGreaterThan(0);
    expect(many).toBeGreaterThan(1.05 * few);
    expect(await taken({ gullies: { spacingM: 30 } }, { coupling: { gullies: { spacingM: 1000 } } })).toBe(few);
  });
});

describe('roofs', () => {
  test('of the stated share are led to the nearest inlet within reach', async () => {
    const { plan } = await planned({ roofs: { share: 1, reachM: 1000 } });
    const blocks = plan.kind.filter((kind) => kind === CELL.block).length;
    expect(blocks).toBe(16);
    expect(plan.roofs?.cells).toHaveLength(blocks);
    const inlets = new Set(plan.drains?.cells);
    for (const to of plan.roofs?.to ?? []) expect(inlets.has(to)).toBe(true);
    const half = (await planned({ roofs: { share: 0.5, reachM: 1000 } })).plan.roofs?.cells.length ?? 0;
    expect(half).toBeGreaterThan(0.25 * blocks);
    expect(half).toBeLessThan(0.75 * blocks);
    expect((await planned({ roofs: { share: 1, reachM: 15 } })).plan.roofs?.cells).toHaveLength(0);
    expect((await planned({})).plan.roofs).toBeUndefined();
  });

  test.each(['ts', 'simd'] as const)('lose no rain on the way (%s)', async (build) => {
    const rainM3 = 200 * 100 * (100 / 1000 / 6);
    const of = async (share: number) =>
      (await runPlan((await planned({ roofs: { share, reachM: 1000 } })).plan, { build, threads: 1 })).summary;
    const [street, piped] = [await of(0), await of(1)];
    for (const { volumeM3, massErrorRel } of [street, piped]) {
      expect(volumeM3.rain).toBeCloseTo(rainM3, 2);
      expect(massErrorRel).toBeLessThan(1e-6);
    }
    expect(piped.volumeM3.toDrains).toBeGreaterThan(street.volumeM3.toDrains);
    expect(piped.hash).not.toBe(street.hash);
  });
});
