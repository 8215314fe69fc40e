import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground, ReceivingWater, StreetGraph } from '../types.ts';
import { makeDrainage } from './drainage.ts';
import { makeWaterSupply } from './supply.ts';

/** A street inlet's opening and perimeter when it is clean; city.json states the same as its default. */
const CLEAN_INLET = { openingM2: 1, perimeterM: 3.5 };

/**
 * Writes both buried networks beside city.json.
 * @returns the files by layer, and how the partly blocked inlets meet the street (`coupling` of city.json).
 */
export function writeNetworks(folder: string, ground: Ground, streets: StreetGraph, waters: readonly ReceivingWater[]) {
  const drainage = makeDrainage(ground, streets, waters);
  const supply = makeWaterSupply(ground, streets);
  writeFileSync(join(folder, 'drainage.inp'), drainage.inp);
  writeFileSync(join(folder, 'water-supply.inp'), supply.inp);
  const nodes = Object.fromEntries(
    [...drainage.clogged].map(([id, share]) => [
      id,
      {
        openingM2: Math.round(CLEAN_INLET.openingM2 * (1 - share) * 100) / 100,
        perimeterM: Math.round(CLEAN_INLET.perimeterM * (1 - share) * 100) / 100,
      },
    ]),
  );
  return {
    layers: { drainage: 'drainage.inp', 'water-supply': 'water-supply.inp' },
    coupling: { nodes },
    summary: `${drainage.model.conduits.length} conduits, ${supply.model.pipes.length} supply pipes`,
  };
}
