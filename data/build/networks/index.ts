import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground, ReceivingWater, StreetGraph } from '../types.ts';
import { makeDrainage } from './drainage.ts';
import { makeWaterSupply } from './supply.ts';

/**
 * Least distance of gullies along a street, m: 50 m where it falls by no more than 4 ‰ (TCVN 7957, spacing by slope), as
 * nearly all of the sample's streets do. Manholes have their own inlets.
 */
const GULLY_SPACING_M = 50;

/** Share of roofs with a downpipe to the drain, as for row houses on sewered streets; assumed. */
const PIPED_ROOFS = 0.5;

/**
 * Writes both buried networks beside city.json.
 * @returns the files by layer, and how the partly blocked inlets meet the street (`coupling` of city.json).
 */
export function writeNetworks(folder: string, ground: Ground, streets: StreetGraph, waters: readonly ReceivingWater[]) {
  const drainage = makeDrainage(ground, streets, waters);
  const supply = makeWaterSupply(ground, streets);
  writeFileSync(join(folder, 'drainage.inp'), drainage.inp);
  writeFileSync(join(folder, 'water-supply.inp'), supply.inp);
  const nodes = Object.fromEntries([...drainage.clogged].map(([id, cloggedShare]) => [id, { cloggedShare }]));
  return {
    layers: { drainage: 'drainage.inp', 'water-supply': 'water-supply.inp' },
    coupling: { gullies: { spacingM: GULLY_SPACING_M }, roofs: { share: PIPED_ROOFS }, nodes },
    summary: `${drainage.model.conduits.length} conduits, ${supply.model.pipes.length} supply pipes`,
  };
}
