import { type Change, changeOf, type ShownMaps } from '../simulate/change.ts';
import type { RunWater } from '../simulate/water.ts';

/** What was worked out of two runs: as long as both live, it is the same. */
const known = new WeakMap<RunWater, WeakMap<RunWater, Change>>();

/** Maps of a run for a stage, with what it changes against another one. */
export function mapsOf(water: RunWater, before: RunWater | undefined): ShownMaps | undefined {
  const { maps } = water;
  if (!maps || !before?.maps) return maps;
  const others = known.get(before) ?? new WeakMap<RunWater, Change>();
  known.set(before, others);
  const change = others.get(water) ?? changeOf(before.maps.depthMaxM, maps.depthMaxM);
  others.set(water, change);
  return { ...maps, change };
}
