/**
 * `npm test`: types, style, house rules, then Vitest (Node, browser elements, journeys through the built page).
 * Ends with one line `N passed, N failed, N skipped`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { browserPath } from './browser.mjs';
import { BUILD, ROOT } from './paths.mjs';

const bin = (name) => join(ROOT, 'node_modules', '.bin', name);
function run(title, command, args) {
  const began = Date.now();
  console.log(`\n— ${title}`);
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env: process.env });
  console.log(`  ${title}: ${status === 0 ? 'ok' : 'failed'}, ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return status === 0;
}

await browserPath();
const report = join(BUILD, 'test-report.json');
rmSync(report, { force: true });
const gates = [
  run('types', bin('tsc'), ['--noEmit']),
  run('style', bin('biome'), ['check', '--config-path=.biome.jsonc', '.']),
  run('house rules', bin('tsx'), ['.tools/house.ts']),
  run('build', bin('vite'), ['build', '--logLevel', 'warn']),
];
const filters = process.argv.slice(2);
const projects = ['node', 'browser', 'journeys'].flatMap((name) => ['--project', name]);
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const green = run('tests', bin('vitest'), ['run', ...projects, ...reporters, ...filters]);

const {
  numPassedTests = 0,
  numFailedTests = 0,
  numPendingTests = 0,
} = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
const failedGates = gates.filter((ok) => !ok).length;
console.log(
  `\n${numPassedTests + gates.length - failedGates} passed, ${numFailedTests + failedGates} failed, ${numPendingTests} skipped`,
);
process.exit(green && failedGates === 0 && numPassedTests > 0 ? 0 : 1);
