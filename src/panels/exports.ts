import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MessageKey } from '../i18n/words.ts';
import { dialogStyles, TwinDialog } from './dialog.ts';
import { EXPORT_IDS, type ExportId, type ExportsView } from './exportViews.ts';
import { type IconName, icon } from './icons.ts';
import { base } from './styles.ts';

const ICONS: Readonly<Record<ExportId, IconName>> = {
  report: 'file-text',
  impact: 'layers',
  series: 'history',
  czml: 'compass',
  drains: 'git-branch',
  scenario: 'copy',
  city: 'building-2',
};

/** Everything that can be taken away, in the formats that other programs read. */
@customElement('twin-exports')
export class TwinExports extends TwinDialog {
  static override styles = [
    base,
    dialogStyles,
    css`
      dialog { width: min(600px, calc(100vw - 32px)); max-height: min(760px, calc(100dvh - 48px)); }
      .in { padding: 0 12px 16px; }
      .of { padding: 0 8px 8px; color: var(--text-2); }
      ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 2px; }
      li { display: grid; grid-template-columns: 20px 1fr auto; gap: 2px 12px; align-items: center; padding: 8px; border-radius: 8px; }
      li:hover { background: var(--hover); }
      li > .i { grid-row: 1 / 3; color: var(--text-3); }
      b { font: 600 13px/18px var(--font); }
      small { grid-column: 2; font: var(--t-11); color: var(--text-3); }
      .btn { grid-column: 3; grid-row: 1 / 3; min-height: 30px; padding: 0 12px; font: 600 12px/16px var(--font); }
      li.off b { color: var(--text-3); }
      .pre { display: flex; gap: 8px; padding: 0 8px 8px; font: var(--t-12); color: var(--text); }
      .pre .i { color: var(--warn); margin-top: 2px; }
      @media (pointer: coarse) { .btn { min-height: 44px; } }
    `,
  ];

  @property({ attribute: false }) view: ExportsView | undefined;

  override render() {
    const { t } = this.words;
    const { view } = this;
    return this.frame(
      t('export.title'),
      html`<div class="in">${
        view
          ? html`<p class="of">${t('export.of', { name: view.scenario })}</p>
            ${view.preview ? html`<p class="pre">${icon('triangle-alert', 14)}<span>${t('export.preview')}</span></p>` : nothing}
            <ul>${EXPORT_IDS.map((id) => this.row(id, view))}</ul>`
          : nothing
      }</div>`,
    );
  }

  private row(id: ExportId, { ready, making }: ExportsView) {
    const { t } = this.words;
    const has = ready.has(id);
    const name = t(`export.${id}` as MessageKey);
    const missing = id === 'drains' ? 'export.noDrains' : 'export.noRun';
    return html`<li class=${has ? '' : 'off'}>${icon(ICONS[id], 16)}<b id="n-${id}">${name}</b>
      <small>${has ? t(`export.${id}What` as MessageKey) : t(missing)}</small>
      <button class="btn" aria-describedby="n-${id}" aria-label="${t('export.save')}: ${name}" ?disabled=${!has || making !== undefined} @click=${() => this.ask({ kind: 'export.file', what: id })}>${making === id ? t('export.making') : html`${icon('download', 14)}${t('export.save')}`}</button></li>`;
  }
}
