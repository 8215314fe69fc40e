/** Acceleration of gravity, m/s². */
export const GRAVITY = 9.81;
/**
 * Share of the wave-crossing time that a step may take. With theta 0.9 the scheme is stable only below √(theta/2) = 0.671:
 * at 0.7 a 1 mm checkerboard on 8 m of water grows to metres.
 */
export const ALPHA = 0.6;
/** Share of the time in which the fastest wave crosses a cell that a step of the full engine may take. */
export const CFL = 0.5;
/** Flow depth at a face below which nothing moves, m: a film that no ground keeps drier. */
export const DRY_M = 1e-5;
/** Depth from which a cell has a speed and a hazard rating, m. */
export const FILM_M = 1e-3;
/** Depth from which a cell counts as flooded (arrival, duration, wet area), m. */
export const FLOODED_M = 0.05;
/** Depth from which an area is told as flooded while a run goes on, m: a motorbike stops being safe. */
export const AREA_M = 0.15;
/** Depth that sets the time step while everything is shallower, m. */
export const STEP_DEPTH_M = 0.01;
/** Longest step, s. */
export const STEP_MAX_S = 5;
/** Cells deeper than this limit the step to `EMPTYING` of the time in which they would empty, m. */
export const EMPTYING_DEPTH_M = 0.005;
export const EMPTYING = 0.6;
/** The emptying rule may shorten a step to this share, so that a waterfall over a cliff cannot stop the clock. */
export const EMPTYING_FLOOR = 0.2;
/** Rain is handed out in whole multiples of this, m: exact in 32 bits up to 64 m of water. */
export const RAIN_QUANTUM_M = 2 ** -18;
