import { DRY_M, GRAVITY } from '../constants.ts';
import { inverseSevenThirds } from '../reference/faces.ts';
import type { State } from '../reference/state.ts';
import { BARE, type Motion } from './motion.ts';

/**
 * Second order in space and time (MUSCL–Hancock; van Leer 1979, Toro 2001): inside each cell water and bed lean, by
 * slopes that the monotonised central limiter (van Leer 1977) keeps between those to both neighbours, and faces see the
 * water of half a step later. Level and bed are limited and depth follows, so that a lake at rest stays level.
 */
export interface Slopes {
  readonly x: HalfChanges;
  readonly y: HalfChanges;
  /** Change over half a step of depth, m, and velocities, m/s. */
  readonly depthAhead: Float64Array;
  readonly uAhead: Float64Array;
  readonly vAhead: Float64Array;
}

/** Half the changes across each cell, towards larger column or row. */
export interface HalfChanges {
  readonly level: Float64Array;
  /** Of depth, at most the depth itself: no side of a cell has less than none. */
  readonly depth: Float64Array;
  /** What depth lacks to lean as much as level and bed ask: the bed of a front cell rises by this out of its water. */
  readonly rise: Float64Array;
  /** Velocity in this direction and across it. */
  readonly normal: Float64Array;
  readonly along: Float64Array;
}

export function createSlopes(size: number): Slopes {
  const field = (): Float64Array => new Float64Array(size);
  const changes = (): HalfChanges => ({
    level: field(),
    depth: field(),
    rise: field(),
    normal: field(),
    along: field(),
  });
  return { x: changes(), y: changes(), depthAhead: field(), uAhead: field(), vAhead: field() };
}

/** Held water has the velocity that its boundary gives it; walls on all sides make no difference. */
const HELD = BARE.x | BARE.y;

/** Slopes and the half step ahead of the cells in the spans, and the weight of their water down the slope of their own level. */
export function computeSlopes(
  slopes: Slopes,
  state: State,
  motion: Motion,
  spans: Int32Array,
  end: number,
  dtS: number,
): void {
  const { u, v, gainX, gainY, walls } = motion;
  const { x, y, depthAhead, uAhead, vAhead } = slopes;
  const { h, friction } = state;
  const perFlux = dtS / state.cellSizeM;
  for (let span = 0; span < end; span += 2) {
    for (let i = spans[span]; i < spans[span + 1]; i++) {
      lean(x, state, motion, i, 1, BARE.x, u, v);
      lean(y, state, motion, i, state.stride, BARE.y, v, u);
      const flow = u[i] * x.depth[i] + v[i] * y.depth[i] + h[i] * (x.normal[i] + y.normal[i]);
      const least = h[i] - Math.max(Math.abs(x.depth[i]), Math.abs(y.depth[i]));
      depthAhead[i] = Math.max(-least, -perFlux * flow);
      // With friction, which in a sheet on a slope takes what gravity gives.
      const braked = (walls[i] & HELD) === HELD ? 0 : braking(h[i], friction[i], u[i], v[i], dtS);
      const uDriven = u[i] * x.normal[i] + v[i] * y.along[i] + GRAVITY * x.level[i];
      const vDriven = u[i] * x.along[i] + v[i] * y.normal[i] + GRAVITY * y.level[i];
      uAhead[i] = -(perFlux * uDriven + braked * u[i]) / (1 + braked);
      vAhead[i] = -(perFlux * vDriven + braked * v[i]) / (1 + braked);
      const weight = -2 * GRAVITY * (h[i] + depthAhead[i]);
      gainX[i] = weight * x.level[i];
      gainY[i] = weight * y.level[i];
    }
  }
}

/** Share of its velocity that water loses to the ground in half a step. */
function braking(h: number, friction: number, u: number, v: number, dtS: number): number {
  return h > DRY_M ? dtS * friction * inverseSevenThirds(h) * h * Math.hypot(u, v) : 0;
}

function lean(
  { level, depth, rise, normal, along }: HalfChanges,
  { z, h, cellSizeM }: State,
  { walls }: Motion,
  i: number,
  step: number,
  bare: number,
  un: Float64Array,
  ut: Float64Array,
): void {
  const back = i - step;
  const ahead = i + step;
  level[i] = 0;
  depth[i] = 0;
  rise[i] = 0;
  normal[i] = 0;
  along[i] = 0;
  // Beside walls and in held water nothing is known to lean on.
  if ((walls[i] & bare) !== 0) return;
  // Slopes steeper than 1:1 count as 1:1, as at falls between cells.
  const most = 0.5 * cellSizeM;
  const bed = within(0.5 * limited(z[i] - z[back], z[ahead] - z[i]), most);
  if (h[i] > DRY_M) {
    let behind = climb(z, h, back, i);
    let before = climb(z, h, i, ahead);
    const dryBack = h[back] <= DRY_M;
    const dryAhead = h[ahead] <= DRY_M;
    // A dry bank is no water level: the water leans on as it does on its other side.
    if (dryBack && behind < 0) behind = dryAhead ? 0 : before;
    if (dryAhead && before > 0) before = dryBack ? 0 : behind;
    level[i] = within(0.5 * limited(behind, before), most);
    normal[i] = 0.5 * limited(un[i] - un[back], un[ahead] - un[i]);
    along[i] = 0.5 * limited(ut[i] - ut[back], ut[ahead] - ut[i]);
  }
  const asked = level[i] - bed;
  rise[i] = asked - within(asked, h[i]);
  // Depth is level less bed as far as the water covers the bed's own fall; in a sheet on a slope it leans by itself.
  const covered = Math.min(1, h[i] / Math.abs(bed));
  const own = 0.5 * limited(h[i] - h[back], h[ahead] - h[i]);
  depth[i] = bed === 0 ? within(asked, h[i]) : within(own + covered * (asked - own), h[i]);
}

const within = (value: number, most: number): number => Math.max(-most, Math.min(most, value));

/** Rise of the level from one cell to another, m; none within the rounding of depths and beds in 32 bits. */
function climb(z: Float32Array, h: Float32Array, from: number, to: number): number {
  const difference = z[to] - z[from] + (h[to] - h[from]);
  return Math.abs(difference) < 2 ** -22 * (h[from] + h[to]) ? 0 : difference;
}

/** Slopes are this much steeper than the flatter of those to both neighbours at most; at 2 a lake among cliffs rocks itself up. */
const STEEPEST = 1.3;

/** The mean of the slopes to both neighbours, limited. */
function limited(a: number, b: number): number {
  if (a * b <= 0) return 0;
  const least = STEEPEST * Math.min(Math.abs(a), Math.abs(b));
  const mean = 0.5 * (a + b);
  return Math.abs(mean) <= least ? mean : Math.sign(a) * least;
}
