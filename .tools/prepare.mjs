/** Runs after an install in a checkout: leaves the terminal program bundled and the sample city made. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { steps } from './ensure.mjs';
import { ROOT } from './paths.mjs';

if (existsSync(join(ROOT, 'workers', 'cli.ts'))) {
  steps.city();
  steps.twin();
}
