import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Position } from '../../src/city/types.ts';
import {
  type DesignParameters,
  designRain,
  IDF_DANANG,
  type RainEntry,
  type Scenario,
  seaLevelSeries,
  type TideOptions,
  writeScenario,
} from '../../src/scenario/index.ts';
import { DEC_2018, type GaugeSum, OCT_2022, OCT_2023, SEA_LEVEL_2100_M, STORM_SURGE_M } from './facts/events.ts';
import { HOLLOWS } from './facts/relief.ts';
import { LAKES, RIVERS } from './facts/water.ts';
import { BOUNDS, toCity } from './frame.ts';
import { distance } from './lines.ts';
import type { StreetGraph } from './types.ts';

/** The storms that the sample city ships with. The ten-year storm is the one that the page opens on. */
export const OPENING_SCENARIO = 'storm-10y';

const HOUR_S = 3600;
const STEP_S = 600;
const STORM_DURATION_S = 6 * HOUR_S;
/** Lakes are drawn down before storms by this much, m; assumed. */
const DRAWN_DOWN_M = 0.5;

const design = (returnPeriodY: number): DesignParameters => ({
  shape: 'chicago',
  returnPeriodY,
  durationS: 3 * HOUR_S,
  peakRatio: 0.4,
  climatePct: 0,
  stepS: 300,
  idf: IDF_DANANG,
});
const RAIN_PEAK_S = 0.4 * 3 * HOUR_S;

/** The sea over a storm, and every water that stands open to it at the sea's first level; lakes drawn down. */
function waterOf(tide: TideOptions): Pick<Scenario, 'levels' | 'initial'> {
  const sea = seaLevelSeries(tide);
  const open = ['sea', 'han', ...RIVERS.map(({ id }) => id)];
  return {
    levels: [{ id: 'sea', at: 'sea', ...sea }],
    initial: [
      ...open.map((at) => ({ at, levelM: sea.levelM[0] })),
      ...LAKES.map(({ id, levelM }) => ({ at: id, levelM: round(levelM - DRAWN_DOWN_M, 2) })),
    ],
  };
}

/** Gauges at the places that flood. */
type GaugePlace = (at: Position) => Position;

function designStorm(returnPeriodY: number, gaugePlace: GaugePlace): Scenario {
  const opening = returnPeriodY === 10;
  return {
    format: 'twin-scenario/1',
    id: `storm-${returnPeriodY}y`,
    name: { vi: `Mưa ${returnPeriodY} năm`, en: `${returnPeriodY}-year storm` },
    note: {
      vi: `Mưa Chicago 3 giờ (r = 0,4) theo đường IDF dạng TCVN 7957 của Đà Nẵng; tham số chưa kiểm chứng. Triều trung bình, giả định.`,
      en: `Chicago storm of 3 hours (r = 0.4) from the IDF of Đà Nẵng in the form of TCVN 7957; parameters not verified. Mean tide, assumed.`,
    },
    parent: opening ? null : OPENING_SCENARIO,
    durationS: STORM_DURATION_S,
    rain: [roundRain(designRain(design(returnPeriodY)))],
    ...(opening
      ? {
          outputEveryS: 300,
          solver: 'auto' as const,
          edges: 'closed' as const,
          ...waterOf({ durationS: STORM_DURATION_S, highWaterAtS: 3 * HOUR_S, moon: 'mean' }),
          gauges: HOLLOWS.map(({ id, at }) => {
            const [x, y] = gaugePlace(toCity(at[0], at[1]));
            return { id, x: round(x, 1), y: round(y, 1) };
          }),
        }
      : {}),
  };
}

/** The ten-year storm under another sea. */
function stormUnderSea(
  id: string,
  name: Scenario['name'],
  note: Scenario['note'],
  tide: Partial<TideOptions>,
): Scenario {
  const options: TideOptions = { durationS: STORM_DURATION_S, highWaterAtS: RAIN_PEAK_S, moon: 'spring', ...tide };
  return {
    format: 'twin-scenario/1',
    id,
    name,
    note,
    parent: OPENING_SCENARIO,
    durationS: STORM_DURATION_S,
    ...waterOf(options),
  };
}

/** A stretch of a historic storm: its hours, how its rain rose and fell, and the depth. */
interface Span {
  readonly fromH: number;
  readonly toH: number;
  readonly depthMm: number;
  /** Place of the peak inside the span, share; how much higher it is than the ends. */
  readonly peakAt: number;
  readonly peakFactor: number;
}

/**
 * Ten-minute steps whose depths are whole hundredths of a millimetre and add up to each span's depth exactly; a
 * triangle inside the span, the largest remainders taking what rounding leaves.
 */
export function shapedSeries(startH: number, spans: readonly Span[]): { timesS: number[]; intensityMmH: number[] } {
  const timesS: number[] = [];
  const intensityMmH: number[] = [];
  for (const { fromH, toH, depthMm, peakAt, peakFactor } of spans) {
    const steps = Math.round(((toH - fromH) * HOUR_S) / STEP_S);
    const weights = Array.from({ length: steps }, (_, i) => {
      const at = (i + 0.5) / steps;
      const rise = at < peakAt ? at / peakAt : (1 - at) / (1 - peakAt);
      return 1 + (peakFactor - 1) * rise;
    });
    for (const [i, hundredths] of shares(Math.round(depthMm * 100), weights).entries()) {
      timesS.push((fromH - startH) * HOUR_S + i * STEP_S);
      intensityMmH.push(round((hundredths / 100) * (HOUR_S / STEP_S), 2));
    }
  }
  const last = spans[spans.length - 1];
  timesS.push((last.toH - startH) * HOUR_S);
  intensityMmH.push(0);
  return { timesS, intensityMmH };
}

/** Whole numbers in proportion to weights that add up to a whole. */
function shares(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (whole * weight) / sum);
  const out = exact.map(Math.floor);
  const order = exact.map((value, i) => [value - out[i], i]).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  const left = whole - out.reduce((a, b) => a + b, 0);
  for (let k = 0; k < left; k++) out[order[k][1]]++;
  return out;
}

/** Part of the extent that lies nearest to one of several gauges (Thiessen), as a polygon in the city's CRS. */
export function thiessen(gauges: readonly Position[], index: number): Position[] {
  const [west, south, east, north] = BOUNDS;
  let ring: Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
  const [x0, y0] = gauges[index];
  for (const [other, [x1, y1]] of gauges.entries()) {
    if (other === index) continue;
    // Positive on the side of this gauge.
    const side = ([x, y]: Position): number => (x - (x0 + x1) / 2) * (x0 - x1) + (y - (y0 + y1) / 2) * (y0 - y1);
    ring = ring.flatMap((from, i): Position[] => {
      const to = ring[(i + 1) % ring.length];
      const [a, b] = [side(from), side(to)];
      const kept: Position[] = a >= 0 ? [from] : [];
      if (a >= 0 !== b >= 0) {
        const t = a / (a - b);
        kept.push([from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]);
      }
      return kept;
    });
  }
  return ring.map(([x, y]) => [round(x, 1), round(y, 1)]);
}

/** Rain of a storm by gauge: the first everywhere, each other one in the part nearest to it. */
function byGauge(sums: readonly GaugeSum[], startH: number, spansOf: (sum: GaugeSum) => readonly Span[]): RainEntry[] {
  const places = sums.map(({ at }) => toCity(at[0], at[1]));
  return sums.flatMap((sum, i): RainEntry[] => {
    const series = shapedSeries(startH, spansOf(sum));
    if (i === 0) return [{ area: 'all', ...series }];
    const ring = thiessen(places, i);
    if (ring.length < 3) return [];
    return [{ area: { type: 'Polygon', coordinates: [[...ring, ring[0]]] }, ...series }];
  });
}

function historic(
  id: string,
  name: Scenario['name'],
  note: Scenario['note'],
  hours: number,
  rain: RainEntry[],
  tide: Omit<TideOptions, 'durationS'>,
): Scenario {
  const durationS = hours * HOUR_S;
  return {
    format: 'twin-scenario/1',
    id,
    name,
    note,
    parent: OPENING_SCENARIO,
    durationS,
    outputEveryS: 600,
    rain,
    ...waterOf({ ...tide, durationS }),
  };
}

const quiet = { peakAt: 0.5, peakFactor: 1 };

function october2022(): Scenario {
  const rain = byGauge(OCT_2022.sums, 13, ({ fromH, toH, depthMm }) => [
    { fromH: 13, toH: fromH, depthMm: tenth(0.15 * depthMm), peakAt: 1, peakFactor: 3 },
    { fromH, toH, depthMm, peakAt: 0.6, peakFactor: 3 },
    { fromH: toH, toH: 24, depthMm: tenth(0.9 * depthMm), peakAt: 0.3, peakFactor: 2.5 },
  ]);
  return historic(
    'oct-2022',
    { vi: 'Mưa 14/10/2022', en: 'Storm of 14 October 2022' },
    {
      vi: 'Đo: tổng mưa 15–18 h tại Đà Nẵng 149,4; Cẩm Lệ 108,6; Suối Đá 106,6; Thạc Gián 95,2 mm. Dựng: phân bố theo phút, mưa 13–15 h (15 %) và 18–24 h (90 % của tổng trên), vùng theo trạm gần nhất, triều và nước dâng 0,3 m. Bắt đầu lúc 13 h.',
      en: 'Measured: sums of 15–18 h at Đà Nẵng 149.4, Cẩm Lệ 108.6, Suối Đá 106.6, Thạc Gián 95.2 mm. Shaped: the course within the hours, rain of 13–15 h (15 %) and 18–24 h (90 % of those sums), zones by the nearest gauge, tide and a surge of 0.3 m. Starts at 13 h.',
    },
    12,
    rain,
    { highWaterAtS: 6 * HOUR_S, moon: 'mean', surge: { peakM: 0.3, peakAtS: 6 * HOUR_S, durationS: 24 * HOUR_S } },
  );
}

function december2018(): Scenario {
  const [plain, hour, dawn] = DEC_2018.sums;
  const rest = tenth(plain.depthMm - hour.depthMm);
  const before = tenth(0.75 * rest);
  const rain: RainEntry = {
    area: 'all',
    ...shapedSeries(plain.fromH, [
      { fromH: plain.fromH, toH: hour.fromH, depthMm: before, peakAt: 1, peakFactor: 2 },
      { fromH: hour.fromH, toH: hour.toH, depthMm: hour.depthMm, peakAt: 0.5, peakFactor: 2 },
      { fromH: hour.toH, toH: plain.toH, depthMm: tenth(rest - before), ...quiet },
      { fromH: dawn.fromH, toH: dawn.toH, depthMm: dawn.depthMm, peakAt: 0.4, peakFactor: 2 },
    ]),
  };
  return historic(
    'dec-2018',
    { vi: 'Mưa 9/12/2018', en: 'Storm of 9 December 2018' },
    {
      vi: 'Đo: Hải Châu 84,6 mm trong một giờ đến khoảng 3 h; đồng bằng 95 mm từ 23 h đến 4 h; ven biển 100–160 mm từ 4 h đến 6 h. Dựng: giờ 84,6 mm nằm trong tổng 95 mm, lấy giữa khoảng là 130 mm, phân bố theo phút, mưa đều khắp vùng, triều và nước dâng 0,3 m. Bắt đầu lúc 23 h ngày 8.',
      en: 'Measured: Hải Châu 84.6 mm in the hour to about 3 h; the plain 95 mm from 23 to 4 h; the coastal plain 100–160 mm from 4 to 6 h. Shaped: the hour of 84.6 mm is part of the 95 mm, the middle of the range, 130 mm, is taken, the course within the hours, the same rain everywhere, tide and a surge of 0.3 m. Starts at 23 h on the 8th.',
    },
    9,
    [rain],
    { highWaterAtS: 5 * HOUR_S, moon: 'spring', surge: { peakM: 0.3, peakAtS: 5 * HOUR_S, durationS: 24 * HOUR_S } },
  );
}

function october2023(): Scenario {
  const rain = byGauge(OCT_2023.sums, 1, ({ fromH, toH, depthMm }) => [
    { fromH: 1, toH: fromH, depthMm: tenth(0.2 * depthMm), peakAt: 1, peakFactor: 2 },
    { fromH, toH, depthMm, peakAt: 0.5, peakFactor: 2.5 },
    { fromH: toH, toH: 8, depthMm: tenth(0.15 * depthMm), peakAt: 0, peakFactor: 2 },
  ]);
  return historic(
    'oct-2023',
    { vi: 'Mưa 14/10/2023', en: 'Storm of 14 October 2023' },
    {
      vi: 'Đo: tổng mưa 3–6 h tại Suối Đá 132,4; Chùa Linh Ứng 127,2; Hòa Khê 95; Thạc Gián 94,2 mm. Dựng: phân bố theo phút, mưa 1–3 h (20 %) và 6–8 h (15 % của tổng trên), vùng theo trạm gần nhất, triều và nước dâng 0,4 m. Bắt đầu lúc 1 h.',
      en: 'Measured: sums of 3–6 h at Suối Đá 132.4, Linh Ứng pagoda 127.2, Hòa Khê 95, Thạc Gián 94.2 mm. Shaped: the course within the hours, rain of 1–3 h (20 %) and 6–8 h (15 % of those sums), zones by the nearest gauge, tide and a surge of 0.4 m. Starts at 1 h.',
    },
    9,
    rain,
    { highWaterAtS: 4 * HOUR_S, moon: 'spring', surge: { peakM: 0.4, peakAtS: 4 * HOUR_S, durationS: 24 * HOUR_S } },
  );
}

/**
 * All shipped scenarios, the opening one first.
 * @param gaugePlace where the gauge of a place stands: on a street, not inside a house
 */
export function makeScenarios(gaugePlace: GaugePlace = (at) => at): Scenario[] {
  return [
    designStorm(10, gaugePlace),
    designStorm(2, gaugePlace),
    designStorm(50, gaugePlace),
    designStorm(100, gaugePlace),
    stormUnderSea(
      'storm-tide-surge',
      { vi: 'Mưa 10 năm gặp triều cường và nước dâng', en: '10-year storm with spring tide and surge' },
      {
        vi: 'Mưa thiết kế 10 năm; đỉnh triều cường và nước dâng do bão 1,0 m (trong khoảng 0,4–1,4 m) trùng đỉnh mưa. Giả định.',
        en: 'The 10-year storm; high water of a spring tide and a storm surge of 1.0 m (within 0.4–1.4 m) meet the peak of the rain. Assumed.',
      },
      { surge: { peakM: STORM_SURGE_M, peakAtS: RAIN_PEAK_S, durationS: 12 * HOUR_S } },
    ),
    stormUnderSea(
      'sea-level-2100',
      { vi: 'Mưa 10 năm, mực biển năm 2100', en: '10-year storm, sea level of 2100' },
      {
        vi: 'Mưa thiết kế 10 năm của hôm nay, triều cường, mực nước biển dâng 0,77 m vào năm 2100 (giá trị cao trong hai kịch bản 0,56 và 0,77 m).',
        en: 'The 10-year storm of today, spring tide, sea-level rise of 0.77 m by 2100 (the higher of 0.56 and 0.77 m).',
      },
      { seaLevelRiseM: SEA_LEVEL_2100_M },
    ),
    october2022(),
    december2018(),
    october2023(),
  ];
}

/**
 * Writes `scenarios/<id>.json` into the City's folder; gauges stand at the nearest street junction. `index.json`
 * lists the files for readers over the network, which cannot list a folder.
 */
export function writeScenarios(folder: string, streets: StreetGraph): void {
  const nearest = (at: Position): Position =>
    streets.nodes.reduce((best, node) => (distance(node, at) < distance(best, at) ? node : best), streets.nodes[0]);
  mkdirSync(join(folder, 'scenarios'), { recursive: true });
  const scenarios = makeScenarios(nearest);
  for (const scenario of scenarios) {
    writeFileSync(join(folder, 'scenarios', `${scenario.id}.json`), writeScenario(scenario));
  }
  const names = scenarios.map(({ id }) => `${id}.json`);
  writeFileSync(join(folder, 'scenarios', 'index.json'), `${JSON.stringify(names, null, 1)}\n`);
}

/** Files hold nine digits of an intensity: their sum stays the IDF's to a millionth of a millimetre, on every machine. */
const roundRain = (entry: RainEntry): RainEntry => ({
  ...entry,
  intensityMmH: entry.intensityMmH.map((value) => Number(value.toPrecision(9))),
});
const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
const tenth = (value: number): number => round(value, 1);
