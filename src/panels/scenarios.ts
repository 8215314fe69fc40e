import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { TwinElement } from './element.ts';
import { type IconName, icon } from './icons.ts';
import type { Intent } from './intents.ts';
import { base } from './styles.ts';
import type { ScenarioRow } from './views.ts';

/** The tree of scenarios: letter, name, what it is or changes, flooded area after a run. */
@customElement('twin-scenarios')
export class TwinScenarios extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      .list { padding: 0 0 6px; min-height: 0; }
      .tr { display: grid; grid-template-columns: auto 1fr auto; column-gap: 8px; align-items: center; min-height: 44px; padding: 3px 12px; position: relative; width: 100%; }
      .tr:hover { background: var(--hover); }
      .tr.on { background: var(--live-dim); }
      .tr.on::before { content: ''; position: absolute; left: 0; top: 8px; bottom: 8px; width: 3px; background: var(--live); border-radius: 0 2px 2px 0; }
      .tr:focus-visible { outline-offset: -2px; }
      b, small { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
      b { font-weight: 600; line-height: 18px; }
      small { font: var(--t-11); color: var(--text-3); line-height: 15px; }
      small .i { vertical-align: -1px; margin-right: 2px; }
      .n { min-width: 0; }
      .v { text-align: right; font-weight: 600; line-height: 18px; white-space: nowrap; }
      .kid::after { content: ''; position: absolute; left: 22px; top: -12px; height: 34px; width: 9px; border-left: 1.5px solid var(--line-2); border-bottom: 1.5px solid var(--line-2); border-radius: 0 0 0 5px; }
      .id { width: 22px; height: 22px; border-radius: 6px; display: grid; place-items: center; font: 700 11px/1 var(--font); border: 1.5px solid var(--line-2); color: var(--text-2); }
      .on .id { background: var(--live); color: var(--live-on); border-color: var(--live); }
      .prog { height: 3px; margin: 3px 0 0 auto; width: 56px; }
      input { width: 100%; background: var(--inset); border: 1px solid var(--line-2); border-radius: 4px; padding: 2px 6px; font-weight: 600; }
      .menu { display: grid; padding: 0 4px 6px; }
      .menu > * { display: flex; gap: 10px; align-items: center; min-height: 30px; padding: 0 8px; border-radius: 6px; font: var(--t-12); width: 100%; min-width: 0; }
      .menu > button:hover { background: var(--hover); }
      .menu label > span:first-of-type { white-space: nowrap; }
      .menu .sel { flex: 1; min-width: 0; justify-content: space-between; } .menu select { width: 100%; min-width: 0; text-overflow: ellipsis; }
      .edit { padding: 4px 12px; }
      @media (pointer: coarse) { .menu > * { min-height: 44px; } .tr { min-height: 52px; } }
    `,
  ];

  @property({ attribute: false }) rows: readonly ScenarioRow[] = [];
  @property({ attribute: false }) selected: string | undefined;
  @state() private renaming: string | undefined;
  @state() private more = false;

  override render() {
    const { t } = this.words;
    const selected = this.rows.find((row) => row.id === this.selected);
    return html`<div class="ph">
        <h2>${t('scenario.title')}</h2><span class="sp"></span>
        ${
          selected && !selected.shipped
            ? html`<button class="ib" aria-label=${t('scenario.name')} title=${t('scenario.name')} @click=${() => this.rename(selected)}>${icon('pencil', 15)}</button>
              <button class="ib" aria-label=${t('scenario.remove')} title=${t('scenario.remove')} @click=${() => this.ask({ kind: 'scenario.remove', id: selected.id })}>${icon('trash-2', 15)}</button>`
            : nothing
        }
        <button class="ib" ?disabled=${!selected || this.rows.length < 2} aria-label=${t('compare.open')} title="${t('compare.open')} (C)" @click=${() => this.ask({ kind: 'compare.open' })}>${icon('git-compare', 15)}</button>
        <button class="ib" ?disabled=${!selected} aria-label=${t('scenario.branch')} title=${t('scenario.branch')} @click=${() => selected && this.ask({ kind: 'scenario.branch', id: selected.id })}>${icon('git-branch', 15)}</button>
        <button class="ib" ?disabled=${!selected} aria-label=${t('scenario.more')} title=${t('scenario.more')} aria-expanded=${this.more ? 'true' : 'false'} @click=${() => {
          this.more = !this.more;
        }}>${icon('ellipsis', 15)}</button>
      </div>
      ${
        this.more && selected
          ? this.menu(selected)
          : html`<div class="list scroll" role="list">
        ${repeat(
          this.rows,
          (row) => row.id,
          (row) => html`<div role="listitem">${this.renaming === row.id ? this.editor(row) : this.row(row)}</div>`,
        )}
      </div>`
      }`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('selected')) this.renderRoot.querySelector('.tr.on')?.scrollIntoView({ block: 'nearest' });
  }

  private row(row: ScenarioRow) {
    const { pick, hectares } = this.words;
    const on = row.id === this.selected;
    const diff = row.wetDiffM2;
    return html`<button class="tr ${row.level > 0 ? 'kid' : ''} ${on ? 'on' : ''}" style=${row.level > 0 ? `padding-left:${12 + 22 * Math.min(row.level, 3)}px` : ''}
      aria-current=${on ? 'true' : nothing} title=${pick(row.name)}
      @click=${() => this.ask({ kind: 'scenario.select', id: row.id })}>
      <span class="id">${row.letter}</span>
      <span class="n"><b>${pick(row.name)}</b><small>${row.shipped ? icon('lock', 10) : nothing}${this.note(row)}</small></span>
      <span class="v">${
        row.wetM2 === undefined
          ? nothing
          : html`<span class=${row.preview ? 'mu' : ''}>${row.preview ? '≈ ' : ''}${hectares(row.wetM2)} ha</span>`
      }${
        row.progress !== undefined
          ? html`<span class="prog" style="display:block"><i style="width:${Math.round(row.progress * 100)}%"></i></span>`
          : diff === undefined || Math.abs(diff) < 500
            ? nothing
            : html`<small class=${diff < 0 ? 'dn' : 'up'}>${this.words.signed(diff / 1e4, Math.abs(diff) < 99500 ? 1 : 0)} ha</small>`
      }</span>
    </button>`;
  }

  /** What is wanted more seldom. */
  private menu(selected: ScenarioRow) {
    const { t, pick } = this.words;
    const { id, parent, parents } = selected;
    const act = (name: IconName, label: string, intent: Intent) =>
      html`<button @click=${() => {
        this.more = false;
        this.ask(intent);
      }}>${icon(name, 14)}<span>${label}</span></button>`;
    const open = this.rows.filter((row) => row.wetM2 === undefined && !row.waits && row.progress === undefined);
    return html`<div class="menu">
      ${act('copy', t('scenario.duplicate'), { kind: 'scenario.duplicate', id })}
      ${act('link', t('scenario.link'), { kind: 'scenario.link', id })}
      ${act('download', t('scenario.save'), { kind: 'scenario.save', id })}
      ${open.length > 1 ? act('list-video', t('scenario.runAll'), { kind: 'run.queue', ids: open.map((row) => row.id) }) : nothing}
      ${
        parents.length > 0
          ? html`<label>${icon('git-branch', 14)}<span>${t('scenario.parent')}</span><span class="sel"><select aria-label=${t('scenario.parent')} @change=${(
              event: Event,
            ) => {
              this.more = false;
              this.ask({ kind: 'scenario.parent', id, parent: (event.target as HTMLSelectElement).value });
            }}>${parents.map((row) => html`<option value=${row.id} .selected=${row.id === parent}>${row.letter} · ${pick(row.name)}</option>`)}</select>${icon('chevron-down', 12)}</span></label>`
          : nothing
      }
    </div>`;
  }

  private note(row: ScenarioRow): string {
    const { t, number, duration, signed } = this.words;
    if (row.progress !== undefined) return t('scenario.running', { percent: number(Math.floor(row.progress * 100)) });
    if (row.waits) return t('scenario.waits');
    if (row.stale) return t('scenario.stale');
    const parts = [
      row.rainMm === undefined
        ? t('scenario.noRain')
        : t('rain.sentence', { mm: number(row.rainMm), duration: duration(row.rainS) }),
    ];
    if (row.levelM !== undefined) parts.push(t('scenario.level', { level: signed(row.levelM, 1) }));
    if (row.edits > 0 && !row.shipped) parts.unshift(t('scenario.edits', { count: row.edits }));
    return parts.join(' · ');
  }

  private editor(row: ScenarioRow) {
    const done = (event: Event) => {
      if (this.renaming !== row.id) return;
      this.renaming = undefined;
      const name = (event.target as HTMLInputElement).value.trim();
      if (name) this.ask({ kind: 'scenario.rename', id: row.id, name });
    };
    return html`<div class="edit"><input aria-label=${this.words.t('scenario.name')} .value=${this.words.pick(row.name)} maxlength="80"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') done(event);
        if (event.key === 'Escape') this.renaming = undefined;
        event.stopPropagation();
      }} @blur=${done} /></div>`;
  }

  private async rename(row: ScenarioRow): Promise<void> {
    this.renaming = row.id;
    await this.updateComplete;
    this.renderRoot.querySelector('input')?.select();
  }
}
