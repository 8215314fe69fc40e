import type { Curve, Series } from './network.ts';

/** y at x, linear between points; the first and last values hold outside. */
export function curveAt(curve: Curve, x: number): number {
  const last = curve.x.length - 1;
  if (last < 0) return 0;
  if (x <= curve.x[0]) return curve.y[0];
  if (x >= curve.x[last]) return curve.y[last];
  const i = pieceAt(curve.x, x);
  return curve.y[i] + curveSlope(curve, i) * (x - curve.x[i]);
}

/** dy/dx at x; 0 outside. */
export function curveSlopeAt(curve: Curve, x: number): number {
  const last = curve.x.length - 1;
  if (last < 1 || x < curve.x[0] || x >= curve.x[last]) return 0;
  return curveSlope(curve, pieceAt(curve.x, x));
}

/** y of the first point whose x is over the given one: curves in steps. */
export function curveStepAt(curve: Curve, x: number): number {
  const last = curve.x.length - 1;
  for (let i = 0; i <= last; i++) if (x < curve.x[i]) return curve.y[i];
  return last < 0 ? 0 : curve.y[last];
}

const curveSlope = ({ x, y }: Curve, i: number): number => (x[i + 1] > x[i] ? (y[i + 1] - y[i]) / (x[i + 1] - x[i]) : 0);

/** i with xs[i] ≤ x < xs[i + 1]. */
function pieceAt(xs: ArrayLike<number>, x: number): number {
  let low = 0;
  let high = xs.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle] <= x) low = middle;
    else high = middle;
  }
  return low;
}

/** Value of a series; outside its times 0 (`outside` "zero": flows) or its first and last value ("hold": levels). */
export function seriesAt({ timesS, values }: Series, timeS: number, outside: 'zero' | 'hold'): number {
  const last = timesS.length - 1;
  if (last < 0) return 0;
  if (timeS < timesS[0]) return outside === 'hold' ? values[0] : 0;
  if (timeS > timesS[last]) return outside === 'hold' ? values[last] : 0;
  if (timeS === timesS[last]) return values[last];
  const i = pieceAt(timesS, timeS);
  const span = timesS[i + 1] - timesS[i];
  return span > 0 ? values[i] + ((values[i + 1] - values[i]) * (timeS - timesS[i])) / span : values[i + 1];
}
