/** `npm run -s twin -- …`: the terminal program, with paths relative to where npm was called. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { steps } from './ensure.mjs';
import { BUILD } from './paths.mjs';

steps.install();
steps.city();
steps.twin();
const { status, signal } = spawnSync(process.execPath, [join(BUILD, 'twin.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, TWIN_CWD: process.env.INIT_CWD ?? process.cwd() },
});
process.exit(signal ? 1 : (status ?? 1));
