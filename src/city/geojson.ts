import { fitsAttribute, sayWrongValue } from '../../layers/checks.ts';
import type { Attribute, LayerSchema } from '../../layers/types.ts';
import { CRS_TABLE, resolveCrs } from '../crs/index.ts';
import { type Reading, readAxes, sample, type Whereabouts } from './axes.ts';
import { InputError } from './errors.ts';
import { decodeText } from './inp/tokens.ts';
import { parseJson } from './manifest.ts';
import type { CityNote, Feature, FeatureLayer, Geometry, Position } from './types.ts';

/** A feature as JSON has it: everything is still to be checked. */
interface RawFeature {
  readonly id?: unknown;
  readonly geometry?: { readonly type?: unknown; readonly coordinates?: unknown } | null;
  readonly properties?: Record<string, unknown> | null;
}

/** How deep the positions of each geometry lie. */
const DEPTH: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

/**
 * A GeoJSON file as a layer in the City's CRS, checked against the layer's schema. The parsed arrays are projected in
 * place and kept: nothing is copied on the way, because a city may have a million vertices.
 * @throws InputError naming the feature, what was expected and what was found, where the file's structure is broken
 */
export function readFeatures(
  bytes: Uint8Array,
  file: string,
  schema: LayerSchema,
  city: Whereabouts,
): { readonly layer: FeatureLayer; readonly notes: readonly CityNote[] } {
  const json = parseJson(decodeText(bytes), file);
  const raw = featuresOf(json, file);
  const notes = new Notes(file);
  const usable: { readonly feature: RawFeature; readonly index: number }[] = [];
  raw.forEach((feature, index) => {
    if (isUsable(feature, index, schema, file, notes)) usable.push({ feature, index });
  });
  const reading = axesOf(
    json,
    usable.map(({ feature }) => feature),
    city,
    file,
  );
  const project = projector(reading, city);
  const features = usable.map(({ feature, index }): Feature => {
    const geometry = feature.geometry as { type: string; coordinates: unknown[] };
    const id = idOf(feature, schema, index);
    checkPositions(geometry.coordinates, DEPTH[geometry.type], () => placeOf(index, id, file), project);
    const properties = feature.properties ?? {};
    checkProperties(properties, schema.attributes, id, notes);
    return { id, geometry: geometry as unknown as Geometry, properties };
  });
  return { layer: { kind: 'features', id: schema.id, features }, notes: [...reading.notes, ...notes.all()] };
}

function featuresOf(json: unknown, file: string): RawFeature[] {
  const root = json as { type?: unknown; features?: unknown } | null;
  if (root?.type === 'Feature') return [root as RawFeature];
  if (root?.type === 'FeatureCollection' && Array.isArray(root.features)) return root.features as RawFeature[];
  const found =
    root === null || typeof root !== 'object'
      ? typeof json
      : JSON.stringify(root.type ?? Object.keys(root).slice(0, 4));
  throw new InputError(
    'geojson.collection',
    `${file}: expected a GeoJSON FeatureCollection, found ${found}.`,
    `${file}: cần GeoJSON FeatureCollection, gặp ${found}.`,
  );
}

const placeOf = (index: number, id: string, file: string): string => `${file}: feature ${index + 1} ("${id}")`;

function idOf(feature: RawFeature, schema: LayerSchema, index: number): string {
  const id = feature.properties?.id ?? feature.id;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : `${schema.id}-${index + 1}`;
}

/** Features without a place or of another kind than the layer's are left out and told. */
function isUsable(feature: RawFeature, index: number, schema: LayerSchema, file: string, notes: Notes): boolean {
  if (typeof feature !== 'object' || feature === null) {
    throw new InputError(
      'geojson.feature',
      `${file}: feature ${index + 1}: expected an object, found ${JSON.stringify(feature)?.slice(0, 40)}.`,
      `${file}: đối tượng ${index + 1}: cần một đối tượng JSON, gặp ${JSON.stringify(feature)?.slice(0, 40)}.`,
    );
  }
  const id = idOf(feature, schema, index);
  const { geometry } = feature;
  if (geometry === null || geometry === undefined) {
    notes.add('geojson.no-geometry', id, 'It has no geometry and was left out.', 'Không có hình học nên bị bỏ qua.');
    return false;
  }
  const type = String(geometry.type);
  if (!(type in DEPTH) && type !== 'GeometryCollection') {
    throw new InputError(
      'geojson.geometry',
      `${placeOf(index, id, file)}: expected a geometry (${schema.geometry.join(', ')}), found type ${JSON.stringify(geometry.type)}.`,
      `${placeOf(index, id, file)}: cần hình học (${schema.geometry.join(', ')}), gặp ${JSON.stringify(geometry.type)}.`,
    );
  }
  if (!schema.geometry.some((kind) => type === kind || type === `Multi${kind}`)) {
    const kinds = schema.geometry.join(', ');
    notes.add(
      'geojson.other-geometry',
      id,
      `Expected ${kinds}, found ${type}: left out.`,
      `Cần ${kinds}, gặp ${type}: bị bỏ qua.`,
    );
    return false;
  }
  if (!Array.isArray(geometry.coordinates)) {
    throw new InputError(
      'geojson.coordinates',
      `${placeOf(index, id, file)}: expected "coordinates" as an array, found ${JSON.stringify(geometry.coordinates)?.slice(0, 40)}.`,
      `${placeOf(index, id, file)}: cần "coordinates" là mảng, gặp ${JSON.stringify(geometry.coordinates)?.slice(0, 40)}.`,
    );
  }
  if (geometry.coordinates.length === 0) {
    notes.add('geojson.no-geometry', id, 'Its geometry is empty; left out.', 'Hình học rỗng nên bị bỏ qua.');
    return false;
  }
  return true;
}

/** Old GeoJSON names its CRS; today's is longitude/latitude. */
function axesOf(json: unknown, features: readonly RawFeature[], city: Whereabouts, file: string): Reading {
  const named = (json as { crs?: { properties?: { name?: unknown } } }).crs?.properties?.name;
  const epsg = typeof named === 'string' ? /EPSG:+(\d+)$/.exec(named)?.[1] : undefined;
  const code = epsg === undefined || !(`EPSG:${epsg}` in CRS_TABLE) ? 'EPSG:4326' : `EPSG:${epsg}`;
  return readAxes(sample(features).flatMap(firstPosition), resolveCrs(code), city, file);
}

function firstPosition({ geometry }: RawFeature): Position[] {
  let at: unknown = geometry?.coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  return Array.isArray(at) && typeof at[0] === 'number' && typeof at[1] === 'number' ? [[at[0], at[1]]] : [];
}

/** Rewrites one position in place. */
type Project = (position: number[]) => void;

function projector({ northFirst, crs }: Reading, city: Whereabouts): Project {
  const same = crs.code === city.crs.code;
  return (position) => {
    const place: [number, number] = northFirst ? [position[1], position[0]] : [position[0], position[1]];
    const [x, y] = same
      ? place
      : city.crs.fromLonLat(crs.geographic && crs.code === 'EPSG:4326' ? place : crs.toLonLat(place));
    position[0] = x;
    position[1] = y;
    // Heights of vertices are not used: levels are attributes.
    if (position.length > 2) position.length = 2;
  };
}

function checkPositions(coordinates: unknown[], depth: number, place: () => string, project: Project): void {
  if (depth > 0) {
    for (const inner of coordinates) {
      if (!Array.isArray(inner)) throw badPosition(place(), inner);
      checkPositions(inner, depth - 1, place, project);
    }
    return;
  }
  const [x, y] = coordinates;
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) {
    throw badPosition(place(), coordinates);
  }
  project(coordinates as number[]);
  if (!Number.isFinite(coordinates[0]) || !Number.isFinite(coordinates[1])) throw badPosition(place(), [x, y]);
}

function badPosition(place: string, found: unknown): InputError {
  const shown = JSON.stringify(found)?.slice(0, 60);
  return new InputError(
    'geojson.position',
    `${place}: expected a position [x, y] of two numbers that the coordinate system can take, found ${shown}.`,
    `${place}: cần tọa độ [x, y] gồm hai số dùng được trong hệ tọa độ, gặp ${shown}.`,
  );
}

/**
 * Values of the wrong type are taken out, so that nothing downstream meets text where it expects metres. Numbers beyond
 * the believable range stay: laboratory cases have them on purpose.
 */
function checkProperties(
  properties: Record<string, unknown>,
  attributes: readonly Attribute[],
  id: string,
  notes: Notes,
): void {
  for (const attribute of attributes) {
    const { key } = attribute;
    const value = properties[key];
    if (value === undefined || value === null) {
      if (attribute.required && key !== 'id') {
        notes.add(`attribute.missing:${key}`, id, `"${key}" is missing.`, `Thiếu "${key}".`);
      }
      if (value === null) delete properties[key];
      continue;
    }
    if (fitsAttribute(attribute, value)) continue;
    const numeric = attribute.type === 'number' || attribute.type === 'integer';
    if (numeric && typeof value === 'string' && value.trim() !== '' && fitsAttribute(attribute, Number(value))) {
      properties[key] = Number(value);
      continue;
    }
    const { vi, en } = sayWrongValue(attribute, value);
    const kept = numeric ? typeof value === 'number' : attribute.type === 'class' && typeof value === 'string';
    if (!kept) delete properties[key];
    notes.add(
      `attribute.wrong:${key}`,
      id,
      kept ? en : `${en} The value is not used.`,
      kept ? vi : `${vi} Giá trị không được dùng.`,
    );
  }
}

/** Notes of one kind are told once, with the first feature and the number of others. */
class Notes {
  private readonly kinds = new Map<string, { readonly first: CityNote; count: number }>();

  constructor(private readonly file: string) {}

  add(kind: string, place: string, en: string, vi: string): void {
    const known = this.kinds.get(kind);
    if (known) known.count++;
    else
      this.kinds.set(kind, {
        first: { code: kind.split(':')[0], file: this.file, place, message: { vi, en } },
        count: 1,
      });
  }

  all(): CityNote[] {
    return [...this.kinds.values()].map(({ first, count }) => {
      if (count === 1) return first;
      const { vi, en } = first.message;
      const others = count - 1;
      return {
        ...first,
        message: {
          vi: `${vi} (và ${others} đối tượng khác)`,
          en: `${en} (and ${others} other feature${others > 1 ? 's' : ''})`,
        },
      };
    });
  }
}
