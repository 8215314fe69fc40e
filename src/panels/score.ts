import { html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { barsOf, heldAt, hourStep, linearAt, niceCeil, tickDigits } from './axis.ts';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { scoreStyles } from './score-styles.ts';
import { base } from './styles.ts';
import type { ScoreView } from './views.ts';
import './storm.ts';

const SPEEDS = [60, 300, 600, 1800] as const;
/** Lanes in px from the top of the drawing. */
const RAIN = { top: 12, base: 70 } as const;
const TIDE = { top: 80, base: 94 } as const;
const WET = { top: 99, base: 118 } as const;
const HEIGHT = 140;

/** The score: everything that has a time on one axis. Rain bars, tide, flooded area; play, speed, scrub. */
@customElement('twin-score')
export class TwinScore extends TwinElement {
  static override styles = [base, scoreStyles];

  @property({ attribute: false }) score: ScoreView | undefined;
  @property({ attribute: false }) timeS = 0;
  @property({ attribute: false }) playing = false;
  @property({ attribute: false }) speed = 600;
  @property({ attribute: false }) rainOpen = false;
  @state() private widthPx = 1000;
  @state() private editing = false;
  @state() private focusBar = 0;
  @state() private drag: { readonly index: number; readonly value: number } | undefined;
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

  private get x0(): number {
    return this.widthPx < 760 ? 64 : 112;
  }
  private get x1(): number {
    return this.widthPx - 16;
  }
  private x = (timeS: number): number =>
    this.x0 + ((this.x1 - this.x0) * timeS) / Math.max(1, this.score?.durationS ?? 1);

  override render() {
    const { t, clock } = this.words;
    const score = this.score;
    return html`<section class="p" aria-label=${t('app.score')}>
      <div class="hd">
        <button class="play" aria-label=${t(this.playing ? 'score.pause' : 'score.play')} ?disabled=${!score} @click=${() => this.ask({ kind: this.playing ? 'pause' : 'play' })}>${icon(this.playing ? 'pause' : 'play', 18)}</button>
        <b class="clock">${clock(this.timeS)}</b>
        <label class="sel"><select aria-label=${t('score.speed')} @change=${(event: Event) => this.ask({ kind: 'speed', speed: Number((event.target as HTMLSelectElement).value) })}>
          ${SPEEDS.map((speed) => html`<option value=${speed} .selected=${speed === this.speed}>×${speed}</option>`)}</select>${icon('chevron-down', 12)}</label>
        <span class="since">${t('score.since')}</span>
        <twin-storm .score=${score} .open=${this.rainOpen} .editing=${this.editing} @edit=${() => {
          this.editing = !this.editing;
        }}></twin-storm>
      </div>
      ${score ? this.lanes(score) : html`<div class="wait"><i></i><i></i><i></i></div>`}
    </section>`;
  }

  private lanes(score: ScoreView) {
    const { t, number, signed, hectares, clock } = this.words;
    const now = this.x(this.timeS);
    const tideNow = score.tide && linearAt(score.tide.timesS, score.tide.values, this.timeS);
    const wetNow = linearAt(score.wet.timesS, score.wet.values, Math.min(this.timeS, score.computedS));
    const topMmH = niceCeil(Math.max(10, ...score.rain.values));
    return html`<svg width=${this.widthPx} height=${HEIGHT} @pointerdown=${this.pointer} class=${this.editing ? 'editing' : ''}>
      ${guard([score, this.widthPx, this.words], () => this.grid(score, topMmH))}
      ${guard([score.wet, score.computedS, this.widthPx], () => this.wet(score))}
      ${guard([score.tide, this.widthPx], () => this.tide(score))}
      ${this.bars(score, topMmH)}
      <text class="axl" x="12" y="33">${t('rain.lane')}</text><text class="ax" x="12" y="47">mm/h</text>
      <text class="axl" x="12" y="92">${t('tide.lane')}</text><text class="ax" x=${this.x0 - 8} y="92" text-anchor="end">${tideNow === undefined ? '–' : `${signed(tideNow, 1)} m`}</text>
      <text class="axl" x="12" y="114">${t('score.wet')}</text><text class="ax" x=${this.x0 - 8} y="114" text-anchor="end">${wetNow === undefined ? '–' : `${hectares(wetNow)} ha`}</text>
      <g class="head" transform="translate(${now.toFixed(1)} 0)">
        <line y1="2" y2=${WET.base + 3} stroke="var(--live)" stroke-width="2" />
        <path d="M-7 0h14v6l-7 7-7-7z" fill="var(--live)" />
        <rect class="grip" x="-12" y="-2" width="24" height=${WET.base + 8} fill="transparent" role="slider" tabindex="0"
          aria-label=${t('score.time')} aria-valuemin="0" aria-valuemax=${score.durationS} aria-valuenow=${Math.round(this.timeS)}
          aria-valuetext="${clock(this.timeS)}, ${t('exhibit.rain', { mm: number(heldAt(score.rain.timesS, score.rain.values, this.timeS)) })}" />
      </g>
    </svg>`;
  }

  private grid(score: ScoreView, topMmH: number) {
    const { t, number } = this.words;
    const step = hourStep(score.durationS, this.x1 - this.x0, 120);
    const hours: number[] = [];
    for (let hour = 0; hour * 3600 <= score.durationS + 1; hour += step) hours.push(hour);
    const ticks = [topMmH, (topMmH * 2) / 3, topMmH / 3].filter((_, i) => topMmH % 3 === 0 || i === 0);
    if (topMmH % 3 !== 0) ticks.push(topMmH / 2);
    return svg`${hours.map((hour, i) => {
      const x = this.x(hour * 3600);
      const anchor = i === 0 ? 'start' : this.x1 - x < 24 ? 'end' : 'middle';
      return svg`<line x1=${x} x2=${x} y1="4" y2=${WET.base + 2} stroke="var(--line)" />
        <text class="ax" x=${x} y=${HEIGHT - 6} text-anchor=${anchor}>${t('score.hour', { hour: number(hour, tickDigits(hour)) })}</text>`;
    })}
    ${ticks.map((tick) => svg`<text class="ax" x=${this.x0 - 8} y=${this.rainY(tick, topMmH) + 4} text-anchor="end">${number(tick)}</text>`)}
    <line x1=${this.x0} x2=${this.x1} y1=${RAIN.base + 0.5} y2=${RAIN.base + 0.5} stroke="var(--line-2)" />`;
  }

  private rainY = (mmH: number, topMmH: number): number => RAIN.base - ((RAIN.base - RAIN.top) * mmH) / topMmH;

  private bars(score: ScoreView, topMmH: number) {
    const { t, number } = this.words;
    const list = barsOf(score.rain.timesS, score.rain.values, score.durationS);
    return list.map((bar) => {
      const value = this.drag?.index === bar.index ? this.drag.value : bar.value;
      const x = this.x(bar.fromS);
      const width = Math.max(0.8, this.x(bar.toS) - x - (list.length > 120 ? 0.3 : 1.5));
      const y = this.rainY(Math.min(value, topMmH), topMmH);
      const at = this.timeS >= bar.fromS && this.timeS < bar.toS && this.editing;
      const words = t('rain.bar', {
        intensity: number(value, value < 10 ? 1 : 0),
        from: number(bar.fromS / 60),
        to: number(bar.toS / 60),
      });
      const shape = svg`<rect class="rain" x=${x} y=${y} width=${width} height=${Math.max(0, RAIN.base - y)} rx="1.5"
        fill=${this.drag?.index === bar.index || at ? 'var(--live)' : 'var(--depth-3)'} opacity=${bar.fromS >= this.timeS ? 0.45 : 1} />`;
      if (!this.editing) return shape;
      return svg`<g>${shape}<rect class="handle" x=${x} y=${RAIN.top - 10} width=${width} height=${RAIN.base - RAIN.top + 10} fill="transparent"
          role="slider" tabindex=${bar.index === this.focusBar ? 0 : -1} data-bar=${bar.index} aria-label=${t('rain.bars')} aria-valuemin="0" aria-valuemax="500"
          aria-valuenow=${Math.round(value)} aria-valuetext=${words} @keydown=${(event: KeyboardEvent) => this.barKey(event, bar.index, bar.value, list.length)} />
        ${
          this.drag?.index === bar.index
            ? svg`<text class="tip" x=${x + width / 2} y=${Math.max(10, y - 5)} text-anchor="middle">${number(value)} mm/h</text>`
            : nothing
        }</g>`;
    });
  }

  private tide(score: ScoreView) {
    const tide = score.tide;
    if (!tide || tide.timesS.length === 0) return nothing;
    const low = Math.min(...tide.values);
    const span = Math.max(0.2, Math.max(...tide.values) - low);
    const times = [0, ...tide.timesS.filter((time) => time > 0 && time < score.durationS), score.durationS];
    const points = times.map((time) => {
      const level = linearAt(tide.timesS, tide.values, time) ?? low;
      return `${this.x(time).toFixed(1)} ${(TIDE.base - ((TIDE.base - TIDE.top) * (level - low)) / span).toFixed(1)}`;
    });
    return svg`<path d="M${points.join('L')}" fill="none" stroke="var(--text-2)" stroke-width="1.5" />`;
  }

  private wet(score: ScoreView) {
    const { timesS, values } = score.wet;
    const rest =
      score.computedS < score.durationS
        ? svg`<rect class="todo" x=${this.x(score.computedS)} y=${WET.top} width=${Math.max(0, this.x1 - this.x(score.computedS))} height=${WET.base - WET.top} />`
        : nothing;
    if (timesS.length < 2) return rest;
    const top = Math.max(1, ...values) * 1.05;
    const points = timesS.map(
      (time, i) => `${this.x(time).toFixed(1)} ${(WET.base - ((WET.base - WET.top) * values[i]) / top).toFixed(1)}`,
    );
    const end = this.x(timesS[timesS.length - 1]).toFixed(1);
    return svg`<path d="M${this.x(timesS[0]).toFixed(1)} ${WET.base}L${points.join('L')}L${end} ${WET.base}Z" fill="var(--depth-4)" opacity=".85" />${rest}`;
  }

  private pointer = (event: PointerEvent) => {
    if (event.button !== 0 || !this.score) return;
    const index = (event.target as Element).getAttribute('data-bar');
    event.preventDefault();
    const drawing = event.currentTarget as SVGSVGElement;
    drawing.setPointerCapture(event.pointerId);
    const box = drawing.getBoundingClientRect();
    const topMmH = niceCeil(Math.max(10, ...this.score.rain.values));
    const move = (at: PointerEvent) => {
      if (index !== null) {
        const share = (RAIN.base - (at.clientY - box.top)) / (RAIN.base - RAIN.top);
        this.drag = { index: Number(index), value: Math.max(0, Math.round(share * topMmH)) };
      } else {
        const share = (at.clientX - box.left - this.x0) / (this.x1 - this.x0);
        this.ask({ kind: 'seek', timeS: Math.min(1, Math.max(0, share)) * (this.score?.durationS ?? 0) });
      }
    };
    const end = () => {
      drawing.removeEventListener('pointermove', move);
      drawing.removeEventListener('pointerup', end);
      drawing.removeEventListener('pointercancel', end);
      if (this.drag) this.ask({ kind: 'rain.bar', index: this.drag.index, intensityMmH: this.drag.value });
      this.drag = undefined;
    };
    move(event);
    drawing.addEventListener('pointermove', move);
    drawing.addEventListener('pointerup', end);
    drawing.addEventListener('pointercancel', end);
  };

  private barKey(event: KeyboardEvent, index: number, value: number, count: number): void {
    const step = event.shiftKey ? 10 : 1;
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      this.ask({
        kind: 'rain.bar',
        index,
        intensityMmH: Math.max(0, value + (event.key === 'ArrowUp' ? step : -step)),
      });
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      this.focusBar = Math.min(count - 1, Math.max(0, index + (event.key === 'ArrowRight' ? 1 : -1)));
      this.updateComplete.then(() =>
        this.renderRoot.querySelector<SVGElement>(`[data-bar="${this.focusBar}"]`)?.focus(),
      );
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
