// Capacity of the ground: the rule of `infiltration.ts` for soils of Green and Ampt and for constant rates, cell by
// cell in 64 bits; other soils' rates are the host's.
import { OPEN, ROW, SEEP, SHARE, SOAKED, SOIL } from './layout';
import { block } from './memory';

/** A soil: 1 / interval, its pervious share, abstraction in m, ψ·Δθ in m, K·interval in m, least rate in m/s: 64 bits each. */
const PER_INTERVAL: usize = 0;
const PERVIOUS: usize = 8;
const ABSTRACTION: usize = 16;
const SUCTION: usize = 24;
const FULL: usize = 32;
const LEAST: usize = 40;

/** Writes the coming interval's rates of a tile's cells that have a soil. */
export function soak(tile: i32): void {
  const c = block(tile);
  for (let p = c; p < c + SHARE; p += 4) {
    const soil = <usize>load<i32>(p, SOIL);
    if (soil == 0 || !load<i32>(p, OPEN)) continue;
    const left = load<f64>(soil, ABSTRACTION) - <f64>load<f32>(p, SOAKED);
    const pervious = load<f64>(soil, PERVIOUS);
    let gain = max<f64>(0, left);
    if (pervious > 0) {
      // Green and Ampt over the interval, the logarithm to its first term about the middle (Li, Stevens, Simons 1976).
      const into = max<f64>(0, -left) / pervious;
      const full = load<f64>(soil, FULL);
      const b = full - 2 * into;
      gain += pervious * 0.5 * (b + sqrt(b * b + 8 * full * (into + load<f64>(soil, SUCTION))));
    }
    store<f32>(p, <f32>max(gain * load<f64>(soil, PER_INTERVAL), load<f64>(soil, LEAST)), SEEP);
  }
}
