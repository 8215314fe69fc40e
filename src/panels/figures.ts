import { css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { hazardClass } from '../../workers/impact/index.ts';
import { TwinElement } from './element.ts';
import { base } from './styles.ts';
import { type Passage, passage, WET_M } from './water.ts';

/** Sign of who can pass: a tick, a warning, a bar. */
export const passageSign = (state: Passage) =>
  html`<svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true"><circle r="6" fill="currentColor" /><path d=${
    { shut: 'M-3 0h6', slow: 'M0 -3v3M0 2.4v.6', pass: 'M-2.6 .2l2 2 3.4-4' }[state]
  } stroke="var(--panel)" stroke-width="2" fill="none" /></svg>`;

/** Width and height of the picture, m: an adult of 1.65 m, a motorbike of 1.1 m, a car of 1.45 m, side by side. */
const WIDE_M = 8.6;
const HIGH_M = 1.9;
/** Deeper water fills the picture. */
const MOST_M = 1.85;

// Drawn in metres with the ground at 0 and up positive.
const PERSON = svg`<g transform="translate(.75 0)" stroke="currentColor" stroke-linecap="round" fill="none">
  <circle cx="0" cy="1.53" r=".12" fill="currentColor" stroke="none" />
  <path d="M0 1.2V.95" stroke-width=".32" /><path d="M-.22 1.24-.27.82M.22 1.24 .27.82" stroke-width=".09" />
  <path d="M-.09.82-.1.08M.09.82 .1.08" stroke-width=".15" /></g>`;
const BIKE = svg`<g transform="translate(2.15 0)" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" fill="none">
  <circle cx="0" cy=".28" r=".24" stroke-width=".09" /><circle cx="1.27" cy=".28" r=".24" stroke-width=".09" />
  <path d="M1.25.34 1.03.94M.9 1.02 1.1.98" stroke-width=".08" />
  <path d="M1.08.82 1 .42.5.36.1.5-.22.7-.1.82.5.8.66.54.86.54Z" fill="currentColor" stroke-width=".05" /></g>`;
const CAR = svg`<g transform="translate(4.2 0)"><path fill="currentColor" d="M0 .32V.7Q.02.86.3.9L.95.96Q1.3 1.43 1.65 1.45H2.55Q2.9 1.44 3.3 1L3.95.9Q4.26.84 4.28.6V.32Z" />
  <path fill="var(--inset)" d="M1.16.98 1.5 1.32Q1.58 1.36 1.68 1.36H2.05V.98ZM2.17 1.36H2.5Q2.66 1.35 2.78 1.24L3.02.98H2.17Z" />
  <g fill="var(--inset)" stroke="currentColor" stroke-width=".13"><circle cx=".85" cy=".3" r=".24" /><circle cx="3.4" cy=".3" r=".24" /></g></g>`;

/** How deep the water at a place is against an adult, a motorbike and a car; who can pass, and its hazard. */
@customElement('twin-figures')
export class TwinFigures extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: block; padding: 0 12px 8px; }
      .pic { display: block; width: 100%; background: var(--inset); border-radius: 8px; color: var(--text-2); }
      .who { display: grid; grid-template-columns: 1.5fr 2.2fr 4.5fr; font: var(--t-11); padding-top: 4px; text-align: center; }
      .who b { display: inline-flex; gap: 4px; align-items: center; justify-content: center; font-weight: 600; white-space: nowrap; }
      .pass { color: var(--good); } .slow { color: var(--warn); } .shut { color: var(--bad); }
      .hz { display: flex; gap: 6px; align-items: center; font: var(--t-12); color: var(--text-2); padding-top: 6px; }
      .hz i { width: 12px; height: 12px; border-radius: 3px; flex: none; box-shadow: inset 0 0 0 1px var(--line); }
    `,
  ];

  @property({ attribute: false }) depthM = 0;
  @property({ attribute: false }) speedMS = 0;
  /** Of the whole storm: a dashed line. */
  @property({ attribute: false }) deepestM = 0;
  @property({ attribute: false }) theme = '';

  override render() {
    const { t, number } = this.words;
    const { depthM, speedMS, deepestM } = this;
    if (deepestM < WET_M) return nothing;
    const can = passage(depthM, speedMS);
    const level = Math.min(MOST_M, depthM);
    const most = Math.min(MOST_M, deepestM);
    const hazard = depthM >= WET_M ? hazardClass(depthM, speedMS) : 0;
    const cell = (state: Passage) => html`<b class=${state}>${passageSign(state)}${t(`point.${state}`)}</b>`;
    const depth = `${number(depthM, 2)} m`;
    return html`<svg class="pic" viewBox="0 0 ${WIDE_M} ${HIGH_M}" role="img" aria-label=${t('figures.label', { depth })}>
        <g transform="translate(0 ${HIGH_M - 0.05}) scale(1 -1)">${PERSON}${BIKE}${CAR}
          ${
            depthM >= 0.01
              ? svg`<rect x="0" y="0" width=${WIDE_M} height=${level} fill="var(--depth-4)" opacity=".62" /><path d="M0 ${level}H${WIDE_M}" stroke="var(--depth-2)" stroke-width=".04" />`
              : nothing
          }
          ${most > level + 0.03 ? svg`<path d="M0 ${most}H${WIDE_M}" stroke="var(--depth-3)" stroke-width=".03" stroke-dasharray=".14 .1" />` : nothing}
        </g></svg>
      <div class="who">${cell(can.walk)}${cell(can.bike)}${cell(can.car)}</div>
      ${hazard > 0 ? html`<div class="hz"><i style="background:var(--hazard-${hazard})"></i><span>${t(`hazard.h${hazard}` as 'hazard.h1')}</span></div>` : nothing}`;
  }
}
