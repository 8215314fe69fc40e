import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RouteAnswer } from '../../workers/city/types.ts';
import type { MessageKey } from '../i18n/words.ts';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import type { RouteView } from './respondViews.ts';
import { base } from './styles.ts';

type Way = Extract<RouteAnswer, { state: 'way' }>;

/** The way from the clicked point to a place of help over streets that are open now. */
@customElement('twin-route')
export class TwinRoute extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: block; }
      .to { display: flex; align-items: center; gap: 8px; padding: 0 12px 8px; font: var(--t-12); color: var(--text-2); }
      .to select { flex: 1; min-width: 0; min-height: 28px; font: var(--t-12); color: var(--text); background: var(--inset); border: 1px solid var(--line); border-radius: 6px; padding: 2px 6px; }
      dl { display: grid; grid-template-columns: 1fr 1fr 1.2fr; margin: 0; padding: 0 12px 8px; gap: 0 8px; }
      dt { font: var(--t-11); color: var(--text-3); grid-row: 1; }
      dd { margin: 0; font: 600 15px/20px var(--font); grid-row: 2; white-space: nowrap; }
      dd small { font: var(--t-11); color: var(--text-2); }
      p { padding: 0 12px 10px; font: var(--t-12); color: var(--text-2); }
      p.none { color: var(--bad); font-weight: 600; }
      @media (pointer: coarse) { .to select { min-height: 44px; } }
    `,
  ];
  @property({ attribute: false }) view: RouteView | undefined;

  override render() {
    const { t } = this.words;
    const { view } = this;
    if (!view) return nothing;
    const { answer } = view;
    return html`<div class="ph">${icon('route', 14)}<h2>${t('route.title')}</h2><span class="sp"></span><small>${t(`user.${view.user}`)}</small></div>
      <label class="to">${t('route.to')}<select @change=${(event: Event) =>
        this.ask({ kind: 'respond.goal', goal: (event.target as HTMLSelectElement).value })}>
        ${view.kinds.map((kind) => this.option(`nearest ${kind}`, t(`route.nearest.${kind}` as MessageKey)))}
        ${view.places.map(({ id, name, kind }) => this.option(id, name || `${t(`route.kind.${kind}` as MessageKey)} ${id}`))}
      </select></label>
      <div aria-live="polite">${answer === undefined ? html`<p>${t('route.asking')}</p>` : answer.state === 'way' ? this.way(answer, view) : html`<p class="none">${t(answer.state === 'cut' ? 'route.cut' : 'route.unknown')}</p>`}</div>`;
  }

  private option(value: string, text: string) {
    return html`<option value=${value} ?selected=${value === this.view?.goal}>${text}</option>`;
  }

  private way(
    { arriveS, lengthM, untilS, deepestM, deepestStreet, avoided }: Way,
    { timeS, places, ...view }: RouteView,
  ) {
    const { t, number, clock, duration } = this.words;
    const goal = view.answer?.state === 'way' ? view.answer.goal : '';
    const name = places.find(({ id }) => id === goal)?.name;
    const and = new Intl.ListFormat(this.words.lang === 'vi' ? 'vi' : 'en', { type: 'conjunction' });
    return html`<dl><dt>${t('route.arrive')}</dt><dd>${duration(Math.max(60, arriveS - timeS))}</dd><dt>${t('route.length')}</dt><dd>${number(lengthM / 1000, 1)} <small>km</small></dd><dt>${t('route.until')}</dt><dd>${untilS === undefined ? html`<small>${t('route.always', { time: clock(view.endS) })}</small>` : clock(untilS)}</dd></dl>
      <p>${name && !view.goal.includes(goal) ? `${t('route.leads', { name })} ` : ''}${avoided.length > 0 ? `${t('route.avoids', { names: and.format(avoided) })} ` : ''}${deepestM >= 0.01 ? t(deepestStreet ? 'route.deepestOn' : 'route.deepest', { depth: number(deepestM, 2), name: deepestStreet }) : t('route.dry')}</p>`;
  }
}
