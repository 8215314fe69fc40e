import { css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';

/** Head and backdrop of every dialog. */
export const dialogStyles = css`
  dialog { margin: auto; padding: 0; color: var(--text); background: var(--panel); border: 1px solid var(--line-2); border-radius: var(--r-3); box-shadow: var(--shadow); font: var(--t-13); }
  dialog::backdrop { background: rgba(8, 10, 12, .5); }
  .head { display: flex; align-items: center; gap: 8px; padding: 12px 10px 8px 20px; }
  h2 { font: 600 16px/24px var(--font); }
`;

/** A dialog over the page: focus stays inside, Esc, its cross and a click beside it close it. */
export abstract class TwinDialog extends TwinElement {
  @property({ type: Boolean }) open = false;

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (this.open && !dialog?.open) dialog?.showModal();
    if (!this.open && dialog?.open) dialog.close();
  }

  protected frame(title: string, body: TemplateResult) {
    const close = () => this.ask({ kind: 'dialog', dialog: undefined });
    return html`<dialog aria-labelledby="title" @close=${() => this.open && close()} @click=${(event: Event) => {
      if (event.target === event.currentTarget) close();
    }}>
      <div class="head"><h2 id="title">${title}</h2><span class="sp"></span><button class="ib" aria-label=${this.words.t('act.close')} @click=${close}>${icon('x')}</button></div>
      ${body}</dialog>`;
  }
}
