import type { City, Feature, FeatureLayer } from '../../src/city/types.ts';
import type { SceneGround } from './ground.ts';
import { boxOf, isInside, linesOf, polygonsOf, signedArea2, textOf } from './polygon.ts';
import { distances } from './tubes.ts';
import type { SceneLabel } from './types.ts';

/** Names of streets below this length are left to the list of streets, m. */
const STREET_NAMED_M = 350;

/** Names for the scene, most important first: wards, waters, bridges, streets. */
export function sceneLabels(city: City, ground: SceneGround, offsetM: number): SceneLabel[] {
  const labels: SceneLabel[] = [];
  const put = (text: string, kind: SceneLabel['kind'], x: number, y: number, rank: number, up = 4) => {
    const [lon, lat] = city.crs.toLonLat([x, y]);
    labels.push({ text, kind, at: { lon, lat, heightM: ground.shownAt(x, y) + up + offsetM }, rank });
  };
  for (const ward of featuresOf(city, 'wards')) {
    const at = middleOf(ward);
    if (at && textOf(ward, 'name')) put(textOf(ward, 'name'), 'ward', at[0], at[1], 1, 40);
  }
  const waters = new Map<string, { feature: Pick<Feature, 'geometry'>; area: number }>();
  for (const feature of featuresOf(city, 'land')) {
    const name = textOf(feature, 'name');
    if (feature.properties.class !== 'water' || !name) continue;
    const area = areaOf(feature);
    if (area > (waters.get(name)?.area ?? 0)) waters.set(name, { feature, area });
  }
  for (const water of city.manifest.water) {
    if (!water.name || waters.has(water.name.vi)) continue;
    const feature = { geometry: water.geometry as unknown as Feature['geometry'] };
    waters.set(water.name.vi, { feature, area: areaOf(feature) });
  }
  for (const [name, { feature, area }] of waters) {
    const at = middleOf(feature);
    if (at) put(name, 'water', at[0], at[1], area > 5e5 ? 0 : 2);
  }
  labels.push(...streetLabels(city, ground, offsetM));
  return labels.sort((a, b) => a.rank - b.rank);
}

function streetLabels(city: City, ground: SceneGround, offsetM: number): SceneLabel[] {
  const streets = new Map<
    string,
    { length: number; longest: number; at: readonly [number, number]; bridge: boolean }
  >();
  for (const feature of featuresOf(city, 'transport')) {
    const name = textOf(feature, 'name');
    if (!name) continue;
    for (const line of linesOf(feature.geometry)) {
      const along = distances(line);
      const length = along[along.length - 1];
      const street = streets.get(name) ?? { length: 0, longest: 0, at: line[0], bridge: false };
      street.length += length;
      street.bridge ||= feature.properties.bridge === true && /^Cầu /.test(name);
      if (length > street.longest) {
        street.longest = length;
        street.at = line[line.length >> 1];
      }
      streets.set(name, street);
    }
  }
  const labels: SceneLabel[] = [];
  for (const [text, { length, at, bridge }] of streets) {
    if (!bridge && length < STREET_NAMED_M) continue;
    const [lon, lat] = city.crs.toLonLat([at[0], at[1]]);
    const rank = bridge ? 2 : length > 2500 ? 3 : length > 1200 ? 4 : 5;
    const heightM = ground.shownAt(at[0], at[1]) + (bridge ? 20 : 5) + offsetM;
    labels.push({ text, kind: bridge ? 'bridge' : 'street', at: { lon, lat, heightM }, rank });
  }
  return labels;
}

function featuresOf(city: City, id: 'wards' | 'land' | 'transport'): FeatureLayer['features'] {
  const layer = city.layers.get(id);
  return layer?.kind === 'features' ? layer.features : [];
}

function areaOf(feature: Pick<Feature, 'geometry'>): number {
  return polygonsOf(feature.geometry).reduce((sum, rings) => sum + Math.abs(signedArea2(rings[0])) / 2, 0);
}

/** A point well inside the largest polygon: the one of a coarse grid that is farthest from the outline's corners. */
function middleOf(feature: Pick<Feature, 'geometry'>): [number, number] | undefined {
  const rings = polygonsOf(feature.geometry).sort(
    (a, b) => Math.abs(signedArea2(b[0])) - Math.abs(signedArea2(a[0])),
  )[0];
  if (!rings) return undefined;
  const [x0, y0, x1, y1] = boxOf({ type: 'Polygon', coordinates: rings });
  let best: [number, number] | undefined;
  let farthest = -1;
  const step = Math.max(1, Math.floor(rings[0].length / 120));
  for (let i = 1; i < 14; i++) {
    for (let j = 1; j < 14; j++) {
      const x = x0 + ((x1 - x0) * i) / 14;
      const y = y0 + ((y1 - y0) * j) / 14;
      if (!isInside(rings, x, y)) continue;
      let near = Number.POSITIVE_INFINITY;
      for (let k = 0; k < rings[0].length; k += step) {
        const [px, py] = rings[0][k];
        near = Math.min(near, (px - x) ** 2 + (py - y) ** 2);
      }
      if (near > farthest) {
        farthest = near;
        best = [x, y];
      }
    }
  }
  return best;
}
