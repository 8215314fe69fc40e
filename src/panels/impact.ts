import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { TwinElement } from './element.ts';
import './impactCharts.ts';
import './yearly.ts';
import { icon } from './icons.ts';
import type { ImpactView, WardImpactRow, YearlyView } from './impactViews.ts';
import { base } from './styles.ts';

const TABS = ['wards', 'classes', 'time', 'year'] as const;
type Tab = (typeof TABS)[number];
type Column = 'name' | 'floodedM2' | 'diffM2' | 'people' | 'damageVnd';

/** What the run means for people, buildings and roads: figures, then a table by ward. */
@customElement('twin-impact')
export class TwinImpact extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      .kv { grid-template-columns: 1fr 1fr; }
      table { border-collapse: collapse; width: calc(100% - 24px); margin: 0 12px 6px; font: var(--t-12); }
      th button { font: 500 11px/16px var(--font); color: var(--text-3); width: 100%; text-align: right; min-height: 24px; white-space: nowrap; }
      th:first-child button { text-align: left; }
      th[aria-sort] button { color: var(--text); }
      td { text-align: right; padding: 3px 0 3px 6px; white-space: nowrap; border-top: 1px solid var(--line); font-weight: 600; }
      td:first-child { padding-left: 0; text-align: left; max-width: 96px; }
      td button { font: 600 12px/18px var(--font); overflow: hidden; text-overflow: ellipsis; max-width: 100%; white-space: nowrap; min-height: 24px; }
      td button:hover { text-decoration: underline; }
      td.d { color: var(--text-2); }
      td.d i { display: inline-block; height: 6px; border-radius: 3px; margin-right: 5px; vertical-align: 1px; }
      tr.sum td { font-weight: 700; }
      p { padding: 0 12px 8px; font: var(--t-11); color: var(--text-3); }
      p.si { color: var(--warn); }
      .acts { display: flex; gap: 8px; padding: 2px 12px 10px; }
      .btn { flex: 1; min-height: 30px; padding: 0 8px; font: 600 12px/16px var(--font); }
      .tabs { display: flex; gap: 2px; margin: 0 12px 6px; padding: 2px; border-radius: 8px; background: var(--inset); }
      .tabs button { flex: 1; min-height: 26px; border-radius: 6px; text-align: center; font: 500 12px/16px var(--font); color: var(--text-2); }
      .tabs button[aria-pressed='true'] { background: var(--panel); color: var(--text); font-weight: 600; }
      .how button { text-decoration: underline; text-underline-offset: 3px; color: var(--text-2); min-height: 24px; font: inherit; }
      @media (pointer: coarse) { .tabs button, .how button { min-height: 44px; } td button, th button, .btn { min-height: 44px; } }
    `,
  ];

  @property({ attribute: false }) view: ImpactView | undefined;
  @property({ attribute: false }) yearly: YearlyView | undefined;
  @property({ attribute: false }) timeS = 0;
  @state() private tab: Tab = 'wards';
  @state() private sort: Column = 'floodedM2';
  @state() private up = false;

  override render() {
    const { t, number, vnd } = this.words;
    const { view } = this;
    if (!view) return nothing;
    const about = view.preview ? '≈ ' : '';
    const extra = [
      view.endangered >= 1 ? t('impact.endangered', { count: number(view.endangered) }) : '',
      view.wetFacilities.length > 0
        ? t('impact.facilities', { count: number(view.facilities), name: view.wetFacilities[0].name })
        : '',
      view.cabinets > 0 ? t('impact.cabinets', { count: number(view.cabinets) }) : '',
      view.trees > 0 ? t('impact.trees', { count: number(view.trees) }) : '',
    ].filter(Boolean);
    return html`<div class="ph"><h2>${t('impact.title')}</h2><span class="sp"></span><small>${t('result.depthOver', { depth: number(view.floodedM, 2) })}</small></div>
      <div class="scroll"><div class="kv">
        <div>${t('impact.people', { depth: number(view.affectedM, view.affectedM * 10 === Math.round(view.affectedM * 10) ? 1 : 2) })}<b>${about}${number(view.total.people)}</b></div>
        <div>${t('impact.buildings')}<b>${about}${number(view.buildings)}</b></div>
        <div>${t('impact.roads')}<b>${about}${number(view.shutRoadM / 1000, 1)} <small>km</small></b></div>
        <div>${t('impact.damage')}<b>${about}${vnd(view.total.damageVnd)}</b></div>
      </div>
      ${view.standsIn ? html`<p class="si">${t('impact.standsIn')}</p>` : nothing}
      <div class="tabs" role="group" aria-label=${t('impact.show')}>${TABS.map(
        (tab) =>
          html`<button aria-pressed=${tab === this.tab ? 'true' : 'false'} @click=${() => {
            this.tab = tab;
          }}>${t(`impact.${tab}`)}</button>`,
      )}</div>
      ${this.tabView(view)}
      ${this.tab === 'wards' ? extra.map((line) => html`<p>${line}</p>`) : nothing}
      <p class="how">${t('impact.how')} <button aria-haspopup="dialog" @click=${() => this.ask({ kind: 'dialog', dialog: 'assumptions' })}>${t('assume.open')}</button></p></div>
      <div class="acts"><button class="btn" @click=${() => this.ask({ kind: 'dialog', dialog: 'exports' })}>${icon('download', 14)}${t('export.open')}</button>
        <button class="btn pri" @click=${() => this.ask({ kind: 'report' })}>${icon('file-text', 14)}${t('impact.report')}</button></div>`;
  }

  private tabView(view: ImpactView) {
    if (this.tab === 'wards') return view.rows.length > 0 ? this.table(view) : nothing;
    if (this.tab === 'year') return html`<twin-yearly .view=${this.yearly}></twin-yearly>`;
    return html`<twin-impact-charts .view=${view} .show=${this.tab} .timeS=${this.timeS}></twin-impact-charts>`;
  }

  private table({ rows, total, against }: ImpactView) {
    const { t, number, hectares, signed } = this.words;
    const columns: readonly (readonly [Column, string])[] = [
      ['name', t('impact.ward')],
      ['floodedM2', 'ha'],
      ...(against ? [['diffM2', t('impact.against', { letter: against })] as const] : []),
      ['people', t('impact.peopleShort')],
    ];
    const most = Math.max(...rows.map(({ diffM2 }) => Math.abs(diffM2 ?? 0)), 1);
    const diff = (value: number | undefined, bar: boolean) =>
      value === undefined
        ? '–'
        : html`${bar && Math.abs(value) >= 500 ? html`<i style="width:${Math.max(3, (34 * Math.abs(value)) / most)}px;background:${value < 0 ? 'var(--diff-new-dry)' : 'var(--diff-new-wet)'}"></i>` : nothing}${Math.abs(value) < 500 ? '0' : signed(value / 1e4, Math.abs(value) < 99500 ? 1 : 0)}`;
    return html`<table><thead><tr>${columns.map(
      ([column, label]) =>
        html`<th scope="col" aria-sort=${this.sort === column ? (this.up ? 'ascending' : 'descending') : nothing}><button @click=${() => this.order(column)}>${label}</button></th>`,
    )}</tr></thead>
      <tbody>${this.sorted(rows).map(
        (
          row,
        ) => html`<tr><td>${row.id ? html`<button title=${row.name} @click=${() => this.ask({ kind: 'ward.go', name: row.name })}>${row.name}</button>` : t('impact.outside')}</td>
          <td>${hectares(row.floodedM2)}</td>${against ? html`<td class="d">${diff(row.diffM2, true)}</td>` : nothing}<td>${number(row.people)}</td></tr>`,
      )}
      <tr class="sum"><td>${t('impact.total')}</td><td>${hectares(total.floodedM2)}</td>${against ? html`<td>${diff(total.diffM2, false)}</td>` : nothing}<td>${number(total.people)}</td></tr></tbody></table>`;
  }

  private order(column: Column): void {
    this.up = this.sort === column ? !this.up : column === 'name';
    this.sort = column;
  }

  private sorted(rows: readonly WardImpactRow[]): readonly WardImpactRow[] {
    const { sort } = this;
    const by = (a: WardImpactRow, b: WardImpactRow): number =>
      sort === 'name' ? a.name.localeCompare(b.name, 'vi') : (a[sort] ?? 0) - (b[sort] ?? 0);
    return [...rows].sort((a, b) => (this.up ? by(a, b) : by(b, a)));
  }
}
