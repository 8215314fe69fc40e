import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fillClass } from '../tokens/filling.ts';
import { drainReading, type NodeReading, type PipeReading } from './drainReading.ts';
import type { HeadSeries } from './drainViews.ts';
import { TwinElement } from './element.ts';
import { base } from './styles.ts';
import type { FeatureView } from './views.ts';

/** The water in a clicked pipe or manhole at the clock's time. */
@customElement('twin-drain-water')
export class TwinDrainWater extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: block; }
      .kv { grid-template-columns: 1fr 1fr 1fr; }
      p { padding: 0 12px 8px; color: var(--text-2); font: var(--t-12); }
      .over { color: var(--bad); }
      .bar { height: 8px; margin: 0 12px 8px; border-radius: 4px; background: var(--hover); overflow: hidden; position: relative; }
      .bar i { display: block; height: 100%; }
      .bar b { position: absolute; top: 0; bottom: 0; width: 2px; background: var(--text); }
    `,
  ];

  @property({ attribute: false }) feature: FeatureView | undefined;
  @property({ attribute: false }) heads: HeadSeries | undefined;
  @property({ attribute: false }) timeS = 0;

  override render() {
    const { feature, heads } = this;
    if (!feature) return nothing;
    const reading = heads && drainReading(feature, heads, this.timeS);
    if (!reading) return html`<p>${this.words.t('profile.noWater')}</p>`;
    return reading.kind === 'pipe' ? this.pipe(reading) : this.node(reading);
  }

  private pipe({ share, mostShare, full, fullS, capacityM3s, flowM3s, speedMS }: PipeReading) {
    const { t, number, clock } = this.words;
    const percent = (value: number) => html`${number(100 * value)} <small>%</small>`;
    return html`<div class="kv">
        <div>${t('drainWater.fill')} ${clock(this.timeS)}<b class=${full ? 'over' : ''}>${percent(share)}</b></div>
        <div>${t('drainWater.most')}<b>${percent(mostShare)}</b></div>
        <div>${t('drainWater.fullFor')}<b>${number(fullS / 3600, 1)} <small>${t('unit.hour')}</small></b></div>
        ${flowM3s === undefined ? nothing : html`<div>${t('drainWater.flow')}<b>${number(flowM3s, 2)} <small>m³/s</small></b></div>`}
        ${speedMS === undefined ? nothing : html`<div>${t('drainWater.speed')}<b>${number(speedMS, 2)} <small>m/s</small></b></div>`}
        ${capacityM3s === undefined ? nothing : html`<div>${t('drainWater.capacity')}<b>${number(capacityM3s, 2)} <small>m³/s</small></b></div>`}
      </div>
      <div class="bar" role="img" aria-label=${`${t('drainWater.fill')} ${number(100 * share)} %`}><i style="width:${100 * share}%;background:var(--fill-${fillClass(share, full)})"></i><b style="left:calc(${100 * mostShare}% - 2px)"></b></div>`;
  }

  private node({ headM, depthM, overRimM, highestM, spillsS }: NodeReading) {
    const { t, number, signed, clock } = this.words;
    const over = overRimM !== undefined && overRimM > 0;
    return html`<div class="kv">
        <div>${t('drainWater.head')} ${clock(this.timeS)}<b>${signed(headM, 2)} <small>m</small></b></div>
        <div>${t('drainWater.depth')}<b>${number(depthM, 2)} <small>m</small></b></div>
        <div>${t('drainWater.highest')}<b>${signed(highestM, 2)} <small>m</small></b></div>
        ${
          overRimM === undefined
            ? nothing
            : html`<div>${t(over ? 'drainWater.overRim' : 'drainWater.underRim')}<b class=${over ? 'over' : ''}>${number(Math.abs(overRimM), 2)} <small>m</small></b></div>
        <div>${t('drainWater.spills')}<b>${number(spillsS / 3600, 1)} <small>${t('unit.hour')}</small></b></div>`
        }
      </div>`;
  }
}
