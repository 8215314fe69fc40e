import type { Curve, Series } from './relations.ts';

interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** y at x, linear between points; the first and last values hold outside. */
export function curveAt(curve: Points, x: number): number {
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

const curveSlope = ({ x, y }: Points, i: number): number =>
  x[i + 1] > x[i] ? (y[i + 1] - y[i]) / (x[i + 1] - x[i]) : 0;

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

/** Value of a series; its first and last value hold outside its times. */
export const seriesAt = ({ timesS, values }: Series, timeS: number): number => curveAt({ x: timesS, y: values }, timeS);

/** Mean of a series from one time to a later one, by its exact integral; nothing flows outside its times. */
export function seriesMean(series: Series, fromS: number, toS: number): number {
  const { timesS } = series;
  const last = timesS.length - 1;
  const start = Math.max(fromS, last < 0 ? fromS : timesS[0]);
  const end = Math.min(toS, last < 0 ? fromS : timesS[last]);
  if (end <= start) return 0;
  let i = start < timesS[last] ? pieceAt(timesS, start) : last - 1;
  let at = start;
  let sum = 0;
  while (at < end) {
    const stop = Math.min(end, timesS[i + 1]);
    if (stop > at) sum += seriesPiece(series, i, (at + stop) / 2) * (stop - at);
    at = Math.max(at, stop);
    i++;
  }
  return sum / (toS - fromS);
}

/** Value on the piece from point i to the next. */
const seriesPiece = ({ timesS, values }: Series, i: number, timeS: number): number =>
  values[i] + ((values[i + 1] - values[i]) * (timeS - timesS[i])) / (timesS[i + 1] - timesS[i]);
