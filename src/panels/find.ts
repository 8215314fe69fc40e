import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';
import type { SearchHit } from './views.ts';

/** Find a street, ward, station or id. A combobox: arrows choose, Enter goes there, Esc leaves. */
@customElement('twin-find')
export class TwinFind extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: block; position: relative; width: 312px; min-width: 120px; flex-shrink: 1; }
      .find { display: flex; align-items: center; gap: 8px; height: 32px; padding: 0 8px 0 10px; border-radius: 8px; background: var(--inset); color: var(--text-3); }
      .find:focus-within { outline: 2px solid var(--live); outline-offset: 2px; }
      .find input { flex: 1; min-width: 0; background: none; border: 0; outline: 0; color: var(--text); }
      input::placeholder { color: var(--text-3); opacity: 1; }
      ul { position: absolute; left: 0; right: 0; top: 40px; z-index: 20; list-style: none; padding: 4px; max-height: 360px; background: var(--panel); }
      li { display: grid; grid-template-columns: 10px 1fr auto; gap: 8px; align-items: center; padding: 5px 8px; border-radius: 6px; cursor: pointer; min-height: 28px; }
      li[aria-selected='true'], li:hover { background: var(--hover); }
      li i { width: 8px; height: 8px; border-radius: 3px; }
      li span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      li small { font: var(--t-11); color: var(--text-3); }
      .none { padding: 8px; color: var(--text-3); }
      :host([round]) { width: auto; flex: 1; }
      :host([round]) .find { height: 48px; border-radius: 24px; padding: 0 16px; background: var(--panel-a); box-shadow: var(--shadow); font: var(--t-15); color: var(--text-2); gap: 10px; }
      :host([round]) input::placeholder { color: var(--text-2); }
      :host([round]) ul { top: 56px; }
      :host([round]) li { min-height: 44px; }
      :host([round]) kbd { display: none; }
      @media (pointer: coarse) { .find { height: 44px; } li { min-height: 44px; } kbd { display: none; } }
      @media (max-width: 900px) { kbd { display: none; } }
    `,
  ];

  @property({ attribute: false }) hits: readonly SearchHit[] = [];
  /** The query that `hits` answer. */
  @property({ attribute: false }) answered = '';
  @property({ type: Boolean, reflect: true }) round = false;
  @state() private text = '';
  @state() private at = 0;
  @state() private open = false;
  /** Enter came before the answer: go to its first hit when it is there. */
  private hurried = false;
  @query('input') private input!: HTMLInputElement;

  /** Puts the caret here (Ctrl K, /). */
  override focus(): void {
    this.input?.focus();
    this.input?.select();
  }

  override render() {
    const { t, pick } = this.words;
    const list = this.open && this.text.trim() !== '';
    return html`<div class="find">${icon('search', this.round ? 20 : 16)}
        <input type="text" role="combobox" aria-label=${t('bar.find')} aria-expanded=${list ? 'true' : 'false'} aria-controls="hits" aria-autocomplete="list" autocomplete="off" spellcheck="false"
          aria-activedescendant=${list && this.hits.length > 0 ? `hit-${this.at}` : nothing}
          placeholder=${t(this.round ? 'bar.findShort' : 'bar.find')} .value=${this.text}
          @input=${this.typed} @keydown=${this.key} @focus=${() => {
            this.open = true;
          }} @blur=${() => {
            this.open = false;
          }} /><kbd aria-hidden="true">Ctrl K</kbd></div>
      <ul id="hits" class="p scroll" role="listbox" aria-label=${t('bar.find')} ?hidden=${!list}>
        ${
          list && this.answered !== this.text && this.hits.length === 0
            ? html`<li class="none" role="option" aria-selected="false" aria-disabled="true">${t('find.wait')}</li>`
            : nothing
        }
        ${
          list
            ? this.hits.map(
                (
                  hit,
                  index,
                ) => html`<li id="hit-${index}" role="option" aria-selected=${index === this.at ? 'true' : 'false'}
              @mousedown=${(event: Event) => {
                event.preventDefault();
                this.go(hit);
              }}><i style="background:var(--layer-${hit.layer})"></i><span>${hit.name}</span><small>${pick(hit.kind)}</small></li>`,
              )
            : nothing
        }
        ${list && this.hits.length === 0 && this.answered === this.text ? html`<li class="none" role="option" aria-selected="false" aria-disabled="true">${t('find.none', { query: this.text })}</li>` : nothing}
      </ul>
      <span class="vh" role="status">${list ? t('find.results', { count: this.hits.length }) : ''}</span>`;
  }

  protected override willUpdate(): void {
    if (!this.hurried || this.answered !== this.text) return;
    this.hurried = false;
    if (this.hits[0]) this.go(this.hits[0]);
  }

  private typed = () => {
    this.text = this.input.value;
    this.at = 0;
    this.hurried = false;
    this.open = true;
    this.ask({ kind: 'search', query: this.text });
  };

  private key = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const count = Math.max(1, this.hits.length);
      this.at = (this.at + (event.key === 'ArrowDown' ? 1 : count - 1)) % count;
      this.updateComplete.then(() =>
        this.renderRoot.querySelector(`#hit-${this.at}`)?.scrollIntoView({ block: 'nearest' }),
      );
    } else if (event.key === 'Enter') {
      if (this.answered === this.text) {
        if (this.hits[this.at]) this.go(this.hits[this.at]);
      } else if (this.text.trim() !== '') {
        this.hurried = true;
        this.ask({ kind: 'search', query: this.text });
      }
    } else if (event.key === 'Escape') {
      if (this.text) {
        this.text = '';
        this.ask({ kind: 'search', query: '' });
      } else this.input.blur();
    }
  };

  private go(hit: SearchHit): void {
    this.text = hit.name;
    this.open = false;
    this.input.blur();
    this.ask({ kind: 'search.go', hit });
  }
}
