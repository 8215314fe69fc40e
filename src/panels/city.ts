import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { dialogStyles, TwinDialog } from './dialog.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';
import type { CityView, StoredRunView } from './views.ts';

const KEYS = [
  ['Space', 'key.play'],
  ['← →', 'key.frame'],
  ['Shift ← →', 'key.frame10'],
  ['1 – 8', 'key.mode'],
  ['U', 'key.glass'],
  ['N', 'key.night'],
  ['H', 'key.hide'],
  ['/  Ctrl K', 'key.find'],
  ['Ctrl Z, Ctrl Y', 'key.undo'],
  ['Esc', 'key.esc'],
] as const;

/** Open, export, sources and licences, stored runs, keys. A dialog: focus stays inside, Esc closes. */
@customElement('twin-city')
export class TwinCity extends TwinDialog {
  static override styles = [
    base,
    dialogStyles,
    css`
      dialog { width: min(640px, calc(100vw - 32px)); max-height: min(760px, calc(100dvh - 48px)); }
      .head { position: sticky; top: 0; background: var(--panel); z-index: 1; }
      h3 { font: 600 12px/16px var(--font); color: var(--text-2); margin: 16px 0 6px; }
      .in { padding: 0 20px 20px; }
      p { color: var(--text-2); }
      .acts { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 12px; }
      form { display: flex; gap: 8px; margin-top: 8px; }
      form input { flex: 1; min-width: 0; height: 32px; border-radius: 8px; border: 1px solid var(--line-2); background: var(--inset); padding: 0 10px; }
      table { border-collapse: collapse; width: 100%; font: var(--t-12); }
      td, th { text-align: left; padding: 5px 8px 5px 0; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; font-weight: 400; }
      th { font-weight: 500; }
      td:last-child { text-align: right; padding-right: 0; }
      dl { display: grid; grid-template-columns: auto 1fr auto 1fr; gap: 6px 12px; align-items: center; color: var(--text-3); }
      dd { margin: 0; } dt { justify-self: start; }
      ul { padding-left: 18px; color: var(--text-2); display: grid; gap: 2px; max-height: 160px; }
      .two { color: var(--text-3); }
      .file { display: none; }
      @media (max-width: 560px) { dl { grid-template-columns: auto 1fr; } }
      @media (pointer: coarse) { form input { height: 44px; } }
    `,
  ];

  @property({ attribute: false }) city: CityView | undefined;
  @property({ attribute: false }) stored: readonly StoredRunView[] = [];

  override render() {
    const { t, pick, bytes } = this.words;
    const city = this.city;
    return this.frame(
      city ? pick(city.name) : t('city.title'),
      html`<div class="in">
        <p>${t('city.about')}</p>
        <div class="acts">
          <button class="btn pri" @click=${() => this.input('files')}>${icon('file-up')}${t('city.open')}</button>
          <button class="btn" @click=${() => this.input('folder')}>${icon('folder-open')}${t('city.openFolder')}</button>
          <button class="btn" ?disabled=${!city} @click=${() => this.ask({ kind: 'export' })}>${icon('download')}${t('city.export')}</button>
          ${city?.sample ? nothing : html`<button class="btn" @click=${() => this.ask({ kind: 'sample' })}>${icon('house')}${t('city.sample')}</button>`}
        </div>
        <input class="file" id="files" type="file" multiple aria-label=${t('city.open')} @change=${this.picked} />
        <input class="file" id="folder" type="file" webkitdirectory aria-label=${t('city.openFolder')} @change=${this.picked} />
        <form @submit=${(event: Event) => {
          event.preventDefault();
          const url = String(new FormData(event.target as HTMLFormElement).get('url') ?? '').trim();
          if (url) this.ask({ kind: 'open', url });
        }}><input name="url" type="text" inputmode="url" placeholder="https://…/city.json" aria-label=${t('city.openUrl')} /><button class="btn">${t('city.openGo')}</button></form>
        ${city ? this.about(city) : nothing}
        <h3>${t('city.storage')}</h3>
        ${
          this.stored.length === 0
            ? html`<p class="two">${t('city.storageNone')}</p>`
            : html`<table><tbody>${this.stored.map(
                (run) =>
                  html`<tr><th scope="row">${run.scenario}</th><td>${run.cellSizeM} m</td><td>${bytes(run.bytes)}</td><td><button class="ib" aria-label="${t('act.delete')} ${run.scenario} ${run.cellSizeM} m" @click=${() => this.ask({ kind: 'storage.delete', keys: [run.key] })}>${icon('trash-2', 14)}</button></td></tr>`,
              )}</tbody></table>`
        }
        <h3>${t('city.keys')}</h3>
        <dl>${KEYS.map(([key, word]) => html`<dt><kbd>${key}</kbd></dt><dd>${t(word)}</dd>`)}</dl>
      </div>`,
    );
  }

  private about(city: CityView) {
    const { t, pick } = this.words;
    return html`<h3>${t('city.sources')}</h3>
      <table><tbody>${city.sources.map(
        (source) =>
          html`<tr><th scope="row">${pick(source.name)}</th><td>${pick(source.title)} <span class="two">${source.date ?? ''}</span></td><td>${source.licence ?? ''} ${source.synthetic ? html`<span class="syn" title=${t('synthetic.title')}>${t('synthetic.mark')}</span>` : nothing}</td></tr>`,
      )}
      <tr><th scope="row">${t('city.crs')}</th><td colspan="2">${city.crs}${city.datum ? ` · ${t('city.datum')}: ${city.datum}` : ''}</td></tr></tbody></table>
      ${
        city.notes.length + city.findings.length > 0
          ? html`<h3>${t('city.findings')}</h3><ul class="scroll" tabindex="0">${city.notes.map((note) => html`<li>${pick(note)}</li>`)}${city.findings
              .slice(0, 60)
              .map((finding) => html`<li>${pick(finding.message)}</li>`)}</ul>`
          : nothing
      }`;
  }

  private input(id: string): void {
    this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.click();
  }

  private picked = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    if (files.length > 0) this.ask({ kind: 'files', files });
  };
}
