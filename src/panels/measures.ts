import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { MessageKey } from '../i18n/words.ts';
import { TOOLS, type ToolId } from '../scenario/making/index.ts';
import './crest.ts';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { toolIcon } from './measureIcons.ts';
import type { MeasureRow, MeasuresView, OnGridView } from './measureViews.ts';
import { base } from './styles.ts';

/** Tools by what they do to water. */
const GROUPS: readonly (readonly [MessageKey, readonly ToolId[]])[] = [
  ['measure.store', ['basin', 'wall', 'raisedRoad', 'barrier', 'lower', 'drawdown']],
  ['measure.lead', ['channel', 'pipe', 'pump']],
  ['measure.soak', ['swale', 'rainGarden', 'greenRoof', 'permeable', 'trees']],
  ['measure.houses', ['floors', 'demolish']],
  ['measure.drain', ['upsize', 'inlets', 'tank', 'flap']],
];

/** The measures of the shown scenario: a palette to draw them, a row each with its numbers and its cost. */
@customElement('twin-measures')
export class TwinMeasures extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      .ph .total { font: 600 12px/16px var(--font); color: var(--text-2); white-space: nowrap; }
      .none { padding: 0 12px 10px; color: var(--text-3); font: var(--t-12); }
      .group { padding: 4px 8px 6px; }
      .group h3 { font: 500 11px/16px var(--font); color: var(--text-3); padding: 0 4px 3px; margin: 0; }
      .tools { display: grid; grid-template-columns: 1fr 1fr; gap: 4px; }
      .tools button { display: flex; gap: 7px; align-items: center; min-height: 30px; padding: 0 8px; border-radius: 6px; background: var(--inset); font: 500 12px/15px var(--font); min-width: 0; }
      .tools button:hover { background: var(--hover); }
      .draw { padding: 0 12px 10px; display: grid; gap: 8px; font: var(--t-12); color: var(--text-2); }
      .draw b { color: var(--text); font: 600 13px/18px var(--font); display: flex; gap: 8px; align-items: center; }
      .draw div { display: flex; gap: 6px; flex-wrap: wrap; }
      .btn { min-height: 28px; padding: 0 10px; font: 600 12px/16px var(--font); }
      input.txt { flex: 1; min-width: 0; background: var(--inset); border: 1px solid var(--line-2); border-radius: 6px; padding: 3px 8px; font: 500 12px/18px var(--font); }
      .bad { color: var(--bad); }
      .row { display: grid; grid-template-columns: 18px 1fr auto; gap: 8px; align-items: center; min-height: 38px; padding: 3px 12px; width: 100%; }
      .row:hover { background: var(--hover); }
      .row:focus-visible { outline-offset: -2px; }
      .row.on { background: var(--live-dim); }
      .row b { font: 600 12px/16px var(--font); display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .row small { font: var(--t-11); color: var(--text-3); display: block; }
      .row .n { min-width: 0; }
      .row .v { font: 600 12px/16px var(--font); white-space: nowrap; text-align: right; }
      .form { display: grid; grid-template-columns: 1fr auto; gap: 6px 10px; align-items: center; padding: 6px 12px 10px; background: var(--inset); font: var(--t-12); color: var(--text-2); }
      .form input { background: var(--panel); border: 1px solid var(--line-2); border-radius: 6px; padding: 3px 6px; width: 92px; text-align: right; font: 600 12px/18px var(--font); color: var(--text); }
      .form input.wide { width: 150px; text-align: left; }
      .form span.u { display: flex; gap: 6px; align-items: center; justify-content: flex-end; }
      .form .u em { font-style: normal; min-width: 24px; color: var(--text-3); }
      .form twin-crest { grid-column: 1 / -1; }
      .form .sum { grid-column: 1 / -1; color: var(--text-3); font: var(--t-11); }
      .form .acts { grid-column: 1 / -1; display: flex; justify-content: flex-end; }
      @media (pointer: coarse) { .tools button, .row, .btn { min-height: 44px; } .form input, input.txt { min-height: 40px; } }
    `,
  ];

  @property({ attribute: false }) view: MeasuresView | undefined;
  @state() private badPoint = false;

  override render() {
    const { view } = this;
    if (!view) return nothing;
    const { t, vnd } = this.words;
    const total = view.rows.reduce((sum, { costVnd }) => sum + costVnd, 0);
    return html`<div class="ph"><h2>${t('measure.title')}</h2><span class="sp"></span>
        ${view.rows.length > 0 ? html`<span class="total" title=${t('measure.costTotal')}>${vnd(total)}</span>` : nothing}
        <button class="ib" aria-label=${t('measure.add')} title=${t('measure.add')} aria-expanded=${view.palette ? 'true' : 'false'} @click=${() => this.ask({ kind: 'measure.palette', open: !view.palette })}>${icon(view.palette ? 'x' : 'plus', 15)}</button></div>
      <div class="scroll">${
        view.tool
          ? this.drawing(view)
          : view.palette
            ? this.paletteView(view)
            : view.rows.length === 0
              ? html`<p class="none">${t('measure.none')}</p>`
              : repeat(
                  view.rows,
                  ({ id }) => id,
                  (row) => this.row(row, row.id === view.selected, view.onGrid),
                )
      }</div>`;
  }

  private paletteView({ hasDrains }: MeasuresView) {
    const { t, pick } = this.words;
    const groups = hasDrains ? GROUPS : GROUPS.slice(0, 4);
    return groups.map(
      ([title, ids]) =>
        html`<div class="group" role="group" aria-label=${t(title)}><h3>${t(title)}</h3><div class="tools">${ids
          .filter((id) => hasDrains || (id !== 'pipe' && id !== 'pump'))
          .map((id) => {
            const tool = TOOLS.find((known) => known.id === id);
            return html`<button @click=${() => this.ask({ kind: 'measure.draw', tool: id })}>${toolIcon(id, 14)}${tool ? pick(tool.name) : id}</button>`;
          })}</div></div>`,
    );
  }

  private drawing({ tool, points, onGrid }: MeasuresView) {
    const { t, pick, number } = this.words;
    if (!tool) return nothing;
    const placed = tool.shape === 'area' || tool.shape === 'line' || tool.shape === 'point';
    const how = {
      area: 'measure.drawArea',
      line: 'measure.drawLine',
      point: 'measure.drawLine',
      link: 'measure.drawLink',
      node: 'measure.drawNode',
    } as const;
    const enough = points >= { area: 3, line: 2, point: 1, link: 1, node: 1 }[tool.shape];
    return html`<div class="draw" role="group" aria-label=${pick(tool.name)}><b>${toolIcon(tool.id, 15)}${pick(tool.name)}</b>
      <span>${t(how[tool.shape])}</span>
      ${
        placed
          ? html`<form style="display:flex;gap:6px" @submit=${this.addPoint}><input class="txt" name="at" autocomplete="off" aria-label=${t('measure.coordinates')} placeholder=${t('measure.coordinates')} /><button class="btn">${t('measure.addPoint')}</button></form>
            ${this.badPoint ? html`<span class="bad" role="alert">${t('measure.badPoint')}</span>` : nothing}
            <span aria-live="polite">${t('measure.points', { count: number(points) })}</span>`
          : nothing
      }
      ${onGrid ? html`<twin-crest .view=${onGrid}></twin-crest>` : nothing}
      <div>${
        placed
          ? html`<button class="btn pri" ?disabled=${!enough} @click=${() => this.ask({ kind: 'measure.finish' })}>${t('measure.finish')}</button>
        <button class="btn" ?disabled=${points === 0} @click=${() => this.ask({ kind: 'measure.back' })}>${t('measure.back')}</button>`
          : nothing
      }
        <button class="btn" @click=${() => this.ask({ kind: 'measure.cancel' })}>${t('measure.cancel')}</button></div></div>`;
  }

  private addPoint = (event: SubmitEvent): void => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements.namedItem('at') as HTMLInputElement;
    const [lon, lat, ...rest] = (input.value.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
    this.badPoint =
      lon === undefined || lat === undefined || rest.length > 0 || Math.abs(lon) > 180 || Math.abs(lat) > 90;
    if (this.badPoint) return;
    input.value = '';
    this.ask({ kind: 'measure.point', lon, lat });
  };

  private row(row: MeasureRow, on: boolean, onGrid: OnGridView | undefined) {
    const { pick, vnd, t } = this.words;
    return html`<button class="row ${on ? 'on' : ''}" aria-expanded=${on ? 'true' : 'false'} @click=${() => this.ask({ kind: 'measure.select', id: on ? undefined : row.id })}>
        ${toolIcon(row.tool.id, 16)}<span class="n"><b>${pick(row.name)}</b><small>${this.figures(row)}${row.inherited ? html` · ${t('measure.inherited')}` : nothing}</small></span>
        <span class="v">${vnd(row.costVnd)}</span></button>
      ${on ? this.form(row, onGrid) : nothing}`;
  }

  private figures({ areaM2, lengthM, on, fields }: MeasureRow): string {
    const { number, hectares, t, auto } = this.words;
    const parts: string[] = [];
    if (on) parts.push(t('measure.onLink', { id: on }));
    if (areaM2 !== undefined) parts.push(areaM2 < 10000 ? `${number(areaM2)} m²` : `${hectares(areaM2)} ha`);
    if (lengthM !== undefined) parts.push(`${number(lengthM)} m`);
    const [first] = fields;
    if (first && typeof first.value === 'number')
      parts.push(
        first.field.unit === '%' ? `${number(100 * first.value)} %` : `${auto(first.value)} ${first.field.unit}`.trim(),
      );
    return parts.join(' · ');
  }

  private form(row: MeasureRow, onGrid: OnGridView | undefined) {
    const { t, pick, auto, vnd } = this.words;
    const set = (key: string, value: number | readonly number[] | undefined) =>
      this.ask({ kind: 'measure.set', id: row.id, key, value });
    return html`<div class="form" role="group" aria-label=${pick(row.name)}>
      <label for="name-${row.id}">${t('measure.name')}</label><span class="u"><input id="name-${row.id}" class="wide" maxlength="60" .value=${pick(row.name)} @change=${(event: Event) => this.ask({ kind: 'measure.rename', id: row.id, name: (event.target as HTMLInputElement).value.trim() })} /></span>
      ${onGrid ? html`<twin-crest .view=${onGrid}></twin-crest>` : nothing}
      ${row.fields.map(({ field, value }) => {
        const percent = field.unit === '%';
        const shown = Array.isArray(value)
          ? value.join('  ')
          : value === undefined
            ? ''
            : String(percent ? Math.round(1000 * (value as number)) / 10 : value);
        const read = (event: Event): void => {
          const input = event.target as HTMLInputElement;
          const numbers = (input.value.replaceAll(',', '.').match(/-?\d+(?:\.\d+)?/g) ?? []).map((text) =>
            Math.min(field.max, Math.max(field.min, Number(text) / (percent ? 100 : 1))),
          );
          if (numbers.length === 0) input.value = shown;
          else set(field.key, numbers.length === 1 ? numbers[0] : numbers);
        };
        return html`<label for="${field.key}-${row.id}">${pick(field.label)}</label><span class="u"><input id="${field.key}-${row.id}" inputmode="decimal" .value=${shown} @change=${read} /><em>${field.unit}</em></span>`;
      })}
      <label for="cost-${row.id}">${t('measure.cost')}</label><span class="u"><input id="cost-${row.id}" inputmode="numeric" .value=${String(Math.round(row.costVnd / 1e6))} @change=${(
        event: Event,
      ) => {
        const text = (event.target as HTMLInputElement).value.trim();
        set('costVnd', text === '' ? undefined : Math.max(0, this.words.parse(text) * 1e6 || 0));
      }} /><em>${this.words.lang === 'vi' ? 'tr đ' : 'M VND'}</em></span>
      ${row.costStated ? nothing : html`<span class="sum">${auto(row.quantity)} ${row.tool.per === 'piece' ? t('unit.piece') : row.tool.per} × ${vnd(row.tool.priceVnd)} · ${t('measure.costAssumed')}</span>`}
      <div class="acts"><button class="btn" @click=${() => this.ask({ kind: 'measure.remove', id: row.id })}>${icon('trash-2', 13)}${t(row.inherited ? 'measure.leaveOut' : 'measure.remove')}</button></div>
    </div>`;
  }
}
