import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MessageKey, Words } from '../i18n/words.ts';
import { KINDS, RAMPS, type Ramp, RESULT_MODES, type ResultMode } from '../tokens/ramps.ts';
import { TwinElement } from './element.ts';
import { base } from './styles.ts';

/** Colour of each mode in the switch: the ramp's own middle. */
const DOTS: Readonly<Record<ResultMode, string>> = {
  depth: 'var(--depth-4)',
  depthMax: 'var(--depth-6)',
  speed: 'var(--speed-3)',
  arrival: 'var(--arrival-2)',
  duration: 'var(--duration-4)',
  hazard: 'var(--hazard-4)',
  hazardClass: 'var(--hazard-5)',
  change: 'var(--diff-new-wet)',
};

/** What stands in the place of the unit alone. */
const ABOUT: Partial<Record<ResultMode, MessageKey>> = {
  change: 'legend.changeUnit',
  speed: 'legend.speedAbout',
  hazard: 'legend.hazardAbout',
  hazardClass: 'legend.hazardClassAbout',
};

/** Words of a class of a ramp: `0,05–0,1`, `> 2`, `< 15`. */
export function classLabel(ramp: Ramp, index: number, words: Words): string {
  if (KINDS.has(ramp.id)) return words.t(`legend.${ramp.id}${index}` as MessageKey);
  const from = ramp.bounds[index];
  const to = ramp.bounds[index + 1];
  const write = (value: number) =>
    words.number(value, Number.isInteger(value) ? 0 : value * 10 === Math.round(value * 10) ? 1 : 2);
  if (to === undefined) return `> ${write(from)}`;
  return from === 0 ? `< ${write(to)}` : `${write(from)}–${write(to)}`;
}

/** The same with what it means, where the class is but a name. */
const classWords = (ramp: Ramp, index: number, words: Words): string =>
  ramp.id === 'hazardClass'
    ? words.t(`hazard.h${index + 1}` as MessageKey)
    : `${classLabel(ramp, index, words)} ${ramp.unit}`;

/** One row of result modes, one ramp with its unit; a click on a class isolates it. */
@customElement('twin-legend')
export class TwinLegend extends TwinElement {
  static override styles = [
    base,
    css`
      .modes { display: flex; gap: 2px; padding: 4px 4px 0; overflow: auto hidden; scrollbar-width: none; }
      .modes button { height: 28px; padding: 0 10px; border-radius: 6px; font: 500 12px/16px var(--font); color: var(--text-2); display: flex; align-items: center; gap: 6px; white-space: nowrap; }
      .modes button:hover { background: var(--hover); }
      .modes button[aria-pressed='true'] { background: var(--inset); color: var(--text); font-weight: 600; }
      .modes button:focus-visible, .cls button:focus-visible { outline-offset: -2px; }
      .modes .d { width: 14px; height: 6px; border-radius: 2px; }
      .modes .when { align-self: center; padding: 0 10px; font: 500 12px/16px var(--font); color: var(--text-3); white-space: nowrap; }
      .leg { display: flex; padding: 6px 12px 8px; gap: 12px; align-items: flex-start; }
      .u { font: var(--t-11); color: var(--text-3); white-space: nowrap; }
      .u b { color: var(--text); font-weight: 600; }
      .cls { display: flex; flex: 1; min-width: 0; }
      .cls button { flex: 1; min-width: 0; min-height: 30px; text-align: center; font: 500 11px/14px var(--font); color: var(--text-2); white-space: nowrap; transition: opacity var(--m-mode) var(--ease); }
      .cls i { display: block; height: 10px; margin-bottom: 3px; transition: background var(--m-mode) var(--ease); }
      .cls button:first-child i { border-radius: 3px 0 0 3px; }
      .cls button:last-child i { border-radius: 0 3px 3px 0; }
      .cls.one button[aria-pressed='false'] { opacity: .28; }
      .cls button:hover i { box-shadow: 0 0 0 1.5px var(--text); }
      .oth { flex: 0 0 40%; padding-right: 12px; border-right: 1px solid var(--line); }
      .oth .cls span { flex: 1; font: 500 11px/14px var(--font); color: var(--text-2); white-space: nowrap; }
      .oth .u { padding-bottom: 3px; }
      .hatch { width: 34px; height: 10px; border-radius: 2px; background: repeating-linear-gradient(135deg, var(--text-3) 0 1.6px, transparent 1.6px 5px); }
      .nd { display: grid; gap: 3px; justify-items: center; }
      :host { container-type: inline-size; }
      @container (max-width: 640px) { .when { display: none !important; } }
      :host([compact]) .modes, :host([compact]) .nd { display: none; }
      :host([compact]) .leg { padding: 0; }
      :host([compact]) .cls button { text-align: left; font-size: 12px; }
      @media (max-width: 1180px) { .nd { display: none; } }
      @media (pointer: coarse) { .modes button { height: 44px; } .cls button { min-height: 44px; padding-top: 8px; } }
    `,
  ];

  @property({ attribute: false }) mode: ResultMode = 'depth';
  @property({ attribute: false }) isolated: number | undefined;
  /** Maps of the whole storm are there (the run is done). */
  @property({ attribute: false }) hasMaps = false;
  /** Letter of the scenario that the shown one can be compared with. */
  @property({ attribute: false }) against: string | undefined;
  /** Left of the line: what is shown there, and of which scenario. */
  @property({ attribute: false }) other: { readonly mode: ResultMode; readonly letter: string } | undefined;
  /** Phone: the ramp alone. */
  @property({ type: Boolean, reflect: true }) compact = false;

  override render() {
    const { t } = this.words;
    const ramp = RAMPS[this.mode];
    const units = { m: 'unit.metres', 'm/s': undefined, min: 'unit.minute', h: 'unit.hour', '': undefined } as const;
    const unitKey = units[ramp.unit];
    const now = this.mode === 'depth' || this.mode === 'speed';
    return html`<div class="modes" role="group" aria-label=${t('mode.label')}>
        ${RESULT_MODES.filter((mode) => mode !== 'change' || this.against !== undefined).map(
          (mode) =>
            html`<button aria-pressed=${mode === this.mode ? 'true' : 'false'} @click=${() => this.ask({ kind: 'mode', mode })}><span class="d" style="background:${DOTS[mode]}"></span>${t(`mode.${mode}`, { letter: this.against ?? '' })}</button>`,
        )}
        <span class="sp"></span><span class="when">${now ? t('legend.now') : this.hasMaps ? t('legend.whole') : t('legend.wait')}</span>
      </div>
      <div class="leg">
        ${this.other && this.other.mode !== this.mode ? this.otherRamp(RAMPS[this.other.mode], this.other.letter) : nothing}
        ${this.compact ? nothing : html`<div class="u"><b>${t(`legend.${this.mode}`)}</b><br />${ABOUT[this.mode] ? t(ABOUT[this.mode] as MessageKey) : unitKey ? t(unitKey) : ramp.unit}</div>`}
        <div class="cls ${this.isolated === undefined ? '' : 'one'}" role="group" aria-label="${t(`legend.${this.mode}`)}, ${unitKey ? t(unitKey) : ramp.unit}">
          ${ramp.colours.map((colour, index) => {
            const label = classLabel(ramp, index, this.words);
            const pressed = this.isolated === index;
            const said = classWords(ramp, index, this.words);
            return html`<button aria-pressed=${pressed ? 'true' : 'false'} aria-label=${said} title=${pressed ? t('legend.all') : t('legend.isolate', { class: said })}
              @click=${() => this.ask({ kind: 'isolate', index: pressed ? undefined : index })}><i style="background:${colour}"></i>${this.compact ? this.short(ramp, index) : label}</button>`;
          })}
        </div>
        <div class="u nd"><span class="hatch"></span><span>${t('legend.noData')}</span></div>
      </div>`;
  }

  /** The ramp left of the line, where it is another one. */
  private otherRamp(ramp: Ramp, letter: string) {
    const { t } = this.words;
    return html`<div class="oth"><div class="u"><b>${letter} · ${t(`legend.${ramp.id}`)}</b>, ${ramp.unit}</div>
      <div class="cls">${ramp.colours.map((colour, index) => html`<span><i style="background:${colour}"></i>${this.short(ramp, index)}</span>`)}</div></div>`;
  }

  /** Phone: only the lower bound, the last one with the unit. */
  private short(ramp: Ramp, index: number): string {
    if (KINDS.has(ramp.id)) return classLabel(ramp, index, this.words);
    const value = ramp.bounds[index];
    const text = this.words.number(value, Number.isInteger(value) ? 0 : value < 0.1 ? 2 : 1);
    return index === ramp.bounds.length - 1 ? `${text} ${ramp.unit}` : text;
  }
}
