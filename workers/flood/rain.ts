import { RAIN_QUANTUM_M } from './constants.ts';
import { heldAt, heldIntegral } from './series.ts';
import type { RainZone } from './types.ts';

const MM_H_TO_M_S = 1 / 3.6e6;

/**
 * Rain handed out up to `timeS`, m: what has fallen, floored to whole quanta while it falls, whole (to 2⁻³⁸ m) in a
 * pause and at the end of the run. A function of time alone: sums over any steps are the same, and 32 bits hold each part exactly.
 */
export function givenM({ timesS, intensityMmH }: RainZone, timeS: number, durationS: number): number {
  const fallenM = heldIntegral(timesS, intensityMmH, 0, timeS) * MM_H_TO_M_S;
  if (timeS >= durationS || heldAt(timesS, intensityMmH, timeS) === 0) return Math.round(fallenM * 2 ** 38) / 2 ** 38;
  return Math.floor(fallenM / RAIN_QUANTUM_M) * RAIN_QUANTUM_M;
}

/** The zone whose rain falls on each of `count` cells: the last that claims it; −1: none does. */
export function zonesOf(rain: readonly RainZone[], count: number): Int32Array {
  const zones = new Int32Array(count).fill(-1);
  rain.forEach(({ cells }, zone) => {
    if (cells) for (const cell of cells) zones[cell] = zone;
    else zones.fill(zone);
  });
  return zones;
}
