import type { DesignParameters, RainEntry } from '../types.ts';
import { idfDepthMm } from './idf.ts';
import { MASS_CURVES, massAt } from './shapes.ts';

/** A rain series: `intensityMmH[i]` holds from `timesS[i]` to the next time; the last is 0. */
export interface RainSeries {
  readonly timesS: number[];
  readonly intensityMmH: number[];
}

/** Where the peak stands when the parameters leave it open; 0.35 to 0.45 is usual. */
export const DEFAULT_PEAK_RATIO = 0.4;

/** Depth of the whole storm, climate factor included, mm. */
export const designDepthMm = (design: DesignParameters): number =>
  idfDepthMm(design.idf, design.returnPeriodY, design.durationS) * (1 + (design.climatePct ?? 0) / 100);

/**
 * The series of a design storm. Each step carries the depth that its shape puts there, so that the steps add up to
 * the IDF's depth of that duration and return period (times the climate factor), whatever the step.
 */
export function designStorm(design: DesignParameters): RainSeries {
  const steps = Math.max(1, Math.ceil(design.durationS / design.stepS - 1e-9));
  const bounds = Array.from({ length: steps + 1 }, (_, i) => Math.min(i * design.stepS, design.durationS));
  const depths =
    design.shape === 'alternatingBlock' ? alternatingBlocks(design, bounds) : differences(bounds.map(massOf(design)));
  return {
    timesS: bounds,
    intensityMmH: [...depths.map((depthMm, i) => (depthMm * 3600) / (bounds[i + 1] - bounds[i])), 0],
  };
}

/** A rain entry of a scenario: the series with the parameters that it came from. */
export const designRain = (design: DesignParameters): RainEntry => ({ area: 'all', ...designStorm(design), design });

/** Depth of a series over its steps, mm; the last value, which has no end, is not counted. */
export const depthMm = ({ timesS, intensityMmH }: RainSeries): number =>
  intensityMmH.slice(0, -1).reduce((sum, rate, i) => sum + (rate * (timesS[i + 1] - timesS[i])) / 3600, 0);

/** Depth fallen by a time, mm. */
function massOf(design: DesignParameters): (timeS: number) => number {
  const total = designDepthMm(design);
  switch (design.shape) {
    case 'chicago':
      return chicagoMass(design, total);
    case 'uniform':
    case 'alternatingBlock':
      return (timeS) => (total * timeS) / design.durationS;
    default: {
      const curve = MASS_CURVES[design.shape];
      return (timeS) => total * massAt(curve, timeS / design.durationS);
    }
  }
}

/**
 * Keifer & Chu (1957), integrated: any burst around the peak, with the share r of its length before it, holds the
 * IDF's depth of that length. So before the peak r·D((rT − t)/r) is still to fall of r·D(T), and after it likewise.
 */
function chicagoMass(design: DesignParameters, totalMm: number): (timeS: number) => number {
  const r = design.peakRatio ?? DEFAULT_PEAK_RATIO;
  const climate = 1 + (design.climatePct ?? 0) / 100;
  const burstMm = (durationS: number): number => climate * idfDepthMm(design.idf, design.returnPeriodY, durationS);
  const peakS = r * design.durationS;
  return (timeS) =>
    timeS <= peakS && r > 0
      ? r * (totalMm - burstMm((peakS - timeS) / r))
      : r * totalMm + (r < 1 ? (1 - r) * burstMm((timeS - peakS) / (1 - r)) : 0);
}

/** The IDF's increments, the greatest at the peak and the others by turns after and before it. */
function alternatingBlocks(design: DesignParameters, bounds: readonly number[]): number[] {
  const climate = 1 + (design.climatePct ?? 0) / 100;
  const burst = bounds.map((timeS) => climate * idfDepthMm(design.idf, design.returnPeriodY, timeS));
  const blocks = differences(burst).sort((a, b) => b - a);
  const peak = Math.min(blocks.length - 1, Math.floor((design.peakRatio ?? DEFAULT_PEAK_RATIO) * blocks.length));
  const order = [peak];
  for (let away = 1; order.length < blocks.length; away++) {
    if (peak + away < blocks.length) order.push(peak + away);
    if (peak - away >= 0) order.push(peak - away);
  }
  const placed = new Array<number>(blocks.length);
  for (const [rank, at] of order.entries()) placed[at] = blocks[rank];
  return placed;
}

const differences = (values: readonly number[]): number[] => values.slice(1).map((value, i) => value - values[i]);
