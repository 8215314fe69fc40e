import { ASSUMPTIONS, type Assumptions, ROAD_USERS, type RoadUser } from './assumptions.ts';
import { damageVnd } from './damage.ts';
import { classOf, hazardClass, type WorstWater, worstClass } from './hazard.ts';
import { notFlooded, onLand, standing } from './standing.ts';
import { isShut, onStreets } from './streets.ts';
import type {
  Assessment,
  BuildingRow,
  CellLists,
  Exposure,
  FacilityRow,
  RoadRow,
  RunWaterMaps,
  WardRow,
} from './types.ts';

const NEVER = -1;

/** What a run means for what stands in its way: one pass over its frames. @param assumed thresholds, curves, prices */
export function assess(city: Exposure, run: RunWaterMaps, assumed: Assumptions = ASSUMPTIONS): Assessment {
  const { depthMaxM, speedMaxMS, productMaxM2S } = run;
  const worst: WorstWater | undefined = speedMaxMS && productMaxM2S && { depthMaxM, speedMaxMS, productMaxM2S };
  const hazard = Uint8Array.from(depthMaxM, (_, cell) => (worst ? worstClass(worst, cell) : 0));
  const water = standing(run, assumed.floodedM);
  const exposure = onLand(city, water);
  const { buildings, roads, facilities } = exposure;
  const houses = buildings && new Places(buildings.at);
  const sites = facilities && new Places(facilities.at);
  const streets = roads && new Streets(roads.at, roads.lengthM, assumed, run.timesS);
  const people: number[] = [];
  run.timesS.forEach((timeS, k) => {
    const { depthM, speedMS } = run.frame(k);
    for (let i = 0; i < hazard.length && !worst; i++) {
      if (!(depthM[i] > 0)) continue;
      const now = hazardClass(depthM[i], speedMS[i]);
      if (now > hazard[i]) hazard[i] = now;
    }
    houses?.look(depthM, timeS, () => assumed.affectedM);
    sites?.look(depthM, timeS, (j) => (facilities?.floorM[j] ?? 0) + assumed.facilityM);
    streets?.look(depthM, speedMS, k);
    people.push(houses && buildings ? houses.sumAbove(assumed.affectedM, buildings.residents) : 0);
  });
  const all = houses && buildings ? buildingRows(buildings, houses, hazard, run.depthMaxM, assumed) : [];
  const affected = all.filter(({ depthM }) => depthM >= assumed.affectedM);
  const roadRows = streets && roads ? streets.rows(roads) : [];
  const facilityRows = sites && facilities ? facilityRowsOf(facilities, sites, run.depthMaxM) : [];
  const wards = wardRows(exposure, run.depthMaxM, notFlooded(water, city), affected, roadRows, facilityRows, assumed);
  const count = (cells: Uint32Array | undefined, is: (cell: number) => boolean): number =>
    cells?.reduce((sum, cell) => sum + Number(is(cell)), 0) ?? 0;
  return {
    wards,
    total: totalOf(wards),
    buildings: affected,
    roads: roadRows,
    facilities: facilityRows,
    people: peopleOf(all, assumed),
    overTime: { timesS: run.timesS, people, shutRoadM: streets?.lengths ?? noLengths(run.timesS) },
    lamps: count(exposure.lamps, (cell) => run.depthMaxM[cell] >= assumed.lampM),
    cabinets: count(exposure.cabinets, (cell) => run.depthMaxM[cell] >= assumed.cabinetM),
    trees: count(exposure.trees, (cell) => run.durationS[cell] > 3600 * assumed.treeH),
    hazardClass: hazard,
  };
}

/** Deepest value of each list of cells. */
export function deepestOf({ start, cells }: CellLists, values: ArrayLike<number>, into: Float32Array): Float32Array {
  for (let j = 0; j < into.length; j++) {
    let most = 0;
    for (let e = start[j]; e < start[j + 1]; e++) if (values[cells[e]] > most) most = values[cells[e]];
    into[j] = most;
  }
  return into;
}

/** Things with cells around them: depth now, and when each limit was first passed. */
class Places {
  readonly count: number;
  readonly firstS: Float64Array;
  readonly #now: Float32Array;

  constructor(readonly at: CellLists) {
    this.count = at.start.length - 1;
    this.firstS = new Float64Array(this.count).fill(NEVER);
    this.#now = new Float32Array(this.count);
  }

  look(depthM: Float32Array, timeS: number, limitM: (place: number) => number): void {
    deepestOf(this.at, depthM, this.#now);
    for (let j = 0; j < this.count; j++)
      if (this.firstS[j] === NEVER && this.#now[j] >= limitM(j)) this.firstS[j] = timeS;
  }

  /** Sum of a column over the places that stand in water of this depth now. */
  sumAbove(limitM: number, column: Float32Array): number {
    let sum = 0;
    for (let j = 0; j < this.count; j++) if (this.#now[j] >= limitM) sum += column[j];
    return sum;
  }

  first(place: number): number | undefined {
    return this.firstS[place] === NEVER ? undefined : this.firstS[place];
  }
}

const noLengths = (timesS: readonly number[]): Record<RoadUser, number[]> =>
  Object.fromEntries(ROAD_USERS.map((user) => [user, timesS.map(() => 0)])) as Record<RoadUser, number[]>;

/** Road segments: for whom they are shut, and when. A frame stands for the time up to the next one. */
class Streets {
  readonly lengths: Record<RoadUser, number[]>;
  readonly #most: Float32Array;
  readonly #from: Float64Array;
  readonly #to: Float64Array;
  readonly #for: Float64Array;
  readonly #count: number;

  constructor(
    readonly at: CellLists,
    readonly lengthM: Float32Array,
    readonly assumed: Assumptions,
    readonly timesS: readonly number[],
  ) {
    this.#count = at.start.length - 1;
    const size = this.#count * ROAD_USERS.length;
    this.lengths = noLengths(timesS);
    this.#most = new Float32Array(this.#count);
    this.#from = new Float64Array(size).fill(NEVER);
    this.#to = new Float64Array(size);
    this.#for = new Float64Array(size);
  }

  look(depthM: Float32Array, speedMS: Float32Array, frame: number): void {
    const timeS = this.timesS[frame];
    const untilS = this.timesS[frame + 1] ?? timeS;
    const users = ROAD_USERS.length;
    onStreets(this.at, { depthM, speedMS }, (j, deepest, strongest) => {
      if (deepest > this.#most[j]) this.#most[j] = deepest;
      for (let u = 0; u < users; u++) {
        const user = ROAD_USERS[u];
        if (!isShut(deepest, strongest, user, this.assumed)) continue;
        const k = j * users + u;
        if (this.#from[k] === NEVER) this.#from[k] = timeS;
        this.#to[k] = untilS;
        this.#for[k] += untilS - timeS;
        this.lengths[user][frame] += this.lengthM[j];
      }
    });
  }

  rows({ ids, names, ward }: NonNullable<Exposure['roads']>): RoadRow[] {
    const users = ROAD_USERS.length;
    return ids.flatMap((id, j): RoadRow[] => {
      const shut = ROAD_USERS.map((user, u) => {
        const k = j * users + u;
        const never = this.#from[k] === NEVER;
        return [user, never ? undefined : { fromS: this.#from[k], toS: this.#to[k], forS: this.#for[k] }] as const;
      });
      if (shut.every(([, times]) => times === undefined)) return [];
      const row = { id, name: names[j], lengthM: this.lengthM[j], depthM: this.#most[j], ward: ward[j] };
      return [{ ...row, shut: Object.fromEntries(shut) as unknown as RoadRow['shut'] }];
    });
  }
}

function buildingRows(
  { ids, at, ward, use, areaM2, floorM, residents }: NonNullable<Exposure['buildings']>,
  houses: Places,
  hazard: Uint8Array,
  depthMaxM: Float32Array,
  assumed: Assumptions,
): BuildingRow[] {
  const depth = deepestOf(at, depthMaxM, new Float32Array(ids.length));
  const worst = deepestOf(at, hazard, new Float32Array(ids.length));
  return ids.map((id, j) => {
    const overFloorM = Math.max(0, depth[j] - floorM[j]);
    return {
      id,
      depthM: depth[j],
      overFloorM,
      hazard: worst[j],
      firstWetS: houses.first(j),
      residents: residents[j],
      damageVnd: damageVnd(assumed, use[j], areaM2[j], overFloorM),
      ward: ward[j],
    };
  });
}

function facilityRowsOf(
  { ids, names, kinds, at, ward, floorM }: NonNullable<Exposure['facilities']>,
  sites: Places,
  depthMaxM: Float32Array,
): FacilityRow[] {
  const depth = deepestOf(at, depthMaxM, new Float32Array(ids.length));
  return ids.map((id, j) => ({
    id,
    name: names[j],
    kind: kinds[j],
    depthM: depth[j],
    overFloorM: Math.max(0, depth[j] - floorM[j]),
    firstWetS: sites.first(j),
    ward: ward[j],
  }));
}

function peopleOf(all: readonly BuildingRow[], { depthClassesM }: Assumptions): Assessment['people'] {
  const byDepth = depthClassesM.map(() => 0);
  const byHazard = [0, 0, 0, 0, 0, 0];
  for (const { depthM, hazard, residents } of all) {
    const k = classOf(depthClassesM, depthM);
    if (k < 0) continue;
    byDepth[k] += residents;
    if (hazard > 0) byHazard[hazard - 1] += residents;
  }
  return { byDepth, byHazard };
}

type Sums = { -readonly [K in keyof Omit<WardRow, 'id' | 'name'>]: number };
const nothing = (): Sums => ({
  floodedM2: 0,
  deepestM: 0,
  people: 0,
  buildings: 0,
  damageVnd: 0,
  shutRoadM: 0,
  facilities: 0,
});

/** One row a ward, then one for what lies in none. */
function wardRows(
  { wards, wardOfCell, cellAreaM2 }: Exposure,
  depthMaxM: Float32Array,
  water: Uint8Array,
  affected: readonly BuildingRow[],
  roads: readonly RoadRow[],
  facilities: readonly FacilityRow[],
  { floodedM, facilityM }: Assumptions,
): WardRow[] {
  const sums = Array.from({ length: wards.length + 1 }, nothing);
  const of = (ward: number): Sums => sums[ward < 0 ? wards.length : ward];
  for (let i = 0; i < depthMaxM.length; i++) {
    if (water[i] === 1 || !(depthMaxM[i] >= floodedM)) continue;
    const row = of(wardOfCell[i]);
    row.floodedM2 += cellAreaM2;
    if (depthMaxM[i] > row.deepestM) row.deepestM = depthMaxM[i];
  }
  for (const { ward, residents, damageVnd } of affected) {
    const row = of(ward);
    row.people += residents;
    row.buildings++;
    row.damageVnd += damageVnd;
  }
  for (const { ward, lengthM, shut } of roads) if (shut.car) of(ward).shutRoadM += lengthM;
  for (const { ward, overFloorM } of facilities) if (overFloorM >= facilityM) of(ward).facilities++;
  return [...wards, { id: '', name: '' }].map((ward, k) => ({ ...ward, ...sums[k] }));
}

/** Rows together; the deepest is the deepest of them. */
export function totalOf(rows: readonly WardRow[]): Assessment['total'] {
  const total = nothing();
  for (const row of rows) {
    for (const key of Object.keys(total) as (keyof Sums)[])
      total[key] = key === 'deepestM' ? Math.max(total[key], row[key]) : total[key] + row[key];
  }
  return total;
}
