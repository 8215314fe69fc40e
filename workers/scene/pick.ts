import Flatbush from 'flatbush';
import type { LayerId } from '../../layers/types.ts';
import type { City, Feature, NetworkLayer } from '../../src/city/types.ts';
import { deckOf } from './bridges.ts';
import { extentOf } from './buildings.ts';
import type { SceneGround } from './ground.ts';
import { markerTopM } from './lamps.ts';
import { boxOf, isInside, linesOf, numberOf, pointsOf, polygonsOf } from './polygon.ts';
import { treeOf } from './trees.ts';
import { buriedOf } from './tubes.ts';
import type { SceneHit, SceneRay } from './types.ts';

/** Higher than anything that stands on the ground of the city, m. */
const TALLEST_M = 260;
/** Length of the pieces a ray is looked along, m. */
const PIECE_M = 60;
const FARTHEST_M = 60000;

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

/** The ray by its length in metres: point and level at `s`. */
interface Path {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly dx: number;
  readonly dy: number;
  readonly dz: number;
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

/** Length along the ray to the drawn ground; undefined where it meets none. */
function groundAlong(path: Path, ground: SceneGround): number | undefined {
  const above = (s: number) => path.z + path.dz * s - ground.shownAt(path.x + path.dx * s, path.y + path.dy * s);
  let s = 0;
  let gap = above(0);
  if (gap <= 0) return 0;
  while (s < FARTHEST_M) {
    const step = Math.max(6, gap * 0.5);
    const next = above(s + step);
    if (next <= 0) {
      let low = s;
      let high = s + step;
      for (let k = 0; k < 24; k++) {
        const mid = (low + high) / 2;
        if (above(mid) > 0) low = mid;
        else high = mid;
      }
      return high;
    }
    s += step;
    gap = next;
    if (path.dz >= 0 && gap > 3000) return undefined;
  }
  return undefined;
}

/** Length along the ray to a solid thing; undefined where it passes by. */
function solid(path: Path, layerId: LayerId, feature: Feature, ground: SceneGround, slack: number): number | undefined {
  if (layerId === 'construction') return prism(path, feature, ground);
  if (layerId === 'transport')
    return feature.properties.bridge === true ? deck(path, feature, ground, slack) : undefined;
  for (const [x, y] of pointsOf(feature.geometry)) {
    const foot = ground.shownAt(x, y);
    let at: number | undefined;
    if (layerId === 'trees') {
      const tree = treeOf(feature);
      at = column(path, x, y, foot, foot + tree.heightM, tree.crownM * 0.42, slack);
    } else if (layerId === 'lighting') {
      at = column(path, x, y, foot, foot + numberOf(feature, 'heightM', 2), 0.4, slack);
    } else if (layerId === 'stations' || layerId === 'facilities') {
      at = column(path, x, y, foot, foot + markerTopM(layerId) + 5, 4, slack);
    }
    if (at !== undefined) return at;
  }
  return undefined;
}

/** A standing cylinder, fattened by the slack of a click. */
function column(path: Path, x: number, y: number, low: number, high: number, radius: number, slack: number) {
  const flat2 = path.dx * path.dx + path.dy * path.dy;
  if (flat2 < 1e-9) return undefined;
  const s = ((x - path.x) * path.dx + (y - path.y) * path.dy) / flat2;
  if (s <= 0) return undefined;
  const r = radius + slack * s;
  if (Math.hypot(path.x + path.dx * s - x, path.y + path.dy * s - y) > r) return undefined;
  const z = path.z + path.dz * s;
  const tall = slack * s + (r * Math.abs(path.dz)) / Math.sqrt(flat2);
  return z > low - tall && z < high + tall ? s : undefined;
}

/** Walls and roof of a building. */
function prism(path: Path, feature: Feature, ground: SceneGround): number | undefined {
  let best: number | undefined;
  for (const rings of polygonsOf(feature.geometry)) {
    const { footM, eavesM } = extentOf(feature, rings, ground);
    const cuts: number[] = [];
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const ex = ring[i][0] - ring[j][0];
        const ey = ring[i][1] - ring[j][1];
        const det = path.dx * ey - path.dy * ex;
        if (Math.abs(det) < 1e-12) continue;
        const wx = ring[j][0] - path.x;
        const wy = ring[j][1] - path.y;
        const u = (wx * path.dy - wy * path.dx) / det;
        if (u >= 0 && u < 1) cuts.push((wx * ey - wy * ex) / det);
      }
    }
    if (isInside(rings, path.x, path.y)) cuts.push(0);
    cuts.sort((a, b) => a - b);
    for (let k = 0; k + 1 < cuts.length; k += 2) {
      if (cuts[k + 1] < 0) continue;
      const enter = Math.max(0, cuts[k]);
      const zIn = path.z + path.dz * enter;
      const zOut = path.z + path.dz * cuts[k + 1];
      let at: number | undefined;
      if (zIn <= eavesM && zIn >= footM - 2) at = enter;
      else if (zIn > eavesM && zOut < eavesM) at = (eavesM - path.z) / path.dz;
      if (at !== undefined && (best === undefined || at < best)) best = at;
    }
  }
  return best;
}

function deck(path: Path, feature: Feature, ground: SceneGround, slack: number): number | undefined {
  if (path.dz >= -1e-6) return undefined;
  for (const line of linesOf(feature.geometry)) {
    if (line.length < 2) continue;
    const { path: axis, levelM, widthM } = deckOf(feature, line, ground);
    for (let i = 1; i < axis.length; i++) {
      const s = (path.z - (levelM[i] + levelM[i - 1]) / 2) / -path.dz;
      const d = distanceTo(axis[i - 1], axis[i], path.x + path.dx * s, path.y + path.dy * s);
      if (s > 0 && d < widthM / 2 + slack * s * 0.5) return s;
    }
  }
  return undefined;
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

/** Nearest approach of the ray to a pipe's axis, where it is inside the pipe (and the slack of a click). */
function tubeAlong(path: Path, pipe: NonNullable<ReturnType<typeof buriedOf>>, slack: number): number | undefined {
  let best: number | undefined;
  const radius = (Math.max(pipe.widthM, pipe.heightM) / 2) * Math.sqrt(pipe.barrels);
  for (let i = 1; i < pipe.path.length; i++) {
    const a = [pipe.path[i - 1][0], pipe.path[i - 1][1], pipe.axisM[i - 1]];
    const v = [pipe.path[i][0] - a[0], pipe.path[i][1] - a[1], pipe.axisM[i] - a[2]];
    const w = [path.x - a[0], path.y - a[1], path.z - a[2]];
    const vv = v[0] * v[0] + v[1] * v[1] + v[2] * v[2];
    const dv = path.dx * v[0] + path.dy * v[1] + path.dz * v[2];
    const dw = path.dx * w[0] + path.dy * w[1] + path.dz * w[2];
    const vw = v[0] * w[0] + v[1] * w[1] + v[2] * w[2];
    const det = vv - dv * dv;
    const t = Math.max(0, Math.min(1, det > 1e-9 ? (vw - dv * dw) / det : 0));
    const s = t * dv - dw;
    if (s <= 0) continue;
    const gap = Math.hypot(w[0] + path.dx * s - v[0] * t, w[1] + path.dy * s - v[1] * t, w[2] + path.dz * s - v[2] * t);
    if (gap <= radius + slack * s && (best === undefined || s < best)) best = s;
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

function distanceTo(a: readonly [number, number], b: readonly [number, number], x: number, y: number): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const l2 = dx * dx + dy * dy || 1;
  const t = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / l2));
  return Math.hypot(a[0] + dx * t - x, a[1] + dy * t - y);
}
