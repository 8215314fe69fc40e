import { checkDomain } from './check.ts';
import { createEngine } from './choose.ts';
import { previewOf } from './coarsen/index.ts';
import type { RunOptions } from './engine.ts';
import { hashDomain } from './hash.ts';
import { drive } from './run.ts';
import { chooseSolver, noteFroude } from './solver.ts';
import type { Domain, Frame, RunResult } from './types.ts';
import { engineName } from './version.ts';

export type { Build, Engine, Lineage, RunOptions, Snapshot } from './engine.ts';
export { FrameStore } from './frame-store.ts';
export { hashDomain, hashLineage, hashText } from './hash.ts';
export { mapFiles } from './map-files.ts';
export { zonesOf } from './rain.ts';
export * from './types.ts';
export type { Underground, UndergroundNames, UndergroundPast } from './underground.ts';
export { ENGINE_VERSION, engineName } from './version.ts';

/**
 * Computes the surface water of a Domain. Frames come at 0, every `outputEveryS` and at the end; the thread is given
 * away at least every 50 ms, so that a run can be paused and cancelled wherever it runs. With solver `auto` a coarse
 * preview chooses between the two, and the run's warnings say which and why; a state is taken up by the solver that
 * left it.
 *
 * @throws InputError for a Domain that cannot be computed; the signal's reason when cancelled
 */
export async function runFlood(domain: Domain, options: RunOptions = {}): Promise<RunResult> {
  checkDomain(domain);
  const settled = domain.solver === 'auto' ? await settleSolver(domain, options) : domain;
  const engine = await createEngine(settled, options);
  try {
    const name = engineName(engine.solver, engine.build);
    const told = [name, engine.variant, options.underground?.identity].filter((word) => word !== undefined);
    const hash = options.hash ?? hashDomain(settled, told.join(' '));
    return await drive(engine, settled, options, hash);
  } finally {
    engine.close();
  }
}

/** Cells of the preview that chooses the solver: a small share of the run's, and never many. */
const previewCells = ({ cols, rows }: Domain['grid']): number => Math.min(10_000, Math.max(400, (cols * rows) / 8));

/** How far that preview goes, s: a storm, not a season. */
const PREVIEW_S = 43_200;

async function settleSolver(domain: Domain, { from, signal, gate }: RunOptions): Promise<Domain> {
  if (from) return { ...domain, solver: from.fluxAt === 'centres' ? 'full' : 'inertial' };
  const preview: Domain = { ...previewOf(domain, previewCells(domain.grid), PREVIEW_S), solver: 'inertial' };
  const froudeMax = new Float32Array(preview.kind.length);
  const engine = await createEngine(preview, { place: 'processor' });
  try {
    const onFrame = (frame: Frame): void => noteFroude(froudeMax, frame);
    await drive(engine, preview, { onFrame, ...(signal && { signal }), ...(gate && { gate }) }, '');
  } finally {
    engine.close();
  }
  const { solver, why } = chooseSolver(froudeMax);
  return { ...domain, solver, warnings: [...domain.warnings, why] };
}
