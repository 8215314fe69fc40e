import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { linearAt } from './axis.ts';
import type { HeadSeries } from './drainViews.ts';
import { TwinElement } from './element.ts';
import { type IconName, icon } from './icons.ts';
import { base } from './styles.ts';
import type { AttributeRow, FeatureView, PointView } from './views.ts';
import { MOTORBIKE_SLOW_M, type Passage, passage, readDepths } from './water.ts';
import './drain-acts.ts';
import './drain-water.ts';
import { passageSign } from './figures.ts';
import './hydrograph.ts';

/** What stands at a clicked place: water over time, and the attributes of what was hit. */
@customElement('twin-point')
export class TwinPoint extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      .kv { grid-template-columns: 1.1fr 1fr 1fr; }
      p { padding: 0 12px 8px; color: var(--text-2); font: var(--t-12); }
      .now { display: flex; gap: 6px; align-items: center; padding: 0 12px 6px; font: var(--t-12); color: var(--text-2); }
      .now b { color: var(--text); font-weight: 600; }
      .leg { display: flex; justify-content: space-between; gap: 8px; padding: 0 12px 8px; font: var(--t-11); color: var(--text-2); }
      .leg i { display: inline-block; width: 18px; height: 2px; background: var(--depth-3); vertical-align: 3px; margin-right: 4px; }
      table { border-collapse: collapse; width: 100%; font: var(--t-12); }
      .tw { padding: 0 12px 8px; }
      th { text-align: left; font: var(--t-11); color: var(--text-3); font-weight: 500; padding: 3px 8px 3px 0; vertical-align: top; }
      td { text-align: right; padding: 3px 0; overflow-wrap: anywhere; font-weight: 500; }
      tr + tr > * { border-top: 1px solid var(--line); }
      .f { display: flex; gap: 8px; align-items: center; padding: 4px 12px; font-weight: 600; border-top: 1px solid var(--line); }
      .f i { width: 10px; height: 10px; border-radius: 3px; flex: none; }
      .f span { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .f small { font: var(--t-11); color: var(--text-3); }
      .cards { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px; padding: 2px 0 8px; }
      .cards div { background: var(--inset); border-radius: 12px; padding: 8px 10px; font: 500 13px/18px var(--font); min-width: 0; }
      .cards span { color: var(--text-2); display: flex; gap: 6px; align-items: center; white-space: nowrap; }
      .cards b { font-weight: 600; display: flex; gap: 5px; align-items: center; white-space: nowrap; }
      .pass { color: var(--good); } .slow { color: var(--warn); } .shut { color: var(--bad); }
      .lim { padding: 0 0 8px; font: var(--t-11); color: var(--text-3); }
    `,
  ];

  @property({ attribute: false }) point: PointView | undefined;
  @property({ attribute: false }) timeS = 0;
  @property({ attribute: false }) theme = '';
  /** Heads in the drains; undefined without a result. */
  @property({ attribute: false }) heads: HeadSeries | undefined;
  /** Phone: the words and who can pass, without chart and table. */
  @property({ type: Boolean }) brief = false;

  override render() {
    const point = this.point;
    if (!point) return nothing;
    if (this.brief) return this.cards(point);
    const { t } = this.words;
    const water =
      point.state === 'ok'
        ? this.water(point)
        : html`<p>${t(({ outside: 'point.outside', block: 'point.block', none: 'point.noRun' } as const)[point.state])}</p>`;
    // Of a pipe one wants to know what it is before the water in the street above it.
    const feature = point.feature ? this.feature(point.feature) : nothing;
    return html`<div class="ph">${icon('map-pin', 14)}<h2>${this.name(point)}</h2><span class="sp"></span>
        <button class="ib" aria-label=${t('section.from')} title=${t('section.from')} @click=${() => this.ask({ kind: 'section.from', lon: point.lon, lat: point.lat })}>${icon('chart-spline', 14)}</button>
        <button class="ib" aria-label=${t('act.close')} title="Esc" @click=${() => this.ask({ kind: 'point.close' })}>${icon('x', 14)}</button></div>
      <div class="scroll">${point.feature?.layer === 'drainage' ? [feature, water] : [water, feature]}</div>`;
  }

  private name(point: PointView): string {
    const { t, number } = this.words;
    return point.name ?? t('point.title', { lat: number(point.lat, 5), lon: number(point.lon, 5) });
  }

  private water(point: PointView) {
    const { t, number, signed, body, clock } = this.words;
    const reading = readDepths(point.timesS, point.depthM);
    const now = linearAt(point.timesS, point.depthM, this.timeS) ?? 0;
    const speed = linearAt(point.timesS, point.speedMS, this.timeS) ?? 0;
    const minutes = reading.arrivesS === undefined ? undefined : reading.arrivesS / 60;
    return html`<div class="kv">
        <div>${t('point.deepest')}<b>${number(reading.deepestM, 2)} <small>m</small></b></div>
        <div>${t('point.arrives')}<b>${minutes === undefined ? html`<small>${t('point.never')}</small>` : html`${number(minutes)} <small>${t('unit.minute')}</small>`}</b></div>
        <div>${t('point.over', { depth: number(MOTORBIKE_SLOW_M, 2) })}<b>${number(reading.overMotorbikeS / 3600, 1)} <small>${t('unit.hour')}</small></b></div>
        <div>${t('point.now')} ${clock(this.timeS)}<b>${number(now, 2)} <small>m</small></b></div>
        <div>${t('point.level')}<b>${signed((point.groundM ?? 0) + now, 2)} <small>m</small></b></div>
        <div>${t('point.speed')}<b>${number(speed, 2)} <small>m/s</small></b></div>
      </div>
      <div class="now">${icon('waves', 13)}<b>${body(now) ?? t('point.dry')}</b><span class="sp"></span><span>${t('point.ground')} ${signed(point.groundM, 2)} m</span></div>
      <twin-figures .depthM=${now} .speedMS=${speed} .deepestM=${reading.deepestM} .theme=${this.theme}></twin-figures>
      <twin-hydrograph .point=${point} .timeS=${this.timeS} .theme=${this.theme}></twin-hydrograph>
      <div class="leg"><span><i></i>${t('point.depth')}, m</span><span>${t('unit.hour')}</span><span>${t('point.levelChart')}</span></div>`;
  }

  private feature(feature: FeatureView) {
    const { t, pick } = this.words;
    return html`<div class="f"><i style="background:var(--layer-${feature.layer})"></i><span title=${feature.name ?? feature.id}>${feature.name ?? feature.id}</span><small>${pick(feature.layerName)}</small><span class="sp"></span>
        ${feature.synthetic ? html`<span class="syn" title=${t('synthetic.title')}>${t('synthetic.mark')}</span>` : nothing}
        <button class="ib" aria-label=${t('act.fly')} title=${t('act.fly')} @click=${() => this.ask({ kind: 'fly', lon: feature.lon, lat: feature.lat, heightM: 350 })}>${icon('navigation', 14)}</button></div>
      ${feature.layer === 'drainage' ? html`<twin-drain-water .feature=${feature} .heads=${this.heads} .timeS=${this.timeS}></twin-drain-water><twin-drain-acts bare .feature=${feature}></twin-drain-acts>` : nothing}
      <div class="tw"><table><tbody>${feature.rows.map((row) => html`<tr><th scope="row">${row.attribute ? pick(row.attribute.label) : row.key}</th><td>${this.value(row)}</td></tr>`)}</tbody></table></div>`;
  }

  /** Data text as text; numbers with the unit of the layer's schema; classes in words. */
  private value({ attribute, value }: AttributeRow): string {
    const { pick, auto, number, lang } = this.words;
    if (value === null || value === undefined || value === '') return '–';
    if (typeof value === 'boolean') return lang === 'vi' ? (value ? 'có' : 'không') : value ? 'yes' : 'no';
    if (typeof value === 'number') {
      const plain = /year|năm/i.test(attribute?.key ?? '')
        ? String(value)
        : attribute?.type === 'integer'
          ? number(value)
          : auto(value);
      return attribute?.unit ? `${plain} ${attribute.unit}` : plain;
    }
    const named = attribute?.classes?.[String(value)];
    return named ? pick(named) : String(value);
  }

  private cards(point: PointView) {
    const { t } = this.words;
    if (point.state !== 'ok') return nothing;
    const depth = linearAt(point.timesS, point.depthM, this.timeS) ?? 0;
    const can = passage(depth, linearAt(point.timesS, point.speedMS, this.timeS) ?? 0);
    const card = (name: IconName, key: 'point.walk' | 'point.bike' | 'point.truck', state: Passage) =>
      html`<div><span>${icon(name, 17)}${t(key)}</span><b class=${state}>${passageSign(state)}${t(`point.${state}`)}</b></div>`;
    return html`<div class="cards">${card('footprints', 'point.walk', can.walk)}${card('bike', 'point.bike', can.bike)}${card('truck', 'point.truck', can.truck)}</div>
      <div class="lim">${t('point.limits')}</div>`;
  }
}
