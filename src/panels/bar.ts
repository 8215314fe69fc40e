import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { TwinElement } from './element.ts';
import { icon, mark } from './icons.ts';
import type { Theme, WorkspaceId } from './intents.ts';
import { base } from './styles.ts';

const WORKSPACES = [
  ['plan', 'ws.plan'],
  ['respond', 'ws.respond'],
  ['exhibit', 'ws.exhibit'],
] as const;

/** The bar: mark, workspaces, find (slotted), undo and redo, city, language, theme. Never grows. */
@customElement('twin-bar')
export class TwinBar extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: block; height: 48px; background: var(--panel); border-bottom: 1px solid var(--line); }
      .bar { height: 100%; display: flex; align-items: center; padding: 0 8px 0 16px; gap: 8px; }
      .mark { display: flex; align-items: center; gap: 10px; font-weight: 700; font-size: 14px; letter-spacing: -.01em; width: 272px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
      .mark span { color: var(--text-3); font-weight: 400; }
      nav { display: inline-flex; background: var(--inset); border-radius: 8px; padding: 2px; gap: 2px; }
      nav button { height: 28px; padding: 0 12px; border-radius: 6px; color: var(--text-2); font-weight: 500; white-space: nowrap; }
      nav button[aria-current] { background: var(--act); color: var(--act-on); font-weight: 600; }
      nav button:hover:not([aria-current]) { background: var(--hover); }
      .lang { width: auto; padding: 0 8px; font: 600 12px/16px var(--font); display: inline-flex; gap: 4px; align-items: center; }
      @media (max-width: 1180px) { .mark { width: auto; } .mark div { display: none; } }
      @media (max-width: 900px) { .btn span.w { display: none; } }
      @media (pointer: coarse) { nav button { height: 44px; } nav { padding: 0; } .lang { width: auto; min-width: 44px; } }
    `,
  ];

  @property({ attribute: false }) workspace: WorkspaceId = 'plan';
  @property({ attribute: false }) theme: Theme = 'dark';
  @property({ attribute: false }) canUndo = false;
  @property({ attribute: false }) canRedo = false;
  /** Name of the open city; its last word light, as the mark has it. */
  @property({ attribute: false }) cityName = 'Đà Nẵng';

  override render() {
    const { t, lang } = this.words;
    const dark = this.theme === 'dark';
    return html`<div class="bar">
      <div class="mark">${mark()}<div>${this.cityName} <span>Twin</span></div></div>
      <nav aria-label=${t('ws.label')}>
        ${WORKSPACES.map(
          ([id, key]) =>
            html`<button aria-current=${this.workspace === id ? 'page' : nothing} @click=${() => this.ask({ kind: 'workspace', workspace: id })}>${t(key)}</button>`,
        )}
      </nav>
      <div class="sp"></div>
      <slot></slot>
      <div class="sp"></div>
      <button class="ib" aria-label=${t('bar.undo')} title=${t('bar.undo')} ?disabled=${!this.canUndo} @click=${() => this.ask({ kind: 'undo' })}>${icon('undo-2')}</button>
      <button class="ib" aria-label=${t('bar.redo')} title=${t('bar.redo')} ?disabled=${!this.canRedo} @click=${() => this.ask({ kind: 'redo' })}>${icon('redo-2')}</button>
      <button class="btn" aria-haspopup="dialog" aria-label=${t('bar.city')} @click=${() => this.ask({ kind: 'dialog', dialog: 'city' })}>${icon('building-2')}<span class="w">${t('bar.city')}</span></button>
      <button class="ib lang" aria-label=${t('bar.language')} title=${t('bar.language')} @click=${() => this.ask({ kind: 'lang', lang: lang === 'vi' ? 'en' : 'vi' })}>${icon('languages')}${lang.toUpperCase()}</button>
      <button class="ib" aria-label=${t(dark ? 'bar.themeLight' : 'bar.themeDark')} title=${t(dark ? 'bar.themeLight' : 'bar.themeDark')} @click=${() => this.ask({ kind: 'theme', theme: dark ? 'light' : 'dark' })}>${icon(dark ? 'sun' : 'moon')}</button>
    </div>`;
  }
}
