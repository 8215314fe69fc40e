/** Values over time: linear between times (levels, discharges) or held to the next time (rain). */

/** Index of the last time ≤ `timeS`, −1 before the first. Times ascend; equal times are a jump. */
function lastAtOrBefore(timesS: Float64Array, timeS: number): number {
  let low = 0;
  let high = timesS.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timesS[middle] <= timeS) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Linear between times; the first value holds before, the last after; 0 without any. */
export function linearAt(timesS: Float64Array, values: Float64Array, timeS: number): number {
  const count = timesS.length;
  if (count === 0) return 0;
  const at = lastAtOrBefore(timesS, timeS);
  if (at < 0) return values[0];
  if (at >= count - 1) return values[count - 1];
  const span = timesS[at + 1] - timesS[at];
  return values[at] + (values[at + 1] - values[at]) * ((timeS - timesS[at]) / span);
}

/** ∫ of the linear series from `fromS` to `toS`. */
export function linearIntegral(timesS: Float64Array, values: Float64Array, fromS: number, toS: number): number {
  let sum = 0;
  let start = fromS;
  let at = lastAtOrBefore(timesS, fromS);
  // A jump (two equal times) is met by taking the value just inside each piece.
  while (start < toS) {
    const end = at + 1 < timesS.length ? Math.min(toS, timesS[at + 1]) : toS;
    if (end > start) {
      const middle = linearAt(timesS, values, start + (end - start) / 2);
      sum += middle * (end - start);
      start = end;
    }
    at += 1;
  }
  return sum;
}

/** Held to the next time: 0 before the first, the last value for ever. */
export function heldAt(timesS: Float64Array, values: Float64Array, timeS: number): number {
  const at = lastAtOrBefore(timesS, timeS);
  return at < 0 ? 0 : values[at];
}

/** ∫ of the held series from `fromS` to `toS`: nothing before its first time, its last value for ever. */
export function heldIntegral(timesS: Float64Array, values: Float64Array, fromS: number, toS: number): number {
  let sum = 0;
  let start = fromS;
  let at = lastAtOrBefore(timesS, fromS);
  while (start < toS) {
    const end = at + 1 < timesS.length ? Math.min(toS, timesS[at + 1]) : toS;
    if (at >= 0) sum += values[at] * (end - start);
    start = end;
    at += 1;
  }
  return sum;
}
