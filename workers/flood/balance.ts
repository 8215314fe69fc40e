import type { VolumesM3 } from './types.ts';

/** |initial + in − out − stored| over what entered (at least 1 m³), or over the initial volume if nothing did. */
export function massErrorRel(v: VolumesM3): number {
  const entered = v.rain + v.inflow + v.levelIn + v.fromDrains;
  const left = v.outflow + v.infiltration + v.toDrains;
  const error = Math.abs(v.initial + entered - left - v.stored);
  return error / Math.max(entered > 0 ? entered : v.initial, 1);
}
