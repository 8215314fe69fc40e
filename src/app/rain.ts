import { resolveCrs } from '../crs/index.ts';
import type { RainView } from '../panels/rainViews.ts';
import {
  floodOf,
  IDF_DANANG,
  type InflowEntry,
  type Moving,
  type RiverFlood,
  rarityOf,
  reshaped,
  riverSeries,
} from '../scenario/index.ts';
import { type Book, type Change, resolvedOf } from './book.ts';
import { edit } from './edits.ts';
import type { AppState } from './state.ts';
import { lastOf, mainRain } from './views.ts';

/** A river that is put in place before anything is known of it. */
const USUAL_FLOOD: RiverFlood = { baseM3s: 5, peakM3s: 50, peakS: 3 * 3600 };
/** Of `"infiltration": "land"` (layers/land). */
const USUAL_WETNESS = 0.5;

/** What the panel about rain and rivers is given; undefined while it is shut or nothing is shown. */
export const rainView = ({ rainOpen, book, point, city }: AppState): RainView | undefined =>
  rainOpen ? viewOf(book, point, city) : undefined;

const viewOf = lastOf((book: Book, point: AppState['point'], city: AppState['city']): RainView | undefined => {
  const scenario = resolvedOf(book, book.selected);
  if (!scenario || !city) return undefined;
  const rain = mainRain(scenario);
  const idf = rain?.design?.idf ?? IDF_DANANG;
  const series = rain && { timesS: [...rain.timesS], intensityMmH: [...rain.intensityMmH] };
  const crs = resolveCrs(city.crs);
  const { infiltration } = scenario;
  return {
    text: rain ? rain.timesS.map((timeS, i) => `${round(timeS / 60)}\t${round(rain.intensityMmH[i])}`).join('\n') : '',
    rarity: series ? rarityOf(series, idf) : [],
    unverified: JSON.stringify(idf) === JSON.stringify(IDF_DANANG),
    moving: rain?.moving,
    wetness:
      infiltration === 'land'
        ? USUAL_WETNESS
        : typeof infiltration === 'object' && infiltration.model === 'land'
          ? (infiltration.wetness ?? USUAL_WETNESS)
          : undefined,
    zones: Math.max(0, scenario.rain.length - 1),
    rivers: scenario.inflows.map((entry) => {
      const at = 'coordinates' in entry.at ? entry.at.coordinates.flat(3) : [];
      const [lon, lat] = at.length >= 2 ? crs.toLonLat([at[0] as number, at[1] as number]) : [];
      return { id: entry.id, ...floodOf(entry), lon, lat };
    }),
    place: point && { lon: point.lon, lat: point.lat, name: point.name },
  };
});

const round = (value: number): number => Math.round(value * 100) / 100;

/** What was typed as the text of a rain file: a header where there is none. */
export const rainText = (typed: string): string =>
  /[a-z]/i.test(typed.trim().split('\n')[0] ?? '')
    ? typed
    : `time_min\tmm/h\n${typed
        .trim()
        .split('\n')
        .map((line) => line.trim().replace(/[;,\s]\s*(?=\S+$)/, '\t'))
        .join('\n')}`;

/** The storm over the city crosses it, or stands still. */
export function editMoving(book: Book, moving: Moving | undefined): Change[] {
  const scenario = resolvedOf(book, book.selected);
  const main = scenario && mainRain(scenario);
  if (!scenario || !main) return [];
  const { moving: _, ...still } = main;
  const rain = scenario.rain.map((zone) => (zone === main ? { ...still, ...(moving ? { moving } : {}) } : zone));
  return edit(book, { set: { rain } });
}

/** How wet the soil is when the storm begins, as a share of its pores. */
export function editWetness(book: Book, wetness: number): Change[] {
  const usual = Math.abs(wetness - USUAL_WETNESS) < 1e-9;
  return edit(book, { set: { infiltration: usual ? 'land' : { model: 'land', wetness } } });
}

/** A river that flows in at a place. @param name what the place is called */
export function addRiver(book: Book, crs: string, lon: number, lat: number, name: string): Change[] {
  const scenario = resolvedOf(book, book.selected);
  if (!scenario) return [];
  let id = name;
  for (let number = 2; scenario.inflows.some((entry) => entry.id === id); number++) id = `${name} ${number}`;
  const [x, y] = resolveCrs(crs).fromLonLat([lon, lat]);
  const place = [Math.round(x * 10) / 10, Math.round(y * 10) / 10] as const;
  const at: InflowEntry['at'] = { type: 'Point', coordinates: place };
  const river: InflowEntry = { id, at, ...riverSeries(USUAL_FLOOD, scenario.durationS) };
  return edit(book, { set: { inflows: [...scenario.inflows, river] } });
}

export function editRiver(book: Book, id: string, change: Partial<RiverFlood>): Change[] {
  const scenario = resolvedOf(book, book.selected);
  if (!scenario) return [];
  const inflows = scenario.inflows.map((entry) =>
    entry.id === id ? { ...entry, ...reshaped(entry, change, scenario.durationS) } : entry,
  );
  return edit(book, { set: { inflows } });
}

export function removeRiver(book: Book, id: string): Change[] {
  const scenario = resolvedOf(book, book.selected);
  if (!scenario) return [];
  return edit(book, { set: { inflows: scenario.inflows.filter((entry) => entry.id !== id) } });
}
