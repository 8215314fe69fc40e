import { LAYERS } from '../../layers/index.ts';
import { LAYER_IDS, type LayerId } from '../../layers/types.ts';
import type { City, Feature, Geometry, LayerData, NetworkLink, NetworkNode, Position } from '../../src/city/index.ts';
import type { FeatureSheet, OpenedCity, SearchResult } from './types.ts';

interface Entry {
  readonly layer: LayerId;
  readonly index: number;
  readonly id: string;
  readonly name: string;
  /** Without marks and case: how people type. */
  readonly plain: string;
  readonly x: number;
  readonly y: number;
  readonly rank: number;
}

/** What can be found: named features once each, and every id. */
export interface Places {
  readonly city: City;
  readonly named: readonly Entry[];
  readonly ids: readonly Entry[];
}

/** Named things first; then what people look for by its number. */
const RANK: Readonly<Record<LayerId, number>> = {
  transport: 0,
  wards: 1,
  facilities: 2,
  stations: 3,
  drainage: 4,
  'water-supply': 5,
  construction: 6,
  land: 7,
  lighting: 8,
  trees: 9,
};

/** `Nguyễn Văn Linh` → `nguyen van linh`. */
export const plainText = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim();

/** Goes once through the City. Names that many features share (a street's stretches) stand once, at their middle one. */
export function placesOf(city: City): Places {
  const named = new Map<string, Entry[]>();
  const ids: Entry[] = [];
  for (const layer of LAYER_IDS) {
    const data = city.layers.get(layer);
    if (!data) continue;
    const { nameKey } = LAYERS[layer].schema;
    const items =
      data.kind === 'features'
        ? data.features.map((f) => ({ id: f.id, at: middleOf(f.geometry), name: nameOf(f, nameKey) }))
        : [
            ...data.links.map((l) => ({ id: l.id, at: l.path[Math.floor(l.path.length / 2)], name: undefined })),
            ...data.nodes.map((n) => ({ id: n.id, at: n.at, name: undefined })),
          ];
    for (const [index, { id, at, name }] of items.entries()) {
      if (!at) continue;
      const place = { layer, index, id, x: at[0], y: at[1], rank: RANK[layer] };
      ids.push({ ...place, name: id, plain: plainText(id) });
      if (!name) continue;
      const key = `${layer} ${name}`;
      const list = named.get(key) ?? [];
      list.push({ ...place, name, plain: plainText(name) });
      named.set(key, list);
    }
  }
  return { city, named: [...named.values()].map((list) => list[Math.floor(list.length / 2)]), ids };
}

/** What people say with a name and the data leave out: `đường Hàm Nghi`, `Hai Chau ward`. */
const KIND_WORDS = /^(duong|pho|phuong|xa) (?=.)|(?<=.) (street|road|ward|commune)$/;
/** An id is worth less than any name. */
const ID_SCORE = 4;
const NO_MATCH = 9;
/** Beginnings of ids that are looked at; the same id is always found. */
const MOST_FOUND = 400;

/** How well a name answers what was typed, 0 the same; {@link NO_MATCH} where it does not. */
function scoreOf(plain: string, wanted: string): number {
  if (plain === wanted) return 0;
  if (plain.startsWith(wanted)) return 1;
  if (plain.includes(` ${wanted}`)) return 2;
  return plain.includes(wanted) ? 3 : NO_MATCH;
}

/** Best first: names that begin with the query, then words in names, then ids. Marks and case do not matter. */
export function search({ city, named, ids }: Places, query: string, limit: number): SearchResult[] {
  const wanted = plainText(query);
  if (wanted === '') return [];
  const bare = wanted.replace(KIND_WORDS, '');
  const found: { entry: Entry; score: number }[] = [];
  for (const entry of named) {
    const whole = scoreOf(entry.plain, wanted);
    const score = bare === wanted ? whole : Math.min(whole, scoreOf(entry.plain, bare) + 0.5);
    if (score < NO_MATCH) found.push({ entry, score });
  }
  if (found.length < limit && wanted.length >= 2) {
    for (const entry of ids) {
      const score = scoreOf(entry.plain, wanted);
      if (score === 0 || (score === 1 && found.length < MOST_FOUND)) found.push({ entry, score: score + ID_SCORE });
    }
  }
  return found
    .sort((a, b) => a.score - b.score || a.entry.rank - b.entry.rank || a.entry.name.localeCompare(b.entry.name, 'vi'))
    .slice(0, limit)
    .map(({ entry }) => {
      const [lon, lat] = city.crs.toLonLat([entry.x, entry.y]);
      const { layer, index, id, name } = entry;
      return { layer, index, id, name, kind: LAYERS[layer].schema.name, lon, lat };
    });
}

/** The nearest two named streets within 60 m as a crossing, one as a street, else the ward that holds the point. */
export function placeName(city: City, _places: Places, lon: number, lat: number): string | undefined {
  const [x, y] = city.crs.fromLonLat([lon, lat]);
  const near = new Map<string, number>();
  const streets = city.layers.get('transport');
  const key = LAYERS.transport.schema.nameKey;
  if (streets?.kind === 'features') {
    for (const feature of streets.features) {
      const name = nameOf(feature, key);
      if (!name) continue;
      const distance = distanceTo(feature.geometry, x, y, 60);
      if (distance < 60 && distance < (near.get(name) ?? 60)) near.set(name, distance);
    }
  }
  const nearest = [...near].sort((a, b) => a[1] - b[1]).slice(0, 2);
  if (nearest.length === 2 && nearest[1][1] < 30) return `${nearest[0][0]} × ${nearest[1][0]}`;
  if (nearest.length > 0) return nearest[0][0];
  const wards = city.layers.get('wards');
  if (wards?.kind !== 'features') return undefined;
  const ward = wards.features.find((feature) => holds(feature.geometry, x, y));
  return ward && nameOf(ward, LAYERS.wards.schema.nameKey);
}

/** Attributes of the feature with an index of the scene (networks: links first, then nodes). */
export function featureAt(city: City, opened: OpenedCity, layer: LayerId, index: number): FeatureSheet | undefined {
  const data = city.layers.get(layer);
  if (!data) return undefined;
  const { schema } = LAYERS[layer];
  const item = itemAt(data, index);
  if (!item) return undefined;
  const at =
    'geometry' in item
      ? middleOf(item.geometry)
      : 'path' in item
        ? item.path[Math.floor(item.path.length / 2)]
        : item.at;
  if (!at) return undefined;
  const [lon, lat] = city.crs.toLonLat([at[0], at[1]]);
  const values: Record<string, unknown> =
    'geometry' in item
      ? { ...item.properties }
      : {
          id: item.id,
          kind: item.kind,
          ...('from' in item ? { from: item.from, to: item.to } : {}),
          ...item.properties,
        };
  const known = schema.attributes
    .filter(({ key }) => values[key] !== undefined && values[key] !== null)
    .map((attribute) => ({ attribute, key: attribute.key, value: values[attribute.key] }));
  const keys = new Set(schema.attributes.map(({ key }) => key));
  const others = Object.keys(values)
    .filter((key) => !keys.has(key) && key !== 'synthetic' && isPlain(values[key]))
    .map((key) => ({ attribute: undefined, key, value: values[key] }));
  const name = schema.nameKey ? values[schema.nameKey] : undefined;
  return {
    layer,
    layerName: schema.name,
    index,
    id: item.id,
    name: typeof name === 'string' && name !== '' ? name : undefined,
    synthetic: values.synthetic === true || (opened.layers.find((row) => row.id === layer)?.synthetic ?? false),
    lon,
    lat,
    rows: [...known, ...others],
  };
}

function itemAt(data: LayerData, index: number): Feature | NetworkLink | NetworkNode | undefined {
  if (data.kind === 'features') return data.features[index];
  return index < data.links.length ? data.links[index] : data.nodes[index - data.links.length];
}

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

function nameOf(feature: Feature, key: string | undefined): string | undefined {
  const name = key ? feature.properties[key] : undefined;
  return typeof name === 'string' && name.trim() !== '' ? name : undefined;
}

/** Every line or ring of a geometry. */
function linesOf(geometry: Geometry): readonly (readonly Position[])[] {
  switch (geometry.type) {
    case 'Point':
      return [[geometry.coordinates]];
    case 'MultiPoint':
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
  }
}

/** A place on or in a feature to look at: the middle of its longest line or ring. */
function middleOf(geometry: Geometry): Position | undefined {
  const lines = [...linesOf(geometry)].sort((a, b) => b.length - a.length);
  const line = lines[0];
  if (!line || line.length === 0) return undefined;
  if (geometry.type.endsWith('Polygon')) {
    const sum = line.reduce(([x, y], point) => [x + point[0], y + point[1]] as const, [0, 0] as const);
    return [sum[0] / line.length, sum[1] / line.length];
  }
  return line[Math.floor(line.length / 2)];
}

function distanceTo(geometry: Geometry, x: number, y: number, limit: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (const line of linesOf(geometry)) {
    for (let i = 1; i < line.length; i++) {
      const [ax, ay] = line[i - 1];
      const [bx, by] = line[i];
      if (Math.min(ax, bx) > x + limit || Math.max(ax, bx) < x - limit) continue;
      if (Math.min(ay, by) > y + limit || Math.max(ay, by) < y - limit) continue;
      const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
      const share = length2 > 0 ? Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2)) : 0;
      best = Math.min(best, Math.hypot(ax + share * (bx - ax) - x, ay + share * (by - ay) - y));
    }
  }
  return best;
}

/** Even-odd rule over all rings. */
function holds(geometry: Geometry, x: number, y: number): boolean {
  if (!geometry.type.endsWith('Polygon')) return false;
  let inside = false;
  for (const ring of linesOf(geometry)) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i];
      const [bx, by] = ring[j];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}
