/** What every kernel exports. */
export interface KernelExports {
  enlist(count: number): void;
  /** Does a job with all threads. */
  work(job: number): void;
  serve(thread: number): void;
}

/** What a hand is told: it makes the kernel over the shared memory and serves until it is told to quit. */
export interface Order {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly thread: number;
}

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  const abort = (): never => {
    throw new Error('The flood kernel aborted.');
  };
  const words = new Int32Array(memory.buffer);
  const sleep = (place: number, value: number): void => void Atomics.wait(words, place >> 2, value, 50);
  return new WebAssembly.Instance(module, { env: { memory, abort, sleep, now: () => performance.now() } })
    .exports as unknown as KernelExports;
}
