import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { COMPARE_STYLES, type ComparedRun, type CompareView, type Difference } from './compareViews.ts';
import { TwinElement } from './element.ts';
import { type IconName, icon } from './icons.ts';
import { base } from './styles.ts';

/** A place where the water has risen is looked at from this high, m. */
const WORST_VIEW_M = 900;
const SIGNS: Readonly<Record<Difference['kind'], IconName>> = {
  added: 'plus',
  removed: 'minus',
  changed: 'pencil',
  rain: 'cloud-rain',
  level: 'waves',
  other: 'info',
};

/** Two scenarios beside one another: which, how, and first of all in words what differs. */
@customElement('twin-compare')
export class TwinCompare extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      .body { padding: 0 8px 10px; display: grid; gap: 6px; }
      .one { display: flex; align-items: center; gap: 8px; min-height: 36px; padding: 0 8px; border-radius: 8px; background: var(--inset); }
      .one .sel { background: none; padding: 0; flex: 1; min-width: 0; font: 600 13px/18px var(--font); }
      .one select { width: 100%; text-overflow: ellipsis; }
      .one > b { flex: 1; min-width: 0; font: 600 13px/18px var(--font); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .id { width: 22px; height: 22px; border-radius: 6px; display: grid; place-items: center; font: 700 11px/1 var(--font); border: 1.5px solid var(--line-2); color: var(--text-2); flex: none; }
      .id.on { background: var(--live); color: var(--live-on); border-color: var(--live); }
      .swap { display: flex; align-items: center; gap: 8px; color: var(--text-3); }
      .swap i { flex: 1; height: 1px; background: var(--line); }
      .seg { display: flex; background: var(--inset); border-radius: 8px; padding: 2px; gap: 2px; }
      .seg button { flex: 1; min-height: 28px; border-radius: 6px; text-align: center; font: 500 12px/16px var(--font); color: var(--text-2); }
      .seg button[aria-pressed='true'] { background: var(--act); color: var(--act-on); font-weight: 600; }
      .more { display: flex; flex-wrap: wrap; gap: 4px; }
      .more button { min-height: 26px; padding: 0 8px; border-radius: 6px; background: var(--inset); font: 500 12px/16px var(--font); color: var(--text-2); }
      .more button[aria-pressed='true'] { color: var(--text); box-shadow: inset 0 0 0 1.5px var(--live); }
      h3 { font: 600 12px/16px var(--font); padding: 4px 4px 0; }
      ul { list-style: none; padding: 0 4px; display: grid; gap: 3px; font: var(--t-12); color: var(--text-2); }
      li { display: flex; gap: 6px; align-items: baseline; overflow-wrap: anywhere; }
      li.same { color: var(--text-3); }
      .kv { padding: 2px 4px 0; grid-template-columns: 1fr 1fr 1fr; }
      .worst { display: flex; gap: 8px; align-items: center; padding: 6px 8px; border-radius: 8px; background: var(--inset); font: var(--t-12); text-align: left; }
      .pipes { display: flex; gap: 8px; font: var(--t-12); color: var(--text-2); padding: 2px 8px; }
      .worst:hover { background: var(--hover); }
      .worst .i { color: var(--diff-new-wet); }
      .none { display: flex; gap: 8px; align-items: center; padding: 4px; font: var(--t-12); color: var(--text-2); }
      .none span { flex: 1; }
      @media (pointer: coarse) { .seg button, .more button { min-height: 44px; } }
    `,
  ];

  @property({ attribute: false }) view: CompareView | undefined;

  override render() {
    const { t, pick } = this.words;
    const { view } = this;
    if (!view) return nothing;
    const [other] = view.others;
    return html`<div class="ph"><h2>${t('compare.title')}</h2><span class="sp"></span><button class="ib" aria-label=${t('compare.close')} title="C" @click=${() => this.ask({ kind: 'compare.close' })}>${icon('x', 15)}</button></div>
      <div class="body scroll">
        <div class="one"><span class="id">${other.letter}</span><label class="sel"><select aria-label=${t('compare.with')} @change=${(event: Event) => this.ask({ kind: 'compare.open', other: (event.target as HTMLSelectElement).value })}>
          ${view.choices.map(({ id, letter, name }) => html`<option value=${id} .selected=${id === other.id}>${letter} · ${pick(name)}</option>`)}</select>${icon('chevron-down', 12)}</label></div>
        <div class="swap"><i></i><button class="ib" aria-label=${t('compare.swap')} title=${t('compare.swap')} @click=${() => this.ask({ kind: 'compare.swap' })}>${icon('arrow-down-up', 15)}</button><i></i></div>
        <div class="one"><span class="id on">${view.shown.letter}</span><b>${pick(view.shown.name)}</b></div>
        <div class="seg" role="group" aria-label=${t('compare.style')}>${COMPARE_STYLES.map((style) => html`<button aria-pressed=${style === view.style ? 'true' : 'false'} @click=${() => this.ask({ kind: 'compare.style', style })}>${t(`compare.${style}`)}</button>`)}</div>
        ${view.style === 'grid' && view.choices.length > 1 ? this.more(view) : nothing}
        ${[view.shown, ...view.others].map((run) => this.missing(run))}
        <h3>${t('compare.differs')}</h3>
        <ul>${view.differences.length === 0 ? html`<li>${icon('check', 12)}${t('compare.nothing')}</li>` : nothing}
          ${view.differences.map((difference) => this.difference(difference))}
          ${view.same.length > 0 ? html`<li class="same">${icon('check', 12)}<span>${t('compare.same', { what: view.same.map((key) => t(`compare.${key}`)).join(', ') })}</span></li>` : nothing}</ul>
        ${this.change(view)}
      </div>`;
  }

  private more({ choices, others }: CompareView) {
    const { t, pick } = this.words;
    const full = others.length >= 3;
    return html`<div class="more" role="group" aria-label=${t('compare.which')}>${choices.map(
      ({ id, letter, name }) => {
        const on = others.some((other) => other.id === id);
        return html`<button aria-pressed=${on ? 'true' : 'false'} title=${pick(name)} aria-label="${letter} · ${pick(name)}" ?disabled=${on ? others.length === 1 : full} @click=${() => this.ask({ kind: 'compare.toggle', id })}>${letter}</button>`;
      },
    )}</div>`;
  }

  /** What to do about a scenario that has no run yet. */
  private missing({ id, letter, state }: ComparedRun) {
    const { t } = this.words;
    if (state === 'done') return nothing;
    return html`<div class="none"><span>${t(`compare.${state}Run`, { letter })}</span>${
      state === 'none'
        ? html`<button class="btn" @click=${() => this.ask({ kind: 'run.queue', ids: [id] })}>${icon('play', 13)}${t('compare.run', { letter })}</button>`
        : nothing
    }</div>`;
  }

  private difference(difference: Difference) {
    const { t, pick } = this.words;
    const text =
      'name' in difference
        ? t(`compare.${difference.kind}`, { name: pick(difference.name) })
        : difference.from === difference.to
          ? t(`compare.${difference.kind}Differs`)
          : `${t(`compare.${difference.kind}Label`)}: ${difference.from} → ${difference.to}`;
    return html`<li>${icon(SIGNS[difference.kind], 12)}<span>${text}</span></li>`;
  }

  private change({ changed, comparable, shown, others }: CompareView) {
    const { t, hectares, signed, number } = this.words;
    if (!comparable || !changed)
      return shown.state === 'done' && others[0].state === 'done' && shown.cellSizeM !== others[0].cellSizeM
        ? html`<div class="none"><span>${t('compare.cells', { a: number(others[0].cellSizeM, 0), b: number(shown.cellSizeM, 0) })}</span></div>`
        : nothing;
    const net = changed.newlyWetM2 - changed.newlyDryM2;
    return html`<div class="kv">
        <div>${t('compare.newlyDry')}<b>${hectares(changed.newlyDryM2)} <small>ha</small></b></div>
        <div>${t('compare.newlyWet')}<b>${hectares(changed.newlyWetM2)} <small>ha</small></b></div>
        <div>${t('compare.net')}<b>${Math.abs(net) < 500 ? '0' : signed(net / 1e4, Math.abs(net) < 99500 ? 1 : 0)} <small>ha</small></b></div>
      </div>
      ${changed.worst ? this.worst(changed.worst) : nothing}
      ${changed.pipes ? this.pipes(changed.pipes) : nothing}`;
  }

  private pipes({
    relieved,
    newlySpilling,
    beforeM3,
    afterM3,
  }: NonNullable<NonNullable<CompareView['changed']>['pipes']>) {
    const { t, number, signed } = this.words;
    return html`<p class="pipes">${icon('droplets', 14)}<span>${t('compare.pipes', { relieved: number(relieved), newly: number(newlySpilling), change: signed(afterM3 - beforeM3, 0) })}</span></p>`;
  }

  private worst({ lon, lat, moreM }: NonNullable<NonNullable<CompareView['changed']>['worst']>) {
    const { t, number } = this.words;
    return html`<button class="worst" @click=${() => this.ask({ kind: 'fly', lon, lat, heightM: WORST_VIEW_M })}>${icon('triangle-alert', 15)}<span>${t('compare.worst', { depth: number(moreM, 2) })}</span><span class="sp"></span>${icon('navigation', 14)}</button>`;
  }
}
