import { FILM_M, FLOODED_M } from '../constants.ts';
import { CELL, type Domain, type Maps } from '../types.ts';
import type { State } from './state.ts';

/** Maps in the making, on padded grids. */
export interface MapState {
  readonly depthMax: Float32Array;
  /** When it was that deep, s; −1: never wet. */
  readonly deepestAt: Float32Array;
  readonly speedMax: Float32Array;
  /** Depth × speed, m²/s. */
  readonly productMax: Float32Array;
  readonly hazardMax: Float32Array;
  /** −1 until wet. */
  readonly arrival: Float32Array;
  /** 64 bits: it grows by a fraction of a second each step. */
  readonly duration: Float64Array;
}

export function createMaps(state: State): MapState {
  const size = state.h.length;
  const maps = {
    depthMax: Float32Array.from(state.h),
    deepestAt: firstDeepest(state.h),
    speedMax: new Float32Array(size),
    productMax: new Float32Array(size),
    hazardMax: new Float32Array(size),
    arrival: new Float32Array(size).fill(-1),
    duration: new Float64Array(size),
  };
  for (let i = 0; i < size; i++) {
    if (state.h[i] >= FLOODED_M) maps.arrival[i] = 0;
    if (state.h[i] >= FILM_M) maps.hazardMax[i] = hazardRating(state.h[i], 0);
  }
  return maps;
}

/** What is wet at the start is deepest then, until it rises. */
export const firstDeepest = (depthM: Float32Array): Float32Array => depthM.map((depth) => (depth > 0 ? 0 : -1));

/**
 * Flood hazard rating HR = d·(v + 0.5) + DF, with debris factor DF = 0.5 up to 0.25 m of water and 1 above
 * (UK FD2320 and its 2008 supplementary note; constants recalled).
 */
export function hazardRating(depthM: number, speedMS: number): number {
  return depthM * (speedMS + 0.5) + (depthM > 0.25 ? 1 : 0.5);
}

/**
 * Square of the speed at the centre of a cell, m²/s²: in each direction the flux of its two faces over the water that carries it, a
 * face counting with the deeper of face and cell. Over the cell's depth alone, the thin edge of a front would be too
 * fast; over the face's alone, a deep pool under a small waterfall.
 */
export function centreSpeed2(
  depth: number,
  west: number,
  east: number,
  north: number,
  south: number,
  depthWest: number,
  depthEast: number,
  depthNorth: number,
  depthSouth: number,
): number {
  // max(a, b) = (a + b + |a − b|)/2, because the branch of Math.max is hard to foretell here.
  const acrossX = depth + 0.5 * (depthWest + depthEast + Math.abs(depthWest - depth) + Math.abs(depthEast - depth));
  const acrossY = depth + 0.5 * (depthNorth + depthSouth + Math.abs(depthNorth - depth) + Math.abs(depthSouth - depth));
  const u = (west + east) / acrossX;
  const v = (north + south) / acrossY;
  return u * u + v * v;
}

/** Rates a cell's maps with its water at the end of a step, m and m²/s²; films do not count. */
export function rateCell(maps: MapState, i: number, depth: number, speed2: number, endS: number, dtS: number): void {
  const { depthMax, deepestAt, speedMax, productMax, hazardMax, arrival, duration } = maps;
  if (depth > depthMax[i]) {
    depthMax[i] = depth;
    deepestAt[i] = endS;
  }
  // Roots only where a maximum rises: HR > HRmax means h·v > HRmax − DF − h/2.
  const fastest = speedMax[i];
  if (speed2 > fastest * fastest) speedMax[i] = Math.sqrt(speed2);
  const strongest = productMax[i];
  if (depth * depth * speed2 > strongest * strongest) productMax[i] = depth * Math.sqrt(speed2);
  const short = hazardMax[i] - hazardRating(depth, 0);
  if (short < 0 || depth * depth * speed2 > short * short) hazardMax[i] = hazardRating(depth, Math.sqrt(speed2));
  if (depth < FLOODED_M) return;
  if (arrival[i] < 0) arrival[i] = endS;
  duration[i] += dtS;
}

/** Held cells are not part of the sweep: they are rated at each output, for the time since the last one. */
export function rateHeldCells(state: State, maps: MapState, cells: Uint32Array, timeS: number, sinceS: number): void {
  for (const i of cells) {
    const depth = state.h[i];
    if (depth > maps.depthMax[i]) {
      maps.depthMax[i] = depth;
      maps.deepestAt[i] = timeS;
    }
    if (depth >= FILM_M) maps.hazardMax[i] = Math.max(maps.hazardMax[i], hazardRating(depth, 0));
    if (depth < FLOODED_M) continue;
    if (maps.arrival[i] < 0) maps.arrival[i] = timeS;
    maps.duration[i] += sinceS;
  }
}

/** Maps on the Domain's grid: NaN where there is no data, zero on blocks. */
export function finishMaps(domain: Domain, state: State, maps: MapState): Maps {
  const { cols, rows } = domain.grid;
  const unpad = (field: Float32Array | Float64Array, onBlocks: number): Float32Array => {
    const out = new Float32Array(cols * rows);
    for (let row = 0, cell = 0; row < rows; row++) {
      let i = (row + 1) * state.stride + 1;
      for (let col = 0; col < cols; col++, cell++, i++) {
        const kind = domain.kind[cell];
        out[cell] = kind === CELL.active ? field[i] : kind === CELL.block ? onBlocks : Number.NaN;
      }
    }
    return out;
  };
  return {
    depthMaxM: unpad(maps.depthMax, 0),
    deepestAtS: unpad(maps.deepestAt, -1),
    speedMaxMS: unpad(maps.speedMax, 0),
    productMaxM2S: unpad(maps.productMax, 0),
    hazardMax: unpad(maps.hazardMax, 0),
    arrivalS: unpad(maps.arrival, -1),
    durationS: unpad(maps.duration, 0),
  };
}
