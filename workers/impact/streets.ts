import type { Assumptions, RoadUser } from './assumptions.ts';
import type { CellLists } from './types.ts';

/** Water on each street, frame by frame: `depthM[frame * roads + road]`, the deepest of its cells. */
export interface StreetWater {
  readonly timesS: readonly number[];
  readonly depthM: Float32Array;
  /** Greatest depth × speed, m²/s. */
  readonly productM2S: Float32Array;
}

/** Tells of each street the deepest of its cells, m, and the greatest depth × speed, m²/s. */
export function onStreets(
  { start, cells }: CellLists,
  { depthM, speedMS }: { readonly depthM: Float32Array; readonly speedMS: Float32Array },
  tell: (street: number, deepestM: number, strongestM2S: number) => void,
): void {
  for (let j = 0; j + 1 < start.length; j++) {
    let [deepest, strongest] = [0, 0];
    for (let e = start[j]; e < start[j + 1]; e++) {
      const depth = depthM[cells[e]];
      if (depth > deepest) deepest = depth;
      const product = depth * speedMS[cells[e]];
      if (product > strongest) strongest = product;
    }
    tell(j, deepest, strongest);
  }
}

export function streetWater(
  at: CellLists,
  timesS: readonly number[],
  frame: (index: number) => { readonly depthM: Float32Array; readonly speedMS: Float32Array },
): StreetWater {
  const roads = at.start.length - 1;
  const depthM = new Float32Array(roads * timesS.length);
  const productM2S = new Float32Array(roads * timesS.length);
  for (let k = 0; k < timesS.length; k++)
    onStreets(at, frame(k), (j, deepest, strongest) => {
      depthM[k * roads + j] = deepest;
      productM2S[k * roads + j] = strongest;
    });
  return { timesS, depthM, productM2S };
}

/** Whether water shuts a street for a user. */
export const isShut = (
  depthM: number,
  productM2S: number,
  user: RoadUser,
  { roadLimitM, pedestrianM2S }: Assumptions,
): boolean => depthM > roadLimitM[user] || (user === 'pedestrian' && productM2S > pedestrianM2S);

/** What a street is for someone on the way at a time; 0 open, 1 slow, 2 shut. */
export type Passage = 0 | 1 | 2;
export const PASSAGE = { open: 0, slow: 1, shut: 2 } as const;

/** Water from which everybody goes slowly, m. */
export const SLOW_M = 0.15;

export const passageOf = (depthM: number, productM2S: number, user: RoadUser, assumed: Assumptions): Passage =>
  isShut(depthM, productM2S, user, assumed) ? PASSAGE.shut : depthM >= SLOW_M ? PASSAGE.slow : PASSAGE.open;

/** When each street is first shut for a user, s; Infinity: never. */
export function closings(
  { timesS, depthM, productM2S }: StreetWater,
  user: RoadUser,
  assumed: Assumptions,
): Float64Array {
  const roads = timesS.length > 0 ? depthM.length / timesS.length : 0;
  const first = new Float64Array(roads).fill(Number.POSITIVE_INFINITY);
  for (let k = timesS.length - 1; k >= 0; k--)
    for (let j = 0; j < roads; j++)
      if (isShut(depthM[k * roads + j], productM2S[k * roads + j], user, assumed)) first[j] = timesS[k];
  return first;
}
