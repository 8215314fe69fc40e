import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/city/errors.ts';
import { openCity } from '../../src/city/open.ts';
import type { CityFiles, FeatureLayer } from '../../src/city/types.ts';
import { building, cityWith, collection } from './cityBuilder.ts';

const refusal = async (files: CityFiles): Promise<InputError> => {
  const error = await openCity(files).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
};
const withBuildings = (content: string | object, manifest = {}): CityFiles =>
  cityWith({ layers: { construction: 'b.geojson' }, ...manifest }, { 'b.geojson': content });
const buildingsOf = async (files: CityFiles) => {
  const city = await openCity(files);
  return { city, layer: city.layers.get('construction') as FeatureLayer };
};

const firstCorner = (layer: FeatureLayer) => (layer.features[0].geometry.coordinates as unknown as number[][][])[0][0];

/** Dragon bridge: longitude, latitude and VN-2000. */
const LON = 108.2279;
const LAT = 16.06115;
const [E, N] = [550937.033, 1776404.395];

describe('opening a city', () => {
  it('brings features from longitude/latitude into the city CRS', async () => {
    const { layer, city } = await buildingsOf(withBuildings(collection(building('B1', [LON, LAT], { use: 'hotel' }))));
    expect(city.notes).toEqual([]);
    expect(layer.features).toHaveLength(1);
    const [feature] = layer.features;
    expect(feature.id).toBe('B1');
    expect(feature.properties).toMatchObject({ use: 'hotel', heightM: 9 });
    const first = firstCorner(layer);
    expect(Math.hypot(first[0] - E, first[1] - N)).toBeLessThan(0.001);
  });

  it('takes x, y of a local city as they are', async () => {
    const { layer } = await buildingsOf(
      withBuildings(collection(building('B1', [500, 400])), { crs: 'local', bounds: undefined }),
    );
    expect(firstCorner(layer)).toEqual([500, 400]);
  });

  it('swaps latitude before longitude, and says that and why', async () => {
    const { layer, city } = await buildingsOf(
      withBuildings(collection(building('B1', [LAT, LON]), building('B2', [LAT, LON + 0.01]))),
    );
    const first = firstCorner(layer);
    expect(Math.hypot(first[0] - E, first[1] - N)).toBeLessThan(0.001);
    expect(city.notes).toMatchObject([{ code: 'axes.north-first', file: 'b.geojson' }]);
    expect(city.notes[0].message.en).toMatch(/latitude before longitude.*swapped.*only so they lie in the city/);
  });

  it('understands north-first metres of the city CRS, as Vietnamese tables list them', async () => {
    const metres = {
      type: 'Feature',
      properties: { id: 'B1' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [N, E],
            [N, E + 10],
            [N + 10, E],
            [N, E],
          ],
        ],
      },
    };
    const { layer, city } = await buildingsOf(withBuildings(collection(metres)));
    expect(firstCorner(layer)).toEqual([E, N]);
    expect(city.notes[0].message.en).toMatch(/only as VN-2000.*north before east/);
  });

  it('reads an old GeoJSON in the CRS that it names', async () => {
    const file = {
      ...collection(building('B1', [E, N])),
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::5899' } },
    };
    const { layer } = await buildingsOf(withBuildings(file));
    expect(firstCorner(layer)).toEqual([E, N]);
  });

  it('refuses coordinates that are neither degrees nor a place of the city', async () => {
    const error = await refusal(withBuildings(collection(building('B1', [2600000, 1200000]))));
    expect(error.code).toBe('axes.not-degrees');
    expect(error.message).toMatch(/b\.geojson: expected longitude and latitude.*2600000, 1200000/);
  });

  it('opens a file that lies elsewhere, and says so', async () => {
    const { city } = await buildingsOf(withBuildings(collection(building('B1', [2.35, 48.85]))));
    expect(city.notes[0].code).toBe('axes.outside');
  });

  it('tells values of the wrong type or out of range with the feature, and uses none of the wrong type', async () => {
    const { city, layer } = await buildingsOf(
      withBuildings(
        collection(
          building('B1', [LON, LAT], { heightM: 'tall', floors: '3', year: 2024.5, use: 'castle' }),
          building('B2', [LON, LAT + 0.001], { heightM: 5000 }),
          building('B3', [LON, LAT + 0.002], { heightM: null }),
        ),
      ),
    );
    expect(layer.features[0].properties).toEqual({ id: 'B1', floors: 3, year: 2024.5, use: 'castle' });
    expect(layer.features[1].properties).toEqual({ id: 'B2', heightM: 5000 });
    expect(layer.features[2].properties).toEqual({ id: 'B3' });
    const said = city.notes.map(({ place, message }) => `${place}: ${message.en}`).join('\n');
    expect(said).toMatch(/B1: "heightM": expected a number, found "tall".*and 1 other/);
    expect(said).toMatch(/B1: "year": expected a whole number, found 2024\.5/);
    expect(said).toMatch(/B1: "use": expected one of tubeHouse,.*found "castle"/);
  });

  it('leaves out features of another kind or without geometry, and says which', async () => {
    const point = { type: 'Feature', id: 'P', properties: {}, geometry: { type: 'Point', coordinates: [LON, LAT] } };
    const none = { type: 'Feature', id: 'Q', properties: {}, geometry: null };
    const { city, layer } = await buildingsOf(withBuildings(collection(point, none, building('B1', [LON, LAT]))));
    expect(layer.features.map(({ id }) => id)).toEqual(['B1']);
    expect(city.notes.map(({ code, place }) => [code, place])).toEqual([
      ['geojson.other-geometry', 'P'],
      ['geojson.no-geometry', 'Q'],
    ]);
  });

  it.each([
    ['no collection', { type: 'Topology' }, /b\.geojson: expected a GeoJSON FeatureCollection, found "Topology"/],
    ['broken JSON', '{"type": "FeatureCollection",\n "features": [', /b\.geojson.*expected JSON/],
    [
      'a feature that is none',
      collection(building('B1', [LON, LAT]), 7 as unknown as object),
      /b\.geojson: feature 2: expected an object, found 7/,
    ],
    [
      'a position of text',
      collection({
        type: 'Feature',
        properties: { id: 'X' },
        geometry: { type: 'Polygon', coordinates: [[['a', 1]]] },
      }),
      /feature 1 \("X"\): expected a position/,
    ],
    [
      'rings that are none',
      collection({ type: 'Feature', properties: { id: 'X' }, geometry: { type: 'Polygon', coordinates: [LON, LAT] } }),
      /feature 1 \("X"\)/,
    ],
    [
      'an unknown geometry',
      collection({ type: 'Feature', properties: {}, geometry: { type: 'Curve', coordinates: [] } }),
      /feature 1 .*found type "Curve"/,
    ],
  ])('refuses %s by feature', async (_, content, message) => {
    expect((await refusal(withBuildings(content))).message).toMatch(message);
  });

  it('goes on without a layer file that is missing, and says so', async () => {
    const city = await openCity(cityWith({ layers: { land: 'land.geojson' } }));
    expect(city.layers.size).toBe(0);
    expect(city.notes).toMatchObject([{ code: 'city.no-layer-file', file: 'land.geojson', place: 'land' }]);
  });

  it('refuses a folder without city.json or without its terrain', async () => {
    expect(
      (await refusal({ label: 'x.zip', read: async () => undefined, list: async () => ['a.txt'] })).message,
    ).toMatch(/x\.zip: expected a city with "city.json" at its root, found a\.txt/);
    expect((await refusal(cityWith({ terrain: { file: 'dem.tif' } }))).code).toBe('city.no-terrain');
  });

  it('reads only the layers asked for', async () => {
    const files = cityWith(
      { layers: { land: 'broken.geojson', construction: 'b.geojson' } },
      { 'b.geojson': collection(building('B1', [LON, LAT])), 'broken.geojson': '{' },
    );
    const city = await openCity(files, { layers: ['construction'] });
    expect([...city.layers.keys()]).toEqual(['construction']);
  });

  it('takes 60,000 buildings', async () => {
    const features = Array.from({ length: 60000 }, (_, i) =>
      building(`B${i}`, [108.2 + (i % 300) * 1e-4, 16.03 + Math.floor(i / 300) * 1e-4], {
        use: 'tubeHouse',
        floors: 3,
      }),
    );
    const files = withBuildings(collection(...features));
    const start = performance.now();
    const { layer } = await buildingsOf(files);
    expect(layer.features).toHaveLength(60000);
    console.info(`60,000 buildings opened in ${(performance.now() - start).toFixed(0)} ms`);
  });
});
