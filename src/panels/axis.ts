/** Arithmetic of the score and of small charts; no DOM. */

/** Smallest of 1, 1.5, 2, 3, 4, 5, 6, 8 × 10^k that is at least `value`. */
export function niceCeil(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  for (const step of [1, 1.5, 2, 3, 4, 5, 6, 8, 10]) if (value <= step * power * (1 + 1e-9)) return step * power;
  return 10 * power;
}

/** Hours between labels of a time axis so that they stand at least `minPx` apart. */
export function hourStep(durationS: number, widthPx: number, minPx = 90): number {
  const hours = durationS / 3600;
  for (const step of [0.25, 0.5, 1, 2, 3, 6, 12, 24, 48]) if ((widthPx / hours) * step >= minPx) return step;
  return 96;
}

/** Value of a series that holds from each time to the next, at a time; 0 before it starts. */
export function heldAt(timesS: readonly number[], values: readonly number[], timeS: number): number {
  let value = 0;
  for (let i = 0; i < timesS.length && timesS[i] <= timeS; i++) value = values[i];
  return value;
}

/** Value of a linear series at a time; the ends hold. */
export function linearAt(timesS: readonly number[], values: ArrayLike<number>, timeS: number): number | undefined {
  if (timesS.length === 0) return undefined;
  if (timeS <= timesS[0]) return values[0];
  for (let i = 1; i < timesS.length; i++) {
    if (timeS > timesS[i]) continue;
    const share = (timeS - timesS[i - 1]) / (timesS[i] - timesS[i - 1]);
    return values[i - 1] + share * (values[i] - values[i - 1]);
  }
  return values[values.length - 1];
}

/** The steps of a held series as bars; the last value has no end unless the axis gives one. */
export function barsOf(
  timesS: readonly number[],
  values: readonly number[],
  durationS: number,
): { readonly index: number; readonly fromS: number; readonly toS: number; readonly value: number }[] {
  return timesS
    .map((fromS, index) => ({
      index,
      fromS,
      toS: Math.min(durationS, timesS[index + 1] ?? durationS),
      value: values[index],
    }))
    .filter((bar) => bar.fromS < durationS && (bar.index < timesS.length - 1 || bar.value > 0));
}

/** Decimals that a tick of an axis needs: 0.5 one, 0.25 two. */
export const tickDigits = (tick: number): number => {
  for (const digits of [0, 1])
    if (Math.abs(tick * 10 ** digits - Math.round(tick * 10 ** digits)) < 1e-6) return digits;
  return 2;
};
