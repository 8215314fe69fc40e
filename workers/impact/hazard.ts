/** Limits of H1–H5: depth (m), speed (m/s), depth × speed (m²/s); beyond is H6. AIDR Handbook 7-3, after Smith et al. 2014. */
const LIMITS: readonly (readonly [depthM: number, speedMS: number, productM2S: number])[] = [
  [0.3, 2, 0.3],
  [0.5, 2, 0.6],
  [1.2, 2, 0.6],
  [2, 2, 1],
  [4, 4, 4],
];

/**
 * Class H1–H6 of water; 0 where there is none. Every limit grows with the class, so that the class of the greatest depth,
 * speed and depth × speed of a storm, each from its own moment, is the greatest class of its moments.
 *
 * @param depthM, speedMS, product ≥ 0; m, m/s, m²/s
 */
export function hazardClass(depthM: number, speedMS: number, product = depthM * speedMS): number {
  if (!(depthM > 0)) return 0;
  for (let k = 0; k < LIMITS.length; k++) {
    const [depth, speed, most] = LIMITS[k];
    if (depthM <= depth && speedMS <= speed && product <= most) return k + 1;
  }
  return 6;
}

/** Class of a cell over a whole storm, from maps accumulated step by step. */
export const worstClass = ({ depthMaxM, speedMaxMS, productMaxM2S }: WorstWater, cell: number): number =>
  hazardClass(depthMaxM[cell], speedMaxMS[cell], productMaxM2S[cell]);

/** Greatest depth, m, speed, m/s, and depth × speed, m²/s, of each cell. */
export interface WorstWater {
  readonly depthMaxM: Float32Array;
  readonly speedMaxMS: Float32Array;
  readonly productMaxM2S: Float32Array;
}

/** Speed on a wet road, km/h, for water of up to 300 mm; 0 above. Pregnolato et al. 2017. @param depthM on the road */
export function wetRoadSpeed(depthM: number): number {
  const w = depthM * 1000;
  if (w >= 300) return 0;
  return Math.max(0, 0.0009 * w * w - 0.5529 * w + 86.9448);
}

/** Class of a value by lower bounds: −1 below the first. */
export function classOf(bounds: readonly number[], value: number): number {
  let k = -1;
  while (k + 1 < bounds.length && value >= bounds[k + 1]) k++;
  return k;
}
