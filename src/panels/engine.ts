import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';
import type { EngineView } from './views.ts';

/** Which engine computes the next run: processor or graphics card, steps, threads. Closed until somebody asks. */
@customElement('twin-engine')
export class TwinEngine extends TwinElement {
  static override styles = [
    base,
    css`
      details { border-top: 1px solid var(--line); }
      summary { display: flex; gap: 8px; align-items: center; min-height: 28px; padding: 0 12px; font: var(--t-11); color: var(--text-3); cursor: pointer; list-style: none; }
      summary::-webkit-details-marker { display: none; }
      summary span { white-space: nowrap; }
      summary span:last-of-type { overflow: hidden; text-overflow: ellipsis; min-width: 0; }
      details[open] summary .i { transform: rotate(180deg); }
      .rows { padding: 0 12px 10px; display: grid; gap: 6px; }
      .sel { justify-content: space-between; min-height: 32px; border-radius: 8px; }
      p { font: var(--t-12); color: var(--text-2); }
    `,
  ];

  @property({ attribute: false }) engine: EngineView | undefined;

  override render() {
    const { t, number } = this.words;
    const { engine } = this;
    if (!engine) return html``;
    const { place, steps, threads, cores, isolated } = engine;
    const pick = (change: Partial<Pick<EngineView, 'place' | 'steps' | 'threads'>>): void =>
      this.ask({ kind: 'engine', change });
    const used = threads === 0 ? cores : threads;
    const line = [
      t(`engine.place.${place}`),
      ...(place === 'card'
        ? []
        : [t('engine.threadsOf', { count: number(isolated ? used : 1) }), t(`engine.steps.${steps}.short`)]),
    ].join(' · ');
    return html`<details>
      <summary><span>${t('engine.title')}</span><span class="sp"></span><span>${line}</span>${icon('chevron-down', 12)}</summary>
      <div class="rows">
        <label class="sel"><span><em>${t('engine.place')}</em></span>
          <select @change=${(event: Event) => pick({ place: (event.target as HTMLSelectElement).value as EngineView['place'] })}>
            ${(['auto', 'processor', 'card'] as const).map((value) => html`<option value=${value} .selected=${value === place}>${t(`engine.place.${value}`)}</option>`)}
          </select>${icon('chevron-down', 12)}</label>
        <label class="sel"><span><em>${t('engine.steps')}</em></span>
          <select ?disabled=${place === 'card'} @change=${(event: Event) => pick({ steps: (event.target as HTMLSelectElement).value as EngineView['steps'] })}>
            ${(['local', 'global'] as const).map((value) => html`<option value=${value} .selected=${value === steps}>${t(`engine.steps.${value}`)}</option>`)}
          </select>${icon('chevron-down', 12)}</label>
        <label class="sel"><span><em>${t('engine.threads')}</em></span>
          <select ?disabled=${!isolated || place === 'card'} @change=${(event: Event) => pick({ threads: Number((event.target as HTMLSelectElement).value) })}>
            ${[0, ...Array.from({ length: cores }, (_, k) => k + 1)].map((value) => html`<option value=${value} .selected=${value === threads}>${value === 0 ? t('engine.threads.auto', { count: number(cores) }) : number(value)}</option>`)}
          </select>${icon('chevron-down', 12)}</label>
        ${isolated ? '' : html`<p>${t('engine.notIsolated')}</p>`}
      </div>
    </details>`;
  }
}
