import type { CheckedFeature, Place } from './checks.ts';

/** Outer rings of a polygon feature. */
export function outerRings({ geometry }: CheckedFeature): readonly (readonly Place[])[] {
  if (geometry.type === 'Polygon') return (geometry.coordinates as Place[][]).slice(0, 1);
  if (geometry.type === 'MultiPolygon') return (geometry.coordinates as Place[][][]).map((rings) => rings[0]);
  return [];
}

/** Area in the square of the coordinates' unit; positive whatever the direction. */
export function ringArea(ring: readonly Place[]): number {
  let twice = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    twice +=
      (ring[j][0] - ring[0][0]) * (ring[i][1] - ring[0][1]) - (ring[i][0] - ring[0][0]) * (ring[j][1] - ring[0][1]);
  }
  return Math.abs(twice) / 2;
}

export function insideRing(ring: readonly Place[], [x, y]: Place): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Mean of the corners: inside for the convex and nearly convex shapes that buildings are. */
export function middleOf(ring: readonly Place[]): Place {
  let [x, y] = [0, 0];
  const count = ring.length - 1;
  for (let i = 0; i < count; i++) {
    x += ring[i][0];
    y += ring[i][1];
  }
  return [x / count, y / count];
}

/**
 * Pairs of features of which one's middle lies inside the other: buildings drawn twice, or through one another. Slight
 * overlaps of neighbours are left alone. Features are sorted into squares, so the cost grows with their number only.
 */
export function overlappingPairs(
  features: readonly CheckedFeature[],
  squareM = 50,
): [CheckedFeature, CheckedFeature, Place][] {
  const squares = new Map<string, number[]>();
  const rings = features.map((feature) => outerRings(feature)[0]);
  rings.forEach((ring, i) => {
    if (!ring || ring.length < 4) return;
    let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [x, y] of ring) {
      xMin = Math.min(xMin, x);
      xMax = Math.max(xMax, x);
      yMin = Math.min(yMin, y);
      yMax = Math.max(yMax, y);
    }
    for (let sx = Math.floor(xMin / squareM); sx <= Math.floor(xMax / squareM); sx++) {
      for (let sy = Math.floor(yMin / squareM); sy <= Math.floor(yMax / squareM); sy++) {
        const key = `${sx},${sy}`;
        const list = squares.get(key);
        if (list) list.push(i);
        else squares.set(key, [i]);
      }
    }
  });
  const pairs: [CheckedFeature, CheckedFeature, Place][] = [];
  const told = new Set<string>();
  rings.forEach((ring, i) => {
    if (!ring || ring.length < 4) return;
    const middle = middleOf(ring);
    for (const k of squares.get(`${Math.floor(middle[0] / squareM)},${Math.floor(middle[1] / squareM)}`) ?? []) {
      if (k === i || !insideRing(rings[k], middle)) continue;
      const key = i < k ? `${i},${k}` : `${k},${i}`;
      if (told.has(key)) continue;
      told.add(key);
      pairs.push([features[i], features[k], middle]);
    }
  });
  return pairs;
}
