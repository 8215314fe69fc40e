import type { Position } from '../../src/city/types.ts';
import { distance, nearestOn } from './lines.ts';
import type { StreetClass } from './types.ts';

/** What runs along a line of the plan. `bank` and `border` bound the land, `zone` bounds a use; neither is a street. */
export interface LineInfo {
  readonly kind: 'street' | 'bank' | 'border' | 'zone';
  readonly name: string;
  readonly class: StreetClass;
  readonly widthM: number;
  /** Over a canal: a small bridge. */
  readonly bridge?: boolean;
}

export interface PlanLine {
  readonly points: readonly Position[];
  readonly info: LineInfo;
}

/** Lines cut at all their meetings: vertices and straight edges that meet only at vertices. */
export interface Arrangement {
  readonly vertices: Position[];
  readonly edges: { a: number; b: number; info: LineInfo }[];
}

const RANK = { street: 0, bank: 1, border: 2, zone: 3 } as const;
const MERGE_M = 0.8;

interface Segment {
  a: Position;
  b: Position;
  info: LineInfo;
  cuts: number[];
}

/** Segments by the squares of a coarse grid that they touch. */
class SegmentIndex {
  private readonly cells = new Map<number, number[]>();
  constructor(
    private readonly segments: readonly Segment[],
    private readonly sizeM = 120,
  ) {
    segments.forEach((segment, i) => {
      for (const key of this.keys(segment.a, segment.b)) {
        const list = this.cells.get(key);
        if (list) list.push(i);
        else this.cells.set(key, [i]);
      }
    });
  }
  private *keys(a: Position, b: Position): Generator<number> {
    const s = this.sizeM;
    for (let cy = Math.floor((Math.min(a[1], b[1]) - 1) / s); cy <= Math.floor((Math.max(a[1], b[1]) + 1) / s); cy++) {
      for (
        let cx = Math.floor((Math.min(a[0], b[0]) - 1) / s);
        cx <= Math.floor((Math.max(a[0], b[0]) + 1) / s);
        cx++
      ) {
        yield cx * 1_000_003 + cy;
      }
    }
  }
  near(a: Position, b: Position): Set<number> {
    const found = new Set<number>();
    for (const key of this.keys(a, b)) for (const i of this.cells.get(key) ?? []) found.add(i);
    return found;
  }
  get all(): readonly Segment[] {
    return this.segments;
  }
}

const segmentsOf = (lines: readonly PlanLine[]): Segment[] =>
  lines.flatMap(({ points, info }) => points.slice(1).map((b, i) => ({ a: points[i], b, info, cuts: [] as number[] })));

/** Where segment p–q meets segment a–b, as fractions of each; undefined where they do not. Ends within `slackM` count. */
function meeting(p: Position, q: Position, a: Position, b: Position, slackM: number): [number, number] | undefined {
  const rx = q[0] - p[0];
  const ry = q[1] - p[1];
  const sx = b[0] - a[0];
  const sy = b[1] - a[1];
  const cross = rx * sy - ry * sx;
  const r = Math.sqrt(rx * rx + ry * ry);
  const s = Math.sqrt(sx * sx + sy * sy);
  if (Math.abs(cross) < 1e-6 * r * s) return undefined;
  const t = ((a[0] - p[0]) * sy - (a[1] - p[1]) * sx) / cross;
  const u = ((a[0] - p[0]) * ry - (a[1] - p[1]) * rx) / cross;
  const et = slackM / r;
  const eu = slackM / s;
  if (t < -et || t > 1 + et || u < -eu || u > 1 + eu) return undefined;
  return [Math.max(0, Math.min(1, t)), Math.max(0, Math.min(1, u))];
}

/** Street lines whose ends stop short of another line are led on to it; ends that overshoot are drawn back. */
export function joinEnds(lines: readonly PlanLine[]): PlanLine[] {
  const segments = segmentsOf(lines);
  const index = new SegmentIndex(segments);
  return lines.map((line) => {
    if (line.info.kind !== 'street') return line;
    let points = [...line.points];
    for (let side = 0; side < 2; side++) {
      points.reverse();
      const end = points[points.length - 1];
      const before = points[points.length - 2];
      let best: { point: Position; distanceM: number } | undefined;
      for (const i of index.near([end[0] - 70, end[1] - 70], [end[0] + 70, end[1] + 70])) {
        const other = segments[i];
        if (other.info.kind !== 'street' || line.points.includes(other.a) || line.points.includes(other.b)) continue;
        const hit = nearestOn(end, [other.a, other.b]);
        if (hit.distanceM < 65 && (!best || hit.distanceM < best.distanceM)) best = hit;
      }
      if (best) {
        if (best.distanceM > 0.01) points.push(best.point);
        continue;
      }
      // Nothing near: straight on to whatever comes first.
      const span = distance(before, end) || 1;
      const far: Position = [
        end[0] + ((end[0] - before[0]) / span) * 700,
        end[1] + ((end[1] - before[1]) / span) * 700,
      ];
      let first = 1;
      for (const i of index.near(end, far)) {
        const other = segments[i];
        if (line.points.includes(other.a) && line.points.includes(other.b)) continue;
        const hit = meeting(end, far, other.a, other.b, 0.5);
        if (hit && hit[0] < first) first = hit[0];
      }
      if (first < 1 && first > 1e-6) {
        points = [...points, [end[0] + (far[0] - end[0]) * first, end[1] + (far[1] - end[1]) * first]];
      }
    }
    return { ...line, points };
  });
}

/** Cuts all lines at all their meetings. */
export function arrange(lines: readonly PlanLine[]): Arrangement {
  const segments = segmentsOf(lines).filter((s) => distance(s.a, s.b) > 0.01);
  const index = new SegmentIndex(segments);
  segments.forEach((segment, i) => {
    for (const j of index.near(segment.a, segment.b)) {
      if (j <= i) continue;
      const hit = meeting(segment.a, segment.b, segments[j].a, segments[j].b, MERGE_M);
      if (!hit) continue;
      segment.cuts.push(hit[0]);
      segments[j].cuts.push(hit[1]);
    }
  });
  const vertices: Position[] = [];
  const buckets = new Map<number, number[]>();
  const vertexAt = (p: Position): number => {
    const cx = Math.floor(p[0] / MERGE_M);
    const cy = Math.floor(p[1] / MERGE_M);
    for (let y = cy - 1; y <= cy + 1; y++) {
      for (let x = cx - 1; x <= cx + 1; x++) {
        for (const v of buckets.get(x * 20_000_003 + y) ?? []) if (distance(vertices[v], p) <= MERGE_M) return v;
      }
    }
    vertices.push(p);
    const key = cx * 20_000_003 + cy;
    const list = buckets.get(key);
    if (list) list.push(vertices.length - 1);
    else buckets.set(key, [vertices.length - 1]);
    return vertices.length - 1;
  };
  const edges = new Map<string, { a: number; b: number; info: LineInfo }>();
  for (const segment of segments) {
    const cuts = [0, ...segment.cuts.sort((x, y) => x - y), 1];
    let last = vertexAt(segment.a);
    for (const t of cuts.slice(1)) {
      const at: Position = [
        segment.a[0] + (segment.b[0] - segment.a[0]) * t,
        segment.a[1] + (segment.b[1] - segment.a[1]) * t,
      ];
      const next = vertexAt(at);
      if (next === last) continue;
      const key = last < next ? `${last},${next}` : `${next},${last}`;
      const old = edges.get(key);
      if (!old || RANK[segment.info.kind] < RANK[old.info.kind])
        edges.set(key, { a: last, b: next, info: segment.info });
      last = next;
    }
  }
  return { vertices, edges: [...edges.values()] };
}

/** Parts of an arrangement that hang together: for each vertex the number of its part. */
export function partsOf({ vertices, edges }: Arrangement): Int32Array {
  const parent = Int32Array.from(vertices, (_, i) => i);
  const find = (i: number): number => {
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  };
  for (const { a, b } of edges) parent[find(a)] = find(b);
  return parent.map((_, i) => find(i));
}

/** Drops edges that lead nowhere, so that every edge borders two faces or one face twice on a real link. */
export function pruneStubs(plan: Arrangement): Arrangement {
  const degree = new Int32Array(plan.vertices.length);
  for (const { a, b } of plan.edges) {
    degree[a]++;
    degree[b]++;
  }
  let edges = plan.edges;
  for (let again = true; again; ) {
    again = false;
    edges = edges.filter(({ a, b }) => {
      if (degree[a] > 1 && degree[b] > 1) return true;
      degree[a]--;
      degree[b]--;
      again = true;
      return false;
    });
  }
  return { vertices: plan.vertices, edges };
}

/** Faces of an arrangement as rings of vertices, counter-clockwise; the outer faces (clockwise) are left out. */
export function facesOf({ vertices, edges }: Arrangement): number[][] {
  const out = new Map<number, { to: number; angle: number }[]>();
  const link = (a: number, b: number) => {
    const angle = Math.atan2(vertices[b][1] - vertices[a][1], vertices[b][0] - vertices[a][0]);
    const list = out.get(a);
    if (list) list.push({ to: b, angle });
    else out.set(a, [{ to: b, angle }]);
  };
  for (const { a, b } of edges) {
    link(a, b);
    link(b, a);
  }
  const next = new Map<string, number>();
  for (const [v, list] of out) {
    list.sort((p, q) => p.angle - q.angle);
    // Coming from `list[i].to`, the face on the left goes on along the next edge clockwise.
    list.forEach(({ to }, i) => {
      next.set(`${to},${v}`, list[(i - 1 + list.length) % list.length].to);
    });
  }
  const seen = new Set<string>();
  const faces: number[][] = [];
  for (const [start, list] of out) {
    for (const { to } of list) {
      if (seen.has(`${start},${to}`)) continue;
      const ring: number[] = [];
      let a = start;
      let b = to;
      while (!seen.has(`${a},${b}`)) {
        seen.add(`${a},${b}`);
        ring.push(a);
        const c = next.get(`${a},${b}`) as number;
        a = b;
        b = c;
      }
      let area = 0;
      ring.forEach((v, i) => {
        const w = ring[(i + 1) % ring.length];
        area += vertices[v][0] * vertices[w][1] - vertices[w][0] * vertices[v][1];
      });
      if (area > 0) faces.push(ring);
    }
  }
  return faces;
}
