import { InputError } from '../../src/city/errors.ts';
import { crsOfWkt } from '../../src/crs/index.ts';
import { squareCells } from './resample.ts';
import type { Raster, ReadOptions } from './types.ts';

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;

const POWERS = Float64Array.from({ length: 309 }, (_, i) => Number(`1e${i}`));

/** ESRI ASCII grid: corner or centre registration, one cell size or dx and dy, any white space and line ends. */
export function readEsriAscii(bytes: Uint8Array, name: string, options: ReadOptions): Raster {
  const header = readHeader(bytes, name);
  const values = readValues(bytes, name, header);
  const notes: string[] = [];
  const raster = squareCells(values, header, name, notes);
  return { ...raster, crs: crsOfPrj(name, options), notes };
}

function crsOfPrj(name: string, options: ReadOptions): string | undefined {
  if (options.prj === undefined) return options.crs;
  const { code, found } = crsOfWkt(options.prj);
  if (code !== undefined) return code;
  if (options.crs !== undefined) return options.crs;
  throw new InputError(
    'raster.crs-unknown',
    `The .prj of ${name}: expected a coordinate system of the table (VN-2000, WGS 84, UTM, British grid), found "${found}".`,
    `Tệp .prj của ${name}: cần hệ tọa độ trong bảng (VN-2000, WGS 84, UTM, lưới Anh), gặp "${found}".`,
    {
      en: 'Name the coordinate system yourself (--crs), as a code or a proj4 string.',
      vi: 'Hãy tự nêu hệ tọa độ (--crs), bằng mã hoặc chuỗi proj4.',
    },
  );
}

interface Header {
  readonly cols: number;
  readonly rows: number;
  readonly dx: number;
  readonly dy: number;
  readonly xMin: number;
  readonly yMin: number;
  readonly nodata: number;
  /** First byte and line of the numbers. */
  readonly start: number;
  readonly line: number;
}

function readHeader(bytes: Uint8Array, name: string): Header {
  const found = new Map<string, number>();
  let at = 0;
  let line = 1;
  for (;;) {
    let end = bytes.indexOf(NEWLINE, at);
    // Old Macintosh files end their lines with a return alone.
    if (end < 0 || end - at > 4096) end = bytes.indexOf(RETURN, at);
    if (end < 0) end = bytes.length;
    const text = new TextDecoder().decode(bytes.subarray(at, Math.min(end, at + 200))).trim();
    const pair = /^\uFEFF?([a-z_]+)\s+(\S+)$/i.exec(text);
    if (text !== '' && !pair) break;
    if (pair) {
      const value = Number(pair[2]);
      if (Number.isNaN(value) && !/^nan$/i.test(pair[2]))
        throw bad(name, line, `a number after "${pair[1]}"`, `"${pair[2]}"`);
      found.set(pair[1].toLowerCase(), value);
    }
    at = end + 1;
    line++;
    if (at >= bytes.length) break;
  }
  const need = (key: string, ok: (value: number) => boolean, what: string): number => {
    const value = found.get(key);
    if (value === undefined) throw bad(name, line, `"${key}" in the header`, `only ${[...found.keys()].join(', ')}`);
    if (!ok(value)) throw bad(name, line, `${what} after "${key}"`, String(value));
    return value;
  };
  const count = (value: number): boolean => Number.isInteger(value) && value > 0;
  const cols = need('ncols', count, 'a whole number of columns');
  const rows = need('nrows', count, 'a whole number of rows');
  const size = (value: number): boolean => value > 0;
  const dx = found.has('dx') ? need('dx', size, 'a positive size') : need('cellsize', size, 'a positive size');
  const dy = found.has('dy')
    ? need('dy', size, 'a positive size')
    : need(found.has('cellsize') ? 'cellsize' : 'dx', size, 'a positive size');
  const corner = (axis: 'x' | 'y', cell: number): number =>
    found.has(`${axis}llcenter`)
      ? need(`${axis}llcenter`, Number.isFinite, 'a number') - cell / 2
      : need(`${axis}llcorner`, Number.isFinite, 'a number');
  return {
    cols,
    rows,
    dx,
    dy,
    xMin: corner('x', dx),
    yMin: corner('y', dy),
    nodata: found.get('nodata_value') ?? -9999,
    start: at,
    line,
  };
}

/**
 * The numbers, read straight from the bytes: 7 million of them take well under a second, which splitting into strings
 * does not. Rows may be wrapped, as GDAL allows, but their total must be exact.
 */
function readValues(
  bytes: Uint8Array,
  name: string,
  { cols, rows, nodata, start, line: firstLine }: Header,
): Float32Array {
  const total = cols * rows;
  // A value takes at least a digit and what parts it from the next: a false header reserves no memory.
  const values = new Float32Array(Math.min(total, Math.ceil((bytes.length - start) / 2) + 1));
  let count = 0;
  let line = firstLine;
  let inLine = 0;
  let oddLine = 0;
  let oddCount = 0;
  let lastLine = firstLine;
  let at = start;
  const endLine = (): void => {
    if (inLine > 0 && inLine !== cols && oddLine === 0) [oddLine, oddCount] = [line, inLine];
    if (inLine > 0) lastLine = line;
    inLine = 0;
    line++;
  };
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === NEWLINE || (byte === RETURN && bytes[at + 1] !== NEWLINE)) {
      endLine();
      at++;
    } else if (byte === SPACE || byte === TAB || byte === RETURN) at++;
    else {
      let end = at + 1;
      while (end < bytes.length && bytes[end] > SPACE) end++;
      const value = parseNumber(bytes, at, end);
      if (value === undefined) throw badNumber(name, line, inLine + 1, bytes.subarray(at, Math.min(end, at + 20)));
      if (count < total) values[count] = value === nodata ? NaN : value;
      count++;
      inLine++;
      at = end;
    }
  }
  endLine();
  if (count === total) return values;
  if (oddLine > 0) throw bad(name, oddLine, `${cols} values (ncols)`, String(oddCount));
  throw rowsMissing(name, cols, rows, bytes, lastLine, count / cols);
}

/** A decimal number between two bytes; undefined where it is none. Exact to 32-bit precision. */
function parseNumber(bytes: Uint8Array, from: number, to: number): number | undefined {
  let at = from;
  const negative = bytes[at] === MINUS;
  if (negative || bytes[at] === PLUS) at++;
  let mantissa = 0;
  let digits = 0;
  let power = 0;
  let seen = false;
  let point = false;
  for (; at < to; at++) {
    const byte = bytes[at];
    if (byte >= ZERO && byte <= ZERO + 9) {
      seen = true;
      // Beyond 15 digits a double holds no more; the rest only moves the point.
      if (digits < 15) {
        mantissa = mantissa * 10 + (byte - ZERO);
        if (mantissa > 0) digits++;
        if (point) power--;
      } else if (!point) power++;
    } else if (byte === POINT && !point) point = true;
    else break;
  }
  if (!seen || at < to) {
    // Exponents and nan are rare enough for the slow way; everything else is a mistake.
    const text = String.fromCharCode(...bytes.subarray(from, to));
    if (/^[-+]?nan$/i.test(text)) return NaN;
    return /^[-+]?(\d+\.?\d*|\.\d+)e[-+]?\d+$/i.test(text) ? Number(text) : undefined;
  }
  const size = power < 0 ? (power < -308 ? 0 : mantissa / POWERS[-power]) : mantissa * POWERS[Math.min(power, 308)];
  return negative ? -size : size;
}

function bad(name: string, line: number, expected: string, found: string): InputError {
  return new InputError(
    'asc.wrong',
    `${name}, line ${line}: expected ${expected}, found ${found}.`,
    `${name}, dòng ${line}: cần ${expected}, gặp ${found}.`,
  );
}

function badNumber(name: string, line: number, column: number, bytes: Uint8Array): InputError {
  const text = new TextDecoder().decode(bytes);
  const comma = bytes.includes(COMMA) ? ' (decimals are written with a point)' : '';
  return bad(name, line, `a number as value ${column}`, `"${text}"${comma}`);
}

function rowsMissing(
  name: string,
  cols: number,
  rows: number,
  bytes: Uint8Array,
  line: number,
  found: number,
): InputError {
  const more = found > rows ? 'more' : 'the file ends there';
  return new InputError(
    'asc.rows',
    `${name}, line ${line}: expected ${rows} rows of ${cols} values (nrows, ncols), found ${Math.floor(found)} rows in ${bytes.length} bytes (${more}).`,
    `${name}, dòng ${line}: cần ${rows} hàng, mỗi hàng ${cols} giá trị (nrows, ncols), gặp ${Math.floor(found)} hàng.`,
  );
}
