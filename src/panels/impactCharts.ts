import { css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { RAMPS } from '../tokens/ramps.ts';
import { hourStep, linearAt, niceCeil, tickDigits } from './axis.ts';
import { TwinElement } from './element.ts';
import type { ImpactView } from './impactViews.ts';
import { classLabel } from './legend.ts';
import { base } from './styles.ts';

const [WIDE, HIGH] = [280, 104];
const [LEFT, RIGHT, TOP, BOTTOM] = [34, 6, 8, 18];

/** People by the depth and by the hazard around their homes, and over time; roads shut to cars over time. */
@customElement('twin-impact-charts')
export class TwinImpactCharts extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: block; padding: 0 12px 8px; }
      h3 { font: 600 11px/16px var(--font); color: var(--text-2); margin: 8px 0 4px; }
      table { border-collapse: collapse; width: 100%; font: var(--t-12); }
      th { text-align: left; font: 500 11px/18px var(--font); color: var(--text-2); white-space: nowrap; padding-right: 8px; width: 1%; }
      td.n { text-align: right; font-weight: 600; white-space: nowrap; width: 1%; padding-left: 8px; }
      .bar { display: block; height: 9px; border-radius: 2px; min-width: 1px; box-shadow: inset 0 0 0 1px var(--line); }
      svg { display: block; width: 100%; }
      text { font: 500 10px/1 var(--font); fill: var(--text-3); }
      .now { display: flex; justify-content: space-between; font: var(--t-11); color: var(--text-2); }
      .now b { color: var(--text); font-weight: 600; }
    `,
  ];

  @property({ attribute: false }) view: ImpactView | undefined;
  /** `classes` or `time`. */
  @property({ attribute: false }) show: 'classes' | 'time' = 'classes';
  @property({ attribute: false }) timeS = 0;

  override render() {
    const { view } = this;
    if (!view) return nothing;
    return this.show === 'classes' ? this.classes(view) : this.overTime(view);
  }

  private classes({ byDepth, byHazard, preview }: ImpactView) {
    const { t, number } = this.words;
    const rows = (counts: readonly number[], label: (k: number) => string, colour: (k: number) => string) => {
      const most = Math.max(...counts, 1);
      return html`<table><tbody>${counts.map(
        (count, k) =>
          html`<tr><th scope="row">${label(k)}</th><td><span class="bar" style="width:${(100 * count) / most}%;background:${colour(k)}"></span></td><td class="n">${preview && count >= 1 ? '≈ ' : ''}${number(count)}</td></tr>`,
      )}</tbody></table>`;
    };
    const { depth, hazardClass } = RAMPS;
    return html`<h3>${t('impact.byDepth')}</h3>${rows(
      byDepth,
      (k) => `${classLabel(depth, k, this.words)} m`,
      (k) => depth.colours[k],
    )}
      <h3>${t('impact.byHazard')}</h3>${rows(
        byHazard,
        (k) => `H${k + 1}`,
        (k) => hazardClass.colours[k],
      )}`;
  }

  private overTime({ overTime }: ImpactView) {
    const { t, number } = this.words;
    const { timesS, people, shutRoadM } = overTime;
    const km = shutRoadM.map((metres) => metres / 1000);
    const now = (values: readonly number[]) => linearAt(timesS, values, this.timeS) ?? 0;
    return html`<h3>${t('impact.peopleOverTime')}</h3>${this.line(timesS, people, 'var(--hazard-4)', 0, t('impact.peopleOverTime'))}
      <div class="now"><span>${this.words.clock(this.timeS)}</span><b>${number(now(people))}</b></div>
      <h3>${t('impact.roadsOverTime')}</h3>${this.line(timesS, km, 'var(--road-shut)', 1, t('impact.roadsOverTime'))}
      <div class="now"><span>${this.words.clock(this.timeS)}</span><b>${number(now(km), 1)} km</b></div>`;
  }

  private line(timesS: readonly number[], values: readonly number[], colour: string, digits: number, label: string) {
    const { number, t } = this.words;
    const endS = Math.max(...timesS, 1);
    const top = niceCeil(Math.max(...values, 10 ** -digits));
    const x = (timeS: number) => LEFT + (timeS / endS) * (WIDE - LEFT - RIGHT);
    const y = (value: number) => TOP + (1 - value / top) * (HIGH - TOP - BOTTOM);
    const points = values.map((value, k) => `${x(timesS[k]).toFixed(1)},${y(value).toFixed(1)}`);
    const step = hourStep(endS, WIDE - LEFT - RIGHT, 44);
    const hours = Array.from({ length: Math.floor(endS / 3600 / step) + 1 }, (_, k) => k * step);
    return html`<svg viewBox="0 0 ${WIDE} ${HIGH}" role="img" aria-label=${label}>
      ${[0, 0.5, 1].map((share) => svg`<path d="M${LEFT} ${y(share * top)}H${WIDE - RIGHT}" stroke="var(--line)" /><text x=${LEFT - 4} y=${y(share * top) + 3} text-anchor="end">${number(share * top, share * top >= 10 || share === 0 ? 0 : digits)}</text>`)}
      ${hours.map((hour) => svg`<text x=${x(hour * 3600)} y=${HIGH - 4} text-anchor=${hour === 0 ? 'start' : hour * 3600 > 0.94 * endS ? 'end' : 'middle'}>${number(hour, hour === 0 ? 0 : tickDigits(step))}${hour === 0 ? ` ${t('unit.hour')}` : ''}</text>`)}
      <polygon points="${x(timesS[0] ?? 0)},${y(0)} ${points.join(' ')} ${x(timesS[timesS.length - 1] ?? 0)},${y(0)}" fill=${colour} opacity=".22" />
      <polyline points=${points.join(' ')} fill="none" stroke=${colour} stroke-width="1.8" stroke-linejoin="round" />
      <path d="M${x(Math.min(endS, this.timeS))} ${TOP}V${HIGH - BOTTOM}" stroke="var(--live)" stroke-width="1.5" /></svg>`;
  }
}
