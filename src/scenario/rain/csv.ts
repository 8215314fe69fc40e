import { InputError } from '../../city/errors.ts';
import type { RainSeries } from './storm.ts';

/** What a rain file held: the series, and sentences for people about what was left out. */
export interface RainFile extends RainSeries {
  readonly warnings: readonly { readonly vi: string; readonly en: string }[];
}

const HOUR_S = 3600;

/**
 * Rain from a CSV: a `time` column in seconds, minutes, hours or ISO dates, and a column in mm (of the step that begins
 * at its line) or mm/h. A value holds to the next line; the series ends at its last time, so it is closed with 0.
 * ISO times are counted from the first line.
 * @throws InputError `rain.*` with the line's number.
 */
export function readRainCsv(text: string, file: string): RainFile {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const headAt = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#'));
  if (headAt < 0) throw bad('empty', file, 'expected a header and lines of rain, found an empty file', 'tệp trống');
  const separator = separatorOf(lines[headAt]);
  const head = cells(lines[headAt], separator);
  const timeColumn = head.findIndex((name) =>
    /^"?(time|t|date|datetime|timestamp|seconds|minutes|hours|thời gian|giờ|ngày)\b|^time/i.test(name),
  );
  if (timeColumn < 0) {
    throw bad(
      'no-time',
      at(file, headAt),
      `expected a column "time", found ${head.join(', ')}`,
      `cần cột "time", có ${head.join(', ')}`,
    );
  }
  const rainColumn = head.findIndex((name, i) => i !== timeColumn && /mm/i.test(name));
  if (rainColumn < 0) {
    throw bad(
      'no-rain',
      at(file, headAt),
      `expected a column in mm or mm/h, found ${head.join(', ')}`,
      `cần cột mm hoặc mm/h, có ${head.join(', ')}`,
    );
  }
  const perHour = /mm\s*(\/|per|\.|·)?\s*(h|giờ)/i.test(head[rainColumn]);
  const rows: { readonly timeS: number; readonly value: number; readonly line: number }[] = [];
  const unitS = timeUnitS(head[timeColumn]);
  let start: number | undefined;
  for (let line = headAt + 1; line < lines.length; line++) {
    if (lines[line].trim() === '' || lines[line].startsWith('#')) continue;
    const row = cells(lines[line], separator);
    const stamp = readTime(row[timeColumn] ?? '', unitS, separator);
    if (stamp === undefined) {
      throw bad(
        'time',
        at(file, line),
        `expected a time, found "${row[timeColumn] ?? ''}"`,
        `cần mốc thời gian, có "${row[timeColumn] ?? ''}"`,
      );
    }
    if (stamp.absolute) start ??= stamp.timeS;
    const timeS = stamp.absolute ? stamp.timeS - (start ?? 0) : stamp.timeS;
    const value = readNumber(row[rainColumn] ?? '', separator);
    if (value === undefined || value < 0) {
      throw bad(
        'value',
        at(file, line),
        `expected rain of 0 or more, found "${row[rainColumn] ?? ''}"`,
        `cần lượng mưa không âm, có "${row[rainColumn] ?? ''}"`,
      );
    }
    const last = rows.at(-1);
    if (last && timeS <= last.timeS) {
      throw bad(
        'order',
        at(file, line),
        `expected a time after that of line ${last.line}, found "${row[timeColumn]}"`,
        `thời gian phải sau dòng ${last.line}, có "${row[timeColumn]}"`,
      );
    }
    rows.push({ timeS, value, line: line + 1 });
  }
  if (rows.length < 2)
    throw bad(
      'short',
      file,
      `expected at least two lines of rain, found ${rows.length}`,
      `cần ít nhất hai dòng số liệu, có ${rows.length}`,
    );
  return series(rows, perHour);
}

function series(
  rows: readonly { readonly timeS: number; readonly value: number; readonly line: number }[],
  perHour: boolean,
): RainFile {
  const last = rows[rows.length - 1];
  const timesS = rows.map((row) => row.timeS);
  const intensityMmH = rows.map((row, i) => {
    if (i === rows.length - 1) return 0;
    return perHour ? row.value : (row.value * HOUR_S) / (rows[i + 1].timeS - row.timeS);
  });
  if (timesS[0] > 0) {
    timesS.unshift(0);
    intensityMmH.unshift(0);
  }
  const warnings =
    last.value > 0
      ? [
          {
            en: `Line ${last.line}: the series ends at its last time, so the last value (${last.value} ${perHour ? 'mm/h' : 'mm'}) is not counted.`,
            vi: `Dòng ${last.line}: chuỗi kết thúc ở mốc cuối nên giá trị cuối (${last.value} ${perHour ? 'mm/h' : 'mm'}) không được tính.`,
          },
        ]
      : [];
  return { timesS, intensityMmH, warnings };
}

const at = (file: string, line: number): string => `${file}: line ${line + 1}`;
const bad = (code: string, where: string, en: string, vi: string): InputError =>
  new InputError(`rain.${code}`, `${where}: ${en}.`, `${where}: ${vi}.`, {
    en: 'A rain file has a header such as "Time (s),Rainfall intensity (mm/hr)".',
    vi: 'Tệp mưa có dòng đầu như "Time (s),Rainfall intensity (mm/hr)".',
  });

const separatorOf = (head: string): string => (head.includes('\t') ? '\t' : head.includes(';') ? ';' : ',');
const cells = (line: string, separator: string): string[] =>
  line.split(separator).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );

function timeUnitS(name: string): number {
  if (/\b(min|minutes?|phút)\b|\(m\)|_min|Min$/i.test(name)) return 60;
  if (/\b(h|hr|hrs|hours?|giờ)\b|_h$|[a-z]H$/i.test(name.replace(/^time(?=H$)/, 'time_'))) return HOUR_S;
  return 1;
}

function readNumber(cell: string, separator: string): number | undefined {
  const plain = separator === ',' ? cell : cell.replace(',', '.');
  const value = plain === '' ? Number.NaN : Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** A number in the column's unit, hh:mm[:ss], or an ISO date (read as local clock time without zones). */
function readTime(cell: string, unitS: number, separator: string): { timeS: number; absolute: boolean } | undefined {
  const number = readNumber(cell, separator);
  if (number !== undefined) return { timeS: number * unitS, absolute: false };
  const clock = /^(\d{1,3}):(\d{2})(?::(\d{2}))?$/.exec(cell);
  if (clock)
    return { timeS: Number(clock[1]) * HOUR_S + Number(clock[2]) * 60 + Number(clock[3] ?? 0), absolute: true };
  const iso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(cell);
  if (!iso) return undefined;
  const stamp = Date.parse(`${cell.replace(' ', 'T')}${cell.length > 10 && iso[1] === undefined ? 'Z' : ''}`);
  return Number.isNaN(stamp) ? undefined : { timeS: stamp / 1000, absolute: true };
}
