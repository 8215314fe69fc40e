import { DRY_M, GRAVITY } from '../constants.ts';
import type { State } from '../reference/state.ts';
import { type Motion, SIDE } from './motion.ts';
import type { HalfChanges, Slopes } from './slopes.ts';

/** What crosses a face: mass, m²/s, and the momentum that its left and right cell lose and gain, m³/s². */
export interface Face {
  mass: number;
  fromLeft: number;
  toRight: number;
}

/**
 * Flux between two columns of water, in the direction from left to right: HLL for mass and normal momentum with the
 * speeds of Davis (1988), behind the hydrostatic reconstruction of Audusse et al. (2004). The third wave of HLLC
 * carries momentum along the face: it goes with the mass.
 *
 * Each side's momentum is told relative to its own still pressure ½g·a², so that still water gives zeros, not
 * differences of large numbers. Where the bed falls below the left bed by more than the right water is deep, the
 * reconstruction of Chen and Noelle (2017) adds the weight of the left water down that fall: without it thin sheets on
 * coarse cells hardly feel the slope. Falls steeper than 1:1 count as 1:1.
 *
 * @param d fall of the bed from left to right, m; `steepestM`: the fall of a slope of 1:1
 */
export function solveFace(
  d: number,
  hL: number,
  hR: number,
  uL: number,
  uR: number,
  steepestM: number,
  face: Face,
): void {
  const a = Math.max(0, hL + Math.min(d, 0));
  let b = Math.max(0, hR - Math.max(d, 0));
  // A difference of levels within the rounding of depths and beds in 32 bits is none.
  if (Math.abs(d + (hL - hR)) < 2 ** -22 * (hL + hR)) b = a;
  const weightL = GRAVITY * a * Math.min(Math.max(0, d - hR), steepestM);
  const weightR = GRAVITY * b * Math.min(Math.max(0, -d - hL), steepestM);
  if (a <= DRY_M && b <= DRY_M) {
    face.mass = 0;
    face.fromLeft = -weightL;
    face.toRight = -weightR;
    return;
  }
  const cL = Math.sqrt(GRAVITY * a);
  const cR = Math.sqrt(GRAVITY * b);
  const slow = Math.min(0, uL - cL, uR - cR);
  const fast = Math.max(0, uL + cL, uR + cR);
  const perSpread = 1 / (fast - slow);
  const qL = a * uL;
  const qR = b * uR;
  const both = slow * fast;
  const pressure = 0.5 * GRAVITY * (b - a) * (b + a);
  const carried = fast * qL * uL - slow * qR * uR + both * (qR - qL);
  face.mass = perSpread * (fast * qL - slow * qR + both * (b - a));
  face.fromLeft = perSpread * (carried - slow * pressure) - weightL;
  face.toRight = perSpread * (carried - fast * pressure) - weightR;
}

/** Fluxes through the east and south faces of the cells in the spans: mass to `nextX` and `nextY`, momentum to both cells. */
export function computeFaces(
  state: State,
  motion: Motion,
  slopes: Slopes | undefined,
  spans: Int32Array,
  end: number,
  dtS: number,
): void {
  const mostMS = (0.5 * state.cellSizeM) / dtS;
  const { nextX, nextY, stride } = state;
  const { u, v, gainX, gainY, shut } = motion;
  const leanX = slopes && {
    of: slopes.x,
    depthAhead: slopes.depthAhead,
    normalAhead: slopes.uAhead,
    alongAhead: slopes.vAhead,
    mostMS,
  };
  const leanY = slopes && {
    of: slopes.y,
    depthAhead: slopes.depthAhead,
    normalAhead: slopes.vAhead,
    alongAhead: slopes.uAhead,
    mostMS,
  };
  for (let span = 0; span < end; span += 2) {
    for (let i = spans[span]; i < spans[span + 1]; i++) {
      const barred = shut === undefined ? 0 : shut[i];
      nextX[i] = barred & SIDE.east ? 0 : exchange(state, i, i + 1, u, v, gainX, gainY, leanX);
      nextY[i] = barred & SIDE.south ? 0 : exchange(state, i, i + stride, v, u, gainY, gainX, leanY);
    }
  }
}

/** Slopes in the direction of a face. */
interface Leaning {
  readonly of: HalfChanges;
  readonly depthAhead: Float64Array;
  readonly normalAhead: Float64Array;
  readonly alongAhead: Float64Array;
  /** Speed at which a cell gives half its water through one face in a step: more is not taken. */
  readonly mostMS: number;
}

/**
 * The front of moving water. The bed between cells goes on rising, but a cell with little water cannot show it: its bed
 * stands before the deeper cell as a step of its own. What is below the step is carried on by its momentum, if that
 * lifts the water over it (velocity head); without this, fronts stop and go from cell to cell and each stop costs energy.
 *
 * @param step of the bed up from the deeper cell's side, m; `h`, `u`: depth and velocity there
 * @param thin part of the step that is the thin cell's own, m
 */
function runUp(step: number, h: number, u: number, thin: number, face: Face): void {
  if (step <= 0 || h - step + (u * u) / (2 * GRAVITY) <= 0) return;
  const mass = Math.min(h, step, thin) * u;
  face.mass += mass;
  face.fromLeft += mass * u;
  face.toRight += mass * u;
}

const face: Face = { mass: 0, fromLeft: 0, toRight: 0 };

/** Lets cells `i` and `j`, its neighbour in this direction, exchange momentum; returns the mass flux from i to j. */
function exchange(
  { z, h, cellSizeM }: State,
  i: number,
  j: number,
  normal: Float64Array,
  along: Float64Array,
  gainNormal: Float64Array,
  gainAlong: Float64Array,
  slopes: Leaning | undefined,
): number {
  let d = z[i] - z[j];
  let hL = h[i];
  let hR = h[j];
  if (hL === 0 && hR === 0) return 0;
  let uL = normal[i];
  let uR = normal[j];
  let wL = along[i];
  let wR = along[j];
  let thinL = 0;
  let thinR = 0;
  if (slopes !== undefined) {
    const { level, depth, rise, normal: du, along: dw } = slopes.of;
    const { depthAhead, normalAhead, alongAhead } = slopes;
    d += level[i] - depth[i] + (level[j] - depth[j]);
    // Weights that leave the cell's mean momentum as it is (Audusse et al. 2004, section 5).
    const weightL = hL > 0 ? (hL - depth[i]) / hL : 0;
    const weightR = hR > 0 ? (hR + depth[j]) / hR : 0;
    uL += weightL * du[i] + normalAhead[i];
    wL += weightL * dw[i] + alongAhead[i];
    uR += normalAhead[j] - weightR * du[j];
    wR += alongAhead[j] - weightR * dw[j];
    // Thin cells ahead and behind, in the eyes of deeper ones.
    if (hL > hR) thinR = Math.max(0, -rise[j]);
    else thinL = Math.max(0, rise[i]);
    hL = Math.max(0, hL + depth[i] + depthAhead[i]);
    hR = Math.max(0, hR - depth[j] + depthAhead[j]);
  }
  solveFace(d, hL, hR, uL, uR, cellSizeM, face);
  if (thinR > 0 && uL > 0) runUp(-d, hL, uL, thinR, face);
  else if (thinL > 0 && uR < 0) runUp(d, hR, uR, thinL, face);
  if (slopes !== undefined) face.mass = Math.max(-h[j] * slopes.mostMS, Math.min(h[i] * slopes.mostMS, face.mass));
  // 32 bits, as it is stored: momentum goes with the very mass that both cells book.
  const mass = Math.fround(face.mass);
  gainNormal[i] -= face.fromLeft;
  gainNormal[j] += face.toRight;
  const carried = mass * (mass > 0 ? wL : wR);
  gainAlong[i] -= carried;
  gainAlong[j] += carried;
  return mass;
}
