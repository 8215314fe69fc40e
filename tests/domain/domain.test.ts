import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/city/errors.ts';
import { CELL, runFlood } from '../../workers/flood/index.ts';
import { writeGeoTiff } from '../../workers/raster/write.ts';
import { at, domainFor, features, line, type Place, rectangle } from './build.ts';

const flat: Place = { cols: 20, rows: 10, groundM: () => 2 };
const wavy: Place = { cols: 21, rows: 10, groundM: (x, y) => Math.sin(x / 17) + y * 0.013 };

describe('ground', () => {
  test('is the elevation model’s own on cells of its size', async () => {
    const domain = await domainFor(wavy);
    expect(domain.grid).toEqual({ cols: 21, rows: 10, cellSizeM: 10, xMin: 0, yMin: 0 });
    expect(at(domain, domain.groundM, 35, 45)).toBe(Math.fround(wavy.groundM(35, 45)));
  });

  test('keeps its means on coarser cells, its north-west corner and its voids, and ends with the terrain', async () => {
    const holed: Place = { ...wavy, groundM: (x, y) => (x > 190 ? Number.NaN : wavy.groundM(x, y)) };
    const domain = await domainFor(holed, { cellSizeM: 30 });
    expect(domain.grid).toEqual({ cols: 7, rows: 3, cellSizeM: 30, xMin: 0, yMin: 10 });
    const mean = [5, 15, 25].flatMap((x) => [75, 85, 95].map((y) => wavy.groundM(x, y))).reduce((a, b) => a + b) / 9;
    expect(domain.groundM[0]).toBeCloseTo(mean, 5);
    const fine = await domainFor(holed);
    expect(at(fine, fine.kind, 205, 55)).toBe(CELL.noData);
  });

  test('is cut to the bounds of the city', async () => {
    const domain = await domainFor({ ...wavy, city: { bounds: [20, 0, 120, 60] } });
    expect(domain.grid).toEqual({ cols: 10, rows: 6, cellSizeM: 10, xMin: 20, yMin: 0 });
    expect(at(domain, domain.groundM, 35, 45)).toBe(Math.fround(wavy.groundM(35, 45)));
  });

  test('cell size: the option before the scenario before the city before the terrain', async () => {
    const place = { ...flat, city: { cellSizeM: 20 } };
    expect((await domainFor(place)).grid.cellSizeM).toBe(20);
    expect((await domainFor(place, { cellSizeM: 40 })).grid.cellSizeM).toBe(40);
    expect((await domainFor(place, { cellSizeM: 40 }, { cellSizeM: 5 })).grid.cellSizeM).toBe(5);
  });
});

describe('cover', () => {
  const land = features(
    { geometry: rectangle(0, 0, 100, 100), properties: { class: 'grass' } },
    { geometry: rectangle(50, 0, 100, 100), properties: { class: 'street', manning: 0.011, infiltrationMmH: 7 } },
    { geometry: rectangle(100, 50, 150, 100), properties: { class: 'water' } },
  );
  const place: Place = { ...flat, city: { layers: { land: 'land.geojson' } }, files: { 'land.geojson': land } };

  test('gives roughness and infiltration by class, own attributes first, later features over earlier', async () => {
    const domain = await domainFor(place);
    expect(at(domain, domain.manning, 25, 55)).toBeCloseTo(0.035, 6);
    expect(at(domain, domain.manning, 75, 55)).toBeCloseTo(0.011, 6);
    expect(at(domain, domain.infiltrationMmH, 75, 55)).toBe(7);
    expect(at(domain, domain.infiltrationMmH, 25, 55)).toBeGreaterThan(5);
    expect(at(domain, domain.infiltrationMmH, 175, 55)).toBe(0);
  });

  test('numbers and rasters of the scenario replace it', async () => {
    const numbers = await domainFor(place, { roughness: 0.06, infiltration: 3 });
    expect([numbers.manning, numbers.infiltrationMmH]).toEqual([Math.fround(0.06), 3]);
    const grid = { cols: 20, rows: 10, cellSizeM: 10, xMin: 0, yMin: 0 };
    const tif = writeGeoTiff({
      grid,
      values: Float32Array.from({ length: 200 }, (_, cell) => (cell % 20 < 10 ? 0.02 : Number.NaN)),
    });
    const raster = await domainFor(
      { ...place, files: { ...place.files, 'scenarios/n.tif': tif } },
      { roughness: 'n.tif' },
    );
    expect(at(raster, raster.manning, 25, 55)).toBeCloseTo(0.02, 6);
    expect(at(raster, raster.manning, 175, 55)).toBeCloseTo(0.035, 6);
    await expect(domainFor(place, { roughness: 'none.tif' })).rejects.toThrow(/"none.tif"/);
  });

  test('without land: 0.035 and no infiltration', async () => {
    const domain = await domainFor(flat);
    expect([domain.manning, domain.infiltrationMmH]).toEqual([Math.fround(0.035), 0]);
  });
});

describe('buildings', () => {
  const houses = features(
    { geometry: rectangle(40, 40, 60, 60), properties: { use: 'tubeHouse' } },
    { geometry: rectangle(100, 40, 104, 60), properties: { use: 'tubeHouse' } },
  );
  const place: Place = {
    ...flat,
    city: { layers: { construction: 'houses.geojson' } },
    files: { 'houses.geojson': houses },
  };

  test('block the cells that they cover by half, so that coarse streets stay open', async () => {
    const domain = await domainFor(place);
    expect(at(domain, domain.kind, 45, 45)).toBe(CELL.block);
    expect(at(domain, domain.kind, 105, 45)).toBe(CELL.active);
    expect(domain.kind.filter((kind) => kind === CELL.block).length).toBe(4);
    const ignored = await domainFor(place, { buildings: 'ignore' });
    expect(ignored.kind.every((kind) => kind === CELL.active)).toBe(true);
  });
});

describe('water', () => {
  const bay: Place = {
    ...flat,
    groundM: (x) => (x < 50 ? -3 : x < 60 ? Number.NaN : 1),
    city: { water: [{ id: 'sea', kind: 'level', geometry: rectangle(0, 0, 60, 100) }] },
  };

  test('levels hold the cells of a named water, with a bed assumed where there is no terrain', async () => {
    const domain = await domainFor(bay, { levels: [{ id: 'tide', at: 'sea', timesS: [0, 10], levelM: [0.2, 0.8] }] });
    expect(domain.levels[0].cells.length).toBe(60);
    expect(at(domain, domain.groundM, 55, 55)).toBeCloseTo(-0.8, 5);
    expect(domain.warnings.map(({ en }) => en).join(' ')).toMatch(/10 of its cells have no terrain/);
  });

  test('begins at levels, depths and rasters, later entries over earlier', async () => {
    const grid = { cols: 20, rows: 10, cellSizeM: 10, xMin: 0, yMin: 0 };
    const tif = writeGeoTiff({ grid, values: new Float32Array(200).fill(0.7) });
    const domain = await domainFor(
      { ...bay, files: { 'start.tif': tif } },
      {
        initial: [
          { at: 'all', depthTif: 'start.tif' },
          { at: 'sea', levelM: 0.1 },
          { at: rectangle(150, 0, 200, 100), depthM: 0.3 },
        ],
      },
    );
    expect(at(domain, domain.initialDepthM, 25, 55)).toBeCloseTo(3.1, 5);
    expect(at(domain, domain.initialDepthM, 95, 55)).toBeCloseTo(0.7, 5);
    expect(at(domain, domain.initialDepthM, 175, 55)).toBeCloseTo(0.3, 5);
    expect(at(domain, domain.initialDepthM, 55, 55)).toBe(0);
  });

  test('rain areas, inflows along lines and gauges find their cells', async () => {
    const domain = await domainFor(flat, {
      rain: [
        { area: 'all', timesS: [0], intensityMmH: [5] },
        { area: rectangle(0, 0, 50, 100), timesS: [0], intensityMmH: [9] },
      ],
      inflows: [{ id: 'q', at: line([0, 0], [0, 100]), timesS: [0], dischargeM3s: [1] }],
      gauges: [{ id: 'P1', x: 25, y: 95 }],
      drainage: true,
    });
    expect(domain.rain.map((zone) => zone.cells?.length)).toEqual([undefined, 50]);
    expect(domain.inflows[0].cells.length).toBe(10);
    expect(domain.gauges).toEqual([{ id: 'P1', cell: 2 }]);
    expect(domain.drainsMmH).toBeUndefined();
  });

  test('places outside are refused by name', async () => {
    const wrong = [
      [{ gauges: [{ id: 'far', x: -50, y: 5 }] }, /gauges "far"/],
      [
        { inflows: [{ id: 'q', at: { type: 'Point', coordinates: [999, 5] }, timesS: [0], dischargeM3s: [1] }] },
        /inflows "q"/,
      ],
      [{ levels: [{ id: 'l', at: 'ocean', timesS: [0], levelM: [1] }] }, /levels "l".*"ocean"/],
      [{ initial: [{ at: 'pond', levelM: 1 }] }, /initial 1.*"pond"/],
    ] as const;
    for (const [scenario, message] of wrong) {
      const failed = domainFor(flat, scenario as Record<string, unknown>);
      await expect(failed).rejects.toThrow(message);
      await expect(failed).rejects.toBeInstanceOf(InputError);
    }
  });

  test('drains stand in where land is sewered or a conduit is near, and say so', async () => {
    const inp = [
      '[OPTIONS]',
      'FLOW_UNITS CMS',
      '[JUNCTIONS]',
      'A 0 2',
      'B 0 2',
      '[CONDUITS]',
      'C A B 40 0.013 0 0',
      '[XSECTIONS]',
      'C CIRCULAR 1 0 0 0',
      '[COORDINATES]',
      'A 100 50',
      'B 140 50',
      '',
    ].join('\n');
    const land = features({ geometry: rectangle(0, 0, 50, 100), properties: { class: 'residential' } });
    const place = {
      ...flat,
      city: { layers: { land: 'land.geojson', drainage: 'd.inp' } },
      files: { 'land.geojson': land, 'd.inp': inp },
    };
    const domain = await domainFor(place);
    const loss = domain.drainsMmH as Float32Array;
    expect([at(domain, loss, 25, 55), at(domain, loss, 75, 95), at(domain, loss, 125, 55)]).toEqual([12, 0, 12]);
    expect(domain.warnings.map(({ en }) => en).join(' ')).toMatch(/stated loss of 12 mm\/h/);
    const off = await domainFor(place, { drainage: false });
    expect([off.drainsMmH, off.warnings.length]).toEqual([undefined, 0]);
  });
});

test('a City and a Scenario run from end to end in balance', async () => {
  const domain = await domainFor(
    { ...wavy, city: { water: [{ id: 'sea', geometry: rectangle(0, 0, 20, 100) }] } },
    {
      durationS: 900,
      rain: [{ timesS: [0, 600], intensityMmH: [80, 0] }],
      levels: [{ id: 'sea', at: 'sea', timesS: [0, 900], levelM: [0.5, 1.2] }],
      edges: 'open',
    },
  );
  const { summary } = await runFlood(domain);
  expect(summary.massErrorRel).toBeLessThan(1e-9);
  expect(summary.volumeM3.rain).toBeGreaterThan(0);
});

test('discharges along a line and over an area enter whole, spread over the open cells of each', async () => {
  const house = features({ geometry: rectangle(50, 40, 70, 60), properties: {} });
  const place: Place = { ...flat, city: { layers: { construction: 'h.geojson' } }, files: { 'h.geojson': house } };
  const domain = await domainFor(place, {
    durationS: 300,
    outputEveryS: 300,
    inflows: [
      { id: 'line', at: line([55, 5], [55, 95]), timesS: [0, 300], dischargeM3s: [0, 2] },
      { id: 'area', at: rectangle(100, 20, 150, 80), timesS: [0], dischargeM3s: [1.5] },
    ],
  });
  // The house takes two of the line's ten cells.
  expect(domain.inflows.map(({ cells }) => cells.length)).toEqual([8, 30]);
  const { summary, maps } = await runFlood(domain);
  expect(summary.volumeM3.inflow).toBeCloseTo(300 + 450, 3);
  expect(summary.volumeM3.stored).toBeCloseTo(750, 2);
  expect(summary.massErrorRel).toBeLessThan(1e-9);
  expect(at(domain, maps.depthMaxM, 55, 45)).toBe(0);
});

describe('a storm that moves', () => {
  const rain = { area: 'all', timesS: [0, 600], intensityMmH: [60, 0] };
  const place = { cols: 30, rows: 20, cellSizeM: 100, groundM: () => 1 };
  test('reaches every cell once, what lies in its way later, with the whole of its rain', async () => {
    const domain = await domainFor(place, {
      durationS: 7200,
      rain: [{ ...rain, moving: { fromDeg: 90, speedKmH: 3.6 } }],
    });
    const cells = domain.rain.flatMap((zone) => [...(zone.cells ?? [])]);
    expect(cells).toHaveLength(600);
    expect(new Set(cells).size).toBe(600);
    const begins = (col: number) => {
      const zone = domain.rain.find(({ cells: of }) => of?.includes(col));
      return zone?.timesS[zone.intensityMmH.findIndex((rate) => rate > 0)] ?? Number.NaN;
    };
    expect(begins(29)).toBe(0);
    // 1 m/s over 2,950 m, in zones of 5 minutes.
    expect(begins(0)).toBe(2700);
    // The engine rains as much as where the storm stands.
    const still = await domainFor(place, { durationS: 7200, rain: [rain] });
    const fallen = (await runFlood(domain)).summary.volumeM3.rain;
    expect(fallen).toBeCloseTo((await runFlood(still)).summary.volumeM3.rain, 3);
    for (const zone of domain.rain) {
      const at = zone.intensityMmH.findIndex((value) => value > 0);
      expect(zone.timesS[at + 1] - zone.timesS[at]).toBe(600);
    }
  });
});
