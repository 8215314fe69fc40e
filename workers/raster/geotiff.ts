import { fromArrayBuffer, type GeoTIFFImage } from 'geotiff';
import { InputError } from '../../src/city/errors.ts';
import { CRS_TABLE, crsOfWkt } from '../../src/crs/index.ts';
import { squareCells } from './resample.ts';
import type { Raster, ReadOptions } from './types.ts';

/** More would not fit into a tab's memory together with what is computed from it. */
const MAX_CELLS = 250e6;
/** Values that elevation files use for "nothing here" without saying so. */
const CUSTOMARY_VOIDS = [-9999, -32768, -32767];

const wrong = (code: string, en: string, vi: string): InputError => new InputError(code, en, vi);

/**
 * The first band of a north-up GeoTIFF. Tiles and strips, compression and predictors are geotiff.js's work; what it
 * leaves open (pixel-is-point, truncation, voids, the CRS by name) is settled here.
 */
export async function readGeoTiff(bytes: Uint8Array, name: string, options: ReadOptions): Promise<Raster> {
  try {
    return await read(bytes, name, options);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    // A damaged directory makes geotiff.js fail in many places, always with words for programmers.
    throw damaged(name, reasonOf(cause));
  }
}

async function read(bytes: Uint8Array, name: string, options: ReadOptions): Promise<Raster> {
  const notes: string[] = [];
  let image: GeoTIFFImage;
  try {
    const buffer = new Uint8Array(bytes).buffer;
    image = await (await fromArrayBuffer(buffer)).getImage();
  } catch (cause) {
    throw truncated(name, bytes.length, reasonOf(cause));
  }
  const width = image.getWidth();
  const height = image.getHeight();
  if (!(width > 0 && height > 0)) throw truncated(name, bytes.length, 'no image size');
  if (width * height > MAX_CELLS) {
    throw wrong(
      'raster.too-large',
      `${name}: expected at most ${MAX_CELLS / 1e6} million cells, found ${width} x ${height}; cut it or make it coarser first.`,
      `${name}: cần tối đa ${MAX_CELLS / 1e6} triệu ô, gặp ${width} x ${height}; hãy cắt nhỏ hoặc làm thô trước.`,
    );
  }
  refusePictures(image, name);
  const place = placeOf(image, name);
  const crs = crsOf(image, name, options);
  await refuseTruncated(image, name, bytes.length);
  const values = (await image.readRasters({ samples: [0] }))[0] as ArrayLike<number>;
  if (image.getSamplesPerPixel() > 1)
    notes.push(`${name} has ${image.getSamplesPerPixel()} bands; the first one is used as elevation.`);
  const elevations = await toElevations(image, values, notes);
  const raster = squareCells(elevations, { cols: width, rows: height, ...place }, name, notes);
  return { ...raster, crs, notes };
}

function refusePictures(image: GeoTIFFImage, name: string): void {
  const photometric = image.fileDirectory.getValue('PhotometricInterpretation') as number | undefined;
  if (photometric === undefined || photometric <= 1) return;
  throw wrong(
    'raster.picture',
    `${name}: expected one band of elevations, found a colour picture (photometric interpretation ${photometric}).`,
    `${name}: cần một kênh cao độ, gặp ảnh màu (photometric ${photometric}).`,
  );
}

/** Corner and cell size; a pixel-is-point file names the centre of its first cell. */
function placeOf(image: GeoTIFFImage, name: string): { dx: number; dy: number; xMin: number; yMin: number } {
  const directory = image.fileDirectory;
  const scale = directory.getValue('ModelPixelScale') as ArrayLike<number> | undefined;
  const tie = directory.getValue('ModelTiepoint') as ArrayLike<number> | undefined;
  const matrix = directory.getValue('ModelTransformation') as ArrayLike<number> | undefined;
  let dx: number;
  let dy: number;
  let west: number;
  let north: number;
  if (scale && tie) {
    dx = scale[0];
    dy = scale[1];
    west = tie[3] - tie[0] * dx;
    north = tie[4] + tie[1] * dy;
  } else if (matrix) {
    [dx, dy, west, north] = [matrix[0], -matrix[5], matrix[3], matrix[7]];
    if (Math.abs(matrix[1]) > 1e-9 * Math.abs(dx) || Math.abs(matrix[4]) > 1e-9 * Math.abs(dx)) {
      throw wrong(
        'tiff.rotated',
        `${name}: expected rows from west to east, north up, found a rotated grid; warp it to a north-up grid first.`,
        `${name}: cần lưới hướng bắc lên trên, gặp lưới bị xoay; hãy nắn lại trước.`,
      );
    }
  } else {
    throw wrong(
      'tiff.no-place',
      `${name}: expected the grid's place (ModelPixelScale and ModelTiepoint), found a TIFF without a place on Earth.`,
      `${name}: cần vị trí của lưới (ModelPixelScale và ModelTiepoint), gặp TIFF không có tọa độ.`,
    );
  }
  if (!(dx > 0 && dy > 0)) {
    throw wrong(
      'tiff.south-up',
      `${name}: expected the first row in the north and cells of positive size, found cells of ${dx} x ${dy}.`,
      `${name}: cần hàng đầu ở phía bắc và ô có kích thước dương, gặp ô ${dx} x ${dy}.`,
    );
  }
  if (image.getGeoKeys()?.GTRasterTypeGeoKey === 2) {
    west -= dx / 2;
    north += dy / 2;
  }
  return { dx, dy, xMin: west, yMin: north - dy * image.getHeight() };
}

function crsOf(image: GeoTIFFImage, name: string, options: ReadOptions): string | undefined {
  const keys = (image.getGeoKeys() ?? {}) as Readonly<Record<string, unknown>>;
  const number = keys.ProjectedCSTypeGeoKey ?? keys.GeographicTypeGeoKey;
  if (number === undefined) return options.crs;
  const code = `EPSG:${number}`;
  if (code in CRS_TABLE) return code;
  const citations = [keys.PCSCitationGeoKey, keys.GTCitationGeoKey, keys.GeogCitationGeoKey].filter(
    (text): text is string => typeof text === 'string',
  );
  for (const citation of citations) {
    if (citation.startsWith('+proj=')) return citation.replace(/\|$/, '').trim();
    const wkt = /(PROJCS|GEOGCS)\s*\[.*/s.exec(citation)?.[0];
    const recognised = wkt && crsOfWkt(wkt).code;
    if (recognised) return recognised;
  }
  if (options.crs !== undefined) return options.crs;
  const found =
    number === 32767
      ? `a user-defined one ("${citations[0] ?? 'without a name'}")`
      : `${code}${citations[0] ? ` (${citations[0]})` : ''}`;
  throw new InputError(
    'raster.crs-unknown',
    `${name}: expected a coordinate system of the table (VN-2000, WGS 84, UTM, British grid), found ${found}.`,
    `${name}: cần hệ tọa độ trong bảng (VN-2000, WGS 84, UTM, lưới Anh), gặp ${found}.`,
    {
      en: 'Name the coordinate system yourself (--crs), as a code or a proj4 string.',
      vi: 'Hãy tự nêu hệ tọa độ (--crs), bằng mã hoặc chuỗi proj4.',
    },
  );
}

/** Every tile must lie inside the file: a cut download would otherwise be read as noise or zeros. */
async function refuseTruncated(image: GeoTIFFImage, name: string, size: number): Promise<void> {
  const directory = image.fileDirectory;
  const [part, offsetTag, countTag] = image.isTiled
    ? (['tile', 'TileOffsets', 'TileByteCounts'] as const)
    : (['strip', 'StripOffsets', 'StripByteCounts'] as const);
  let offsets: ArrayLike<number>;
  let counts: ArrayLike<number>;
  try {
    offsets = (await directory.loadValue(offsetTag)) as ArrayLike<number>;
    counts = (await directory.loadValue(countTag)) as ArrayLike<number>;
  } catch (cause) {
    throw truncated(name, size, reasonOf(cause));
  }
  const down = Math.ceil(image.getHeight() / image.getTileHeight());
  const across = Math.ceil(image.getWidth() / image.getTileWidth());
  const parts = down * across * (image.planarConfiguration === 2 ? image.getSamplesPerPixel() : 1);
  if (offsets?.length !== parts || counts?.length !== parts) {
    throw damaged(
      name,
      `expected ${parts} ${part}s for ${image.getWidth()} x ${image.getHeight()} cells, found ${offsets?.length ?? 0}`,
    );
  }
  for (let i = 0; i < parts; i++) {
    const end = Number(offsets[i]) + Number(counts[i]);
    if (end <= size) continue;
    throw wrong(
      'tiff.truncated',
      `${name}: ${part} ${i + 1} of ${offsets.length}: expected it to end at byte ${end}, found a file of ${size} bytes; it is cut off, fetch it again.`,
      `${name}: mảnh ${i + 1}/${offsets.length}: phải kết thúc ở byte ${end}, nhưng tệp chỉ có ${size} byte; tệp bị cắt cụt, hãy tải lại.`,
    );
  }
}

function damaged(name: string, reason: string): InputError {
  return wrong(
    'tiff.damaged',
    `${name}: expected a sound GeoTIFF, but it cannot be decoded (${reason}); the file is damaged.`,
    `${name}: không giải mã được GeoTIFF (${reason}); tệp bị hỏng.`,
  );
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

function truncated(name: string, size: number, reason: string): InputError {
  return wrong(
    'tiff.truncated',
    `${name}: expected a whole TIFF directory, found a file of ${size} bytes that ends before it or is damaged (${reason}).`,
    `${name}: cần phần mục lục TIFF nguyên vẹn, gặp tệp ${size} byte bị cắt cụt hoặc hỏng (${reason}).`,
  );
}

/** Numbers as metres: voids become NaN, GDAL's scale and offset are applied. */
async function toElevations(image: GeoTIFFImage, values: ArrayLike<number>, notes: string[]): Promise<Float32Array> {
  const out = values instanceof Float32Array ? values : Float32Array.from(values);
  const declared = image.getGDALNoData();
  let voids: readonly number[];
  if (declared !== null && !Number.isNaN(declared)) voids = [Math.fround(declared)];
  else {
    const integers = image.getSampleFormat() !== 3;
    voids = CUSTOMARY_VOIDS.filter((value) => integers || value === -9999);
  }
  const metadata = (await image.getGDALMetadata(0)) ?? {};
  const scale = Number(metadata.SCALE ?? 1) || 1;
  const offset = Number(metadata.OFFSET ?? 0) || 0;
  let undeclared = 0;
  for (let i = 0; i < out.length; i++) {
    const value = out[i];
    // Beyond any elevation: the lowest float of ESRI and unset memory alike.
    if (value === voids[0] || value === voids[1] || value === voids[2] || !(value > -1e6 && value < 1e6)) {
      if (declared === null && !Number.isNaN(value)) undeclared++;
      out[i] = NaN;
    } else if (scale !== 1 || offset !== 0) out[i] = value * scale + offset;
  }
  if (undeclared > 0)
    notes.push(
      `${undeclared} cells hold a customary void value that the file does not declare; they are taken as no data.`,
    );
  return out;
}
