import type { RowReader } from '../row.ts';
import { inUnits } from '../units.ts';
import type { Reading, Scale, Units } from './context.ts';
import { AREA, FLOW, LENGTH, matching, ONE, spell, WEIR } from './fields.ts';
import { dateIn, fromClock, parseDate, printTime, secondsOf, timeIn } from './times.ts';
import type { Curve, CurveType, Pattern, TimeSeries } from './types.ts';

type Factor = (units: Units) => number;
/** PUMP1 counts the volume of its wet well, ft³ or m³. */
const VOLUME: Factor = ({ lengthM }) => lengthM ** 3;
/** Units of x and y by what the curve is for. */
const AXES: Readonly<Record<CurveType, readonly [x: Factor, y: Factor]>> = {
  STORAGE: [LENGTH, AREA],
  DIVERSION: [FLOW, FLOW],
  TIDAL: [ONE, LENGTH],
  RATING: [LENGTH, FLOW],
  CONTROL: [ONE, ONE],
  SHAPE: [ONE, ONE],
  WEIR: [LENGTH, WEIR],
  PUMP1: [VOLUME, FLOW],
  PUMP2: [LENGTH, FLOW],
  PUMP3: [LENGTH, FLOW],
  PUMP4: [LENGTH, FLOW],
  PUMP5: [LENGTH, FLOW],
};
const CURVE_TYPES = Object.keys(AXES) as CurveType[];

/** Rows of one name gathered in the order in which the names first appear. */
function gather<T>(rows: readonly RowReader[], first: (row: RowReader) => T): [T, RowReader, boolean][] {
  const known = new Map<string, T>();
  return rows.map((row) => {
    // Names are the same whatever their case, as everywhere in SWMM.
    const key = row.upper(0);
    const begun = known.get(key);
    const item = begun ?? first(row);
    known.set(key, item);
    return [item, row, begun === undefined];
  });
}

/** [CURVES]: the first row of a curve gives its type. @throws InputError where x falls */
export function readCurves(reading: Reading): Curve[] {
  const { units } = reading;
  type Open = { id: string; type: CurveType; x: number[]; y: number[] };
  const begin = (row: RowReader): Open => {
    const type = matching(row.need(2, 'name and type, or x and y').upper(1), CURVE_TYPES);
    if (!type) throw row.wrong(CURVE_TYPES.join(', '), `"${row.text(1)}"`);
    return { id: row.text(0), type, x: [], y: [] };
  };
  const curves = new Set<Open>();
  for (const [curve, row, isFirst] of gather(reading.rows('CURVES'), begin)) {
    curves.add(curve);
    const [xUnit, yUnit] = AXES[curve.type];
    for (let i = isFirst ? 2 : 1; i < row.count; i += 2) {
      const x = row.number(i, 'x') * xUnit(units);
      const last = curve.x.at(-1);
      if (last !== undefined && x < last) throw row.wrong('x not below that of the row before', `"${row.text(i)}"`);
      curve.x.push(x);
      curve.y.push(row.number(i + 1, 'y') * yUnit(units));
    }
  }
  return [...curves];
}

export function writeCurves(curves: readonly Curve[], { units }: Scale): string[] {
  return curves.flatMap(({ id, type, x, y }) => {
    const [xUnit, yUnit] = AXES[type];
    const points = x.map((value, i) => `${inUnits(value, xUnit(units))} ${inUnits(y[i], yUnit(units))}`);
    const [first = '', ...others] = points;
    return [`${spell(id)} ${type} ${first}`.trimEnd(), ...others.map((point) => `${spell(id)} ${point}`)];
  });
}

/**
 * [TIMESERIES]: a date holds for the rows after it; before any date, times count from the start of the simulation.
 * @param start as in the model's options
 */
export function readSeries(reading: Reading, start: string): TimeSeries[] {
  const startS = fromClock(start);
  type Open = { id: string; timesS: number[]; values: number[]; file: string | undefined; dayS: number };
  const begin = (row: RowReader): Open => ({ id: row.text(0), timesS: [], values: [], file: undefined, dayS: 0 });
  const all = new Set<Open>();
  for (const [series, row] of gather(reading.rows('TIMESERIES'), begin)) {
    all.add(series);
    row.need(3, 'name, date or nothing, time and value');
    if (row.upper(1) === 'FILE') {
      series.file = row.text(2);
      reading.leaveOut(row, 'a time series from a file', 'chuỗi thời gian lấy từ tệp');
      continue;
    }
    for (let i = 1; i < row.count; i += 2) {
      if (parseDate(row.text(i)) !== undefined) series.dayS = secondsOf(dateIn(row, i++)) - startS;
      const timeS = series.dayS + timeIn(row, i);
      const last = series.timesS.at(-1);
      if (last !== undefined && timeS <= last)
        throw row.wrong('a time after that of the row before', `"${row.text(i)}"`);
      series.timesS.push(timeS);
      series.values.push(row.number(i + 1, 'value'));
    }
  }
  return [...all].map(({ id, timesS, values, file }) => ({ id, timesS, values, file }));
}

export function writeSeries(series: readonly TimeSeries[]): string[] {
  return series.flatMap(({ id, timesS, values, file }) =>
    file === undefined
      ? timesS.map((timeS, i) => `${spell(id)} ${printTime(timeS)} ${values[i]}`)
      : [`${spell(id)} FILE "${file}"`],
  );
}

const PATTERN_TYPES = ['MONTHLY', 'DAILY', 'HOURLY', 'WEEKEND'] as const;
const MOST_FACTORS = { MONTHLY: 12, DAILY: 7, HOURLY: 24, WEEKEND: 24 } as const;

/** [PATTERNS]: the first row of a pattern gives its type; factors that are not given are 1. */
export function readPatterns(reading: Reading): Pattern[] {
  type Open = { id: string; type: Pattern['type']; factors: number[] };
  const begin = (row: RowReader): Open => {
    const type = matching(row.need(2, 'name and type, or factors').upper(1), PATTERN_TYPES);
    if (!type) throw row.wrong(PATTERN_TYPES.join(', '), `"${row.text(1)}"`);
    return { id: row.text(0), type, factors: [] };
  };
  const patterns = new Set<Open>();
  for (const [pattern, row, isFirst] of gather(reading.rows('PATTERNS'), begin)) {
    patterns.add(pattern);
    for (let i = isFirst ? 2 : 1; i < row.count; i++) pattern.factors.push(row.number(i, 'factor'));
  }
  return [...patterns].map(({ id, type, factors }) => {
    const count = MOST_FACTORS[type];
    return { id, type, factors: Array.from({ length: count }, (_, i) => factors[i] ?? 1) };
  });
}

export const writePatterns = (patterns: readonly Pattern[]): string[] =>
  patterns.map(({ id, type, factors }) => `${spell(id)} ${type} ${factors.join(' ')}`);
