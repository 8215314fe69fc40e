import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { main } from '../../workers/cli.ts';
import { readRaster } from '../../workers/raster/read.ts';
import { cityFiles, rectangle } from '../domain/build.ts';

let folder = '';
const collection = (...features: readonly object[]) => ({ type: 'FeatureCollection', features });
const feature = (id: string, geometry: object, properties: object) => ({
  type: 'Feature',
  id,
  geometry,
  properties: { id, ...properties },
});

/** A bowl with two houses, one of them dry, a street through the middle, a school and two wards. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'twin-'));
  const files = cityFiles({
    cols: 30,
    rows: 20,
    cellSizeM: 5,
    groundM: (x, y) => 2 + 0.0008 * ((x - 75) ** 2 + (y - 50) ** 2),
    city: { layers: { construction: 'c.json', transport: 't.json', facilities: 'f.json', wards: 'w.json' } },
    files: {
      'c.json': collection(
        feature('low', rectangle(82, 42, 88, 48), { use: 'shop', heightM: 6, floors: 2, areaM2: 36, floorLevelM: 2.1 }),
        feature('high', rectangle(5, 5, 12, 12), { use: 'tubeHouse', heightM: 9, floors: 3, areaM2: 49, residents: 5 }),
      ),
      't.json': collection(
        feature(
          'main',
          {
            type: 'LineString',
            coordinates: [
              [2, 50],
              [148, 50],
            ],
          },
          { name: 'Main', class: 'local', widthM: 6, lengthM: 146 },
        ),
      ),
      'f.json': collection(feature('S1', { type: 'Point', coordinates: [75, 55] }, { name: 'School', kind: 'school' })),
      'w.json': collection(
        feature('west', rectangle(0, 0, 75, 100), { name: 'Tây, "cũ"', residents: 20 }),
        feature('east', rectangle(75, 0, 140, 100), { name: 'Đông', residents: 30 }),
      ),
      'scenarios/storm.json': {
        format: 'twin-scenario/1',
        id: 'storm',
        durationS: 1800,
        outputEveryS: 300,
        infiltration: 'none',
        rain: [{ timesS: [0, 1800], intensityMmH: [200, 0] }],
      },
      'scenarios/pit.json': {
        format: 'twin-scenario/1',
        id: 'pit',
        parent: 'storm',
        measures: [{ id: 'b', kind: 'basin', geometry: rectangle(60, 60, 90, 80), floorLevelM: 0 }],
      },
    },
  });
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, 'city', path)), { recursive: true });
    writeFileSync(join(folder, 'city', path), bytes);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  vi.stubEnv('TWIN_CWD', folder);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  };
});

const text = (path: string): string => readFileSync(join(folder, path), 'utf8');
/** Rows of a CSV file as records; fields in quotes may hold commas. */
const rows = (path: string): Record<string, string>[] => {
  const [head, ...lines] = text(path)
    .trim()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) =>
        cell.replace(/^"|"$/g, '').replaceAll('""', '"'),
      ),
    );
  return lines.map((cells) =>
    Object.fromEntries(
      head
        .slice(0, -1)
        .concat(head.slice(-1))
        .map((key, k) => [key, cells[k]]),
    ),
  );
};

describe('twin assess', () => {
  test('writes what a run means and what another one changes; tables add up to totals', async () => {
    for (const id of ['storm', 'pit']) expect(await main(['simulate', 'city', '--scenario', id, '--out', id])).toBe(0);
    expect(
      await main([
        'assess',
        'city',
        '--run',
        'pit',
        '--compare',
        'storm',
        '--years',
        '10=pit,100=storm',
        '--years-before',
        '10=storm,100=storm',
        '--cost',
        '1000000',
        '--out',
        'told',
      ]),
    ).toBe(0);
    expect(await main(['assess', 'city', '--run', 'storm', '--out', 'before'])).toBe(0);

    const wards = rows('before/wards.csv');
    expect(wards.map(({ id }) => id)).toEqual(['west', 'east', 'outside', 'total']);
    expect(wards[0].name).toBe('Tây, "cũ"');
    for (const key of ['floodedM2', 'people', 'buildings', 'damageVnd', 'shutRoadM', 'facilities']) {
      const parts = wards.slice(0, 3).reduce((sum, row) => sum + Number(row[key]), 0);
      expect(Number(wards[3][key]), key).toBeCloseTo(parts, 2);
    }
    const depth = await readRaster(new Uint8Array(readFileSync(join(folder, 'storm/depth_max.tif'))), 'depth_max.tif');
    expect(Number(wards[3].floodedM2)).toBe(25 * depth.values.filter((value) => value >= 0.15).length);

    const buildings = rows('before/buildings.csv');
    expect(buildings.map(({ id, ward }) => [id, ward])).toEqual([['low', 'Đông']]);
    expect(Number(buildings[0].damageVnd)).toBeGreaterThan(0);
    const geo = JSON.parse(text('before/buildings.geojson'));
    expect(geo.features[0].geometry.coordinates[0][0]).toEqual([82, 42]);
    expect(geo.features[0].properties.depthM).toBeCloseTo(Number(buildings[0].depthM), 3);
    const [road] = rows('before/roads.csv');
    expect(road).toMatchObject({ id: 'main', name: 'Main', lengthM: '146' });
    expect(Number(road['car.fromS'])).toBeGreaterThan(0);
    expect(rows('before/facilities.csv')).toHaveLength(1);

    expect(Number(road.carKmh)).toBe(0);

    // A pit in the bowl takes water from around it.
    const change = rows('told/comparison.csv');
    expect(Number(change.find(({ id }) => id === 'newlyDry')?.changeM2)).toBeGreaterThan(0);
    const total = change.find(({ id }) => id === 'total');
    expect(Number(total?.changeM2)).toBe(Number(total?.wetAfterM2) - Number(total?.wetBeforeM2));
    const told = JSON.parse(text('told/assessment.json'));
    const cells = told.comparison.cells;
    expect(cells.newlyWet + cells.newlyDry + cells.unchanged + cells.noData).toBe(600);
    const { events, expectedVnd, beforeVnd, avoidedVnd, benefit } = told.yearly;
    expect(events.map((event: { returnPeriodY: number }) => event.returnPeriodY)).toEqual([10, 100]);
    const [pit, storm] = events.map((event: { damageVnd: number }) => event.damageVnd);
    expect(storm).toBeCloseTo(Number(wards[3].damageVnd), 2);
    // By trapezoids from nothing at every year's storm: 0.9·pit/2 + 0.09·(pit + storm)/2 + 0.01·storm.
    expect(expectedVnd).toBeCloseTo(0.45 * pit + 0.045 * (pit + storm) + 0.01 * storm, 3);
    expect(beforeVnd).toBeCloseTo((0.45 + 0.09 + 0.01) * storm, 3);
    expect(avoidedVnd).toBeCloseTo(beforeVnd - expectedVnd, 3);
    expect(benefit.ratio).toBeCloseTo(benefit.benefitVnd / benefit.costVnd, 9);
    expect(told.warnings).toEqual([expect.stringContaining('lighting'), expect.stringContaining('trees')]);
    expect(told.run.hash).toBe(JSON.parse(text('pit/summary.json')).hash);
    const hazard = await readRaster(
      new Uint8Array(readFileSync(join(folder, 'told/hazard_class.tif'))),
      'hazard_class.tif',
    );
    expect(Math.max(...hazard.values)).toBeGreaterThanOrEqual(2);
  });

  test('with assumptions of one’s own, depths over time and water for other globes; refuses what it cannot read', async () => {
    writeFileSync(join(folder, 'own.json'), JSON.stringify({ 'valueVndM2.commercial': 16e6, 'roadLimitM.car': 4 }));
    const args = ['assess', 'city', '--run', 'storm', '--out', 'own', '--assume', 'own.json', '--series', '--czml'];
    expect(await main(args)).toBe(0);
    const [before, own] = ['before', 'own'].map((name) => JSON.parse(text(`${name}/assessment.json`)));
    expect(own.total.damageVnd).toBeCloseTo(2 * before.total.damageVnd, 0);
    expect([before.total.shutRoadM > 0, own.total.shutRoadM]).toEqual([true, 0]);
    expect(own.assumptions.roadLimitM.car).toBe(4);
    const series = await readRaster(new Uint8Array(readFileSync(join(folder, 'own/depth_001800s.tif'))), 'depth');
    const deepest = await readRaster(new Uint8Array(readFileSync(join(folder, 'storm/depth_max.tif'))), 'depth_max');
    expect(series.grid).toEqual(deepest.grid);
    expect(series.values.every((depth, cell) => depth <= deepest.values[cell] + 1e-3)).toBe(true);
    const [clock, water] = JSON.parse(text('own/water.czml'));
    expect(clock.clock.interval).toBe('2000-01-01T00:00:00.000Z/2000-01-01T00:30:00.000Z');
    expect(water.rectangle.material.image.image).toHaveLength(6);

    writeFileSync(join(folder, 'own.json'), '{ "roadLimitM.car": -1 }');
    expect(await main(args)).toBe(2);
    expect(await main([...args.slice(0, 6), '--assume', 'nowhere.json'])).toBe(2);
  });
});
