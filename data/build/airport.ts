import type { Position } from '../../src/city/types.ts';
import { AIRPORT_BUILDINGS, RUNWAYS } from './facts/zones.ts';
import { toCity } from './frame.ts';
import { distance } from './lines.ts';
import type { Building, Ground } from './types.ts';

/** Terminals, hangars and tower of the airport, in line with its runways. */
export function makeAirport(ground: Ground): Building[] {
  const [south, north] = [RUNWAYS[0][1], RUNWAYS[0][0]];
  const span = distance(south, north);
  const [ux, uy] = [(north[0] - south[0]) / span, (north[1] - south[1]) / span];
  return AIRPORT_BUILDINGS.map(({ name, use, at, lengthM, widthM, floors, heightM, year }) => {
    const [cx, cy] = toCity(at[0], at[1]);
    const corner = (u: number, v: number): Position => [
      cx + (ux * u * lengthM - uy * v * widthM) / 2,
      cy + (uy * u * lengthM + ux * v * widthM) / 2,
    ];
    return {
      ring: [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)],
      use,
      floors,
      heightM,
      floorLevelM: Math.round((ground.levelM(cx, cy) + 0.4) * 100) / 100,
      year,
      roof: 'flat' as const,
      street: '',
      name,
      areaM2: lengthM * widthM,
      centre: [cx, cy] as Position,
    };
  });
}
