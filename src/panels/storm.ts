import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { DEFAULT_PEAK_RATIO, IDF_DANANG, RAREST_Y, STORM_SHAPES } from '../scenario/index.ts';
import type { DesignParameters } from '../scenario/types.ts';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';
import type { ScoreView } from './views.ts';

const RETURNS = [2, 5, 10, 20, 50, 100] as const;
const HOURS = [0.5, 1, 1.5, 2, 3, 4, 6] as const;
const IDF_KEYS = ['A', 'C', 'b', 'n'] as const;

/** Nobody has put other coefficients in place of those that came along. */
const isShipped = (idf: DesignParameters['idf']): boolean => IDF_KEYS.every((key) => idf[key] === IDF_DANANG[key]);

/** The storm in the head of the score: shape, return period, duration, peak, climate, IDF, past storms, CSV. */
@customElement('twin-storm')
export class TwinStorm extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: block; position: relative; }
      .row { display: flex; gap: 8px; align-items: center; overflow: auto hidden; scrollbar-width: none; padding: 4px; }
      .row > :first-child { margin-left: auto; }
      @container (max-width: 1130px) { .cap { display: none; } .cap:first-child + * { margin-left: auto; } }
      /* What says itself goes first: "10 years", "3 h". */
      @container (max-width: 1010px) { .said em { display: none; } }
      @container (max-width: 880px) { .dash .t { position: absolute; clip-path: inset(50%); } .past select { width: 20px; color: transparent; } }
      :host { container-type: inline-size; }
      .cap { font: var(--t-11); color: var(--text-3); white-space: nowrap; margin-right: 4px; }
      .mm { font-size: 13px; font-weight: 600; margin: 0 4px; white-space: nowrap; }
      .dash { border: 1px dashed var(--line-2); background: none; }
      .dash .i { color: var(--warn); }
      .on { background: var(--live-dim); color: var(--live); }
      .pop { position: absolute; right: 0; bottom: 44px; width: 300px; padding: 12px; z-index: 5; background: var(--panel); }
      .pop p { color: var(--text-2); font: var(--t-12); margin-bottom: 8px; }
      .pop .f { font: 600 13px/20px var(--font); margin-bottom: 8px; }
      .grid { display: grid; grid-template-columns: repeat(4, 1fr); gap: 8px; }
      .grid label { display: grid; gap: 2px; font: var(--t-11); color: var(--text-3); }
      .grid input { width: 100%; height: 32px; border-radius: 6px; border: 1px solid var(--line-2); background: var(--inset); padding: 0 8px; color: var(--text); }
      .acts { display: flex; gap: 8px; margin-top: 10px; justify-content: flex-end; }
      input[type='file'] { display: none; }
    `,
  ];

  @property({ attribute: false }) score: ScoreView | undefined;
  @property({ attribute: false }) editing = false;
  /** The panel that has more about the rain stands open. */
  @property({ attribute: false }) open = false;
  @state() private idfOpen = false;

  override render() {
    const { t, number, pick } = this.words;
    const score = this.score;
    if (!score) return nothing;
    const design = score.design;
    return html`<div class="row">
        <span class="cap">${t(design ? 'rain.design' : 'rain.measured')}</span>
        ${design ? this.designed(design) : nothing}
        <b class="mm">${t('rain.total', { mm: number(score.rainMm) })}</b>
        <button class="sel" aria-expanded=${this.open ? 'true' : 'false'} title=${t('rain.more')} @click=${() => this.ask({ kind: 'rain.panel', open: !this.open })}>${icon('sliders-horizontal', 13)}${design ? html`<span class="vh">${this.rarest(score)}</span>` : this.rarest(score)}</button>
        ${score.edited ? html`<span class="cap">${t('rain.edited')}</span>` : nothing}
        ${
          design
            ? html`<button class="sel dash" title=${isShipped(design.idf) ? t('rain.idf') : t('rain.idfOwn')} aria-expanded=${this.idfOpen ? 'true' : 'false'} @click=${this.toggleIdf}>${isShipped(design.idf) ? html`${icon('triangle-alert', 13)} <span class="t">${t('rain.idf')}</span>` : t('rain.idfOwn')}</button>`
            : nothing
        }
        <label class="sel past" title=${t('rain.past')}>${icon('history', 14)}<select aria-label=${t('rain.past')} @change=${this.past}>
          <option value="" selected disabled hidden>${t('rain.past')}</option>
          ${score.pastStorms.map((storm) => html`<option value=${storm.id}>${pick(storm.name)}</option>`)}
          ${design ? nothing : html`<option value="design">${t('rain.design')}</option>`}
        </select>${icon('chevron-down', 12)}</label>
        <button class="ib" aria-label=${t('rain.csv')} title=${t('rain.csv')} @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click()}>${icon('file-up', 15)}</button>
        <input type="file" accept=".csv,text/csv,.txt" aria-label=${t('rain.csv')} @change=${this.csv} />
        <button class="ib ${this.editing ? 'on' : ''}" aria-pressed=${this.editing ? 'true' : 'false'} aria-label=${t('rain.bars')} title=${t('rain.bars')} @click=${() => this.dispatchEvent(new Event('edit'))}>${icon('pencil', 15)}</button>
      </div>
      ${this.idfOpen && design ? this.idf(design) : nothing}`;
  }

  /** The heaviest part of the rain in one figure; without one, the name of the panel that has more. */
  private rarest({ rarity }: ScoreView): string {
    const { t, number, duration } = this.words;
    const [most] = rarity.filter(({ years }) => years !== undefined).sort((a, b) => (b.years ?? 0) - (a.years ?? 0));
    if (most?.years === undefined) return t('rain.more');
    const years = most.years >= RAREST_Y ? `> ${number(RAREST_Y)}` : number(most.years, most.years < 1.95 ? 1 : 0);
    return t('rain.rarest', { years, duration: duration(most.durationS) });
  }

  private designed(design: DesignParameters) {
    const { t, number, signed } = this.words;
    const peaked = design.shape === 'chicago' || design.shape === 'alternatingBlock';
    const withValue = <T extends number>(list: readonly T[], value: number): number[] =>
      list.some((item) => Math.abs(item - value) < 1e-9) ? [...list] : [...list, value].sort((a, b) => a - b);
    return html`
      ${this.choice(
        t('rain.shape'),
        design.shape,
        STORM_SHAPES.map((shape) => [shape, t(`shape.${shape}`)]),
        (value) => ({ shape: value as DesignParameters['shape'] }),
      )}
      ${this.choice(
        t('rain.return'),
        String(design.returnPeriodY),
        withValue(RETURNS, design.returnPeriodY).map((years) => [
          String(years),
          t('rain.years', { years: number(years) }),
        ]),
        (value) => ({ returnPeriodY: Number(value) }),
        true,
      )}
      ${this.choice(
        t('rain.duration'),
        String(design.durationS / 3600),
        withValue(HOURS, design.durationS / 3600).map((hours) => [
          String(hours),
          `${number(hours, Number.isInteger(hours) ? 0 : 1)} ${t('unit.hour')}`,
        ]),
        (value) => ({ durationS: Number(value) * 3600 }),
        true,
      )}
      ${
        peaked
          ? html`<label class="sel"><em>${t('rain.peak')}</em><input type="text" inputmode="decimal" style="width:28px" .value=${number(design.peakRatio ?? DEFAULT_PEAK_RATIO, 2)} @change=${this.number((peakRatio) => ({ peakRatio }), 0, 1)} /></label>`
          : nothing
      }
      <label class="sel"><em>${t('rain.climate')}</em><input type="text" inputmode="numeric" style="width:26px" .value=${signed(design.climatePct ?? 0)} @change=${this.number((climatePct) => ({ climatePct }), -90, 300)} /> %</label>`;
  }

  private choice(
    name: string,
    value: string,
    options: readonly (readonly [string, string])[],
    change: (value: string) => Partial<DesignParameters>,
    says = false,
  ) {
    return html`<label class="sel ${says ? 'said' : ''}" title=${name}><em>${name}</em><select aria-label=${name} @change=${(
      event: Event,
    ) => this.ask({ kind: 'storm', change: change((event.target as HTMLSelectElement).value) })}>
      ${options.map(([id, label]) => html`<option value=${id} .selected=${id === value}>${label}</option>`)}
    </select>${icon('chevron-down', 12)}</label>`;
  }

  private number =
    (change: (value: number) => Partial<DesignParameters>, low: number, high: number) => (event: Event) => {
      const value = this.words.parse((event.target as HTMLInputElement).value.replace('+', ''));
      if (Number.isFinite(value)) this.ask({ kind: 'storm', change: change(Math.min(high, Math.max(low, value))) });
    };

  private toggleIdf = async () => {
    this.idfOpen = !this.idfOpen;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('.pop input')?.select();
  };

  private idf(design: DesignParameters) {
    const { t } = this.words;
    return html`<form class="pop p" role="dialog" aria-label=${t('rain.idf')} @submit=${(event: Event) => {
      event.preventDefault();
      const data = new FormData(event.target as HTMLFormElement);
      const idf = Object.fromEntries(IDF_KEYS.map((key) => [key, Number(data.get(key))]));
      this.idfOpen = false;
      if (idf.A > 0 && idf.n > 0 && idf.b >= 0 && Number.isFinite(idf.C))
        this.ask({ kind: 'storm', change: { idf: idf as DesignParameters['idf'] } });
    }} @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') this.idfOpen = false;
      event.stopPropagation();
    }}>
      <p>${t('rain.idfWhat')}</p>
      <div class="f">q = A (1 + C lg P) / (t + b)ⁿ, l/s·ha</div>
      <div class="grid">${IDF_KEYS.map((key) => html`<label>${key}<input name=${key} type="number" step="any" required .value=${String(design.idf[key])} /></label>`)}</div>
      <div class="acts"><button type="button" class="btn" @click=${() => {
        this.idfOpen = false;
      }}>${t('act.cancel')}</button><button class="btn pri">${t('act.ok')}</button></div>
    </form>`;
  }

  private past = (event: Event) => {
    const select = event.target as HTMLSelectElement;
    const id = select.value;
    select.value = '';
    if (id === 'design') this.ask({ kind: 'storm', change: {} });
    else if (id) this.ask({ kind: 'rain.from', scenario: id });
  };

  private csv = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (file) this.ask({ kind: 'rain.csv', file });
  };
}
