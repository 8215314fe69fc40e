import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { RAREST_Y } from '../scenario/index.ts';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import type { RainView, RiverRow } from './rainViews.ts';
import { base } from './styles.ts';

const WETNESS = [0.2, 0.5, 0.95] as const;
const WINDS = [0, 45, 90, 135, 180, 225, 270, 315] as const;
const USUAL_SPEED_KMH = 20;

/** All of the rain that the bars of the score do not show: how rare it is, its numbers, its way, the soil, rivers. */
@customElement('twin-rain')
export class TwinRain extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      h3 { font: 600 12px/16px var(--font); padding: 8px 12px 4px; }
      table { border-collapse: collapse; width: calc(100% - 24px); margin: 0 12px 4px; font: var(--t-12); }
      th { font: 500 11px/16px var(--font); color: var(--text-3); text-align: right; }
      th:first-child, td:first-child { text-align: left; }
      td { text-align: right; padding: 3px 0; border-top: 1px solid var(--line); font-weight: 600; }
      td small { font: var(--t-11); color: var(--text-3); }
      p { padding: 0 12px 6px; font: var(--t-11); color: var(--text-3); }
      .row { display: flex; gap: 8px; align-items: center; padding: 2px 12px; font: var(--t-12); color: var(--text-2); flex-wrap: wrap; }
      .row input[type='checkbox'] { width: 18px; height: 18px; accent-color: var(--live); }
      .row label.c { display: inline-flex; gap: 8px; align-items: center; min-height: 28px; }
      textarea { width: calc(100% - 24px); margin: 0 12px; height: 108px; resize: vertical; background: var(--inset); color: var(--text); border: 1px solid var(--line-2); border-radius: 6px; padding: 6px 8px; font: 500 12px/17px var(--font); font-variant-numeric: tabular-nums; tab-size: 8; }
      .acts { display: flex; gap: 8px; justify-content: flex-end; padding: 6px 12px; }
      .acts .btn { min-height: 28px; font: 600 12px/16px var(--font); }
      .river { display: grid; grid-template-columns: 1fr 1fr 1fr auto; gap: 6px; padding: 2px 12px 6px; align-items: end; }
      .river > b { grid-column: 1 / 4; font: 600 12px/16px var(--font); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .river label { display: grid; gap: 2px; font: var(--t-11); color: var(--text-3); }
      .river input { width: 100%; height: 28px; border-radius: 6px; border: 1px solid var(--line-2); background: var(--inset); padding: 0 8px; color: var(--text); }
      .seg { display: flex; flex: 1; background: var(--inset); border-radius: 8px; padding: 2px; gap: 2px; }
      .seg button { flex: 1; min-height: 28px; border-radius: 6px; text-align: center; font: 500 12px/16px var(--font); color: var(--text-2); }
      .seg button[aria-pressed='true'] { background: var(--act); color: var(--act-on); font-weight: 600; }
      @media (pointer: coarse) { .seg button, .acts .btn, .river input { min-height: 44px; } }
    `,
  ];

  @property({ attribute: false }) view: RainView | undefined;
  @state() private typed: string | undefined;

  override render() {
    const { t } = this.words;
    const { view } = this;
    if (!view) return nothing;
    return html`<div class="ph">${icon('cloud-rain', 14)}<h2>${t('rain.more')}</h2><span class="sp"></span><button class="ib" aria-label=${t('act.close')} @click=${() => this.ask({ kind: 'rain.panel', open: false })}>${icon('x', 15)}</button></div>
      <div class="scroll">
        ${this.rarity(view)}
        <h3>${t('rain.typed')}</h3>
        <textarea aria-label=${t('rain.typed')} spellcheck="false" .value=${this.typed ?? view.text} @input=${(
          event: Event,
        ) => {
          this.typed = (event.target as HTMLTextAreaElement).value;
        }} @keydown=${(event: KeyboardEvent) => event.stopPropagation()}></textarea>
        <p>${t('rain.typedHow')}</p>
        ${
          this.typed === undefined || this.typed === view.text
            ? nothing
            : html`<div class="acts"><button class="btn" @click=${() => {
                this.typed = undefined;
              }}>${t('act.cancel')}</button><button class="btn pri" @click=${() => {
                this.ask({ kind: 'rain.text', text: this.typed ?? '' });
                this.typed = undefined;
              }}>${t('rain.take')}</button></div>`
        }
        ${this.way(view)}
        ${this.soil(view)}
        <h3>${t('river.title')}</h3>
        ${view.rivers.map((river) => this.river(river))}
        <div class="row">${
          view.place
            ? html`<button class="btn" @click=${() => view.place && this.ask({ kind: 'river.add', lon: view.place.lon, lat: view.place.lat })}>${icon('plus', 13)}${t('river.add')}</button>`
            : html`<span>${t('river.how')}</span>`
        }</div><p></p>
      </div>`;
  }

  private rarity({ rarity, unverified, zones }: RainView) {
    const { t, number, duration } = this.words;
    if (rarity.length === 0) return html`<p>${t('scenario.noRain')}</p>`;
    return html`<h3>${t('rain.rarity')}</h3>
      <table><thead><tr><th scope="col">${t('rain.within')}</th><th scope="col">mm</th><th scope="col">mm/h</th><th scope="col">${t('rain.once')}</th></tr></thead>
        <tbody>${rarity.map(
          ({ durationS, depthMm, years }) =>
            html`<tr><td>${duration(durationS)}</td><td>${number(depthMm, depthMm < 10 ? 1 : 0)}</td><td>${number((depthMm * 3600) / durationS, 0)}</td><td>${years === undefined ? html`<small>–</small>` : years >= RAREST_Y ? `> ${number(RAREST_Y)}` : html`${number(years, years < 9.5 ? 1 : 0)}`}</td></tr>`,
        )}</tbody></table>
      <p>${t(unverified ? 'rain.rarityHow' : 'rain.rarityOwn')}${zones > 0 ? ` ${t('rain.zones', { count: number(zones) })}` : ''}</p>`;
  }

  private way({ moving }: RainView) {
    const { t, number } = this.words;
    return html`<h3>${t('rain.way')}</h3>
      <div class="row"><label class="c"><input type="checkbox" .checked=${moving !== undefined} @change=${() => this.ask({ kind: 'rain.moving', moving: moving ? undefined : { fromDeg: 90, speedKmH: USUAL_SPEED_KMH } })} />${t('rain.moves')}</label>
      ${
        moving
          ? html`<label class="sel"><em>${t('rain.from')}</em><select @change=${(event: Event) => this.ask({ kind: 'rain.moving', moving: { ...moving, fromDeg: Number((event.target as HTMLSelectElement).value) } })}>${WINDS.map((deg) => html`<option value=${deg} .selected=${deg === moving.fromDeg}>${t(`wind.${deg}`)}</option>`)}</select>${icon('chevron-down', 12)}</label>
            <label class="sel"><input type="text" inputmode="decimal" aria-label=${t('rain.speed')} style="width:28px" .value=${number(moving.speedKmH, 0)} @change=${(
              event: Event,
            ) => {
              const speedKmH = this.words.parse((event.target as HTMLInputElement).value);
              if (speedKmH > 0) this.ask({ kind: 'rain.moving', moving: { ...moving, speedKmH } });
            }} /> km/h</label>`
          : nothing
      }</div>`;
  }

  private soil({ wetness }: RainView) {
    const { t } = this.words;
    return html`<h3>${t('soil.title')}</h3>
      ${
        wetness === undefined
          ? html`<p>${t('soil.other')}</p>`
          : html`<div class="row"><div class="seg" role="group" aria-label=${t('soil.title')}>${WETNESS.map((share) => html`<button aria-pressed=${Math.abs(share - wetness) < 0.01 ? 'true' : 'false'} @click=${() => this.ask({ kind: 'soil', wetness: share })}>${t(`soil.${share}`)}</button>`)}</div></div>`
      }`;
  }

  private river({ id, baseM3s, peakM3s, peakS, lon, lat }: RiverRow) {
    const { t, number } = this.words;
    const field = (label: string, value: number, key: 'baseM3s' | 'peakM3s' | 'peakS', scale: number) =>
      html`<label>${label}<input type="text" inputmode="decimal" .value=${number(value / scale, value / scale < 10 && value > 0 ? 1 : 0)} @change=${(
        event: Event,
      ) => {
        const typed = this.words.parse((event.target as HTMLInputElement).value);
        if (typed >= 0) this.ask({ kind: 'river.set', id, change: { [key]: typed * scale } });
      }} /></label>`;
    return html`<div class="river"><b title=${id}>${id}</b>${
      lon === undefined || lat === undefined
        ? html`<span></span>`
        : html`<button class="ib" aria-label=${t('act.fly')} title=${t('act.fly')} @click=${() => this.ask({ kind: 'fly', lon, lat, heightM: 1500 })}>${icon('navigation', 14)}</button>`
    }
      ${field(t('river.base'), baseM3s, 'baseM3s', 1)}${field(t('river.peak'), peakM3s, 'peakM3s', 1)}${field(t('river.at'), peakS, 'peakS', 3600)}
      <button class="ib" aria-label=${t('river.remove')} title=${t('river.remove')} @click=${() => this.ask({ kind: 'river.remove', id })}>${icon('trash-2', 14)}</button></div>`;
  }
}
