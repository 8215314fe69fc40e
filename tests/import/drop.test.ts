import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/city/errors.ts';
import { openCity } from '../../src/city/open.ts';
import { saveCity } from '../../src/city/save.ts';
import { arrangeDrop } from '../../workers/import/drop.ts';
import { writeGeoTiff } from '../../workers/raster/write.ts';
import { building, bytesOf, cityWith, collection, MANIFEST } from '../city/cityBuilder.ts';

const file = (name: string, content: string | object | Uint8Array) => ({
  name,
  bytes: content instanceof Uint8Array ? content : bytesOf(content),
});
const DEM = file(
  'dem.tif',
  writeGeoTiff({ grid: { cols: 2, rows: 2, cellSizeM: 5, xMin: 0, yMin: 0 }, values: new Float32Array(4) }),
);
const LAND = file(
  'land.geojson',
  collection({ type: 'Feature', properties: { landuse: 'grass' }, geometry: { type: 'Polygon', coordinates: [] } }),
);
const BUILDINGS = file('b.geojson', collection(building('B', [0, 0])));

describe('files dropped together', () => {
  it('an elevation model with its themes, in any order, is an import', () => {
    const drop = arrangeDrop([BUILDINGS, LAND, file('dem.tfw', '5'), DEM]);
    expect(drop).toMatchObject({ kind: 'import', input: { dem: DEM, land: LAND, buildings: BUILDINGS } });
  });
  it('an elevation grid may be called .txt, a letter beside it may not', () => {
    const grid = file('grid.txt', 'ncols 1\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 1\n5\n');
    expect(arrangeDrop([grid, file('readme.txt', 'Dear reader')])).toMatchObject({
      kind: 'import',
      input: { dem: grid },
    });
    expect(() => arrangeDrop([file('readme.txt', 'Dear reader')])).toThrow(/readme\.txt.*found text/);
  });
  it('a folder with city.json is that city, whatever else lies in it', async () => {
    const drop = arrangeDrop([
      file('danang/notes.docx', 'PK?'),
      file('danang/city.json', MANIFEST),
      file('danang/terrain.tif', 'T'),
    ]);
    expect(drop.kind).toBe('city');
    if (drop.kind !== 'city') return;
    expect(drop.files.label).toBe('danang');
    expect((await openCity(drop.files)).terrain.bytes).toEqual(bytesOf('T'));
  });
  it('an area pack is that city', async () => {
    const pack = await saveCity(await openCity(cityWith({})));
    const drop = arrangeDrop([file('danang.twin.zip', pack)]);
    expect(drop.kind === 'city' && (await openCity(drop.files)).manifest.crs).toBe('EPSG:5899');
  });
  it('a scenario or a rain series alone is for the open city', () => {
    expect(arrangeDrop([file('s.json', { format: 'twin-scenario/1', id: 's' })]).kind).toBe('scenario');
    expect(arrangeDrop([file('rain.csv', 'time,mm\n0,10\n10,0\n')]).kind).toBe('rain');
  });
  it.each([
    ['themes without ground', [LAND, BUILDINGS], 'drop.no-dem'],
    ['two elevation models', [DEM, { ...DEM, name: 'other.tif' }], 'drop.twice'],
    ['rain with an elevation model', [DEM, file('rain.csv', 't,mm\n0,1\n1,0\n')], 'drop.mixed'],
    ['something else', [file('a.pdf', '%PDF-1.7')], 'identify.unknown'],
    ['nothing', [], 'drop.nothing'],
  ])('%s is refused', (_, files, code) => {
    expect(() => arrangeDrop(files)).toThrow(expect.objectContaining({ code }));
  });
  it('whatever bytes they are, are arranged or refused in words', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('', 'PK\x03\x04', '{"type":', 'II*\0', '[JUNCTIONS]\n', 'a,1\n'),
        (tail, head) => {
          try {
            arrangeDrop([{ name: 'x', bytes: new Uint8Array([...bytesOf(head), ...tail]) }]);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          }
        },
      ),
    );
  });
});
