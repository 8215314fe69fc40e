import { resolveCrs } from '../crs/index.ts';
import { wordsOf } from '../i18n/words.ts';
import type { FeatureView } from '../panels/views.ts';
import { depthsAlong, type SectionLine, sectionAlong } from '../simulate/section.ts';
import type { RunWater } from '../simulate/water.ts';
import type { Pins } from './pins.ts';
import type { MapStage } from './stage.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

/** A straight cut through ground and water: from a read place to the next one that is clicked or found. */
export class Section {
  private line: { readonly water: RunWater; readonly of: SectionLine } | undefined;

  constructor(
    private readonly store: Store<AppState>,
    private readonly stage: () => MapStage | undefined,
    private readonly water: () => RunWater | undefined,
    private readonly pins: Pins,
  ) {}

  /** Waits for its other end: the next click is that. */
  get takesClicks(): boolean {
    const { section } = this.store.get();
    return section !== undefined && section.to === undefined;
  }

  begin(lon: number, lat: number): void {
    this.line = undefined;
    this.store.set({ section: { from: { lon, lat }, to: undefined, view: undefined } });
    this.mark();
  }

  close(): void {
    this.line = undefined;
    this.store.set({ section: undefined });
    this.mark();
  }

  async click(x: number, y: number): Promise<void> {
    const picked = await this.stage()?.pick(x, y);
    if (picked) this.end(picked.lon, picked.lat);
  }

  /** Takes a thing that was found as the other end. @returns whether it was taken */
  take(feature: FeatureView | undefined): boolean {
    if (!this.takesClicks || !feature) return false;
    this.end(feature.lon, feature.lat);
    return true;
  }

  private end(lon: number, lat: number): void {
    const { section } = this.store.get();
    if (!section) return;
    this.store.set({ section: { ...section, to: { lon, lat } } });
    this.mark();
    this.read();
  }

  /** The clock has moved, or another run is on the map. */
  follow(state: AppState, before: AppState): void {
    if (state.city !== before.city && state.section) this.close();
    else if (state.section?.to && (state.timeS !== before.timeS || state.book.selected !== before.book.selected))
      this.read();
  }

  /** Ground and water of now. */
  read(): void {
    const { section, city, timeS } = this.store.get();
    const water = this.water();
    if (!section?.to || !city || !water) return;
    if (this.line?.water !== water || !section.view) {
      const crs = resolveCrs(city.crs);
      const at = ({ lon, lat }: { readonly lon: number; readonly lat: number }) => crs.fromLonLat([lon, lat]);
      this.line = { water, of: sectionAlong(water.ground, at(section.from), at(section.to)) };
    }
    const { of } = this.line;
    const around = water.around(timeS);
    const { lengthM, stationM, groundM, built } = of;
    const depthM = around && depthsAlong(of, around.a, around.b, around.mix);
    const most = water.maps && depthsAlong(of, { depthM: water.maps.depthMaxM }, { depthM: water.maps.depthMaxM }, 0);
    this.store.set({ section: { ...section, view: { lengthM, stationM, groundM, built, depthM, mostM: most } } });
  }

  private mark(): void {
    const { section, lang } = this.store.get();
    const { t } = wordsOf(lang);
    const pin = (end: 'A' | 'B', at: { readonly lon: number; readonly lat: number }) => ({
      id: `section/${end}`,
      text: t('section.end', { end }),
      ...at,
    });
    this.pins.set('section', section ? [pin('A', section.from), ...(section.to ? [pin('B', section.to)] : [])] : []);
  }
}
