import { EMPTYING_DEPTH_M, FILM_M } from '../constants.ts';
import type { Losses } from './losses.ts';
import { centreSpeed2, type MapState, rateCell } from './maps.ts';
import type { State } from './state.ts';

/** What a sweep over the cells found out, for the next step and the books. */
export interface Sweep {
  /** Deepest water, m. */
  deepestM: number;
  /** Largest Σ outgoing flux / depth of cells deeper than `EMPTYING_DEPTH_M`, m/s: cell size over emptying time. */
  emptyingMS: number;
  /** Depth taken by ground and drains, summed over cells, m. */
  infiltratedM: number;
  drainedM: number;
}

/** A little is left behind, so that rounding of the scaled fluxes cannot take a cell below empty. */
const ALMOST_ALL = 1 - 1e-6;

/**
 * Outflow limiter: where the outgoing fluxes of a step would take more than the cell holds, they are scaled so that
 * it empties. Every face has one giver, so that scaling in place does not depend on the order of cells.
 */
export function limitOutflow(
  state: State,
  spans: Int32Array,
  from: number,
  to: number,
  dtS: number,
  sweep: Sweep,
): void {
  const { h, code, nextX, nextY, stride, cellSizeM } = state;
  const emptyMS = (ALMOST_ALL * cellSizeM) / dtS;
  const emptyingDepthM = EMPTYING_DEPTH_M;
  let emptyingMS = sweep.emptyingMS;
  for (let span = from; span < to; span += 2) {
    const end = spans[span + 1];
    let i = spans[span];
    let west = nextX[i - 1];
    for (; i < end; i++) {
      const east = nextX[i];
      const south = nextY[i];
      const north = nextY[i - stride];
      // Outgoing parts: (|q| + q)/2 of those that count positive outwards.
      const out =
        0.5 * (Math.abs(east) + east + (Math.abs(west) - west) + (Math.abs(south) + south) + (Math.abs(north) - north));
      const depth = h[i];
      if (out > emptyingMS * depth && depth > emptyingDepthM && code[i] !== 0) emptyingMS = out / depth;
      if (out > emptyMS * depth && code[i] !== 0) {
        const scale = (emptyMS * depth) / out;
        if (east > 0) nextX[i] = east * scale;
        if (west < 0) nextX[i - 1] = west * scale;
        if (south > 0) nextY[i] = south * scale;
        if (north < 0) nextY[i - stride] = north * scale;
      }
      west = nextX[i];
    }
  }
  sweep.emptyingMS = emptyingMS;
}

/** Largest Σ outgoing flux / depth of the cells as they stand, m/s. */
export function fastestEmptying(state: State): number {
  const { h, code, qx, qy, stride } = state;
  let fastest = 0;
  for (let i = 0; i < h.length; i++) {
    if (code[i] === 0 || h[i] <= EMPTYING_DEPTH_M) continue;
    const out = Math.max(0, qx[i]) + Math.max(0, -qx[i - 1]) + Math.max(0, qy[i]) + Math.max(0, -qy[i - stride]);
    fastest = Math.max(fastest, out / h[i]);
  }
  return fastest;
}

/**
 * New depths from the fluxes, rain (`rainM` by code) and losses, with the maps rated on the way.
 * @param endS time at the end of the step
 */
export function updateDepths(
  state: State,
  maps: MapState,
  losses: Losses,
  spans: Int32Array,
  from: number,
  to: number,
  dtS: number,
  endS: number,
  rainM: Float64Array,
  sweep: Sweep,
): void {
  const { h, rest, code, nextX, nextY, depthX, depthY, stride } = state;
  const { infiltrationMS, drainsMS } = losses;
  const soakedM = losses.soils?.soakedM;
  const filmM = FILM_M;
  const perFlux = dtS / state.cellSizeM;
  let deepest = sweep.deepestM;
  let infiltrated = 0;
  let drained = 0;
  for (let span = from; span < to; span += 2) {
    const end = spans[span + 1];
    let i = spans[span];
    let east = nextX[i - 1];
    for (; i < end; i++) {
      const west = east;
      east = nextX[i];
      const zone = code[i];
      if (zone === 0) continue;
      const south = nextY[i];
      const north = nextY[i - stride];
      let depth = h[i] + (rest[i] + (west - east + (north - south)) * perFlux + rainM[zone]);
      if (infiltrationMS !== undefined && depth > 0) {
        const take = Math.min(infiltrationMS[i] * dtS, depth);
        depth -= take;
        infiltrated += take;
        if (soakedM !== undefined) soakedM[i] += take;
      }
      if (drainsMS !== undefined && depth > 0) {
        const take = Math.min(drainsMS[i] * dtS, depth);
        depth -= take;
        drained += take;
      }
      const rounded = Math.fround(depth);
      h[i] = rounded;
      rest[i] = depth - rounded;
      if (rounded < filmM) continue;

      if (rounded > deepest) deepest = rounded;
      const speed2 = centreSpeed2(
        rounded,
        west,
        east,
        north,
        south,
        depthX[i - 1],
        depthX[i],
        depthY[i - stride],
        depthY[i],
      );
      rateCell(maps, i, rounded, speed2, endS, dtS);
    }
  }
  sweep.deepestM = deepest;
  sweep.infiltratedM += infiltrated;
  sweep.drainedM += drained;
}
