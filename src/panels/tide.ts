import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';
import { TIDE_KINDS, type TideView } from './views.ts';

/** Sea-level rise for the whole sea, m (specs/hydrology: high emission, upper and central). */
const RISES = [
  { riseM: 0, key: 'tide.riseNow' },
  { riseM: 0.28, key: 'tide.rise2050' },
  { riseM: 0.77, key: 'tide.rise2100' },
] as const;

/** Tide, surge and sea-level rise at the level boundaries. Collapsed to its head until it is asked for. */
@customElement('twin-tide')
export class TwinTide extends TwinElement {
  static override styles = [
    base,
    css`
      .body { padding: 0 12px 10px; display: grid; gap: 6px; }
      .row { display: grid; grid-template-columns: 96px 1fr 52px; gap: 8px; align-items: center; font: var(--t-12); color: var(--text-2); }
      .row b { font-weight: 600; color: var(--text); text-align: right; white-space: nowrap; }
      .row .sel { grid-column: 2 / 4; justify-content: space-between; }
      .ph .ch { transition: transform var(--m-panel) var(--ease); }
      .ph[aria-expanded='true'] .ch { transform: rotate(90deg); }
      .ph:hover { background: var(--hover); }
      .ph:focus-visible { outline-offset: -2px; }
    `,
  ];

  /** Undefined where no level boundary acts. */
  @property({ attribute: false }) tide: TideView | undefined;
  @property({ attribute: false }) peakM: number | undefined;
  @property({ type: Boolean }) open = false;
  @state() private surgeM: number | undefined;

  override render() {
    const { t, signed } = this.words;
    return html`<button class="ph" aria-expanded=${this.open ? 'true' : 'false'} @click=${() => {
      this.open = !this.open;
    }}><span class="ch">${icon('chevron-right', 12)}</span><h2>${t('tide.title')}</h2><span class="sp"></span><small>${
      this.peakM === undefined ? t('tide.none') : t('tide.high', { level: signed(this.peakM, 2) })
    }</small></button>
    ${this.open && this.tide ? this.body(this.tide) : ''}`;
  }

  private body(tide: TideView) {
    const { t, number, signed } = this.words;
    const surge = this.surgeM ?? tide.surgeM;
    return html`<div class="body">
      <div class="row"><span>${t('tide.range')}</span><label class="sel"><select aria-label=${t('tide.range')} @change=${(
        event: Event,
      ) => this.ask({ kind: 'tide', change: { kind: (event.target as HTMLSelectElement).value as TideView['kind'] } })}>
        ${TIDE_KINDS.map((kind) => html`<option value=${kind} .selected=${kind === tide.kind}>${t(`tide.${kind}`)}</option>`)}</select>${icon('chevron-down', 12)}</label></div>
      <label class="row"><span>${t('tide.surge')}</span><input type="range" min="0" max="1.5" step="0.05" .value=${String(surge)} style="--at:${(surge / 1.5) * 100}%"
        @input=${(event: Event) => {
          this.surgeM = Number((event.target as HTMLInputElement).value);
        }}
        @change=${(event: Event) => {
          this.surgeM = undefined;
          this.ask({ kind: 'tide', change: { surgeM: Number((event.target as HTMLInputElement).value) } });
        }} /><b>${signed(surge, 2)} m</b></label>
      <div class="row"><span>${t('tide.rise')}</span><label class="sel"><select aria-label=${t('tide.rise')} @change=${(
        event: Event,
      ) => this.ask({ kind: 'tide', change: { riseM: Number((event.target as HTMLSelectElement).value) } })}>
        ${RISES.map(({ riseM, key }) => html`<option value=${riseM} .selected=${Math.abs(riseM - tide.riseM) < 0.005}>${t(key, { m: number(riseM, 2) })}</option>`)}
        ${RISES.some(({ riseM }) => Math.abs(riseM - tide.riseM) < 0.005) ? '' : html`<option value=${tide.riseM} selected>${signed(tide.riseM, 2)} m</option>`}
      </select>${icon('chevron-down', 12)}</label></div>
    </div>`;
  }
}
