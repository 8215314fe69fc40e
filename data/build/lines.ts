import type { Position } from '../../src/city/types.ts';

/** Plane geometry on lines and rings in metres. Rings are open: the last point is not the first again. */

export function lengthOf(line: readonly Position[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += distance(line[i - 1], line[i]);
  return sum;
}

export const distance = (a: Position, b: Position): number => Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);

/** Catmull–Rom through the points, `perSpan` pieces a span. */
export function smooth(line: readonly Position[], perSpan = 6): Position[] {
  if (line.length < 3) return [...line];
  const out: Position[] = [];
  for (let i = 0; i < line.length - 1; i++) {
    const [p0, p1, p2, p3] = [line[Math.max(0, i - 1)], line[i], line[i + 1], line[Math.min(line.length - 1, i + 2)]];
    for (let k = 0; k < perSpan; k++) {
      const t = k / perSpan;
      const at = (j: 0 | 1) =>
        0.5 *
        (2 * p1[j] +
          (p2[j] - p0[j]) * t +
          (2 * p0[j] - 5 * p1[j] + 4 * p2[j] - p3[j]) * t * t +
          (3 * p1[j] - p0[j] - 3 * p2[j] + p3[j]) * t * t * t);
      out.push([at(0), at(1)]);
    }
  }
  out.push(line[line.length - 1]);
  return out;
}

/** Points along a line with their unit direction, every `stepM` from `startM`. */
export function along(
  line: readonly Position[],
  stepM: number,
  startM: number,
  visit: (at: Position, direction: Position, distanceM: number) => void,
): void {
  let next = startM;
  let done = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]];
    const span = distance(a, b);
    if (span === 0) continue;
    const direction: Position = [(b[0] - a[0]) / span, (b[1] - a[1]) / span];
    while (next <= done + span) {
      const t = next - done;
      visit([a[0] + direction[0] * t, a[1] + direction[1] * t], direction, next);
      next += stepM;
    }
    done += span;
  }
}

/** The line moved sideways, left positive, mitred at its bends; `offsetM` may vary along the line. */
export function offset(line: readonly Position[], offsetM: number | ((index: number) => number)): Position[] {
  return line.map((p, i) => {
    const before = line[Math.max(0, i - 1)];
    const after = line[Math.min(line.length - 1, i + 1)];
    const dx = after[0] - before[0];
    const dy = after[1] - before[1];
    const norm = Math.sqrt(dx * dx + dy * dy) || 1;
    const d = typeof offsetM === 'number' ? offsetM : offsetM(i);
    return [p[0] - (dy / norm) * d, p[1] + (dx / norm) * d];
  });
}

/** Signed area, positive counter-clockwise. */
export function areaOf(ring: readonly Position[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += (ring[j][0] - ring[i][0]) * (ring[j][1] + ring[i][1]);
  }
  return sum / 2;
}

export function centroidOf(ring: readonly Position[]): Position {
  let x = 0;
  let y = 0;
  let sum = 0;
  const [ox, oy] = ring[0];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay, bx, by] = [ring[j][0] - ox, ring[j][1] - oy, ring[i][0] - ox, ring[i][1] - oy];
    const cross = ax * by - bx * ay;
    sum += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return sum === 0 ? ring[0] : [ox + x / (3 * sum), oy + y / (3 * sum)];
}

export function insideRing([x, y]: Position, ring: readonly Position[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Distance from a point to a line, and the distance along the line of the nearest place. */
export function nearestOn(
  at: Position,
  line: readonly Position[],
): { distanceM: number; alongM: number; point: Position } {
  let best = { distanceM: Number.POSITIVE_INFINITY, alongM: 0, point: line[0] };
  let done = 0;
  for (let i = 1; i < line.length; i++) {
    const [ax, ay] = line[i - 1];
    const dx = line[i][0] - ax;
    const dy = line[i][1] - ay;
    const span2 = dx * dx + dy * dy;
    const t = span2 === 0 ? 0 : Math.max(0, Math.min(1, ((at[0] - ax) * dx + (at[1] - ay) * dy) / span2));
    const point: Position = [ax + dx * t, ay + dy * t];
    const d = distance(at, point);
    const span = Math.sqrt(span2);
    if (d < best.distanceM) best = { distanceM: d, alongM: done + t * span, point };
    done += span;
  }
  return best;
}

/** Ramer–Douglas–Peucker. */
export function simplify(line: readonly Position[], toleranceM: number): Position[] {
  const keep = new Uint8Array(line.length);
  keep[0] = keep[line.length - 1] = 1;
  const stack: [number, number][] = [[0, line.length - 1]];
  for (let span = stack.pop(); span; span = stack.pop()) {
    const [from, to] = span;
    let worst = toleranceM;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const d = nearestOn(line[i], [line[from], line[to]]).distanceM;
      if (d > worst) {
        worst = d;
        at = i;
      }
    }
    if (at > 0) {
      keep[at] = 1;
      stack.push([from, at], [at, to]);
    }
  }
  return line.filter((_, i) => keep[i]);
}
