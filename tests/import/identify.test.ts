import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/city/errors.ts';
import { clipLine, clipRing } from '../../workers/import/clip.ts';
import { identify } from '../../workers/import/identify.ts';
import { metresOf } from '../../workers/import/osm.ts';
import { writeGeoTiff } from '../../workers/raster/write.ts';
import { building, bytesOf, collection, MANIFEST } from '../city/cityBuilder.ts';

const tagged = (type: string, properties: object) =>
  collection({ type: 'Feature', properties, geometry: { type, coordinates: [] } });

describe('a dropped file', () => {
  it.each([
    [
      'an elevation GeoTIFF',
      writeGeoTiff({ grid: { cols: 1, rows: 1, cellSizeM: 1, xMin: 0, yMin: 0 }, values: new Float32Array(1) }),
      'x.bin',
      'dem',
    ],
    ['an ESRI ASCII grid', 'NCOLS 3\r\nNROWS 2\r\n', 'x.txt', 'dem'],
    ['its .prj', 'PROJCS["British_National_Grid"]', 'x.prj', 'prj'],
    ['a zip', 'PK\x03\x04', 'x', 'area-pack'],
    ['a city.json', MANIFEST, 'city.json', 'city'],
    ['a scenario', { format: 'twin-scenario/1', id: 'a' }, 'a.json', 'scenario'],
    ['OpenStreetMap land', tagged('MultiPolygon', { landuse: 'grass', natural: null }), 'x.geojson', 'land'],
    ['land in the city words', tagged('Polygon', { class: 'park' }), 'x.geojson', 'land'],
    ['OpenStreetMap buildings', tagged('Polygon', { building: 'yes' }), 'x.geojson', 'buildings'],
    ['buildings in the city words', collection(building('B', [0, 0])), 'x.geojson', 'buildings'],
    ['footprints named so', tagged('Polygon', {}), 'footprints.geojson', 'buildings'],
    ['streets', tagged('LineString', { highway: 'primary' }), 'x.geojson', 'roads'],
    ['a SWMM model', '[TITLE]\nx\n[JUNCTIONS]\nA 1\n[CONDUITS]\n', 'x.inp', 'drainage'],
    ['an EPANET model', '[TITLE]\nx\n[JUNCTIONS]\nA 1\n[PIPES]\n', 'x.inp', 'water-supply'],
    ['a rain series', 'Time (s),Rainfall intensity (mm/hr)\n0,70\n3600,0\n', 'rain.csv', 'rain'],
  ])('%s is known by its content', (_, content, name, role) => {
    expect(identify(content instanceof Uint8Array ? content : bytesOf(content), name)).toBe(role);
  });

  it.each([
    [
      'a letter',
      'Dear city,\nplease find attached\n',
      /letter\.txt: expected an elevation grid.*found text that begins with "Dear city,/,
    ],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), /found a PNG picture/],
    ['JSON of another kind', { hello: 1 }, /found JSON of another kind \(hello\)/],
    ['GeoJSON that says nothing', tagged('Point', { a: 1 }), /none of the tags building, highway, landuse/],
    ['nothing', '', /found an empty file/],
  ])('%s is refused with what it is and what is accepted', (_, content, message) => {
    const run = () => identify(content instanceof Uint8Array ? content : bytesOf(content), 'letter.txt');
    expect(run).toThrow(InputError);
    expect(run).toThrow(message);
  });
});

describe('cutting to the terrain', () => {
  const box = [0, 0, 10, 10] as const;
  it('keeps of a ring what lies inside', () => {
    const ring = clipRing(
      [
        [-5, -5],
        [5, -5],
        [5, 5],
        [-5, 5],
        [-5, -5],
      ],
      box,
    );
    expect(new Set(ring?.map(String))).toEqual(new Set(['0,0', '5,0', '5,5', '0,5']));
    expect(ring?.[0]).toEqual(ring?.at(-1));
    expect(
      clipRing(
        [
          [20, 20],
          [30, 20],
          [30, 30],
          [20, 20],
        ],
        box,
      ),
    ).toBeUndefined();
  });
  it('cuts a line that leaves and comes back into its parts', () => {
    expect(
      clipLine(
        [
          [-5, 5],
          [5, 5],
          [5, 15],
          [8, 15],
          [8, 5],
        ],
        box,
      ),
    ).toEqual([
      [
        [0, 5],
        [5, 5],
        [5, 10],
      ],
      [
        [8, 10],
        [8, 5],
      ],
    ]);
    expect(
      clipLine(
        [
          [-5, 5],
          [15, 5],
        ],
        box,
      ),
    ).toEqual([
      [
        [0, 5],
        [10, 5],
      ],
    ]);
    expect(
      clipLine(
        [
          [-5, 15],
          [15, 15],
        ],
        box,
      ),
    ).toEqual([]);
  });
});

it('lengths in tags are metres, with commas, units or feet', () => {
  expect([
    metresOf(12),
    metresOf('12'),
    metresOf('12,5 m'),
    metresOf("10'"),
    metresOf('tall'),
    metresOf(undefined),
  ]).toEqual([12, 12, 12.5, 3.048, undefined, undefined]);
});
