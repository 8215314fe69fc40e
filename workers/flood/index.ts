import { checkDomain } from './check.ts';
import { createEngine } from './choose.ts';
import type { RunOptions } from './engine.ts';
import { hashDomain } from './hash.ts';
import { drive } from './run.ts';
import type { Domain, RunResult } from './types.ts';
import { engineName } from './version.ts';

export type { Build, Engine, Lineage, RunOptions, Snapshot } from './engine.ts';
export { FrameStore } from './frame-store.ts';
export { hashDomain, hashLineage } from './hash.ts';
export * from './types.ts';
export { ENGINE_VERSION, engineName } from './version.ts';

/**
 * Computes the surface water of a Domain. Frames come at 0, every `outputEveryS` and at the end; the thread is given
 * away at least every 50 ms, so that a run can be paused and cancelled wherever it runs.
 *
 * @throws InputError for a Domain that cannot be computed; the signal's reason when cancelled
 */
export async function runFlood(domain: Domain, options: RunOptions = {}): Promise<RunResult> {
  checkDomain(domain);
  const engine = await createEngine(domain, options);
  try {
    return await drive(
      engine,
      domain,
      options,
      options.hash ?? hashDomain(domain, engineName(engine.solver, engine.build)),
    );
  } finally {
    engine.close();
  }
}
