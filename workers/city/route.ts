import type { City } from '../../src/city/index.ts';
import type { CityStreets } from '../domain/streets.ts';
import {
  type Assumptions,
  fastestWay,
  openUntil,
  PASSAGE,
  type Passage,
  passageOf,
  type StreetWater,
  TRAVEL_KMH,
  type Way,
} from '../impact/index.ts';
import type { FacilityOverTime, RespondTable, RouteAnswer, RouteAsk } from './types.ts';

const NAMED = 3;

/** Ways through the streets under the water of one run. */
export class RouteDesk {
  constructor(
    private readonly streets: CityStreets,
    private readonly names: readonly string[],
    private readonly lines: RespondTable['streets']['lines'],
    private readonly water: StreetWater,
    private readonly facilities: readonly FacilityOverTime[],
    private readonly assumed: Assumptions,
    private readonly city: City,
  ) {}

  answer({ user, lon, lat, to, departS }: RouteAsk): RouteAnswer {
    const { streets, facilities } = this;
    const meant = facilities.flatMap(({ id, kind, firstWetS }, j) => {
      const wanted = 'facility' in to ? id === to.facility : kind === to.kind;
      // A place that is under water by then is of no use.
      return wanted && (firstWetS ?? Number.POSITIVE_INFINITY) > departS ? [j] : [];
    });
    if (meant.length === 0) return { state: 'unknown' };
    const start = streets.nodeNear(this.city.crs.fromLonLat([lon, lat]) as [number, number]);
    const goals = meant.map((j) => streets.facilityNode[j]);
    const passageAt = (road: number, timeS: number): Passage => this.passage(road, this.frameAt(timeS), user);
    const way = fastestWay(streets.net, start, goals, departS, TRAVEL_KMH[user], passageAt);
    if (!way) return { state: 'cut' };
    const goal = facilities[meant[way.goal]];
    const dry = fastestWay(streets.net, start, goals, departS, TRAVEL_KMH[user], () => PASSAGE.open);
    const { road: deepestRoad, depthM: deepestM } = this.deepest(way);
    const untilS = Math.min(
      openUntil(way, (road, timeS) => this.shutFrom(road, timeS, user)),
      (goal.firstWetS ?? Number.POSITIVE_INFINITY) - (way.arriveS - departS),
    );
    return {
      state: 'way',
      goal: goal.id,
      arriveS: way.arriveS,
      lengthM: way.lengthM,
      untilS: Number.isFinite(untilS) ? untilS : undefined,
      deepestM,
      deepestStreet: this.names[deepestRoad] ?? '',
      avoided: dry ? this.avoided(dry, passageAt) : [],
      lines: this.lineOf(way),
    };
  }

  /** The frame that holds at a time. */
  private frameAt(timeS: number): number {
    const { timesS } = this.water;
    let [low, high] = [0, timesS.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (timesS[middle] <= timeS + 1e-6) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private passage(road: number, frame: number, user: RouteAsk['user']): Passage {
    const { depthM, productM2S, timesS } = this.water;
    const at = frame * (depthM.length / timesS.length) + road;
    return passageOf(depthM[at], productM2S[at], user, this.assumed);
  }

  private shutFrom(road: number, timeS: number, user: RouteAsk['user']): number {
    const { timesS } = this.water;
    for (let k = this.frameAt(timeS); k < timesS.length; k++)
      if (this.passage(road, k, user) === PASSAGE.shut) return timesS[k];
    return Number.POSITIVE_INFINITY;
  }

  private deepest(way: Way): { readonly road: number; readonly depthM: number } {
    const { depthM, timesS } = this.water;
    let found = { road: -1, depthM: 0 };
    way.roads.forEach((road, k) => {
      const depth = depthM[this.frameAt(way.enteredS[k]) * (depthM.length / timesS.length) + road];
      if (depth > found.depthM) found = { road, depthM: depth };
    });
    return found;
  }

  private avoided(dry: Way, passageAt: (road: number, timeS: number) => Passage): string[] {
    const lengths = new Map<string, number>();
    dry.roads.forEach((road, k) => {
      const name = this.names[road];
      if (!name || passageAt(road, dry.enteredS[k]) !== PASSAGE.shut) return;
      lengths.set(name, (lengths.get(name) ?? 0) + this.streets.net.lengthM[road]);
    });
    return [...lengths]
      .sort((a, b) => b[1] - a[1])
      .slice(0, NAMED)
      .map(([name]) => name);
  }

  /** One line over all its streets. */
  private lineOf(way: Way): RespondTable['streets']['lines'] {
    const { coords, starts } = this.lines;
    const out: number[] = [];
    way.roads.forEach((road, k) => {
      const first = starts[road];
      const last = (starts[road + 1] ?? coords.length / 3) - 1;
      for (let i = 0; i <= last - first; i++) {
        const point = way.backwards[k] ? last - i : first + i;
        out.push(coords[3 * point], coords[3 * point + 1], coords[3 * point + 2]);
      }
    });
    return { coords: Float64Array.from(out), starts: Uint32Array.of(...(out.length > 0 ? [0] : [])) };
  }
}
