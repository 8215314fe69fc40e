/**
 * Depths on the card are whole numbers of 2⁻⁴⁰ m in two 32-bit words (low, high): what one cell gives the next takes,
 * to the unit, in whatever order and however the compiler rearranges floating-point sums.
 */
export const UNIT_M = 2 ** -40;
const WORD = 2 ** 32;
const HIGH_M = WORD * UNIT_M;

/** Low and high word of a whole number of units; negative ones as two's complement. */
export function putWords(out: Uint32Array, at: number, units: number): void {
  const high = Math.floor(units / WORD);
  out[at] = units - high * WORD;
  out[at + 1] = high >>> 0;
}

/** Depth of two words, m; exact below 8 km. */
export const metresOf = (low: number, high: number): number => high * HIGH_M + low * UNIT_M;

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);
/** A 32-bit float as the word that holds it. */
export function floatBits(value: number): number {
  float[0] = value;
  return bits[0];
}

/** The same arithmetic in WGSL. */
export const FIXED_WGSL = /* wgsl */ `
fn depthOf(w: vec2u) -> f32 { return f32(w.y) * ${HIGH_M}f + f32(w.x) * ${UNIT_M}f; }

fn plus(a: vec2u, b: vec2u) -> vec2u {
  let low = a.x + b.x;
  return vec2u(low, a.y + b.y + select(0u, 1u, low < a.x));
}

fn minus(a: vec2u, b: vec2u) -> vec2u {
  return vec2u(a.x - b.x, a.y - b.y - select(0u, 1u, a.x < b.x));
}

fn least(a: vec2u, b: vec2u) -> vec2u {
  return select(b, a, a.y < b.y || (a.y == b.y && a.x < b.x));
}

// Units of |metres|, cut off. Read from the bits of the number, so that the number itself has to be one and the same
// wherever it is computed: no compiler can fuse the product before into a sum after.
fn unitsOf(metres: f32) -> vec2u {
  let bits = bitcast<u32>(metres) & 0x7fffffffu;
  let mantissa = (bits & 0x7fffffu) | 0x800000u;
  let shift = i32(bits >> 23u) - 110;
  if (shift <= -24) { return vec2u(0u); }
  if (shift < 0) { return vec2u(mantissa >> u32(-shift), 0u); }
  if (shift == 0) { return vec2u(mantissa, 0u); }
  if (shift < 32) { return vec2u(mantissa << u32(shift), mantissa >> u32(32 - shift)); }
  return vec2u(0u, mantissa << u32(min(shift - 32, 31)));
}

fn signedUnits(metres: f32) -> vec2u {
  let units = unitsOf(metres);
  if (metres < 0.0) { return minus(vec2u(0u), units); }
  return units;
}

fn product(a: u32, b: u32) -> vec2u {
  let cross1 = (a >> 16u) * (b & 0xffffu);
  let cross2 = (a & 0xffffu) * (b >> 16u);
  var sum = vec2u((a & 0xffffu) * (b & 0xffffu), (a >> 16u) * (b >> 16u));
  sum = plus(sum, vec2u(cross1 << 16u, cross1 >> 16u));
  return plus(sum, vec2u(cross2 << 16u, cross2 >> 16u));
}

fn times(a: vec2u, count: u32) -> vec2u {
  return plus(product(a.x, count), vec2u(0u, a.y * count));
}
`;
