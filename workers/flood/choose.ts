import type { Build, Engine, RunOptions, Snapshot } from './engine.ts';
import { createKernel } from './kernel/engine.ts';
import { canRun } from './kernel/modules.ts';
import { createReference } from './reference/engine.ts';
import type { Domain } from './types.ts';
import { anyAdapter, createWebGpu, NoDevice, openDevice, realAdapter, surviving } from './webgpu/index.ts';

/** The fastest build that this machine runs on its processor. */
export function bestBuild(): Exclude<Build, 'webgpu'> {
  return canRun('simd-fma') ? 'simd-fma' : canRun('simd') ? 'simd' : 'ts';
}

/** Threads that a run gets unless it is told otherwise: what the machine has, one where memory cannot be shared. */
export function bestThreads(): number {
  if (typeof process === 'object' && process.versions?.node) {
    return process.getBuiltinModule('node:os').availableParallelism();
  }
  return crossOriginIsolated ? Math.max(1, navigator.hardwareConcurrency) : 1;
}

/** What only the TypeScript engine computes so far. */
const needsReference = ({ culverts = [], structures = [] }: Domain): boolean =>
  culverts.length > 0 || structures.length > 0;

/**
 * The engine for a Domain: the build that was asked for, else a real graphics card where there is one, else the fastest
 * build of the processor. A card that is lost hands over to the processor, and the run's warnings say so.
 */
export async function createEngine(domain: Domain, options: RunOptions): Promise<Engine> {
  const { build, from } = options;
  if (build === 'webgpu' || (build === undefined && !needsReference(domain))) {
    const engine = await onCard(domain, options, build === 'webgpu');
    if (engine) return engine;
  }
  return onProcessor(domain, { ...options, ...(build === 'webgpu' && { build: bestBuild() }) }, from);
}

/** @throws NoDevice where the card was asked for and there is none */
async function onCard(domain: Domain, options: RunOptions, asked: boolean): Promise<Engine | undefined> {
  const adapter = await (asked ? anyAdapter() : realAdapter());
  if (!adapter && !asked) return undefined;
  try {
    const engine = await createWebGpu(domain, options.from, await openDevice(adapter));
    const spare = { ...options, build: bestBuild() };
    return surviving(engine, (state) => onProcessor(domain, spare, state), options.from);
  } catch (error) {
    if (asked || !(error instanceof NoDevice)) throw error;
    return undefined;
  }
}

async function onProcessor(domain: Domain, options: RunOptions, from: Snapshot | undefined): Promise<Engine> {
  const build = needsReference(domain) ? 'ts' : (options.build ?? bestBuild());
  if (build === 'ts' || build === 'webgpu') return createReference(domain, from);
  return createKernel(domain, {
    build,
    threads: options.threads ?? bestThreads(),
    steps: options.steps ?? 'local',
    ...(from && { from }),
  });
}
