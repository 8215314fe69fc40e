import type { Domain, TimedBarrier } from '../types.ts';
import { paddedIndex, type State } from './state.ts';

/** Walls that stand for a time: the bed of their cells rises to the crest and falls back. Water on it is lifted. */
export interface Barriers {
  readonly all: readonly TimedBarrier[];
  readonly standing: Uint8Array;
  readonly groundM: Float32Array;
}

export function createBarriers(domain: Domain, state: State): Barriers {
  return {
    all: domain.barriers,
    standing: new Uint8Array(domain.barriers.length),
    groundM: domain.barriers.length > 0 ? state.z.slice() : new Float32Array(0),
  };
}

/** Times at which a step must end, because a barrier goes up or down. */
export function barrierTimes(barriers: Barriers): number[] {
  return barriers.all.flatMap((barrier) => [barrier.fromS, barrier.toS]);
}

/** Puts the barriers up and down that change at `timeS`. */
export function moveBarriers(barriers: Barriers, state: State, timeS: number): void {
  let moved = false;
  barriers.all.forEach((barrier, index) => {
    const stands = timeS >= barrier.fromS && timeS < barrier.toS ? 1 : 0;
    moved ||= stands !== barriers.standing[index];
    barriers.standing[index] = stands;
  });
  if (!moved) return;
  for (const barrier of barriers.all) {
    for (const cell of barrier.cells) {
      const i = paddedIndex(cell, state.cols);
      state.z[i] = barriers.groundM[i];
    }
  }
  barriers.all.forEach((barrier, index) => {
    if (!barriers.standing[index]) return;
    barrier.cells.forEach((cell, k) => {
      const i = paddedIndex(cell, state.cols);
      if (state.z[i] < state.wallM) state.z[i] = Math.max(state.z[i], barrier.crestM[k]);
    });
  });
}
