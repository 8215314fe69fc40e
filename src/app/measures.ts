import { resolveCrs } from '../crs/index.ts';
import { wordsOf } from '../i18n/words.ts';
import { type Measure, parseScenario, type ResolvedScenario } from '../scenario/index.ts';
import {
  extentOf,
  newMeasure,
  POINTS,
  pointsOf,
  TOOLS,
  type Tool,
  toolOf,
  withField,
  withMeasure,
  withoutMeasure,
  withPoints,
} from '../scenario/making/index.ts';
import type { CityClient } from '../simulate/city.ts';
import { edgeNear, pointNear, type SketchShape } from '../tokens/sketch.ts';
import { type Change, entryOf, resolvedOf } from './book.ts';
import { edit } from './edits.ts';
import { dismiss, tellError } from './messages.ts';
import { cellsOnMap, type OnGrid } from './onGrid.ts';
import type { SketchState } from './sketchState.ts';
import type { MapStage } from './stage.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

/** How near to a handle and to an edge a press must be, px. */
const HANDLE_PX = 10;
const EDGE_PX = 6;

/** The measures of the shown scenario: on the map, selected, dragged, edited, taken out. Every edit is one step of undo. */
export class Measures {
  private shapes: readonly SketchShape[] = [];

  constructor(
    private readonly store: Store<AppState>,
    private readonly city: () => CityClient,
    private readonly stage: () => MapStage | undefined,
    private readonly change: (changes: readonly Change[]) => void,
    private readonly onGrid: OnGrid,
  ) {}

  private get state(): SketchState {
    return this.store.get().sketch;
  }
  private set(part: Partial<SketchState>): void {
    this.store.set({ sketch: { ...this.state, ...part } });
  }
  private get resolved(): ResolvedScenario | undefined {
    const { book } = this.store.get();
    return resolvedOf(book, book.selected);
  }

  select(id: string | undefined): void {
    this.set({ selected: id, tool: undefined, points: [] });
    const measure = this.measure(id);
    const at = measure && this.lonLatOf(measure);
    if (!at || at.length === 0) return;
    const [lon, lat] = [0, 1].map((k) => at.reduce((sum, point) => sum + point[k], 0) / at.length);
    const { areaM2 = 0, lengthM = 0 } = extentOf(measure);
    void this.stage()?.flyTo({ lon, lat, distanceM: Math.max(300, 3 * lengthM, 4 * Math.sqrt(areaM2)) });
  }

  private measure(id: string | undefined): Measure | undefined {
    return this.resolved?.measures.find((measure) => measure.id === id);
  }

  setField(id: string, key: string, value: number | readonly number[] | undefined): void {
    const measure = this.measure(id);
    if (!measure) return;
    const { [key as keyof Measure]: before, ...rest } = measure;
    if (before === value) return;
    this.put(value === undefined ? (rest as Measure) : withField(measure, key, value));
  }

  rename(id: string, name: string): void {
    const measure = this.measure(id);
    if (measure) this.put({ ...measure, name: { vi: name, en: name } });
  }

  /** An edit that no file could hold is told and not made. */
  private put(measure: Measure): void {
    const { lang, book } = this.store.get();
    try {
      parseScenario({ format: 'twin-scenario/1', id: book.selected, durationS: 1, measures: [measure] }, '');
    } catch (error) {
      tellError(this.store, 'measure', wordsOf(lang).t('measure.cannot'), error);
      this.set({});
      return;
    }
    dismiss(this.store, 'measure');
    this.change(edit(this.store.get().book, withMeasure(measure)));
  }

  remove(id: string): void {
    const { book } = this.store.get();
    const entry = entryOf(book, book.selected);
    if (!entry) return;
    // A shipped scenario is left as it is: its child leaves out what it inherits.
    const parent = entry.shipped ? book.selected : (entry.scenario.parent ?? undefined);
    const own = entry.shipped ? { ...entry.scenario, measures: [] } : entry.scenario;
    const inherited = resolvedOf(book, parent)?.measures ?? [];
    if (this.state.selected === id) this.set({ selected: undefined });
    this.change(edit(book, withoutMeasure(id, own, inherited)));
  }

  /** A press on a handle drags it, one on an edge selects. @returns whether the press was taken */
  press(x: number, y: number): boolean {
    const stage = this.stage();
    if (!stage || this.state.tool) return false;
    const project = (lon: number, lat: number) => stage.project(lon, lat);
    const edited = this.shapes.find(({ state }) => state === 'selected');
    const point = edited ? pointNear(edited, x, y, project, HANDLE_PX) : -1;
    if (edited && point >= 0) {
      this.dragged = { id: edited.id, point };
      return true;
    }
    const hit = this.shapes.find((shape) => shape.state !== 'selected' && edgeNear(shape, x, y, project, EDGE_PX));
    if (hit) this.set({ selected: hit.id });
    return hit !== undefined;
  }
  private dragged: { readonly id: string; readonly point: number; at?: readonly [number, number] } | undefined;
  private asking = false;

  /** The pointer has moved with a handle. */
  async drag(x: number, y: number): Promise<void> {
    const { dragged } = this;
    if (!dragged || this.asking) return;
    this.asking = true;
    const picked = await this.stage()?.pick(x, y);
    this.asking = false;
    if (!picked || this.dragged !== dragged) return;
    dragged.at = [picked.lon, picked.lat];
    const measure = this.measure(dragged.id);
    const { city } = this.store.get();
    if (measure && city) {
      this.dragging = {
        measure,
        moved: moved(measure, dragged.point, resolveCrs(city.crs).fromLonLat([...dragged.at])),
      };
      this.onGrid.want(this.edited);
    }
    this.draw();
  }

  /** The handle was let go: one edit. */
  drop(): void {
    const { dragged } = this;
    this.dragged = undefined;
    this.dragging = undefined;
    const measure = this.measure(dragged?.id);
    const { city } = this.store.get();
    if (!dragged?.at || !measure || !city) return;
    this.put(moved(measure, dragged.point, resolveCrs(city.crs).fromLonLat([...dragged.at])));
  }

  private lonLatOf(measure: Measure): [number, number][] {
    const { city } = this.store.get();
    const crs = city && resolveCrs(city.crs);
    return crs ? pointsOf(measure).map(([x, y]) => crs.toLonLat([x, y])) : [];
  }

  /** Passes on what changed: shapes to the stage, questions about the ground to the city. */
  follow(state: AppState, before: AppState): void {
    // Another run or another cell size: what the engine sees of the measure beside it.
    if (state.runs !== before.runs || state.cellSizeM !== before.cellSizeM) this.onGrid.want(this.edited);
    if (
      state.sketch === before.sketch &&
      state.book === before.book &&
      state.lang === before.lang &&
      state.city === before.city
    )
      return;
    if (state.city !== before.city || state.book.selected !== before.book.selected) this.forget();
    this.draw();
    this.onGrid.want(this.edited);
    void this.askGround();
  }

  /** The measure that is edited, its dragged point where the hand is; else the one that is being drawn. */
  private get edited(): Measure | undefined {
    const { sketch, city } = this.store.get();
    const selected = this.measure(sketch.selected);
    if (selected) return this.dragging?.measure === selected ? this.dragging.moved : selected;
    const tool = TOOLS.find(({ id }) => id === sketch.tool);
    if (!tool || !city || sketch.points.length < Math.max(1, POINTS[tool.shape])) return undefined;
    if (this.drawn?.points !== sketch.points) this.drawn = { points: sketch.points, measure: draftOf(tool, sketch) };
    return this.drawn.measure;
  }
  private drawn: { readonly points: SketchState['points']; readonly measure: Measure } | undefined;
  private dragging: { readonly measure: Measure; readonly moved: Measure } | undefined;

  private forget(): void {
    const { selected, tool, points } = this.state;
    const isGone = selected !== undefined && !this.measure(selected);
    if (isGone || tool || points.length > 0)
      this.set({ tool: undefined, points: [], selected: isGone ? undefined : selected });
  }

  draw(): void {
    const { sketch, lang, book, city } = this.store.get();
    const { pick } = wordsOf(lang);
    const cells = city && cellsOnMap(sketch.onGrid?.seen, city.crs);
    const own = new Set(entryOf(book, book.selected)?.scenario.measures?.map(({ id }) => id));
    const shapes = (this.resolved?.measures ?? []).flatMap((measure): SketchShape[] => {
      let points = this.lonLatOf(measure);
      if (points.length === 0) return [];
      const { dragged } = this;
      if (dragged?.id === measure.id && dragged.at)
        points = points.map((point, i) => (i === dragged.point && dragged.at ? [...dragged.at] : point));
      const tool = toolOf(measure);
      return [
        {
          id: measure.id,
          points,
          area: tool.shape === 'area',
          state: measure.id === sketch.selected ? 'selected' : own.has(measure.id) ? 'own' : 'inherited',
          label: pick(measure.name ?? tool.name),
          ...(measure.id === sketch.selected && cells && { cells }),
        },
      ];
    });
    const draft: SketchShape[] =
      sketch.points.length > 0
        ? [
            {
              id: '',
              points: sketch.points.map(({ lon, lat }) => [lon, lat] as const),
              area: TOOLS.find(({ id }) => id === sketch.tool)?.shape === 'area',
              state: 'draft',
              ...(cells && { cells }),
            },
          ]
        : [];
    this.shapes = [...shapes, ...draft];
    this.stage()?.setSketch(this.shapes);
  }

  /** Levels of the ground under measures, for volumes and costs. */
  private async askGround(): Promise<void> {
    const { measures = [] } = this.resolved ?? {};
    const { grounds } = this.state;
    const missing = measures.filter((measure) => !grounds.has(measure) && pointsOf(measure).length > 0);
    if (missing.length === 0) return;
    const levels = await Promise.all(
      missing.map((measure) => this.city().groundAt(Float64Array.from(pointsOf(measure).flatMap((at) => [...at])))),
    );
    const next = new Map([...this.state.grounds].filter(([measure]) => this.resolved?.measures.includes(measure)));
    missing.forEach((measure, i) => {
      const known = levels[i].filter((level) => !Number.isNaN(level));
      next.set(measure, known.reduce((sum, level) => sum + level, 0) / known.length);
    });
    this.set({ grounds: next });
  }
}

/** A copy with one of its points elsewhere. */
const moved = (measure: Measure, point: number, to: readonly [number, number]): Measure =>
  withPoints(
    measure,
    pointsOf(measure).map((at, i) => (i === point ? to : at)),
  );

/** The measure that would come of what has been drawn so far. */
const draftOf = (tool: Tool, { points }: SketchState): Measure =>
  newMeasure(tool, 'draft', {
    at: points.map(({ x, y }) => [x, y] as const),
    groundM: points.map(({ groundM }) => groundM),
    durationS: 0,
  });
