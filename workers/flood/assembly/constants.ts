// Numbers of the full kernel, four at once.
import { nmadd } from './vector';

// Constants, four times each: a load is cheaper than what engines make of a vector constant.
const TABLE = memory.data<f32>([
  9.81, 9.81, 9.81, 9.81,
  4.905, 4.905, 4.905, 4.905,
  2.384185791015625e-7, 2.384185791015625e-7, 2.384185791015625e-7, 2.384185791015625e-7,
  1, 1, 1, 1,
  2, 2, 2, 2,
  8, 8, 8, 8,
  0.33333333, 0.33333333, 0.33333333, 0.33333333,
  1.3333333, 1.3333333, 1.3333333, 1.3333333,
  1e-15, 1e-15, 1e-15, 1e-15,
  0.3379626, 0.3379626, 0.3379626, 0.3379626,
  1.3391189, 1.3391189, 1.3391189, 1.3391189,
  0.1875, 0.1875, 0.1875, 0.1875,
]);
const GUESS = memory.data<i32>([0x54a028e3, 0x54a028e3, 0x54a028e3, 0x54a028e3, 1365, 1365, 1365, 1365]);
@inline export function gravity(): v128 {
  return v128.load(TABLE, 0);
}
@inline export function halfGravity(): v128 {
  return v128.load(TABLE, 16);
}
@inline export function roundingUnit(): v128 {
  return v128.load(TABLE, 32);
}
@inline export function one(): v128 {
  return v128.load(TABLE, 48);
}
@inline export function two(): v128 {
  return v128.load(TABLE, 64);
}
@inline export function eight(): v128 {
  return v128.load(TABLE, 80);
}
@inline export function third(): v128 {
  return v128.load(TABLE, 96);
}
@inline export function fourThirds(): v128 {
  return v128.load(TABLE, 112);
}
@inline export function faint(): v128 {
  return v128.load(TABLE, 128);
}

/** For `carried`: its last place is 2⁻²⁶ m, so that two cells book the same; fine enough for sheets of rain. */
@inline export function quantum(): v128 {
  return v128.load(TABLE, 176);
}

/**
 * x^(−1/3) for x > 0 by a third of the bits, a Newton step tuned to that guess and a plain one: relative error 2e-5 in
 * x^(−7/3).
 */
@inline export function inverseCubeRoot(x: v128): v128 {
  const guess = i32x4.sub(v128.load(GUESS), i32x4.mul(i32x4.shr_s(x, 12), v128.load(GUESS, 16)));
  const near = newton(f32x4.mul(x, v128.load(TABLE, 144)), v128.load(TABLE, 160), guess);
  return newton(f32x4.mul(x, third()), fourThirds(), near);
}

@inline function newton(part: v128, whole: v128, y: v128): v128 {
  return f32x4.mul(y, nmadd(f32x4.mul(part, y), f32x4.mul(y, y), whole));
}
