import { html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Profile, ProfileNode } from '../../layers/drainage/profile.ts';
import type { ProfileView } from './drainViews.ts';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { profileStyles } from './profile-styles.ts';
import { type Frame, fitting, type ProfileScale, readingAt, scaleOf } from './profileChart.ts';
import { headAt, type ProfilePoint, waterIn, waterLine } from './profileWater.ts';
import { base } from './styles.ts';

/** Half the width of a drawn manhole, px. */
const SHAFT_PX = 4;
/** Water outside an outfall is drawn this wide, px. */
const OUTSIDE_PX = 34;

/** Long profile of drains: ground, pipes, manholes, and the water line at the clock's time. */
@customElement('twin-profile')
export class TwinProfile extends TwinElement {
  static override styles = [base, profileStyles];

  @property({ attribute: false }) view: ProfileView | undefined;
  @property({ attribute: false }) timeS = 0;
  @property({ attribute: false }) playing = false;
  /** Phone: no key, less room for the axes. */
  @property({ type: Boolean, reflect: true }) narrow = false;
  @state() private size = { width: 900, height: 200 };
  @state() private stationM: number | undefined;
  private readonly observer = new ResizeObserver(([{ contentRect }]) => {
    const { width, height } = contentRect;
    if (width > 0 && height > 0) this.size = { width, height };
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('view') && (changed.get('view') as ProfileView | undefined)?.profile !== this.view?.profile)
      this.stationM = undefined;
  }

  protected override updated(): void {
    const room = this.renderRoot.querySelector('.room');
    if (room) this.observer.observe(room);
  }

  override render() {
    const { view } = this;
    if (!view) return nothing;
    const { t } = this.words;
    return html`<section class="p" aria-label=${t('profile.title', { from: view.from, to: view.to })}>
      ${this.head(view)}
      ${view.profile ? html`<div class="room">${this.chart(view, view.profile)}</div>` : this.none(view)}
    </section>`;
  }

  private scale(view: ProfileView, profile: Profile): { readonly frame: Frame; readonly scale: ProfileScale } {
    const { width, height } = this.size;
    const outside = profile.nodes.some(({ kind }) => kind === 'outfall') ? OUTSIDE_PX + 6 : 14;
    const frame = { left: this.narrow ? 40 : 56, right: width - outside, top: 10, bottom: height - 40 };
    return { frame, scale: scaleOf(profile, frame, view.heads) };
  }

  private head(view: ProfileView) {
    const { t, number, clock } = this.words;
    const { profile, heads, datum } = view;
    const about = profile
      ? [
          datum ? t('profile.datum', { datum }) : t('profile.levels'),
          t('profile.scale', { times: number(Math.max(1, this.scale(view, profile).scale.times)) }),
        ].join(' · ')
      : '';
    const close = html`<button class="ib" aria-label=${t('act.close')} title="Esc" @click=${() => this.ask({ kind: 'drains.close', what: 'profile' })}>${icon('x', 14)}</button>`;
    return html`<div class="hd">${icon('chart-spline', 14)}<h2>${t('profile.title', { from: view.from, to: view.to })}</h2><small>${about}</small><span class="sp"></span>
      ${
        profile
          ? html`<span class="chip key"><i></i>${t('profile.ground')}</span>
            ${
              heads
                ? html`<span class="chip key"><i class="w"></i>${t('profile.water')}</span><span class="chip key"><i class="o"></i>${t('profile.over')}</span>
                <button class="chip" aria-label="${t(this.playing ? 'score.pause' : 'score.play')}, ${clock(this.timeS)}" @click=${() => this.ask({ kind: this.playing ? 'pause' : 'play' })}>${icon(this.playing ? 'pause' : 'play', 12)}${clock(this.timeS)}</button>`
                : html`<span class="chip none">${t('profile.noWater')}</span>`
            }`
          : nothing
      }${close}</div>`;
  }

  private none(view: ProfileView) {
    const { t } = this.words;
    return html`<div class="no" role="status"><b>${t('profile.none', { from: view.from, to: view.to })}</b><p>${t('profile.noneWhat')}</p>
      <button class="btn" @click=${() => this.ask({ kind: 'drains.again' })}>${icon('chart-spline', 14)}${t('profile.again')}</button></div>`;
  }

  private chart(view: ProfileView, profile: Profile) {
    const { t, number } = this.words;
    const { frame, scale } = this.scale(view, profile);
    const { x, y } = scale;
    const line = (points: readonly ProfilePoint[]): string =>
      points.map(([at, level]) => `${x(at).toFixed(1)},${y(level).toFixed(1)}`).join(' ');
    const ground = profile.ground.stationM.map((at, i): ProfilePoint => [at, profile.ground.levelM[i]]);
    const { heads } = view;
    const at = this.stationM;
    const outsides = profile.nodes.map((node) => this.outside(node, scale, frame));
    return html`<svg viewBox="0 0 ${this.size.width} ${this.size.height}" role="slider" tabindex="0"
        aria-label=${t('profile.chart', { from: view.from, to: view.to, length: number(profile.lengthM) })}
        aria-valuemin="0" aria-valuemax=${Math.round(profile.lengthM)} aria-valuenow=${Math.round(at ?? 0)} aria-valuetext=${this.said(view, profile, at ?? 0)}
        @pointermove=${(event: PointerEvent) => this.point(event, scale)} @pointerdown=${(event: PointerEvent) => this.point(event, scale)}
        @pointerleave=${() => {
          this.stationM = undefined;
        }} @keydown=${(event: KeyboardEvent) => this.key(event, profile)}>
      ${this.axes(frame, scale)}
      ${ground.length > 1 ? svg`<polygon class="soil" points="${line(ground)} ${x(ground[ground.length - 1][0])},${frame.bottom} ${x(ground[0][0])},${frame.bottom}" /><polyline class="ground" points=${line(ground)} />` : nothing}
      ${outsides.map(({ water }) => water)}
      ${profile.pipes.map((pipe) => {
        const { startM, endM, startInvertM, endInvertM, heightM } = pipe;
        if (startInvertM === undefined || endInvertM === undefined || heightM <= 0) {
          const [a, b] = [
            profile.nodes.find(({ stationM }) => stationM === startM),
            profile.nodes.find(({ stationM }) => stationM === endM),
          ];
          return svg`<polyline class="gate" points=${line([
            [startM, a?.invertM ?? b?.invertM ?? 0],
            [endM, b?.invertM ?? a?.invertM ?? 0],
          ])} />`;
        }
        return svg`<polygon class="pipe" points=${line([
          [startM, startInvertM],
          [endM, endInvertM],
          [endM, endInvertM + heightM],
          [startM, startInvertM + heightM],
        ])} />`;
      })}
      ${heads ? profile.pipes.map((pipe, i) => this.filled(view, profile, pipe, i, line)) : nothing}
      ${profile.nodes.map((node) => this.shaft(node, view, scale))}
      ${heads ? waterLine(profile, heads, this.timeS).map(({ over, points }) => svg`<polyline class="hgl ${over ? 'over' : ''}" points=${line(points)} />`) : nothing}
      ${outsides.map(({ label }) => label)}
      ${this.names(view, profile, scale)}
      ${at === undefined ? nothing : svg`<line class="cursor" x1=${x(at)} x2=${x(at)} y1=${frame.top - 6} y2=${frame.bottom} />`}
    </svg>${at === undefined ? nothing : this.tip(view, profile, at, scale)}`;
  }

  private axes(frame: Frame, { x, y, levelTicksM, levelDigits, stationTicksM }: ProfileScale) {
    const { signed, number } = this.words;
    return svg`${levelTicksM.map(
      (level) => svg`<line x1=${frame.left} x2=${frame.right} y1=${y(level)} y2=${y(level)} stroke="var(--line)" />
        <text class="ax" x=${frame.left - 8} y=${y(level) + 4} text-anchor="end">${level === 0 ? number(0, levelDigits) : signed(level, levelDigits)}</text>`,
    )}
      ${stationTicksM.map(
        (
          station,
        ) => svg`<line x1=${x(station)} x2=${x(station)} y1=${frame.bottom} y2=${frame.bottom + 4} stroke="var(--line-2)" />
        <text class="ax" x=${x(station)} y=${frame.bottom + 34} text-anchor=${station === 0 ? 'start' : 'middle'}>${number(station)} m</text>`,
      )}
      <line x1=${frame.left} x2=${frame.right} y1=${frame.bottom} y2=${frame.bottom} stroke="var(--line-2)" />`;
  }

  private filled(
    { heads }: ProfileView,
    { nodes }: Profile,
    pipe: Profile['pipes'][number],
    i: number,
    line: (points: readonly ProfilePoint[]) => string,
  ) {
    const [a, b] = [nodes[i], nodes[i + 1]].map(({ id }) => heads && headAt(heads, id, this.timeS));
    if (a === undefined || b === undefined) return nothing;
    const points = waterIn(pipe, a, b);
    return points.length > 0 ? svg`<polygon class="water" points=${line(points)} />` : nothing;
  }

  private shaft({ id, kind, stationM, invertM, rimM }: ProfileNode, { heads }: ProfileView, { x, y }: ProfileScale) {
    if (kind === 'outfall' || invertM === undefined || rimM === undefined) return nothing;
    const left = x(stationM) - SHAFT_PX;
    const head = heads && headAt(heads, id, this.timeS);
    const fill = (from: number, to: number, over: boolean) =>
      to > from
        ? svg`<rect class="water ${over ? 'over' : ''}" x=${left + (over ? -2 : 0)} width=${2 * SHAFT_PX + (over ? 4 : 0)} y=${y(to)} height=${y(from) - y(to)} />`
        : nothing;
    return svg`<rect class="shaft" x=${left} width=${2 * SHAFT_PX} y=${y(rimM)} height=${Math.max(0, y(invertM) - y(rimM))} />
      ${head === undefined ? nothing : [fill(invertM, Math.min(head, rimM), false), fill(rimM, head, true)]}`;
  }

  /** Water that stands outside an outfall at a level that the file fixes, and the words for it. */
  private outside({ kind, stationM, outsideM }: ProfileNode, { x, y }: ProfileScale, frame: Frame) {
    if (kind !== 'outfall' || outsideM === undefined) return { water: nothing, label: nothing };
    const { t, signed } = this.words;
    const first = stationM === 0;
    const left = first ? x(stationM) - OUTSIDE_PX : x(stationM);
    return {
      water: svg`<rect class="outside" x=${left} width=${OUTSIDE_PX} y=${y(outsideM)} height=${Math.max(0, frame.bottom - y(outsideM))} />`,
      label: svg`<text class="halo" x=${x(stationM) + (first ? 8 : -8)} y=${y(outsideM) - 8} text-anchor=${first ? 'start' : 'end'}>${this.narrow ? '' : `${t('profile.outside')} `}${signed(outsideM, 2)} m</text>`,
    };
  }

  private names({ heads }: ProfileView, { nodes }: Profile, { x, y }: ProfileScale) {
    const places = nodes.map(({ stationM }) => x(stationM));
    const wide = nodes.map(({ id }) => id.length * 7 + 10);
    // The first label begins at the axis, the last one ends at the frame.
    const centres = places.map((at, i) =>
      i === 0 ? at - 8 + wide[0] / 2 : i === places.length - 1 ? at + 14 - wide[i] / 2 : at,
    );
    const shown = fitting(centres, wide);
    const base = this.size.height - 22;
    return nodes.map(({ id, rimM }, i) => {
      const head = heads && headAt(heads, id, this.timeS);
      const over = head !== undefined && rimM !== undefined && head > rimM;
      if (!shown[i] && !over) return nothing;
      return svg`${shown[i] ? svg`<text class="id ${over ? 'bad' : ''}" x=${centres[i]} y=${base} text-anchor="middle">${id}</text>` : nothing}
        ${over ? svg`<text class="halo bad" x=${places[i]} y=${y(head) - 6} text-anchor="middle">+${this.words.number(head - rimM, 2)} m</text>` : nothing}`;
    });
  }

  private lines(
    view: ProfileView,
    profile: Profile,
    stationM: number,
  ): readonly (readonly [string, string, boolean])[] {
    const { t, signed, number } = this.words;
    const { groundM, crownM, invertM, coverM, slope, waterM } = readingAt(profile, stationM, view.heads, this.timeS);
    const level = (value: number | undefined) => (value === undefined ? undefined : `${signed(value, 2)} m`);
    const over = waterM !== undefined && groundM !== undefined && waterM > groundM;
    return [
      [t('profile.ground'), level(groundM), false] as const,
      [t('profile.crown'), level(crownM), false] as const,
      [t('profile.invert'), level(invertM), false] as const,
      [t('profile.cover'), coverM === undefined ? undefined : `${number(coverM, 2)} m`, false] as const,
      [t('profile.slope'), slope === undefined ? undefined : `${number(100 * slope, 2)} %`, false] as const,
      [t('profile.water'), level(waterM), over] as const,
    ].flatMap(([name, value, bad]) => (value === undefined ? [] : [[name, value, bad] as const]));
  }

  private where(profile: Profile, stationM: number): string {
    const { t, number } = this.words;
    const node = profile.nodes.find((one) => Math.abs(one.stationM - stationM) < 0.05);
    const { pipe } = readingAt(profile, stationM);
    return `${t('profile.station')} ${number(stationM, 1)} m · ${node?.id ?? pipe?.id ?? ''}`;
  }

  private said(view: ProfileView, profile: Profile, stationM: number): string {
    return [
      this.where(profile, stationM),
      ...this.lines(view, profile, stationM).map(([name, value]) => `${name} ${value}`),
    ].join(', ');
  }

  private tip(view: ProfileView, profile: Profile, stationM: number, { x }: ProfileScale) {
    const at = x(stationM);
    const side = at > this.size.width / 2 ? `right:${this.size.width - at + 14}px` : `left:${at + 14}px`;
    return html`<div class="tip" style=${side} aria-hidden="true"><b>${this.where(profile, stationM)}</b>${this.lines(
      view,
      profile,
      stationM,
    ).map(([name, value, over]) => html`<span>${name}</span><em class=${over ? 'over' : ''}>${value}</em>`)}</div>`;
  }

  private point(event: PointerEvent, { stationAt }: ProfileScale): void {
    const box = (event.currentTarget as SVGSVGElement).getBoundingClientRect();
    this.stationM = stationAt(((event.clientX - box.left) * this.size.width) / box.width);
  }

  /** Arrows go by a hundredth of the length, with Shift from node to node. */
  private key(event: KeyboardEvent, { nodes, lengthM }: Profile): void {
    const at = this.stationM ?? 0;
    const way = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const stations = nodes.map(({ stationM }) => stationM);
    if (event.key === 'Home') this.stationM = 0;
    else if (event.key === 'End') this.stationM = lengthM;
    else if (way === 0) return;
    else if (event.shiftKey)
      this.stationM = (way > 0 ? stations.find((s) => s > at + 0.01) : stations.findLast((s) => s < at - 0.01)) ?? at;
    else this.stationM = Math.min(lengthM, Math.max(0, at + (way * lengthM) / 100));
    event.preventDefault();
    event.stopPropagation();
  }
}
