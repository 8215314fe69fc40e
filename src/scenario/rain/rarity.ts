import { IDF_VALID_TO_S, type Idf, idfIntensityMmH } from './idf.ts';
import type { RainSeries } from './storm.ts';

/** Durations over which the heaviest rain of a series is looked for, s. */
export const RARITY_DURATIONS_S = [900, 1800, 3600, 7200, 10800, 21600, 43200, 86400] as const;
/** Return periods beyond this mean nothing with a formula of this kind, years. */
export const RAREST_Y = 1000;

/** The heaviest rain of a duration within a series. */
export interface Rarity {
  readonly durationS: number;
  readonly depthMm: number;
  /** Years between two as heavy, by the IDF; undefined beyond the IDF's range, or where it falls below half a year. */
  readonly years: number | undefined;
}

/** Greatest depth within any stretch of some length, mm; the last value, which has no end, is not counted. */
export function heaviestMm({ timesS, intensityMmH }: RainSeries, durationS: number): number {
  const mass = [0];
  for (let i = 0; i + 1 < timesS.length; i++)
    mass.push(mass[i] + (intensityMmH[i] * (timesS[i + 1] - timesS[i])) / 3600);
  const fallenBy = (timeS: number): number => {
    if (timeS <= timesS[0]) return 0;
    let k = 0;
    while (k + 1 < timesS.length && timesS[k + 1] <= timeS) k++;
    return k + 1 < timesS.length ? mass[k] + (intensityMmH[k] * (timeS - timesS[k])) / 3600 : mass[k];
  };
  // The sum over a window changes its slope only where one of its ends meets a step.
  const starts = timesS.flatMap((timeS) => [timeS, timeS - durationS]);
  return Math.max(0, ...starts.map((start) => fallenBy(start + durationS) - fallenBy(start)));
}

/** Years between two bursts as heavy, the IDF turned about; at most RAREST_Y. */
export function returnPeriodY(idf: Idf, depthMm: number, durationS: number): number {
  const once = idfIntensityMmH(idf, 1, durationS);
  const ratio = (depthMm * 3600) / durationS / once;
  if (idf.C <= 0) return Number.NaN;
  return Math.min(RAREST_Y, 10 ** ((ratio - 1) / idf.C));
}

/** How rare a series is at each duration up to its own length. */
export function rarityOf(series: RainSeries, idf: Idf): Rarity[] {
  const { timesS } = series;
  if (timesS.length < 2) return [];
  const lengthS = timesS[timesS.length - 1] - timesS[0];
  return RARITY_DURATIONS_S.filter((durationS) => durationS <= lengthS + 1).map((durationS) => {
    const depthMm = heaviestMm(series, durationS);
    const years = returnPeriodY(idf, depthMm, durationS);
    return { durationS, depthMm, years: durationS <= IDF_VALID_TO_S && years >= 0.5 ? years : undefined };
  });
}
