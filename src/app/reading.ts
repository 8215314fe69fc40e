import { resolveCrs } from '../crs/index.ts';
import { wordsOf } from '../i18n/words.ts';
import { linearAt } from '../panels/axis.ts';
import type { FeatureView, PointView, SearchHit } from '../panels/views.ts';
import type { CityClient } from '../simulate/city.ts';
import { type CellSeries, cellAt, type RunWater } from '../simulate/water.ts';
import { classOfValue, RAMPS } from '../tokens/ramps.ts';
import type { Pins } from './pins.ts';
import type { MapStage } from './stage.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

/** The water at a place of the open city over the current run. */
export async function seriesAt(
  state: AppState,
  water: RunWater | undefined,
  lon: number,
  lat: number,
): Promise<CellSeries | undefined> {
  if (!state.city || !water) return undefined;
  const [x, y] = resolveCrs(state.city.crs).fromLonLat([lon, lat]);
  return water.series(cellAt(water.ground.grid, x, y));
}

/** Reads what is under a click: the feature's attributes and the water over time. */
export class Reading {
  private asked = 0;

  constructor(
    private readonly store: Store<AppState>,
    private readonly city: () => CityClient,
    private readonly stage: () => MapStage | undefined,
    private readonly water: () => RunWater | undefined,
    /** Something else may be waiting for a thing to be picked. */
    private readonly taken: (feature: FeatureView | undefined) => boolean,
    private readonly pins: Pins,
  ) {}

  async click(x: number, y: number): Promise<void> {
    const stage = this.stage();
    if (!stage) return;
    const asked = ++this.asked;
    const picked = await stage.pick(x, y);
    if (asked !== this.asked) return;
    if (!picked) return this.close();
    stage.highlight(picked.feature);
    const sheet = picked.feature ? await this.city().feature(picked.feature.layerId, picked.feature.index) : undefined;
    if (asked === this.asked && !this.taken(sheet)) await this.read(picked.lon, picked.lat, sheet);
  }

  /** Reads what was found: its attributes and the water there. */
  async find({ layer, index, id, lon, lat }: SearchHit): Promise<void> {
    const asked = ++this.asked;
    this.stage()?.highlight({ layerId: layer, index, id });
    const sheet = await this.city().feature(layer, index);
    if (asked === this.asked && !this.taken(sheet)) await this.read(lon, lat, sheet);
  }

  /** Reads a place by its coordinates. */
  async read(lon: number, lat: number, feature?: FeatureView): Promise<void> {
    const asked = ++this.asked;
    const name = await this.city().placeName(lon, lat);
    if (asked !== this.asked) return;
    await this.show(lon, lat, name, feature);
  }

  /** The run has gone on, or another is shown: the same place again. */
  refresh(): void {
    const { point } = this.store.get();
    if (point) void this.show(point.lon, point.lat, point.name, point.feature);
  }

  close(): void {
    this.asked++;
    this.store.set({ point: undefined });
    this.stage()?.highlight(undefined);
    this.pins.set('point', []);
  }

  /** The pin tells the depth of now. */
  pin(): void {
    const { point, timeS, lang } = this.store.get();
    if (!point) return;
    const depth = point.state === 'ok' ? (linearAt(point.timesS, point.depthM, timeS) ?? 0) : undefined;
    const ramp = RAMPS.depth;
    const k = depth === undefined ? -1 : classOfValue(ramp, depth);
    const { number } = wordsOf(lang);
    this.pins.set('point', [
      {
        id: 'point',
        lon: point.lon,
        lat: point.lat,
        text: depth === undefined ? '–' : `${number(depth, 2)} m`,
        ...(k >= 0 ? { colour: ramp.colours[k] } : {}),
      },
    ]);
  }

  private async show(
    lon: number,
    lat: number,
    name: string | undefined,
    feature: FeatureView | undefined,
  ): Promise<void> {
    const { asked } = this;
    const water = this.water();
    const series = await seriesAt(this.store.get(), water, lon, lat);
    if (asked !== this.asked || water !== this.water()) return;
    const none = { groundM: undefined, timesS: [], depthM: [], speedMS: [], levelM: [] };
    const point: PointView = { lon, lat, name, feature, ...(series ?? { state: 'none' as const, ...none }) };
    this.store.set({ point });
    this.pin();
  }
}
