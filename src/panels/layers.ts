import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LayerId } from '../../layers/types.ts';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';
import type { LayerRow } from './views.ts';

/** The layers: swatch, count, synthetic mark, eye; a row opens to its legend, opacity, source and licence. */
@customElement('twin-layers')
export class TwinLayers extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      .list { padding-bottom: 6px; min-height: 0; }
      .ly { display: grid; grid-template-columns: 1fr auto auto; align-items: center; padding-right: 6px; }
      .chk { display: inline-flex; gap: 3px; align-items: center; min-height: 24px; min-width: 24px; justify-content: center; padding: 0 6px; border-radius: 6px; font: 600 11px/16px var(--font); color: var(--text-2); }
      .chk:hover { background: var(--hover); }
      .chk.some { color: var(--warn); background: var(--inset); }
      .chk:focus-visible { outline-offset: -2px; }
      .name { display: grid; grid-template-columns: 12px 1fr auto auto; gap: 8px; align-items: center; min-height: 24px; padding: 0 6px 0 12px; font: var(--t-12); min-width: 0; }
      .name:hover { background: var(--hover); }
      .name:focus-visible, .eye:focus-visible { outline-offset: -2px; }
      .name span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .sw { width: 10px; height: 10px; border-radius: 3px; }
      .n { color: var(--text-3); font: var(--t-11); }
      .off .name { color: var(--text-3); }
      .off .sw { opacity: .4; }
      .eye { width: 24px; height: 24px; border-radius: 4px; display: grid; place-items: center; color: var(--text-2); }
      .eye:hover { background: var(--hover); }
      .off .eye { color: var(--text-3); }
      .more { padding: 2px 12px 8px 32px; display: grid; gap: 4px; font: var(--t-11); color: var(--text-2); }
      .legend { display: grid; grid-template-columns: repeat(2, 1fr); gap: 2px 8px; }
      .legend div { display: flex; gap: 6px; align-items: center; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .legend i { width: 8px; height: 8px; border-radius: 2px; flex: none; border: 1px solid var(--line-2); }
      .more label { display: grid; grid-template-columns: auto 1fr; gap: 8px; align-items: center; }
      .src { color: var(--text-3); overflow-wrap: anywhere; }
      .bar { height: 8px; border-radius: 4px; background: var(--hover); margin: 8px 12px; }
      @media (pointer: coarse) { .name { min-height: 44px; } .eye { width: 44px; height: 44px; } .chk { min-width: 44px; min-height: 44px; } }
    `,
  ];

  @property({ attribute: false }) rows: readonly LayerRow[] = [];
  /** The ground is glass. */
  @property({ type: Boolean }) glass = false;
  /** Night over the scene. */
  @property({ type: Boolean }) night = false;
  /** The layers have been checked. */
  @property({ type: Boolean }) checked = false;
  /** While the city opens: what is being read. */
  @property({ attribute: false }) waiting: string | undefined;
  @state() private open: LayerId | undefined;

  override render() {
    const { t } = this.words;
    const anySynthetic = this.rows.some((row) => row.synthetic);
    return html`<div class="ph"><h2>${t('layers.title')}</h2><span class="sp"></span>
      <button class="ib ${this.night ? 'on' : ''}" aria-pressed=${this.night ? 'true' : 'false'} aria-label=${t('layers.night')} title=${t('layers.night')} @click=${() => this.ask({ kind: 'night' })}>${icon('lightbulb')}</button>
      <button class="ib ${this.glass ? 'on' : ''}" aria-pressed=${this.glass ? 'true' : 'false'} aria-label=${t('layers.glass')} title=${t('layers.glass')} @click=${() => this.ask({ kind: 'glass' })}>${icon('scan-eye')}</button></div>
      <div class="list scroll" role="list">
        ${
          this.rows.length === 0
            ? html`${[70, 92, 84, 40].map((width) => html`<div class="bar" style="width:${width * 0.85}%"></div>`)}<div class="more" style="padding-left:12px" role="status">${this.waiting ?? ''}</div>`
            : repeat(
                this.rows,
                (row) => row.id,
                (row) => this.row(row),
              )
        }
        ${anySynthetic ? html`<div role="listitem" class="more" style="padding-left:12px">${t('synthetic.note')}</div>` : nothing}
      </div>`;
  }

  private row(row: LayerRow) {
    const { t, pick, number } = this.words;
    const name = pick(row.name);
    const open = this.open === row.id;
    return html`<div role="listitem"><div class="ly ${row.visible ? '' : 'off'}">
        <button class="name" aria-expanded=${open ? 'true' : 'false'} title=${t('layers.details', { layer: name })} @click=${() => {
          this.open = open ? undefined : row.id;
        }}>
          <i class="sw" style="background:var(--layer-${row.id})"></i><span>${name}</span><span class="n">${number(row.count)}</span>
          ${row.synthetic ? html`<span class="syn" title=${t('synthetic.title')}>${t('synthetic.mark')}</span>` : html`<span></span>`}
        </button>
        ${row.id === 'drainage' ? this.check(row) : html`<span></span>`}
        <button class="eye" aria-pressed=${row.visible ? 'true' : 'false'} aria-label=${t(row.visible ? 'layers.hide' : 'layers.show', { layer: name })}
          @click=${() => this.ask({ kind: 'layer.show', layer: row.id, visible: !row.visible })}>${icon(row.visible ? 'eye' : 'eye-off', 14)}</button>
      </div>${open ? this.more(row) : nothing}</div>`;
  }

  /** Leads to what is wrong with the drains. */
  private check({ findings }: LayerRow) {
    const { t, number } = this.words;
    const label = t(this.checked ? 'findings.open' : 'findings.running', { count: number(findings) });
    const name = !this.checked ? 'history' : findings > 0 ? 'triangle-alert' : 'shield-check';
    return html`<button class="chk ${this.checked && findings > 0 ? 'some' : ''}" aria-label=${label} title=${label} @click=${() => this.ask({ kind: 'findings', open: true })}>${icon(name, 13)}${findings > 0 ? number(findings) : ''}</button>`;
  }

  private more(row: LayerRow) {
    const { t, pick } = this.words;
    return html`<div class="more">
      ${
        row.legend.length > 0
          ? html`<div class="legend">${row.legend.map((item) => html`<div title=${pick(item.label)}><i style="background:${item.colour}"></i>${pick(item.label)}</div>`)}</div>`
          : nothing
      }
      <label><span>${t('layers.opacity')}</span><input type="range" min="0.1" max="1" step="0.05" .value=${String(row.opacity)} style="--at:${((row.opacity - 0.1) / 0.9) * 100}%"
        @input=${(event: Event) => this.ask({ kind: 'layer.opacity', layer: row.id, opacity: Number((event.target as HTMLInputElement).value) })} /></label>
      ${row.sources.map(
        (source) =>
          html`<div class="src">${t('layers.source')}: ${pick(source.title)}${source.date ? `, ${source.date}` : ''}${source.licence ? ` · ${source.licence}` : ''}</div>`,
      )}
      ${row.findings > 0 ? html`<div>${icon('triangle-alert', 11)} ${t('layers.findings', { count: row.findings })}</div>` : nothing}
    </div>`;
  }
}
