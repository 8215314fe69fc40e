import type { LayerId } from '../../layers/types.ts';
import type { Position } from '../../src/city/types.ts';
import { type Basemap, imageTile, makeBasemap } from './basemap.ts';
import { bridgeParts } from './bridges.ts';
import { buildingParts } from './buildings.ts';
import { type SceneGround, sceneGround } from './ground.ts';
import { sceneLabels } from './labels.ts';
import { lampParts, markerParts } from './lamps.ts';
import { makePicker } from './pick.ts';
import { heightTile } from './terrain.ts';
import { treeParts } from './trees.ts';
import { tubeParts } from './tubes.ts';
import type {
  CameraView,
  ImageTileRequest,
  SceneCity,
  SceneHit,
  SceneInput,
  SceneLayer,
  ScenePart,
  SceneRay,
} from './types.ts';

export type * from './types.ts';

/** A City ready to be drawn. Everything is computed on demand; nothing touches a screen. */
export interface SceneModel {
  readonly city: SceneCity;
  readonly ground: SceneGround;
  readonly basemap: Basemap;
  /** Batches of geometry, one at a time: layer after layer, what stands near the first view before the rest. All layers, or one. */
  parts(layerId?: LayerId): Generator<ScenePart>;
  heightTile(level: number, x: number, y: number): Float32Array;
  imageTile(request: ImageTileRequest): ImageBitmap | undefined;
  pick(ray: SceneRay): SceneHit | undefined;
}

/** Order in which layers appear. */
const PART_ORDER: readonly LayerId[] = [
  'construction',
  'transport',
  'trees',
  'lighting',
  'stations',
  'facilities',
  'drainage',
  'water-supply',
];

/** Prepares a City for drawing. */
export function openScene(input: SceneInput): SceneModel {
  const { city } = input;
  const ground = sceneGround(input);
  const offsetM = city.manifest.verticalDatum?.ellipsoidOffsetM ?? 0;
  const described = describe(input, ground, offsetM);
  const basemap = makeBasemap(city, ground);
  const from = city.crs.fromLonLat([described.home.lon, described.home.lat]);
  let picker: ((ray: SceneRay) => SceneHit | undefined) | undefined;
  return {
    city: described,
    ground,
    basemap,
    *parts(layerId) {
      for (const id of layerId ? [layerId] : PART_ORDER) yield* layerParts(input, id, ground, offsetM, from);
    },
    heightTile: (level, x, y) => heightTile(ground, offsetM, described.boundsLonLat, level, x, y),
    imageTile: (request) => imageTile(basemap, request),
    pick(ray) {
      picker ??= makePicker(city, ground);
      return picker(ray);
    },
  };
}

function* layerParts(
  { city }: SceneInput,
  id: LayerId,
  ground: SceneGround,
  offsetM: number,
  from: Position,
): Generator<ScenePart> {
  const layer = city.layers.get(id);
  if (!layer) return;
  if (layer.kind === 'network') {
    yield* tubeParts(layer, ground, offsetM, from);
    return;
  }
  const { features } = layer;
  if (id === 'construction') yield* buildingParts(features, ground, offsetM, from);
  else if (id === 'transport') yield* bridgeParts(features, ground, offsetM);
  else if (id === 'trees') yield* treeParts(features, ground, offsetM, from);
  else if (id === 'lighting') yield* lampParts(features, ground, offsetM, from);
  else if (id === 'stations' || id === 'facilities') yield* markerParts(id, features, ground, offsetM, from);
}

function describe({ city }: SceneInput, ground: SceneGround, offsetM: number): SceneCity {
  const { grid } = ground.raster;
  const box = city.manifest.bounds ?? [
    grid.xMin,
    grid.yMin,
    grid.xMin + grid.cols * grid.cellSizeM,
    grid.yMin + grid.rows * grid.cellSizeM,
  ];
  const corners = [
    [box[0], box[1]],
    [box[2], box[1]],
    [box[2], box[3]],
    [box[0], box[3]],
  ].map(([x, y]) => city.crs.toLonLat([x, y]));
  const lons = corners.map((c) => c[0]);
  const lats = corners.map((c) => c[1]);
  const layers: SceneLayer[] = [...city.layers].map(([id, layer]) => ({
    id,
    ids:
      layer.kind === 'features' ? layer.features.map((f) => f.id) : [...layer.links, ...layer.nodes].map((n) => n.id),
    inImagery: id === 'land' || id === 'transport' || id === 'wards',
  }));
  const home = homeView(city, box);
  const [hx, hy] = city.crs.fromLonLat([home.lon, home.lat]);
  return {
    name: city.manifest.name,
    boundsLonLat: [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)],
    crs: city.crs.code,
    ellipsoidOffsetM: offsetM,
    layers,
    labels: sceneLabels(city, ground, offsetM),
    home,
    homeLevelM: ground.shownAt(hx, hy),
  };
}

/** Where the story of the sample city lies: the bowl of Hàm Nghi, seen towards the river and the peninsula. */
const HAM_NGHI: CameraView = { lon: 108.2138, lat: 16.0645, distanceM: 2900, headingDeg: 26, pitchDeg: 22 };

function homeView(city: SceneInput['city'], box: readonly number[]): CameraView {
  const [x, y] = city.crs.local ? [Number.NaN, Number.NaN] : city.crs.fromLonLat([HAM_NGHI.lon, HAM_NGHI.lat]);
  if (x > box[0] && x < box[2] && y > box[1] && y < box[3]) return HAM_NGHI;
  const [lon, lat] = city.crs.toLonLat([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]);
  const scale = city.crs.geographic ? 111320 : 1;
  const sideM = Math.max(box[2] - box[0], box[3] - box[1]) * scale;
  return { lon, lat, distanceM: Math.max(40, sideM * 1.15), headingDeg: 20, pitchDeg: 38 };
}
