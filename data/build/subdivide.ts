import type { Position } from '../../src/city/types.ts';
import type { LineInfo } from './arrange.ts';
import { grainAt } from './facts/grain.ts';
import { areaOf, centroidOf, distance } from './lines.ts';
import type { StreetMesh } from './mesh.ts';
import { between, type Rng } from './rng.ts';

interface Box {
  /** Unit direction of the longer side. */
  readonly axis: Position;
  readonly lengthM: number;
  readonly widthM: number;
  readonly centre: Position;
}

/** Smallest rectangle around a ring, sides along one of its edges. */
export function boxOf(ring: readonly Position[]): Box {
  let best: Box | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i], ring[(i + 1) % ring.length]];
    const span = distance(a, b);
    if (span < 8) continue;
    const ux = (b[0] - a[0]) / span;
    const uy = (b[1] - a[1]) / span;
    let [u0, u1, v0, v1] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const [x, y] of ring) {
      const u = x * ux + y * uy;
      const v = y * ux - x * uy;
      if (u < u0) u0 = u;
      if (u > u1) u1 = u;
      if (v < v0) v0 = v;
      if (v > v1) v1 = v;
    }
    // Long street fronts set the direction of the grid behind them.
    const score = (u1 - u0) * (v1 - v0) * (1 - 0.25 * Math.min(1, span / 400));
    if (score >= least) continue;
    least = score;
    const [um, vm] = [(u0 + u1) / 2, (v0 + v1) / 2];
    const centre: Position = [um * ux - vm * uy, um * uy + vm * ux];
    best =
      u1 - u0 >= v1 - v0
        ? { axis: [ux, uy], lengthM: u1 - u0, widthM: v1 - v0, centre }
        : { axis: [-uy, ux], lengthM: v1 - v0, widthM: u1 - u0, centre };
  }
  return best ?? { axis: [1, 0], lengthM: 0, widthM: 0, centre: ring[0] };
}

interface Crossing {
  readonly t: number;
  /** Edge from ring[at] to the next. */
  readonly at: number;
  readonly point: Position;
}

/** Where the line through `through` along `along` crosses the ring, in order. */
function crossingsOf(ring: readonly Position[], through: Position, along: Position): Crossing[] {
  const found: Crossing[] = [];
  const side = ([x, y]: Position) => (x - through[0]) * -along[1] + (y - through[1]) * along[0];
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i];
    const b = ring[(i + 1) % ring.length];
    const sa = side(a);
    const sb = side(b);
    if (sa > 0 === sb > 0) continue;
    const f = sa / (sa - sb);
    const point: Position = [a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f];
    found.push({ t: (point[0] - through[0]) * along[0] + (point[1] - through[1]) * along[1], at: i, point });
  }
  return found.sort((p, q) => p.t - q.t);
}

/** The street that a cut becomes, from the size of what it cuts. */
type Draw = (parent: {
  areaM2: number;
  lengthM: number;
  cutM: number;
  at: Position;
  meets: readonly LineInfo[];
}) => LineInfo;

/** Cuts a ring of the mesh into blocks with streets between; returns the blocks' rings. */
export function subdivide(mesh: StreetMesh, start: readonly number[], draw: Draw, rng: Rng): number[][] {
  const blocks: number[][] = [];
  const open: number[][] = [[...start]];
  for (let ring = open.pop(); ring; ring = open.pop()) {
    const vertices = mesh.expand(ring);
    const points = vertices.map((v) => mesh.vertices[v]);
    const parts = cut(mesh, vertices, points, draw, rng);
    if (parts) open.push(...parts);
    else blocks.push(vertices);
  }
  return blocks;
}

function cut(
  mesh: StreetMesh,
  ring: number[],
  points: Position[],
  draw: Draw,
  rng: Rng,
): [number[], number[]] | undefined {
  const areaM2 = areaOf(points);
  const middle = centroidOf(points);
  const grain = grainAt(middle[0], middle[1]);
  const box = boxOf(points);
  const across = box.lengthM / grain.lengthM;
  const down = box.widthM / grain.depthM;
  if (across < 1.42 && down < 1.42) return undefined;
  if (areaM2 < grain.lengthM * grain.depthM * 0.75) return undefined;
  for (let attempt = 0; attempt < 5; attempt++) {
    const lengthwise = attempt < 3 ? across >= down : across < down;
    const pieces = Math.max(2, Math.round(lengthwise ? across : down));
    const share = (attempt % 2 === 0 ? Math.floor(pieces / 2) : Math.ceil(pieces / 2)) / pieces;
    const shift = (share - 0.5 + between(rng, -0.09, 0.09) / pieces) * (lengthwise ? box.lengthM : box.widthM);
    const side: Position = [-box.axis[1], box.axis[0]];
    const along = lengthwise ? side : box.axis;
    const move = lengthwise ? box.axis : side;
    const through: Position = [box.centre[0] + move[0] * shift, box.centre[1] + move[1] * shift];
    const ends = chordOf(points, through, along);
    if (!ends) continue;
    const minM = Math.min(grain.depthM, grain.lengthM) * 0.42;
    if (Math.abs(ends[1].t - ends[0].t) < minM) continue;
    const i = anchor(points, ends[0]);
    const j = anchor(points, ends[1]);
    if (i.vertex >= 0 && i.vertex === j.vertex) continue;
    const n = points.length;
    // Both ends on one straight front would cut nothing off.
    if (i.vertex >= 0 && j.vertex >= 0 && ((i.vertex + 1) % n === j.vertex || (j.vertex + 1) % n === i.vertex))
      continue;
    if (i.vertex < 0 && j.vertex < 0 && ends[0].at === ends[1].at) continue;
    if (!clear(points, i.point, j.point)) continue;
    const split = splitAreas(points, i, j, ends);
    if (Math.min(split[0], split[1]) < Math.min(1400, areaM2 * 0.12)) continue;
    const meets = [ends[0], ends[1]].flatMap((end) => mesh.infoOf(ring[end.at], ring[(end.at + 1) % n]) ?? []);
    const info = draw({
      areaM2,
      lengthM: lengthwise ? box.lengthM : box.widthM,
      cutM: distance(i.point, j.point),
      at: through,
      meets,
    });
    const place = (end: Crossing, at: { vertex: number; point: Position }) =>
      at.vertex >= 0 ? ring[at.vertex] : mesh.cut(ring[end.at], ring[(end.at + 1) % n], at.point);
    const a = place(ends[0], i);
    const b = place(ends[1], j);
    mesh.link(a, b, info);
    const whole = mesh.expand(ring);
    const from = whole.indexOf(a);
    const turned = [...whole.slice(from), ...whole.slice(0, from)];
    const to = turned.indexOf(b);
    return [turned.slice(0, to + 1), [...turned.slice(to), turned[0]]];
  }
  return undefined;
}

/** The inner stretch of the cutting line that lies nearest to where it was meant to be. */
function chordOf(points: readonly Position[], through: Position, along: Position): [Crossing, Crossing] | undefined {
  const crossings = crossingsOf(points, through, along);
  let best: [Crossing, Crossing] | undefined;
  let longest = 0;
  for (let k = 0; k + 1 < crossings.length; k += 2) {
    const span = crossings[k + 1].t - crossings[k].t;
    if (span > longest) {
      longest = span;
      best = [crossings[k], crossings[k + 1]];
    }
  }
  return best;
}

/** Ends snap to a corner or junction nearby, so that streets go on across the street that they meet. */
function anchor(points: readonly Position[], end: Crossing): { vertex: number; point: Position } {
  const next = (end.at + 1) % points.length;
  const reach = 16;
  const toA = distance(end.point, points[end.at]);
  const toB = distance(end.point, points[next]);
  if (toA <= toB && toA < reach) return { vertex: end.at, point: points[end.at] };
  if (toB < reach) return { vertex: next, point: points[next] };
  return { vertex: -1, point: end.point };
}

/** Whether the cut keeps away from all other corners and crosses no edge. */
function clear(points: readonly Position[], a: Position, b: Position): boolean {
  const span = distance(a, b) || 1;
  const ux = (b[0] - a[0]) / span;
  const uy = (b[1] - a[1]) / span;
  for (let i = 0; i < points.length; i++) {
    const p = points[i];
    const q = points[(i + 1) % points.length];
    const t = (p[0] - a[0]) * ux + (p[1] - a[1]) * uy;
    const s = (p[0] - a[0]) * -uy + (p[1] - a[1]) * ux;
    if (t > 1 && t < span - 1 && Math.abs(s) < 6) return false;
    const s2 = (q[0] - a[0]) * -uy + (q[1] - a[1]) * ux;
    if (s > 0 === s2 > 0 || Math.abs(s) < 1e-9 || Math.abs(s2) < 1e-9) continue;
    const f = s / (s - s2);
    const tx = t + f * ((q[0] - a[0]) * ux + (q[1] - a[1]) * uy - t);
    if (tx > 1 && tx < span - 1) return false;
  }
  return true;
}

function splitAreas(
  points: readonly Position[],
  i: { vertex: number; point: Position },
  j: { vertex: number; point: Position },
  ends: readonly [Crossing, Crossing],
): [number, number] {
  const start = i.vertex >= 0 ? i.vertex : ends[0].at;
  const stop = j.vertex >= 0 ? j.vertex : ends[1].at;
  const part: Position[] = [i.point];
  for (let k = start; k !== stop; ) {
    k = (k + 1) % points.length;
    part.push(points[k]);
  }
  part.push(j.point);
  const one = Math.abs(areaOf(part));
  return [one, Math.abs(areaOf(points)) - one];
}
