import { ALPHA, EMPTYING, EMPTYING_FLOOR, GRAVITY, STEP_DEPTH_M, STEP_MAX_S } from './constants.ts';

/**
 * Longest step of the inertial scheme, s: by wave speed, by emptying time, and by what a discharge will pile up meanwhile.
 *
 * @param deepestM deepest water
 * @param emptyingMS cell size over the shortest emptying time, m/s; 0: nothing flows out
 * @param riseMS fastest rise by a discharge within a time ahead, m/s
 */
export function longestStepS(
  cellSizeM: number,
  deepestM: number,
  emptyingMS: number,
  riseMS: (aheadS: number) => number,
): number {
  const byWave = (depth: number): number =>
    Math.min(STEP_MAX_S, (ALPHA * cellSizeM) / Math.sqrt(GRAVITY * Math.max(depth, STEP_DEPTH_M)));
  const first = byWave(deepestM);
  const dtS = byWave(deepestM + riseMS(first) * first);
  if (emptyingMS <= 0) return dtS;
  return Math.min(dtS, Math.max((EMPTYING * cellSizeM) / emptyingMS, EMPTYING_FLOOR * dtS));
}
