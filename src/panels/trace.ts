import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TraceView } from './drainViews.ts';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';

/** Outfalls that are named before they are counted only. */
const NAMED = 4;

/** A trace in numbers: how much lies upstream and downstream, where it comes out, the land that drains here. */
@customElement('twin-trace')
export class TwinTrace extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      table { border-collapse: collapse; width: calc(100% - 24px); margin: 0 12px 4px; font: var(--t-12); }
      th { text-align: left; font: var(--t-11); color: var(--text-3); padding: 3px 8px 3px 0; font-weight: 500; }
      td, thead th { text-align: right; padding: 3px 0 3px 8px; white-space: nowrap; }
      td { font: 600 13px/20px var(--font); }
      td small { font: var(--t-11); color: var(--text-2); }
      thead th { color: var(--text-2); }
      tbody tr > * { border-top: 1px solid var(--line); }
      i.l { display: inline-block; width: 14px; height: 4px; border-radius: 2px; vertical-align: 2px; margin-right: 5px; background: var(--live); }
      i.l.down { background: var(--text); }
      dl { display: grid; grid-template-columns: 1fr auto; gap: 6px 12px; margin: 0 12px 8px; padding-top: 7px; border-top: 1px solid var(--line); align-items: baseline; }
      dt { font: var(--t-11); color: var(--text-3); }
      dd { margin: 0; text-align: right; font: 600 13px/20px var(--font); }
      dd small { font: var(--t-11); color: var(--text-2); }
      dd.none { color: var(--warn); font: 500 12px/16px var(--font); }
      .out { min-height: 24px; padding: 0 8px; border-radius: 6px; background: var(--inset); font: 600 12px/16px var(--font); margin-left: 4px; }
      .out:hover { background: var(--hover); }
      label { display: flex; gap: 8px; align-items: center; padding: 2px 12px 4px; min-height: 28px; font: var(--t-12); cursor: pointer; }
      input { width: 16px; height: 16px; accent-color: var(--live); margin: 0; }
      p { padding: 0 12px 10px; font: var(--t-11); color: var(--text-3); }
      @media (pointer: coarse) { label, .out { min-height: 44px; } input { width: 22px; height: 22px; } }
    `,
  ];

  @property({ attribute: false }) trace: TraceView | undefined;

  override render() {
    const { t, number, hectares } = this.words;
    const { trace } = this;
    if (!trace) return nothing;
    const length = (metres: number) =>
      metres < 1000 ? html`${number(metres)} <small>m</small>` : html`${number(metres / 1000, 2)} <small>km</small>`;
    return html`<div class="ph">${icon('route', 14)}<h2>${t('trace.title', { id: trace.id })}</h2><span class="sp"></span>
        <button class="ib" aria-label=${t('act.close')} title="Esc" @click=${() => this.ask({ kind: 'drains.close', what: 'trace' })}>${icon('x', 14)}</button></div>
      <div class="scroll"><table>
        <thead><tr><td></td><th scope="col"><i class="l"></i>${t('trace.up')}</th><th scope="col"><i class="l down"></i>${t('trace.down')}</th></tr></thead>
        <tbody><tr><th scope="row">${t('trace.pipes')}</th><td>${number(trace.up.pipes)}</td><td>${number(trace.down.pipes)}</td></tr>
        <tr><th scope="row">${t('trace.length')}</th><td>${length(trace.up.lengthM)}</td><td>${length(trace.down.lengthM)}</td></tr></tbody>
      </table>
      <dl><dt>${t('trace.outfalls')}</dt>${this.outfalls(trace)}
        <dt>${t('trace.stated')}</dt><dd>${trace.statedM2 === undefined ? html`<small>${t('trace.unstated')}</small>` : html`${hectares(trace.statedM2)} <small>ha</small>`}</dd>
        <dt>${t('trace.land')}</dt><dd>${hectares(trace.landM2)} <small>ha</small></dd></dl>
      <label><input type="checkbox" .checked=${trace.landShown} @change=${(event: Event) => this.ask({ kind: 'drains.land', shown: (event.target as HTMLInputElement).checked })} />${t('trace.showLand')}</label>
      <p>${t('trace.landHow')}</p></div>`;
  }

  private outfalls({ outfalls }: TraceView) {
    const { t, number } = this.words;
    if (outfalls.length === 0) return html`<dd class="none">${icon('triangle-alert', 12)} ${t('trace.noOutfall')}</dd>`;
    const rest = outfalls.length - NAMED;
    return html`<dd>${outfalls
      .slice(0, NAMED)
      .map(
        ({ id, index, lon, lat }) =>
          html`<button class="out" title=${t('act.fly')} @click=${() => this.ask({ kind: 'search.go', hit: { layer: 'drainage', index, id, name: id, kind: { vi: '', en: '' }, lon, lat } })}>${id}</button>`,
      )}${rest > 0 ? html` <small>${t('findings.more', { count: number(rest) })}</small>` : nothing}</dd>`;
  }
}
