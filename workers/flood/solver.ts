import { GRAVITY } from './constants.ts';
import type { Frame, Warning } from './types.ts';

/** Depth from which a cell's Froude number counts, m: thin sheets are held by friction in both solvers. */
const DEEP_M = 0.1;
/** Froude number above which water outruns its own waves, which local-inertial equations do not describe. */
const FAST = 1;
/** Share of the deep cells from which fast flow shapes the flood; less are single sills and kerbs. */
const FAST_SHARE = 0.01;

/** Raises each cell's largest Froude number, u/√(gh), by a frame of a preview; 0 where it was never deep. */
export function noteFroude(froudeMax: Float32Array, { depthM, speedMS }: Frame): void {
  for (let cell = 0; cell < froudeMax.length; cell++) {
    if (depthM[cell] < DEEP_M) continue;
    const froude = speedMS[cell] / Math.sqrt(GRAVITY * depthM[cell]);
    // Deep still water counts among the deep cells.
    froudeMax[cell] = Math.max(froudeMax[cell], froude, 1e-6);
  }
}

export interface SolverChoice {
  readonly solver: 'inertial' | 'full';
  readonly why: Warning;
}

/**
 * Chooses the solver of a run from its coarse preview.
 * @param froudeMax largest Froude number of each cell while it was deep, 0 where it never was (`noteFroude`)
 */
export function chooseSolver(froudeMax: Float32Array): SolverChoice {
  let deep = 0;
  let fast = 0;
  for (const froude of froudeMax) {
    if (froude > 0) deep++;
    if (froude > FAST) fast++;
  }
  const percent = deep > 0 ? (100 * fast) / deep : 0;
  const told = percent.toFixed(percent > 0 && percent < 10 ? 1 : 0);
  const full = deep > 0 && fast / deep >= FAST_SHARE;
  return {
    solver: full ? 'full' : 'inertial',
    why: {
      en: `In the preview ${told} % of the cells deeper than ${DEEP_M} m had water faster than its own waves (Froude number above 1): ${full ? 'full shallow-water equations.' : 'local-inertial equations are enough.'}`,
      vi: `Trong bản xem trước, ${told.replace('.', ',')} % số ô sâu hơn ${String(DEEP_M).replace('.', ',')} m có dòng chảy nhanh hơn sóng của nó (số Froude trên 1): ${full ? 'dùng phương trình nước nông đầy đủ.' : 'phương trình quán tính cục bộ là đủ.'}`,
    },
  };
}
