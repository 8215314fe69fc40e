/** Longest piece of our own work between two turns of the page, ms. */
const SLICE_MS = 7;

export interface Slices {
  /** Call between small pieces of work: gives the page a turn when the slice is used up. False: cancelled. */
  pause(): Promise<boolean>;
  cancel(): void;
}

/** Long work in short pieces. */
export function makeSlices(): Slices {
  let started = performance.now();
  let generation = 0;
  return {
    async pause() {
      if (performance.now() - started < SLICE_MS) return true;
      const mine = generation;
      await new Promise<void>((resolve) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          channel.port1.close();
          resolve();
        };
        channel.port2.postMessage(0);
      });
      started = performance.now();
      return mine === generation;
    },
    cancel() {
      generation++;
    },
  };
}
