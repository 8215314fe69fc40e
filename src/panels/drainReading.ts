import { linearAt } from './axis.ts';
import type { HeadSeries } from './drainViews.ts';
import { headAt } from './profileWater.ts';
import type { FeatureView } from './views.ts';

/** Water in a manhole, storage or outfall at a time, and over the whole computation. */
export interface NodeReading {
  readonly kind: 'node';
  readonly headM: number;
  /** Over its invert. */
  readonly depthM: number;
  /** Above the rim; negative below it. Undefined where there is no rim. */
  readonly overRimM: number | undefined;
  readonly highestM: number;
  /** Time with the head above the rim, s. */
  readonly spillsS: number;
}

/** Water in a pipe at a time, and over the whole computation. */
export interface PipeReading {
  readonly kind: 'pipe';
  /** Depth over height, the mean of both ends, 0–1. */
  readonly share: number;
  readonly mostShare: number;
  /** Both ends stand above their crowns. */
  readonly full: boolean;
  readonly fullS: number;
  /** Flow of the full pipe at the slope of its bed (Manning), m³/s; undefined for other shapes and without a fall. */
  readonly capacityM3s: number | undefined;
  /** Along its direction; undefined where the computation did not keep it. */
  readonly flowM3s: number | undefined;
  readonly speedMS: number | undefined;
}

/** What the heads of a computation say of a clicked feature; undefined where they say nothing. */
export function drainReading(
  { id, rows }: Pick<FeatureView, 'id' | 'rows'>,
  heads: HeadSeries,
  timeS: number,
): NodeReading | PipeReading | undefined {
  const value = (key: string): unknown => rows.find((row) => row.key === key)?.value;
  const [from, to] = [value('from'), value('to')];
  if (typeof from === 'string' && typeof to === 'string') return pipeReading(id, value, heads, timeS, from, to);
  const headM = headAt(heads, id, timeS);
  if (headM === undefined) return undefined;
  const rimM = value('kind') === 'outfall' ? undefined : numeric(value('rimM'));
  return {
    kind: 'node',
    headM,
    depthM: Math.max(0, headM - (numeric(value('invertM')) ?? headM)),
    overRimM: rimM === undefined ? undefined : headM - rimM,
    highestM: heads.headM[id].reduce((most, head) => Math.max(most, head), Number.NEGATIVE_INFINITY),
    spillsS: rimM === undefined ? 0 : lasting(heads.timesS, (k) => heads.headM[id][k] - rimM),
  };
}

function pipeReading(
  id: string,
  value: (key: string) => unknown,
  heads: HeadSeries,
  timeS: number,
  from: string,
  to: string,
): PipeReading | undefined {
  const [heightM, fromM, toM] = [numeric(value('heightM')), numeric(value('fromInvertM')), numeric(value('toInvertM'))];
  const [a, b] = [heads.headM[from], heads.headM[to]];
  if (!heightM || fromM === undefined || toM === undefined || !a?.length || !b?.length) return undefined;
  const shareOf = (start: number, end: number): number =>
    (Math.min(1, Math.max(0, (start - fromM) / heightM)) + Math.min(1, Math.max(0, (end - toM) / heightM))) / 2;
  // Above 0 where both ends are full.
  const aboveM = (start: number, end: number): number => Math.min(start - fromM, end - toM) - heightM;
  const now = (series: Float32Array | undefined): number | undefined =>
    series?.length ? linearAt(heads.timesS, series, timeS) : undefined;
  const ends = [now(a) ?? 0, now(b) ?? 0] as const;
  return {
    kind: 'pipe',
    share: shareOf(...ends),
    mostShare: heads.timesS.reduce((most, _, k) => Math.max(most, shareOf(a[k], b[k])), 0),
    full: aboveM(...ends) >= 0,
    fullS: lasting(heads.timesS, (k) => aboveM(a[k], b[k])),
    capacityM3s: capacity(value, heightM, fromM - toM),
    flowM3s: now(heads.flowM3s?.[id]),
    speedMS: now(heads.speedMS?.[id]),
  };
}

/** Time for which a value stands above 0, linear between the times of the series, s. */
function lasting(timesS: readonly number[], valueAt: (index: number) => number): number {
  let sum = 0;
  for (let k = 1; k < timesS.length; k++) {
    const [a, b] = [valueAt(k - 1), valueAt(k)];
    const share = a > 0 && b > 0 ? 1 : a <= 0 && b <= 0 ? 0 : Math.max(a, b) / Math.abs(a - b);
    sum += share * (timesS[k] - timesS[k - 1]);
  }
  return sum;
}

function capacity(value: (key: string) => unknown, heightM: number, fallM: number): number | undefined {
  const [lengthM, manning] = [numeric(value('lengthM')), numeric(value('manning'))];
  if (!lengthM || !manning || fallM === 0) return undefined;
  const widthM = numeric(value('widthM')) ?? heightM;
  const shape = String(value('shape') ?? '').toUpperCase();
  const sizes =
    shape === 'CIRCULAR'
      ? { areaM2: (Math.PI / 4) * heightM ** 2, radiusM: heightM / 4 }
      : shape === 'RECT_CLOSED'
        ? { areaM2: widthM * heightM, radiusM: (widthM * heightM) / (2 * (widthM + heightM)) }
        : undefined;
  if (!sizes) return undefined;
  const barrels = numeric(value('barrels')) ?? 1;
  return (barrels * sizes.areaM2 * sizes.radiusM ** (2 / 3) * Math.sqrt(Math.abs(fallM) / lengthM)) / manning;
}

const numeric = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
