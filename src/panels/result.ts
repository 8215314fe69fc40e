import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';
import type { BalanceView, ResultView } from './views.ts';

/** What the run says in numbers: flooded area, deepest, water balance, what was assumed. */
@customElement('twin-result')
export class TwinResult extends TwinElement {
  static override styles = [
    base,
    css`
      .kv { grid-template-columns: 1fr 1fr; }
      .kv b { font: var(--t-20); letter-spacing: -.01em; }
      .balance { padding: 4px 12px 8px; }
      .head { display: flex; align-items: center; gap: 4px; font: var(--t-11); color: var(--text-2); padding-bottom: 4px; }
      .head b { font-weight: 600; color: var(--good); white-space: nowrap; }
      .head b.off { color: var(--bad); }
      .bal { display: flex; height: 8px; border-radius: 4px; overflow: hidden; gap: 1.5px; background: var(--inset); }
      .parts { display: grid; grid-template-columns: repeat(4, auto); justify-content: space-between; gap: 0 8px; font: 500 10.5px/16px var(--font); color: var(--text-2); padding-top: 4px; }
      .parts b { display: block; font: 600 12px/16px var(--font); color: var(--text); }
      .sum { display: flex; justify-content: space-between; font: 500 10.5px/16px var(--font); padding-top: 4px; }
      .parts i { display: inline-block; width: 7px; height: 7px; border-radius: 2px; margin-right: 4px; }
      .more { border-top: 1px solid var(--line); padding: 6px 12px 8px; font: var(--t-11); color: var(--text-3); display: grid; gap: 4px; }
      .more div { display: flex; gap: 6px; overflow-wrap: anywhere; min-width: 0; }
      .more .i { margin-top: 2px; color: var(--warn); }
      .foot { justify-content: space-between; }
      .more .trust { display: inline-flex; gap: 6px; align-items: center; justify-self: start; min-height: 28px; color: var(--text-2); font: 500 12px/16px var(--font); text-decoration: underline; text-underline-offset: 3px; }
      .trust .i { margin: 0; color: inherit; }
      @media (pointer: coarse) { .more .trust { min-height: 44px; } }
    `,
  ];

  @property({ attribute: false }) result: ResultView | undefined;

  override render() {
    const { t, hectares, number, clock, pick } = this.words;
    const result = this.result;
    if (!result) return nothing;
    const about = result.preview ? '≈ ' : '';
    return html`<div class="ph"><h2>${t('result.title')}</h2><span class="sp"></span><small>${t('result.depthOver', { depth: number(0.15, 2) })}</small></div>
      <div class="kv">
        <div>${t('result.wet')}<b>${about}${hectares(result.wetMaxM2)} <small>ha · ${clock(result.wetMaxAtS)}</small></b></div>
        <div>${
          result.deepestM === undefined
            ? html`${t('result.wetNow')}<b>${about}${hectares(result.wetNowM2)} <small>ha</small></b>`
            : html`${t('result.deepest')}<b>${about}${number(result.deepestM, 2)} <small>m</small></b>`
        }</div>
      </div>
      ${result.balance ? this.balance(result.balance) : nothing}
      <div class="more">
        ${
          result.changedAtS.length > 0
            ? html`<div>${icon('info', 12)}<span>${t('result.changed', { times: result.changedAtS.map((timeS) => clock(timeS)).join(', ') })}</span></div>`
            : nothing
        }
        ${result.warnings.map((warning) => html`<div>${icon('info', 12)}<span>${pick(warning)}</span></div>`)}
        ${
          result.engine || result.cells
            ? html`<div class="foot"><span>${t('result.cells')} ${number(result.cells)}</span><span>${result.engine ?? ''}</span>${result.hash ? html`<span title=${`${t('result.hash')} ${result.hash}`}>#${result.hash.slice(0, 8)}</span>` : nothing}</div>`
            : nothing
        }
        <button class="trust" aria-haspopup="dialog" @click=${() => this.ask({ kind: 'dialog', dialog: 'evidence' })}>${icon('shield-check', 14)}${t('evidence.title')}</button>
      </div>`;
  }

  private balance(balance: BalanceView) {
    const { t, number, errorPercent } = this.words;
    const parts = [
      ['balance.soil', balance.infiltration, 'var(--layer-land)'],
      ['balance.drains', balance.toDrains, 'var(--layer-drainage)'],
      ['balance.out', balance.outflow, 'var(--text-3)'],
      ['balance.ground', balance.stored, 'var(--depth-4)'],
    ] as const;
    const largest = Math.max(...parts.map(([, value]) => value), 1);
    const millions = largest >= 2e5;
    const write = (value: number) => (millions ? number(value / 1e6, 2) : number(value));
    const unit = millions ? t('unit.millionM3') : 'm³';
    const good = balance.errorRel <= 1e-6;
    const entered = balance.rain + balance.inflow + balance.levelIn + balance.fromDrains;
    return html`<div class="balance"><div class="head">${icon('droplets', 13)}<span>${t('balance.title')}</span><span class="sp"></span>
        <b class=${good ? '' : 'off'}>${icon(good ? 'check' : 'triangle-alert', 12)} ${t('balance.error', { error: errorPercent(balance.errorRel) })}</b></div>
      <div class="bal" aria-hidden="true">${parts.map(([, value, colour]) => html`<i style="flex:${Math.max(0, value)};background:${colour}"></i>`)}</div>
      <div class="parts">${parts.map(([key, value, colour]) => html`<span><i style="background:${colour}"></i>${t(key)}<b>${write(value)}</b></span>`)}</div>
      <div class="sum mu"><span>${t('balance.in')} ${write(entered + balance.initial)} ${unit}</span><span>${t('balance.rain')} ${write(balance.rain)} ${unit}</span></div></div>`;
  }
}
