import type { CellLists, Exposure, RunWaterMaps } from './types.ts';

/** Cells that are water before the storm: river, lake, sea. None where no frame tells of the start. */
export function standing(
  { timesS, frame, depthMaxM }: Pick<RunWaterMaps, 'timesS' | 'frame' | 'depthMaxM'>,
  fromM: number,
): Uint8Array {
  const water = new Uint8Array(depthMaxM.length);
  if (timesS[0] !== 0) return water;
  const { depthM } = frame(0);
  for (let i = 0; i < water.length; i++) water[i] = Number(depthM[i] >= fromM);
  return water;
}

/** Those cells, and the ones made to hold water: neither is flooded ground, though a house that stands there is as wet. */
export const notFlooded = (water: Uint8Array, { holdsWater }: Pick<Exposure, 'holdsWater'>): Uint8Array =>
  holdsWater ? water.map((is, cell) => is | holdsWater[cell]) : water;

/** The same things without their cells in standing water: a quay is as wet as its land. */
export function onLand(exposure: Exposure, water: Uint8Array): Exposure {
  const dry = <T extends { readonly at: CellLists }>(things: T): T => ({ ...things, at: without(things.at, water) });
  const { buildings, roads, facilities } = exposure;
  return {
    ...exposure,
    ...(buildings && { buildings: dry(buildings) }),
    ...(roads && { roads: dry(roads) }),
    ...(facilities && { facilities: dry(facilities) }),
  };
}

function without({ start, cells }: CellLists, out: Uint8Array): CellLists {
  const kept = new Uint32Array(cells.length);
  const next = new Uint32Array(start.length);
  let n = 0;
  for (let j = 0; j + 1 < start.length; j++) {
    for (let e = start[j]; e < start[j + 1]; e++) if (out[cells[e]] === 0) kept[n++] = cells[e];
    next[j + 1] = n;
  }
  return { start: next, cells: kept.subarray(0, n) };
}
