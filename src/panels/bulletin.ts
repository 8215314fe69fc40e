import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { dialogStyles, TwinDialog } from './dialog.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';

/** A bulletin drafted from the simulation, to be read, mended and taken along. */
@customElement('twin-bulletin')
export class TwinBulletin extends TwinDialog {
  static override styles = [
    base,
    dialogStyles,
    css`
      dialog { width: min(560px, calc(100vw - 32px)); }
      .in { padding: 0 20px 16px; display: grid; gap: 10px; }
      p { display: flex; gap: 8px; font: var(--t-12); color: var(--text); }
      p .i { color: var(--warn); flex: none; margin-top: 2px; }
      textarea { width: 100%; box-sizing: border-box; height: min(420px, 50dvh); resize: vertical; font: 400 13px/19px var(--font); color: var(--text); background: var(--inset); border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px; }
      .do { display: flex; gap: 8px; align-items: center; }
      .do .btn { min-height: 36px; padding: 0 14px; }
      small { font: var(--t-12); color: var(--text-2); }
      @media (pointer: coarse) { .do .btn { min-height: 44px; } }
    `,
  ];
  @property() text = '';
  @state() private copied = false;

  override render() {
    const { t } = this.words;
    return this.frame(
      t('bulletin.title'),
      html`<div class="in"><p>${icon('triangle-alert', 14)}<span>${t('bulletin.check')}</span></p>
      <textarea aria-label=${t('bulletin.title')} .value=${this.text} @input=${() => {
        this.copied = false;
      }}></textarea>
      <div class="do"><button class="btn pri" @click=${() => this.copy()}>${t('bulletin.copy')}</button><button class="btn" @click=${() => this.save()}>${t('bulletin.save')}</button><small role="status">${this.copied ? t('bulletin.copied') : ''}</small></div></div>`,
    );
  }

  /** As it stands in the field: a person may have changed it. */
  private get written(): string {
    return this.renderRoot.querySelector('textarea')?.value ?? this.text;
  }

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.written);
      this.copied = true;
    } catch {
      // Without leave to write: marked, to be copied by hand.
      this.renderRoot.querySelector('textarea')?.select();
    }
  }

  private save(): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`\uFEFF${this.written}`], { type: 'text/plain;charset=utf-8' }));
    link.download = `${this.words.t('bulletin.file')}.txt`;
    link.click();
    URL.revokeObjectURL(link.href);
  }
}
