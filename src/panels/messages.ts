import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';
import type { MessageView } from './views.ts';

/** Cards that say what happened, where, and what can be done. They never cover a storm with a modal. */
@customElement('twin-messages')
export class TwinMessages extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: grid; gap: 8px; }
      .p { padding: 10px 8px 12px 14px; animation: in var(--m-panel) var(--ease); }
      @keyframes in { from { opacity: 0; transform: translateY(-6px); } }
      .t { display: flex; gap: 8px; align-items: flex-start; font: 600 13px/20px var(--font); }
      .t h2 { font: inherit; flex: 1; overflow-wrap: anywhere; }
      .t .i { margin-top: 2px; }
      .info .t { font-weight: 400; }
      .error .t { color: var(--bad); }
      .warn .t > .i { color: var(--warn); }
      .ib { margin: -4px 0 -4px 0; }
      p { color: var(--text-2); margin: 2px 8px 0 24px; overflow-wrap: anywhere; max-height: 120px; overflow: auto; }
      .acts { display: flex; flex-wrap: wrap; gap: 8px; margin: 10px 0 0 24px; }
    `,
  ];

  @property({ attribute: false }) messages: readonly MessageView[] = [];

  override render() {
    const { t } = this.words;
    return html`${repeat(
      this.messages,
      (message) => message.id,
      (message) => html`<div class="p ${message.tone}" role=${message.tone === 'error' ? 'alert' : 'status'}>
        <div class="t">${icon(message.tone === 'info' ? 'info' : 'triangle-alert')}<h2>${message.title}</h2>
          <button class="ib" aria-label=${t('act.close')} @click=${() => this.ask({ kind: 'message.close', id: message.id })}>${icon('x', 14)}</button></div>
        ${message.text ? html`<p>${message.text}</p>` : nothing}
        ${message.advice ? html`<p>${message.advice}</p>` : nothing}
        ${
          message.acts?.length
            ? html`<div class="acts">${message.acts.map(
                (act) =>
                  html`<button class="btn ${act.primary ? 'pri' : ''}" @click=${() => this.ask({ kind: 'message.act', id: message.id, act: act.id })}>${act.label}</button>`,
              )}</div>`
            : nothing
        }
      </div>`,
    )}`;
  }
}
