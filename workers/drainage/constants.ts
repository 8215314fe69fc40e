/** Acceleration of gravity, m/s²: the one of the surface. */
export { GRAVITY } from '../flood/constants.ts';

/** Version of the scheme: raised by every change that changes results. */
export const DRAINAGE_VERSION = '1.3.0';
/** Longest step, s: 10 s was wrong by half on one published case. */
export const STEP_MAX_S = 5;
/** Plan area of a manhole's shaft, m²: 12.57 ft² of SWMM. */
export const SHAFT_M2 = 1.167;
/** Plan area over a rim that spills: so flat that the head stays at the rim while a step is solved, m². */
export const SPILL_M2 = 1000;
/**
 * Newton's steps end when no head moves more, m. At 1e-5 a level street swung by drops for ever; a tighter bound costs a
 * sixth of a step, since volumes are linear between depths and the last step is exact.
 */
export const HEAD_TOLERANCE_M = 1e-7;
export const NEWTON_MOST = 20;
/** A node may lack this much before its outflows are cut, m³. */
export const LACK_M3 = 1e-4;
/** A lack that no pass could cure: the step is taken again in halves, m³. */
export const LACK_MOST_M3 = 1e-3;
export const LIMITER_PASSES = 4;
/** A step is halved down to this share. */
export const SMALLEST_SHARE = 1 / 64;
