import { instantiate, type Order } from './serve.ts';

/** A kernel at work on one memory with some threads, of which the caller's is the first. */
export interface Team {
  readonly threads: number;
  readonly memory: WebAssembly.Memory;
  work(job: number): void;
  close(): void;
}

/** A hand that serves. `ready` once it does. */
interface Hand {
  readonly ready: Promise<void>;
  end(): void;
}

/** The whole program of a hand in Node, where a worker needs no file. */
const NODE_HAND = `
const { parentPort, workerData } = require('node:worker_threads');
const { module, memory, thread } = workerData;
const words = new Int32Array(memory.buffer);
const sleep = (place, value) => void Atomics.wait(words, place >> 2, value, 50);
const kernel = new WebAssembly.Instance(module, { env: { memory, abort() {}, sleep, now: () => performance.now() } }).exports;
parentPort.postMessage('ready');
kernel.serve(thread);
`;

function hireInNode(order: Order): Hand {
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  const worker = new Worker(NODE_HAND, { eval: true, workerData: order });
  worker.unref();
  return {
    ready: new Promise((resolve, reject) => {
      worker.once('message', () => resolve());
      worker.once('error', reject);
    }),
    end: () => void worker.terminate(),
  };
}

function hireInBrowser(order: Order): Hand {
  const worker = new Worker(new URL('./hand.worker.ts', import.meta.url), { type: 'module', name: 'flood hand' });
  const ready = new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = (event) => reject(new Error(event.message || 'A thread of the flood engine did not start.'));
  });
  worker.postMessage(order);
  return { ready, end: () => worker.terminate() };
}

const PAGE_BYTES = 65536;

/**
 * Hires threads for a kernel over a new memory.
 * @param prepare writes the memory before any thread serves
 * @throws Error where this machine has not that much memory
 */
export async function hire(
  module: WebAssembly.Module,
  bytes: number,
  threads: number,
  quit: number,
  prepare: (memory: WebAssembly.Memory) => void,
): Promise<Team> {
  const pages = Math.ceil(bytes / PAGE_BYTES) + 1;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const kernel = instantiate(module, memory);
  prepare(memory);
  kernel.enlist(threads);
  const inNode = typeof process === 'object' && typeof process.versions?.node === 'string';
  const hands: Hand[] = [];
  for (let thread = 1; thread < threads; thread++) {
    const order = { module, memory, thread };
    hands.push(inNode ? hireInNode(order) : hireInBrowser(order));
  }
  await Promise.all(hands.map((hand) => hand.ready));
  return {
    threads,
    memory,
    work: (job) => kernel.work(job),
    close() {
      kernel.work(quit);
      for (const hand of hands) hand.end();
    },
  };
}
