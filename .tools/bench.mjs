/** `npm run bench [part …]`: figures as JSON in .build/bench.json and as lines on the screen. Never a pass or a fail. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { steps } from './ensure.mjs';
import { ROOT } from './paths.mjs';

steps.install();
steps.city();
steps.twin();
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', join(ROOT, 'tests/bench/index.ts'), ...process.argv.slice(2)],
  { cwd: ROOT, stdio: 'inherit' },
);
process.exit(status ?? 1);
