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
  // A message to oneself, because timers are slowed in hidden pages and after nesting.
  const channel = new MessageChannel();
  let wake: (() => void) | undefined;
  channel.port1.onmessage = () => wake?.();
  let sliceEnd = performance.now() + SLICE_MS;
  return {
    due: () => performance.now() >= sliceEnd,
    async rest() {
      await new Promise<void>((resolve) => {
        wake = resolve;
        channel.port2.postMessage(0);
      });
      signal?.throwIfAborted();
      const closed = gate?.();
      if (closed) {
        await (signal ? Promise.race([closed, aborted(signal)]) : closed);
        signal?.throwIfAborted();
      }
      sliceEnd = performance.now() + SLICE_MS;
    },
    close() {
      channel.port1.close();
      channel.port2.close();
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
