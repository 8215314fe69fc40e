import type { Position } from '../../src/city/types.ts';
import { makeAirport } from './airport.ts';
import type { LineInfo } from './arrange.ts';
import { type Block, PAVEMENT_M } from './blocks.ts';
import { buildSite, type SitedBlock } from './campus.ts';
import { Clearance } from './clearance.ts';
import type { SiteFact } from './facts/sites.ts';
import type { RasterGround } from './ground.ts';
import { distance, insideRing } from './lines.ts';
import { cellAt } from './raster.ts';
import { between, fractalNoise, makeRng, pick, type Rng } from './rng.ts';
import type { Ground, StreetEdge } from './types.ts';

export type Use =
  | 'tubeHouse'
  | 'villa'
  | 'apartment'
  | 'office'
  | 'hotel'
  | 'shop'
  | 'market'
  | 'school'
  | 'hospital'
  | 'public'
  | 'industrial'
  | 'worship';

/** A building before residents are counted; footprint counter-clockwise, open, in the city CRS. */
export interface Building {
  readonly ring: readonly Position[];
  readonly use: Use;
  readonly floors: number;
  readonly heightM: number;
  readonly floorLevelM: number;
  readonly year: number;
  readonly roof: 'flat' | 'gable' | 'hip';
  readonly street: string;
  readonly name?: string;
  readonly site?: SiteFact;
  readonly areaM2: number;
  readonly centre: Position;
}

/** Streets that draw towers, and how likely a big plot is on them; assumed after the skyline. */
const TOWER_STREETS: Readonly<Record<string, readonly [share: number, lowFloors: number, highFloors: number]>> = {
  'Võ Nguyên Giáp': [0.5, 12, 36],
  'Bạch Đằng': [0.3, 9, 28],
  'Trần Phú': [0.22, 8, 24],
  'Trần Hưng Đạo': [0.26, 10, 30],
  'Nguyễn Văn Linh': [0.3, 8, 22],
  'Phạm Văn Đồng': [0.36, 10, 28],
  'Võ Văn Kiệt': [0.26, 8, 25],
  'Hồ Xuân Hương': [0.15, 7, 18],
  'Nguyễn Văn Thoại': [0.2, 7, 20],
  '2 Tháng 9': [0.16, 7, 22],
  'Lê Duẩn': [0.14, 7, 18],
  'Điện Biên Phủ': [0.12, 7, 18],
  'Hàm Nghi': [0.16, 7, 15],
  'Nguyễn Tất Thành': [0.07, 7, 20],
  'Ngô Quyền': [0.08, 7, 20],
  'Hoàng Sa': [0.3, 9, 26],
  'Nguyễn Hữu Thọ': [0.08, 7, 15],
  'Chương Dương': [0.12, 8, 24],
};

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

interface Lot {
  readonly use: Use;
  readonly frontM: number;
  readonly depthM: number;
  readonly floors: number;
  readonly yardM: number;
  readonly gapM: number;
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

function drawLot(block: Block, info: LineInfo, at: Position, depthM: number, rng: Rng): Lot | undefined {
  const { grain } = block;
  if (grain.industrial) {
    if (rng() > grain.built) return undefined;
    return {
      use: 'industrial',
      frontM: between(rng, 26, 60),
      depthM: between(rng, 28, 62),
      floors: rng() < 0.85 ? 1 : 2,
      yardM: 6,
      gapM: 3,
    };
  }
  const tower = TOWER_STREETS[info.name];
  // Patches of empty plots rather than single gaps.
  const patch = fractalNoise(at[0] / 130, at[1] / 130, 2, 41);
  if (tower && rng() < tower[0] * 0.3) {
    const floors = Math.round(between(rng, tower[1], tower[2]) * (0.6 + 0.4 * rng()));
    const beach = info.name === 'Võ Nguyên Giáp' || info.name === 'Hoàng Sa' || info.name === 'Phạm Văn Đồng';
    const use = pick<Use>(
      rng,
      beach
        ? [
            ['hotel', 6],
            ['apartment', 2],
            ['office', 0.3],
          ]
        : [
            ['office', 4],
            ['hotel', 4],
            ['apartment', 2],
          ],
    );
    const size = between(rng, 17, 32);
    return {
      use,
      frontM: size + 5,
      depthM: Math.min(between(rng, 18, 32), depthM + 9),
      floors: Math.max(7, floors),
      yardM: 3,
      gapM: 2.5,
    };
  }
  if (rng() > Math.min(0.99, grain.built * (0.62 + 0.78 * patch))) return undefined;
  const main = info.class === 'arterial' || info.class === 'collector' || info.class === 'promenade';
  if (!main && rng() < grain.villas) {
    return {
      use: 'villa',
      frontM: between(rng, 13, 20),
      depthM: between(rng, 10, 15),
      floors: rng() < 0.5 ? 2 : 3,
      yardM: between(rng, 2.5, 5),
      gapM: 1.6,
    };
  }
  const tall = fractalNoise(at[0] / 170, at[1] / 170, 2, 43) - 0.5;
  const floors = Math.max(
    1,
    Math.min(8, Math.round(grain.floors - 0.6 + (main ? 0.7 : 0) + 2.4 * tall + between(rng, -1.4, 1.5))),
  );
  const wide = rng() < (main ? 0.2 : 0.1);
  const frontM =
    (info.class === 'lane' ? between(rng, 0.85, 1.2) : between(rng, 0.9, 1.3)) * grain.frontageM * (wide ? 1.7 : 1);
  const use: Use = main
    ? pick<Use>(rng, [
        ['tubeHouse', 6],
        ['shop', 2.6],
        ['office', wide ? 1.4 : 0.3],
        ['hotel', floors > 4 ? 1.2 : 0.1],
      ])
    : pick<Use>(rng, [
        ['tubeHouse', 12],
        ['shop', 0.5],
        ['hotel', floors > 5 ? 1 : 0],
        ['apartment', wide && floors > 3 ? 1.5 : 0],
      ]);
  const depth = Math.min(depthM, between(rng, 16, 22) * (info.class === 'lane' ? 0.85 : 1));
  return { use, frontM, depthM: depth, floors, yardM: rng() < 0.3 ? between(rng, 0.6, 2.2) : 0.1, gapM: 0.06 };
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
