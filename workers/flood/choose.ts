import type { Build, Engine, RunOptions, Snapshot } from './engine.ts';
import { createFull } from './full/engine.ts';
import { createFullKernel } from './full/kernel.ts';
import { createKernel } from './kernel/engine.ts';
import { canRun } from './kernel/modules.ts';
import { createReference } from './reference/engine.ts';
import type { Domain, Warning } from './types.ts';
import { anyAdapter, createWebGpu, NoDevice, openDevice, realAdapter, surviving } from './webgpu/index.ts';

/** The fastest build that this machine runs on its processor. */
export function bestBuild(): Exclude<Build, 'webgpu'> {
  return canRun('simd-fma') ? 'simd-fma' : canRun('simd') ? 'simd' : 'ts';
}

/** A page's own thread may not wait for others, so it computes alone. */
const mayWait = typeof document === 'undefined';

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

/**
 * The engine for a Domain: the build that was asked for, else a real graphics card where there is one, else the fastest
 * build of the processor. A card that is lost hands over to the processor, and the run's warnings say so.
 *
 * @throws NoDevice where the build of the card is asked for by name and nothing runs it
 */
export async function createEngine(domain: Domain, options: RunOptions): Promise<Engine> {
  const { build, place, from } = options;
  const any = build === 'webgpu' || place === 'card';
  // The card knows the inertial equations only.
  if (domain.solver === 'full') {
    const engine = await onProcessor(domain, build === 'webgpu' ? { ...options, build: bestBuild() } : options, from);
    return any ? withWarning(engine, NO_CARD) : engine;
  }
  if ((any || (build === undefined && place !== 'processor')) && !options.underground) {
    const card = await onCard(domain, options, any);
    if ('build' in card) return card;
    if (build === 'webgpu') throw card;
    const engine = await onProcessor(domain, options, from);
    return any ? withWarning(engine, NO_CARD) : engine;
  }
  return onProcessor(domain, options, from);
}

const NO_CARD: Warning = {
  vi: 'Máy này không có card đồ họa tính được kịch bản này: đã tính trên bộ xử lý.',
  en: 'No graphics card here computes this scenario: the processor did.',
};

/** @param any a software adapter will do as well */
async function onCard(domain: Domain, options: RunOptions, any: boolean): Promise<Engine | NoDevice> {
  try {
    const device = await openDevice(await (any ? anyAdapter() : realAdapter()));
    const engine = await createWebGpu(domain, options.from, device);
    const spare = { ...options, build: bestBuild() };
    return surviving(engine, (state) => onProcessor(domain, spare, state), options.from);
  } catch (error) {
    if (error instanceof NoDevice) return error;
    throw error;
  }
}

const withWarning = (engine: Engine, warning: Warning): Engine =>
  Object.assign(engine, { warnings: [...(engine.warnings ?? []), warning] });

async function onProcessor(domain: Domain, options: RunOptions, from: Snapshot | undefined): Promise<Engine> {
  const asked = options.build ?? bestBuild();
  const build = asked === 'ts' || asked === 'webgpu' || canRun(asked) ? asked : bestBuild();
  const full = domain.solver === 'full';
  const { order, underground } = options;
  const beneath = underground && { underground };
  if (full && needsPlain(domain)) return createFull(domain, from, { order, ...beneath });
  if (build === 'ts' || build === 'webgpu') {
    const engine = full ? createFull(domain, from, { order, ...beneath }) : createReference(domain, from, underground);
    return options.build === 'ts' ? engine : withWarning(engine, PLAIN);
  }
  const threads = mayWait ? (options.threads ?? bestThreads()) : 1;
  const state = from && { from };
  if (full) return createFullKernel(domain, { build, threads, order, ...beneath, ...state });
  return createKernel(domain, { build, threads, steps: options.steps ?? 'local', ...beneath, ...state });
}

/** What of the full equations is not compiled: culverts, weirs and gates. */
const needsPlain = ({ culverts = [], structures = [] }: Domain): boolean =>
  culverts.length > 0 || structures.length > 0;
