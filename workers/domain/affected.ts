import type { City } from '../../src/city/types.ts';
import type { Assessment } from '../impact/index.ts';

/** Affected buildings and shut roads as GeoJSON: longitude and latitude, or x, y in a local City. */
export function affectedGeoJson(
  { layers, crs }: City,
  { buildings, roads }: Assessment,
): Readonly<Record<string, string>> {
  const turned = (at: unknown): unknown =>
    Array.isArray(at) && typeof at[0] === 'number'
      ? crs.local
        ? at
        : crs.toLonLat([at[0], at[1]])
      : (at as unknown[]).map(turned);
  const collection = (layer: 'construction' | 'transport', rows: readonly { readonly id: string }[]): string => {
    const data = layers.get(layer);
    const byId = new Map((data?.kind === 'features' ? data.features : []).map((feature) => [feature.id, feature]));
    const features = rows.flatMap(({ id, ...properties }) => {
      const feature = byId.get(id);
      if (!feature) return [];
      const { type, coordinates } = feature.geometry;
      return [
        {
          type: 'Feature',
          id,
          properties: { id, ...properties },
          geometry: { type, coordinates: turned(coordinates) },
        },
      ];
    });
    return `${JSON.stringify({ type: 'FeatureCollection', features })}\n`;
  };
  return {
    'buildings.geojson': collection('construction', buildings),
    'roads.geojson': collection('transport', roads),
  };
}
