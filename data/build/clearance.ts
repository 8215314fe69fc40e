import type { Position } from '../../src/city/types.ts';
import { BOUNDS } from './frame.ts';
import type { StreetEdge } from './types.ts';

const SQUARE_M = 50;

/** Answers whether a footprint keeps off all carriageways, bridge ramps with some air beside them. */
export class Clearance {
  private readonly cols = Math.ceil((BOUNDS[2] - BOUNDS[0]) / SQUARE_M) + 1;
  private readonly squares: number[][] = [];
  private readonly segments: number[] = [];

  constructor(edges: readonly StreetEdge[]) {
    for (const { path, widthM, bridge } of edges) {
      const half = widthM / 2 + (bridge ? 4 : 0.1);
      for (let i = 1; i < path.length; i++) this.add(path[i - 1], path[i], half);
    }
  }

  private add(a: Position, b: Position, half: number): void {
    const at = this.segments.push(a[0], a[1], b[0], b[1], half) - 5;
    const square = (v: number, low: number) => Math.floor((v - low) / SQUARE_M);
    for (
      let r = square(Math.min(a[1], b[1]) - half, BOUNDS[1]);
      r <= square(Math.max(a[1], b[1]) + half, BOUNDS[1]);
      r++
    ) {
      for (
        let c = square(Math.min(a[0], b[0]) - half, BOUNDS[0]);
        c <= square(Math.max(a[0], b[0]) + half, BOUNDS[0]);
        c++
      ) {
        if (r < 0 || c < 0) continue;
        const key = r * this.cols + c;
        this.squares[key] ??= [];
        this.squares[key].push(at);
      }
    }
  }

  /** Tests corners and points of the sides at most 6 m apart. */
  isClear(ring: readonly Position[]): boolean {
    return ring.every((p, i) => {
      const q = ring[(i + 1) % ring.length];
      const steps = Math.ceil(Math.sqrt((q[0] - p[0]) ** 2 + (q[1] - p[1]) ** 2) / 6) || 1;
      for (let k = 0; k < steps; k++) {
        if (this.onStreet(p[0] + ((q[0] - p[0]) * k) / steps, p[1] + ((q[1] - p[1]) * k) / steps)) return false;
      }
      return true;
    });
  }

  private onStreet(x: number, y: number): boolean {
    const key = Math.floor((y - BOUNDS[1]) / SQUARE_M) * this.cols + Math.floor((x - BOUNDS[0]) / SQUARE_M);
    const s = this.segments;
    for (const at of this.squares[key] ?? []) {
      const [ax, ay] = [s[at], s[at + 1]];
      const dx = s[at + 2] - ax;
      const dy = s[at + 3] - ay;
      const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
      if ((x - ax - dx * t) ** 2 + (y - ay - dy * t) ** 2 < s[at + 4] * s[at + 4]) return true;
    }
    return false;
  }
}
