import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { benchBundle } from './bundle.ts';
import { benchCity } from './city.ts';
import { benchDrainage } from './drainage.ts';
import { benchDrawnWater } from './drawnWater.ts';
import { benchFlood } from './flood.ts';
import { benchFrames } from './frames.ts';
import { benchImpact } from './impact.ts';
import { benchMainThread } from './mainThread.ts';

const PARTS: Readonly<Record<string, () => Promise<unknown>>> = {
  flood: benchFlood,
  frames: benchFrames,
  city: benchCity,
  drainage: benchDrainage,
  drawnWater: benchDrawnWater,
  impact: benchImpact,
  bundle: benchBundle,
  mainThread: benchMainThread,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length) {
  console.error(`No such part: ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}
const report: Record<string, unknown> = {
  machine: `${cpus()[0]?.model ?? 'unknown'} × ${cpus().length}`,
  node: process.version,
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
  date: new Date().toISOString(),
};
for (const [name, part] of Object.entries(PARTS)) {
  if (wanted.length && !wanted.includes(name)) continue;
  console.log(`— ${name}`);
  report[name] = await part();
  console.log(JSON.stringify(report[name], undefined, 2));
}
const file = resolve(import.meta.dirname, '../../.build/bench.json');
mkdirSync(resolve(file, '..'), { recursive: true });
writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
console.log(`written to ${file}`);
process.exit(0);
