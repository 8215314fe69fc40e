import { InputError } from '../errors.ts';
import type { Reading } from './swmm/context.ts';
import { SUBCATCHMENTS } from './swmm/hydrology.ts';
import { readTable } from './swmm/table.ts';

/** Land whose runoff the file sends to each node, through other subcatchments too, m². Empty where rows are not sound. */
export function drainedAreas(reading: Reading): ReadonlyMap<string, number> {
  const rows = rowsOf(reading);
  const outletOf = new Map(rows.map(({ id, outlet }) => [id, outlet]));
  const areas = new Map<string, number>();
  for (const { id, areaM2 } of rows) {
    const passed = new Set<string>();
    let at: string | undefined = id;
    // A subcatchment that is its own outlet drains nowhere.
    for (; at !== undefined && outletOf.has(at) && !passed.has(at); at = outletOf.get(at)) passed.add(at);
    if (at !== undefined && !outletOf.has(at)) areas.set(at, (areas.get(at) ?? 0) + areaM2);
  }
  return areas;
}

function rowsOf(reading: Reading) {
  try {
    return readTable(reading, SUBCATCHMENTS);
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}
