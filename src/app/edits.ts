import type { TideView } from '../panels/views.ts';
import {
  DEFAULT_PEAK_RATIO,
  type DesignParameters,
  designRain,
  IDF_DANANG,
  type RainEntry,
  type RainSeries,
  type ResolvedScenario,
  type ScenarioPatch,
} from '../scenario/index.ts';
import { type Book, type Change, type Entry, entryOf, resolvedOf } from './book.ts';
import { tideView, withTide } from './tide.ts';
import { branch } from './tree.ts';
import { mainLevel, mainRain } from './views.ts';

const STEP_S = 300;
/** Time to watch the water after a storm that outlasts its scenario, s. */
const AFTER_S = 3 * 3600;

/** A tide may only be put on a series that can be found again: one that is inherited, not the scenario's own. */
const hasOwnSeries = (entry: Entry): boolean => entry.shipped || (entry.scenario.levels !== undefined && !entry.tide);

/** An edit of the shown scenario; a shipped one is left as it is and the edit goes to a new child. One step of undo. */
export function edit(book: Book, patch: ScenarioPatch, tide?: TideView): Change[] {
  const entry = entryOf(book, book.selected);
  if (!entry) return [];
  const toChild = entry.shipped || (tide !== undefined && hasOwnSeries(entry));
  const changes: Change[] = toChild ? branch(book, entry.scenario.id) : [];
  const made = changes.find((change) => change.kind === 'insert');
  const id = made?.kind === 'insert' ? made.entry.scenario.id : entry.scenario.id;
  changes.push({ kind: 'patch', id, patch });
  if (tide) changes.push({ kind: 'tide', id, tide });
  return changes;
}

/** Another shape, return period, duration … of the design storm; a storm that was no design becomes the usual one. */
export function editStorm(book: Book, change: Partial<DesignParameters>): Change[] {
  const scenario = resolvedOf(book, book.selected);
  if (!scenario) return [];
  const design: DesignParameters = { ...(mainRain(scenario)?.design ?? usualStorm()), ...change };
  return edit(book, { set: rainSet(scenario, designRain(design), design.durationS) });
}

const usualStorm = (): DesignParameters => ({
  shape: 'chicago',
  returnPeriodY: 10,
  durationS: 10800,
  peakRatio: DEFAULT_PEAK_RATIO,
  climatePct: 0,
  stepS: STEP_S,
  idf: IDF_DANANG,
});

/** One bar of the rain set to another intensity: the storm is no longer its design's. */
export function editBar(book: Book, index: number, intensityMmH: number): Change[] {
  const scenario = resolvedOf(book, book.selected);
  const rain = scenario && mainRain(scenario);
  if (!scenario || !rain || index >= rain.intensityMmH.length) return [];
  const rates = rain.intensityMmH.map((rate, i) => (i === index ? Math.round(intensityMmH * 10) / 10 : rate));
  return edit(book, { set: rainSet(scenario, { area: rain.area, timesS: rain.timesS, intensityMmH: rates }, 0) });
}

/** A series from a file in place of the rain over the city. */
export function editSeries(book: Book, series: RainSeries): Change[] {
  const scenario = resolvedOf(book, book.selected);
  if (!scenario) return [];
  const rain: RainEntry = { area: 'all', timesS: series.timesS, intensityMmH: series.intensityMmH };
  return edit(book, { set: rainSet(scenario, rain, series.timesS[series.timesS.length - 1] ?? 0) });
}

/** The rain of another scenario (a past storm), with its length. */
export function editFrom(book: Book, otherId: string): Change[] {
  const other = resolvedOf(book, otherId);
  if (!other) return [];
  return edit(book, { set: { rain: [...other.rain], durationS: other.durationS } });
}

/** Rain zones with the one over the city replaced; the scenario grows where the storm would outlast it. */
function rainSet(scenario: ResolvedScenario, rain: RainEntry, stormS: number): ScenarioPatch['set'] {
  const main = mainRain(scenario);
  // Another rain goes the same way.
  const next: RainEntry = main?.moving ? { ...rain, moving: main.moving } : rain;
  const zones: RainEntry[] = scenario.rain.map((zone) => (zone === main ? next : zone));
  if (!main) zones.push(next);
  return { rain: zones, ...(stormS > scenario.durationS ? { durationS: stormS + AFTER_S } : {}) };
}

/** Tide, surge or sea-level rise, put on the series that the scenario inherits. */
export function editTide(book: Book, change: Partial<TideView>): Change[] {
  const entry = entryOf(book, book.selected);
  const scenario = resolvedOf(book, book.selected);
  if (!entry || !scenario) return [];
  const baseId = hasOwnSeries(entry) ? entry.scenario.id : entry.scenario.parent;
  const base = typeof baseId === 'string' ? resolvedOf(book, baseId) : undefined;
  const level = base && mainLevel(base);
  const shown = tideView(scenario, entry.tide);
  if (!level || !shown) return [];
  const tide: TideView = { ...shown, ...change };
  const levels = withTide(base.levels, level, scenario.durationS, tide);
  return edit(book, { set: { levels } }, tide);
}
