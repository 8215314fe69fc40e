import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/city/errors.ts';
import { parseManifest } from '../../src/city/manifest.ts';
import { MANIFEST } from './cityBuilder.ts';

const parse = (more: Record<string, unknown>) => parseManifest(JSON.stringify({ ...MANIFEST, ...more }));
const refusal = (run: () => unknown): InputError => {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error('it was accepted');
};

describe('city.json', () => {
  it('needs a format, a CRS and a terrain, and nothing else', () => {
    const { manifest, notes } = parseManifest('{"format":"twin-city/1","crs":"local","terrain":{"file":"t.tif"}}');
    expect(notes).toEqual([]);
    expect(manifest).toMatchObject({ terrain: { file: 't.tif', kind: 'dtm' }, layers: {}, water: [], sources: [] });
    for (const key of ['format', 'crs', 'terrain']) {
      const error = refusal(() => parse({ [key]: undefined }));
      expect(error.code).toBe('city.missing-key');
      expect(error.message).toMatch(new RegExp(`city\\.json: "${key}": expected .* found nothing`));
    }
  });

  it.each([
    [{ format: 'twin-city/2' }, 'city.format', /"format": expected "twin-city\/1", found "twin-city\/2"/],
    [{ terrain: { file: 3 } }, 'city.wrong-value', /"terrain\.file": expected string, found 3/],
    [{ terrain: { file: 't.tif', kind: 'dem' } }, 'city.wrong-value', /"terrain\.kind": expected .*"dtm".*found "dem"/],
    [{ cellSizeM: -8 }, 'city.wrong-value', /"cellSizeM": expected >0, found -8/],
    [{ crs: 'EPSG:1' }, 'city.crs', /"crs": Unknown CRS "EPSG:1"/],
    [{ bounds: [5, 0, 1, 1] }, 'city.bounds', /min below max, found \[5, 0, 1, 1\]/],
    [{ water: [{ id: 'sea', geometry: { type: 'Circle' } }] }, 'city.wrong-value', /"water\.0\.geometry\.type"/],
    [{ name: 5 }, 'city.wrong-value', /"name": expected a text/],
  ])('%o is refused by key, with what was expected and found', (more, code, message) => {
    const error = refusal(() => parse(more));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.vi).not.toBe(error.message);
  });

  it('with a mistake in its syntax is refused by line', () => {
    expect(refusal(() => parseManifest('{\n  "format": "twin-city/1",\n  "crs" "local"\n}')).message).toMatch(
      /city\.json, line 3/,
    );
  });

  it.each([
    '/etc/passwd',
    '../other/terrain.tif',
    'a/../../t.tif',
    'https://elsewhere.example/t.tif',
    'C:\\t.tif',
    'a\\..\\t',
  ])('may not name a file outside its folder: %s', (file) => {
    expect(refusal(() => parse({ terrain: { file } })).code).toBe('city.path-outside');
    expect(refusal(() => parse({ layers: { land: file } })).code).toBe('city.path-outside');
  });

  it('may name files in folders of its own, however it spells them', () => {
    const { manifest } = parse({ terrain: { file: './ground//terrain.tif' }, layers: { land: 'a/../land.geojson' } });
    expect(manifest.terrain.file).toBe('ground/terrain.tif');
    expect(manifest.layers.land).toBe('land.geojson');
  });

  it('tells unknown keys and ignores them', () => {
    const { manifest, notes } = parse({
      weather: 'wet',
      layers: { canals: 'c.geojson' },
      context: { terrain: 'far.tif' },
    });
    expect(notes.map(({ place }) => place)).toEqual(['weather', 'layers.canals']);
    expect(manifest.layers).toEqual({});
    expect(manifest.context?.terrain).toBe('far.tif');
  });

  it('keeps whatever more a source says of itself', () => {
    const source = { layer: 'terrain', title: 'LiDAR', url: 'x', processing: ['a'] };
    expect(parse({ sources: [source] }).manifest.sources[0]).toEqual(source);
    expect(parse({ sources: [source] }).notes).toEqual([]);
  });
});
