import { resolveCrs } from '../crs/index.ts';
import type { FeatureView } from '../panels/views.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import { freeId, newMeasure, POINTS, TOOLS, type Tool, type ToolId, withMeasure } from '../scenario/making/index.ts';
import type { CityClient } from '../simulate/city.ts';
import { type Change, entryOf, resolvedOf } from './book.ts';
import { edit } from './edits.ts';
import type { SketchPoint, SketchState } from './sketchState.ts';
import type { MapStage } from './stage.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

/** A drawn point takes a drain node within this many pixels. */
const SNAP_PX = 14;
/** A click this near to the last or first point closes the shape, px. */
const CLOSE_PX = 10;
const METRES_PER_DEGREE = 111319.49;

/** Draws new measures on the map, point by point, or puts them on a pipe or manhole that is clicked. */
export class Sketching {
  private nodes: Promise<readonly SketchPoint[]> | undefined;
  private nodesOf: AppState['city'];

  constructor(
    private readonly store: Store<AppState>,
    private readonly city: () => CityClient,
    private readonly stage: () => MapStage | undefined,
    private readonly change: (changes: readonly Change[]) => void,
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
  private get tool(): Tool | undefined {
    return TOOLS.find(({ id }) => id === this.state.tool);
  }
  /** A click on the map is a point of what is drawn. */
  get takesClicks(): boolean {
    const { tool } = this;
    return tool !== undefined && tool.shape !== 'link' && tool.shape !== 'node';
  }

  openPalette(open: boolean): void {
    this.set({ palette: open });
  }

  begin(tool: ToolId): void {
    this.set({ tool, points: [], selected: undefined, palette: false });
    const { shape } = TOOLS.find(({ id }) => id === tool) as Tool;
    // What lies under the street is picked through it.
    if (shape === 'link' || shape === 'node') this.store.set({ glass: true });
  }

  cancel(): void {
    this.set({ tool: undefined, points: [] });
  }

  /** Takes the last point back. */
  back(): void {
    this.set({ points: this.state.points.slice(0, -1) });
  }

  async click(x: number, y: number): Promise<void> {
    const picked = await this.stage()?.pick(x, y);
    if (picked) await this.add(picked.lon, picked.lat, picked.groundM);
  }

  /** Adds a point; near the last one, or the first of an area, the shape is done. */
  async add(lon: number, lat: number, groundM = Number.NaN): Promise<void> {
    const { tool, store } = this;
    const { city, metresPerPixel = 1 } = store.get();
    if (!tool || !city) return;
    const { points } = this.state;
    const ends = tool.shape === 'area' ? [points[0], points.at(-1)] : [points.at(-1)];
    if (
      points.length >= POINTS[tool.shape] &&
      ends.some((end) => end && apartM(end, lon, lat) < CLOSE_PX * metresPerPixel)
    )
      return this.finish();
    const snapped =
      tool.id === 'pipe' || tool.id === 'pump' ? await this.nodeNear(lon, lat, SNAP_PX * metresPerPixel) : undefined;
    const [x, y] = resolveCrs(city.crs).fromLonLat([lon, lat]);
    // A place that was typed or found brings no level with it.
    const level = Number.isNaN(groundM) ? (await this.city().groundAt(Float64Array.of(x, y)))[0] : groundM;
    this.set({ points: [...this.state.points, snapped ?? { lon, lat, x, y, groundM: level }] });
    if (tool.shape === 'point') this.finish();
  }

  private async nodeNear(lon: number, lat: number, reachM: number): Promise<SketchPoint | undefined> {
    const { city } = this.store.get();
    if (this.nodesOf !== city) {
      this.nodesOf = city;
      this.nodes = this.drainNodes();
    }
    let best: SketchPoint | undefined;
    let least = reachM;
    for (const node of (await this.nodes) ?? []) {
      const d = apartM(node, lon, lat);
      if (d < least) [best, least] = [node, d];
    }
    return best;
  }

  private async drainNodes(): Promise<SketchPoint[]> {
    const { city } = this.store.get();
    const table = await this.city().drainTable();
    if (!table || !city) return [];
    const { ids, lonLat, rimM } = table.nodes;
    const crs = resolveCrs(city.crs);
    return ids.flatMap((node, i) => {
      const [lon, lat] = [lonLat[2 * i], lonLat[2 * i + 1]];
      if (Number.isNaN(lon)) return [];
      const [x, y] = crs.fromLonLat([lon, lat]);
      return [{ node, lon, lat, x, y, groundM: rimM[i] }];
    });
  }

  /** Makes the measure of what was drawn. */
  finish(): void {
    const { tool, resolved } = this;
    const { points } = this.state;
    if (!tool || !resolved || points.length < POINTS[tool.shape]) return;
    this.make(tool, {
      at: points.map(({ x, y }) => [x, y] as const),
      groundM: points.map(({ groundM }) => groundM),
      nodes: points.map(({ node }) => node),
      durationS: resolved.durationS,
    });
  }

  /** Takes a clicked pipe or manhole for the tool that waits for one. @returns whether it was taken */
  take(feature: FeatureView | undefined): boolean {
    const { tool } = this;
    if (!tool || this.takesClicks || feature?.layer !== 'drainage') return false;
    const isNode = !feature.rows.some(({ key }) => key === 'from');
    if (isNode !== (tool.shape === 'node')) return false;
    this.use(tool.id, feature);
    return true;
  }

  /** Makes a measure on a pipe or manhole. */
  use(id: ToolId, feature: Pick<FeatureView, 'id' | 'rows'>): void {
    const { resolved } = this;
    const tool = TOOLS.find((known) => known.id === id);
    if (!tool || !resolved) return;
    const number = (key: string): number | undefined => {
      const value = feature.rows.find((row) => row.key === key)?.value;
      return typeof value === 'number' ? value : undefined;
    };
    const shape = feature.rows.find(({ key }) => key === 'shape')?.value;
    const [heightM, widthM] = [number('heightM'), number('widthM')];
    this.make(tool, {
      at: [],
      groundM: [],
      feature: {
        id: feature.id,
        ...(heightM !== undefined && { heightM }),
        ...(widthM !== undefined && { widthM }),
        round: /circ|force/i.test(String(shape ?? 'CIRCULAR')),
      },
      durationS: resolved.durationS,
    });
  }

  private make(tool: Tool, placed: Parameters<typeof newMeasure>[2]): void {
    const { book } = this.store.get();
    const entry = entryOf(book, book.selected);
    if (!entry || !this.resolved) return;
    const id = freeId(this.resolved, entry.scenario);
    this.set({ tool: undefined, points: [], selected: id });
    this.change(edit(book, withMeasure(newMeasure(tool, id, placed))));
  }
}

/** Metres between a point and a place. */
function apartM(point: { readonly lon: number; readonly lat: number }, lon: number, lat: number): number {
  const east = (lon - point.lon) * METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(east, (lat - point.lat) * METRES_PER_DEGREE);
}
