import { type Zippable, zipSync } from 'fflate';
import { InputError } from './errors.ts';
import { insidePath } from './paths.ts';
import type { City } from './types.ts';

/** Already compressed: packing them again costs time and gains nothing. */
const PACKED = /\.(tif|tiff|png|jpg|webp|glb|zip|gz)$/i;
/** One fixed local time, which is what zip stores: the same city gives the same bytes everywhere. */
const MTIME = new Date(2000, 0, 1);

/**
 * The City as an area pack (`*.twin.zip`): its files as they were read, byte for byte, `city.json` at the root.
 * @param extraFiles added, or put in the place of files of the same path; scenarios made in the page, for instance
 */
export async function saveCity(
  city: City,
  extraFiles: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<Uint8Array<ArrayBuffer>> {
  const { manifest, files } = city;
  const listed = await files.list();
  const named = ['city.json', manifest.terrain.file, manifest.context?.terrain, ...Object.values(manifest.layers)];
  const paths = new Set([...(listed ?? []), ...named.filter((path) => path !== undefined)]);
  const pack: Zippable = {};
  for (const path of [...paths].sort()) {
    if (extraFiles.has(path)) continue;
    const bytes = path === city.terrain.file ? city.terrain.bytes : await files.read(path);
    // A layer that was missing when the city was opened is still missing.
    if (bytes) pack[path] = [bytes, { level: PACKED.test(path) ? 0 : 6, mtime: MTIME }];
  }
  for (const [path, bytes] of extraFiles) {
    pack[insidePath(path, 'area pack')] = [bytes, { level: PACKED.test(path) ? 0 : 6, mtime: MTIME }];
  }
  if (!('city.json' in pack)) {
    throw new InputError(
      'city.no-manifest',
      `${files.label}: its city.json is no longer there.`,
      `${files.label}: không còn city.json.`,
    );
  }
  return zipSync(pack);
}
