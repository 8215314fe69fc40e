import { css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { TwinElement } from './element.ts';
import type { OnGridView } from './measureViews.ts';
import { base } from './styles.ts';

const [WIDE, HIGH] = [248, 92];
const [LEFT, RIGHT, TOP, BOTTOM] = [34, 6, 8, 16];

/** What the engine will see of a measure: how many cells it changes, and its crest or bed along its line. */
@customElement('twin-crest')
export class TwinCrest extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: block; font: var(--t-11); color: var(--text-2); }
      p { display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: center; }
      p i { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 4px; vertical-align: -1px; }
      svg { display: block; width: 100%; background: var(--inset); border-radius: 6px; margin-top: 4px; }
      text { font: 500 10px/1 var(--font); fill: var(--text-3); }
      .key { display: flex; flex-wrap: wrap; gap: 2px 10px; padding-top: 2px; }
      .key i { display: inline-block; width: 14px; border-top: 2px solid var(--text); margin-right: 4px; vertical-align: 3px; }
      .low { color: var(--warn); font-weight: 600; }
    `,
  ];

  @property({ attribute: false }) view: OnGridView | undefined;

  override render() {
    const { t, number } = this.words;
    const { view } = this;
    if (!view) return nothing;
    const { raised, lowered, covered, cellSizeM, profile } = view;
    const counts = [
      ['measure.raised', raised, '#d98b4f'],
      ['measure.lowered', lowered, '#5a7fb0'],
      ['measure.covered', covered, '#6fa56b'],
    ] as const;
    const none = raised + lowered + covered === 0;
    return html`<p>${
      none
        ? html`<span class="low">${t('measure.noCells', { cell: number(cellSizeM) })}</span>`
        : html`${counts.map(([key, count, colour]) => (count > 0 ? html`<span><i style="background:${colour}"></i>${t(key, { count: number(count) })}</span>` : nothing))}<span>${t('measure.onGrid', { cell: number(cellSizeM) })}</span>`
    }</p>
    ${profile ? this.profile(profile) : nothing}`;
  }

  private profile({ alongM, groundM, crestM, waterM }: NonNullable<OnGridView['profile']>) {
    const { t, number, signed } = this.words;
    const levels = [...groundM, ...crestM, ...(waterM ?? [])].filter((level) => Number.isFinite(level));
    const [low, high] = [Math.min(...levels), Math.max(...levels)];
    const pad = Math.max(0.15, 0.12 * (high - low));
    const [least, most] = [low - pad, high + pad];
    const length = Math.max(1, alongM[alongM.length - 1] ?? 1);
    const x = (along: number) => LEFT + (along / length) * (WIDE - LEFT - RIGHT);
    const y = (level: number) => TOP + ((most - level) / (most - least)) * (HIGH - TOP - BOTTOM);
    const line = (values: ArrayLike<number>) =>
      Array.from(values, (level, k) => `${x(alongM[k]).toFixed(1)},${y(level).toFixed(1)}`);
    // Water stands in stretches: where it is dry the line is broken.
    const water: string[][] = [[]];
    waterM?.forEach((level, k) => {
      if (Number.isNaN(level)) water.push([]);
      else water[water.length - 1].push(`${x(alongM[k]).toFixed(1)},${y(level).toFixed(1)}`);
    });
    const floor = HIGH - BOTTOM;
    return html`<svg viewBox="0 0 ${WIDE} ${HIGH}" role="img" aria-label=${t('measure.profile')}>
        <polygon points="${x(alongM[0])},${floor} ${line(groundM).join(' ')} ${x(length)},${floor}" fill="var(--layer-land)" opacity=".45" />
        ${[least + pad, most - pad].map((level) => svg`<path d="M${LEFT} ${y(level)}H${WIDE - RIGHT}" stroke="var(--line)" /><text x=${LEFT - 3} y=${y(level) + 3} text-anchor="end">${signed(level, 1)}</text>`)}
        ${water.filter((part) => part.length > 0).map((part) => svg`<polyline points=${part.join(' ')} fill="none" stroke="var(--depth-4)" stroke-width="2" />`)}
        <polyline points=${line(crestM).join(' ')} fill="none" stroke="var(--text)" stroke-width="1.8" />
        <text x=${LEFT} y=${HIGH - 4}>0</text><text x=${WIDE - RIGHT} y=${HIGH - 4} text-anchor="end">${number(length)} m</text></svg>
      <div class="key"><span><i></i>${t('measure.crest')}</span><span><i style="border-color:var(--layer-land)"></i>${t('measure.ground')}</span>${waterM ? html`<span><i style="border-color:var(--depth-4)"></i>${t('measure.water')}</span>` : nothing}</div>`;
  }
}
