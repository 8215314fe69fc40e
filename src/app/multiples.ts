import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { wordsOf } from '../i18n/words.ts';
import { FlatMap } from '../map2d/flatMap.ts';
import type { CompareView } from '../panels/compareViews.ts';
import { base } from '../panels/styles.ts';
import type { RunWater } from '../simulate/water.ts';
import { otherMode } from '../tokens/ramps.ts';
import type { Controller } from './controller.ts';
import type { AppState } from './state.ts';

const AGAIN_MS = 100;

/** Two to four runs as small maps side by side: one camera, one clock, one legend. */
@customElement('twin-multiples')
export class TwinMultiples extends LitElement {
  static override styles = [
    base,
    css`
      :host { position: absolute; inset: 0; display: grid; gap: 3px; background: var(--panel); grid-template-columns: 1fr 1fr; }
      .one { position: relative; overflow: hidden; background: var(--page); min-width: 0; min-height: 0; }
      .map { position: absolute; inset: 0; }
      .tag { position: absolute; left: 8px; top: 8px; max-width: calc(100% - 16px); display: inline-flex; gap: 8px; align-items: center; min-height: 26px; padding: 0 10px; border-radius: 13px; background: rgba(10, 14, 16, .78); color: #f4f1ea; font: 500 12px/16px var(--font); white-space: nowrap; pointer-events: none; }
      .tag span { overflow: hidden; text-overflow: ellipsis; }
      .tag b { font-weight: 700; }
      .none { position: absolute; inset: auto 8px 8px 8px; padding: 8px 10px; border-radius: 8px; background: var(--panel-a); color: var(--text-2); font: var(--t-12); pointer-events: none; }
      .on b { color: #5fd3ab; }
      @media (max-width: 720px) { :host { grid-template-columns: 1fr; } }
    `,
  ];

  @property({ attribute: false }) view: CompareView | undefined;
  @property({ attribute: false }) state!: AppState;
  @property({ attribute: false }) controller!: Controller;
  private readonly maps = new Map<string, { readonly map: FlatMap; water: RunWater | undefined; maps: unknown }>();
  private moving = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const { map } of this.maps.values()) map.destroy();
    this.maps.clear();
  }

  private get runs() {
    return this.view ? [...this.view.others, this.view.shown] : [];
  }

  override render() {
    const words = wordsOf(this.state.lang);
    return this.runs.map(
      ({ id, letter, name, state }, i, all) =>
        html`<div class="one ${i === all.length - 1 ? 'on' : ''}"><div class="map" data-id=${id}></div><div class="tag"><b>${letter}</b><span>${words.pick(name)}</span></div>${
          state === 'done' ? '' : html`<div class="none">${words.t(`compare.${state}Run`, { letter })}</div>`
        }</div>`,
    );
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('state') as AppState | undefined;
    this.mount();
    for (const [id, one] of this.maps) this.draw(id, one, before);
  }

  /** A map for each run that has none, and none for those that are gone. */
  private mount(): void {
    const { city } = this.state;
    const places = [...this.renderRoot.querySelectorAll<HTMLElement>('.map')];
    for (const [id, { map }] of this.maps) {
      const place = places.find((item) => item.dataset.id === id);
      if (place?.querySelector('canvas')) continue;
      map.destroy();
      this.maps.delete(id);
    }
    for (const place of places) {
      const id = place.dataset.id as string;
      if (this.maps.has(id) || !city) continue;
      place.replaceChildren();
      const map = new FlatMap(place, { theme: this.state.theme });
      map.setCity(city.scene, this.controller.city);
      const { lon, lat, distanceM } = this.controller.stage?.camera() ?? city.scene.home;
      void map.flyTo({ lon, lat, distanceM });
      map.setMode(otherMode(this.state.mode));
      map.isolateClass(this.state.isolated);
      map.on('camera', (camera) => this.follow(map, camera));
      this.maps.set(id, { map, water: undefined, maps: undefined });
    }
  }

  /** The other maps go where one has gone. */
  private follow(moved: FlatMap, { lon, lat, distanceM }: { lon: number; lat: number; distanceM: number }): void {
    if (this.moving) return;
    this.moving = true;
    for (const { map } of this.maps.values()) if (map !== moved) void map.flyTo({ lon, lat, distanceM });
    void this.controller.stage?.flyTo({ lon, lat, distanceM }, 0);
    this.moving = false;
  }

  private draw(
    id: string,
    one: { readonly map: FlatMap; water: RunWater | undefined; maps: unknown },
    before: AppState | undefined,
  ): void {
    const { map } = one;
    const { mode, isolated, theme, layers } = this.state;
    const { controller } = this;
    const water = id === this.state.book.selected ? controller.water : controller.comparing.waterOf(id);
    if (mode !== before?.mode) map.setMode(otherMode(mode));
    if (isolated !== before?.isolated) map.isolateClass(isolated);
    if (theme !== before?.theme) map.setTheme(theme);
    if (layers !== before?.layers)
      for (const [layer, shown] of Object.entries(layers)) map.setLayer(layer as never, shown);
    if (water !== one.water) {
      one.water = water;
      map.setWater(water?.stageDomain());
    }
    if (water && water.maps !== one.maps) {
      one.maps = water.maps;
      map.setMaps(water.maps);
    }
    const around = water?.around(controller.clock.timeS);
    if (around) map.setFrames(around.a, around.b, around.mix);
    // Frames that are still being unpacked are looked for again.
    else if (water && water.count > 0) setTimeout(() => this.requestUpdate(), AGAIN_MS);
  }
}
