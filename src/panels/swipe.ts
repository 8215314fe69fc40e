import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ComparedRun, CompareView } from './compareViews.ts';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';

const KEY_STEP = 0.02;
const BLINK_MS = 1200;

/** The line between two runs over the map, to be dragged or moved by arrow keys; or the two one after the other. */
@customElement('twin-swipe')
export class TwinSwipe extends TwinElement {
  static override styles = [
    base,
    css`
      :host { position: absolute; inset: 0; pointer-events: none; overflow: hidden; }
      .line { position: absolute; top: 0; bottom: 0; width: 2px; margin-left: -1px; background: #fff; box-shadow: 0 0 4px rgba(0, 0, 0, .5); }
      .knob { position: absolute; top: 42%; left: 1px; translate: -50% -50%; width: 44px; height: 44px; border-radius: 22px; background: #fff; color: #14181b; display: grid; place-items: center; box-shadow: var(--shadow); pointer-events: auto; cursor: ew-resize; touch-action: none; }
      .grip { position: absolute; top: 0; bottom: 0; left: -8px; width: 18px; pointer-events: auto; cursor: ew-resize; touch-action: none; }
      .tag { position: absolute; top: 62px; display: inline-flex; gap: 8px; align-items: center; min-height: 26px; padding: 0 10px; border-radius: 13px; background: rgba(10, 14, 16, .78); color: #f4f1ea; font: 500 12px/16px var(--font); white-space: nowrap; max-width: 40vw; }
      .tag span { overflow: hidden; text-overflow: ellipsis; }
      .tag b { font-weight: 700; }
      .l { right: 12px; } .r { left: 14px; }
      .r b { color: #5fd3ab; }
      .mid { left: 50%; translate: -50% 0; }
    `,
  ];

  @property({ attribute: false }) view: CompareView | undefined;
  /** What the map shows, in a word, of the other run and of the shown one. */
  @property({ attribute: false }) what: readonly [string, string] = ['', ''];
  private blink: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.blink);
  }

  protected override updated(): void {
    const blinks = this.view?.style === 'blink' && !matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (blinks === (this.blink !== undefined)) return;
    clearInterval(this.blink);
    this.blink = blinks ? setInterval(() => this.turn(), BLINK_MS) : undefined;
  }

  /** The other one of the two. */
  private turn(): void {
    if (this.view) this.ask({ kind: 'compare.split', split: this.view.split > 0.5 ? 0 : 1 });
  }

  override render() {
    const { t, number } = this.words;
    const { view } = this;
    if (!view || view.style === 'grid') return nothing;
    const [other] = view.others;
    if (view.style === 'blink') {
      const left = view.split > 0.5;
      return html`<button class="tag mid" style="pointer-events:auto" @click=${() => this.turn()}>${this.label(left ? other : view.shown, this.what[left ? 0 : 1])}</button>`;
    }
    const percent = view.split * 100;
    return html`<div class="line" style="left:${percent}%">
      <span class="tag l">${this.label(other, this.what[0])}</span><span class="tag r">${this.label(view.shown, this.what[1])}</span>
      <div class="grip" @pointerdown=${this.start}></div>
      <div class="knob" role="slider" tabindex="0" aria-label=${t('compare.line', { a: other.letter, b: view.shown.letter })} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${number(percent)} aria-orientation="horizontal"
        @pointerdown=${this.start} @keydown=${this.key}>${icon('chevrons-left-right', 20)}</div></div>`;
  }

  private label({ letter, name }: ComparedRun, what: string) {
    return html`<b>${letter}</b><span>${this.words.pick(name)} · ${what}</span>`;
  }

  private start = (event: PointerEvent) => {
    event.preventDefault();
    const target = event.currentTarget as HTMLElement;
    target.setPointerCapture(event.pointerId);
    const move = ({ clientX }: PointerEvent) => {
      const { left, width } = this.getBoundingClientRect();
      this.ask({ kind: 'compare.split', split: (clientX - left) / width });
    };
    const end = () => target.removeEventListener('pointermove', move);
    target.addEventListener('pointermove', move);
    target.addEventListener('pointerup', end, { once: true });
    target.addEventListener('pointercancel', end, { once: true });
    if (target.classList.contains('knob')) target.focus();
  };

  private key = (event: KeyboardEvent) => {
    const split = this.view?.split ?? 0;
    const to = {
      ArrowLeft: split - KEY_STEP * (event.shiftKey ? 5 : 1),
      ArrowRight: split + KEY_STEP * (event.shiftKey ? 5 : 1),
      Home: 0,
      End: 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.ask({ kind: 'compare.split', split: to });
  };
}
