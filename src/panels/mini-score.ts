import { css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { barsOf, hourStep, niceCeil, tickDigits } from './axis.ts';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';
import type { ScoreView } from './views.ts';

const RAIN_BASE = 40;
const WET_BASE = 62;

/** Phone: rain and flooded area on one axis, and a thumb of 44 px that snaps to frames. */
@customElement('twin-mini-score')
export class TwinMiniScore extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: block; padding: 0 22px; touch-action: none; }
      .box { position: relative; }
      svg { display: block; overflow: visible; }
      .ax { display: flex; justify-content: space-between; color: var(--text-3); font: 500 12px/18px var(--font); padding-top: 8px; height: 34px; }
      .thumb { position: absolute; top: 58px; width: 44px; height: 44px; margin-left: -22px; border-radius: 22px; background: var(--act); color: var(--act-on); display: grid; place-items: center; box-shadow: var(--shadow); touch-action: none; cursor: ew-resize; }
    `,
  ];

  @property({ attribute: false }) score: ScoreView | undefined;
  @property({ attribute: false }) timeS = 0;
  @state() private widthPx = 320;
  private observer: ResizeObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer = new ResizeObserver(([entry]) => {
      this.widthPx = entry.contentRect.width;
    });
    this.observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer?.disconnect();
  }

  override render() {
    const { t, clock, number } = this.words;
    const score = this.score;
    if (!score) return nothing;
    const x = (timeS: number) => (this.widthPx * timeS) / Math.max(1, score.durationS);
    const top = niceCeil(Math.max(10, ...score.rain.values));
    const wetTop = Math.max(1, ...score.wet.values) * 1.05;
    const { timesS, values } = score.wet;
    const step = hourStep(score.durationS, this.widthPx, 80);
    const hours: number[] = [];
    for (let hour = 0; hour * 3600 <= score.durationS + 1; hour += step) hours.push(hour);
    return html`<div class="box" @pointerdown=${this.pointer}>
      <svg width=${this.widthPx} height="66" aria-hidden="true">
        ${
          timesS.length > 1
            ? svg`<path d="M0 ${WET_BASE}L${timesS.map((time, i) => `${x(time).toFixed(1)} ${(WET_BASE - (18 * values[i]) / wetTop).toFixed(1)}`).join('L')}L${x(timesS[timesS.length - 1])} ${WET_BASE}Z" fill="var(--depth-4)" opacity=".8" />`
            : nothing
        }
        ${barsOf(score.rain.timesS, score.rain.values, score.durationS).map((bar) => {
          const height = (38 * bar.value) / top;
          return svg`<rect x=${x(bar.fromS)} y=${RAIN_BASE - height} width=${Math.max(1, x(bar.toS) - x(bar.fromS) - 1.5)} height=${height} rx="1.5" fill="var(--depth-3)" opacity=${bar.fromS >= this.timeS ? 0.42 : 1} />`;
        })}
        <line x1="0" x2=${this.widthPx} y1="40.5" y2="40.5" stroke="var(--line-2)" /><line x1="0" x2=${this.widthPx} y1="62.5" y2="62.5" stroke="var(--line-2)" />
        <line x1=${x(this.timeS)} x2=${x(this.timeS)} y1="0" y2="70" stroke="var(--live)" stroke-width="2" />
      </svg>
      <div class="ax">${hours.map((hour) => html`<span>${t('score.hour', { hour: number(hour, tickDigits(hour)) })}</span>`)}</div>
      <div class="thumb" style="left:${x(this.timeS)}px" role="slider" tabindex="0" aria-label=${t('score.time')} aria-valuemin="0" aria-valuemax=${score.durationS} aria-valuenow=${Math.round(this.timeS)} aria-valuetext=${clock(this.timeS)}>${icon('chevrons-left-right', 20)}</div>
    </div>`;
  }

  private pointer = (event: PointerEvent) => {
    const score = this.score;
    if (!score) return;
    const box = event.currentTarget as HTMLElement;
    box.setPointerCapture(event.pointerId);
    const left = box.getBoundingClientRect().left;
    const move = (at: PointerEvent) => {
      const share = Math.min(1, Math.max(0, (at.clientX - left) / this.widthPx));
      const step = score.outputEveryS;
      this.ask({ kind: 'seek', timeS: Math.min(score.durationS, Math.round((share * score.durationS) / step) * step) });
    };
    const end = () => {
      box.removeEventListener('pointermove', move);
      box.removeEventListener('pointerup', end);
      box.removeEventListener('pointercancel', end);
    };
    move(event);
    box.addEventListener('pointermove', move);
    box.addEventListener('pointerup', end);
    box.addEventListener('pointercancel', end);
  };
}
