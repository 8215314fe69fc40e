export const FOOT_M = 0.3048;
export const INCH_M = 0.0254;

/** Cubic metres a second of one unit of flow, and whether the file's other units are American with it. */
export const FLOW_UNITS: Readonly<Record<string, { readonly m3s: number; readonly us: boolean }>> = {
  CFS: { m3s: 0.028316846592, us: true },
  GPM: { m3s: 6.30901964e-5, us: true },
  MGD: { m3s: 0.0438126363888889, us: true },
  IMGD: { m3s: 0.0526167824, us: true },
  AFD: { m3s: 0.0142764101567, us: true },
  CMS: { m3s: 1, us: false },
  LPS: { m3s: 0.001, us: false },
  LPM: { m3s: 1 / 60000, us: false },
  MLD: { m3s: 1000 / 86400, us: false },
  CMH: { m3s: 1 / 3600, us: false },
  CMD: { m3s: 1 / 86400, us: false },
};

/** Metres with the rounding noise of a unit conversion taken off: a tenth of a millimetre. */
export const tidy = (value: number): number => Math.round(value * 1e4) / 1e4;

/** A sum or difference of levels without the last digits, which are rounding: a nanometre. */
export const withoutNoise = (value: number): number => Math.round(value * 1e9) / 1e9;

/**
 * A value as it stands in a file where one unit is `factor` in SI: the shortest decimal that reads back as exactly this
 * value, so that writing and reading in any units changes nothing.
 */
export function inUnits(value: number, factor: number): string {
  if (factor === 1) return String(value);
  const guess = value / factor;
  // The quotient may be off by an ulp or two from the decimal that the value came from.
  for (const near of [guess, guess * (1 + Number.EPSILON), guess * (1 - Number.EPSILON)]) {
    for (let digits = 1; digits <= 17; digits++) {
      const decimal = Number(near.toPrecision(digits));
      if (decimal * factor === value) return String(decimal);
    }
  }
  return String(guess);
}
