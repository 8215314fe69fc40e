/**
 * Brings a checkout to the state a command needs: `node .tools/ensure.mjs install city twin`.
 * Each step does nothing when what it makes is already there and newer than what it is made from.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD, ROOT } from './paths.mjs';

const at = (...parts) => join(ROOT, ...parts);
const changed = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** Time of the youngest file below these places. */
function youngest(places) {
  let time = 0;
  for (const place of places) {
    if (!existsSync(at(place))) continue;
    if (!statSync(at(place)).isDirectory()) time = Math.max(time, changed(at(place)));
    else
      for (const entry of readdirSync(at(place), { recursive: true, withFileTypes: true })) {
        if (entry.isFile()) time = Math.max(time, changed(join(entry.parentPath ?? entry.path, entry.name)));
      }
  }
  return time;
}

function run(command, args, what) {
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['inherit', 2, 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(`${what} failed${error ? `: ${error.message}` : ''}.`);
    process.exit(status ?? 1);
  }
}

const MODEL = ['layers', 'src/crs', 'src/city', 'src/scenario', 'workers/raster'];

export const steps = {
  /** Packages of the lock file. */
  install() {
    // `npm ci` first empties node_modules: through a link that would be another checkout's.
    if (lstatSync(at('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return;
    const installed = at('node_modules', '.package-lock.json');
    if (existsSync(installed) && changed(installed) >= changed(at('package-lock.json'))) return;
    console.error('Installing packages …');
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci');
    // A package's own scripts may have touched nothing: mark the install as newer than the lock file.
    if (existsSync(installed)) writeFileSync(installed, '', { flag: 'a' });
  },
  /** The sample city, made from facts. */
  city() {
    const stamp = at('data', 'danang', '.made');
    if (changed(stamp) > youngest(['data/build', ...MODEL])) return;
    console.error('Making the sample city …');
    run(process.execPath, ['--import', 'tsx', at('data', 'build', 'index.ts')], 'Making the sample city');
    writeFileSync(stamp, `${new Date().toISOString()}\n`);
  },
  /** The flood kernels, compiled. */
  kernel() {
    const made = at('workers', 'flood', 'kernel', 'built.ts');
    if (changed(made) > youngest(['workers/flood/assembly', '.tools/kernels.mjs'])) return;
    mkdirSync(BUILD, { recursive: true });
    run(process.execPath, [at('.tools', 'kernels.mjs')], 'Compiling the flood kernels');
  },
  /** The terminal program, bundled. */
  twin() {
    steps.kernel();
    const bundle = join(BUILD, 'twin.js');
    if (changed(bundle) > youngest(['workers', ...MODEL, 'package.json', '.tools'])) return;
    mkdirSync(BUILD, { recursive: true });
    const options = {
      entryPoints: [at('.tools', 'twin-entry.ts')],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      sourcemap: true,
      logLevel: 'warning',
      banner: {
        js: '#!/usr/bin/env node\nimport { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
      },
    };
    const program = `import { buildSync } from 'esbuild'; buildSync(${JSON.stringify(options)});`;
    run(process.execPath, ['--input-type=module', '--eval', program], 'Bundling the terminal program');
    chmodSync(bundle, 0o755);
  },
};

if (process.argv[1]?.endsWith('ensure.mjs')) for (const name of process.argv.slice(2)) steps[name]();
