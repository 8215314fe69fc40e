import { memoryFiles } from '../../src/city/files.ts';
import type { CityFiles } from '../../src/city/types.ts';

export const bytesOf = (text: string | object): Uint8Array =>
  new TextEncoder().encode(typeof text === 'string' ? text : JSON.stringify(text));

/** Đà Nẵng's core in VN-2000 / TM-3 107°45′, enough of a manifest to be opened. */
export const MANIFEST = {
  format: 'twin-city/1',
  name: { vi: 'Đà Nẵng', en: 'Da Nang' },
  crs: 'EPSG:5899',
  bounds: [545000, 1769000, 555000, 1781000],
  cellSizeM: 8,
  terrain: { file: 'terrain.tif', kind: 'dtm' },
};

type Json = Record<string, unknown>;

/** A city in memory: its manifest's keys and its files, written as the test needs them. */
export function cityWith(
  manifest: Json,
  files: Readonly<Record<string, string | object | Uint8Array>> = {},
): CityFiles {
  const all = new Map<string, Uint8Array>([
    ['city.json', bytesOf({ ...MANIFEST, ...manifest })],
    ['terrain.tif', new Uint8Array([1, 2, 3])],
  ]);
  for (const [path, content] of Object.entries(files)) {
    all.set(path, content instanceof Uint8Array ? content : bytesOf(content));
  }
  return memoryFiles(all, 'test city');
}

export const collection = (...features: object[]): object => ({ type: 'FeatureCollection', features });

/** One building of 0.0002° around a place. */
export const building = (id: string, [lon, lat]: readonly [number, number], properties: Json = {}): object => ({
  type: 'Feature',
  properties: { id, heightM: 9, ...properties },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [lon, lat],
        [lon + 0.0002, lat],
        [lon + 0.0002, lat + 0.0002],
        [lon, lat + 0.0002],
        [lon, lat],
      ],
    ],
  },
});
