import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { TwinElement } from './element.ts';
import { base } from './styles.ts';

export type SheetStop = 'title' | 'half' | 'full';
const ORDER: readonly SheetStop[] = ['title', 'half', 'full'];

/** A sheet from the bottom with three stops: 96 px, 382 px, 92 %. Drag its head, or press it to go to the next stop. */
@customElement('twin-sheet')
export class TwinSheet extends TwinElement {
  static override styles = [
    base,
    css`
      :host { position: fixed; left: 0; right: 0; bottom: 0; z-index: 4; display: flex; flex-direction: column; background: var(--panel); border-radius: 20px 20px 0 0; box-shadow: 0 -8px 28px rgba(0, 0, 0, .4); max-height: 92dvh; transition: height var(--m-panel) var(--ease); }
      :host([dragging]) { transition: none; }
      .grip { height: 24px; width: 100%; display: grid; place-items: center; touch-action: none; cursor: grab; flex: none; position: relative; }
      .grip::before { content: ''; position: absolute; inset: -8px 0 -12px; }
      .grip i { width: 40px; height: 4px; border-radius: 2px; background: var(--line-2); }
      .grip:focus-visible { outline-offset: -4px; border-radius: 20px; }
      .body { overflow: hidden auto; flex: 1; padding: 0 16px calc(12px + env(safe-area-inset-bottom)); overscroll-behavior: contain; }
      :host([stop='title']) .body, :host([stop='half']) .body { overflow: hidden; }
    `,
  ];

  @property({ reflect: true }) stop: SheetStop = 'half';
  @property({ attribute: false }) label = '';
  @state() private dragPx: number | undefined;

  private heightOf(stop: SheetStop): number {
    return stop === 'title'
      ? 96
      : stop === 'half'
        ? Math.min(382, window.innerHeight * 0.92)
        : window.innerHeight * 0.92;
  }

  override render() {
    this.style.height =
      this.dragPx === undefined
        ? this.stop === 'full'
          ? '92dvh'
          : `${this.heightOf(this.stop)}px`
        : `${this.dragPx}px`;
    const { t } = this.words;
    return html`<button class="grip" aria-label="${t(this.stop === 'full' ? 'act.collapse' : 'act.expand')}: ${this.label}" aria-expanded=${this.stop === 'full' ? 'true' : 'false'} @pointerdown=${this.pointer} @keydown=${this.key}><i></i></button>
      <div class="body"><slot></slot></div>`;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    // Where the body does not scroll, its beginning is what is seen.
    if (changed.has('stop') && this.stop !== 'full') this.renderRoot.querySelector('.body')?.scrollTo(0, 0);
  }

  private go(stop: SheetStop): void {
    this.stop = stop;
    this.dispatchEvent(new CustomEvent('stop', { detail: stop }));
  }

  private key = (event: KeyboardEvent) => {
    const at = ORDER.indexOf(this.stop);
    if (event.key === 'ArrowUp') this.go(ORDER[Math.min(2, at + 1)]);
    else if (event.key === 'ArrowDown') this.go(ORDER[Math.max(0, at - 1)]);
    else if (event.key === 'Enter' || event.key === ' ') this.go(ORDER[(at + 1) % 3]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private pointer = (event: PointerEvent) => {
    const grip = event.currentTarget as HTMLElement;
    grip.setPointerCapture(event.pointerId);
    const from = event.clientY;
    const heightPx = this.heightOf(this.stop);
    let moved = false;
    this.toggleAttribute('dragging', true);
    const move = (at: PointerEvent) => {
      moved ||= Math.abs(at.clientY - from) > 6;
      if (moved) this.dragPx = Math.min(this.heightOf('full'), Math.max(72, heightPx + from - at.clientY));
    };
    const end = () => {
      grip.removeEventListener('pointermove', move);
      grip.removeEventListener('pointerup', end);
      grip.removeEventListener('pointercancel', end);
      this.toggleAttribute('dragging', false);
      const at = this.dragPx;
      this.dragPx = undefined;
      if (!moved) this.go(ORDER[(ORDER.indexOf(this.stop) + 1) % 3]);
      else if (at !== undefined)
        this.go([...ORDER].sort((a, b) => Math.abs(this.heightOf(a) - at) - Math.abs(this.heightOf(b) - at))[0]);
    };
    grip.addEventListener('pointermove', move);
    grip.addEventListener('pointerup', end);
    grip.addEventListener('pointercancel', end);
  };
}
