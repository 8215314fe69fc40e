/** Seeded random numbers and noise. Integer arithmetic only, so that every machine draws the same city. */
export type Rng = () => number;

/** mulberry32: a stream of numbers in [0, 1). */
export function makeRng(seed: number): Rng {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A number in [0, 1) that belongs to a lattice point. */
export function hash01(ix: number, iy: number, seed = 0): number {
  let h = Math.imul(ix | 0, 0x27d4eb2d) ^ Math.imul(iy | 0, 0x165667b1) ^ Math.imul(seed | 0, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** Smooth value noise in [0, 1) with unit wavelength. */
export function noise(x: number, y: number, seed = 0): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const fx = x - ix;
  const fy = y - iy;
  const u = fx * fx * (3 - 2 * fx);
  const v = fy * fy * (3 - 2 * fy);
  const south = hash01(ix, iy, seed) * (1 - u) + hash01(ix + 1, iy, seed) * u;
  const north = hash01(ix, iy + 1, seed) * (1 - u) + hash01(ix + 1, iy + 1, seed) * u;
  return south * (1 - v) + north * v;
}

/** Sum of octaves of {@link noise}, in [0, 1). */
export function fractalNoise(x: number, y: number, octaves: number, seed = 0): number {
  let sum = 0;
  let weight = 0.5;
  let scale = 1;
  let total = 0;
  for (let i = 0; i < octaves; i++) {
    sum += weight * noise(x * scale, y * scale, seed + i);
    total += weight;
    weight *= 0.5;
    scale *= 2.03;
  }
  return sum / total;
}

export const between = (rng: Rng, low: number, high: number): number => low + (high - low) * rng();

/** One of the entries of a table of weights. */
export function pick<T>(rng: Rng, table: readonly (readonly [value: T, weight: number])[]): T {
  let total = 0;
  for (const [, weight] of table) total += weight;
  let left = rng() * total;
  for (const [value, weight] of table) {
    left -= weight;
    if (left < 0) return value;
  }
  return table[table.length - 1][0];
}
