import { GRID_CHANGE } from '../../workers/domain/measures/onGrid.ts';
import type { MeasureRow, MeasuresView, OnGridView } from '../panels/measureViews.ts';
import type { Measure } from '../scenario/index.ts';
import { costOf, extentOf, quantityOf, TOOLS, toolOf } from '../scenario/making/index.ts';
import { type Book, entryOf, resolvedOf } from './book.ts';
import type { SketchState } from './sketchState.ts';
import type { AppState } from './state.ts';
import { lastOf } from './views.ts';

export const measuresView = lastOf((book: Book, sketch: SketchState, city: AppState['city']): MeasuresView => {
  const resolved = resolvedOf(book, book.selected);
  const own = new Set(entryOf(book, book.selected)?.scenario.measures?.map(({ id }) => id));
  return {
    rows: (resolved?.measures ?? []).map((measure) =>
      rowOf(measure, !own.has(measure.id), sketch.grounds.get(measure)),
    ),
    selected: sketch.selected,
    palette: sketch.palette,
    tool: TOOLS.find(({ id }) => id === sketch.tool),
    points: sketch.points.length,
    onGrid: onGridView(sketch.onGrid),
    hasDrains: city?.layers.some(({ id }) => id === 'drainage') ?? false,
  };
});

const onGridView = lastOf((onGrid: SketchState['onGrid']): OnGridView | undefined => {
  if (!onGrid?.seen) return undefined;
  const { cellSizeM, change, profile } = onGrid.seen;
  const count = (kind: number): number => change.reduce((sum, each) => sum + Number(each === kind), 0);
  return {
    cellSizeM,
    raised: count(GRID_CHANGE.raised),
    lowered: count(GRID_CHANGE.lowered),
    covered: count(GRID_CHANGE.covered),
    profile: profile && { ...profile, waterM: onGrid.waterM },
  };
});

function rowOf(measure: Measure, inherited: boolean, groundM: number | undefined): MeasureRow {
  const tool = toolOf(measure);
  const known = groundM !== undefined && Number.isFinite(groundM) ? groundM : undefined;
  const values = measure as unknown as Readonly<Record<string, number | readonly number[] | undefined>>;
  // A wall may stand to a level instead of a height; a pipe is round or has two sizes.
  const fields = tool.fields.filter(({ key }) => key in measure || !ONE_OF.some((keys) => keys.includes(key)));
  const level = 'crestLevelM' in measure && measure.crestLevelM !== undefined ? [CREST] : [];
  return {
    id: measure.id,
    tool,
    name: measure.name ?? tool.name,
    inherited,
    ...extentOf(measure),
    on:
      measure.kind === 'gate' || measure.kind === 'pipe'
        ? measure.link
        : measure.kind === 'node'
          ? measure.node
          : undefined,
    fields: [...level, ...fields].map((field) => ({ field, value: values[field.key] })),
    quantity: quantityOf(measure, known),
    costVnd: costOf(measure, known),
    costStated: measure.costVnd !== undefined,
  };
}

/** Of these keys a measure has the ones that it has. */
const ONE_OF: readonly (readonly string[])[] = [
  ['heightM', 'crestLevelM'],
  ['diameterM', 'widthM'],
];
const CREST = {
  key: 'crestLevelM',
  unit: 'm',
  label: { vi: 'Cao độ đỉnh', en: 'Crest level' },
  min: -30,
  max: 3000,
  step: 0.1,
} as const;
