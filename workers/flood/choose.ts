import type { Build, Engine, RunOptions } from './engine.ts';
import { createKernel } from './kernel/engine.ts';
import { canRun } from './kernel/modules.ts';
import { createReference } from './reference/engine.ts';
import type { Domain } from './types.ts';

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

export async function createEngine(domain: Domain, options: RunOptions): Promise<Engine> {
  const build = options.build ?? bestBuild();
  if (build === 'ts') return createReference(domain, options.from);
  if (build === 'webgpu') throw new Error('The WebGPU engine is not there yet.');
  return createKernel(domain, {
    build,
    threads: options.threads ?? bestThreads(),
    steps: options.steps ?? 'local',
    ...(options.from && { from: options.from }),
  });
}
