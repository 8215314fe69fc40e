import type { Position } from '../../src/city/types.ts';
import { makeAirport } from './airport.ts';
import type { LineInfo } from './arrange.ts';
import { type Block, PAVEMENT_M } from './blocks.ts';
import { buildSite, type SitedBlock } from './campus.ts';
import { Clearance } from './clearance.ts';
import type { RasterGround } from './ground.ts';
import { distance, insideRing } from './lines.ts';
import { drawLot, type Lot } from './lots.ts';
import { cellAt } from './raster.ts';
import { between, makeRng, type Rng } from './rng.ts';
import type { Building, Ground, StreetEdge } from './types.ts';

interface Quad {
  readonly ring: readonly Position[];
  readonly centre: Position;
  readonly reachM: number;
}

/** Buildings of all blocks: named sites on their own plots, rows of houses and towers along the fronts elsewhere. */
export function makeBuildings(
  sited: readonly SitedBlock[],
  edges: readonly StreetEdge[],
  ground: Ground,
  base: RasterGround,
): Building[] {
  const rng = makeRng(1975);
  const out: Building[] = [];
  for (const { block, purpose, site } of sited) {
    if (purpose === 'site' && site) out.push(...buildSite(block, site, rng, ground));
    else if (purpose === 'built') buildRows(block, rng, ground, base, out);
  }
  // Ramps run over plots, and a sharp corner can throw a plot across a street: nothing was built there.
  const clearance = new Clearance(edges);
  return [...out.filter(({ ring }) => clearance.isClear(ring)), ...makeAirport(ground)];
}

function buildRows(block: Block, rng: Rng, ground: Ground, base: RasterGround, out: Building[]): void {
  const placed: Quad[] = [];
  const n = block.ring.length;
  const order = block.fronts
    .map((info, i) => ({ info, i, span: distance(block.ring[i], block.ring[(i + 1) % n]) }))
    .filter(({ info, span }) => info.kind === 'street' && span > 7)
    .sort((a, b) => b.info.widthM - a.info.widthM || b.span - a.span || a.i - b.i);
  const depthM = rowDepth(block);
  for (const { info, i, span } of order) row(block, info, i, span, depthM, rng, ground, base, placed, out);
}

/** Two rows back to back share a block's depth; the shorter extent decides. */
function rowDepth({ areaM2, ring }: Block): number {
  let perimeter = 0;
  for (let i = 0; i < ring.length; i++) perimeter += distance(ring[i], ring[(i + 1) % ring.length]);
  const half = perimeter / 2;
  const width = (half - Math.sqrt(Math.max(0, half * half - 4 * areaM2))) / 2;
  return Math.max(9, Math.min(22, width / 2 - 0.6));
}

function row(
  block: Block,
  info: LineInfo,
  side: number,
  span: number,
  depthM: number,
  rng: Rng,
  ground: Ground,
  base: RasterGround,
  placed: Quad[],
  out: Building[],
): void {
  const a = block.ring[side];
  const b = block.ring[(side + 1) % block.ring.length];
  const ux = (b[0] - a[0]) / span;
  const uy = (b[1] - a[1]) / span;
  const streetLevelM = (at: number) =>
    ground.levelM(
      a[0] + ux * at + uy * (PAVEMENT_M[info.class] + info.widthM / 4),
      a[1] + uy * at - ux * (PAVEMENT_M[info.class] + info.widthM / 4),
    );
  let at = between(rng, 0.4, 1.5);
  while (at < span - 3.6) {
    const lot = drawLot(block, info, [a[0] + ux * at, a[1] + uy * at], depthM, rng);
    if (!lot) {
      at += between(rng, 4, 7);
      continue;
    }
    const frontM = Math.min(lot.frontM, span - at - 0.3);
    const builtM = frontM - 2 * lot.gapM;
    if (builtM < 3.4 || (lot.floors > 6 && builtM < 12)) {
      at += 3;
      continue;
    }
    let done = false;
    for (const share of [1, 0.72, 0.5]) {
      const d = lot.depthM * share;
      if (d < 7) break;
      const [x0, y0] = [a[0] + ux * (at + lot.gapM) - uy * lot.yardM, a[1] + uy * (at + lot.gapM) + ux * lot.yardM];
      const w = builtM;
      const ring: Position[] = [
        [x0, y0],
        [x0 + ux * w, y0 + uy * w],
        [x0 + ux * w - uy * d, y0 + uy * w + ux * d],
        [x0 - uy * d, y0 + ux * d],
      ];
      if (!fits(block, ring, placed, base)) continue;
      const quad = quadOf(ring);
      placed.push(quad);
      out.push(finish(lot, ring, quad.centre, w * d, streetLevelM(at + frontM / 2), info.name, rng));
      done = true;
      break;
    }
    at += done ? frontM + (lot.floors > 6 ? between(rng, 3, 9) : 0.12) : 3;
  }
}

function finish(
  lot: Lot,
  ring: readonly Position[],
  centre: Position,
  areaM2: number,
  streetM: number,
  street: string,
  rng: Rng,
): Building {
  const storeyM = lot.use === 'industrial' ? 7.5 : lot.floors > 6 ? 3.4 : between(rng, 3.25, 3.75);
  const low = lot.floors <= 3;
  const roof =
    lot.use === 'villa' ? 'hip' : lot.use === 'industrial' ? 'gable' : low && rng() < 0.28 ? 'gable' : 'flat';
  return {
    ring,
    use: lot.use,
    floors: lot.floors,
    heightM: Math.round((lot.floors * storeyM + between(rng, 0.4, 1.6)) * 10) / 10,
    floorLevelM: Math.round((streetM + between(rng, 0.2, 0.6)) * 100) / 100,
    year: lot.floors > 6 ? Math.round(between(rng, 2004, 2024)) : Math.round(1972 + 50 * Math.sqrt(rng())),
    roof,
    street,
    areaM2,
    centre,
  };
}

export function quadOf(ring: readonly Position[]): Quad {
  let x = 0;
  let y = 0;
  for (const p of ring) {
    x += p[0] / ring.length;
    y += p[1] / ring.length;
  }
  let reachM = 0;
  for (const p of ring) reachM = Math.max(reachM, distance(p, [x, y]));
  return { ring, centre: [x, y], reachM };
}

/** Inside the plot, clear of other footprints, and on dry ground. */
function fits(block: Block, ring: readonly Position[], placed: readonly Quad[], base: RasterGround): boolean {
  // The front lies on the plot's edge: test points drawn in by a few centimetres.
  const quad = quadOf(ring);
  for (let i = 0; i < ring.length; i++) {
    const p = ring[i];
    const q = ring[(i + 1) % ring.length];
    for (const at of [p, [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2] as Position]) {
      const pulled: Position = [at[0] + (quad.centre[0] - at[0]) * 0.004, at[1] + (quad.centre[1] - at[1]) * 0.004];
      if (!insideRing(pulled, block.ring)) return false;
    }
    const cell = cellAt(base.lattice, p[0], p[1]);
    if (cell < 0 || base.water[cell] !== 0) return false;
  }
  // A corner of the plot inside the footprint: the plot is notched there.
  for (const corner of block.ring)
    if (distance(corner, quad.centre) < quad.reachM * 0.97 && insideRing(corner, ring)) return false;
  return !placed.some(
    (other) => distance(other.centre, quad.centre) < other.reachM + quad.reachM && overlaps(other.ring, ring),
  );
}

/** Separating-axis test of two convex footprints; touching within 2 cm is allowed. */
export function overlaps(a: readonly Position[], b: readonly Position[]): boolean {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    for (let i = 0; i < one.length; i++) {
      const p = one[i];
      const q = one[(i + 1) % one.length];
      const span = distance(p, q) || 1;
      const nx = (q[1] - p[1]) / span;
      const ny = -(q[0] - p[0]) / span;
      const edge = p[0] * nx + p[1] * ny;
      if (other.every((r) => r[0] * nx + r[1] * ny > edge - 0.02)) return false;
    }
  }
  return true;
}
