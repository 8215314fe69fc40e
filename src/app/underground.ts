import type { DrainTable } from '../../workers/city/types.ts';
import { wordsOf } from '../i18n/words.ts';
import type { CityClient } from '../simulate/city.ts';
import { type Filling, FillingReader } from '../simulate/filling.ts';
import { FILL_COLOURS } from '../tokens/filling.ts';
import type { DrainsState } from './drainState.ts';
import type { Pins } from './pins.ts';
import type { MapStage } from './stage.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

/** Manholes that are named on the map at once. */
const NAMED = 4;
/** Half the width of the view in which they are looked for, CSS pixels. */
const VIEW_PX = 380;
/** Metres of a degree of latitude. */
const DEGREE_M = 111320;

/** Shows what the pipes of the shown run hold while the ground is glass. */
export class Underground {
  private table: { readonly city: AppState['city']; readonly asked: Promise<DrainTable | undefined> } | undefined;
  private reader: { readonly heads: DrainsState['heads']; readonly of: FillingReader } | undefined;
  private shown = false;

  constructor(
    private readonly store: Store<AppState>,
    private readonly city: () => CityClient,
    private readonly stage: () => MapStage | undefined,
    private readonly pins: Pins,
  ) {}

  /** Passes on what changed. */
  follow(state: AppState, before: AppState): void {
    const isOther =
      state.glass !== before.glass || state.drains.heads !== before.drains.heads || state.city !== before.city;
    if (isOther || (state.glass && (state.timeS !== before.timeS || state.lang !== before.lang))) void this.show();
  }

  private async show(): Promise<void> {
    const { city, glass, drains } = this.store.get();
    const { heads } = drains;
    if (!city || !glass || !heads) return this.hide();
    if (this.reader?.heads !== heads) {
      if (this.table?.city !== city) this.table = { city, asked: this.city().drainTable() };
      const table = await this.table.asked;
      const now = this.store.get();
      if (now.city !== city || now.drains.heads !== heads || !now.glass) return;
      if (!table) return this.hide();
      this.reader = { heads, of: new FillingReader(table, heads) };
    }
    const filling = this.reader.of.at(this.store.get().timeS);
    this.shown = true;
    this.stage()?.setDrains(filling.bytes);
    this.store.set({ filling });
    this.name();
  }

  private hide(): void {
    if (!this.shown) return;
    this.shown = false;
    this.reader = undefined;
    this.stage()?.setDrains(undefined);
    this.pins.set('rising', []);
    this.store.set({ filling: undefined });
  }

  /** The camera has moved: other manholes are in view. */
  name(): void {
    const { filling, lang } = this.store.get();
    const stage = this.stage();
    if (!filling || !stage) return;
    const { number, t } = wordsOf(lang);
    this.pins.set(
      'rising',
      inView(filling, stage.camera()).map(({ id, lon, lat, flowM3s }) => ({
        id: `rising/${id}`,
        lon,
        lat,
        text: t('underground.rises', { id, flow: number(flowM3s, 2) }),
        colour: FILL_COLOURS[4],
        optional: true,
      })),
    );
  }
}

/** The strongest of what rises within the view. */
function inView({ rising }: Filling, camera: ReturnType<MapStage['camera']>): Filling['rising'] {
  const reachM = camera.metresPerPixel * VIEW_PX;
  const eastM = DEGREE_M * Math.cos((camera.lat * Math.PI) / 180);
  return rising
    .filter(({ lon, lat }) => Math.hypot((lon - camera.lon) * eastM, (lat - camera.lat) * DEGREE_M) < reachM)
    .slice(0, NAMED);
}
