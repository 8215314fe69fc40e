/** Longest time the engine holds its thread, ms: cancel and pause are answered within 200 ms. */
const SLICE_MS = 40;

/** Lets other work of the thread go on between slices of a run. */
export interface Pace {
  /** True when the slice is used up. */
  due(): boolean;
  /** Gives the thread away once; then waits at the gate and throws if the run was cancelled. */
  rest(): Promise<void>;
  close(): void;
}

export function createPace(signal: AbortSignal | undefined, gate: (() => Promise<void> | undefined) | undefined): Pace {
  const yielding = createYield();
  let sliceEnd = performance.now() + SLICE_MS;
  return {
    due: () => performance.now() >= sliceEnd,
    async rest() {
      await yielding.once();
      signal?.throwIfAborted();
      const closed = gate?.();
      if (closed) {
        await (signal ? Promise.race([closed, aborted(signal)]) : closed);
        signal?.throwIfAborted();
      }
      sliceEnd = performance.now() + SLICE_MS;
    },
    close: yielding.close,
  };
}

/**
 * One turn of the event loop. In Node an immediate: its message ports hand out up to a thousand messages in one turn
 * and starve timers. In browsers a message to oneself, because timers are slowed in hidden pages and after nesting.
 */
function createYield(): { once(): Promise<void>; close(): void } {
  if (typeof setImmediate === 'function') {
    return { once: () => new Promise((resolve) => setImmediate(resolve)), close: () => {} };
  }
  const channel = new MessageChannel();
  let wake: (() => void) | undefined;
  channel.port1.onmessage = () => wake?.();
  return {
    once: () =>
      new Promise((resolve) => {
        wake = resolve;
        channel.port2.postMessage(0);
      }),
    close() {
      channel.port1.close();
      channel.port2.close();
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
