import Flatbush from 'flatbush';
import type { City, Feature, Position } from '../../src/city/types.ts';
import type { Exposure, StreetNet } from '../impact/index.ts';
import { linesOf, placeOf } from './rasterise.ts';

/** Ends of streets as near as this are one place, m. */
const SAME_M = 0.5;

/** The streets of a City as a net, and at which of its nodes buildings and facilities stand. */
export interface CityStreets {
  readonly net: StreetNet;
  /** Streets that name themselves arteries or collectors: those that news is about. */
  readonly main: Uint8Array;
  /** The node nearest to a place of the City's CRS. */
  nodeNear(at: Position): number;
  /** Nearest node of each facility and building of the exposure. */
  readonly facilityNode: Uint32Array;
  readonly buildingNode: Uint32Array;
  /** Each facility of the exposure as the City has it. */
  readonly facilities: readonly Feature[];
}

/** @param exposure whose columns the streets, facilities and buildings stand in the order of; undefined without streets */
export function streetsOf(city: City, exposure: Exposure): CityStreets | undefined {
  const roads = featuresOf(city, 'transport', exposure.roads?.ids);
  if (roads.length === 0) return undefined;
  const ids = new Map<string, number>();
  const places: Position[] = [];
  const nodeOf = ([x, y]: Position): number => {
    const key = `${Math.round(x / SAME_M)} ${Math.round(y / SAME_M)}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, places.length);
    return places.push([x, y]) - 1;
  };
  const from = new Uint32Array(roads.length);
  const to = new Uint32Array(roads.length);
  roads.forEach(({ geometry }, j) => {
    const lines = linesOf(geometry);
    const [first, last] = [lines[0], lines[lines.length - 1]];
    from[j] = nodeOf(first[0]);
    to[j] = nodeOf(last[last.length - 1]);
  });
  const index = new Flatbush(places.length);
  for (const [x, y] of places) index.add(x, y, x, y);
  index.finish();
  const nearest = ([x, y]: Position): number => index.neighbors(x, y, 1)[0];
  const facilities = featuresOf(city, 'facilities', exposure.facilities?.ids);
  const buildings = featuresOf(city, 'construction', exposure.buildings?.ids).map(placeOf);
  return {
    net: { nodes: places.length, from, to, lengthM: exposure.roads?.lengthM ?? new Float32Array(0) },
    main: Uint8Array.from(roads, ({ properties }) => (/arterial|collector/.test(String(properties.class)) ? 1 : 0)),
    nodeNear: nearest,
    facilityNode: Uint32Array.from(facilities, (each) => nearest(placeOf(each))),
    buildingNode: Uint32Array.from(buildings, nearest),
    facilities,
  };
}

/** The lines of streets in the City's CRS, in the order of their ids. */
export const streetLines = (city: City, ids: readonly string[]): (readonly Position[])[] =>
  featuresOf(city, 'transport', ids).map(({ geometry }) => linesOf(geometry).flat());

function featuresOf(
  city: City,
  layer: 'transport' | 'facilities' | 'construction',
  ids: readonly string[] = [],
): Feature[] {
  const data = city.layers.get(layer);
  const byId = new Map((data?.kind === 'features' ? data.features : []).map((feature) => [feature.id, feature]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
