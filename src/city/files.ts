import { unzipSync } from 'fflate';
import { InputError } from './errors.ts';
import { insidePath } from './paths.ts';
import type { CityFiles } from './types.ts';

/** Unpacked size above which an archive is not a city but an attack or a mistake. */
const MAX_UNPACKED_BYTES = 2e9;
const MAX_ENTRIES = 20_000;

/** Files that are already in memory or were dropped on the page. */
export function memoryFiles(files: ReadonlyMap<string, Uint8Array | Blob>, label: string): CityFiles {
  return {
    label,
    read: async (path) => {
      const found = files.get(path);
      if (found === undefined || found instanceof Uint8Array) return found;
      return new Uint8Array(await found.arrayBuffer());
    },
    list: async () => [...files.keys()],
  };
}

/**
 * The files of an area pack. Only the directory is read now; each file is unpacked when it is asked for. A pack whose
 * city.json lies in one folder (zipped from outside) is taken from that folder.
 * @throws InputError where it is no zip, a path leaves it, or it would unpack to more than 2 GB
 */
export function zipFiles(bytes: Uint8Array, label: string): CityFiles {
  const names = directoryOf(bytes, label);
  const root = rootOf([...names.keys()]);
  const paths = [...names.keys()].filter((path) => path.startsWith(root)).map((path) => path.slice(root.length));
  return {
    label,
    read: async (path) => {
      const name = names.get(root + path);
      if (name === undefined) return undefined;
      try {
        return unzipSync(bytes, { filter: (entry) => entry.name === name })[name];
      } catch (cause) {
        throw broken(label, `the file "${path}" in it cannot be unpacked`, cause);
      }
    },
    list: async () => paths,
  };
}

/** Names as the archive spells them, by clean path. */
function directoryOf(bytes: Uint8Array, label: string): Map<string, string> {
  const names = new Map<string, string>();
  let total = 0;
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        const path = name.replace(/^(\.\/)+/, '');
        if (path === '' || path.endsWith('/') || /(^|\/)(__MACOSX|\.DS_Store)/.test(path)) return false;
        insidePath(path, `${label}: "${path}"`);
        total += originalSize;
        names.set(path, name);
        return false;
      },
    });
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw broken(label, 'it is not a zip archive, or cut off', cause);
  }
  if (total > MAX_UNPACKED_BYTES || names.size > MAX_ENTRIES) {
    throw new InputError(
      'zip.too-large',
      `${label}: expected at most ${MAX_UNPACKED_BYTES / 1e9} GB in ${MAX_ENTRIES} files, found ${(total / 1e9).toFixed(1)} GB in ${names.size} files.`,
      `${label}: cần tối đa ${MAX_UNPACKED_BYTES / 1e9} GB trong ${MAX_ENTRIES} tệp, gặp ${(total / 1e9).toFixed(1)} GB trong ${names.size} tệp.`,
    );
  }
  return names;
}

/** Folder of the only city.json, or nothing. */
function rootOf(paths: readonly string[]): string {
  if (paths.includes('city.json')) return '';
  const found = paths.filter((path) => /^[^/]+\/city\.json$/.test(path));
  return found.length === 1 ? found[0].slice(0, -'city.json'.length) : '';
}

function broken(label: string, what: string, cause: unknown): InputError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new InputError(
    'zip.broken',
    `${label}: expected an area pack (*.twin.zip), but ${what} (${reason}).`,
    `${label}: cần gói khu vực (*.twin.zip), nhưng tệp hỏng hoặc không phải zip (${reason}).`,
  );
}

/** Fetches like the page's own; given from outside so that tests and workers can bring theirs. */
export type Fetch = (url: string) => Promise<Response>;

/**
 * The files beside a city.json on the web. Nothing is ever fetched from another origin than the address's own, not
 * even through a redirect.
 * @param address of the folder or of its city.json, absolute
 */
export function urlFiles(address: string, fetchFile: Fetch = (url) => fetch(url)): CityFiles {
  const base = new URL(/\/city\.json($|\?)/.test(address) ? address : address.replace(/\/?$/, '/'));
  return {
    label: address,
    read: async (path) => {
      const url = new URL(insidePath(path, address).split('/').map(encodeURIComponent).join('/'), base);
      if (url.origin !== base.origin) throw otherOrigin(address, url.href);
      let response: Response;
      try {
        response = await fetchFile(url.href);
      } catch (cause) {
        throw unreachable(url.href, cause instanceof Error ? cause.message : String(cause));
      }
      if (response.url && new URL(response.url).origin !== base.origin) throw otherOrigin(address, response.url);
      if (response.status === 404 || response.status === 410) return undefined;
      if (!response.ok) throw unreachable(url.href, `status ${response.status}`);
      // Servers of single-page apps answer with the page where a file is missing.
      if (/text\/html/.test(response.headers.get('content-type') ?? '') && !/\.html?$/.test(path)) return undefined;
      return new Uint8Array(await response.arrayBuffer());
    },
    list: async () => undefined,
  };
}

function otherOrigin(address: string, found: string): InputError {
  return new InputError(
    'url.other-origin',
    `${address}: expected all files of the city from its own origin, found ${found}.`,
    `${address}: mọi tệp của thành phố phải cùng một nguồn, gặp ${found}.`,
  );
}

function unreachable(url: string, reason: string): InputError {
  return new InputError(
    'url.unreachable',
    `${url}: expected a file, but it cannot be fetched (${reason}).`,
    `${url}: không tải được tệp (${reason}).`,
  );
}
