import { type Bilingual, LAYER_IDS } from '../../layers/types.ts';
import type { Words } from '../i18n/words.ts';
import type {
  CellChoice,
  CityView,
  EngineView,
  LayerRow,
  ResultView,
  RunView,
  ScenarioRow,
  ScoreView,
} from '../panels/views.ts';
import { depthMm, IDF_DANANG, type ResolvedScenario, rarityOf } from '../scenario/index.ts';
import { type Book, entryOf, resolvedOf } from './book.ts';
import { cellChoices, pipesS } from './estimate.ts';
import type { AppState, RunRecord } from './state.ts';
import { parentsFor } from './tree.ts';

/** Keeps the last answer while its inputs are the same objects, so that elements are not given new ones in vain. */
export function lastOf<A extends readonly unknown[], R>(make: (...inputs: A) => R): (...inputs: A) => R {
  let inputs: A | undefined;
  let answer: R;
  return (...next) => {
    if (!inputs || next.some((value, i) => !Object.is(value, inputs?.[i]))) {
      answer = make(...next);
      inputs = next;
    }
    return answer;
  };
}

/** What a run depends on, to tell whether the scenario has changed since; names and gauges do not count. */
export function fingerprint(scenario: ResolvedScenario): string {
  const { id: _i, name: _n, note: _o, parent: _p, gauges: _g, givenBy: _b, cellSizeM: _c, ...rest } = scenario;
  return JSON.stringify(rest);
}
const fingerprintOf = new WeakMap<ResolvedScenario, string>();
export function cachedFingerprint(scenario: ResolvedScenario): string {
  let text = fingerprintOf.get(scenario);
  if (text === undefined) {
    text = fingerprint(scenario);
    fingerprintOf.set(scenario, text);
  }
  return text;
}

/** Rain over the whole city: the last zone that covers all. */
export function mainRain(scenario: ResolvedScenario): ResolvedScenario['rain'][number] | undefined {
  return scenario.rain.findLast((entry) => entry.area === 'all') ?? scenario.rain[0];
}

function rainFigures(scenario: ResolvedScenario): { mm: number | undefined; seconds: number } {
  const rain = mainRain(scenario);
  if (!rain || rain.timesS.length === 0) return { mm: undefined, seconds: 0 };
  const times = [...rain.timesS];
  const rates = [...rain.intensityMmH];
  if (rates[rates.length - 1] > 0) {
    times.push(Math.max(scenario.durationS, times[times.length - 1]));
    rates.push(0);
  }
  const first = rates.findIndex((rate) => rate > 0);
  const last = rates.findLastIndex((rate) => rate > 0);
  if (first < 0) return { mm: undefined, seconds: 0 };
  return { mm: depthMm({ timesS: times, intensityMmH: rates }), seconds: times[last + 1] - times[first] };
}

/** `118 mm trong 3 giờ`, or that there is none. */
export function rainLine(scenario: ResolvedScenario, words: Words): string {
  const { mm, seconds } = rainFigures(scenario);
  if (mm === undefined) return words.t('scenario.noRain');
  return words.t('rain.sentence', { mm: words.number(mm), duration: words.duration(seconds) });
}

/** The level series that acts on the sea or the first boundary; undefined without one. */
export function mainLevel(scenario: ResolvedScenario): ResolvedScenario['levels'][number] | undefined {
  return scenario.levels.find((level) => level.id === 'sea' || level.at === 'sea') ?? scenario.levels[0];
}

export const peakLevel = (scenario: ResolvedScenario): number | undefined => {
  const level = mainLevel(scenario);
  return level && level.levelM.length > 0 ? Math.max(...level.levelM) : undefined;
};

export const letterOf = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : `${String.fromCharCode(64 + Math.floor(index / 26))}${index % 26}`;

export const scenarioRows = lastOf(
  (book: Book, runs: AppState['runs'], ownCellM: number, queue: AppState['queue'] = []): readonly ScenarioRow[] => {
    const levels = new Map<string, number>();
    return book.entries.map((entry, index) => {
      const { scenario } = entry;
      const parent = typeof scenario.parent === 'string' ? scenario.parent : null;
      const level = parent !== null && levels.has(parent) ? (levels.get(parent) ?? 0) + 1 : 0;
      levels.set(scenario.id, level);
      const resolved = resolvedOf(book, scenario.id);
      const going = runs[scenario.id];
      const run = figuresOf(going);
      const other = parent ? runs[parent] : undefined;
      const rain = resolved ? rainFigures(resolved) : { mm: undefined, seconds: 0 };
      const edits =
        Object.keys(scenario).filter((key) => !['format', 'id', 'name', 'note', 'parent', 'measures'].includes(key))
          .length + (scenario.measures?.length ?? 0);
      const running = going?.state === 'running' || going?.state === 'paused' || going?.state === 'preparing';
      const comparable = run?.state === 'done' && other?.state === 'done' && run.cellSizeM === other.cellSizeM;
      return {
        id: scenario.id,
        letter: letterOf(index),
        name: scenario.name ?? { vi: scenario.id, en: scenario.id },
        parent,
        level,
        shipped: entry.shipped,
        rainMm: rain.mm,
        rainS: rain.seconds,
        levelM: resolved && peakLevel(resolved),
        edits,
        wetM2: run && run.wet.timesS.length > 1 ? run.wetMaxM2 : undefined,
        wetDiffM2: comparable && run && other ? run.wetMaxM2 - other.wetMaxM2 : undefined,
        preview: run !== undefined && isRough(run, ownCellM),
        parents: entry.shipped
          ? []
          : parentsFor(book, scenario.id).map((other) => ({
              id: other.scenario.id,
              letter: letterOf(book.entries.indexOf(other)),
              name: other.scenario.name ?? { vi: other.scenario.id, en: other.scenario.id },
            })),
        waits: queue.includes(scenario.id),
        progress: running && going ? going.timeS / Math.max(1, going.durationS) : undefined,
        stale: run !== undefined && !running && isStale(book, run),
      };
    });
  },
);

/** Whose figures stand for a run: its preview's, until it is done itself. */
export const figuresOf = (run: RunRecord | undefined): RunRecord | undefined => run?.preview ?? run;

const NO_SERIES = { timesS: [], values: [] } as const;

/** Figures to be taken with a grain of salt. */
const isRough = ({ cellSizeM, isPreview, state }: RunRecord, ownCellM: number): boolean =>
  isPreview || cellSizeM > ownCellM || state !== 'done';

export const scoreView = lastOf((book: Book, run: RunRecord | undefined): ScoreView | undefined => {
  const scenario = resolvedOf(book, book.selected);
  if (!scenario) return undefined;
  const rain = mainRain(scenario);
  const level = mainLevel(scenario);
  const figures = rainFigures(scenario);
  return {
    durationS: scenario.durationS,
    outputEveryS: scenario.outputEveryS,
    rain: rain ? { timesS: rain.timesS, values: rain.intensityMmH } : NO_SERIES,
    rainMm: figures.mm ?? 0,
    rarity: rain
      ? rarityOf({ timesS: [...rain.timesS], intensityMmH: [...rain.intensityMmH] }, rain.design?.idf ?? IDF_DANANG)
      : [],
    design: rain?.design,
    edited: false,
    tide: level ? { timesS: level.timesS, values: level.levelM } : undefined,
    wet: run?.wet ?? NO_SERIES,
    computedS: run?.timeS ?? 0,
    pastStorms: book.entries
      .filter((entry) => entry.shipped && entry.scenario.rain?.some((item) => item.design === undefined))
      .map((entry) => ({
        id: entry.scenario.id,
        name: entry.scenario.name ?? { vi: entry.scenario.id, en: entry.scenario.id },
      })),
  };
});

/** The run panel's view: the shown scenario's run, and where a paused run could go on with the scenario as it is now. */
export const runPanel = lastOf(
  (
    book: Book,
    runs: AppState['runs'],
    shownPreviewM: number | undefined,
  ): { readonly run: RunView | undefined; readonly forkAtS: number | undefined } => {
    const run = book.selected ? runs[book.selected] : undefined;
    return { run: run && { ...run, shownPreviewM, stale: isStale(book, run) }, forkAtS: forkable(book, runs)?.timeS };
  },
);

/** Whether the scenario has changed since. */
export function isStale(book: Book, run: RunRecord): boolean {
  const scenario = resolvedOf(book, run.scenario);
  return scenario !== undefined && run.fingerprint !== cachedFingerprint(scenario);
}

/** The shown scenario is the same one, edited in a way that a run depends on. */
export function scenarioChanged({ book }: AppState, { book: before }: AppState): boolean {
  if (book.entries === before.entries || before.entries.length === 0) return false;
  const [now, then] = [resolvedOf(book, book.selected), resolvedOf(before, before.selected)];
  // An edit of a shipped scenario goes to a child of it, which is shown from then on.
  if (!now || !then || (now.id !== then.id && now.parent !== then.id)) return false;
  return cachedFingerprint(now) !== cachedFingerprint(then);
}

/** The paused run of the shown scenario, or of one that it descends from, where the scenario has become another. */
export function forkable(book: Book, runs: AppState['runs']): RunRecord | undefined {
  const scenario = resolvedOf(book, book.selected);
  const paused = Object.values(runs).find(({ state }) => state === 'paused');
  if (!scenario || !paused || paused.fingerprint === cachedFingerprint(scenario)) return undefined;
  if (paused.timeS <= 0 || paused.timeS >= scenario.durationS) return undefined;
  for (let id = book.selected; id !== undefined; ) {
    if (id === paused.scenario) return paused;
    id = entryOf(book, id)?.scenario.parent ?? undefined;
  }
  return undefined;
}

export const resultView = lastOf((run: RunRecord | undefined, ownCellM: number): ResultView | undefined => {
  if (!run || run.wet.timesS.length < 2) return undefined;
  const volumes = run.summary?.volumeM3 ?? run.volumeM3;
  return {
    wetMaxM2: run.wetMaxM2,
    wetMaxAtS: run.wetMaxAtS,
    wetNowM2: run.wet.values[run.wet.values.length - 1] ?? 0,
    deepestM: run.deepestM,
    cells: run.summary?.cells,
    engine: run.summary?.engine,
    hash: run.summary?.hash,
    changedAtS: run.changedAtS,
    balance: volumes && { ...volumes, errorRel: run.summary?.massErrorRel ?? liveError(volumes) },
    warnings: run.warnings,
    preview: isRough(run, ownCellM),
  };
});

/** The balance while a run goes on (DESIGN §4.4). */
function liveError(v: NonNullable<RunRecord['volumeM3']>): number {
  const entered = v.rain + v.inflow + v.levelIn + v.fromDrains;
  const left = v.outflow + v.infiltration + v.toDrains;
  return (
    Math.abs(v.initial + entered - left - v.stored) / (entered > 0 ? Math.max(entered, 1) : Math.max(v.initial, 1))
  );
}

export const layerRows = lastOf(
  (
    city: AppState['city'],
    layers: AppState['layers'],
    findings: AppState['findings'],
    theme: AppState['theme'],
  ): readonly LayerRow[] =>
    [...(city?.layers ?? [])]
      .sort((a, b) => LAYER_IDS.indexOf(a.id) - LAYER_IDS.indexOf(b.id))
      .map((layer) => ({
        id: layer.id,
        name: layer.name,
        count: layer.features,
        synthetic: layer.synthetic,
        visible: layers[layer.id]?.visible ?? true,
        opacity: layers[layer.id]?.opacity ?? 1,
        legend: layer.legend.map(({ label, colour }) => ({
          label,
          colour: theme === 'dark' ? colour.dusk : colour.day,
        })),
        sources: layer.sources,
        findings: findings.filter((finding) => finding.layer === layer.id).length,
      })),
);

/** Sources that are no layer. */
const NAMES: Readonly<Record<string, Bilingual>> = {
  terrain: { vi: 'Địa hình', en: 'Terrain' },
  context: { vi: 'Địa hình xung quanh', en: 'Terrain around' },
  scenarios: { vi: 'Kịch bản', en: 'Scenarios' },
};
const both = (text: string): Bilingual => ({ vi: text, en: text });

export const cityView = lastOf(
  (city: AppState['city'], findings: AppState['findings'], sample: boolean): CityView | undefined =>
    city && {
      name: city.name,
      crs: `${city.crs}${city.crsName === city.crs ? '' : `, ${city.crsName}`}`,
      datum: city.datum,
      sources: city.sources.map((source) => ({
        ...source,
        name: city.layers.find(({ id }) => id === source.layer)?.name ?? NAMES[source.layer] ?? both(source.layer),
      })),
      notes: city.notes.map((note) => note.message),
      // The drains have a panel of their own for theirs.
      findings: findings.filter(({ layer }) => layer !== 'drainage'),
      sample,
    },
);

/** The finest sizes on offer: as many as a list takes. */
export const choicesView = lastOf(
  (city: AppState['city'], scenario: ResolvedScenario | undefined, pace: AppState['pace']): readonly CellChoice[] =>
    city ? cellChoices(city, scenario?.durationS ?? 0, pace.cells, pipesS(city, scenario, true, pace)).slice(-6) : [],
);

/** Heading and second line of the map. */
export function titleOf(state: AppState, words: Words): { heading: string; line: string } {
  const { book } = state;
  const scenario = resolvedOf(book, book.selected);
  const entry = entryOf(book, book.selected);
  if (!scenario || !entry) return { heading: state.city ? words.pick(state.city.name) : '', line: state.opening ?? '' };
  const letter = letterOf(book.entries.indexOf(entry));
  const run = book.selected ? state.runs[book.selected] : undefined;
  const rain = rainFigures(scenario);
  const design = mainRain(scenario)?.design;
  const parts: string[] = [];
  if (rain.mm !== undefined) {
    const amount = words.t('rain.sentence', { mm: words.number(rain.mm), duration: words.duration(rain.seconds) });
    parts.push(design ? `${words.t('rain.storm', { years: words.number(design.returnPeriodY) })}, ${amount}` : amount);
  }
  const level = peakLevel(scenario);
  if (level !== undefined) parts.push(words.t('scenario.level', { level: words.signed(level, 1) }));
  const { previewCellM } = state;
  const cell = previewCellM ?? run?.cellSizeM ?? state.cellSizeM;
  const grid = { cell: words.number(cell, Number.isInteger(cell) ? 0 : 1) };
  parts.push(words.t(previewCellM === undefined ? 'map.cell' : 'map.previewCell', grid));
  if (previewCellM === undefined && run && state.city && cell > state.city.cellSizeM)
    parts.push(words.t('map.preview'));
  return { heading: `${letter} · ${words.pick(scenario.name)}`, line: parts.join(' · ') };
}

/** How the next run is computed, beside what the machine has. */
export const engineView = ({ engine }: AppState): EngineView => ({
  ...engine,
  cores: Math.max(1, navigator.hardwareConcurrency || 1),
  isolated: crossOriginIsolated,
});
