import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Words } from '../../i18n/words.ts';
import { tickDigits } from '../axis.ts';
import type { EvidencePlot } from './file.ts';

const WIDTH = 360;
const HEIGHT = 200;
const BOX = { left: 40, right: 8, top: 20, bottom: 34 };
/** Looks of computed lines: colour and dashes, so that colour alone tells nothing. */
const LOOKS = [
  ['var(--depth-4)', ''],
  ['var(--duration-3)', '7 3'],
  ['var(--arrival-3)', '2 3'],
] as const;

type Line = EvidencePlot['lines'][number];

/** Round numbers between two ends, about `count` of them. */
export function ticksOf(low: number, high: number, count: number): number[] {
  const rough = (high - low) / count;
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((size) => size >= rough) ?? rough;
  const ticks: number[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) ticks.push(k * step);
  return ticks;
}

const strokeOf = ({ look = 0 }: Line) => LOOKS[look % LOOKS.length];

/** Ends of all values, a little wider; a flat line gets room on both sides. */
function rangeOf(lines: readonly Line[]): readonly [number, number] {
  const values = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = high - low > 1e-9 ? (high - low) * 0.06 : Math.max(Math.abs(high), 1) * 0.1;
  return [low >= 0 && low < (high - low) / 2 ? 0 : low - room, high + room];
}

/** The path of a line, open where nothing is said; values that stand alone are marks. */
function trace(values: Line['values'], xAt: (k: number) => number, yAt: (value: number) => number) {
  let path = '';
  const marks: (readonly [number, number])[] = [];
  values.forEach((value, k) => {
    if (value === null) return;
    const before = values[k - 1] ?? null;
    const after = values[k + 1] ?? null;
    if (before === null && after === null) marks.push([xAt(k), yAt(value)]);
    else path += `${before === null ? 'M' : 'L'}${xAt(k).toFixed(1)} ${yAt(value).toFixed(1)}`;
  });
  return { path, marks };
}

/** A small chart with axes, units and legend: what is right as a broad pale line, what was computed over it. */
export function plotView(plot: EvidencePlot, name: string, words: Words): TemplateResult {
  const { number, pick } = words;
  const xs = plot.x.values;
  const [x0, x1] = [xs[0], xs[xs.length - 1]];
  const [y0, y1] = rangeOf(plot.lines);
  const xOf = (x: number): number => BOX.left + ((x - x0) / (x1 - x0 || 1)) * (WIDTH - BOX.left - BOX.right);
  const yAt = (y: number): number => HEIGHT - BOX.bottom - ((y - y0) / (y1 - y0)) * (HEIGHT - BOX.top - BOX.bottom);
  const xAt = (k: number): number => xOf(xs[k]);
  const floor = HEIGHT - BOX.bottom;
  const withUnit = ({ label, unit }: { label: EvidencePlot['y']['label']; unit: string }) => `${pick(label)}, ${unit}`;

  const drawn = plot.lines.map((line) => {
    const { path, marks } = trace(line.values, xAt, yAt);
    if (line.role === 'ground')
      return svg`<path class="ground" d="${path}L${xAt(xs.length - 1)} ${floor}L${xAt(0)} ${floor}Z" />`;
    if (line.role === 'reference')
      return svg`<path class="reference" d=${path} />${marks.map(([x, y]) => svg`<circle class="mark" cx=${x} cy=${y} r="5" />`)}`;
    const [colour, dashes] = strokeOf(line);
    return svg`<path class="computed" d=${path} stroke=${colour} stroke-dasharray=${dashes || nothing} />`;
  });
  return html`<figure>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${name}: ${withUnit(plot.y)}; ${withUnit(plot.x)}">
      ${ticksOf(y0, y1, 4).map(
        (tick) =>
          svg`<path class="grid" d="M${BOX.left} ${yAt(tick)}H${WIDTH - BOX.right}" /><text x=${BOX.left - 5} y=${yAt(tick) + 4} text-anchor="end">${number(tick, tickDigits(tick))}</text>`,
      )}
      ${ticksOf(x0, x1, 5).map(
        (tick) =>
          svg`<path class="axis" d="M${xOf(tick)} ${floor}v4" /><text x=${xOf(tick)} y=${floor + 16} text-anchor="middle">${number(tick, tickDigits(tick))}</text>`,
      )}
      <path class="axis" d="M${BOX.left} ${floor}H${WIDTH - BOX.right}" />
      <text class="label" x="2" y="12">${withUnit(plot.y)}</text>
      <text class="label" x=${WIDTH - BOX.right} y=${HEIGHT - 3} text-anchor="end">${withUnit(plot.x)}</text>
      ${drawn}
    </svg>
    <figcaption>${plot.lines.map((line) => {
      const [colour, dashes] = strokeOf(line);
      const isMarks = line.role === 'reference' && trace(line.values, xAt, yAt).path === '';
      return html`<span><svg viewBox="0 0 24 10" width="24" height="10" aria-hidden="true">${
        line.role === 'ground'
          ? svg`<rect class="ground" y="2" width="24" height="8" />`
          : isMarks
            ? svg`<circle class="mark" cx="12" cy="5" r="4" />`
            : line.role === 'reference'
              ? svg`<path class="reference" d="M0 5H24" />`
              : svg`<path class="computed" d="M0 5H24" stroke=${colour} stroke-dasharray=${dashes || nothing} />`
      }</svg>${pick(line.name)}</span>`;
    })}</figcaption>
  </figure>`;
}
