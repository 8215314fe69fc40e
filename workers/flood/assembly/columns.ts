// Flux between columns of water, four faces at a time: the scheme and its sources are told in full/faces.ts.
import { gravity, halfGravity, roundingUnit, one } from './constants';
import { madd } from './vector';

/** Momentum that the left cell loses and the right cell gains with the mass flux last returned, m³/s². */
export let fromLeft: v128 = i32x4(0, 0, 0, 0);
export let toRight: v128 = i32x4(0, 0, 0, 0);

/**
 * Mass flux from left to right, m²/s.
 * @param fall of the level from left to right, m, none within rounding (`fallOf`); `dry`: depth below which nothing moves;
 * `steepest`: rise of a slope that falls 1:1, negative
 */
@inline export function exchange(
  fall: v128, hL: v128, hR: v128, uL: v128, uR: v128, dry: v128, steepest: v128,
): v128 {
  const zero = f32x4.splat(0);
  const g = gravity();
  // Level of the left water over the right bed and of the right water over the left bed.
  const overRight = f32x4.add(hR, fall);
  const overLeft = f32x4.sub(hL, fall);
  const a = f32x4.pmax(zero, f32x4.pmin(hL, overRight));
  const b = f32x4.pmax(zero, f32x4.pmin(hR, overLeft));
  const wet = f32x4.gt(f32x4.pmax(a, b), dry);
  const ga = f32x4.mul(g, a);
  const gb = f32x4.mul(g, b);
  const cL = f32x4.sqrt(ga);
  const cR = f32x4.sqrt(gb);
  const slow = f32x4.pmin(zero, f32x4.pmin(f32x4.sub(uL, cL), f32x4.sub(uR, cR)));
  const fast = f32x4.pmax(zero, f32x4.pmax(f32x4.add(uL, cL), f32x4.add(uR, cR)));
  const perSpread = v128.and(f32x4.div(one(), f32x4.sub(fast, slow)), wet);
  const qL = f32x4.mul(a, uL);
  const qR = f32x4.mul(b, uR);
  const both = f32x4.mul(slow, fast);
  const rise = f32x4.sub(b, a);
  const pressure = f32x4.mul(f32x4.mul(halfGravity(), rise), f32x4.add(b, a));
  const fastQ = f32x4.mul(fast, qL);
  const slowQ = f32x4.mul(slow, qR);
  const carried = madd(both, f32x4.sub(qR, qL), f32x4.sub(f32x4.mul(fastQ, uL), f32x4.mul(slowQ, uR)));
  const shared = f32x4.mul(perSpread, f32x4.sub(carried, f32x4.mul(slow, pressure)));
  fromLeft = madd(ga, f32x4.pmin(zero, f32x4.pmax(steepest, overLeft)), shared);
  // The two differ by the difference of pressures.
  toRight = madd(gb, f32x4.pmin(zero, f32x4.pmax(steepest, overRight)), f32x4.sub(shared, v128.and(pressure, wet)));
  return f32x4.mul(perSpread, madd(both, rise, f32x4.sub(fastQ, slowQ)));
}

/** Fall of the level, m, from that of the bed: a difference within the rounding of depths and beds in 32 bits is none. */
@inline export function fallOf(bed: v128, hL: v128, hR: v128): v128 {
  const fall = f32x4.add(bed, f32x4.sub(hL, hR));
  const told = f32x4.ge(f32x4.abs(fall), f32x4.mul(roundingUnit(), f32x4.add(hL, hR)));
  return v128.and(fall, told);
}

/** Momentum along the face goes with the mass. */
@inline export function along(mass: v128, wL: v128, wR: v128): v128 {
  return f32x4.mul(mass, v128.bitselect(wL, wR, f32x4.gt(mass, f32x4.splat(0))));
}
