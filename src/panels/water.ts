import { SLOW_M } from '../../workers/impact/streets.ts';

/** Reading a depth series for people. Thresholds from specs/impact: editable there, stated where they are shown. */
export const MOTORBIKE_SLOW_M = SLOW_M;
export const MOTORBIKE_STOP_M = 0.3;
export const CAR_STOP_M = 0.3;
export const WALK_STOP_M = 0.3;
export const TRUCK_STOP_M = 0.5;
export const WET_M = 0.05;

export interface DepthReading {
  readonly deepestM: number;
  readonly deepestAtS: number;
  /** First time with at least `WET_M`; undefined: stays dry. */
  readonly arrivesS: number | undefined;
  /** Time with at least the motorbike's limit, s; each frame stands for the step to the next. */
  readonly overMotorbikeS: number;
}

/** Deepest, first wet and time above the motorbike limit of a series of frames. */
export function readDepths(timesS: readonly number[], depthM: readonly number[]): DepthReading {
  let deepestM = 0;
  let deepestAtS = 0;
  let arrivesS: number | undefined;
  let overMotorbikeS = 0;
  for (let i = 0; i < timesS.length; i++) {
    if (depthM[i] > deepestM) {
      deepestM = depthM[i];
      deepestAtS = timesS[i];
    }
    if (arrivesS === undefined && depthM[i] >= WET_M) arrivesS = timesS[i];
    if (depthM[i] >= MOTORBIKE_SLOW_M && i + 1 < timesS.length) overMotorbikeS += timesS[i + 1] - timesS[i];
  }
  return { deepestM, deepestAtS, arrivesS, overMotorbikeS };
}

export type Passage = 'pass' | 'slow' | 'shut';

/** A pedestrian also stops above this depth × speed, m²/s. */
export const WALK_STOP_M2S = 0.4;

/** Who can still pass water of a depth, m, that moves at a speed, m/s. */
export function passage(
  depthM: number,
  speedMS = 0,
): { readonly walk: Passage; readonly bike: Passage; readonly car: Passage; readonly truck: Passage } {
  return {
    walk: depthM >= WALK_STOP_M || depthM * speedMS > WALK_STOP_M2S ? 'shut' : 'pass',
    bike: depthM >= MOTORBIKE_STOP_M ? 'shut' : depthM >= MOTORBIKE_SLOW_M ? 'slow' : 'pass',
    car: depthM >= CAR_STOP_M ? 'shut' : 'pass',
    truck: depthM >= TRUCK_STOP_M ? 'shut' : 'pass',
  };
}
