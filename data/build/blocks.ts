import type { Position } from '../../src/city/types.ts';
import type { LineInfo } from './arrange.ts';
import { type Grain, grainAt } from './facts/grain.ts';
import type { RasterGround } from './ground.ts';
import { areaOf, centroidOf, distance, insideRing } from './lines.ts';
import type { Face, Plan } from './plan.ts';
import { cellAt } from './raster.ts';
import type { StreetClass } from './types.ts';

/** Pavement between kerb and plot, m. */
export const PAVEMENT_M: Readonly<Record<StreetClass, number>> = {
  arterial: 5,
  promenade: 4.5,
  collector: 3.5,
  local: 2.4,
  lane: 0.6,
};

/** A plot of land inside its pavements, with what runs along each side. */
export interface Block {
  readonly id: string;
  /** Counter-clockwise, open. */
  readonly ring: readonly Position[];
  /** What side i (from ring[i] to the next) faces. */
  readonly fronts: readonly LineInfo[];
  readonly areaM2: number;
  readonly centre: Position;
  readonly face: Face;
  readonly grain: Grain;
}

/** Faces of the plan drawn back from streets, banks and outlines; slivers are left to the street. */
export function makeBlocks(plan: Plan, ground: RasterGround): Block[] {
  const blocks: Block[] = [];
  for (const face of plan.faces) {
    const sides = sidesOf(face, plan);
    const outline = face.ring.map((v) => plan.mesh.vertices[v]);
    // Acute corners may be thrown far out: such a plot is no plot. Green strips then keep less distance.
    const drawn = (face.shore || face.zone ? [1, 0.6, 0.25, 0.02] : [1])
      .map((share) => drawBack(sides, (side) => share * setback(side, ground)))
      .find((plot) => plot?.ring.every((corner) => insideRing(corner, outline)));
    if (!drawn) continue;
    const areaM2 = areaOf(drawn.ring);
    if (areaM2 < 120) continue;
    const centre = centroidOf(drawn.ring);
    blocks.push({
      id: `B${blocks.length + 1}`,
      ...drawn,
      areaM2,
      centre,
      face,
      grain: grainAt(centre[0], centre[1]),
    });
  }
  return blocks;
}

interface Side {
  readonly from: Position;
  readonly to: Position;
  readonly info: LineInfo;
}

/** The sides of a face, straight runs of one street as one side. */
function sidesOf(face: Face, { mesh }: Plan): Side[] {
  const sides: Side[] = [];
  face.ring.forEach((v, i) => {
    const w = face.ring[(i + 1) % face.ring.length];
    const info = mesh.infoOf(v, w);
    const from = mesh.vertices[v];
    const to = mesh.vertices[w];
    if (!info || distance(from, to) < 0.01) return;
    const last = sides[sides.length - 1];
    if (last && last.info === info && turn(last.from, from, to) < 0.03)
      sides[sides.length - 1] = { from: last.from, to, info };
    else sides.push({ from, to, info });
  });
  if (sides.length > 3) {
    const [first, last] = [sides[0], sides[sides.length - 1]];
    if (first.info === last.info && turn(last.from, first.from, first.to) < 0.03) {
      sides[0] = { from: last.from, to: first.to, info: first.info };
      sides.pop();
    }
  }
  return sides;
}

/** Sine of the bend at b, absolute; 1 for bends over a right angle. */
function turn(a: Position, b: Position, c: Position): number {
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], c[0] - b[0], c[1] - b[1]];
  if (ux * vx + uy * vy <= 0) return 1;
  return Math.abs(ux * vy - uy * vx) / (Math.sqrt(ux * ux + uy * uy) * Math.sqrt(vx * vx + vy * vy) || 1);
}

function setback({ from, to, info }: Side, ground: RasterGround): number {
  if (info.kind === 'street') return info.widthM / 2 + PAVEMENT_M[info.class];
  if (info.kind === 'zone') return 1.5;
  if (info.kind === 'border') return 0.5;
  const cell = cellAt(ground.lattice, (from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  // Beach on the sea, a planted bank on rivers.
  return cell >= 0 && ground.toSeaM[cell] < 24 ? 58 : 9;
}

/** Moves each side inwards by its own distance; sides that would turn round vanish. Undefined where nothing is left. */
function drawBack(sides: readonly Side[], inward: (side: Side) => number) {
  let left = sides.map((side) => {
    const span = distance(side.from, side.to);
    const ux = (side.to[0] - side.from[0]) / span;
    const uy = (side.to[1] - side.from[1]) / span;
    const d = inward(side);
    return { info: side.info, ux, uy, px: side.from[0] - uy * d, py: side.from[1] + ux * d };
  });
  for (let round = 0; round < 12; round++) {
    const n = left.length;
    if (n < 3) return undefined;
    const corners = left.map((b, i) => {
      const a = left[(i + n - 1) % n];
      const cross = a.ux * b.uy - a.uy * b.ux;
      // Nearly parallel sides: the corner stays beside the later one's start.
      if (Math.abs(cross) < 0.02) return [b.px, b.py] as Position;
      const t = ((b.px - a.px) * b.uy - (b.py - a.py) * b.ux) / cross;
      return [a.px + a.ux * t, a.py + a.uy * t] as Position;
    });
    const bad = left.findIndex((side, i) => {
      const next = corners[(i + 1) % n];
      return (next[0] - corners[i][0]) * side.ux + (next[1] - corners[i][1]) * side.uy < 0.05;
    });
    if (bad < 0)
      return areaOf(corners) > 0 && simple(corners)
        ? { ring: corners, fronts: left.map(({ info }) => info) }
        : undefined;
    left = left.filter((_, i) => i !== bad);
  }
  return undefined;
}

/** Whether no two sides of a ring cross. */
function simple(ring: readonly Position[]): boolean {
  const n = ring.length;
  const side = (p: Position, q: Position, r: Position) =>
    (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]) > 0;
  for (let i = 0; i < n; i++) {
    const [a, b] = [ring[i], ring[(i + 1) % n]];
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      const [c, d] = [ring[j], ring[(j + 1) % n]];
      if (side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)) return false;
    }
  }
  return true;
}
