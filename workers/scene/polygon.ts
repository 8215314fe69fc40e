import type { Feature, Geometry, Position } from '../../src/city/types.ts';

/** Outer ring first, then holes; rings without their closing point. */
export type Rings = readonly (readonly Position[])[];

/** Polygons of a feature, rings opened (no repeated last point). */
export function polygonsOf(geometry: Geometry): Rings[] {
  if (geometry.type === 'Polygon') return [geometry.coordinates.map(open)];
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.map((rings) => rings.map(open));
  return [];
}

/** Lines of a feature. */
export function linesOf(geometry: Geometry): (readonly Position[])[] {
  if (geometry.type === 'LineString') return [geometry.coordinates];
  if (geometry.type === 'MultiLineString') return [...geometry.coordinates];
  return [];
}

/** Points of a feature. */
export function pointsOf(geometry: Geometry): readonly Position[] {
  if (geometry.type === 'Point') return [geometry.coordinates];
  if (geometry.type === 'MultiPoint') return geometry.coordinates;
  return [];
}

function open(ring: readonly Position[]): readonly Position[] {
  const last = ring[ring.length - 1];
  return ring.length > 1 && last[0] === ring[0][0] && last[1] === ring[0][1] ? ring.slice(0, -1) : ring;
}

/** Twice the signed area: positive counter-clockwise (y up). */
export function signedArea2(ring: readonly Position[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += (ring[j][0] - ring[i][0]) * (ring[i][1] + ring[j][1]);
  }
  return sum;
}

/** Whether a point is inside the rings (even-odd). */
export function isInside(rings: Rings, x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i];
      const [xj, yj] = ring[j];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}

/** [xMin, yMin, xMax, yMax] of any geometry. */
export function boxOf(geometry: Geometry): [number, number, number, number] {
  const box: [number, number, number, number] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    if (typeof value[0] === 'number') {
      const [x, y] = value as [number, number];
      if (x < box[0]) box[0] = x;
      if (y < box[1]) box[1] = y;
      if (x > box[2]) box[2] = x;
      if (y > box[3]) box[3] = y;
    } else for (const inner of value) visit(inner);
  };
  visit(geometry.coordinates);
  return box;
}

/** A property as a finite number, else `otherwise`. */
export function numberOf(feature: Pick<Feature, 'properties'>, key: string, otherwise: number): number {
  const value = feature.properties[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}

/** A property as text, else ''. */
export function textOf(feature: Pick<Feature, 'properties'>, key: string): string {
  const value = feature.properties[key];
  return typeof value === 'string' ? value : '';
}

/**
 * Triangles of a polygon by cutting ears; holes are first joined to the outer ring by the shortest bridge. Returns the
 * points (outer ring counter-clockwise) and indices into them. Footprints have few corners: the simple way is the
 * fast one.
 */
export function triangulate(rings: Rings): { points: Position[]; triangles: number[] } {
  let points = [...rings[0]];
  if (signedArea2(points) < 0) points.reverse();
  for (const hole of rings.slice(1)) {
    if (hole.length >= 3) points = bridge(points, signedArea2(hole) > 0 ? [...hole].reverse() : [...hole]);
  }
  const left = points.map((_, i) => i);
  const triangles: number[] = [];
  let stuck = 0;
  let at = 0;
  while (left.length > 3 && stuck < left.length) {
    const n = left.length;
    const ia = left[(at + n - 1) % n];
    const ib = left[at % n];
    const ic = left[(at + 1) % n];
    if (isEar(points, left, ia, ib, ic)) {
      triangles.push(ia, ib, ic);
      left.splice(at % n, 1);
      stuck = 0;
      if (at >= left.length) at = 0;
    } else {
      at = (at + 1) % n;
      stuck++;
    }
  }
  // A ring that crosses itself leaves a rest; a fan closes it.
  for (let i = 1; i + 1 < left.length; i++) triangles.push(left[0], left[i], left[i + 1]);
  return { points, triangles };
}

function isEar(points: readonly Position[], left: readonly number[], ia: number, ib: number, ic: number): boolean {
  const [ax, ay] = points[ia];
  const [bx, by] = points[ib];
  const [cx, cy] = points[ic];
  if ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax) <= 1e-12) return false;
  for (const i of left) {
    if (i === ia || i === ib || i === ic) continue;
    const [px, py] = points[i];
    if ((px === ax && py === ay) || (px === bx && py === by) || (px === cx && py === cy)) continue;
    const d0 = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
    const d1 = (cx - bx) * (py - by) - (cy - by) * (px - bx);
    const d2 = (ax - cx) * (py - cy) - (ay - cy) * (px - cx);
    if (d0 >= 0 && d1 >= 0 && d2 >= 0) return false;
  }
  return true;
}

function bridge(outer: Position[], hole: Position[]): Position[] {
  let best = Number.POSITIVE_INFINITY;
  let from = 0;
  let to = 0;
  for (let i = 0; i < outer.length; i++) {
    for (let j = 0; j < hole.length; j++) {
      const d = (outer[i][0] - hole[j][0]) ** 2 + (outer[i][1] - hole[j][1]) ** 2;
      if (d < best) {
        best = d;
        from = i;
        to = j;
      }
    }
  }
  const around = [...hole.slice(to), ...hole.slice(0, to + 1)];
  return [...outer.slice(0, from + 1), ...around, ...outer.slice(from)];
}
