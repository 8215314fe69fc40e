import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/city/errors.ts';
import { memoryFiles } from '../../src/city/files.ts';
import { openCity } from '../../src/city/open.ts';
import type { FeatureLayer } from '../../src/city/types.ts';
import { runImport } from '../../workers/import/command.ts';
import { type ImportInput, importCity } from '../../workers/import/importCity.ts';
import { readRaster } from '../../workers/raster/read.ts';
import { writeGeoTiff } from '../../workers/raster/write.ts';
import { bytesOf, collection } from '../city/cityBuilder.ts';

const named = (name: string, content: string | object | Uint8Array) => ({
  name,
  bytes: content instanceof Uint8Array ? content : bytesOf(content),
});

/** 100 x 100 cells of 5 m around the Dragon bridge in VN-2000, gently sloping, with one hollow. */
const GRID = { cols: 100, rows: 100, cellSizeM: 5, xMin: 550700, yMin: 1776150 };
const slope = Float32Array.from({ length: 10000 }, (_, i) => 5 + (i % 100) * 0.02);
slope[5050] = 2;
const DEM = named('dem.tif', writeGeoTiff({ grid: GRID, values: slope, epsg: 5899 }));

const polygon = (tags: object, [lon, lat]: readonly [number, number], size: number) => ({
  type: 'Feature',
  properties: tags,
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [lon, lat],
        [lon + size, lat],
        [lon + size, lat + size],
        [lon, lat + size],
        [lon, lat],
      ],
    ],
  },
});
const street = (tags: object, ...coordinates: number[][]) => ({
  type: 'Feature',
  properties: tags,
  geometry: { type: 'LineString', coordinates },
});

const opened = async (input: ImportInput) => {
  const { files, report } = await importCity(input);
  const city = await openCity(memoryFiles(files, 'imported'));
  const raster = await readRaster(city.terrain.bytes, 'terrain.tif', { crs: city.crs.code });
  const layer = (id: 'land' | 'construction' | 'transport') => (city.layers.get(id) as FeatureLayer).features;
  return { files, report, city, raster, layer };
};
const refusal = async (run: Promise<unknown>): Promise<InputError> => {
  const error = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
};

describe('importing an elevation model', () => {
  it('in metres keeps its cells, its numbers and its CRS', async () => {
    const { city, raster, report } = await opened({ dem: DEM, name: 'Cầu Rồng' });
    expect(city.notes).toEqual([]);
    expect(city.manifest).toMatchObject({
      name: { vi: 'Cầu Rồng' },
      crs: 'EPSG:5899',
      cellSizeM: 5,
      bounds: [550700, 1776150, 551200, 1776650],
    });
    expect(raster.grid).toEqual(GRID);
    expect(raster.values).toEqual(slope);
    expect(report.survey.pits[0]).toMatchObject({ x: 550700 + 50.5 * 5, bottomM: 2, cells: 1 });
  });

  it('declares what the file does not say', async () => {
    const { city, report } = await opened({ dem: DEM });
    expect(city.manifest.verticalDatum).toEqual({ name: 'unknown', source: 'not stated by dem.tif' });
    expect(city.manifest.sources).toEqual([{ layer: 'terrain', title: 'dem.tif' }]);
    expect(report.notes.join('\n')).toMatch(/1 hollows deeper.*4\.0 m, at 550953/);
    expect(report.notes.join('\n')).toMatch(/as it stands \(dsm\)/);
  });

  it('in degrees goes to the UTM zone of its centre, or where it is told to', async () => {
    const degrees = writeGeoTiff({
      grid: { cols: 60, rows: 50, cellSizeM: 1 / 3600, xMin: 108.2, yMin: 16.05 },
      values: new Float32Array(3000).fill(7),
      epsg: 4326,
    });
    const { city, raster } = await opened({ dem: named('srtm.tif', degrees) });
    expect(city.manifest).toMatchObject({ crs: 'EPSG:32649', cellSizeM: 30 });
    expect(raster.values.every((value) => Number.isNaN(value) || Math.abs(value - 7) < 1e-5)).toBe(true);
    expect((await opened({ dem: named('srtm.tif', degrees), crs: 'EPSG:5899' })).city.manifest.crs).toBe('EPSG:5899');
    expect((await refusal(importCity({ dem: named('srtm.tif', degrees), crs: 'EPSG:4326' }))).message).toMatch(
      /true metres/,
    );
  });

  it('without a CRS is refused with what to do, and taken when told', async () => {
    const asc = named('dem.asc', 'ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 5\n1 2\n3 4\n');
    const error = await refusal(importCity({ dem: asc }));
    expect(error.message).toMatch(/dem\.asc: expected a coordinate system.*found none/);
    expect(error.advice?.en).toMatch(/--crs/);
    expect((await opened({ dem: asc, crs: 'local' })).city.manifest.crs).toBe('local');
  });

  it('refuses to make networks that it cannot make', async () => {
    expect((await refusal(importCity({ dem: DEM, synthesise: ['drainage'] }))).message).toMatch(/not available yet/);
  });
});

describe('importing OpenStreetMap themes', () => {
  it('turns land tags into classes, small areas over large ones, cut to the terrain', async () => {
    const land = collection(
      polygon({ leisure: 'park', name: 'Công viên' }, [108.2275, 16.061], 0.0005),
      polygon({ landuse: 'residential' }, [108.2, 16.0], 0.1),
      polygon({ landuse: null, natural: 'water' }, [108.228, 16.062], 0.0003),
      polygon({ landuse: 'aquaculture', natural: 'water' }, [108.229, 16.0605], 0.0002),
      polygon({ boundary: 'administrative' }, [108.2275, 16.061], 0.0005),
      polygon({ landuse: 'forest' }, [108.5, 16.5], 0.01),
    );
    const { layer, report, city } = await opened({ dem: DEM, land: named('land.geojson', land) });
    expect(layer('land').map(({ properties: p }) => p.class)).toEqual(['residential', 'park', 'water', 'water']);
    expect(report.layers[0]).toMatchObject({ id: 'land', features: 4, outside: 1, unused: 1 });
    // The town is cut to the 500 m of terrain.
    expect(layer('land')[0].properties.areaM2).toBe(250000);
    const xs = (layer('land')[0].geometry.coordinates as unknown as number[][][])[0].map(([x]) => x);
    expect(Math.min(...xs)).toBeCloseTo(550700, 1);
    expect(Math.max(...xs)).toBeCloseTo(551200, 1);
    expect(city.notes).toEqual([]);
  });

  it('keeps a land file that is already in the city words', async () => {
    const land = collection(polygon({ class: 'grass', manning: 0.06, sewered: true }, [108.2275, 16.061], 0.0005));
    const { layer } = await opened({ dem: DEM, land: named('land.geojson', land) });
    expect(layer('land')[0].properties).toMatchObject({ class: 'grass', manning: 0.06, sewered: true });
  });

  it('gives buildings the height of their tags, their floors, or an assumed one that it tells', async () => {
    const buildings = collection(
      polygon({ building: 'hotel', height: '45 m' }, [108.2275, 16.061], 0.0003),
      polygon({ building: 'apartments', 'building:levels': '5' }, [108.228, 16.061], 0.0003),
      polygon({ building: 'yes' }, [108.2285, 16.061], 0.0003),
      polygon({ building: 'yes' }, [108.4, 16.061], 0.0003),
    );
    const { layer, report } = await opened({ dem: DEM, buildings: named('b.geojson', buildings) });
    expect(layer('construction').map(({ properties: p }) => [p.use, p.heightM, p.floors])).toEqual([
      ['hotel', 45, undefined],
      ['apartment', 17.5, 5],
      [undefined, 6, undefined],
    ]);
    expect(report.notes.join('\n')).toMatch(/1 buildings have no height; 6 m is assumed/);
    expect(report.notes.join('\n')).toMatch(/1 features lie outside/);
  });

  it('tells a surface with buildings in it from bare ground by the footprints', async () => {
    const corners = Array.from({ length: 8 }, (_, i) => [108.2268 + i * 0.0005, 16.0605] as const);
    const buildings = named(
      'b.geojson',
      collection(...corners.map((corner) => polygon({ building: 'yes' }, corner, 0.0003))),
    );
    expect((await importCity({ dem: DEM, buildings })).report.kind).toBe('dtm');
    const { layer } = await opened({ dem: DEM, buildings });
    const roofs = slope.slice();
    for (const { geometry } of layer('construction')) {
      const ring = (geometry.coordinates as unknown as number[][][])[0];
      for (let i = 0; i < roofs.length; i++) {
        const x = GRID.xMin + ((i % 100) + 0.5) * 5;
        const y = GRID.yMin + (100 - Math.floor(i / 100) - 0.5) * 5;
        if (x > ring[0][0] && x < ring[2][0] && y > ring[0][1] && y < ring[2][1]) roofs[i] += 12;
      }
    }
    const dem = named('dsm.tif', writeGeoTiff({ grid: GRID, values: roofs, epsg: 5899 }));
    expect((await importCity({ dem, buildings })).report.kind).toBe('dsm');
  });

  it('gives streets a class and a width, cut at the edge', async () => {
    const roads = collection(
      street(
        { highway: 'primary', lanes: '6', bridge: 'yes', name: 'Cầu Rồng' },
        [108.2, 16.06115],
        [108.26, 16.06115],
      ),
      street({ highway: 'residential' }, [108.2275, 16.061], [108.2285, 16.061]),
      street({ highway: 'footway' }, [108.2275, 16.061], [108.2285, 16.061]),
    );
    const { layer } = await opened({ dem: DEM, roads: named('roads.geojson', roads) });
    expect(layer('transport').map(({ properties: p }) => [p.class, p.widthM, p.bridge ?? false])).toEqual([
      ['arterial', 21, true],
      ['local', 5.5, false],
    ]);
    const line = layer('transport')[0].geometry.coordinates as unknown as number[][];
    expect(line[0][0]).toBeCloseTo(550700, 1);
    expect(line[1][0]).toBeCloseTo(551200, 1);
  });

  it('refuses a broken file by name and feature, and nothing is half done', async () => {
    const land = named(
      'land.geojson',
      collection({
        type: 'Feature',
        properties: { landuse: 'grass' },
        geometry: { type: 'Polygon', coordinates: [[[null, 1]]] },
      }),
    );
    expect((await refusal(importCity({ dem: DEM, land }))).message).toMatch(/land\.geojson: feature 1/);
  });
});

describe('the import command', () => {
  it('writes a folder from files on disk, with the .prj beside the grid', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'twin-import-'));
    try {
      await writeFile(
        join(folder, 'dem.asc'),
        'ncols 2\nnrows 2\nxllcorner 500000\nyllcorner 1700000\ncellsize 5\n1 2\n3 4\n',
      );
      await writeFile(
        join(folder, 'dem.PRJ'),
        'PROJCS["UTM",GEOGCS["g",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]]],AUTHORITY["EPSG","32649"]]',
      );
      const lines: string[] = [];
      await runImport(
        { dem: join(folder, 'dem.asc'), name: 'Thử', out: join(folder, 'city') },
        { say: (line) => lines.push(line) },
      );
      expect((await readdir(join(folder, 'city'))).sort()).toEqual(['city.json', 'scenarios', 'terrain.tif']);
      expect(lines[0]).toMatch(/2 x 2 cells of 5 m, EPSG:32649, 1\.0 to 4\.0 m/);
      const missing = await refusal(
        runImport({ dem: join(folder, 'no.tif'), out: join(folder, 'x') }, { say: () => {} }),
      );
      expect(missing.message).toMatch(/--dem .*no\.tif: expected a file.*ENOENT/);
      expect(await readdir(folder)).not.toContain('x');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

const SHARED = '../shared/data';
describe.skipIf(!existsSync(SHARED))('real data', () => {
  const read = (path: string) => named(path.split('/').at(-1) ?? path, readFileSync(`${SHARED}/${path}`));

  it('Đà Nẵng: SRTM in degrees and 3,084 OpenStreetMap polygons become a city', async () => {
    const { city, report, layer, raster } = await opened({
      dem: read('danang/real/danang_srtm1.tif'),
      land: read('danang/real/landuse_danang.geojson'),
      crs: 'EPSG:5899',
    });
    expect(city.notes).toEqual([]);
    expect(city.manifest).toMatchObject({ crs: 'EPSG:5899', cellSizeM: 30, terrain: { kind: 'dsm' } });
    expect(layer('land').length).toBeGreaterThan(2000);
    expect(report.survey.pits[0].depthM).toBeGreaterThan(20);
    // Sơn Trà summit, where VN-2000 has it.
    const [x, y] = city.crs.fromLonLat([108.2867, 16.1197]);
    const { grid } = raster;
    const cell = Math.floor(grid.rows - (y - grid.yMin) / 30) * grid.cols + Math.floor((x - grid.xMin) / 30);
    expect(raster.values[cell]).toBeGreaterThan(600);
  });

  it('Newcastle: 2 m LiDAR with buildings keeps every cell, and carries its storm', async () => {
    // The case's own forcing: 70 mm/h for an hour, a uniform loss of 12 mm/h to the drains.
    const rain = readFileSync(`${SHARED}/newcastle/rainfall.csv`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').map(Number));
    const loss = Number(readFileSync(`${SHARED}/newcastle/drainage.csv`, 'utf8').trim().split('\n')[1].split(',')[1]);
    const [start, , end] = [rain[0], rain[1], rain[2]];
    const storm = {
      format: 'twin-scenario/1',
      id: 'storm-70mm',
      durationS: 7200,
      rain: [{ area: 'all', timesS: [start[0], 3600], intensityMmH: [start[1], end[1]] }],
      infiltration: loss,
      edges: 'open',
    };
    const { city, raster } = await opened({
      dem: read('newcastle/NewcastleCentreDEM_2m.asc'),
      demPrj: read('newcastle/NewcastleCentreDEM_2m.prj'),
      scenarios: new Map([['storm-70mm.json', bytesOf(storm)]]),
    });
    expect(city.manifest).toMatchObject({ crs: 'EPSG:27700', cellSizeM: 2, terrain: { kind: 'dsm' } });
    expect(raster.grid).toMatchObject({ cols: 342, rows: 195 });
    expect(raster.values[0]).toBe(65.027496337890625);
    const written = JSON.parse(new TextDecoder().decode(await city.files.read('scenarios/storm-70mm.json')));
    expect(written).toMatchObject({ rain: [{ intensityMmH: [70, 0] }], infiltration: 12 });
  });
});
