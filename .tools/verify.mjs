/**
 * `npm run verify [file …]`: published cases with every engine that runs here, then a table of what came out. A whole run,
 * with the published data at hand, becomes the evidence that the page shows; a part of it does not.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { steps } from './ensure.mjs';
import { BUILD, ROOT } from './paths.mjs';

steps.city();
steps.kernel();
rmSync(join(BUILD, 'evidence'), { recursive: true, force: true });
const run = (...args) => spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
const wanted = process.argv.slice(2);
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');
const status = run(VITEST, 'run', '--project', 'verification', ...wanted);
// The engine for graphics cards needs a browser.
if (wanted.length === 0) run(VITEST, 'run', '--project', 'browser', 'tests/browser/webgpu.browser.test.ts');
const whole = wanted.length === 0 && existsSync(join(ROOT, '../shared/data/flood'));
if (!whole) console.log('A part of the cases only: data/evidence stays as it is.');
run('--import', 'tsx', join(ROOT, 'tests/verification/report.ts'), ...(whole ? ['--publish'] : []));
process.exit(status);
