import { type Words, wordsOf } from '../i18n/words.ts';
import type { ComparedRun, CompareView, Difference } from '../panels/compareViews.ts';
import type { Measure, ResolvedScenario } from '../scenario/index.ts';
import { toolOf } from '../scenario/making/index.ts';
import { otherMode } from '../tokens/ramps.ts';
import { type Book, entryOf, resolvedOf } from './book.ts';
import type { AppState } from './state.ts';
import { figuresOf, fingerprint, lastOf, letterOf, peakLevel, rainLine } from './views.ts';

/** What the panel about two runs is given; undefined while the shown one stands alone. */
export const compareView = ({ book, runs, compare, changed, queue, lang }: AppState): CompareView | undefined =>
  viewOf(book, runs, compare, changed, queue, lang);

const viewOf = lastOf(
  (
    book: Book,
    runs: AppState['runs'],
    compare: AppState['compare'],
    changed: AppState['changed'],
    queue: AppState['queue'],
    lang: AppState['lang'],
  ): CompareView | undefined => {
    const shownId = book.selected;
    if (!compare || shownId === undefined) return undefined;
    const run = (id: string): ComparedRun => {
      const record = figuresOf(runs[id]);
      const done = record?.state === 'done' || (record?.wet.timesS.length ?? 0) > 1;
      const going = runs[id]?.state === 'running' || runs[id]?.state === 'preparing' || runs[id]?.state === 'paused';
      return {
        ...rowOf(book, id),
        state: done ? 'done' : going ? 'running' : queue.includes(id) ? 'waiting' : 'none',
        cellSizeM: record?.cellSizeM,
      };
    };
    const [shown, ...others] = [shownId, ...compare.others].map(run);
    const [a, b] = [resolvedOf(book, compare.others[0]), resolvedOf(book, shownId)];
    const words = wordsOf(lang);
    return {
      style: compare.style,
      split: compare.split,
      shown,
      others,
      choices: book.entries
        .map(({ scenario }) => scenario.id)
        .flatMap((id) => (id === shownId ? [] : [rowOf(book, id)])),
      ...(a && b ? differencesOf(a, b, words) : { differences: [], same: [] }),
      comparable: shown.state === 'done' && others[0].state === 'done' && shown.cellSizeM === others[0].cellSizeM,
      changed,
    };
  },
);

/** What the legend says of the run left of the line. */
export function otherLegend({ compare, book, mode }: AppState) {
  const [id] = compare?.others ?? [];
  if (compare?.style !== 'swipe' || id === undefined) return undefined;
  return { mode: otherMode(mode), letter: rowOf(book, id).letter };
}

function rowOf(book: Book, id: string) {
  const entry = entryOf(book, id);
  return {
    id,
    letter: letterOf(book.entries.findIndex(({ scenario }) => scenario.id === id)),
    name: entry?.scenario.name ?? { vi: id, en: id },
  };
}

/** In what two scenarios differ, in words; what a run does not depend on does not count. */
export function differencesOf(
  a: ResolvedScenario,
  b: ResolvedScenario,
  words: Words,
): Pick<CompareView, 'differences' | 'same'> {
  const differences: Difference[] = [];
  const same: CompareView['same'][number][] = [];
  const equal = (x: unknown, y: unknown) => JSON.stringify(x) === JSON.stringify(y);
  if (equal(a.rain, b.rain)) same.push('rain');
  else differences.push({ kind: 'rain', from: rainLine(a, words), to: rainLine(b, words) });
  if (equal(a.levels, b.levels)) same.push('level');
  else differences.push({ kind: 'level', from: levelLine(a, words), to: levelLine(b, words) });
  if (equal(a.measures, b.measures)) same.push('measures');
  const before = new Map(a.measures.map((measure) => [measure.id, measure]));
  for (const measure of b.measures) {
    const then = before.get(measure.id);
    before.delete(measure.id);
    if (!then) differences.push({ kind: 'added', name: nameOf(measure) });
    else if (!equal(then, measure)) differences.push({ kind: 'changed', name: nameOf(measure) });
  }
  for (const measure of before.values()) differences.push({ kind: 'removed', name: nameOf(measure) });
  // Whatever else a run depends on.
  const rest = (scenario: ResolvedScenario) => fingerprint({ ...scenario, rain: [], levels: [], measures: [] });
  if (rest(a) !== rest(b))
    differences.push({ kind: 'other', from: words.duration(a.durationS), to: words.duration(b.durationS) });
  return { differences, same };
}

const nameOf = (measure: Measure) => measure.name ?? toolOf(measure).name;
const levelLine = (scenario: ResolvedScenario, words: Words): string => {
  const level = peakLevel(scenario);
  return level === undefined ? '–' : `${words.signed(level, 2)} m`;
};
