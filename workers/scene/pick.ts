import Flatbush from 'flatbush';
import type { LayerId } from '../../layers/types.ts';
import type { City, Feature, NetworkLayer } from '../../src/city/types.ts';
import type { SceneGround } from './ground.ts';
import { column, distanceTo, FARTHEST_M, groundAlong, type Path, solid, tubeAlong } from './hits.ts';
import { boxOf, isInside, linesOf, numberOf, polygonsOf } from './polygon.ts';
import { buriedOf } from './tubes.ts';
import type { SceneHit, SceneRay } from './types.ts';

/** Higher than anything that stands on the ground of the city, m. */
const TALLEST_M = 260;
/** Length of the pieces a ray is looked along, m. */
const PIECE_M = 60;

interface Indexed {
  readonly layerId: LayerId;
  readonly features: readonly Feature[];
  readonly index: Flatbush;
}

/**
 * Finds what a ray hits from the data itself: no second drawing pass, the same in a worker and in Node.
 * A hit is the nearest solid; where there is none, the street, land or ward on the ground.
 */
export function makePicker(city: City, ground: SceneGround): (ray: SceneRay) => SceneHit | undefined {
  const layers = new Map<LayerId, Indexed>();
  const networks: { layer: NetworkLayer; index: Flatbush }[] = [];
  for (const [layerId, layer] of city.layers) {
    if (layer.kind === 'features') {
      if (layer.features.length > 0)
        layers.set(layerId, { layerId, features: layer.features, index: indexOf(layer.features) });
    } else if (layer.links.length + layer.nodes.length > 0) {
      networks.push({ layer, index: indexOfNetwork(layer) });
    }
  }
  return (ray) => pick(ray, ground, layers, networks);
}

function indexOf(features: readonly Feature[]): Flatbush {
  const index = new Flatbush(features.length);
  for (const f of features) index.add(...boxOf(f.geometry));
  index.finish();
  return index;
}

function indexOfNetwork(layer: NetworkLayer): Flatbush {
  const index = new Flatbush(layer.links.length + layer.nodes.length);
  for (const { path } of layer.links) {
    if (path.length > 0) index.add(...boxOf({ type: 'LineString', coordinates: path }));
    else index.add(Number.NaN, Number.NaN, Number.NaN, Number.NaN);
  }
  for (const { at } of layer.nodes) index.add(at?.[0] ?? Number.NaN, at?.[1] ?? Number.NaN);
  index.finish();
  return index;
}

interface Candidate {
  readonly s: number;
  readonly layerId: LayerId;
  readonly index: number;
  readonly id: string;
}

function pick(
  ray: SceneRay,
  ground: SceneGround,
  layers: ReadonlyMap<LayerId, Indexed>,
  networks: readonly { layer: NetworkLayer; index: Flatbush }[],
): SceneHit | undefined {
  const length = Math.hypot(...ray.along);
  if (!(length > 0)) return undefined;
  const [dx, dy, dz] = ray.along.map((v) => v / length);
  const path: Path = { x: ray.from[0], y: ray.from[1], z: ray.from[2], dx, dy, dz };
  const end = groundAlong(path, ground);
  const reach = ray.underground ? (end ?? FARTHEST_M / 20) + 40 / Math.max(0.05, -dz) : (end ?? FARTHEST_M / 4);

  const shown = new Set(ray.layers);
  let best: Candidate | undefined;
  const nearer = (c: Candidate | undefined) => {
    if (c && (!best || c.s < best.s)) best = c;
  };
  const first =
    dz < 0
      ? Math.max(
          0,
          (path.z - TALLEST_M - (end === undefined ? 0 : ground.shownAt(path.x + dx * end, path.y + dy * end))) / -dz,
        )
      : 0;
  for (let s = Math.min(first, reach); s < reach && !best; s += PIECE_M) {
    const to = Math.min(reach, s + PIECE_M);
    const pad = 12 + ray.slack * to;
    const box: [number, number, number, number] = [
      Math.min(path.x + dx * s, path.x + dx * to) - pad,
      Math.min(path.y + dy * s, path.y + dy * to) - pad,
      Math.max(path.x + dx * s, path.x + dx * to) + pad,
      Math.max(path.y + dy * s, path.y + dy * to) + pad,
    ];
    if (!ray.underground || (end !== undefined && s < end)) {
      for (const { layerId, features, index } of layers.values()) {
        if (!shown.has(layerId) || (ray.underground && layerId === 'construction')) continue;
        for (const i of index.search(...box)) {
          const at = solid(path, layerId, features[i], ground, ray.slack);
          if (at !== undefined && at <= reach) nearer({ s: at, layerId, index: i, id: features[i].id });
        }
      }
    }
    if (ray.underground)
      for (const n of networks) if (shown.has(n.layer.id)) nearer(buried(path, n, box, ground, ray.slack));
  }
  if (best) return hitAt(path, best.s, ground, best);
  if (end === undefined) return undefined;
  return hitAt(path, end, ground, onGround(path, end, shown, layers, networks, ray.slack));
}

function hitAt(path: Path, s: number, ground: SceneGround, c: Omit<Candidate, 's'> | undefined): SceneHit {
  const x = path.x + path.dx * s;
  const y = path.y + path.dy * s;
  return {
    feature: c && { layerId: c.layerId, index: c.index, id: c.id },
    x,
    y,
    levelM: path.z + path.dz * s,
    groundM: ground.levelAt(x, y),
  };
}

function buried(
  path: Path,
  { layer, index }: { layer: NetworkLayer; index: Flatbush },
  box: readonly [number, number, number, number],
  ground: SceneGround,
  slack: number,
): Candidate | undefined {
  let best: Candidate | undefined;
  const links = layer.links.length;
  for (const i of index.search(box[0], box[1], box[2], box[3])) {
    let s: number | undefined;
    let id: string;
    if (i < links) {
      id = layer.links[i].id;
      const pipe = buriedOf(layer.links[i], layer.id, ground);
      s = pipe && tubeAlong(path, pipe, slack);
    } else {
      const node = layer.nodes[i - links];
      id = node.id;
      if (!node.at) continue;
      const top = ground.shownAt(node.at[0], node.at[1]);
      s = column(path, node.at[0], node.at[1], numberOf(node, 'invertM', top - 2), top, 0.7, slack);
    }
    if (s !== undefined && (!best || s < best.s)) best = { s, layerId: layer.id, index: i, id };
  }
  return best;
}

function onGround(
  path: Path,
  s: number,
  shown: ReadonlySet<LayerId>,
  layers: ReadonlyMap<LayerId, Indexed>,
  networks: readonly { layer: NetworkLayer; index: Flatbush }[],
  slack: number,
): Candidate | undefined {
  const x = path.x + path.dx * s;
  const y = path.y + path.dy * s;
  const near = 2 + slack * s;
  for (const { layer, index } of networks) {
    if (!shown.has(layer.id) || layer.id !== 'drainage' || slack * s > 3) continue;
    // A manhole's cover can be hit on the street.
    for (const i of index.search(x - near, y - near, x + near, y + near)) {
      const node = layer.nodes[i - layer.links.length];
      if (node?.at && Math.hypot(node.at[0] - x, node.at[1] - y) < 0.8 + slack * s) {
        return { s, layerId: layer.id, index: i, id: node.id };
      }
    }
  }
  const streets = shown.has('transport') ? layers.get('transport') : undefined;
  if (streets) {
    let best: Candidate | undefined;
    let closest = Number.POSITIVE_INFINITY;
    for (const i of streets.index.search(x - 60, y - 60, x + 60, y + 60)) {
      const feature = streets.features[i];
      if (feature.properties.bridge === true) continue;
      const half = numberOf(feature, 'widthM', 6) / 2 + slack * s * 0.5;
      for (const line of linesOf(feature.geometry)) {
        for (let k = 1; k < line.length; k++) {
          const d = distanceTo(line[k - 1], line[k], x, y);
          if (d < half && d / half < closest) {
            closest = d / half;
            best = { s, layerId: 'transport', index: i, id: feature.id };
          }
        }
      }
    }
    if (best) return best;
  }
  for (const id of ['land', 'wards'] as const) {
    const layer = shown.has(id) ? layers.get(id) : undefined;
    if (!layer) continue;
    // Later features lie over earlier ones.
    for (const i of layer.index.search(x, y, x, y).sort((a, b) => b - a)) {
      if (polygonsOf(layer.features[i].geometry).some((rings) => isInside(rings, x, y))) {
        return { s, layerId: id, index: i, id: layer.features[i].id };
      }
    }
  }
  return undefined;
}
