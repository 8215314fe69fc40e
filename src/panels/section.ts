import { css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { niceCeil } from './axis.ts';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { profileStyles } from './profile-styles.ts';
import { base } from './styles.ts';

/** A cut through ground and water; all columns have one value a sample. */
export interface SectionView {
  readonly lengthM: number;
  readonly stationM: Float64Array;
  readonly groundM: Float32Array;
  readonly built: Uint8Array;
  /** Of now; undefined while it is fetched. */
  readonly depthM: Float32Array | undefined;
  /** Greatest of the storm, once the run is done. */
  readonly mostM: Float32Array | undefined;
}

const FRAME = { left: 56, right: 16, top: 10, bottom: 30 };
/** Buildings are drawn this tall, m: their height is not known here. */
const BUILT_M = 3;
const WET_M = 0.02;

/** A straight section: ground, buildings and water at the clock's time, and how high it came. */
@customElement('twin-section')
export class TwinSection extends TwinElement {
  static override styles = [
    base,
    profileStyles,
    css`
      .most { fill: none; stroke: var(--depth-3); stroke-width: 1.5; stroke-dasharray: 4 4; }
      .built { fill: var(--text-3); opacity: .28; }
      .wet { fill: var(--depth-4); opacity: .85; }
      .chip i.m { border-top: 2px dashed var(--depth-3); }
      .chip i.n { border-top: 8px solid var(--depth-4); }
    `,
  ];

  @property({ attribute: false }) view: SectionView | undefined;
  @property({ attribute: false }) timeS = 0;
  @state() private size = { width: 900, height: 190 };
  @state() private at: number | undefined;
  private readonly watch = new ResizeObserver(([{ contentRect }]) => {
    this.size = { width: Math.max(240, contentRect.width), height: Math.max(120, contentRect.height) };
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watch.disconnect();
  }

  protected override firstUpdated(): void {
    const room = this.renderRoot.querySelector('.room');
    if (room) this.watch.observe(room);
  }

  override render() {
    const { t, clock, number } = this.words;
    return html`<section class="p" aria-label=${t('section.title')}><div class="hd">${icon('chart-spline', 14)}<h2>${t('section.title')}</h2><small>${this.view ? t('section.length', { length: number(this.view.lengthM) }) : ''}</small><span class="sp"></span>
        <span class="chip key"><i></i>${t('profile.ground')}</span><span class="chip key"><i class="n"></i>${t('section.now', { time: clock(this.timeS) })}</span><span class="chip key"><i class="m"></i>${t('section.most')}</span>
        <button class="ib" aria-label=${t('act.close')} title="Esc" @click=${() => this.ask({ kind: 'section.close' })}>${icon('x', 14)}</button></div>
      <div class="room">${this.view ? this.chart(this.view) : html`<p style="padding:12px">${t('section.waiting')}</p>`}</div></section>`;
  }

  private chart(view: SectionView) {
    const { t, number, signed } = this.words;
    const { stationM, groundM, built, depthM, mostM, lengthM } = view;
    const { width, height } = this.size;
    const levels = [...groundM].flatMap((ground, k) =>
      Number.isNaN(ground) ? [] : [ground, ground + (mostM?.[k] ?? 0), ground + (depthM?.[k] ?? 0)],
    );
    if (levels.length === 0) return html`<p style="padding:12px">${t('section.outside')}</p>`;
    const low = Math.min(...levels);
    const step = niceCeil((Math.max(...levels) - low || 1) / 4);
    const bottom = Math.floor((low - 0.2 * step) / step) * step;
    const top = Math.ceil((Math.max(...levels) + 0.2 * step) / step) * step;
    const x = (station: number): number => FRAME.left + ((width - FRAME.left - FRAME.right) * station) / lengthM;
    const y = (level: number): number =>
      height - FRAME.bottom - ((height - FRAME.top - FRAME.bottom) * (level - bottom)) / (top - bottom);
    const ticks = Array.from({ length: Math.round((top - bottom) / step) + 1 }, (_, k) => bottom + k * step);
    const stations = Array.from({ length: 6 }, (_, k) => (lengthM * k) / 5);
    const pieces = (is: (k: number) => boolean): [number, number][] => runsOf(stationM.length, is);
    const path = (from: number, to: number, level: (k: number) => number): string =>
      Array.from(
        { length: to - from },
        (_, i) => `${x(stationM[from + i]).toFixed(1)},${y(level(from + i)).toFixed(1)}`,
      ).join(' ');
    const ground = (k: number): number => groundM[k];
    const known = (k: number): boolean => !Number.isNaN(groundM[k]);
    const sheet = (depths: Float32Array) => pieces((k) => known(k) && !built[k] && depths[k] >= WET_M);
    const back = (from: number, to: number): string => path(from, to, ground).split(' ').reverse().join(' ');
    const k = this.at;
    return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${t('section.length', { length: number(lengthM) })}
        @pointermove=${(event: PointerEvent) => this.point(event, view)} @pointerleave=${() => {
          this.at = undefined;
        }}>
      ${ticks.map((level) => svg`<line x1=${FRAME.left} x2=${width - FRAME.right} y1=${y(level)} y2=${y(level)} stroke="var(--line)" /><text class="ax" x=${FRAME.left - 6} y=${y(level) + 3.5} text-anchor="end">${signed(level, step < 1 ? 1 : 0)}</text>`)}
      ${stations.map((station) => svg`<text class="ax" x=${x(station)} y=${height - 10} text-anchor="middle">${number(station)} m</text>`)}
      ${pieces((i) => known(i) && built[i] === 1).map(([from, to]) => svg`<rect class="built" x=${x(stationM[from])} width=${Math.max(2, x(stationM[to - 1]) - x(stationM[from]))} y=${y(groundM[from] + BUILT_M)} height=${y(groundM[from]) - y(groundM[from] + BUILT_M)} />`)}
      ${depthM ? sheet(depthM).map(([from, to]) => svg`<polygon class="wet" points="${path(from, to, (i) => groundM[i] + depthM[i])} ${back(from, to)}" />`) : nothing}
      ${mostM ? sheet(mostM).map(([from, to]) => svg`<polyline class="most" points=${path(from, to, (i) => groundM[i] + mostM[i])} />`) : nothing}
      ${pieces(known).map(([from, to]) => svg`<polygon class="soil" points="${path(from, to, ground)} ${x(stationM[to - 1])},${height - FRAME.bottom} ${x(stationM[from])},${height - FRAME.bottom}" /><polyline class="ground" points=${path(from, to, ground)} />`)}
      ${k === undefined ? nothing : svg`<line class="cursor" x1=${x(stationM[k])} x2=${x(stationM[k])} y1=${FRAME.top} y2=${height - FRAME.bottom} />`}
    </svg>${k === undefined ? nothing : html`<div class="tip" style="left:${Math.min(width - 190, x(stationM[k]) + 10)}px"><b>${number(stationM[k])} m</b><span>${t('profile.ground')}</span><em>${signed(groundM[k], 2)} m</em><span>${t('point.depth')}</span><em>${number(depthM?.[k], 2)} m</em><span>${t('section.most')}</span><em>${number(mostM?.[k], 2)} m</em></div>`}`;
  }

  private point(event: PointerEvent, { stationM, lengthM }: SectionView): void {
    const box = (event.currentTarget as SVGElement).getBoundingClientRect();
    const share = (event.clientX - box.left - FRAME.left) / (box.width - FRAME.left - FRAME.right);
    const station = Math.min(1, Math.max(0, share)) * lengthM;
    this.at = Math.round((station / lengthM) * (stationM.length - 1));
  }
}

/** Stretches [from, to) of samples for which something holds. */
function runsOf(count: number, is: (k: number) => boolean): [number, number][] {
  const out: [number, number][] = [];
  for (let k = 0; k < count; k++) {
    if (!is(k)) continue;
    const last = out.at(-1);
    if (last && last[1] === k) last[1] = k + 1;
    else out.push([k, k + 1]);
  }
  return out;
}
