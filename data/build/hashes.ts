/** `tsx data/build/hashes.ts [dir]`: notes what the sample city must be, byte for byte, in hashes.json. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** sha256 of every file of a folder, by its path; hidden ones, which note when it was made, are no part of it. */
export function hashesOf(folder: string): Record<string, string> {
  const out: Record<string, string> = {};
  const walk = (dir: string): void => {
    for (const name of readdirSync(dir).sort()) {
      if (name.startsWith('.')) continue;
      const path = join(dir, name);
      if (statSync(path).isDirectory()) walk(path);
      else {
        const key = relative(folder, path).split('\\').join('/');
        out[key] = createHash('sha256').update(readFileSync(path)).digest('hex');
      }
    }
  };
  walk(folder);
  return out;
}

if (process.argv[1]?.endsWith('hashes.ts')) {
  const folder = resolve(process.argv[2] ?? 'data/danang');
  const target = join(import.meta.dirname, 'hashes.json');
  writeFileSync(target, `${JSON.stringify(hashesOf(folder), null, 2)}\n`);
}
