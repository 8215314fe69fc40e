import type { Build } from '../engine.ts';
import { BUILT } from './built.ts';

type Compiled = Exclude<Build, 'ts' | 'webgpu'>;
const modules = new Map<string, WebAssembly.Module>();

function bytesOf(name: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(BUILT[name]), (letter) => letter.charCodeAt(0));
}

/** True where this machine runs kernels of a build: 128-bit vectors, threads' memory, fused multiply-add. */
export function canRun(build: Compiled): boolean {
  try {
    if (!WebAssembly.validate(bytesOf(`inertial.${build}`))) return false;
    return new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer.byteLength > 0;
  } catch {
    return false;
  }
}

/** A kernel, compiled once. */
export function kernelModule(kernel: 'inertial' | 'full', build: Compiled): WebAssembly.Module {
  const name = `${kernel}.${build}`;
  const known = modules.get(name) ?? new WebAssembly.Module(bytesOf(name));
  modules.set(name, known);
  return known;
}
