import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labCity } from './labCity.ts';
import { dropFiles, startVisit, type Visit } from './page.ts';

const DATA = resolve(import.meta.dirname, '../../../shared/data');
const there = existsSync(DATA);
if (!there) console.log('../shared/data is absent: imports of real elevation data are skipped.');

const CASES = [
  {
    name: 'Newcastle city centre, 2 m LiDAR as ESRI ASCII',
    files: {
      'NewcastleCentreDEM_2m.asc': 'newcastle/NewcastleCentreDEM_2m.asc',
      'NewcastleCentreDEM_2m.prj': 'newcastle/NewcastleCentreDEM_2m.prj',
    },
    cellSizeM: 8,
    /** 70 mm/h for an hour; 12 mm/h into drains, for which a scenario has no key but infiltration. */
    scenario: { rain: [{ area: 'all', timesS: [0, 3600], intensityMmH: [70, 0] }], infiltration: 12 },
    west: -1.7,
    east: -1.5,
  },
  {
    name: 'Đà Nẵng, SRTM GeoTIFF with OpenStreetMap land',
    files: {
      'danang_srtm1.tif': 'danang/real/danang_srtm1.tif',
      'landuse_danang.geojson': 'danang/real/landuse_danang.geojson',
    },
    cellSizeM: 240,
    scenario: { rain: [{ area: 'all', timesS: [0, 3600], intensityMmH: [60, 0] }] },
    west: 107.9,
    east: 108.4,
  },
] as const;

describe.skipIf(!there)('real elevation data dropped on the page', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await startVisit();
  });
  afterAll(() => visit?.close());

  test.each(CASES)(
    '$name becomes a city and runs through a storm',
    async ({ files, scenario, cellSizeM, west, east }) => {
      const { page, context, errors } = await visit.open({
        width: 640,
        height: 480,
        path: '#/plan?city=lab.twin.zip',
        files: { 'lab.twin.zip': labCity() },
      });
      await page.evaluate(() => window.twin.ready);
      await page.evaluate(() => {
        window.twin.on('city', () => document.documentElement.setAttribute('data-arrived', 'yes'));
      });
      const bytes = Object.fromEntries(
        Object.entries(files).map(([name, path]) => [name, new Uint8Array(readFileSync(resolve(DATA, path)))]),
      );
      await dropFiles(page, bytes);
      await page.waitForSelector('html[data-arrived=yes]', { timeout: 120_000 });
      const summary = await page.evaluate(
        ({ scenario, cellSizeM }) =>
          window.twin.run(
            { format: 'twin-scenario/1', id: 'real', durationS: 5400, edges: 'open', ...scenario } as never,
            { cellSizeM },
          ),
        { scenario, cellSizeM },
      );
      expect(summary.massErrorRel).toBeLessThanOrEqual(1e-6);
      expect(summary.volumeM3.rain).toBeGreaterThan(1000);
      const bounds = await page.evaluate(() => window.twin.city?.bounds);
      expect(bounds?.[0]).toBeGreaterThan(west);
      expect(bounds?.[2]).toBeLessThan(east);
      expect(errors).toEqual([]);
      await context.close();
    },
  );
});
