import { css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { niceCeil } from './axis.ts';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import type { YearlyResultView, YearlyView } from './impactViews.ts';
import { base } from './styles.ts';

const [WIDE, HIGH] = [280, 118];
const [LEFT, RIGHT, TOP, BOTTOM] = [42, 8, 10, 26];

/** What floods cost in a year on average, and what measures save of it for what they cost. */
@customElement('twin-yearly')
export class TwinYearly extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: block; padding: 4px 12px 8px; }
      p { font: var(--t-12); color: var(--text-2); padding: 2px 0 6px; }
      label { display: flex; gap: 8px; align-items: center; font: var(--t-12); color: var(--text-2); padding-bottom: 8px; }
      .sel { flex: 1; }
      .btn { width: 100%; min-height: 32px; font: 600 12px/16px var(--font); }
      .prog { height: 6px; border-radius: 3px; background: var(--inset); overflow: hidden; margin: 6px 0; }
      .prog i { display: block; height: 100%; background: var(--live); }
      dl { display: grid; grid-template-columns: 1fr auto; align-items: baseline; gap: 3px 8px; margin: 4px 0; font: var(--t-12); color: var(--text-2); }
      dd { margin: 0; text-align: right; font-weight: 600; color: var(--text); white-space: nowrap; }
      .big { font: var(--t-20); }
      .sum { border-top: 1px solid var(--line); padding-top: 3px; }
      table { border-collapse: collapse; width: 100%; font: var(--t-11); margin-top: 4px; }
      th { text-align: left; color: var(--text-3); font-weight: 500; padding: 2px 0; }
      td, thead th:not(:first-child) { text-align: right; padding: 2px 0 2px 8px; white-space: nowrap; }
      tr + tr > *, tbody tr > * { border-top: 1px solid var(--line); }
      .chart { display: block; width: 100%; margin-top: 6px; }
      .chart text { font: 500 10px/1 var(--font); fill: var(--text-3); }
      .key { display: flex; gap: 14px; font: var(--t-11); color: var(--text-2); }
      .key i { display: inline-block; width: 18px; border-top: 2px solid var(--text); vertical-align: 3px; margin-right: 5px; }
      .key i.b { border-top: 2px dashed var(--text-3); }
      small { font: var(--t-11); color: var(--text-3); display: block; padding-top: 6px; }
      @media (pointer: coarse) { .btn, select { min-height: 44px; } }
    `,
  ];

  @property({ attribute: false }) view: YearlyView | undefined;

  override render() {
    const { t, number, duration } = this.words;
    const { view } = this;
    if (!view) return nothing;
    if (!view.hasDesign) return html`<p>${t('yearly.noDesign')}</p>`;
    const { going, result, choices } = view;
    const chosen = choices.find(({ cellSizeM }) => cellSizeM === view.cellSizeM) ?? choices[0];
    return html`<p>${t('yearly.about', { years: view.returnPeriodsY.map((years) => number(years)).join(', ') })}</p>
      ${
        going
          ? html`<div role="status"><p>${t('yearly.going', { done: going.done, of: going.of })}</p><div class="prog"><i style="width:${(100 * (going.done + going.share)) / going.of}%"></i></div></div>
            <button class="btn" @click=${() => this.ask({ kind: 'yearly.cancel' })}>${icon('circle-stop', 14)}${t('act.cancel')}</button>`
          : html`<label>${t('yearly.grid')}<span class="sel"><select aria-label=${t('yearly.grid')} @change=${(event: Event) => this.ask({ kind: 'yearly.cell', cellSizeM: Number((event.target as HTMLSelectElement).value) })}>${choices.map(
              ({ cellSizeM, estimateS }) =>
                html`<option value=${cellSizeM} .selected=${cellSizeM === chosen?.cellSizeM}>${t('yearly.choice', { cell: number(cellSizeM), time: duration(Math.max(60, Math.round(estimateS / 60) * 60)) })}</option>`,
            )}</select>${icon('chevron-down', 12)}</span></label>
            <button class="btn ${result ? '' : 'pri'}" ?disabled=${!chosen} @click=${() => this.ask({ kind: 'yearly.start' })}>${icon('play', 14)}${t(result ? 'yearly.again' : 'yearly.start', { runs: view.runs })}</button>`
      }
      ${result ? this.result(result) : nothing}`;
  }

  private result(result: YearlyResultView) {
    const { t, number, vnd, pick } = this.words;
    const { benefit, before } = result;
    const named = before && pick(before.name);
    return html`<dl>
        <dt>${t('yearly.expected')}</dt><dd class="big">${vnd(result.expectedVnd)}</dd>
        ${
          before
            ? html`<dt>${t('yearly.before', { name: named ?? '' })}</dt><dd>${vnd(before.expectedVnd)}</dd>
              <dt>${t('yearly.saved')}</dt><dd>${vnd(before.expectedVnd - result.expectedVnd)}</dd>`
            : nothing
        }
        ${
          benefit
            ? html`<dt class="sum">${t('yearly.cost')}</dt><dd class="sum">${vnd(benefit.investmentVnd)}</dd>
              <dt>${t('yearly.costWhole', { years: number(result.lifeYears) })}</dt><dd>${vnd(benefit.costVnd)}</dd>
              <dt>${t('yearly.benefit', { years: number(result.lifeYears) })}</dt><dd>${vnd(benefit.benefitVnd)}</dd>
              <dt>${t('yearly.ratio')}</dt><dd class="big">${Number.isFinite(benefit.ratio) ? number(benefit.ratio, 2) : '–'}</dd>`
            : nothing
        }</dl>
      ${this.chart(result)}
      ${before ? html`<div class="key"><span><i></i>${t('yearly.with')}</span><span><i class="b"></i>${named}</span></div>` : nothing}
      <table><thead><tr><th scope="col">${t('yearly.period')}</th>${before ? html`<th scope="col">${named}</th>` : nothing}<th scope="col">${before ? t('yearly.with') : t('impact.damage')}</th></tr></thead>
      <tbody>${result.events.map(({ returnPeriodY, damageVnd }, k) => html`<tr><th scope="row">${number(returnPeriodY)}</th>${before ? html`<td>${vnd(before.events[k]?.damageVnd)}</td>` : nothing}<td>${vnd(damageVnd)}</td></tr>`)}</tbody></table>
      ${result.stale ? html`<small>${t('yearly.stale')}</small>` : nothing}
      <small>${t('yearly.how', { cell: number(result.cellSizeM) })}</small>`;
  }

  /** Damage over the chance of a storm in a year: the area under it is the damage of a year. */
  private chart({ events, before }: YearlyResultView) {
    const { number, vnd, t } = this.words;
    const all = [...events, ...(before?.events ?? [])].map(({ damageVnd }) => damageVnd);
    const top = niceCeil(Math.max(...all, 1));
    const widest = Math.max(...events.map(({ returnPeriodY }) => 1 / returnPeriodY));
    const x = (years: number) => LEFT + (1 / years / widest) * (WIDE - LEFT - RIGHT);
    const y = (value: number) => TOP + (1 - value / top) * (HIGH - TOP - BOTTOM);
    const line = (rows: YearlyResultView['events']) =>
      [...rows]
        .sort((a, b) => b.returnPeriodY - a.returnPeriodY)
        .map(({ returnPeriodY, damageVnd }) => `${x(returnPeriodY).toFixed(1)},${y(damageVnd).toFixed(1)}`);
    const own = line(events);
    return html`<svg class="chart" viewBox="0 0 ${WIDE} ${HIGH}" role="img" aria-label=${t('yearly.chart')}>
      ${[0, 0.5, 1].map((share) => svg`<path d="M${LEFT} ${y(share * top)}H${WIDE - RIGHT}" stroke="var(--line)" /><text x=${LEFT - 4} y=${y(share * top) + 3} text-anchor="end">${share === 0 ? '0' : vnd(share * top).replace(/\s?(đ|VND)\s?/, '')}</text>`)}
      ${events.map(({ returnPeriodY: years }) => svg`<path d="M${x(years)} ${HIGH - BOTTOM}v3" stroke="var(--text-3)" />${years >= 100 ? nothing : svg`<text x=${x(years)} y=${HIGH - BOTTOM + 12} text-anchor="middle">${number(1 / years, 2)}</text>`}`)}
      <text x=${WIDE - RIGHT} y=${HIGH - 3} text-anchor="end">${t('yearly.chance')}</text>
      <polygon points="${x(Math.max(...events.map(({ returnPeriodY }) => returnPeriodY)))},${y(0)} ${own.join(' ')} ${x(Math.min(...events.map(({ returnPeriodY }) => returnPeriodY)))},${y(0)}" fill="var(--hazard-4)" opacity=".2" />
      ${before ? svg`<polyline points=${line(before.events).join(' ')} fill="none" stroke="var(--text-3)" stroke-width="1.6" stroke-dasharray="5 3" />` : nothing}
      <polyline points=${own.join(' ')} fill="none" stroke="var(--text)" stroke-width="1.8" /></svg>`;
  }
}
