import { css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  ASSUMPTIONS,
  type Assumptions,
  DAMAGE_CLASSES,
  type DamageClass,
  ROAD_USERS,
} from '../../workers/impact/assumptions.ts';
import { assumptionAt } from '../../workers/impact/readAssumptions.ts';
import type { MessageKey } from '../i18n/words.ts';
import { dialogStyles, TwinDialog } from './dialog.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';

/** A number of a form: its place, its unit, and how much of its unit one is. */
interface Row {
  readonly path: string;
  readonly unit: string;
  readonly scale?: number;
}
const THRESHOLDS: readonly Row[] = [
  { path: 'floodedM', unit: 'm' },
  { path: 'affectedM', unit: 'm' },
  { path: 'facilityM', unit: 'm' },
  { path: 'cabinetM', unit: 'm' },
  { path: 'lampM', unit: 'm' },
  { path: 'treeH', unit: 'h' },
];
const ROADS: readonly Row[] = [
  ...ROAD_USERS.map((user) => ({ path: `roadLimitM.${user}`, unit: 'm' })),
  { path: 'pedestrianM2S', unit: 'm²/s' },
];
const HOUSES: readonly Row[] = [
  { path: 'plinthM', unit: 'm' },
  { path: 'floorAreaPerPersonM2', unit: 'm²' },
];
const MONEY: readonly Row[] = [
  { path: 'discountRate', unit: '%', scale: 0.01 },
  { path: 'lifeYears', unit: '' },
  { path: 'upkeepShare', unit: '%', scale: 0.01 },
];
const LINE: Readonly<Record<DamageClass, { readonly stroke: string; readonly dash: string }>> = {
  residential: { stroke: 'var(--text)', dash: '' },
  commercial: { stroke: 'var(--warn)', dash: '6 3' },
  industrial: { stroke: 'var(--live)', dash: '2 3' },
  public: { stroke: 'var(--bad)', dash: '9 3 2 3' },
};

/** Thresholds, damage curves and prices: all that is assumed where a run is assessed, each to be changed. */
@customElement('twin-assumptions')
export class TwinAssumptions extends TwinDialog {
  static override styles = [
    base,
    dialogStyles,
    css`
      dialog { width: min(760px, calc(100vw - 32px)); max-height: min(820px, calc(100dvh - 48px)); }
      .head { position: sticky; top: 0; background: var(--panel); z-index: 1; }
      .in { padding: 0 20px 20px; }
      p { color: var(--text-2); max-width: 76ch; }
      h3 { font: 600 12px/16px var(--font); color: var(--text-2); margin: 16px 0 6px; }
      .two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 28px; }
      label { display: grid; grid-template-columns: 1fr 84px 34px; gap: 6px; align-items: center; min-height: 32px; font: var(--t-12); }
      input { width: 100%; height: 28px; border-radius: 6px; border: 1px solid var(--line-2); background: var(--inset); padding: 0 8px; text-align: right; font: 500 12px/16px var(--font); }
      input.own { border-color: var(--live); font-weight: 700; }
      small { font: var(--t-11); color: var(--text-3); }
      table { border-collapse: collapse; width: 100%; font: var(--t-12); }
      th { font: var(--t-11); color: var(--text-3); text-align: left; padding: 2px 6px 4px 0; font-weight: 500; white-space: nowrap; }
      td { padding: 1px 3px 1px 0; min-width: 54px; }
      td input { padding: 0 5px; }
      .wide { overflow-x: auto; scrollbar-width: thin; }
      .chart { display: block; width: 100%; max-width: 520px; margin-top: 8px; }
      .chart text { font: 500 10px/1 var(--font); fill: var(--text-3); }
      .key { display: flex; flex-wrap: wrap; gap: 2px 14px; font: var(--t-11); color: var(--text-2); }
      .key span { display: inline-flex; gap: 6px; align-items: center; }
      .key svg { width: 26px; }
      .acts { display: flex; gap: 8px; margin-top: 16px; align-items: center; }
      @media (max-width: 620px) { .two { grid-template-columns: 1fr; } .in { padding: 0 16px 16px; } }
      @media (pointer: coarse) { input { height: 44px; } label { min-height: 48px; } }
    `,
  ];

  @property({ attribute: false }) assumed: Assumptions = ASSUMPTIONS;

  override render() {
    const { t } = this.words;
    // Closed, its numbers cost nothing.
    if (!this.open) return this.frame(t('assume.title'), html``);
    const own = this.assumed !== ASSUMPTIONS && JSON.stringify(this.assumed) !== JSON.stringify(ASSUMPTIONS);
    return this.frame(
      t('assume.title'),
      html`<div class="in">
        <p>${t('assume.about')}</p>
        <div class="two">
          <section><h3>${t('assume.thresholds')}</h3>${THRESHOLDS.map((row) => this.row(row))}
            <h3>${t('assume.houses')}</h3>${HOUSES.map((row) => this.row(row))}</section>
          <section><h3>${t('assume.roads')}</h3>${ROADS.map((row) => this.row(row))}
            <h3>${t('assume.money')}</h3>${MONEY.map((row) => this.row(row))}</section>
        </div>
        <h3>${t('assume.curves')}</h3>
        ${this.curves()}
        <p><small>${t('assume.sources')}</small></p>
        <div class="acts"><button class="btn" ?disabled=${!own} @click=${() => this.ask({ kind: 'assume.reset' })}>${icon('rotate-ccw', 14)}${t('assume.reset')}</button>
          ${own ? html`<small>${t('assume.own')}</small>` : nothing}</div>
      </div>`,
    );
  }

  private row(row: Row) {
    return html`<label><span>${this.words.t(`assume.${row.path}` as MessageKey)}</span>${this.field(row)}<small>${row.unit}</small></label>`;
  }

  private field({ path, scale = 1 }: Row, label?: string) {
    const { number } = this.words;
    const value = assumptionAt(this.assumed, path) / scale;
    const own = assumptionAt(this.assumed, path) !== assumptionAt(ASSUMPTIONS, path);
    const published = number(
      assumptionAt(ASSUMPTIONS, path) / scale,
      digitsOf(assumptionAt(ASSUMPTIONS, path) / scale),
    );
    return html`<input class=${own ? 'own' : ''} inputmode="decimal" name=${path} aria-label=${label ?? nothing} title=${this.words.t('assume.published', { value: published })}
      .value=${number(value, digitsOf(value))} @change=${(event: Event) => this.change(event.target as HTMLInputElement, path, scale)} />`;
  }

  private change(input: HTMLInputElement, path: string, scale: number): void {
    this.ask({ kind: 'assume', path, value: this.words.parse(input.value) * scale });
    // What was refused is as it was.
    const { number } = this.words;
    void this.updateComplete.then(() => {
      const value = assumptionAt(this.assumed, path) / scale;
      input.value = number(value, digitsOf(value));
    });
  }

  private curves() {
    const { t, number } = this.words;
    const { curveDepthsM, curves } = this.assumed;
    const [wide, high] = [480, 120];
    const most = curveDepthsM[curveDepthsM.length - 1];
    const x = (depth: number) => 30 + (depth / most) * (wide - 40);
    const y = (share: number) => 8 + (1 - share) * (high - 26);
    return html`<div class="wide"><table><thead><tr><th scope="col">${t('assume.use')}</th>${curveDepthsM.map((depth) => html`<th scope="col">${number(depth, depth % 1 ? 1 : 0)} m</th>`)}<th scope="col">${t('assume.value')}</th></tr></thead><tbody>${DAMAGE_CLASSES.map(
      (use) =>
        html`<tr><th scope="row">${t(`assume.use.${use}`)}, %</th>${curveDepthsM.map((depth, k) => html`<td>${this.field({ path: `curves.${use}.${k}`, unit: '%', scale: 0.01 }, `${t(`assume.use.${use}`)}, ${number(depth, 1)} m`)}</td>`)}<td>${this.field({ path: `valueVndM2.${use}`, unit: '', scale: 1e6 }, `${t(`assume.use.${use}`)}, ${t('assume.value')}`)}</td></tr>`,
    )}</tbody></table></div>
    <svg class="chart" viewBox="0 0 ${wide} ${high}" role="img" aria-label=${t('assume.curves')}>
      ${[0, 0.5, 1].map((share) => svg`<path d="M30 ${y(share)}H${wide - 10}" stroke="var(--line)" /><text x="26" y=${y(share) + 3} text-anchor="end">${share * 100}%</text>`)}
      ${curveDepthsM.filter((depth) => depth % 1 === 0).map((depth) => svg`<text x=${x(depth)} y=${high - 4} text-anchor="middle">${depth} m</text>`)}
      ${DAMAGE_CLASSES.map((use) => svg`<polyline fill="none" stroke=${LINE[use].stroke} stroke-width="1.8" stroke-dasharray=${LINE[use].dash} points=${curveDepthsM.map((depth, k) => `${x(depth)},${y(curves[use][k])}`).join(' ')} />`)}</svg>
    <div class="key">${DAMAGE_CLASSES.map((use) => html`<span><svg viewBox="0 0 26 4"><path d="M0 2H26" stroke=${LINE[use].stroke} stroke-width="2" stroke-dasharray=${LINE[use].dash} /></svg>${t(`assume.use.${use}`)}</span>`)}</div>`;
  }
}

/** Decimals that show a number whole, up to three. */
const digitsOf = (value: number): number => {
  for (const digits of [0, 1, 2])
    if (Math.abs(value * 10 ** digits - Math.round(value * 10 ** digits)) < 1e-6) return digits;
  return 3;
};
