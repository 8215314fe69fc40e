import proj4, { type Converter } from 'proj4';
import { CRS_TABLE } from './table.ts';

export { CRS_TABLE } from './table.ts';
export { crsOfWkt } from './wkt.ts';

/** A coordinate reference system: projected or geographic, or `local` metres without a place on Earth. */
export interface Crs {
  /** `EPSG:5899`, a proj4 string, or `local`. */
  readonly code: string;
  readonly name: string;
  /** EPSG number where the code has one. */
  readonly epsg: number | undefined;
  /** Longitude/latitude degrees rather than metres. */
  readonly geographic: boolean;
  /** Laboratory cases: metres on a plain ground that the globe shows at 0, 0. */
  readonly local: boolean;
  /** Central meridian in degrees, where the projection has one: places far from it cannot be meant. */
  readonly meridianDeg: number | undefined;
  /** [x, y] in this CRS to [lon, lat] in WGS 84 degrees. */
  toLonLat(position: readonly [number, number]): [number, number];
  /** [lon, lat] in WGS 84 degrees to [x, y] in this CRS. */
  fromLonLat(position: readonly [number, number]): [number, number];
}

/** Metres of one degree at the equator; a `local` city lies around 0, 0 at this scale. */
const METRES_PER_DEGREE = 111319.49079327358;
const WGS84 = '+proj=longlat +datum=WGS84 +no_defs';
const known = new Map<string, Crs>();

/**
 * The CRS of a code of the table, a proj4 string or `local`.
 * @throws Error naming the code and what is accepted.
 */
export function resolveCrs(code: string): Crs {
  const found = known.get(code);
  if (found) return found;
  const crs = makeCrs(code);
  known.set(code, crs);
  return crs;
}

function makeCrs(code: string): Crs {
  if (code === 'local') {
    return {
      code,
      name: 'local',
      epsg: undefined,
      geographic: false,
      local: true,
      meridianDeg: undefined,
      toLonLat: ([x, y]) => [x / METRES_PER_DEGREE, y / METRES_PER_DEGREE],
      fromLonLat: ([lon, lat]) => [lon * METRES_PER_DEGREE, lat * METRES_PER_DEGREE],
    };
  }
  const entry = CRS_TABLE[code];
  const definition = entry?.proj4 ?? (code.trim().startsWith('+proj=') ? code : undefined);
  if (definition === undefined) {
    throw new Error(
      `Unknown CRS "${code}": expected a code of the table (${Object.keys(CRS_TABLE).slice(0, 6).join(', ')}, …), a proj4 string that starts with "+proj=", or "local".`,
    );
  }
  let converter: Converter;
  try {
    converter = proj4(WGS84, definition);
  } catch (cause) {
    throw new Error(`CRS "${code}" is not a proj4 definition that can be read.`, { cause });
  }
  return {
    code,
    name: entry?.name ?? code,
    epsg: /^EPSG:\d+$/.test(code) ? Number(code.slice(5)) : undefined,
    geographic: /\+proj=longlat/.test(definition),
    local: false,
    meridianDeg: meridianOf(definition),
    toLonLat: ([x, y]) => converter.inverse([x, y]) as [number, number],
    fromLonLat: ([lon, lat]) => converter.forward([lon, lat]) as [number, number],
  };
}

function meridianOf(definition: string): number | undefined {
  const zone = /\+zone=(\d+)/.exec(definition)?.[1];
  if (zone) return Number(zone) * 6 - 183;
  const meridian = /\+proj=tmerc.*\+lon_0=(-?[\d.]+)/.exec(definition)?.[1];
  return meridian === undefined ? undefined : Number(meridian);
}

/** Code of the WGS 84 / UTM zone that a place lies in, e.g. `EPSG:32649` for Đà Nẵng. */
export function utmCodeAt([lon, lat]: readonly [number, number]): string {
  const zone = Math.min(60, Math.max(1, Math.floor((lon + 180) / 6) + 1));
  return `EPSG:${(lat < 0 ? 32700 : 32600) + zone}`;
}
