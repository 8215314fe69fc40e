import { DRY_M, GRAVITY } from '../constants.ts';
import type { State } from '../reference/state.ts';
import type { Motion } from './motion.ts';

/**
 * Half the change across each cell, towards larger column or row, of level, depth and velocities (limited by minmod):
 * second order in space. Level and depth are limited, the bed follows from them, so that a lake at rest stays level.
 */
export interface Slopes {
  readonly x: HalfChanges;
  readonly y: HalfChanges;
}

interface HalfChanges {
  readonly level: Float64Array;
  readonly depth: Float64Array;
  /** Velocity in this direction and across it. */
  readonly normal: Float64Array;
  readonly along: Float64Array;
}

export function createSlopes(size: number): Slopes {
  const changes = (): HalfChanges => ({
    level: new Float64Array(size),
    depth: new Float64Array(size),
    normal: new Float64Array(size),
    along: new Float64Array(size),
  });
  return { x: changes(), y: changes() };
}

/** Slopes of the cells in the spans, and the weight of their water down the slope of their own level. */
export function computeSlopes(slopes: Slopes, state: State, motion: Motion, spans: Int32Array, end: number): void {
  const { u, v, gainX, gainY } = motion;
  for (let span = 0; span < end; span += 2) {
    for (let i = spans[span]; i < spans[span + 1]; i++) {
      limit(slopes.x, state, i, 1, u, v);
      limit(slopes.y, state, i, state.stride, v, u);
      gainX[i] = -2 * GRAVITY * state.h[i] * slopes.x.level[i];
      gainY[i] = -2 * GRAVITY * state.h[i] * slopes.y.level[i];
    }
  }
}

function limit(
  { level, depth, normal, along }: HalfChanges,
  { z, h, code, wallM }: State,
  i: number,
  step: number,
  un: Float64Array,
  ut: Float64Array,
): void {
  const back = i - step;
  const ahead = i + step;
  // Beside walls, in films and in held water nothing is known to lean on.
  if (code[i] === 0 || h[i] <= DRY_M || z[back] === wallM || z[ahead] === wallM) {
    level[i] = 0;
    depth[i] = 0;
    normal[i] = 0;
    along[i] = 0;
    return;
  }
  level[i] = 0.5 * minmod(rise(z, h, back, i), rise(z, h, i, ahead));
  depth[i] = 0.5 * minmod(h[i] - h[back], h[ahead] - h[i]);
  normal[i] = 0.5 * minmod(un[i] - un[back], un[ahead] - un[i]);
  along[i] = 0.5 * minmod(ut[i] - ut[back], ut[ahead] - ut[i]);
}

/** Rise of the level from one cell to another, m; none within the rounding of depths and beds in 32 bits. */
function rise(z: Float32Array, h: Float32Array, from: number, to: number): number {
  const difference = z[to] - z[from] + (h[to] - h[from]);
  return Math.abs(difference) < 2 ** -22 * (h[from] + h[to]) ? 0 : difference;
}

function minmod(a: number, b: number): number {
  if (a * b <= 0) return 0;
  return Math.abs(a) < Math.abs(b) ? a : b;
}
