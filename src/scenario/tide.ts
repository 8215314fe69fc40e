/**
 * The level of the sea over a storm: mean + astronomical tide + surge + sea-level rise. The tide off Đà Nẵng is an
 * irregular semidiurnal one with a spring range of about 1 m. The amplitudes here are assumed to give that
 * (form factor (K1 + O1)/(M2 + S2) = 0.61); they are no tide table.
 */
export interface Constituent {
  readonly id: 'M2' | 'S2' | 'K1' | 'O1';
  readonly periodH: number;
  readonly amplitudeM: number;
}

/** Periods: Doodson. Amplitudes: assumed. */
export const TIDE_DANANG: readonly Constituent[] = [
  { id: 'M2', periodH: 12.4206012, amplitudeM: 0.26 },
  { id: 'S2', periodH: 12, amplitudeM: 0.1 },
  { id: 'K1', periodH: 23.93447213, amplitudeM: 0.12 },
  { id: 'O1', periodH: 25.81933871, amplitudeM: 0.1 },
];

/** Mean sea level in the Hòn Dấu system, m; 0.0–0.1 is stated for the coast, assumed in between. */
export const MEAN_SEA_LEVEL_M = 0.05;
export const TIDE_STEP_S = 600;

export interface Surge {
  readonly peakM: number;
  readonly peakAtS: number;
  /** Rise and fall together, as one half wave of a squared sine. */
  readonly durationS: number;
}

export interface TideOptions {
  readonly durationS: number;
  /** When high water stands, s from the start. */
  readonly highWaterAtS: number;
  /** At spring the constituents meet at high water; at neap S2 stands against M2 and O1 against K1; mean has M2 and K1 alone. */
  readonly moon: 'spring' | 'mean' | 'neap';
  readonly surge?: Surge;
  readonly seaLevelRiseM?: number;
  readonly meanM?: number;
  readonly stepS?: number;
  readonly constituents?: readonly Constituent[];
}

export interface LevelSeries {
  readonly timesS: number[];
  readonly levelM: number[];
}

/** What the lesser constituent of each pair adds to the greater at high water. */
const LESSER_PART = { spring: 1, mean: 0, neap: -1 } as const;

/** Sea level at a time, m above the vertical datum. */
export function seaLevelM(timeS: number, options: TideOptions): number {
  const hours = (timeS - options.highWaterAtS) / 3600;
  let level = (options.meanM ?? MEAN_SEA_LEVEL_M) + (options.seaLevelRiseM ?? 0) + surgeM(timeS, options.surge);
  for (const { id, periodH, amplitudeM } of options.constituents ?? TIDE_DANANG) {
    const part = id === 'S2' || id === 'O1' ? LESSER_PART[options.moon] : 1;
    level += part * amplitudeM * Math.cos((2 * Math.PI * hours) / periodH);
  }
  return level;
}

function surgeM(timeS: number, surge: Surge | undefined): number {
  if (!surge) return 0;
  const phase = (timeS - surge.peakAtS) / surge.durationS;
  return Math.abs(phase) >= 0.5 ? 0 : surge.peakM * Math.cos(Math.PI * phase) ** 2;
}

/** Sampled from 0 to the end, the end included. Levels to the millimetre. */
export function seaLevelSeries(options: TideOptions): LevelSeries {
  const stepS = options.stepS ?? TIDE_STEP_S;
  const timesS: number[] = [];
  for (let timeS = 0; timeS < options.durationS; timeS += stepS) timesS.push(timeS);
  timesS.push(options.durationS);
  return { timesS, levelM: timesS.map((timeS) => Math.round(seaLevelM(timeS, options) * 1000) / 1000) };
}
