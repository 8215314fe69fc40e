import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = resolve(import.meta.dirname, '../../dist');
const kB = (bytes: number): number => Math.round(bytes / 100) / 10;

/** Sizes of the built page, kB gzip: what loads before the globe (entry and its static imports), and every chunk. */
export async function benchBundle(): Promise<unknown> {
  if (!existsSync(join(DIST, 'index.html'))) return 'not built: run `npm run build` first';
  const assets = join(DIST, 'assets');
  const sizes = new Map<string, number>();
  for (const name of readdirSync(assets)) {
    if (/\.(js|css)$/.test(name)) sizes.set(name, gzipSync(readFileSync(join(assets, name))).length);
  }
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  const first = new Set<string>();
  const follow = (name: string): void => {
    if (first.has(name) || !sizes.has(name)) return;
    first.add(name);
    const text = readFileSync(join(assets, name), 'utf8');
    for (const match of text.matchAll(/(?:^|[;}\n])import\s*(?:[^'"();]*?from\s*)?["']\.\/([^"']+\.js)["']/g))
      follow(match[1]);
  };
  for (const match of html.matchAll(/<script[^>]+src="\.?\/?assets\/([^"]+)"/g)) follow(match[1]);
  const sum = [...first].reduce((total, name) => total + (sizes.get(name) ?? 0), 0);
  return {
    beforeGlobeKB: kB(sum),
    beforeGlobe: [...first],
    chunksKB: Object.fromEntries([...sizes].sort((a, b) => b[1] - a[1]).map(([name, size]) => [name, kB(size)])),
  };
}
