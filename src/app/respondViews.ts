import type { RespondTable } from '../../workers/city/types.ts';
import type { RoadUser } from '../../workers/impact/assumptions.ts';
import { isShut, PASSAGE, passageOf } from '../../workers/impact/streets.ts';
import type { AlertRow, RespondView, RouteView, StationRow } from '../panels/respondViews.ts';
import { NEAREST, type RespondState } from './respondState.ts';
import type { AppState } from './state.ts';
import { lastOf } from './views.ts';

/** The frame that holds at a time. */
export function frameAt({ timesS }: RespondTable, timeS: number): number {
  let k = 0;
  while (k + 1 < timesS.length && timesS[k + 1] <= timeS + 1e-6) k++;
  return k;
}

/** Streets that a user cannot pass, and those where it goes slowly, in a frame. */
export function streetsNow(
  { streets, assumed }: Pick<RespondTable, 'streets' | 'assumed'>,
  frame: number,
  user: RoadUser,
) {
  const roads = streets.names.length;
  const slow: number[] = [];
  const shut: number[] = [];
  for (let j = 0; j < roads; j++) {
    const at = frame * roads + j;
    const passage = passageOf(streets.depthM[at], streets.productM2S[at], user, assumed);
    if (passage === PASSAGE.shut) shut.push(j);
    else if (passage === PASSAGE.slow) slow.push(j);
  }
  return { slow, shut };
}

export function linesOf({ streets }: RespondTable, chosen: readonly number[]) {
  const { coords, starts } = streets.lines;
  const out: number[] = [];
  const first: number[] = [];
  for (const j of chosen) {
    first.push(out.length / 3);
    for (let i = starts[j] * 3; i < (starts[j + 1] ?? coords.length / 3) * 3; i++) out.push(coords[i]);
  }
  return { coords: Float64Array.from(out), starts: Uint32Array.from(first) };
}

/** Middle of a street's line. */
export function placeOf({ streets }: RespondTable, j: number): { readonly lon: number; readonly lat: number } {
  const { coords, starts } = streets.lines;
  const middle = (starts[j] + (starts[j + 1] ?? coords.length / 3) - 1) >> 1;
  return { lon: coords[middle * 3], lat: coords[middle * 3 + 1] };
}

/** What the panels are given; undefined until a run has been read. */
export const respondView = ({ respond, timeS, previewCellM }: AppState): RespondView | undefined => {
  const { table } = respond;
  if (!table) return undefined;
  const { alerts, refuges, wards, people, lost } = restOf(respond);
  const sums = sumsOf(table, frameAt(table, timeS), respond.user);
  const limitM = table.assumed.roadLimitM[respond.user];
  return {
    user: respond.user,
    limitM,
    ...sums,
    alerts,
    refuges,
    wards,
    stations: stationsAt(table, frameAt(table, timeS)),
    people,
    lost,
    preview: previewCellM !== undefined,
  };
};

const stationsAt = lastOf((table: RespondTable, frame: number): StationRow[] =>
  table.stations
    .map(({ id, name, lon, lat, depthM }) => {
      const peakM = Math.max(...depthM);
      const peakAtS = table.timesS[depthM.indexOf(peakM)] ?? 0;
      return {
        id,
        name,
        lon,
        lat,
        depthM: depthM[frame] ?? 0,
        riseM: (depthM[frame] ?? 0) - (depthM[0] ?? 0),
        peakM,
        peakAtS,
      };
    })
    .sort((a, b) => b.riseM - a.riseM || b.peakM - a.peakM),
);

/** Kinds of places that a way is wanted to, in this order. */
const GOAL_KINDS = ['hospital', 'shelter', 'fireStation', 'school'];

/** The way from the clicked point; undefined without a point, a run that was read or a place to go to. */
export const routeView = ({ respond, point, timeS }: AppState): RouteView | undefined => {
  const { table, user, goal, route } = respond;
  if (!table || !point) return undefined;
  const { kinds, places } = goalsOf(table);
  if (places.length === 0) return undefined;
  return { user, timeS, endS: table.timesS.at(-1) ?? 0, goal, kinds, places, answer: route };
};

/** A goal that the City has: the wished one, or else the nearest of the first kind there is. */
export function goalIn(table: RespondTable, goal: string): string {
  const { kinds, places } = goalsOf(table);
  const known = goal.startsWith(NEAREST)
    ? kinds.includes(goal.slice(NEAREST.length))
    : places.some(({ id }) => id === goal);
  return known || kinds.length === 0 ? goal : `${NEAREST}${kinds[0]}`;
}

const goalsOf = lastOf(({ facilities }: RespondTable) => ({
  kinds: GOAL_KINDS.filter((kind) => facilities.some((each) => each.kind === kind)),
  places: facilities
    .filter(({ kind }) => GOAL_KINDS.includes(kind))
    .map(({ id, name, kind }) => ({ id, name, kind }))
    .sort((a, b) => GOAL_KINDS.indexOf(a.kind) - GOAL_KINDS.indexOf(b.kind) || a.name.localeCompare(b.name, 'vi')),
}));

const sumsOf = lastOf((table: RespondTable, frame: number, user: RoadUser) => {
  const { slow, shut } = streetsNow(table, frame, user);
  const length = (list: readonly number[]) => list.reduce((sum, j) => sum + table.streets.lengthM[j], 0);
  return { slowM: length(slow), shutM: length(shut) };
});

const restOf = lastOf(({ table, cutOff, user }: RespondState) => {
  const refuges = (cutOff?.refuges ?? []).flatMap((row) => {
    const place = table?.facilities.find(({ id }) => id === row.id);
    return place ? [{ ...place, ...row }] : [];
  });
  const alerts = table ? [...streetAlerts(table, user), ...facilityAlerts(table)] : [];
  for (const { id, name, leaveByS, lost, lon, lat } of refuges)
    if (leaveByS !== undefined)
      alerts.push({ id: `refuge ${id}`, kind: 'refuge', name, fromS: leaveByS, toS: undefined, value: lost, lon, lat });
  return { alerts, refuges, wards: cutOff?.wards ?? [], people: cutOff?.people ?? 0, lost: cutOff?.lost ?? 0 };
});

/** When the arteries and collectors of one name are first shut, until all of them are open again. */
export function streetAlerts(table: RespondTable, user: RoadUser): AlertRow[] {
  const { streets, timesS } = table;
  const roads = streets.names.length;
  const byName = new Map<string, { from: number; to: number; deepest: number; at: number }>();
  for (let k = 0; k < timesS.length; k++)
    for (let j = 0; j < roads; j++) {
      const depth = streets.depthM[k * roads + j];
      if (!streets.main[j] || !streets.names[j]) continue;
      if (!isShut(depth, streets.productM2S[k * roads + j], user, table.assumed)) continue;
      const known = byName.get(streets.names[j]) ?? { from: k, to: k, deepest: 0, at: j };
      byName.set(streets.names[j], {
        from: known.from,
        to: k,
        ...(depth > known.deepest ? { deepest: depth, at: j } : { deepest: known.deepest, at: known.at }),
      });
    }
  return [...byName].map(([name, { from, to, deepest, at }]) => ({
    id: `street ${name}`,
    kind: 'street',
    name,
    fromS: timesS[from],
    toS: timesS[to + 1],
    value: deepest,
    ...placeOf(table, at),
  }));
}

const facilityAlerts = ({ facilities, timesS, assumed }: RespondTable): AlertRow[] =>
  facilities.flatMap(({ id, name, lon, lat, firstWetS, overFloorM }) => {
    if (firstWetS === undefined) return [];
    const last = overFloorM.findLastIndex((depth) => depth >= assumed.facilityM);
    const value = Math.max(...overFloorM);
    return [
      {
        id: `facility ${id}`,
        kind: 'facility' as const,
        name,
        fromS: firstWetS,
        toS: timesS[last + 1],
        value,
        lon,
        lat,
      },
    ];
  });
