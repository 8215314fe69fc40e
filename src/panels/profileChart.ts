import type { Profile, ProfilePipe } from '../../layers/drainage/profile.ts';
import { linearAt } from './axis.ts';
import type { HeadSeries } from './drainViews.ts';
import { headAt } from './profileWater.ts';

/** Room of the drawing, px: the frame inside its axes. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
export interface ProfileScale {
  readonly x: (stationM: number) => number;
  readonly y: (levelM: number) => number;
  readonly stationAt: (xPx: number) => number;
  readonly levelTicksM: readonly number[];
  readonly levelDigits: number;
  readonly stationTicksM: readonly number[];
  /** How many times taller heights are drawn than lengths. */
  readonly times: number;
}

/** 1, 2 or 5 × 10^k, at least `least`. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1e-6)));
  for (const step of [1, 2, 5]) if (step * power >= least * (1 - 1e-9)) return step * power;
  return 10 * power;
}

/** Everything of the profile within the frame; heads of all times too, so that the scale stands still while water moves. */
export function scaleOf(profile: Profile, frame: Frame, heads?: HeadSeries): ProfileScale {
  const levels = levelsOf(profile, heads);
  const [least, most] = levels.length > 0 ? [extreme(levels, Math.min), extreme(levels, Math.max)] : [0, 1];
  const heightPx = frame.bottom - frame.top;
  const step = niceStep((Math.max(0.5, most - least) * 28) / heightPx);
  const low = Math.floor((least - 0.15 * step) / step) * step;
  const high = Math.ceil((most + 0.15 * step) / step) * step;
  const widthPx = frame.right - frame.left;
  const lengthM = Math.max(1, profile.lengthM);
  const along = niceStep((lengthM * 90) / widthPx);
  return {
    x: (stationM) => frame.left + (widthPx * stationM) / lengthM,
    y: (levelM) => frame.bottom - (heightPx * (levelM - low)) / (high - low),
    stationAt: (xPx) => Math.min(profile.lengthM, Math.max(0, ((xPx - frame.left) * lengthM) / widthPx)),
    levelTicksM: ticks(low, high, step),
    levelDigits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)),
    stationTicksM: ticks(0, profile.lengthM, along),
    times: heightPx / (high - low) / (widthPx / lengthM),
  };
}

function levelsOf({ nodes, pipes, ground }: Profile, heads: HeadSeries | undefined): number[] {
  const own = [
    ...nodes.flatMap(({ invertM, rimM, groundM, outsideM }) => [invertM, rimM, groundM, outsideM]),
    ...pipes.flatMap(({ startInvertM, endInvertM, heightM }) =>
      [startInvertM, endInvertM].flatMap((invert) => (invert === undefined ? [] : [invert, invert + heightM])),
    ),
    ...ground.levelM,
  ].filter((level) => level !== undefined);
  if (!heads) return own;
  return [...own, ...nodes.flatMap(({ id }) => [...(heads.headM[id] ?? [])])];
}

const extreme = (values: readonly number[], pick: (a: number, b: number) => number): number =>
  values.reduce((a, b) => pick(a, b));

function ticks(from: number, to: number, step: number): number[] {
  const count = Math.floor((to - from) / step + 1e-6);
  return Array.from({ length: count + 1 }, (_, i) => from + i * step);
}

/** Levels at one station. */
export interface ProfileReading {
  readonly stationM: number;
  readonly pipe: ProfilePipe | undefined;
  readonly groundM: number | undefined;
  readonly crownM: number | undefined;
  readonly invertM: number | undefined;
  /** Ground above the crown. */
  readonly coverM: number | undefined;
  /** Fall along the link's own direction, m/m. */
  readonly slope: number | undefined;
  readonly waterM: number | undefined;
}

/** What stands at a station of the profile. */
export function readingAt(profile: Profile, stationM: number, heads?: HeadSeries, timeS = 0): ProfileReading {
  const { pipes, nodes, ground } = profile;
  const i = Math.max(
    0,
    pipes.findIndex(({ endM }) => stationM <= endM),
  );
  const pipe = pipes[i] as ProfilePipe | undefined;
  const between = (start: number | undefined, end: number | undefined): number | undefined =>
    pipe && start !== undefined && end !== undefined
      ? linearAt([pipe.startM, pipe.endM], [start, end], stationM)
      : undefined;
  const invertM = between(pipe?.startInvertM, pipe?.endInvertM);
  const crownM = pipe && invertM !== undefined && pipe.heightM > 0 ? invertM + pipe.heightM : undefined;
  const groundM = linearAt(ground.stationM, ground.levelM, stationM);
  const lengthM = pipe ? pipe.endM - pipe.startM : 0;
  const slope =
    pipe?.startInvertM !== undefined && pipe.endInvertM !== undefined && lengthM > 0
      ? ((pipe.startInvertM - pipe.endInvertM) / lengthM) * (pipe.reversed ? -1 : 1)
      : undefined;
  return {
    stationM,
    pipe,
    groundM,
    crownM,
    invertM,
    coverM: groundM !== undefined && crownM !== undefined ? groundM - crownM : undefined,
    slope,
    waterM: heads && pipe && between(headAt(heads, nodes[i].id, timeS), headAt(heads, nodes[i + 1].id, timeS)),
  };
}

/** Which labels of a row fit without touching: first and last, then from the left. `widthsPx` include the gap. */
export function fitting(centresPx: readonly number[], widthsPx: readonly number[]): boolean[] {
  const shown = centresPx.map(() => false);
  const last = centresPx.length - 1;
  if (last < 0) return shown;
  shown[0] = true;
  let edge = centresPx[0] + widthsPx[0] / 2;
  const free = last > 0 ? centresPx[last] - widthsPx[last] / 2 : Number.POSITIVE_INFINITY;
  if (last > 0 && free >= edge) shown[last] = true;
  for (let i = 1; i < last; i++) {
    if (centresPx[i] - widthsPx[i] / 2 < edge || centresPx[i] + widthsPx[i] / 2 > free) continue;
    shown[i] = true;
    edge = centresPx[i] + widthsPx[i] / 2;
  }
  return shown;
}
