import type { CityFiles } from '../../src/city/index.ts';
import { Sha256 } from '../flood/sha256.ts';

/** Files that remember what was read from them. */
export interface Witness {
  readonly files: CityFiles;
  /** Digest of the names and contents of all files read so far, in the order of their names. */
  fingerprint(): Promise<string>;
}

/** SHA-256 by the browser where it has it (not on plain addresses of a local network), else by our own. */
async function digest(bytes: Uint8Array): Promise<string> {
  if (!globalThis.crypto?.subtle) return new Sha256().update(bytes).digest();
  const hash = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function witness(files: CityFiles): Witness {
  const seen = new Map<string, Promise<string>>();
  return {
    files: {
      label: files.label,
      list: () => files.list(),
      read: async (path) => {
        const bytes = await files.read(path);
        if (bytes) seen.set(path, digest(bytes));
        return bytes;
      },
    },
    async fingerprint() {
      const lines = await Promise.all([...seen].map(async ([path, hash]) => `${path} ${await hash}`));
      return digest(new TextEncoder().encode(lines.sort().join('\n')));
    },
  };
}
