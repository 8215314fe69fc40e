import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { TOOLS } from '../scenario/making/index.ts';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';
import type { FeatureView } from './views.ts';

/** What can be asked of a pipe or node of the drains: where its water comes from and goes to, a long profile. */
@customElement('twin-drain-acts')
export class TwinDrainActs extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: block; }
      .acts { display: flex; flex-wrap: wrap; gap: 8px; padding: 2px 12px 10px; }
      .what { display: flex; gap: 8px; align-items: baseline; padding: 0 12px 6px; font: var(--t-12); color: var(--text-2); }
      .what i { width: 10px; height: 10px; border-radius: 3px; background: var(--layer-drainage); }
      .what b { font: 600 13px/20px var(--font); color: var(--text); overflow-wrap: anywhere; }
      .btn { flex: 1 1 auto; padding: 0 10px; font: 600 12px/16px var(--font); }
    `,
  ];

  @property({ attribute: false }) feature: FeatureView | undefined;
  /** Its id and kind stand beside these buttons already. */
  @property({ type: Boolean }) bare = false;

  override render() {
    const { t, pick } = this.words;
    const { feature } = this;
    if (!feature) return nothing;
    const { index, id } = feature;
    const isNode = !feature.rows.some(({ key }) => key === 'from');
    const kind = feature.rows.find(({ key }) => key === 'kind');
    const named = kind?.attribute?.classes?.[String(kind.value)];
    return html`${this.bare ? nothing : html`<div class="what"><i></i><b>${id}</b><span>${named ? pick(named) : ''}</span></div>`}<div class="acts" role="group" aria-label=${t('drains.acts')}>
      <button class="btn" @click=${() => this.ask({ kind: 'drains.trace', index })}>${icon('route', 14)}${t('drains.trace')}</button>
      ${isNode ? html`<button class="btn" @click=${() => this.ask({ kind: 'drains.profileFrom', index, id })}>${icon('chart-spline', 14)}${t('drains.profileFrom')}</button>` : nothing}
      ${TOOLS.filter(({ shape }) => shape === (isNode ? 'node' : 'link')).map((tool) => html`<button class="btn" @click=${() => this.ask({ kind: 'measure.use', tool: tool.id, feature })}>${icon('plus', 14)}${pick(tool.name)}</button>`)}
    </div>`;
  }
}
