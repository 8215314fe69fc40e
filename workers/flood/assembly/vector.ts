// Words for four 32-bit floats at once.

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

/** x^(−1/3) for x > 0: a third of the bits by shifts, then one tuned Newton step; relative error at most 0.07 %. */
@inline export function inverseCubeRoot(x: v128): v128 {
  let t = i32x4.add(i32x4.shr_s(x, 2), i32x4.shr_s(x, 4));
  t = i32x4.add(t, i32x4.shr_s(t, 4));
  t = i32x4.add(t, i32x4.shr_s(t, 8));
  const y = i32x4.sub(i32x4.splat(0x54a2fa8c), t);
  return f32x4.mul(y, nmadd(f32x4.mul(f32x4.splat(0.3345), f32x4.mul(x, y)), f32x4.mul(y, y), f32x4.splat(1.33612)));
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

/** The four lanes summed in 64 bits. */
@inline export function total(v: v128): f64 {
  return (
    <f64>f32x4.extract_lane(v, 0) +
    <f64>f32x4.extract_lane(v, 1) +
    (<f64>f32x4.extract_lane(v, 2) + <f64>f32x4.extract_lane(v, 3))
  );
}
