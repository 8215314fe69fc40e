import { InputError } from '../../src/city/errors.ts';
import { decodeText } from '../../src/city/inp/tokens.ts';
import { isEsriAscii, isTiff, whatIs } from '../raster/read.ts';
import { landClassOf, roadOf, type Tags } from './osm.ts';

/** What a dropped file is for. */
export type FileRole =
  | 'dem'
  | 'prj'
  | 'land'
  | 'buildings'
  | 'roads'
  | 'drainage'
  | 'water-supply'
  | 'city'
  | 'area-pack'
  | 'scenario'
  | 'rain';

const ACCEPTED = {
  en: 'an elevation grid (GeoTIFF, ESRI ASCII with .prj), GeoJSON of land, buildings or streets, an INP file, a city folder, an area pack (*.twin.zip), a scenario or a rain series (CSV)',
  vi: 'lưới cao độ (GeoTIFF, ESRI ASCII kèm .prj), GeoJSON về đất, nhà hoặc đường, tệp INP, thư mục thành phố, gói khu vực (*.twin.zip), kịch bản hoặc chuỗi mưa (CSV)',
};

/**
 * What a file is, by its content; its name only breaks ties.
 * @throws InputError for anything that the product cannot use, with what it is and what could be used
 */
export function identify(bytes: Uint8Array, name: string): FileRole {
  if (isTiff(bytes) || isEsriAscii(bytes)) return 'dem';
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4) return 'area-pack';
  const head = decodeText(bytes.subarray(0, 65536)).replace(/^\uFEFF/, '');
  if (/^\s*(PROJCS|GEOGCS|PROJCRS|GEOGCRS|COMPD_CS)\s*[[(]/i.test(head)) return 'prj';
  if (/^\s*\[(JUNCTIONS?|OPTIONS|TITLE|CONDUITS|PIPES|OUTFALLS)\]/im.test(head)) return ofInp(decodeText(bytes));
  if (/^\s*[{[]/.test(head)) return ofJson(bytes, name);
  if (isRainTable(head)) return 'rain';
  return refuse(name, whatIs(bytes));
}

/** SWMM has conduits and outfalls, EPANET pipes and reservoirs. */
function ofInp(text: string): FileRole {
  return /^\s*\[(PIPES|RESERVOIRS|TANKS)\]/im.test(text) && !/^\s*\[(CONDUITS|OUTFALLS)\]/im.test(text)
    ? 'water-supply'
    : 'drainage';
}

function ofJson(bytes: Uint8Array, name: string): FileRole {
  let json: { readonly type?: unknown; readonly format?: unknown; readonly features?: unknown } | null;
  try {
    json = JSON.parse(decodeText(bytes).replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(
      'json.syntax',
      `${name}: expected JSON, found a mistake in its syntax (${reason}).`,
      `${name}: cần JSON, gặp lỗi cú pháp (${reason}).`,
    );
  }
  const format = String(json?.format ?? '');
  if (format.startsWith('twin-city/')) return 'city';
  if (format.startsWith('twin-scenario/')) return 'scenario';
  if (json?.type === 'FeatureCollection' && Array.isArray(json.features)) {
    return ofFeatures(json.features as { geometry?: { type?: string }; properties?: Tags | null }[], name);
  }
  return refuse(name, {
    en: `JSON of another kind (${Object.keys(json ?? {})
      .slice(0, 5)
      .join(', ')})`,
    vi: 'JSON loại khác',
  });
}

/** The theme that most features speak of. */
function ofFeatures(
  features: readonly { geometry?: { type?: string } | null; properties?: Tags | null }[],
  name: string,
): FileRole {
  const votes = { land: 0, buildings: 0, roads: 0 };
  for (const { geometry, properties } of features.slice(0, 2000)) {
    const tags = properties ?? {};
    const polygon = /Polygon$/.test(String(geometry?.type));
    if (
      polygon &&
      (tags.building !== undefined ||
        tags['building:levels'] !== undefined ||
        tags.heightM !== undefined ||
        tags.floors !== undefined ||
        tags.height !== undefined)
    )
      votes.buildings++;
    else if (polygon && (landClassOf(tags) !== undefined || tags.class !== undefined)) votes.land++;
    else if (/LineString$/.test(String(geometry?.type)) && roadOf(tags)) votes.roads++;
  }
  const [best] = (Object.keys(votes) as (keyof typeof votes)[]).sort((a, b) => votes[b] - votes[a]);
  if (votes[best] > 0) return best;
  // Plain footprints without any tag are told by the file's name alone.
  if (/build|footprint|nha|congtrinh/i.test(name)) return 'buildings';
  return refuse(name, {
    en: `GeoJSON whose features have none of the tags building, highway, landuse, natural or class`,
    vi: 'GeoJSON không có thẻ building, highway, landuse, natural hay class',
  });
}

/** Two columns or more, the second of numbers, under a heading or not. */
function isRainTable(head: string): boolean {
  const lines = head
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .slice(0, 50);
  const rows = lines.map((line) => line.split(/[,;\t]/)).filter((cells) => cells.length >= 2);
  if (rows.length < 2 || rows.length < lines.length - 1) return false;
  const numeric = rows.slice(1).filter((cells) => cells[1].trim() !== '' && Number.isFinite(Number(cells[1])));
  return numeric.length === rows.length - 1;
}

function refuse(name: string, found: { readonly en: string; readonly vi: string }): never {
  throw new InputError(
    'identify.unknown',
    `${name}: expected ${ACCEPTED.en}; found ${found.en}.`,
    `${name}: cần ${ACCEPTED.vi}; gặp ${found.vi}.`,
  );
}
