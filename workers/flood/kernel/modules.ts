import type { Build } from '../engine.ts';
import { BUILT } from './built.ts';

type Compiled = Exclude<Build, 'ts' | 'webgpu'>;
const modules = new Map<string, WebAssembly.Module>();

function bytesOf(name: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(BUILT[name]), (letter) => letter.charCodeAt(0));
}

/**
 * Node 20 knows fused multiply-add (relaxed SIMD, a finished standard) behind a flag, which counts from the next module
 * on, in every thread. Later versions, like browsers, need no flag and are not asked to take one.
 */
function validates(bytes: BufferSource): boolean {
  if (WebAssembly.validate(bytes)) return true;
  if (typeof process !== 'object' || !process.versions?.node) return false;
  process.getBuiltinModule('node:v8').setFlagsFromString('--experimental-wasm-relaxed-simd');
  return WebAssembly.validate(bytes);
}

/** True where this machine runs kernels of a build: 128-bit vectors, threads' memory, fused multiply-add. */
export function canRun(build: Compiled): boolean {
  try {
    if (!validates(bytesOf(`inertial.${build}`))) return false;
    return new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer.byteLength > 0;
  } catch {
    return false;
  }
}

/**
 * A kernel, compiled once.
 * @throws Error where this machine cannot run that build
 */
export function kernelModule(kernel: 'inertial' | 'full', build: Compiled): WebAssembly.Module {
  const name = `${kernel}.${build}`;
  if (!modules.has(name) && !canRun(build)) throw new Error(`This machine does not run the flood engine's ${build}.`);
  const known = modules.get(name) ?? new WebAssembly.Module(bytesOf(name));
  modules.set(name, known);
  return known;
}
