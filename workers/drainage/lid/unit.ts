import type { LidDesign, LidUnit } from './types.ts';

/** What a unit gave in the last step, m/s over its area. */
export interface LidFlows {
  surfaceMS: number;
  drainMS: number;
  infiltrationMS: number;
  evaporationMS: number;
}

/** A built measure under way. */
export interface Lid {
  readonly unit: LidUnit;
  readonly areaM2: number;
  readonly flows: LidFlows;
  /** Kept by snapshots. */
  readonly state: readonly Float64Array[];
  /** Takes rain and run-on (m/s over its area) for a step. */
  step(rainMS: number, runonMS: number, evaporationMS: number, dtS: number): void;
  /** Water in it over its area, m. */
  storedM(): number;
}

export const MM = 1e-3;
export const MM_H = MM / 3600;
/** Longest piece of a step, s: layers exchange explicitly. */
export const PIECE_S = 10;

export const noFlows = (): LidFlows => ({ surfaceMS: 0, drainMS: 0, infiltrationMS: 0, evaporationMS: 0 });
export const voidShare = (voidRatio: number): number => voidRatio / (1 + voidRatio);

/** √S W / (n A) of the surface of a unit; 0 where what stands over its berm leaves at once. */
export function overlandFactor({ surface }: LidDesign, unit: LidUnit): number {
  if (!surface || surface.manning <= 0 || surface.slope <= 0 || unit.widthM <= 0) return 0;
  return (Math.sqrt(surface.slope) * unit.widthM) / (surface.manning * unit.areaM2);
}
