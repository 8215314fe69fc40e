import type { City } from '../../src/city/index.ts';
import { cellAt, placeOf } from '../domain/rasterise.ts';
import { type CityStreets, streetLines, streetsOf } from '../domain/streets.ts';
import { FrameStore } from '../flood/index.ts';
import {
  type Assumptions,
  closings,
  type Exposure,
  latestDepartures,
  nearestGoals,
  onLand,
  type RoadUser,
  type StreetWater,
  standing,
  streetWater,
  TRAVEL_KMH,
} from '../impact/index.ts';
import { RouteDesk } from './route.ts';
import type {
  CutOff,
  CutOffRow,
  FacilityOverTime,
  FinishedRun,
  RespondTable,
  RouteAnswer,
  RouteAsk,
  StationOverTime,
} from './types.ts';

/** Where people go, the first kind that the City has at all. */
const REFUGES: readonly (readonly string[])[] = [['shelter', 'hospital'], ['school']];
/** So many of them have lost their way when a place counts as cut off. */
const CUT_OFF_SHARE = 0.1;

/** Streets and facilities under the water of one run. */
export class RespondDesk {
  private water: StreetWater | undefined;
  private facilities: readonly FacilityOverTime[] = [];
  private readonly streets: CityStreets | undefined;
  private routes: RouteDesk | undefined;

  constructor(
    private readonly city: City,
    private readonly exposure: Exposure,
    private readonly assumed: Assumptions,
    /** Height of the drawn ground at a place of the City's CRS, m above the ellipsoid. */
    private readonly shownAt: (x: number, y: number) => number,
  ) {
    this.streets = streetsOf(city, exposure);
  }

  table(run: FinishedRun): RespondTable | undefined {
    const { streets, exposure } = this;
    const { roads } = exposure;
    if (!streets || !roads) return undefined;
    const frames = FrameStore.open(run.frames);
    const timesS = [...frames.timesS];
    const frame = (index: number) => frames.read(index);
    // A quay is as wet as its land: water that stood before the storm shuts nothing.
    const before = standing({ timesS, frame, depthMaxM: run.maps.depthMaxM }, this.assumed.floodedM);
    const land = onLand(exposure, before);
    const water = streetWater((land.roads ?? roads).at, timesS, frame);
    this.water = water;
    this.facilities = this.facilitiesOf(land.facilities, frames);
    const lines = this.lines(roads.ids);
    this.routes = new RouteDesk(streets, roads.names, lines, water, this.facilities, this.assumed, this.city);
    return {
      assumed: this.assumed,
      timesS,
      streets: {
        names: roads.names,
        main: streets.main,
        lengthM: roads.lengthM,
        ward: roads.ward,
        lines,
        depthM: water.depthM,
        productM2S: water.productM2S,
      },
      wards: exposure.wards.map(({ name }) => name),
      facilities: this.facilities,
      stations: this.stationsOf(run, frames),
    };
  }

  /** A gauge may stand beside the water that it reads: the cell that gets deepest of its own and the eight around it. */
  private stationsOf({ grid, maps }: FinishedRun, frames: FrameStore): StationOverTime[] {
    const layer = this.city.layers.get('stations');
    const features = layer?.kind === 'features' ? layer.features : [];
    const stations = features.flatMap((feature) => {
      if (feature.geometry.type !== 'Point' || feature.properties.kind === 'rain') return [];
      const at = placeOf(feature);
      const own = cellAt(grid, at);
      if (own < 0) return [];
      const [row, col] = [Math.floor(own / grid.cols), own % grid.cols];
      let cell = own;
      for (let r = Math.max(0, row - 1); r <= Math.min(grid.rows - 1, row + 1); r++)
        for (let c = Math.max(0, col - 1); c <= Math.min(grid.cols - 1, col + 1); c++)
          if (maps.depthMaxM[r * grid.cols + c] > (maps.depthMaxM[cell] || 0)) cell = r * grid.cols + c;
      const [lon, lat] = this.city.crs.toLonLat(at as [number, number]);
      const depthM = new Float32Array(frames.timesS.length);
      return [{ cell, id: feature.id, name: String(feature.properties.name ?? feature.id), lon, lat, depthM }];
    });
    frames.timesS.forEach((_, k) => {
      const { depthM } = frames.read(k);
      for (const station of stations) station.depthM[k] = depthM[station.cell] || 0;
    });
    return stations.map(({ cell: _, ...station }) => station);
  }

  private facilitiesOf(facilities: Exposure['facilities'], frames: FrameStore): FacilityOverTime[] {
    const { streets, city } = this;
    if (!facilities || !streets) return [];
    const over = streetWater(facilities.at, frames.timesS, (index) => frames.read(index)).depthM;
    return facilities.ids.map((id, j) => {
      const overFloorM = Float32Array.from(
        frames.timesS,
        (_, k) => over[k * facilities.ids.length + j] - facilities.floorM[j],
      );
      const wet = overFloorM.findIndex((depth) => depth >= this.assumed.facilityM);
      const feature = streets.facilities[j];
      const [lon, lat] = city.crs.toLonLat(placeOf(feature) as [number, number]);
      const { capacity } = feature.properties;
      return {
        id,
        name: facilities.names[j],
        kind: facilities.kinds[j],
        lon,
        lat,
        capacity: typeof capacity === 'number' ? capacity : undefined,
        overFloorM,
        firstWetS: wet < 0 ? undefined : frames.timesS[wet],
      };
    });
  }

  private lines(ids: readonly string[]): RespondTable['streets']['lines'] {
    const coords: number[] = [];
    const starts: number[] = [];
    for (const line of streetLines(this.city, ids)) {
      starts.push(coords.length / 3);
      for (const [x, y] of line) coords.push(...this.city.crs.toLonLat([x, y]), this.shownAt(x, y) + 0.5);
    }
    return { coords: Float64Array.from(coords), starts: Uint32Array.from(starts) };
  }

  route(ask: RouteAsk): RouteAnswer | undefined {
    return this.routes?.answer(ask);
  }

  /** Until when people come to a refuge over streets that water has not shut. */
  cutOff(user: RoadUser): CutOff | undefined {
    const { streets, exposure, water, facilities } = this;
    const { buildings } = exposure;
    if (!streets || !water || !buildings) return undefined;
    const kinds = REFUGES.find((wanted) => facilities.some(({ kind }) => wanted.includes(kind))) ?? [];
    const refuges = facilities.flatMap((each, j) =>
      kinds.includes(each.kind)
        ? [{ ...each, node: streets.facilityNode[j], untilS: each.firstWetS ?? Number.POSITIVE_INFINITY }]
        : [],
    );
    const { net, buildingNode } = streets;
    const late = latestDepartures(net, closings(water, user, this.assumed), TRAVEL_KMH[user], refuges);
    const { goal } = nearestGoals(net, refuges);
    const byRefuge = new Tally(refuges.length);
    const byWard = new Tally(exposure.wards.length);
    buildings.residents.forEach((people, j) => {
      const node = buildingNode[j];
      byRefuge.add(goal[node], people, late[node]);
      byWard.add(buildings.ward[j], people, late[node]);
    });
    const rows = refuges.map(({ id }, k) => byRefuge.row(k, id));
    return {
      refuges: rows,
      wards: exposure.wards.map(({ name }, k) => byWard.row(k, name)).filter(({ people }) => people > 0),
      people: rows.reduce((sum, { people }) => sum + people, 0),
      lost: rows.reduce((sum, { lost }) => sum + lost, 0),
    };
  }
}

/** People of places by the time at which they lose their way. */
class Tally {
  private readonly people: Float64Array;
  private readonly losing: { readonly people: number; readonly atS: number }[][];

  constructor(places: number) {
    this.people = new Float64Array(places);
    this.losing = Array.from({ length: places }, () => []);
  }

  add(place: number, people: number, atS: number): void {
    if (place < 0 || people <= 0) return;
    this.people[place] += people;
    if (atS < Number.POSITIVE_INFINITY) this.losing[place].push({ people, atS });
  }

  row(place: number, id: string): CutOffRow {
    const people = this.people[place];
    const losing = this.losing[place].sort((a, b) => a.atS - b.atS);
    let lost = 0;
    let leaveByS: number | undefined;
    for (const each of losing) {
      lost += each.people;
      if (leaveByS === undefined && lost >= CUT_OFF_SHARE * people) leaveByS = Math.max(0, each.atS);
    }
    return { id, people, leaveByS, lost };
  }
}
