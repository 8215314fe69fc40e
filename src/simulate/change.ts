import type { Maps } from '../../workers/flood/types.ts';

/** Classes of a cell where two runs are compared, as the ramp `change` has them. */
export const CHANGE = { newlyWet: 0, deeper: 1, same: 2, shallower: 3, newlyDry: 4, dry: 255 } as const;

/** From this depth on a cell is wet, and from this change on it is another depth, m. */
const WET_M = 0.05;
const LEAST_M = 0.05;

/** What a run changes against another one on the same grid. */
export interface Change {
  /** A value of CHANGE for each cell. */
  readonly kind: Uint8Array;
  /** The deeper of the two greatest depths, m: what was wet is drawn too. */
  readonly depthM: Float32Array;
  /** Cells of each kind, in the order of CHANGE without `dry`. */
  readonly cells: readonly number[];
  /** The cell where the water has risen most, and by how much, m; undefined where it has risen nowhere by LEAST_M. */
  readonly worst: { readonly cell: number; readonly moreM: number } | undefined;
}

/** Maps of a run, and what it changes where there is a run to compare it with. */
export interface ShownMaps extends Maps {
  readonly change?: Change;
}

/** Greatest depths cell by cell. NaN counts as dry. */
export function changeOf(before: Float32Array, after: Float32Array): Change {
  const kind = new Uint8Array(after.length);
  const depthM = new Float32Array(after.length);
  const cells = [0, 0, 0, 0, 0];
  let [worst, moreM] = [-1, LEAST_M];
  for (let i = 0; i < after.length; i++) {
    const [a, b] = [before[i], after[i]];
    const rise = b - (a >= 0 ? a : 0);
    if (b >= WET_M && rise > moreM) [worst, moreM] = [i, rise];
    const [wasWet, isWet] = [a >= WET_M, b >= WET_M];
    depthM[i] = Math.max(wasWet ? a : 0, isWet ? b : 0);
    if (isWet && !wasWet) kind[i] = CHANGE.newlyWet;
    else if (wasWet && !isWet) kind[i] = CHANGE.newlyDry;
    else if (!isWet) kind[i] = CHANGE.dry;
    else kind[i] = b - a >= LEAST_M ? CHANGE.deeper : a - b >= LEAST_M ? CHANGE.shallower : CHANGE.same;
    if (kind[i] !== CHANGE.dry) cells[kind[i]]++;
  }
  return { kind, depthM, cells, worst: worst < 0 ? undefined : { cell: worst, moreM } };
}
