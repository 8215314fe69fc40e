import { ringArea } from '../../layers/polygons.ts';
import type { LayerId, LayerSchema } from '../../layers/types.ts';
import type { Whereabouts } from '../../src/city/axes.ts';
import { readFeatures } from '../../src/city/geojson.ts';
import type { CityNote, Feature, Position } from '../../src/city/types.ts';
import { type Box, clipLine, clipPolygon } from './clip.ts';
import { buildingOf, landClassOf, roadOf, type Tags } from './osm.ts';

export interface ThemeReport {
  readonly id: LayerId;
  /** Features written. */
  readonly features: number;
  /** Features of the file that lie outside the terrain. */
  readonly outside: number;
  /** Features whose tags say nothing that the layer could use. */
  readonly unused: number;
  readonly notes: readonly string[];
}

export interface Theme {
  readonly bytes: Uint8Array;
  readonly features: readonly Feature[];
  readonly report: ThemeReport;
  readonly cityNotes: readonly CityNote[];
}

/** Foreign files are read without judging their attributes: those are translated first. */
const anyOf = (id: LayerId, geometry: LayerSchema['geometry']): LayerSchema => ({
  id,
  name: { vi: id, en: id },
  format: 'geojson',
  geometry,
  attributes: [],
});

const OWN_LAND_KEYS = ['imperviousShare', 'manning', 'infiltrationMmH', 'sewered', 'synthetic'];

/** Land cover from OpenStreetMap tags or the City's own `class`; small areas are put over large ones. */
export function importLand(bytes: Uint8Array, file: string, city: Whereabouts, box: Box): Theme {
  const { layer, notes } = readFeatures(bytes, file, anyOf('land', ['Polygon']), city);
  const kept: { readonly feature: Feature; readonly area: number }[] = [];
  let [outside, unused] = [0, 0];
  for (const feature of layer.features) {
    const tags: Tags = feature.properties;
    const known = typeof tags.class === 'string' ? tags.class : landClassOf(tags);
    if (known === undefined) {
      unused++;
      continue;
    }
    const polygons = polygonsOf(feature).flatMap((rings) => {
      const clipped = clipPolygon(rings, box);
      return clipped ? [clipped] : [];
    });
    const area = polygons.reduce((sum, rings) => sum + ringArea(rings[0]), 0);
    if (area < 1) {
      outside++;
      continue;
    }
    const own = Object.fromEntries(OWN_LAND_KEYS.flatMap((key) => (tags[key] === undefined ? [] : [[key, tags[key]]])));
    kept.push({
      area,
      feature: {
        id: feature.id,
        geometry: polygonal(polygons),
        properties: { class: known, ...nameOf(tags), areaM2: Math.round(area), ...own },
      },
    });
  }
  kept.sort((a, b) => b.area - a.area);
  const features = kept.map(({ feature }) => feature);
  return theme('land', features, outside, unused, notes, [], city);
}

/** Buildings with a height from `height` or `building:levels`, assumed where neither is there. */
export function importBuildings(bytes: Uint8Array, file: string, city: Whereabouts, box: Box): Theme {
  const { layer, notes } = readFeatures(bytes, file, anyOf('construction', ['Polygon']), city);
  const features: Feature[] = [];
  let [outside, assumed] = [0, 0];
  for (const feature of layer.features) {
    // A building is in the city or not; half of one would stand open at the edge.
    const polygons = polygonsOf(feature).filter((rings) => rings[0].every((position) => inBox(position, box)));
    if (polygons.length === 0) {
      outside++;
      continue;
    }
    const building = buildingOf(feature.properties);
    if (building.assumed) assumed++;
    features.push({ id: feature.id, geometry: polygonal(polygons), properties: building.properties });
  }
  const say = assumed > 0 ? [`${assumed} buildings have no height; 6 m is assumed.`] : [];
  return theme('construction', features, outside, 0, notes, say, city);
}

/** Streets with class and width from `highway`, `lanes` and `width`, cut at the terrain's edge. */
export function importRoads(bytes: Uint8Array, file: string, city: Whereabouts, box: Box): Theme {
  const { layer, notes } = readFeatures(bytes, file, anyOf('transport', ['LineString', 'Polygon']), city);
  const features: Feature[] = [];
  let [outside, unused] = [0, 0];
  for (const { id, geometry, properties } of layer.features) {
    const road = roadOf(properties);
    const lines =
      geometry.type === 'LineString'
        ? [geometry.coordinates]
        : geometry.type === 'MultiLineString'
          ? geometry.coordinates
          : [];
    if (!road || lines.length === 0) {
      unused++;
      continue;
    }
    const parts = lines.flatMap((line) => clipLine(line, box));
    if (parts.length === 0) outside++;
    parts.forEach((part, i) => {
      features.push({
        id: parts.length > 1 ? `${id}-${i + 1}` : id,
        geometry: { type: 'LineString', coordinates: part },
        properties: road,
      });
    });
  }
  return theme('transport', features, outside, unused, notes, [], city);
}

const nameOf = (tags: Tags): { readonly name?: string } =>
  typeof tags.name === 'string' && tags.name !== '' ? { name: tags.name } : {};

const inBox = ([x, y]: Position, box: Box): boolean => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];

function polygonsOf({ geometry }: Feature): readonly (readonly (readonly Position[])[])[] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}

function polygonal(polygons: readonly (readonly (readonly Position[])[])[]): Feature['geometry'] {
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0] }
    : { type: 'MultiPolygon', coordinates: polygons };
}

function theme(
  id: LayerId,
  features: readonly Feature[],
  outside: number,
  unused: number,
  cityNotes: readonly CityNote[],
  notes: readonly string[],
  city: Whereabouts,
): Theme {
  return {
    features,
    bytes: writeFeatures(features, city),
    cityNotes,
    report: { id, features: features.length, outside, unused, notes },
  };
}

/** Features as GeoJSON in longitude/latitude (x, y of a local city), to 1 cm. */
export function writeFeatures(features: readonly Feature[], { crs }: Whereabouts): Uint8Array {
  const place = (position: Position): Position => {
    if (crs.local) return [Math.round(position[0] * 100) / 100, Math.round(position[1] * 100) / 100];
    const [lon, lat] = crs.toLonLat(position);
    return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
  };
  const map = (value: unknown): unknown =>
    Array.isArray(value) && typeof value[0] === 'number'
      ? place(value as unknown as Position)
      : (value as unknown[]).map(map);
  const lines = features.map(({ id, geometry, properties }) =>
    JSON.stringify({
      type: 'Feature',
      geometry: { type: geometry.type, coordinates: map(geometry.coordinates) },
      properties: { id, ...properties },
    }),
  );
  return new TextEncoder().encode(`{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`);
}
