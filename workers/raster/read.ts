import { InputError } from '../../src/city/errors.ts';
import { readEsriAscii } from './ascii.ts';
import { readGeoTiff } from './geotiff.ts';
import type { Raster, ReadOptions } from './types.ts';

export type { Raster, RasterGrid, ReadOptions } from './types.ts';

/**
 * A GeoTIFF or an ESRI ASCII grid as numbers. What it is, is decided by its content, never by its name.
 * @param name of the file, for messages
 * @throws InputError naming the file, the place, what was expected and what was found
 */
export async function readRaster(bytes: Uint8Array, name: string, options: ReadOptions = {}): Promise<Raster> {
  if (isTiff(bytes)) return readGeoTiff(bytes, name, options);
  if (isEsriAscii(bytes)) return readEsriAscii(bytes, name, options);
  const found = whatIs(bytes);
  throw new InputError(
    'raster.format',
    `${name}: expected an elevation grid (GeoTIFF, or ESRI ASCII that begins with ncols), found ${found.en}.`,
    `${name}: cần lưới cao độ (GeoTIFF, hoặc ESRI ASCII bắt đầu bằng ncols), gặp ${found.vi}.`,
  );
}

/** Classic or BigTIFF, either byte order. */
export function isTiff(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  return (
    (a === 0x49 && b === 0x49 && (c === 42 || c === 43) && d === 0) ||
    (a === 0x4d && b === 0x4d && c === 0 && (d === 42 || d === 43))
  );
}

export function isEsriAscii(bytes: Uint8Array): boolean {
  return /^\uFEFF?\s*(ncols|nrows|xll(corner|center)|yll(corner|center)|cellsize|dx|dy|nodata_value)\s/i.test(
    new TextDecoder().decode(bytes.subarray(0, 200)),
  );
}

/** What a file that was taken for something else seems to be, in a few words. */
export function whatIs(bytes: Uint8Array): { readonly vi: string; readonly en: string } {
  if (bytes.length === 0) return { vi: 'tệp rỗng', en: 'an empty file' };
  const start = String.fromCharCode(...bytes.subarray(0, 60));
  if (start.startsWith('PK')) return { vi: 'tệp nén zip', en: 'a zip archive' };
  if (start.startsWith('\x89PNG')) return { vi: 'ảnh PNG', en: 'a PNG picture' };
  if (start.startsWith('\xff\xd8')) return { vi: 'ảnh JPEG', en: 'a JPEG picture' };
  if (start.startsWith('%PDF')) return { vi: 'tệp PDF', en: 'a PDF document' };
  if (/^\s*<(!doctype|html|\?xml)/i.test(start)) return { vi: 'trang HTML hoặc XML', en: 'an HTML or XML page' };
  const text = new TextDecoder().decode(bytes.subarray(0, 40));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells bytes from text
  if (/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text)) return { vi: 'tệp nhị phân lạ', en: 'an unknown binary file' };
  const line = text.split(/\r?\n/)[0].slice(0, 30);
  return { vi: `văn bản "${line}…"`, en: `text that begins with "${line}…"` };
}
