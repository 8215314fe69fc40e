/** A flood of a river as a planner states it. */
export interface RiverFlood {
  /** Before and long after, m³/s. */
  readonly baseM3s: number;
  readonly peakM3s: number;
  /** From the start of the scenario to the peak, s. */
  readonly peakS: number;
}

/** Recession takes this many times as long as the rise to fall to 1/e: usual for short steep rivers; assumed. */
const RECESSION = 1.5;
const STEPS = 12;

/**
 * The hydrograph of a flood: it rises as half a cosine from base to peak and recedes exponentially.
 * @param durationS of the scenario: the series reaches to there
 */
export function riverSeries({ baseM3s, peakM3s, peakS }: RiverFlood, durationS: number) {
  const timesS: number[] = [];
  const dischargeM3s: number[] = [];
  const put = (timeS: number, share: number) => {
    timesS.push(Math.round(timeS));
    dischargeM3s.push(Math.round((baseM3s + (peakM3s - baseM3s) * share) * 1000) / 1000);
  };
  const riseS = Math.max(60, Math.min(peakS, durationS));
  for (let k = 0; k <= STEPS; k++) put((riseS * k) / STEPS, (1 - Math.cos((Math.PI * k) / STEPS)) / 2);
  const step = riseS / (STEPS / 2);
  for (let timeS = riseS + step; timeS < durationS; timeS += step)
    put(timeS, Math.exp(-(timeS - riseS) / (RECESSION * riseS)));
  if (timesS[timesS.length - 1] < durationS) put(durationS, Math.exp(-(durationS - riseS) / (RECESSION * riseS)));
  return { timesS, dischargeM3s };
}

interface Hydrograph {
  readonly timesS: readonly number[];
  readonly dischargeM3s: readonly number[];
}

/** A hydrograph with another base, peak or time of it: one that was given keeps its shape, stretched. */
export function reshaped(series: Hydrograph, change: Partial<RiverFlood>, durationS: number) {
  const before = floodOf(series);
  const flood = { ...before, ...change };
  const made = riverSeries(before, durationS);
  const isMade =
    JSON.stringify([made.timesS, made.dischargeM3s]) === JSON.stringify([series.timesS, series.dischargeM3s]);
  const rise = before.peakM3s - before.baseM3s;
  // A flat series has no shape to keep.
  if (isMade || rise <= 0 || before.peakS <= 0) return riverSeries(flood, durationS);
  const later = flood.peakS / before.peakS;
  return {
    timesS: series.timesS.map((timeS) => timeS * later),
    dischargeM3s: series.dischargeM3s.map(
      (flow) => flood.baseM3s + ((flow - before.baseM3s) / rise) * (flood.peakM3s - flood.baseM3s),
    ),
  };
}

/** What a series says of itself: its first and its greatest discharge, and when that comes. */
export function floodOf({ timesS, dischargeM3s }: Hydrograph): RiverFlood {
  const peakM3s = Math.max(0, ...dischargeM3s);
  return { baseM3s: dischargeM3s[0] ?? 0, peakM3s, peakS: timesS[dischargeM3s.indexOf(peakM3s)] ?? 0 };
}
