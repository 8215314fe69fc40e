const RADIANS = Math.PI / 180;

/** Angles of the camera itself, once the free view's centre is not the picture's. */
export interface Aim {
  readonly headingRad: number;
  /** Below the horizon. */
  readonly pitchRad: number;
}

/**
 * Turns the camera so that the point it looks at (under `headingDeg`, `pitchDeg`) falls on the middle of the free view.
 * `x`, `y`: that middle from the picture's centre, in half pictures, right and up; `tanX`, `tanY`: tangents of half the
 * field of view. Exact, without roll; the projection stays symmetric, which Cesium's several depth ranges need.
 */
export function aimOf(headingDeg: number, pitchDeg: number, x: number, y: number, tanX: number, tanY: number): Aim {
  const X = x * tanX;
  const Y = y * tanY;
  const sin = (Math.hypot(1, X, Y) * Math.sin(pitchDeg * RADIANS)) / Math.hypot(1, Y);
  const pitchRad = Math.min(Math.PI / 2 - 1e-4, Math.atan(Y) + Math.asin(Math.min(1, sin)));
  const forward = Math.cos(pitchRad) + Y * Math.sin(pitchRad);
  return { headingRad: headingDeg * RADIANS - Math.atan2(X, forward), pitchRad };
}
