import { Session } from 'node:inspector/promises';
import { compileKernel } from '../../.tools/kernels.mjs';
import type { Engine } from '../../workers/flood/index.ts';
import { BUILT } from '../../workers/flood/kernel/built.ts';

/** What the files of a kernel do in a step. */
const PARTS: Readonly<Record<string, string>> = {
  faces: 'discharges',
  gives: 'limiter',
  depths: 'depths',
  maps: 'maps',
  ring: 'seams of local steps',
  conditions: 'edges and sources',
  special: 'edges and sources',
  outlets: 'edges and sources',
  volumes: 'fluxes and volumes',
  columns: 'fluxes and volumes',
  team: 'waiting for other threads',
  inertial: 'walk through the tiles',
  full: 'walk through the tiles',
};

/**
 * Share of a run's processor time in each part of the step, on one thread: V8's sampling profiler, every 100 µs, over
 * the very module that runs. That module carries no names; they come from the same sources compiled with names, which
 * must give the same code to the byte. What the compiler inlined counts for the part that calls it.
 */
export async function sharesOf(kernel: 'inertial' | 'full', engine: Engine, stopS: number): Promise<unknown> {
  const names = await filesOfFunctions(kernel, engine.build);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 100 });
  await session.post('Profiler.start');
  await engine.advance(stopS, () => false);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const spentUs = new Map<string, number>();
  let allUs = 0;
  profile.samples?.forEach((id, k) => {
    const frame = frames.get(id);
    const us = profile.timeDeltas?.[k] ?? 0;
    if (!frame || frame.functionName === '(idle)' || frame.functionName === '(program)') return;
    const index = /^wasm-function\[(\d+)\]$/.exec(frame.functionName)?.[1];
    const file = names.get(Number(index));
    const part =
      index !== undefined
        ? ((file && PARTS[file]) ?? 'other kernel code')
        : /schedule|awake/.test(frame.url)
          ? 'schedule'
          : 'host';
    spentUs.set(part, (spentUs.get(part) ?? 0) + us);
    allUs += us;
  });
  const shares = [...spentUs]
    .sort((a, b) => b[1] - a[1])
    .map(([part, us]) => [part, Math.round((1000 * us) / allUs) / 10]);
  return { percent: Object.fromEntries(shares), samples: profile.samples?.length ?? 0 };
}

/** The source file of each function of a kernel, by its index. */
async function filesOfFunctions(kernel: 'inertial' | 'full', build: string): Promise<ReadonlyMap<number, string>> {
  const named: Uint8Array = await compileKernel(kernel, build, ['--debug']);
  const shipped = Uint8Array.from(atob(BUILT[`${kernel}.${build}`]), (letter) => letter.charCodeAt(0));
  const code = (bytes: Uint8Array): Uint8Array | undefined => sectionsOf(bytes).get('code');
  if (Buffer.compare(code(named) ?? named, code(shipped) ?? shipped) !== 0)
    throw new Error('The kernel compiled with names is not the one that runs.');
  const files = new Map<number, string>();
  const reader = new Reader(sectionsOf(named).get('name') ?? new Uint8Array());
  while (reader.left > 0) {
    const isFunctions = reader.byte() === 1;
    const names = new Reader(reader.take(reader.number()));
    if (!isFunctions) continue;
    for (let count = names.number(); count > 0; count--) {
      const index = names.number();
      files.set(index, /assembly\/([^/]+)\//.exec(names.text())?.[1] ?? '');
    }
  }
  return files;
}

/** Contents of a module's code and custom sections by name. */
function sectionsOf(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const sections = new Map<string, Uint8Array>();
  const reader = new Reader(bytes.subarray(8));
  while (reader.left > 0) {
    const id = reader.byte();
    const section = new Reader(reader.take(reader.number()));
    if (id === 10) sections.set('code', section.take(section.left));
    else if (id === 0) sections.set(section.text(), section.take(section.left));
  }
  return sections;
}

/** Walks through the binary form of WebAssembly. */
class Reader {
  #at = 0;
  constructor(readonly bytes: Uint8Array) {}
  get left(): number {
    return this.bytes.length - this.#at;
  }
  byte(): number {
    return this.bytes[this.#at++];
  }
  /** LEB128. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }
  take(length: number): Uint8Array {
    this.#at += length;
    return this.bytes.subarray(this.#at - length, this.#at);
  }
  text(): string {
    return new TextDecoder().decode(this.take(this.number()));
  }
}
