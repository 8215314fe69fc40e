import type { LayerId } from '../../layers/types.ts';
import type { Feature } from '../../src/city/types.ts';
import { deckOf } from './bridges.ts';
import { extentOf } from './buildings.ts';
import type { SceneGround } from './ground.ts';
import { markerTopM } from './lamps.ts';
import { isInside, linesOf, numberOf, pointsOf, polygonsOf } from './polygon.ts';
import { treeOf } from './trees.ts';
import type { Buried } from './tubes.ts';

/** Farther than this nothing is looked for, m. */
export const FARTHEST_M = 60000;

/** The ray by its length in metres: point and level at `s`. */
export interface Path {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly dx: number;
  readonly dy: number;
  readonly dz: number;
}

/** Length along the ray to the drawn ground; undefined where it meets none. */
export function groundAlong(path: Path, ground: SceneGround): number | undefined {
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
export function solid(
  path: Path,
  layerId: LayerId,
  feature: Feature,
  ground: SceneGround,
  slack: number,
): number | undefined {
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
export function column(path: Path, x: number, y: number, low: number, high: number, radius: number, slack: number) {
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

/** Nearest approach of the ray to a pipe's axis, where it is inside the pipe (and the slack of a click). */
export function tubeAlong(path: Path, pipe: Buried, slack: number): number | undefined {
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

/** Distance of a point from a stretch a–b, m. */
export function distanceTo(a: readonly [number, number], b: readonly [number, number], x: number, y: number): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const l2 = dx * dx + dy * dy || 1;
  const t = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / l2));
  return Math.hypot(a[0] + dx * t - x, a[1] + dy * t - y);
}
