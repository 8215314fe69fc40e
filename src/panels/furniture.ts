import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { base, overScene } from './styles.ts';

/** Letter and name of the scenario, rain, tide, cell size: on every map, always. */
@customElement('twin-title')
export class TwinTitle extends TwinElement {
  static override styles = [
    base,
    overScene,
    css`
      :host { display: block; pointer-events: none; }
      h1 { font: 600 20px/26px var(--font); letter-spacing: -.01em; }
      p { font: 500 12px/18px var(--font); }
      /* Names on the map pass underneath. */
      div { width: fit-content; padding: 2px 10px 3px; margin: -2px -10px; border-radius: 8px; background: color-mix(in srgb, var(--panel) 62%, transparent); }
      :host([small]) h1 { font: 600 13px/18px var(--font); letter-spacing: 0; }
    `,
  ];

  @property({ attribute: false }) heading = '';
  @property({ attribute: false }) line = '';
  @property({ type: Boolean, reflect: true }) small = false;

  override render() {
    return html`<div><h1 class="over">${this.heading}</h1><p class="over">${this.line}</p></div>`;
  }
}

/** The stamp that cannot be closed. */
@customElement('twin-stamp')
export class TwinStamp extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: inline-block; pointer-events: none; }
      span.s { display: inline-flex; align-items: center; gap: 6px; border: 1.5px solid currentColor; outline: 1px solid currentColor; outline-offset: 2px; border-radius: 3px; padding: 2px 8px; font: 700 10.5px/15px var(--font); letter-spacing: .09em; text-transform: uppercase; margin: 4px; white-space: nowrap; background: rgba(10, 14, 16, .74); color: #f4f1ea; }
      :host([large]) span.s { font-size: 16px; line-height: 24px; padding: 4px 14px; background: rgba(10, 14, 16, .5); }
    `,
  ];

  @property({ attribute: false }) text = '';

  override render() {
    return html`<span class="s">${icon('triangle-alert', 12)}${this.text || this.words.t('map.stamp')}</span>`;
  }
}

/** Scale bar and north arrow. */
@customElement('twin-scale')
export class TwinScale extends TwinElement {
  static override styles = [
    base,
    overScene,
    css`
      /* Names on the map pass underneath. */
      :host { display: inline-flex; align-items: flex-end; gap: 8px; font: 600 11px/14px var(--font); pointer-events: none; padding: 5px 6px 5px 8px; margin: -5px -6px -5px 0; border-radius: 6px; background: color-mix(in srgb, var(--panel) 62%, transparent); }
      i { display: block; height: 6px; border: 1.5px solid currentColor; border-top: 0; filter: drop-shadow(0 0 2px var(--map-halo)); }
      button { pointer-events: auto; width: 28px; height: 28px; margin: -8px -6px -8px -4px; display: grid; place-items: center; filter: drop-shadow(0 0 2px var(--map-halo)); border-radius: 6px; }
      @media (pointer: coarse) { button { width: 44px; height: 44px; margin: -15px -8px; } }
    `,
  ];

  @property({ attribute: false }) metresPerPixel: number | undefined;
  @property({ attribute: false }) headingDeg = 0;

  override render() {
    const { t, number } = this.words;
    const scale = this.metresPerPixel;
    let bar: unknown = nothing;
    if (scale && Number.isFinite(scale)) {
      const most = scale * 110;
      const power = 10 ** Math.floor(Math.log10(most));
      const metres = [5, 2.5, 2, 1].map((step) => step * power).find((value) => value <= most) ?? power;
      const label =
        metres >= 1000
          ? `${number(metres / 1000, metres % 1000 ? 1 : 0)} km`
          : `${number(metres, metres < 1 ? 1 : 0)} m`;
      bar = html`<span class="over">${label}</span><i class="over" style="width:${(metres / scale).toFixed(0)}px" role="img" aria-label="${t('map.scale')}: ${label}"></i>`;
    }
    // The Lucide arrow points to the north-east.
    return html`${bar}<button class="over" aria-label=${t('map.north')} title=${t('map.north')} @click=${() => this.ask({ kind: 'north' })}><span style="display:grid;transform:rotate(${-this.headingDeg - 45}deg)">${icon('navigation', 16)}</span></button>`;
  }
}
