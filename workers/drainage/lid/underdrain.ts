import { curveAt } from '../curves.ts';
import type { LidDesign } from './types.ts';
import { MM, MM_H } from './unit.ts';

type Drain = NonNullable<LidDesign['drain']>;

/**
 * Rate of an underdrain under a head, m/s: a power of the head over it, times its control curve where it has one. One that
 * is shut opens above a head, one that runs shuts below another (SWMM 5.2 Reference Manual III, §6.2.4).
 *
 * @param headM over the storage's floor @param runs it ran in the last step
 */
export function underdrainMS(drain: Drain | undefined, headM: number, runs: boolean): number {
  if (!drain || drain.coefficient <= 0) return 0;
  const { coefficient, exponent, offsetMm, openMm = 0, closedMm = 0, factorOfHeadMm } = drain;
  if (headM <= (runs ? closedMm : openMm) * MM) return 0;
  const headMm = headM / MM - offsetMm;
  if (headMm <= 0) return 0;
  const factor = factorOfHeadMm ? Math.max(0, curveAt(factorOfHeadMm, headMm)) : 1;
  return factor * coefficient * headMm ** exponent * MM_H;
}
