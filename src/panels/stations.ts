import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import type { StationRow } from './respondViews.ts';
import { base } from './styles.ts';

const VIEW_M = 900;

/** Water at the City's gauges as simulated: depth now against the peak of the run. */
@customElement('twin-stations')
export class TwinStations extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      .sim { font: 600 11px/16px var(--font); padding: 2px 8px; border-radius: 9px; border: 1px dashed var(--line-2); color: var(--text-2); }
      .row { display: grid; grid-template-columns: 1fr auto; gap: 10px; align-items: center; width: 100%; padding: 5px 12px; border-top: 1px solid var(--line); min-height: 40px; }
      .row:hover { background: var(--hover); }
      .row:focus-visible { outline-offset: -2px; }
      .n { min-width: 0; }
      .n b { display: block; font: 600 13px/17px var(--font); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
      .n small { font: var(--t-11); color: var(--text-3); display: flex; align-items: center; gap: 8px; white-space: nowrap; }
      .bar { width: 44px; height: 6px; flex: none; border-radius: 3px; background: var(--inset); overflow: hidden; }
      .bar i { display: block; height: 100%; background: var(--depth-4); }
      .v { text-align: right; font: 600 13px/18px var(--font); white-space: nowrap; }
      .v small { font: var(--t-11); color: var(--text-2); }
      @media (pointer: coarse) { .row { min-height: 48px; } }
    `,
  ];
  @property({ attribute: false }) rows: readonly StationRow[] = [];

  override render() {
    const { t } = this.words;
    if (this.rows.length === 0) return nothing;
    return html`<div class="ph">${icon('waves', 14)}<h2>${t('stations.title')}</h2><span class="sp"></span><span class="sim">${t('respond.simulated')}</span></div>
      <div class="scroll" role="list">${this.rows.map((row) => this.row(row))}</div>`;
  }

  private row({ name, lon, lat, depthM, riseM, peakM, peakAtS }: StationRow) {
    const { t, number, signed, clock } = this.words;
    const wet = peakM >= 0.01;
    return html`<div role="listitem"><button class="row" @click=${() => this.ask({ kind: 'fly', lon, lat, heightM: VIEW_M })}>
      <span class="n"><b title=${name}>${name}</b><small><span class="bar" aria-hidden="true"><i style="width:${wet ? Math.round((100 * depthM) / peakM) : 0}%"></i></span>${wet ? t('stations.peak', { depth: number(peakM, 2), time: clock(peakAtS) }) : t('stations.dry')}</small></span>
      <span class="v">${wet ? html`${number(depthM, 2)} <small>m</small><br /><small>${Math.abs(riseM) < 0.005 ? t('stations.same') : signed(riseM, 2)}</small>` : '–'}</span></button></div>`;
  }
}
