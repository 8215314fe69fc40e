import { CRS_TABLE } from './table.ts';

/** One bracket of a WKT text: `PROJCS["name", …]`. */
interface WktNode {
  readonly keyword: string;
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  readonly children: readonly WktNode[];
}

/** What tells one transverse Mercator grid from another. */
interface Parameters {
  readonly projection: string;
  readonly datum: string;
  readonly lon0: number;
  readonly lat0: number;
  readonly scale: number;
  readonly falseEasting: number;
  readonly falseNorthing: number;
}

export interface WktAnswer {
  /** Code of the table, where the text describes one of its systems. */
  readonly code: string | undefined;
  /** The name that the text gives itself, for messages. */
  readonly found: string;
}

/**
 * The code of the table that a WKT text (a `.prj` of ESRI, WKT 1 or WKT 2) describes: by its EPSG number where it has
 * one, by datum and projection parameters otherwise, because ESRI's files carry names of their own and no numbers.
 */
export function crsOfWkt(wkt: string): WktAnswer {
  const root = parse(wkt);
  if (!root) return { code: undefined, found: wkt.trim().slice(0, 60) };
  const system = find(root, /^(PROJCS|PROJCRS|PROJECTEDCRS)$/) ?? find(root, /^(GEOGCS|GEOGCRS|GEODCRS)$/) ?? root;
  const name = system.texts[0] ?? system.keyword;
  const authority = system.children.find((child) => /^(AUTHORITY|ID)$/.test(child.keyword));
  if (authority?.texts[0]?.toUpperCase() === 'EPSG') {
    const epsg = authority.numbers[0] ?? Number(authority.texts[1]);
    const code = `EPSG:${epsg}`;
    return code in CRS_TABLE ? { code, found: name } : { code: undefined, found: `${name} (${code})` };
  }
  const wanted = parametersOf(system);
  for (const [code, entry] of Object.entries(CRS_TABLE)) {
    if (same(wanted, parametersOfProj(entry.proj4))) return { code, found: name };
  }
  return { code: undefined, found: name };
}

function parse(text: string): WktNode | undefined {
  const tokens = text.match(/"[^"]*"|[A-Za-z_][\w]*|[-+]?[\d.]+(?:[eE][-+]?\d+)?|[[\](),]/g) ?? [];
  let at = 0;
  const node = (): WktNode | undefined => {
    const keyword = tokens[at++];
    if (!keyword || !/^[A-Za-z]/.test(keyword)) return undefined;
    const texts: string[] = [];
    const numbers: number[] = [];
    const children: WktNode[] = [];
    if (tokens[at] !== '[' && tokens[at] !== '(') return { keyword: keyword.toUpperCase(), texts, numbers, children };
    at++;
    while (at < tokens.length && tokens[at] !== ']' && tokens[at] !== ')') {
      const token = tokens[at];
      if (token === ',') at++;
      else if (token.startsWith('"')) {
        texts.push(token.slice(1, -1));
        at++;
      } else if (/^[-+.\d]/.test(token)) {
        numbers.push(Number(token));
        at++;
      } else {
        const child = node();
        if (!child) return undefined;
        children.push(child);
      }
    }
    at++;
    return { keyword: keyword.toUpperCase(), texts, numbers, children };
  };
  return node();
}

function find(node: WktNode, keyword: RegExp): WktNode | undefined {
  if (keyword.test(node.keyword)) return node;
  for (const child of node.children) {
    const found = find(child, keyword);
    if (found) return found;
  }
  return undefined;
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The family of a datum, whatever its spelling: only those of the table matter. */
function datumOf(name: string): string {
  const text = plain(name);
  if (/vn2000|vietnam2000/.test(text)) return 'vn2000';
  if (/osgb|ordnancesurveyofgreatbritain/.test(text)) return 'osgb36';
  if (/wgs84|wgs1984|worldgeodeticsystem1984/.test(text)) return 'wgs84';
  return text;
}

function parametersOf(system: WktNode): Parameters {
  const datum = find(system, /^(DATUM|TRF|ENSEMBLE|GEODETICDATUM)$/)?.texts[0] ?? '';
  const method = find(system, /^(PROJECTION|METHOD)$/)?.texts[0];
  const values = new Map<string, number>();
  const collect = (node: WktNode): void => {
    if (node.keyword === 'PARAMETER') values.set(plain(node.texts[0] ?? ''), node.numbers[0]);
    node.children.forEach(collect);
  };
  collect(system);
  const pick = (otherwise: number, ...names: string[]): number => {
    for (const name of names) {
      const value = values.get(name);
      if (value !== undefined) return value;
    }
    return otherwise;
  };
  return {
    projection: method === undefined ? 'longlat' : projectionOf(method),
    datum: datumOf(datum),
    lon0: pick(0, 'centralmeridian', 'longitudeofnaturalorigin', 'longitudeoforigin'),
    lat0: pick(0, 'latitudeoforigin', 'latitudeofnaturalorigin'),
    scale: pick(1, 'scalefactor', 'scalefactoratnaturalorigin'),
    falseEasting: pick(0, 'falseeasting'),
    falseNorthing: pick(0, 'falsenorthing'),
  };
}

function projectionOf(method: string): string {
  const text = plain(method);
  if (text === 'transversemercator' || text === 'gausskruger') return 'tmerc';
  if (/auxiliarysphere|pseudomercator/.test(text)) return 'webmerc';
  return text;
}

function parametersOfProj(definition: string): Parameters {
  const value = (key: string): string | undefined => new RegExp(`\\+${key}=(\\S+)`).exec(definition)?.[1];
  const number = (key: string, otherwise: number): number => Number(value(key) ?? otherwise);
  const zone = value('zone');
  const utm = value('proj') === 'utm';
  const web = value('nadgrids') === '@null';
  return {
    projection: web ? 'webmerc' : utm ? 'tmerc' : (value('proj') ?? ''),
    datum: /\+ellps=airy/.test(definition) ? 'osgb36' : /\+towgs84=/.test(definition) ? 'vn2000' : 'wgs84',
    lon0: zone ? Number(zone) * 6 - 183 : number('lon_0', 0),
    lat0: number('lat_0', 0),
    scale: utm ? 0.9996 : web ? 1 : number('k', 1),
    falseEasting: utm ? 500000 : number('x_0', 0),
    falseNorthing: utm ? (/\+south/.test(definition) ? 1e7 : 0) : number('y_0', 0),
  };
}

function same(a: Parameters, b: Parameters): boolean {
  const near = (x: number, y: number, by: number): boolean => Math.abs(x - y) <= by;
  return (
    a.projection === b.projection &&
    a.datum === b.datum &&
    near(a.lon0, b.lon0, 1e-6) &&
    near(a.lat0, b.lat0, 1e-6) &&
    near(a.scale, b.scale, 1e-9) &&
    near(a.falseEasting, b.falseEasting, 0.01) &&
    near(a.falseNorthing, b.falseNorthing, 0.01)
  );
}
