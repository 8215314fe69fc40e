import { css, html, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type uPlot from 'uplot';
import uplotCss from 'uplot/dist/uPlot.min.css?inline';
import { niceCeil, tickDigits } from './axis.ts';
import { TwinElement } from './element.ts';
import { base } from './styles.ts';
import type { PointView } from './views.ts';
import { CAR_STOP_M, MOTORBIKE_SLOW_M } from './water.ts';

/** Depth and level over time at a point, with the thresholds of motorbike and car. uPlot comes with the first chart. */
@customElement('twin-hydrograph')
export class TwinHydrograph extends TwinElement {
  static override styles = [
    base,
    unsafeCSS(uplotCss),
    css`
      :host { display: block; height: 196px; padding: 0 4px; }
      .u-legend { display: none; }
      .box { height: 100%; }
    `,
  ];

  @property({ attribute: false }) point: PointView | undefined;
  @property({ attribute: false }) timeS = 0;
  /** Changes when the theme does: the canvas reads its colours again. */
  @property({ attribute: false }) theme = '';
  private plot: uPlot | undefined;
  private shown: unknown;

  override render() {
    return html`<div class="box" role="img" aria-label=${this.words.t('point.chart')}></div>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.plot?.destroy();
    this.plot = undefined;
    this.shown = undefined;
  }

  protected override async updated(): Promise<void> {
    const key = `${this.theme}${this.words.lang}${this.point?.timesS.length}`;
    if (this.point && (this.shown !== this.point || this.plot === undefined || this.dataset.key !== key)) {
      this.shown = this.point;
      this.dataset.key = key;
      await this.draw(this.point);
    } else this.plot?.redraw(false, false);
  }

  private async draw(point: PointView): Promise<void> {
    const { default: UPlot } = await import('uplot');
    const box = this.renderRoot.querySelector<HTMLElement>('.box');
    if (!box || this.shown !== point) return;
    this.plot?.destroy();
    const style = getComputedStyle(this);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const { number, t } = this.words;
    const top = niceCeil(Math.max(0.4, ...point.depthM) * 1.02);
    const font = `500 10.5px ${colour('--font')}`;
    const axis = {
      stroke: colour('--text-3'),
      font,
      grid: { stroke: colour('--line'), width: 1 },
      ticks: { show: false },
    };
    const ground = point.groundM ?? 0;
    const hours = point.timesS.map((time) => time / 3600);
    const lines = [
      {
        depthM: MOTORBIKE_SLOW_M,
        dash: [2, 3],
        stroke: colour('--road-slow'),
        text: t('point.motorbike', { depth: number(MOTORBIKE_SLOW_M, 2) }),
      },
      {
        depthM: CAR_STOP_M,
        dash: [6, 3],
        stroke: colour('--road-shut'),
        text: t('point.car', { depth: number(CAR_STOP_M, 2) }),
      },
    ];
    const overlay = (plot: uPlot) => {
      const { ctx, bbox } = plot;
      const ratio = devicePixelRatio;
      ctx.save();
      ctx.font = `500 ${10.5 * ratio}px ${colour('--font')}`;
      ctx.textAlign = 'right';
      ctx.textBaseline = 'bottom';
      for (const line of lines) {
        const y = Math.round(plot.valToPos(line.depthM, 'm', true)) + 0.5;
        ctx.strokeStyle = line.stroke;
        ctx.lineWidth = 1.2 * ratio;
        ctx.setLineDash(line.dash.map((length) => length * ratio));
        ctx.beginPath();
        ctx.moveTo(bbox.left, y);
        ctx.lineTo(bbox.left + bbox.width, y);
        ctx.stroke();
        ctx.fillStyle = colour('--text-2');
        ctx.fillText(line.text, bbox.left + bbox.width - 2 * ratio, y - 1 * ratio);
      }
      ctx.setLineDash([]);
      const x = plot.valToPos(this.timeS / 3600, 'x', true);
      if (x >= bbox.left && x <= bbox.left + bbox.width) {
        ctx.strokeStyle = colour('--live');
        ctx.lineWidth = 2 * ratio;
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
      }
      ctx.restore();
    };
    this.plot = new UPlot(
      {
        width: box.clientWidth,
        height: box.clientHeight,
        pxAlign: true,
        cursor: { y: false, points: { size: 8 } },
        legend: { show: false },
        padding: [8, 0, 0, 0],
        scales: {
          x: { time: false, range: [0, Math.max(...hours, 0.1)] },
          m: { range: [0, top] },
          level: { range: [ground, ground + top] },
        },
        axes: [
          {
            ...axis,
            size: 22,
            values: (_, ticks) => ticks.map((tick) => number(tick, tickDigits(tick))),
          },
          {
            ...axis,
            scale: 'm',
            size: 40,
            values: (_, ticks) => ticks.map((tick, i) => `${number(tick, 1)}${i === ticks.length - 1 ? ' m' : ''}`),
          },
          {
            ...axis,
            scale: 'level',
            side: 1,
            size: 38,
            grid: { show: false },
            values: (_, ticks) => ticks.map((tick) => number(tick, 1)),
          },
        ],
        series: [
          {},
          {
            scale: 'm',
            label: t('point.depth'),
            stroke: colour('--depth-3'),
            fill: `color-mix(in srgb, ${colour('--depth-5')} 34%, transparent)`,
            width: 2,
            points: { show: false },
          },
          { scale: 'level', label: t('point.level'), stroke: 'transparent', points: { show: false } },
        ],
        hooks: { draw: [overlay] },
      },
      [hours, [...point.depthM], [...point.levelM]],
      box,
    );
  }
}
