// Words for four 32-bit floats at once.

// Constants, four times each: a load is cheaper than what engines make of a vector constant.
const TABLE = memory.data<f32>([
  0.05, 0.05, 0.05, 0.05, 1.6e-11, 1.6e-11, 1.6e-11, 1.6e-11, 1e-12, 1e-12, 1e-12, 1e-12, 1e-5, 1e-5, 1e-5, 1e-5,
]);
const WHOLE = memory.data<i32>([0x54b78000, 0x54b78000, 0x54b78000, 0x54b78000, 1365, 1365, 1365, 1365]);
/** Weight of each of the two faces in line against a face's own 0.9 (theta = 0.9; de Almeida et al. 2012). */
@inline export function beside(): v128 {
  return v128.load(TABLE);
}
/** Sixteen times the square of a discharge too small to matter, (m²/s)². */
@inline export function still(): v128 {
  return v128.load(TABLE, 16);
}
@inline export function trifle(): v128 {
  return v128.load(TABLE, 32);
}
/** Flow depth below which nothing moves, m (`DRY_M`). */
@inline export function least(): v128 {
  return v128.load(TABLE, 48);
}
/**
 * Depth that a discharge carries across a face in a step, in whole quanta of the level (`QUANTUM` is so large that its
 * last place is one): what one cell gives is to the last bit what the other gets, and sums of such depths are exact.
 */
@inline export function carried(discharge: v128, perFlux: v128, quantum: v128): v128 {
  return f32x4.sub(madd(discharge, perFlux, quantum), quantum);
}
/** A first guess of x^(−1/3), x > 0, by a third (1365/4096) of its bits: x·y³ lies between 1.332 and 1.58. */
@inline export function roughInverseCubeRoot(x: v128): v128 {
  return i32x4.sub(v128.load(WHOLE), i32x4.mul(i32x4.shr_s(x, 12), v128.load(WHOLE, 16)));
}

/** a·b + c, rounded once where the build allows it. */
@inline export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** c − a·b, rounded once where the build allows it. */
@inline export function nmadd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_nmadd(a, b, c);
  return f32x4.sub(c, f32x4.mul(a, b));
}

@inline export function largest(v: v128): f32 {
  return max(
    max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  );
}

@inline export function smallest(v: v128): f32 {
  return min(
    min(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    min(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  );
}

/** Lanes 0 + 2 and 1 + 3 in 64 bits. */
@inline export function inHalves(v: v128): v128 {
  return f64x2.add(f64x2.promote_low_f32x4(v), f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 2, 3)));
}
