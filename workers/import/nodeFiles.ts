import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { InputError } from '../../src/city/errors.ts';
import { zipFiles } from '../../src/city/files.ts';
import { insidePath } from '../../src/city/paths.ts';
import type { CityFiles } from '../../src/city/types.ts';

/** A City folder on disk (Node only). */
export function folderFiles(folder: string): CityFiles {
  return {
    label: folder,
    read: async (path) => {
      try {
        return await readFile(join(folder, insidePath(path, folder)));
      } catch (cause) {
        if (isMissing(cause)) return undefined;
        throw cause;
      }
    },
    list: async () =>
      (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length).split(sep).join('/')),
  };
}

/**
 * The City that a path names: a folder, its city.json, or an area pack.
 * @throws InputError where there is nothing of that name
 */
export async function openPath(path: string): Promise<CityFiles> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    throw new InputError(
      'city.not-found',
      `${path}: expected a city folder or a *.twin.zip, found nothing of that name.`,
      `${path}: cần thư mục thành phố hoặc tệp *.twin.zip, không có gì tên như vậy.`,
    );
  }
  if (isFolder) return folderFiles(path);
  if (basename(path) === 'city.json') return folderFiles(join(path, '..'));
  return zipFiles(await readFile(path), basename(path));
}

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  (cause.code === 'ENOENT' || cause.code === 'ENOTDIR' || cause.code === 'EISDIR');
