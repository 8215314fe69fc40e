import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RoadUser } from '../../workers/impact/assumptions.ts';
import { TwinElement } from './element.ts';
import { type IconName, icon } from './icons.ts';
import { type AlertRow, type RefugeRow, type RespondView, VEHICLES } from './respondViews.ts';
import { base } from './styles.ts';
import { MOTORBIKE_SLOW_M } from './water.ts';

const SIGNS: Readonly<Record<RoadUser, IconName>> = {
  pedestrian: 'footprints',
  motorbike: 'bike',
  car: 'car',
  ambulance: 'ambulance',
  truck: 'truck',
  fireTruck: 'shield',
};
/** What comes within this is said beforehand, s. */
const AHEAD_S = 3600;
/** A place that is left in time needs no ring before this, s. */
const RING_S = 2 * 3600;
const VIEW_M = 900;

/** Who is on the road: every line and time on the page is for them. */
@customElement('twin-vehicles')
export class TwinVehicles extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: block; }
      .seg { display: flex; gap: 2px; padding: 4px; overflow: auto hidden; scrollbar-width: none; }
      button { flex: 1; min-width: 64px; min-height: 44px; border-radius: 8px; display: grid; justify-items: center; align-content: center; gap: 2px; font: 500 11px/14px var(--font); color: var(--text-2); white-space: nowrap; padding: 4px 6px; }
      button:hover { background: var(--hover); }
      button[aria-pressed='true'] { background: var(--act); color: var(--act-on); font-weight: 600; }
      .key { display: flex; flex-wrap: wrap; gap: 4px 14px; padding: 2px 12px 8px; font: var(--t-11); color: var(--text-2); }
      .key span { display: inline-flex; gap: 6px; align-items: center; white-space: nowrap; }
      .key i { width: 20px; height: 0; border-top: 4px solid var(--road-shut); }
      .key i.slow { border-top: 4px dashed var(--road-slow); }
      .key b { font-weight: 600; color: var(--text); }
    `,
  ];
  @property({ attribute: false }) view: RespondView | undefined;

  override render() {
    const { t, number } = this.words;
    const { view } = this;
    if (!view) return nothing;
    return html`<div class="seg" role="group" aria-label=${t('respond.who')}>${VEHICLES.map(
      (user) =>
        html`<button aria-pressed=${user === view.user ? 'true' : 'false'} @click=${() => this.ask({ kind: 'respond.user', user })}>${icon(SIGNS[user], 18)}${t(`user.${user}`)}</button>`,
    )}</div>
    <div class="key"><span><i class="slow"></i>${t('respond.slow', { from: number(MOTORBIKE_SLOW_M, 2), to: number(view.limitM, 2) })} <b>${number(view.slowM / 1000, 1)} km</b></span><span><i></i>${t('respond.shut', { depth: number(view.limitM, 2) })} <b>${number(view.shutM / 1000, 1)} km</b></span></div>`;
  }
}

/** What happens now and within the hour, by time. */
@customElement('twin-alerts')
export class TwinAlerts extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      .top { display: flex; align-items: center; padding: 8px 12px; gap: 8px; }
      .top b { font: 600 20px/26px var(--font); }
      .sim { font: 600 11px/16px var(--font); padding: 2px 8px; border-radius: 9px; border: 1px dashed var(--line-2); color: var(--text-2); }
      .row { display: grid; grid-template-columns: auto 1fr auto; gap: 10px; align-items: center; width: 100%; padding: 7px 12px; border-top: 1px solid var(--line); min-height: 44px; }
      .row:hover { background: var(--hover); }
      .row:focus-visible { outline-offset: -2px; }
      .sq { width: 26px; height: 26px; border-radius: 6px; display: grid; place-items: center; background: var(--road-shut); color: #fff; }
      .facility .sq { background: var(--road-slow); color: #1a1408; }
      .later .sq { background: var(--inset); color: var(--text-2); }
      .n { min-width: 0; }
      .n b { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; font: 600 13px/17px var(--font); }
      .n small { font: var(--t-11); color: var(--text-3); }
      time { font: 500 12px/16px var(--font); color: var(--text-2); }
      p { padding: 8px 12px 12px; font: var(--t-12); color: var(--text-2); }
    `,
  ];
  @property({ attribute: false }) view: RespondView | undefined;
  @property({ attribute: false }) timeS = 0;

  override render() {
    const { t, clock } = this.words;
    const { view, timeS } = this;
    const shown =
      view?.alerts.filter(({ fromS, toS }) => fromS <= timeS + AHEAD_S && (toS ?? Number.POSITIVE_INFINITY) > timeS) ??
      [];
    const now = shown.filter(({ fromS }) => fromS <= timeS).sort((a, b) => b.fromS - a.fromS);
    const later = shown.filter(({ fromS }) => fromS > timeS).sort((a, b) => a.fromS - b.fromS);
    return html`<div class="top"><h2 style="font:inherit;font-weight:600">${t('respond.alerts')}</h2><span class="sim">${t('respond.simulated')}</span><span class="sp"></span><b>${clock(timeS)}</b></div>
      <div class="scroll" role="list">
      ${view ? nothing : html`<p>${t('respond.noRun')}</p>`}
      ${view && shown.length === 0 ? html`<p>${t('respond.quiet')}</p>` : nothing}
      ${[...now.slice(0, 40), ...later.slice(0, 20)].map((alert) => this.row(alert, alert.fromS > timeS))}</div>`;
  }

  private row(alert: AlertRow, later: boolean) {
    const { t, number, clock, duration } = this.words;
    const { kind, name, fromS, toS, value, lon, lat } = alert;
    const user = t(`user.${this.view?.user ?? 'car'}`).toLowerCase();
    const what =
      kind === 'street'
        ? t('respond.streetShut', { name, user })
        : t(kind === 'facility' ? 'respond.facilityWet' : 'respond.refugeCut', { name });
    const more =
      kind === 'refuge'
        ? t('respond.losing', { count: number(value) })
        : `${t('respond.deepest', { depth: number(value, 2) })}${toS === undefined ? '' : `, ${t('respond.until', { time: clock(toS) })}`}`;
    return html`<div role="listitem"><button class="row ${kind} ${later ? 'later' : ''}" @click=${() => this.ask({ kind: 'fly', lon, lat, heightM: VIEW_M })}>
      <span class="sq">${icon(kind === 'street' ? 'circle-minus' : kind === 'facility' ? 'building-2' : 'route', 15)}</span>
      <span class="n"><b title=${what}>${what}</b><small>${later ? `${t('respond.in', { duration: duration(fromS - this.timeS) })} · ` : ''}${more}</small></span>
      <time>${clock(fromS)}</time></button></div>`;
  }
}

/** Refuges and wards with the time until which they are reached. */
@customElement('twin-refuges')
export class TwinRefuges extends TwinElement {
  static override styles = [
    base,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      .sum { padding: 0 12px 8px; font: var(--t-12); color: var(--text-2); }
      .sum b { color: var(--text); }
      .row { display: grid; grid-template-columns: 40px 1fr auto; gap: 10px; align-items: center; width: 100%; padding: 6px 12px; border-top: 1px solid var(--line); min-height: 48px; }
      .row:hover { background: var(--hover); }
      .row:focus-visible { outline-offset: -2px; }
      .n { min-width: 0; }
      .n b { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; font: 600 13px/17px var(--font); }
      .n small, .v small { font: var(--t-11); color: var(--text-3); display: block; }
      .v { text-align: right; font: 600 13px/18px var(--font); white-space: nowrap; }
      .gone { color: var(--bad); }
      svg text { font: 600 12px/1 var(--font); fill: var(--text); }
      h3 { font: 600 12px/16px var(--font); padding: 10px 12px 4px; border-top: 1px solid var(--line); }
      table { border-collapse: collapse; width: calc(100% - 24px); margin: 0 12px 8px; font: var(--t-12); }
      th { font: 500 11px/16px var(--font); color: var(--text-3); text-align: right; }
      td { text-align: right; padding: 4px 0 4px 8px; border-top: 1px solid var(--line); font-weight: 600; white-space: nowrap; }
      th:first-child, td:first-child { text-align: left; padding-left: 0; }
      p { padding: 4px 12px 10px; font: var(--t-11); color: var(--text-3); }
      .do { padding: 8px 12px 10px; border-top: 1px solid var(--line); }
      .do .btn { width: 100%; min-height: 36px; justify-content: center; gap: 8px; }
      @media (pointer: coarse) { .do .btn { min-height: 44px; } }
    `,
  ];
  @property({ attribute: false }) view: RespondView | undefined;
  @property({ attribute: false }) timeS = 0;

  override render() {
    const { t, number, clock } = this.words;
    const { view } = this;
    if (!view) return nothing;
    const about = view.preview ? '≈ ' : '';
    const soonest = [...view.refuges].sort(
      (a, b) =>
        (a.leaveByS ?? Number.POSITIVE_INFINITY) - (b.leaveByS ?? Number.POSITIVE_INFINITY) || b.people - a.people,
    );
    return html`<div class="ph">${icon('house', 14)}<h2>${t('respond.refuges')}</h2><span class="sp"></span><small>${t('respond.left')}</small></div>
      <div class="scroll">
      <div class="sum">${t('respond.sum', { user: t(`user.${view.user}`).toLowerCase() })} <b>${about}${number(view.lost)}</b> / ${number(view.people)}</div>
      ${soonest.slice(0, 12).map((refuge) => this.refuge(refuge))}
      ${
        view.wards.length > 1
          ? html`<h3>${t('respond.wards')}</h3><table><thead><tr><th scope="col">${t('impact.ward')}</th><th scope="col">${t('respond.leave')}</th><th scope="col">${t('respond.lost')}</th></tr></thead><tbody>${[
              ...view.wards,
            ]
              .sort((a, b) => b.lost - a.lost)
              .map(
                (ward) =>
                  html`<tr><td>${ward.id}</td><td>${ward.leaveByS === undefined ? '–' : clock(ward.leaveByS)}</td><td>${about}${number(ward.lost)}</td></tr>`,
              )}</tbody></table>`
          : nothing
      }
      <p>${t('respond.how')}</p></div>
      <div class="do"><button class="btn pri" @click=${() => this.ask({ kind: 'dialog', dialog: 'bulletin' })}>${icon('file-text', 15)}${t('bulletin.write')}</button></div>`;
  }

  private refuge({ name, kind, people, capacity, leaveByS, lon, lat, firstWetS, lost }: RefugeRow) {
    const { t, number, clock } = this.words;
    const leftS = leaveByS === undefined ? undefined : leaveByS - this.timeS;
    const gone = leftS !== undefined && leftS <= 0;
    const wet = firstWetS !== undefined && firstWetS <= this.timeS;
    const share = leftS === undefined ? 1 : Math.max(0, Math.min(1, leftS / RING_S));
    const colour = gone || wet ? 'var(--road-shut)' : share < 0.25 ? 'var(--road-slow)' : 'var(--live)';
    const line = 2 * Math.PI * 15;
    return html`<button class="row" @click=${() => this.ask({ kind: 'fly', lon, lat, heightM: VIEW_M })}>
      <svg width="40" height="40" viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="15" fill="none" stroke="var(--inset)" stroke-width="4" /><circle cx="20" cy="20" r="15" fill="none" stroke=${colour} stroke-width="4" stroke-dasharray="${line * (gone || wet ? 1 : share)} ${line}" transform="rotate(-90 20 20)" /><text x="20" y="24" text-anchor="middle">${leftS === undefined ? '✓' : gone ? '×' : leftS >= 36000 ? '' : Math.floor(leftS / 60)}</text></svg>
      <span class="n"><b title=${name}>${name || t(`place.${kind === 'hospital' ? 'hospital' : 'shelter'}`)}</b><small>${t('respond.people', { count: number(people) })}${capacity === undefined ? '' : ` · ${t('respond.places', { count: number(capacity) })}`}${lost >= 1 ? ` · ${t('respond.loses', { count: number(lost) })}` : ''}</small></span>
      <span class="v ${gone || wet ? 'gone' : ''}">${leaveByS === undefined ? t('respond.always') : html`<small>${t(gone ? 'respond.cut' : 'respond.leaveBy')}</small>${clock(leaveByS)}`}</span></button>`;
  }
}
