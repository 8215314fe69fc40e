import type { RainSeries } from './storm.ts';

/** A storm that crosses the city: the same rain later the further it has to come. */
export interface Moving {
  /** Where it comes from, degrees from north, clockwise. */
  readonly fromDeg: number;
  readonly speedKmH: number;
}

/** When a storm reaches places, s after the first of them. @param points in metres, x east and y north */
export function delaysS(points: readonly (readonly [number, number])[], { fromDeg, speedKmH }: Moving): number[] {
  const from = (fromDeg * Math.PI) / 180;
  // Along the way that it goes.
  const along = points.map(([x, y]) => -(x * Math.sin(from) + y * Math.cos(from)));
  const first = Math.min(...along);
  return along.map((at) => ((at - first) * 3.6) / speedKmH);
}

/** A series that begins later. */
export function delayed({ timesS, intensityMmH }: RainSeries, delayS: number): RainSeries {
  if (delayS <= 0) return { timesS: [...timesS], intensityMmH: [...intensityMmH] };
  return { timesS: [0, ...timesS.map((timeS) => timeS + delayS)], intensityMmH: [0, ...intensityMmH] };
}
