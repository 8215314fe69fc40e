import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { wordsOf } from '../i18n/words.ts';
import { heldAt, linearAt } from '../panels/axis.ts';
import { TwinElement } from '../panels/element.ts';
import { icon, mark } from '../panels/icons.ts';
import { base } from '../panels/styles.ts';
import { resolvedOf } from './book.ts';
import type { AppState } from './state.ts';
import { figuresOf, mainRain } from './views.ts';

/** Without a touch for this long, back to the first words. */
const ATTRACT_AFTER_MS = 90_000;

/** The storm full screen in a loop, big words, any touch starts it again. No panels. */
@customElement('twin-exhibit')
export class TwinExhibit extends TwinElement {
  static override styles = [
    base,
    css`
      :host { position: absolute; inset: 0; z-index: 5; color: #fff; cursor: pointer; user-select: none; display: block; overflow: hidden; }
      .shade { position: absolute; inset: 0; background: linear-gradient(to top, rgba(10, 16, 20, .62), rgba(10, 16, 20, 0) 52%, rgba(10, 16, 20, .28)); pointer-events: none; }
      .halo { text-shadow: 0 0 3px rgba(10, 16, 20, .9), 0 0 14px rgba(10, 16, 20, .95), 0 0 30px rgba(10, 16, 20, .8); }
      .mark { position: absolute; left: clamp(20px, 5vw, 96px); top: clamp(20px, 8vh, 88px); display: flex; gap: 18px; align-items: center; font: 600 clamp(18px, 1.5vw, 28px)/1.3 var(--font); }
      twin-stamp { position: absolute; right: clamp(12px, 3.75vw, 72px); top: clamp(24px, 8vh, 88px); }
      .words { position: absolute; left: clamp(20px, 5vw, 96px); bottom: clamp(136px, 15vh, 160px); right: clamp(20px, 5vw, 96px); }
      h1 { font: 700 clamp(44px, 6.9vw, 132px)/1.04 var(--font); letter-spacing: -.035em; max-width: 5.6em; text-shadow: 0 2px 40px rgba(10, 16, 20, .55); text-wrap: balance; }
      p { font: 500 clamp(17px, 1.8vw, 34px)/1.36 var(--font); margin-top: 20px; }
      .figures { display: flex; flex-wrap: wrap; gap: 8px 56px; font: 600 clamp(20px, 2.2vw, 40px)/1.3 var(--font); margin-top: 16px; }
      .rings { position: absolute; right: clamp(40px, 10vw, 200px); bottom: clamp(200px, 24vh, 300px); width: clamp(160px, 22vw, 420px); aspect-ratio: 1; display: grid; place-items: center; }
      .rings > svg { position: absolute; inset: 0; width: 100%; height: 100%; }
      .rings .i { width: 24% !important; height: 24% !important; }
      .rings > svg circle { transform-origin: 50% 50%; animation: ring 3.2s var(--ease) infinite; }
      .rings > svg circle:nth-child(2) { animation-delay: .5s; } .rings > svg circle:nth-child(3) { animation-delay: 1s; }
      @keyframes ring { 0%, 100% { opacity: .3; } 40% { opacity: 1; } }
      .foot { position: absolute; left: clamp(20px, 5vw, 96px); right: clamp(20px, 5vw, 96px); bottom: 28px; display: flex; gap: 12px; align-items: center; }
      .kb { min-height: 88px; min-width: 88px; border-radius: 20px; background: #fbfaf6; color: #15191b; display: inline-flex; align-items: center; justify-content: center; gap: 12px; padding: 0 22px; font: 600 20px/28px var(--font); box-shadow: 0 1px 2px rgba(0, 0, 0, .3), 0 6px 18px rgba(0, 0, 0, .25); }
      .line { position: absolute; left: 0; right: 0; bottom: 0; height: 6px; background: rgba(255, 255, 255, .2); }
      .line i { display: block; height: 100%; background: #58c9a3; }
      @media (max-width: 720px) { .rings { right: 20px; bottom: 46vh; } .mark { gap: 12px; } twin-stamp { top: calc(clamp(20px, 8vh, 88px) + 56px); left: 16px; right: auto; } .words { bottom: 112px; } .foot { gap: 8px; } .kb { padding: 0 12px; gap: 8px; font: 600 14px/20px var(--font); min-height: 64px; min-width: 0; border-radius: 16px; white-space: nowrap; } .kb .i { width: 20px !important; height: 20px !important; } }
      @media (prefers-reduced-motion: reduce) { .rings > svg circle { animation: none; } }
    `,
  ];

  @property({ attribute: false }) state!: AppState;
  /** Nobody has touched for a while: the first words and the rings. */
  @state() private attract = true;
  private timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('pointerdown', this.touch);
    window.addEventListener('keydown', this.key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    window.removeEventListener('keydown', this.key);
  }

  private key = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.rain();
    }
  };

  private touch = (event: PointerEvent) => {
    if (!(event.composedPath()[0] as Element | undefined)?.closest?.('button')) this.rain();
    else if (!this.attract) this.wait();
  };

  private rain(): void {
    this.attract = false;
    this.wait();
    this.ask({ kind: 'rain.again' });
  }

  /** From this touch on the next visitor's first words are due. */
  private wait(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.attract = true;
      this.ask({ kind: 'home' });
      this.ask({ kind: 'rain.again' });
    }, ATTRACT_AFTER_MS);
  }

  override render() {
    const { t, lang } = this.words;
    const other = lang === 'vi' ? 'en' : 'vi';
    const { book, runs, timeS } = this.state;
    const scenario = resolvedOf(book, book.selected);
    const run = figuresOf(book.selected ? runs[book.selected] : undefined);
    const rain = scenario && mainRain(scenario);
    const rainMmH = rain ? heldAt(rain.timesS, rain.intensityMmH, timeS) : 0;
    const wet = run && linearAt(run.wet.timesS, run.wet.values, timeS);
    const { number, hectares } = this.words;
    return html`<div class="shade"></div>
      <div class="mark halo">${mark(44)}<span>${this.state.city ? this.words.pick(this.state.city.name) : 'Đà Nẵng'} Twin</span></div>
      <twin-stamp ?large=${innerWidth > 720} .text=${t('exhibit.stamp')}></twin-stamp>
      ${this.attract ? html`<div class="rings" aria-hidden="true"><svg viewBox="0 0 420 420"><g fill="none" stroke="#fff"><circle cx="210" cy="210" r="78" stroke-width="5" /><circle cx="210" cy="210" r="128" stroke-width="3" opacity=".55" /><circle cx="210" cy="210" r="186" stroke-width="2" opacity=".28" /></g></svg>${icon('hand', 96)}</div>` : nothing}
      <div class="words" aria-live="off">
        <h1>${this.attract ? t('exhibit.touch') : run ? t('exhibit.now', { hour: number(Math.floor(timeS / 3600) + 1) }) : t('exhibit.wait')}</h1>
        ${
          this.attract
            ? html`<p class="halo">${t('exhibit.sentence')} <span lang=${other}>· ${wordsOf(other).t('exhibit.touch')}</span></p>`
            : html`<div class="figures halo"><span>${t('exhibit.rain', { mm: number(rainMmH) })}</span>${wet === undefined ? nothing : html`<span>${t('exhibit.wet', { ha: hectares(wet) })}</span>`}</div>
              <p class="halo">${t('exhibit.sentence')}</p>`
        }
      </div>
      <div class="foot">
        <button class="kb" @click=${() => this.rain()}>${icon('rotate-ccw', 28)}${t('exhibit.again')}</button>
        <button class="kb" lang=${other} @click=${() => this.ask({ kind: 'lang', lang: other })}>${icon('languages', 28)}${t('exhibit.other')}</button>
        <span class="sp"></span>
        <button class="kb" @click=${() => this.ask({ kind: 'workspace', workspace: 'plan' })}>${t('exhibit.leave')}</button>
      </div>
      <div class="line"><i style="width:${scenario ? ((100 * timeS) / scenario.durationS).toFixed(2) : 0}%"></i></div>`;
  }
}
