import { describe, expect, test } from 'vitest';
import { memoryFiles, openCity } from '../../src/city/index.ts';
import type { Measure } from '../../src/scenario/index.ts';
import { exposureOf } from '../../workers/domain/exposure.ts';
import { CELL, type Domain, runFlood } from '../../workers/flood/index.ts';
import { at, cityFiles, domainFor, features, line, type Place, rectangle } from './build.ts';

const place: Place = {
  cols: 40,
  rows: 20,
  cellSizeM: 5,
  groundM: (x) => 2 + 0.01 * x,
  city: {
    water: [{ id: 'lake', geometry: rectangle(150, 50, 200, 100) }],
    layers: { construction: 'houses.geojson' },
  },
  files: { 'houses.geojson': features({ geometry: rectangle(20, 20, 40, 40), properties: {} }) },
};
const withMeasures = (...measures: Record<string, unknown>[]): Promise<Domain> =>
  domainFor(place, { initial: [{ at: 'lake', levelM: 4.5 }], measures });
const plain = withMeasures();

/** Cells whose ground differs from the plain city's. */
async function changedCells(domain: Domain): Promise<number[]> {
  const before = (await plain).groundM;
  return [...domain.groundM.keys()].filter((cell) => domain.groundM[cell] !== before[cell]);
}

/** What a measure on the ground must leave alone. */
async function restIsUntouched(domain: Domain): Promise<void> {
  const before = await plain;
  expect(domain.kind).toEqual(before.kind);
  expect(domain.manning).toEqual(before.manning);
  expect(domain.infiltrationMmH).toEqual(before.infiltrationMmH);
  expect(domain.warnings).toEqual(before.warnings);
}

describe('measures on the ground', () => {
  test('a basin digs to its floor, inside only', async () => {
    const domain = await withMeasures({ id: 'm', kind: 'basin', geometry: rectangle(60, 20, 100, 60), floorLevelM: 1 });
    expect(at(domain, domain.groundM, 82, 42)).toBe(1);
    expect((await changedCells(domain)).length).toBe(64);
    await restIsUntouched(domain);
  });

  test('no building stays in a basin, neither as a wall nor for those who count', async () => {
    const houses = features(
      { geometry: rectangle(60, 20, 80, 40), properties: { use: 'tubeHouse', heightM: 6, areaM2: 400, residents: 4 } },
      { geometry: rectangle(20, 20, 40, 40), properties: { use: 'tubeHouse', heightM: 6, areaM2: 400, residents: 3 } },
    );
    const built = { ...place, city: { layers: { construction: 'h.geojson' } }, files: { 'h.geojson': houses } };
    const basin = { id: 'm', kind: 'basin', geometry: rectangle(55, 15, 100, 60), floorLevelM: 1 };
    const before = await domainFor(built, {});
    const after = await domainFor(built, { measures: [basin] });
    const [inside, beside] = [(of: Domain) => at(of, of.kind, 70, 30), (of: Domain) => at(of, of.kind, 30, 30)];
    expect([inside(before), beside(before)]).toEqual([CELL.block, CELL.block]);
    expect([inside(after), beside(after)]).toEqual([CELL.active, CELL.block]);
    expect(at(after, after.groundM, 70, 30)).toBe(1);
    expect(after.warnings.map(({ en }) => en).join()).toContain('Measures take 1 building away');
    const city = await openCity(memoryFiles(cityFiles(built), 'test city'));
    const left = await exposureOf(city, after.grid, undefined, [basin] as unknown as Measure[]);
    expect(left.buildings?.residents).toEqual(Float32Array.of(3));
  });

  test('a basin with side slopes is shallow at its rim and never fills', async () => {
    const domain = await withMeasures({
      id: 'm',
      kind: 'basin',
      geometry: rectangle(60, 20, 100, 60),
      floorLevelM: 0,
      sideSlope: 5,
    });
    const before = (await plain).groundM;
    expect(at(domain, domain.groundM, 62, 42)).toBeCloseTo(at(domain, before, 62, 42) - 0.5, 4);
    expect(at(domain, domain.groundM, 82, 42)).toBe(0);
    const high = await withMeasures({ id: 'm', kind: 'basin', geometry: rectangle(60, 20, 100, 60), floorLevelM: 50 });
    expect(await changedCells(high)).toEqual([]);
  });

  test('a wall rises to its crest along its line, level or height, one value or many', async () => {
    const level = await withMeasures({ id: 'm', kind: 'wall', geometry: line([50, 0], [50, 100]), crestLevelM: 6 });
    expect((await changedCells(level)).length).toBe(20);
    expect(at(level, level.groundM, 52, 52)).toBe(6);
    await restIsUntouched(level);
    const height = await withMeasures({ id: 'm', kind: 'wall', geometry: line([52, 0], [52, 100]), heightM: [1, 3] });
    expect(at(height, height.groundM, 52, 2)).toBeCloseTo(2.525 + 1 + 0.05, 1);
    expect(at(height, height.groundM, 52, 97)).toBeCloseTo(2.525 + 3 - 0.05, 1);
    const low = await withMeasures({ id: 'm', kind: 'wall', geometry: line([50, 0], [50, 100]), crestLevelM: 1 });
    expect(await changedCells(low)).toEqual([]);
  });

  test('a slanting wall holds deep water back: no leak through corners', async () => {
    const domain = await domainFor(
      { cols: 40, rows: 20, cellSizeM: 5, groundM: () => 0 },
      {
        durationS: 600,
        initial: [
          {
            at: {
              type: 'Polygon',
              coordinates: [
                [
                  [0, 0],
                  [60, 0],
                  [130, 100],
                  [0, 100],
                  [0, 0],
                ],
              ],
            },
            depthM: 2,
          },
        ],
        measures: [{ id: 'w', kind: 'wall', geometry: line([70, 0], [140, 100]), crestLevelM: 5 }],
      },
    );
    const { maps } = await runFlood(domain);
    expect(Math.max(...[5, 35, 65, 95].map((y) => at(domain, maps.depthMaxM, 175, y)))).toBe(0);
  });

  test('a raised road is as wide as it says', async () => {
    const domain = await withMeasures({
      id: 'm',
      kind: 'raisedRoad',
      geometry: line([0, 52], [200, 52]),
      heightM: 0.5,
      widthM: 15,
    });
    expect((await changedCells(domain)).length).toBe(3 * 40);
    await restIsUntouched(domain);
  });

  test('a barrier leaves the ground and stands for its time', async () => {
    const domain = await withMeasures({
      id: 'm',
      kind: 'barrier',
      geometry: line([50, 0], [50, 100]),
      crestLevelM: 6,
      fromS: 10,
      toS: 50,
    });
    expect(await changedCells(domain)).toEqual([]);
    expect(domain.barriers.map(({ cells, fromS, toS }) => [cells.length, fromS, toS])).toEqual([[20, 10, 50]]);
    expect([...domain.barriers[0].crestM].every((crest) => crest === 6)).toBe(true);
  });

  test('a channel sinks from one bed level to the other and never rises', async () => {
    const domain = await withMeasures({
      id: 'm',
      kind: 'channel',
      geometry: line([0, 52], [200, 52]),
      bedLevelM: [2, 1],
      widthM: 4,
    });
    expect(at(domain, domain.groundM, 102, 52)).toBeCloseTo(1.5, 1);
    expect((await changedCells(domain)).length).toBe(40);
    await restIsUntouched(domain);
  });

  test('ground is set or changed, and a building on it is taken away', async () => {
    const domain = await withMeasures({ id: 'm', kind: 'ground', geometry: rectangle(20, 20, 40, 40), changeM: -0.5 });
    expect(at(await plain, (await plain).kind, 32, 32)).toBe(CELL.block);
    expect(at(domain, domain.kind, 32, 32)).toBe(CELL.active);
    expect(at(domain, domain.groundM, 32, 32)).toBeCloseTo(2.325 - 0.5, 5);
    expect((await changedCells(domain)).length).toBe(16);
  });
});

describe('other measures', () => {
  test('a cover adds infiltration by its share, on open ground only', async () => {
    const domain = await withMeasures({
      id: 'm',
      kind: 'cover',
      geometry: rectangle(20, 20, 60, 40),
      surface: 'permeable',
      share: 0.4,
    });
    expect(at(domain, domain.infiltrationMmH, 52, 32)).toBeCloseTo(20, 5);
    expect(at(domain, domain.infiltrationMmH, 32, 32)).toBe(0);
    expect(at(domain, domain.infiltrationMmH, 72, 32)).toBe(0);
    expect(await changedCells(domain)).toEqual([]);
  });

  test('a drawdown lowers the first water of a lake and nothing else', async () => {
    const domain = await withMeasures({ id: 'm', kind: 'drawdown', geometry: 'lake', levelM: 4 });
    const before = await plain;
    expect(at(domain, before.initialDepthM, 175, 75)).toBeCloseTo(0.725, 2);
    expect(at(domain, domain.initialDepthM, 175, 75)).toBeCloseTo(0.225, 2);
    const higher = await withMeasures({ id: 'm', kind: 'drawdown', geometry: 'lake', levelM: 9 });
    expect(higher.initialDepthM).toEqual(before.initialDepthM);
  });

  test('measures on pipes change no number of the surface, and say so where the pipes are left out', async () => {
    const domain = await withMeasures(
      { id: 'p', kind: 'pipe', link: 'C1', diameterM: 2 },
      { id: 'g', kind: 'gate', link: 'C1', flap: true },
    );
    expect(await changedCells(domain)).toEqual([]);
    expect(domain.warnings).toHaveLength(2);
    expect(domain.warnings[0].en).toMatch(/"p" \(pipe\)/);
  });

  test('a measure outside the grid says so', async () => {
    const domain = await withMeasures({ id: 'far', kind: 'ground', geometry: rectangle(900, 0, 950, 50), levelM: 1 });
    expect(domain.warnings.map(({ en }) => en).join()).toMatch(/"far" lies outside/);
  });
});
