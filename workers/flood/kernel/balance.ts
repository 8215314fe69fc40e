import * as L from '../assembly/layout.ts';

/** Macro steps between two looks at who waited for whom. */
const LOOK_EVERY = 24;
/** Part of the way to the shares that would have been right, so that one odd measurement does little. */
const DAMPING = 0.5;

/**
 * Shares the tiles out among the threads so that all are done at the same time: tiles and processors differ. Which
 * thread does a tile changes nothing in its result.
 */
export class Balance {
  readonly #threads: number;
  readonly #bounds: Float64Array;
  readonly #doubles: Float64Array;
  readonly #waitedMs: Float64Array;
  #macros = 0;
  #sinceMs = 0;

  constructor(threads: number, memory: ArrayBufferLike) {
    this.#threads = threads;
    this.#doubles = new Float64Array(memory, 0, L.FREE >> 3);
    this.#bounds = this.#doubles.subarray(L.BOUNDS >> 3, (L.BOUNDS >> 3) + threads + 1);
    this.#waitedMs = new Float64Array(threads);
    for (let thread = 0; thread <= threads; thread++) this.#bounds[thread] = thread / threads;
  }

  /** To be called after each macro step. @param workMs time that the team has worked on it */
  note(workMs: number): void {
    if (this.#threads === 1) return;
    this.#sinceMs += workMs;
    if (++this.#macros < LOOK_EVERY) return;
    const bounds = this.#bounds;
    const speeds = Array.from({ length: this.#threads }, (_, thread) => {
      const waited = this.#doubles[(L.WAITED + 64 * thread) >> 3];
      const busyMs = this.#sinceMs - (waited - this.#waitedMs[thread]);
      this.#waitedMs[thread] = waited;
      return (bounds[thread + 1] - bounds[thread]) / Math.max(busyMs, 0.05 * this.#sinceMs);
    });
    const sum = speeds.reduce((a, b) => a + b, 0);
    let reached = 0;
    for (let thread = 1; thread < this.#threads; thread++) {
      reached += speeds[thread - 1] / sum;
      bounds[thread] += DAMPING * (reached - bounds[thread]);
    }
    this.#macros = 0;
    this.#sinceMs = 0;
  }
}
