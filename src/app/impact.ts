import type { FinishedRun } from '../../workers/city/types.ts';
import { onExposure } from '../../workers/domain/buildings.ts';
import type { Assumptions } from '../../workers/impact/assumptions.ts';
import { wordsOf } from '../i18n/words.ts';
import type { Measure } from '../scenario/index.ts';
import type { CityClient } from '../simulate/city.ts';
import type { RunWater } from '../simulate/water.ts';
import { resolvedOf } from './book.ts';
import { saveAs } from './files.ts';
import { tellError } from './messages.ts';
import { lossStandsIn } from './record.ts';
import type { MapStage } from './stage.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

/** How far above a ward one looks at it, m. */
const WARD_VIEW_M = 4200;

/** Works out what finished runs mean, and hands the tables out. */
export class Impact {
  private asked = 0;
  private readonly going = new Map<RunWater, Assumptions>();

  constructor(
    private readonly store: Store<AppState>,
    private readonly city: () => CityClient,
    private readonly stage: () => MapStage | undefined,
  ) {}

  /** A run is on the map, whole: what does it mean? Failing, the page goes on without. */
  async assess(scenario: string, water: RunWater): Promise<void> {
    const { impacts, city, assumed, book } = this.store.get();
    const { measures = [] } = resolvedOf(book, scenario) ?? {};
    const built = JSON.stringify(onExposure(measures));
    const hash = water.summary?.hash;
    const known = impacts[scenario];
    if (
      !water.maps ||
      (known?.hash === hash && known?.assumed === assumed && known.built === built && hash !== undefined)
    )
      return;
    if (this.going.get(water) === assumed) return;
    this.going.set(water, assumed);
    const asked = ++this.asked;
    try {
      const summary = await this.city().assess(await finished(water, measures), assumed);
      const now = this.store.get();
      // Changed meanwhile: it is being worked out again.
      if (now.city !== city || now.assumed !== assumed) return;
      const { cellSizeM } = water.ground.grid;
      const standsIn = lossStandsIn(city, resolvedOf(book, scenario), water);
      const record = { hash, cellSizeM, standsIn, assumed, built, summary };
      this.store.set({ impacts: { ...now.impacts, [scenario]: record } });
    } catch (error) {
      if (asked === this.asked && this.store.get().city === city)
        tellError(this.store, 'impact', wordsOf(this.store.get().lang).t('impact.failed'), error);
    } finally {
      if (this.going.get(water) === assumed) this.going.delete(water);
    }
  }

  /** The report of the shown scenario as a file that stands alone: to read, to print, to send. */
  async report(): Promise<void> {
    const { reportOf } = await import('./report/index.ts');
    const picture = await this.stage()?.screenshot();
    const { name, html } = reportOf(this.store.get(), picture && (await dataUrl(picture)), new Date());
    saveAs(new Blob([html], { type: 'text/html' }), name);
  }

  /** Flies to a ward by its name. */
  goWard(name: string): void {
    const at = this.store.get().city?.scene.labels.find(({ kind, text }) => kind === 'ward' && text === name)?.at;
    if (at) void this.stage()?.flyTo({ lon: at.lon, lat: at.lat, distanceM: WARD_VIEW_M });
  }
}

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

/** @param measures of the scenario that it is a run of */
export async function finished(water: RunWater, measures: readonly Measure[]): Promise<FinishedRun> {
  const { maps, ground } = water;
  if (!maps) throw new Error('The run is not done.');
  const frames = new Uint8Array(await (await water.stored()).arrayBuffer());
  return { grid: ground.grid, maps, measures, frames };
}
