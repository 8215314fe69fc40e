import type { Words } from '../../i18n/words.ts';
import { barsOf } from '../../panels/axis.ts';
import type { Series } from '../../panels/views.ts';
import { type Markup, markup } from './markup.ts';

const WIDTH = 720;
const HEIGHT = 190;
const LEFT = 44;
const RIGHT = 44;
const BASE = 164;
const TOP = 12;

/** Rain as bars from above its axis, flooded area as a line: one time axis, both with units. */
export function stormChart(
  rain: { readonly timesS: readonly number[]; readonly intensityMmH: readonly number[] },
  wet: Series,
  durationS: number,
  { t, number }: Words,
): Markup {
  const most = Math.max(...rain.intensityMmH, 1);
  const area = Math.max(...wet.values, 1);
  const x = (timeS: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * timeS) / durationS;
  const up = (share: number): number => BASE - (BASE - TOP) * share;
  const bars = barsOf(rain.timesS, rain.intensityMmH, durationS).map(
    ({ fromS, toS, value }) =>
      markup`<rect x="${x(fromS).toFixed(1)}" y="${up(value / most).toFixed(1)}" width="${Math.max(0.5, x(toS) - x(fromS) - 1).toFixed(1)}" height="${(BASE - up(value / most)).toFixed(1)}" fill="#6dbce8" />`,
  );
  const line = wet.timesS.map((timeS, k) => `${x(timeS).toFixed(1)},${up(wet.values[k] / area).toFixed(1)}`).join(' ');
  const hours = Array.from({ length: Math.floor(durationS / 3600) + 1 }, (_, h) => h);
  return markup`<figure><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${t('report.chart')}" font-family="inherit" font-size="11">
${bars}<polyline points="${line}" fill="none" stroke="#16307a" stroke-width="2" />
<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${BASE}" y2="${BASE}" stroke="#15191b" />
<text x="${LEFT - 6}" y="${TOP + 8}" text-anchor="end">${number(most)}</text><text x="${LEFT - 6}" y="${BASE}" text-anchor="end">0</text><text x="4" y="${HEIGHT - 6}">mm/h</text>
<text x="${WIDTH - RIGHT + 6}" y="${TOP + 8}">${number(area / 1e4, 1)}</text><text x="${WIDTH - 4}" y="${HEIGHT - 6}" text-anchor="end">ha</text>
${hours.map((h) => markup`<text x="${x(h * 3600).toFixed(1)}" y="${BASE + 14}" text-anchor="middle">${h}</text>`)}
</svg><figcaption>${t('report.chart')}</figcaption></figure>`;
}
