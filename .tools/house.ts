/**
 * House rules: a room imports only rooms below it, nothing imports in a circle, every room has a README,
 * no file grows past 350 lines. Prints what breaks them and exits 1.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ROOT } from './paths.mjs';

/** Bottom to top; rooms of one level do not import each other, except where `within` says so. */
const LEVELS: readonly (readonly string[])[] = [
  ['src/crs', 'src/tokens', 'src/i18n'],
  ['layers'],
  ['src/city'],
  ['src/scenario'],
  ['workers/flood', 'workers/drainage', 'workers/supply', 'workers/raster', 'workers/impact'],
  ['workers/domain', 'workers/scene', 'workers/import'],
  ['workers'],
  ['src/store'],
  ['src/simulate'],
  ['src/globe', 'src/diorama', 'src/map2d', 'src/panels'],
  ['src/app'],
  ['src'],
];
const ALLOWED: readonly (readonly [from: string, to: string])[] = [
  ['workers/drainage', 'workers/flood'],
  // The engines' words (Grid, Frame) are in flood/types.ts; raster and impact speak of grids too.
  ['workers/raster', 'workers/flood'],
  ['workers/impact', 'workers/flood'],
];
const MAX_LINES = 350;

const rooms = LEVELS.flat();
const roomOf = (file: string): string | undefined => {
  const matches = rooms.filter((room) => file.startsWith(`${room}/`));
  return matches.sort((a, b) => b.length - a.length)[0];
};
const levelOf = (room: string): number => LEVELS.findIndex((level) => level.includes(room));

const files = ['src', 'layers', 'workers', 'data/build', 'tests'].flatMap((top) =>
  readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|css)$/.test(name))
    .map((name) => `${top}/${name.replaceAll('\\', '/')}`),
);

const complaints: string[] = [];
const graph = new Map<string, string[]>();
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+|new URL\(\s*)['"](\.{1,2}\/[^'"?]+)/g;

for (const file of files) {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const lines = text.split('\n').length;
  if (lines > MAX_LINES) complaints.push(`${file}: ${lines} lines, at most ${MAX_LINES}: make two files of it`);
  if (!file.endsWith('.ts')) continue;
  const targets: string[] = [];
  for (const match of text.matchAll(IMPORT)) {
    const path = resolve(ROOT, dirname(file), match[1]);
    if (!existsSync(path) || !statSync(path).isFile()) continue;
    targets.push(relative(ROOT, path).replaceAll('\\', '/'));
  }
  graph.set(file, targets);
  const room = roomOf(file);
  if (!room) continue;
  for (const target of targets) {
    if (target.startsWith('tests/') || target.startsWith('data/'))
      complaints.push(`${file} imports ${target}: nothing may`);
    const other = roomOf(target);
    if (!other || other === room || ALLOWED.some(([from, to]) => from === room && to === other)) continue;
    if (levelOf(other) >= levelOf(room)) complaints.push(`${file} imports ${target}: ${room} stands below ${other}`);
  }
}

const state = new Map<string, 'open' | 'done'>();
function visit(file: string, path: readonly string[]): void {
  if (state.get(file) === 'done') return;
  if (state.get(file) === 'open') {
    complaints.push(`circle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
    return;
  }
  state.set(file, 'open');
  for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
  state.set(file, 'done');
}
for (const file of graph.keys()) visit(file, []);

const withReadme = [...rooms.filter((room) => room !== 'src' && room !== 'workers'), 'workers', 'data/build', 'tests'];
for (const room of withReadme) {
  const hasCode = existsSync(join(ROOT, room)) && readdirSync(join(ROOT, room)).length > 0;
  if (hasCode && !existsSync(join(ROOT, room, 'README.md'))) complaints.push(`${room}: no README.md`);
}

for (const complaint of complaints) console.error(complaint);
console.log(`${files.length} files, ${complaints.length} complaints`);
process.exit(complaints.length ? 1 : 0);
