import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';

/** While a long profile waits for its second node: what to do now, and the way out. */
@customElement('twin-pick')
export class TwinPick extends TwinElement {
  static override styles = [
    base,
    css`
      .p { padding: 10px 8px 12px 14px; border-left: 3px solid var(--live); }
      .t { display: flex; gap: 8px; align-items: center; font: 600 13px/20px var(--font); }
      .t h2 { font: inherit; flex: 1; overflow-wrap: anywhere; }
      .t > .i { color: var(--live); }
      .ib { margin: -4px 0; }
      p { color: var(--text-2); margin: 2px 8px 0 24px; }
    `,
  ];

  /** Id of the first node. */
  @property({ attribute: false }) from: string | undefined;

  override render() {
    const { t } = this.words;
    if (this.from === undefined) return nothing;
    return html`<div class="p" role="status"><div class="t">${icon('chart-spline')}<h2>${t('drains.pick', { id: this.from })}</h2>
        <button class="ib" aria-label=${t('act.cancel')} title="Esc" @click=${() => this.ask({ kind: 'drains.close', what: 'pick' })}>${icon('x', 14)}</button></div>
      <p>${t('drains.pickWhat')}</p></div>`;
  }
}
