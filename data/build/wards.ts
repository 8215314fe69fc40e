import type { Position } from '../../src/city/types.ts';
import { DISTRICTS } from './facts/population.ts';
import { AN_KHE_SPLIT_LAT, WARDS } from './facts/wards.ts';
import { BOUNDS, toCity } from './frame.ts';
import { areaOf } from './lines.ts';
import { cellAt, fillRings, latticeOf } from './raster.ts';
import type { Building } from './types.ts';
import { overlap, type Rings, subtract, type Waters } from './water.ts';

export interface Ward {
  readonly id: string;
  readonly name: string;
  readonly formerDistrict: string;
  readonly polygons: readonly Rings[];
}

/** Ward polygons inside the extent: land and rivers, not the sea; none overlaps another. */
export function makeWards(waters: Waters): Ward[] {
  const [west, south, east, north] = BOUNDS;
  const frame: Rings = [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ],
  ];
  let left = subtract([frame], waters.bodies[0].polygons);
  return WARDS.map(({ id, name, formerDistrict, ring }) => {
    const own = overlap([[ring]], left);
    left = subtract(left, own);
    return { id, name, formerDistrict, polygons: own.filter((rings) => Math.abs(areaOf(rings[0])) > 2000) };
  });
}

/** Finds the ward of a point (on squares of 8 m), and the district that its people were counted in. */
export class WardFinder {
  private readonly splitY = toCity(108.18, AN_KHE_SPLIT_LAT)[1];
  private readonly lattice = latticeOf(8);
  private readonly index = new Int8Array(this.lattice.cols * this.lattice.rows).fill(-1);

  constructor(private readonly wards: readonly Ward[]) {
    wards.forEach(({ polygons }, i) => {
      for (const rings of polygons) {
        fillRings(this.lattice, rings, (cell) => {
          this.index[cell] = i;
        });
      }
    });
  }

  at([x, y]: Position): Ward | undefined {
    const cell = cellAt(this.lattice, x, y);
    return cell < 0 ? undefined : this.wards[this.index[cell]];
  }

  districtOf(ward: Ward, at: Position): string {
    if (ward.id === 'an-khe') return at[1] > this.splitY ? 'Thanh Khê' : 'Cẩm Lệ';
    return ward.formerDistrict;
  }
}

/** People of each building: its former district's census, by share of lived-in floor area. Whole people, sums exact. */
export function countResidents(
  buildings: readonly Building[],
  districtOf: (building: Building) => string | undefined,
): number[] {
  const weights = buildings.map(({ use, areaM2, floors, site }) => {
    if (site && site.use !== 'apartment') return 0;
    if (use === 'apartment') return areaM2 * floors * 0.8;
    if (use === 'tubeHouse' || use === 'villa') return areaM2 * Math.min(floors, 4) * (use === 'villa' ? 0.45 : 1);
    return use === 'shop' ? areaM2 * Math.max(0, Math.min(floors, 4) - 1) * 0.8 : 0;
  });
  const residents = new Array<number>(buildings.length).fill(0);
  const members = new Map<string, number[]>();
  buildings.forEach((building, i) => {
    const district = districtOf(building);
    if (district === undefined || weights[i] === 0) return;
    const list = members.get(district);
    if (list) list.push(i);
    else members.set(district, [i]);
  });
  for (const [district, list] of members) {
    const { people, shareInside } = DISTRICTS[district];
    const target = Math.round(people * shareInside);
    const total = list.reduce((sum, i) => sum + weights[i], 0);
    // Largest remainders would need a sort of everyone; carrying the rest along gives the same sum.
    let carried = 0;
    for (const i of list) {
      carried += (weights[i] / total) * target;
      residents[i] = Math.floor(carried + 1e-6);
      carried -= residents[i];
    }
  }
  return residents;
}
