import { css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { BLOCKED_COLOUR, FILL_CLASSES, RISING_COLOUR } from '../tokens/filling.ts';
import type { FillingView, PlaceRow } from './drainViews.ts';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';

/** Part of a pipe's height that the glyph of each class shows as water. */
const GLYPH = [0.14, 0.38, 0.65, 0.9, 1] as const;

/** Under the streets: how clear the ground is, and what the pipes hold at the clock's time. */
@customElement('twin-underground')
export class TwinUnderground extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: block; }
      .clear { padding: 0 12px 4px; }
      .clear div { display: flex; justify-content: space-between; font: var(--t-11); color: var(--text-3); }
      .clear b { color: var(--text); font-weight: 600; }
      .sub { display: flex; justify-content: space-between; padding: 6px 12px 2px; border-top: 1px solid var(--line); font: 600 12px/16px var(--font); }
      .sub small { font: var(--t-11); color: var(--text-3); }
      .rows { padding: 2px 0 6px; }
      .row { display: grid; grid-template-columns: 20px 1fr auto; gap: 10px; align-items: center; padding: 0 12px; min-height: 26px; width: 100%; font: var(--t-12); }
      .row b { font: 600 12px/16px var(--font); }
      button.row:hover { background: var(--hover); }
      button.row:focus-visible { outline-offset: -2px; }
      svg { width: 18px; height: 18px; display: block; }
      p.how { font: var(--t-11); color: var(--text-3); padding-top: 0; }
      p { padding: 4px 12px 10px; font: var(--t-12); color: var(--text-2); }
      @media (pointer: coarse) { .row { min-height: 36px; } button.row { min-height: 44px; } }
    `,
  ];

  /** How clear the ground is, 0–1. */
  @property({ attribute: false }) share = 0.7;
  @property({ attribute: false }) filling: FillingView | undefined;
  @property({ attribute: false }) timeS = 0;

  override render() {
    const { t, number } = this.words;
    return html`<div class="ph">${icon('scan-eye', 14)}<h2>${t('underground.title')}</h2><span class="sp"></span><small>${t('underground.key')}</small>
        <button class="ib" aria-label=${t('act.close')} @click=${() => this.ask({ kind: 'glass' })}>${icon('x', 14)}</button></div>
      <div class="clear"><div><span>${t('underground.solid')}</span><b>${number(100 * this.share)} %</b><span>${t('underground.glass')}</span></div>
        <input type="range" min="0.2" max="1" step="0.05" aria-label=${t('underground.title')} .value=${String(this.share)} style="--at:${((this.share - 0.2) / 0.8) * 100}%"
          @input=${(event: Event) => this.ask({ kind: 'glass.share', share: Number((event.target as HTMLInputElement).value) })} /></div>
      ${this.filling ? this.legend(this.filling) : html`<p>${t('underground.none')}</p>`}`;
  }

  private legend({ counts, rising, blocked }: FillingView) {
    const { t, number, clock } = this.words;
    return html`<div class="sub"><span>${t('underground.fill')}</span><small>${t('underground.pipesAt', { time: clock(this.timeS) })}</small></div>
      <div class="rows" role="list">${FILL_CLASSES.map(
        (fill, i) =>
          html`<div class="row" role="listitem">${glyph(fill, GLYPH[i])}<span>${t(`underground.class${fill}`)}</span><b>${number(counts[i])}</b></div>`,
      )}</div>
      <div class="sub"><span>${t('underground.ends')}</span></div>
      <div class="rows">${this.places('underground.rising', rising, fountain())}${this.places('underground.blocked', blocked, disc())}</div>
      <p class="how">${t('underground.how')}</p>`;
  }

  /** A count; a press flies to the first of them. */
  private places(label: 'underground.rising' | 'underground.blocked', rows: readonly PlaceRow[], picture: unknown) {
    const { t, number } = this.words;
    const [first] = rows;
    if (!first) return html`<div class="row">${picture}<span>${t(label)}</span><b>0</b></div>`;
    return html`<button class="row" title=${t('underground.go', { id: first.id })} @click=${() =>
      this.ask({
        kind: 'search.go',
        hit: { ...first, layer: 'drainage', name: first.id, kind: { vi: '', en: '' } },
      })}>${picture}<span>${t(label)}</span><b>${number(rows.length)}</b></button>`;
  }
}

/** A section of a pipe with its water; an arrow where it is under pressure. */
const glyph = (fill: number, share: number) => {
  const y = 9 - 7.5 * (2 * share - 1);
  const half = Math.sqrt(Math.max(0, 7.5 ** 2 - (y - 9) ** 2));
  const water =
    share < 1
      ? svg`<path d="M${9 - half} ${y}A7.5 7.5 0 ${share > 0.5 ? 1 : 0} 0 ${9 + half} ${y}Z" fill="var(--fill-${fill})" />`
      : svg`<circle cx="9" cy="9" r="7.5" fill="var(--fill-${fill})" />`;
  const arrow = svg`<path d="M9 13V5.5M5.8 8.5 9 5.3l3.2 3.2" fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" />`;
  return html`<svg viewBox="0 0 18 18" aria-hidden="true">${water}<circle cx="9" cy="9" r="8" fill="none" stroke="var(--text-3)" />${fill === 5 ? arrow : nothing}</svg>`;
};
const fountain = () =>
  html`<svg viewBox="0 0 18 18" aria-hidden="true"><path d="M9 2 15 15H3Z" fill=${RISING_COLOUR} /></svg>`;
const disc = () =>
  html`<svg viewBox="0 0 18 18" aria-hidden="true"><ellipse cx="9" cy="9" rx="8" ry="5" fill=${BLOCKED_COLOUR} /></svg>`;
