import { code, LayerFile, round1 } from './geojson.ts';
import type { Building } from './types.ts';
import type { Ward } from './wards.ts';

/** Buildings with the attributes that a construction department keeps. */
export function makeConstruction(
  buildings: readonly Building[],
  wards: readonly (Ward | undefined)[],
  residents: readonly number[],
): LayerFile {
  const file = new LayerFile();
  buildings.forEach((b, i) => {
    file.polygon([b.ring], {
      id: code('CT', i + 1, 6),
      name: b.name,
      use: b.use,
      heightM: b.heightM,
      floors: b.floors,
      floorLevelM: b.floorLevelM,
      year: b.year,
      residents: residents[i],
      areaM2: round1(b.areaM2),
      roof: b.roof,
      ward: wards[i]?.name,
      street: b.street || undefined,
      synthetic: true,
    });
  });
  return file;
}
