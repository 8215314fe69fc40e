// Slopes of second order and what the faces of a row of cells see of them: the equations are told in full/slopes.ts.
import { fallOf } from './columns';
import { gravity, inverseCubeRoot, one, two } from './constants';
import { LEANING } from './fullLayout';
import { dry4, dt4, perFlux4, steepest4 } from './stepping';
import { madd } from './vector';
import { CORNER, OUR_FRICTION, OUR_H, OUR_U, OUR_V, OUR_WALLS, OUR_Z, WIDTH } from './window';

// Rows of columns −1 … 18. Of each direction: depth and velocities across and along, as the face ahead (east, south) and the
// face behind see them, half the change of the level, what the bed rises out of thin water; then the half step's depth.
export const AHEAD_H: usize = 0;
export const AHEAD_N: usize = WIDTH;
export const AHEAD_T: usize = 2 * WIDTH;
export const BEHIND_H: usize = 3 * WIDTH;
export const BEHIND_N: usize = 4 * WIDTH;
export const BEHIND_T: usize = 5 * WIDTH;
export const LEVEL_SLOPE: usize = 6 * WIDTH;
export const RISE: usize = 7 * WIDTH;
export const LATER_H: usize = 8 * WIDTH;
/** Momentum that the water's weight gives down its own level, along rows (in the rows' place) and columns. */
export const PULL: usize = 9 * WIDTH;
const SEEN: usize = 10 * WIDTH;

/** What faces across columns see of a row, and faces across rows: of even and odd ones, for a face needs two. */
export const ROW_SEEN: usize = LEANING;
@inline export function columnSeen(row: i32): usize {
  return LEANING + (row & 1 ? 2 * SEEN : SEEN);
}
export const CROSSED: usize = LEANING + 3 * SEEN;

const TABLE = memory.data<f32>([0.25, 0.25, 0.25, 0.25, 0.65, 0.65, 0.65, 0.65]);
const SIGN = memory.data<i32>([i32.MIN_VALUE, i32.MIN_VALUE, i32.MIN_VALUE, i32.MIN_VALUE]);

/** Half the generalised minmod slope (factor 1.3) of the slopes to both neighbours. */
@inline function half(a: v128, b: v128): v128 {
  const sum = f32x4.add(a, b);
  const mean = f32x4.mul(f32x4.abs(sum), v128.load(TABLE));
  const most = f32x4.mul(f32x4.pmin(f32x4.abs(a), f32x4.abs(b)), v128.load(TABLE, 16));
  const size = v128.or(f32x4.pmin(mean, most), v128.and(sum, v128.load(SIGN)));
  return v128.and(size, f32x4.gt(f32x4.mul(a, b), f32x4.splat(0)));
}

@inline function within(value: v128, most: v128): v128 {
  return f32x4.pmax(f32x4.neg(most), f32x4.pmin(most, value));
}

/** Half changes in one direction, see `HalfChanges`: set by `lean`. */
let level: v128 = i32x4(0, 0, 0, 0);
let depth: v128 = i32x4(0, 0, 0, 0);
let rise: v128 = i32x4(0, 0, 0, 0);
let across: v128 = i32x4(0, 0, 0, 0);
let along: v128 = i32x4(0, 0, 0, 0);

/** @param at four cells, `step` bytes to those behind and ahead; `N`, `T`: fields of velocities across and along */
@inline function lean(at: usize, step: usize, N: usize, T: usize, leans: v128): void {
  const behind = at - step;
  const ahead = at + step;
  const z = v128.load(at, OUR_Z);
  const h = v128.load(at, OUR_H);
  const hBehind = v128.load(behind, OUR_H);
  const hAhead = v128.load(ahead, OUR_H);
  const bedBehind = f32x4.sub(z, v128.load(behind, OUR_Z));
  const bedAhead = f32x4.sub(v128.load(ahead, OUR_Z), z);
  const most = f32x4.mul(f32x4.splat(-0.5), steepest4);
  const bed = within(half(bedBehind, bedAhead), most);
  const wet = v128.and(f32x4.gt(h, dry4), leans);
  const from = fallOf(bedBehind, h, hBehind);
  const to = fallOf(bedAhead, hAhead, h);
  // A dry bank is no water level: the water leans on as it does on its other side.
  const zero = f32x4.splat(0);
  const dryBehind = f32x4.le(hBehind, dry4);
  const dryAhead = f32x4.le(hAhead, dry4);
  const likeAhead = v128.and(dryBehind, f32x4.lt(from, zero));
  const likeBehind = v128.and(dryAhead, f32x4.gt(to, zero));
  const leaning = half(
    v128.bitselect(v128.andnot(to, dryAhead), from, likeAhead),
    v128.bitselect(v128.andnot(from, dryBehind), to, likeBehind),
  );
  level = v128.and(within(leaning, most), wet);
  const asked = f32x4.sub(level, bed);
  rise = v128.and(f32x4.sub(asked, within(asked, h)), leans);
  const own = half(f32x4.sub(h, hBehind), f32x4.sub(hAhead, h));
  const covered = f32x4.pmin(one(), f32x4.div(h, f32x4.abs(bed)));
  depth = v128.and(within(madd(covered, f32x4.sub(asked, own), own), h), leans);
  const n = v128.load(at + N);
  const t = v128.load(at + T);
  across = v128.and(half(f32x4.sub(n, v128.load(behind + N)), f32x4.sub(v128.load(ahead + N), n)), wet);
  along = v128.and(half(f32x4.sub(t, v128.load(behind + T)), f32x4.sub(v128.load(ahead + T), t)), wet);
}

/** Lanes without a bit of the cell's walls. */
@inline function without(walls: v128, bit: i32): v128 {
  return i32x4.eq(v128.and(walls, i32x4.splat(bit)), i32x4.splat(0));
}

/** What the faces of a row see; row −1 is the last of the tile above, 16 the first of the one below. */
export function leanRow(row: i32, t: usize): void {
  let at = t + CORNER + <usize>row * WIDTH;
  let x = t + ROW_SEEN;
  let y = t + columnSeen(row);
  for (let k = 0; k < 5; k++, at += 16, x += 16, y += 16) leanFour(at, x, y);
}

@inline function leanFour(at: usize, x: usize, y: usize): void {
  const walls = v128.load(at, OUR_WALLS);
  const leansX = without(walls, 16);
  const leansY = without(walls, 32);
  lean(at, 4, OUR_U, OUR_V, leansX);
  const levelX = level;
  const depthX = depth;
  const riseX = rise;
  const acrossX = across;
  const alongX = along;
  lean(at, WIDTH, OUR_V, OUR_U, leansY);

  const h = v128.load(at, OUR_H);
  const u = v128.load(at, OUR_U);
  const v = v128.load(at, OUR_V);
  const flow = madd(h, f32x4.add(acrossX, across), madd(u, depthX, f32x4.mul(v, depth)));
  const least = f32x4.sub(h, f32x4.pmax(f32x4.abs(depthX), f32x4.abs(depth)));
  const later = f32x4.pmax(f32x4.neg(least), f32x4.neg(f32x4.mul(perFlux4, flow)));
  // The ground's share in half a step: friction counts half in its field.
  const wet = v128.and(f32x4.gt(h, dry4), v128.or(leansX, leansY));
  const root = inverseCubeRoot(h);
  const root2 = f32x4.mul(root, root);
  const slowed = f32x4.mul(f32x4.mul(dt4, v128.load(at, OUR_FRICTION)), f32x4.mul(root2, root2));
  const braked = v128.and(f32x4.mul(slowed, f32x4.sqrt(madd(u, u, f32x4.mul(v, v)))), wet);
  const perBraked = f32x4.div(f32x4.splat(-1), f32x4.add(one(), braked));
  const g = gravity();
  const drivenX = madd(u, acrossX, madd(v, along, f32x4.mul(g, levelX)));
  const drivenY = madd(u, alongX, madd(v, across, f32x4.mul(g, level)));
  const uLater = f32x4.mul(madd(perFlux4, drivenX, f32x4.mul(braked, u)), perBraked);
  const vLater = f32x4.mul(madd(perFlux4, drivenY, f32x4.mul(braked, v)), perBraked);
  const hLater = f32x4.add(h, later);
  const uHalf = f32x4.add(u, uLater);
  const vHalf = f32x4.add(v, vLater);
  const weight = f32x4.mul(f32x4.mul(two(), g), hLater);
  v128.store(x, f32x4.neg(f32x4.mul(weight, levelX)), PULL);
  v128.store(y, f32x4.neg(f32x4.mul(weight, level)), PULL);
  see(x, h, hLater, later, uHalf, vHalf, levelX, depthX, riseX, acrossX, alongX);
  see(y, h, hLater, later, vHalf, uHalf, level, depth, rise, across, along);
}

@inline function see(
  to: usize, h: v128, hLater: v128, later: v128, n: v128, t: v128, level: v128, depth: v128, rise: v128, across: v128,
  along: v128,
): void {
  const zero = f32x4.splat(0);
  v128.store(to, f32x4.pmax(zero, f32x4.add(hLater, depth)), AHEAD_H);
  v128.store(to, f32x4.pmax(zero, f32x4.sub(hLater, depth)), BEHIND_H);
  // Weights that leave the cell's mean momentum as it is (Audusse et al. 2004, section 5).
  const lean = v128.and(f32x4.div(depth, h), f32x4.gt(h, zero));
  const ahead = f32x4.sub(one(), lean);
  const behind = f32x4.add(one(), lean);
  v128.store(to, madd(ahead, across, n), AHEAD_N);
  v128.store(to, madd(ahead, along, t), AHEAD_T);
  v128.store(to, f32x4.sub(n, f32x4.mul(behind, across)), BEHIND_N);
  v128.store(to, f32x4.sub(t, f32x4.mul(behind, along)), BEHIND_T);
  v128.store(to, level, LEVEL_SLOPE);
  v128.store(to, rise, RISE);
  v128.store(to, later, LATER_H);
}
