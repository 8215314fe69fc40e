import { InputError } from '../../src/city/errors.ts';
import { checkDomain } from './check.ts';
import { createEngine } from './choose.ts';
import type { RunOptions } from './engine.ts';
import { hashDomain } from './hash.ts';
import { drive } from './run.ts';
import type { Domain, RunResult } from './types.ts';
import { engineName } from './version.ts';

export type { Build, Engine, RunOptions, Snapshot } from './engine.ts';
export { FrameReader, FrameWriter } from './frames.ts';
export { hashDomain } from './hash.ts';
export * from './types.ts';
export { ENGINE_VERSION, engineName } from './version.ts';

/**
 * Computes the surface water of a Domain. Frames come at 0, every `outputEveryS` and at the end; the thread is given
 * away at least every 50 ms, so that a run can be paused and cancelled wherever it runs.
 *
 * @throws InputError for a Domain that cannot be computed and for the full solver, which does not exist yet;
 *   the signal's reason when cancelled
 */
export async function runFlood(domain: Domain, options: RunOptions = {}): Promise<RunResult> {
  if (domain.solver === 'full') {
    throw new InputError(
      'solver.full',
      'Solver "full" is not available yet: use "inertial" or "auto".',
      'Bộ giải "full" chưa có: hãy dùng "inertial" hoặc "auto".',
    );
  }
  checkDomain(domain);
  const { engine, warnings } = await createEngine(domain, options);
  try {
    return await drive(
      engine,
      { ...domain, warnings: [...domain.warnings, ...warnings] },
      options,
      options.hash ?? hashDomain(domain, engineName(engine.solver, engine.build)),
    );
  } finally {
    engine.close();
  }
}
