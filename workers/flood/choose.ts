import type { Build, Engine, RunOptions } from './engine.ts';
import { createKernel } from './kernel/engine.ts';
import { canRun } from './kernel/modules.ts';
import { createReference } from './reference/engine.ts';
import type { Domain, Warning } from './types.ts';

/** The fastest build that this machine runs on its processor. */
export function bestBuild(): Exclude<Build, 'webgpu'> {
  return canRun('simd-fma') ? 'simd-fma' : canRun('simd') ? 'simd' : 'ts';
}

/** Threads that a run gets unless it is told otherwise: what the machine has, one where memory cannot be shared. */
export function bestThreads(): number {
  if (typeof process === 'object' && process.versions?.node) {
    return process.getBuiltinModule('node:os').availableParallelism();
  }
  return globalThis.crossOriginIsolated ? Math.max(1, navigator.hardwareConcurrency) : 1;
}

/** What is said where no compiled engine runs. */
const PLAIN: Warning = {
  vi: 'Máy này không có WebAssembly SIMD hoặc bộ nhớ dùng chung: ngập được tính bằng bộ máy TypeScript, một luồng, chậm hơn nhiều lần.',
  en: 'This machine has no WebAssembly SIMD or no shared memory: the flood is computed by the TypeScript engine, on one thread and many times slower.',
};

/** An engine for a Domain; a build that this machine does not run is replaced by the best that it does. */
export async function createEngine(
  domain: Domain,
  options: RunOptions,
): Promise<{ readonly engine: Engine; readonly warnings: readonly Warning[] }> {
  const asked = options.build ?? bestBuild();
  if (asked === 'webgpu') throw new Error('The WebGPU engine is not there yet.');
  const build = asked === 'ts' || canRun(asked) ? asked : bestBuild();
  if (build === 'ts') {
    return { engine: createReference(domain, options.from), warnings: options.build === 'ts' ? [] : [PLAIN] };
  }
  const engine = await createKernel(domain, {
    build,
    threads: options.threads ?? bestThreads(),
    steps: options.steps ?? 'local',
    ...(options.from && { from: options.from }),
  });
  return { engine, warnings: [] };
}
