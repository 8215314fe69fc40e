import { linearAt } from '../series.ts';
import type { Domain } from '../types.ts';
import { type MapState, rateHeldCells } from './maps.ts';
import { paddedIndex, type State } from './state.ts';

/**
 * Level boundaries: cells whose level follows a series, whatever flows. They lie outside the water balance: what
 * crosses from them into computed cells is `levelIn`, what crosses back is `outflow`, both gross.
 */
export interface Levels {
  readonly boundaries: readonly {
    /** All cells of the boundary, and those of them that touch a computed cell. */
    readonly cells: Uint32Array;
    readonly rim: Uint32Array;
    readonly timesS: Float64Array;
    readonly levelM: Float64Array;
  }[];
  /** Faces between held and computed cells: padded index of the owner, and +1 where positive flux enters the city. */
  readonly facesX: Faces;
  readonly facesY: Faces;
}

interface Faces {
  readonly index: Int32Array;
  readonly inward: Int8Array;
  /** Face in line behind the held cell, which carries the same flux on, so that the boundary brakes nothing; −1: none. */
  readonly behind: Int32Array;
  /** Other faces of the rim, where nothing needs to flow. */
  readonly still: Int32Array;
}

export function createLevels(domain: Domain, state: State): Levels {
  const { code, held, stride } = state;
  const owner = new Int32Array(state.h.length).fill(-1);
  domain.levels.forEach((level, index) => {
    for (const cell of level.cells) {
      const i = paddedIndex(cell, state.cols);
      if (held[i]) owner[i] = index;
    }
  });
  const boundaries = domain.levels.map((level, index) => {
    const cells: number[] = [];
    const rim: number[] = [];
    for (let i = 0; i < owner.length; i++) {
      if (owner[i] !== index) continue;
      cells.push(i);
      if (code[i - 1] || code[i + 1] || code[i - stride] || code[i + stride]) rim.push(i);
    }
    return { cells: Uint32Array.from(cells), rim: Uint32Array.from(rim), timesS: level.timesS, levelM: level.levelM };
  });
  const rim = boundaries.flatMap((boundary) => [...boundary.rim]);
  return { boundaries, facesX: findFaces(state, rim, 1), facesY: findFaces(state, rim, stride) };
}

function findFaces(state: State, rim: readonly number[], step: number): Faces {
  const { code } = state;
  const index: number[] = [];
  const inward: number[] = [];
  const behind: number[] = [];
  const still = new Set<number>();
  for (const i of rim) {
    // The two faces of the held cell in this direction: `i` (towards i + step) and `i − step` (from i − step).
    const ahead = code[i + step] !== 0;
    const back = code[i - step] !== 0;
    if (!ahead) still.add(i);
    if (!back) still.add(i - step);
    if (ahead) {
      index.push(i);
      inward.push(1);
      behind.push(back ? -1 : i - step);
    }
    if (back) {
      index.push(i - step);
      inward.push(-1);
      behind.push(ahead ? -1 : i);
    }
  }
  return {
    index: Int32Array.from(index),
    inward: Int8Array.from(inward),
    behind: Int32Array.from(behind),
    still: Int32Array.from(still),
  };
}

/** Sets the held cells' depths at `timeS`: the rim, or all of them before an output. Returns the deepest rim water, m. */
export function holdLevels(levels: Levels, state: State, timeS: number, all: boolean): number {
  let deepest = 0;
  for (const boundary of levels.boundaries) {
    const level = linearAt(boundary.timesS, boundary.levelM, timeS);
    for (const i of boundary.rim) {
      const depth = holdDepth(state, i, level);
      if (depth > deepest) deepest = depth;
    }
    if (all) for (const i of boundary.cells) holdDepth(state, i, level);
  }
  return deepest;
}

function holdDepth(state: State, i: number, levelM: number): number {
  const depth = Math.max(0, levelM - state.z[i]);
  state.h[i] = depth;
  state.rest[i] = depth - state.h[i];
  return depth;
}

/** Rates the held cells' maps for the time since the last output. */
export function rateLevels(levels: Levels, state: State, maps: MapState, timeS: number, sinceS: number): void {
  for (const boundary of levels.boundaries) rateHeldCells(state, maps, boundary.cells, timeS, sinceS);
}

/** Σ flux over the faces of the rim after a step, m²/s, in and out apart; then prepares the fluxes behind the rim. */
export function crossRim(levels: Levels, state: State): { inM2S: number; outM2S: number } {
  const crossed = { inM2S: 0, outM2S: 0 };
  sumFaces(levels.facesX, state.nextX, crossed);
  sumFaces(levels.facesY, state.nextY, crossed);
  return crossed;
}

function sumFaces(faces: Faces, flux: Float32Array, crossed: { inM2S: number; outM2S: number }): void {
  const { index, inward, behind, still } = faces;
  for (let k = 0; k < still.length; k++) flux[still[k]] = 0;
  for (let k = 0; k < index.length; k++) {
    const entering = flux[index[k]] * inward[k];
    if (entering > 0) crossed.inM2S += entering;
    else crossed.outM2S -= entering;
    if (behind[k] >= 0) flux[behind[k]] = flux[index[k]];
  }
}
