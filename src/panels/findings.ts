import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { type FindingGroup, type FindingRow, type FindingsView, SEVERITY_FILTERS } from './drainViews.ts';
import { TwinElement } from './element.ts';
import { countFindings, groupFindings } from './findingGroups.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';

/** Rows of a kind that are shown before one asks for more. */
const FIRST = 60;
/** Others that take part, before they are counted only. */
const NAMED = 5;
const LABELS = { all: 'findings.all', error: 'findings.errors', warning: 'findings.warnings' } as const;

/** What is wrong with the drains, by kind: a row leads to its place and says what mends it. */
@customElement('twin-findings')
export class TwinFindings extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      .bar { display: flex; gap: 4px; padding: 0 8px 8px; flex: none; }
      .bar button { flex: 1 1 auto; min-height: 28px; border-radius: 6px; padding: 0 6px; text-align: center; white-space: nowrap; font: 500 12px/16px var(--font); color: var(--text-2); background: var(--inset); }
      .bar button:hover { background: var(--hover); }
      .bar button[aria-pressed='true'] { background: var(--act); color: var(--act-on); font-weight: 600; }
      .list { min-height: 0; padding-bottom: 6px; }
      .kind { display: grid; grid-template-columns: 16px 1fr auto 14px; gap: 8px; align-items: center; width: 100%; min-height: 32px; padding: 4px 12px; font: 600 12px/16px var(--font); }
      .kind:hover, .row:hover { background: var(--hover); }
      .kind:focus-visible, .row:focus-visible { outline-offset: -2px; }
      .kind .n { font: var(--t-11); color: var(--text-2); background: var(--inset); border-radius: 8px; padding: 0 7px; }
      .kind[aria-expanded='true'] .turn { transform: rotate(90deg); }
      .turn { display: grid; color: var(--text-3); }
      .error { color: var(--bad); } .warning { color: var(--warn); }
      .row { display: block; width: 100%; padding: 5px 12px 5px 36px; font: var(--t-12); color: var(--text-2); border-left: 3px solid transparent; padding-left: 33px; }
      .row b { color: var(--text); font-weight: 600; }
      .row[aria-current='true'] { background: var(--live-dim); border-left-color: var(--live); }
      .how { display: grid; grid-template-columns: auto 1fr; gap: 2px 8px; margin: 0; padding: 4px 12px 8px 36px; background: var(--live-dim); font: var(--t-12); border-left: 3px solid var(--live); padding-left: 33px; }
      dt { color: var(--text-3); font: var(--t-11); }
      dd { margin: 0; overflow-wrap: anywhere; }
      dd.mend { font-weight: 500; }
      .more { padding: 6px 12px 6px 36px; font: 500 12px/16px var(--font); color: var(--text-2); text-decoration: underline; }
      .say { padding: 4px 12px 12px; color: var(--text-2); display: flex; gap: 8px; }
      .say .i { margin-top: 2px; }
      .say.good .i { color: var(--good); }
      @media (pointer: coarse) { .bar button, .kind, .row, .more { min-height: 44px; } }
    `,
  ];

  @property({ attribute: false }) view: FindingsView | undefined;
  @state() private shut: ReadonlySet<string> = new Set();
  @state() private whole: ReadonlySet<string> = new Set();

  override render() {
    const { t, number } = this.words;
    const { view } = this;
    if (!view) return nothing;
    const counts = countFindings(view.rows);
    return html`<div class="ph">${icon('shield-check', 14)}<h2>${t('findings.title')}</h2><span class="sp"></span>
        <button class="ib" aria-label=${t('act.close')} title=${t('act.close')} @click=${() => this.ask({ kind: 'findings', open: false })}>${icon('x', 14)}</button></div>
      ${
        counts.all > 0
          ? html`<div class="bar" role="group" aria-label=${t('findings.filter')}>${SEVERITY_FILTERS.map(
              (severity) =>
                html`<button aria-pressed=${severity === view.severity ? 'true' : 'false'} @click=${() => this.ask({ kind: 'findings.filter', severity })}>${t(LABELS[severity])} ${number(counts[severity])}</button>`,
            )}</div>`
          : nothing
      }
      <div class="list scroll">${this.body(view)}</div>`;
  }

  /** The row that was gone to stays in sight when what it says unfolds, and when other panels take room. */
  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('view') as FindingsView | undefined;
    if (!changed.has('view') || before?.selected === this.view?.selected) return;
    requestAnimationFrame(() => {
      const list = this.renderRoot.querySelector('.list');
      const row = this.renderRoot.querySelector('[aria-current=true]');
      if (!list || !row) return;
      // `scrollIntoView` would move what stands around the list too.
      list.scrollTop += row.getBoundingClientRect().top - list.getBoundingClientRect().top - 4;
    });
  }

  private body(view: FindingsView) {
    const { t } = this.words;
    if (!view.checked) return html`<p class="say" role="status">${t('findings.running')}</p>`;
    if (view.rows.length === 0)
      return html`<p class="say good" role="status">${icon('check', 14)}${t('findings.none')}</p>`;
    const groups = groupFindings(view.rows, view.severity);
    if (groups.length === 0) return html`<p class="say" role="status">${t('findings.noneOf')}</p>`;
    return repeat(
      groups,
      ({ code, severity }) => `${severity} ${code}`,
      (group) => this.group(group, view.selected),
    );
  }

  private group(group: FindingGroup, selected: number | undefined) {
    const { t, pick, number } = this.words;
    const key = `${group.severity} ${group.code}`;
    const open = !this.shut.has(key);
    const rows = this.whole.has(key) ? group.rows : group.rows.slice(0, FIRST);
    return html`<button class="kind" aria-expanded=${open ? 'true' : 'false'} @click=${() => {
      this.shut = toggled(this.shut, key);
    }}><span class=${group.severity} title=${t(`findings.${group.severity}`)}>${icon(group.severity === 'error' ? 'circle-alert' : 'triangle-alert', 14)}</span>
        <span>${pick(group.title)}<span class="vh">, ${t(`findings.${group.severity}`)}</span></span><span class="n">${number(group.rows.length)}</span><span class="turn">${icon('chevron-right', 14)}</span></button>
      ${open ? rows.map((row) => this.row(row, selected)) : nothing}
      ${
        open && rows.length < group.rows.length
          ? html`<button class="more" @click=${() => {
              this.whole = toggled(this.whole, key);
            }}>${t('findings.showMore', { count: number(group.rows.length - rows.length) })}</button>`
          : nothing
      }`;
  }

  private row(row: FindingRow, selected: number | undefined) {
    const { t, pick } = this.words;
    const current = row.finding === selected;
    return html`<button class="row" aria-current=${current ? 'true' : 'false'} @click=${() => this.ask({ kind: 'finding.go', finding: row.finding })}><b>${row.feature}</b> ${pick(row.message)}${row.hasPlace ? nothing : html` <small class="mu">${t('findings.noPlace')}</small>`}</button>
      ${current ? this.how(row) : nothing}`;
  }

  private how({ expected, mend, also = [] }: FindingRow) {
    const { t, pick, number } = this.words;
    const rest = also.length - NAMED;
    return html`<dl class="how">
      ${expected ? html`<dt>${t('findings.expected')}</dt><dd>${pick(expected)}</dd>` : nothing}
      ${mend ? html`<dt>${t('findings.mend')}</dt><dd class="mend">${pick(mend)}</dd>` : nothing}
      ${also.length > 0 ? html`<dt>${t('findings.also')}</dt><dd>${also.slice(0, NAMED).join(', ')}${rest > 0 ? ` ${t('findings.more', { count: number(rest) })}` : ''}</dd>` : nothing}
    </dl>`;
  }
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}
