import type { Position } from '../../src/city/types.ts';

export type Box = readonly [xMin: number, yMin: number, xMax: number, yMax: number];

/** A closed ring cut to a rectangle (Sutherland and Hodgman 1974); undefined where nothing of it is left. */
export function clipRing(ring: readonly Position[], box: Box): Position[] | undefined {
  if (ring.every(([x, y]) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3])) return [...ring];
  let points = ring.slice(0, -1);
  for (let side = 0; side < 4 && points.length > 0; side++) {
    const axis = side % 2;
    const limit = box[side];
    const inside = (point: Position): boolean => (side < 2 ? point[axis] >= limit : point[axis] <= limit);
    const out: Position[] = [];
    for (let i = 0; i < points.length; i++) {
      const a = points[(i + points.length - 1) % points.length];
      const b = points[i];
      if (inside(a) !== inside(b)) {
        const t = (limit - a[axis]) / (b[axis] - a[axis]);
        const other = a[1 - axis] + t * (b[1 - axis] - a[1 - axis]);
        out.push(axis === 0 ? [limit, other] : [other, limit]);
      }
      if (inside(b)) out.push(b);
    }
    points = out;
  }
  return points.length >= 3 ? [...points, points[0]] : undefined;
}

/** Polygons (rings of rings) cut to a rectangle. */
export function clipPolygon(rings: readonly (readonly Position[])[], box: Box): Position[][] | undefined {
  const outer = rings[0] && clipRing(rings[0], box);
  if (!outer) return undefined;
  const holes = rings.slice(1).map((ring) => clipRing(ring, box));
  return [outer, ...holes.filter((ring) => ring !== undefined)];
}

/** Parts of a line inside a rectangle (Liang and Barsky 1984). */
export function clipLine(line: readonly Position[], box: Box): Position[][] {
  const parts: Position[][] = [];
  let part: Position[] = [];
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]];
    const d = [b[0] - a[0], b[1] - a[1]];
    let [enter, leave] = [0, 1];
    for (let side = 0; side < 4; side++) {
      const axis = side % 2;
      const p = side < 2 ? -d[axis] : d[axis];
      const q = side < 2 ? a[axis] - box[side] : box[side] - a[axis];
      if (p === 0) {
        if (q < 0) leave = -1;
      } else if (p < 0) enter = Math.max(enter, q / p);
      else leave = Math.min(leave, q / p);
    }
    if (enter > leave) {
      if (part.length > 1) parts.push(part);
      part = [];
      continue;
    }
    const at = (t: number): Position => (t === 0 ? a : t === 1 ? b : [a[0] + t * d[0], a[1] + t * d[1]]);
    if (part.length === 0 || enter > 0) {
      if (part.length > 1) parts.push(part);
      part = [at(enter)];
    }
    part.push(at(leave));
    if (leave < 1) {
      parts.push(part);
      part = [];
    }
  }
  if (part.length > 1) parts.push(part);
  return parts;
}
