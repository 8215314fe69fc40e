import type { Snapshot } from '../engine.ts';
import { EXCHANGE_S, type Underground } from '../underground.ts';
import type { Ponds } from './links.ts';
import { addDepth, addLater } from './state.ts';

/**
 * The surface's side of an `Underground`. The pipes go ahead by a few steps of the surface, 5 s at most; what they take
 * then leaves at once, since it is there, and what they give comes up evenly meanwhile.
 */
export class Manholes {
  /** Since the books were begun, m over cells. */
  takenM = 0;
  givenM = 0;
  readonly cells: Int32Array;
  readonly #pipes: Underground;
  readonly #depthM: Float64Array;
  /** Still to come up in each cell until the pipes' time, m. */
  readonly #dueM: Float64Array;
  #due = false;
  /** Rise of each cell by what came up in the last exchange, m/s: steps allow for as much in the next. */
  readonly risesMS: Float64Array;
  fastestMS = 0;

  /** @param cells those of `pipes` by their index in an engine's fields */
  constructor(pipes: Underground, cells: Int32Array) {
    this.#pipes = pipes;
    this.cells = cells;
    this.#depthM = new Float64Array(cells.length);
    this.#dueM = new Float64Array(cells.length);
    this.risesMS = new Float64Array(cells.length);
  }

  /** Before a step of the surface from `timeS` to `endS`; `stopS` is where it will stop exactly. */
  flow(ponds: Ponds, timeS: number, endS: number, stopS: number): void {
    if (this.#pipes.timeS <= timeS + 1e-9) {
      const stepS = endS - timeS;
      const steps = Math.max(1, Math.floor((EXCHANGE_S - (timeS - this.#pipes.timeS)) / stepS + 1e-9));
      this.#sync(ponds, Math.min(stopS, steps === 1 ? endS : timeS + steps * stepS));
    }
    if (this.#due) this.#give(ponds, (endS - timeS) / Math.max(endS - timeS, this.#pipes.timeS - timeS));
  }

  #sync(ponds: Ponds, untilS: number): void {
    const { h, rest } = ponds;
    this.cells.forEach((i, k) => {
      this.#depthM[k] = Math.max(0, h[i] + Math.min(0, rest[i]));
    });
    const intervalS = untilS - this.#pipes.timeS;
    const leavesM = this.#pipes.exchange(intervalS, this.#depthM);
    this.#due = false;
    this.fastestMS = 0;
    for (let k = 0; k < leavesM.length; k++) {
      const leaves = leavesM[k];
      this.#dueM[k] = leaves < 0 ? -leaves : 0;
      this.risesMS[k] = this.#dueM[k] / intervalS;
      if (this.risesMS[k] > this.fastestMS) this.fastestMS = this.risesMS[k];
      if (leaves < 0) this.#due = true;
      else if (leaves > 0) this.takenM -= addDepth(ponds, this.cells[k], -leaves);
    }
  }

  /** @param share of what is still to come up */
  #give(ponds: Ponds, share: number): void {
    const whole = share >= 1 - 1e-9;
    for (let k = 0; k < this.cells.length; k++) {
      const due = this.#dueM[k];
      if (due === 0) continue;
      const part = whole ? due : due * share;
      this.#dueM[k] = whole ? 0 : due - part;
      this.givenM += addLater(ponds, this.cells[k], part);
    }
    if (whole) this.#due = false;
  }

  /** Lets come up what is still to come, so that the water alone tells all. */
  settle(ponds: Ponds): void {
    if (this.#due) this.#give(ponds, 1);
  }

  clear(): void {
    this.takenM = 0;
    this.givenM = 0;
  }

  snapshot(): Float64Array {
    return this.#pipes.snapshot();
  }

  /** Takes up the pipes of a state; a state without any had none. */
  takeUp({ pipes, timeS }: Pick<Snapshot, 'pipes' | 'timeS'>): void {
    if (pipes) this.#pipes.restore(pipes);
    else this.#pipes.begin(timeS);
  }
}
