import type { Feature, Position } from '../../src/city/types.ts';
import type { SceneGround } from './ground.ts';
import { MeshBuilder, normalOf, type Point3, SURFACE } from './mesh.ts';
import { entryOf, extra } from './palette.ts';
import { numberOf, polygonsOf, type Rings, signedArea2, textOf, triangulate } from './polygon.ts';
import { randomOf, seedOf } from './random.ts';
import { firstPoint, intoTiles, tileFrame } from './tiles.ts';
import type { ScenePart } from './types.ts';

/** Walls go this far into the ground, so that no gap opens on coarse terrain, m. */
const FOOT_M = 2.5;
const BAY_M = 3.1;
const STOREY_M = 3.5;
/** Rise of a pitched roof over half its span. */
const PITCH = 0.5;

/** Buildings as solids with roofs, in tiles; the index of a feature in `features` is its feature id. */
export function* buildingParts(
  features: readonly Feature[],
  ground: SceneGround,
  offsetM: number,
  from: Position,
): Generator<ScenePart> {
  const indexed = features.map((feature, index) => ({ feature, index }));
  for (const tile of intoTiles(indexed, ({ feature }) => firstPoint(feature), from)) {
    const mesh = new MeshBuilder(tileFrame(ground, tile, offsetM));
    for (const { feature, index } of tile.items) {
      mesh.feature = index;
      for (const rings of polygonsOf(feature.geometry)) addBuilding(mesh, feature, rings, ground);
    }
    const part = mesh.finish(`construction/${tile.key}`, 'construction', 'buildings');
    if (part) yield part;
  }
}

/** Where a building stands and how high it reaches, m. */
export function extentOf(feature: Feature, rings: Rings, ground: SceneGround): { footM: number; eavesM: number } {
  let sum = 0;
  for (const [x, y] of rings[0]) sum += ground.shownAt(x, y);
  const around = sum / rings[0].length;
  const foot = numberOf(feature, 'floorLevelM', around);
  const height = numberOf(feature, 'heightM', numberOf(feature, 'floors', 2) * STOREY_M);
  // A floor level far from the ground is a slip of the pen: the eye believes the ground.
  return { footM: around, eavesM: (Math.abs(foot - around) < 3 ? foot : around) + height };
}

function addBuilding(mesh: MeshBuilder, feature: Feature, rings: Rings, ground: SceneGround): void {
  if (rings[0].length < 3) return;
  const random = randomOf(seedOf(feature.id));
  const use = textOf(feature, 'use');
  const { footM, eavesM } = extentOf(feature, rings, ground);
  const shade = Math.floor(random() * 256);
  const wall = { entry: entryOf('construction', use), shade };
  const storeys = Math.max(1, numberOf(feature, 'floors', Math.round((eavesM - footM) / STOREY_M)));
  const attached = use === 'tubeHouse' || use === 'shop';
  const longest = Math.max(...rings[0].map((p, i) => distance(p, rings[0][(i + 1) % rings[0].length])));

  mesh.paint = wall;
  mesh.surface = SURFACE.wall;
  rings.forEach((ring, k) => {
    const outward = signedArea2(ring) > 0 === (k === 0);
    for (let i = 0; i < ring.length; i++) {
      const a = ring[i];
      const b = ring[(i + 1) % ring.length];
      const length = distance(a, b);
      // Row houses share their long walls: windows look to the street and the yard only.
      const blind = length < 1.6 || (attached && ring.length === 4 && length > 0.8 * longest && longest > 9);
      addWall(mesh, outward ? a : b, outward ? b : a, footM, eavesM, blind ? 0 : Math.round(length / BAY_M), storeys);
    }
  });

  const roof = textOf(feature, 'roof');
  const pitched = (roof === 'gable' || roof === 'hip') && rings.length === 1 && rings[0].length === 4;
  mesh.paint = { entry: roofEntry(use, pitched, random()), shade };
  mesh.surface = SURFACE.roof;
  if (pitched) addPitchedRoof(mesh, rings[0], eavesM, roof === 'hip', wall.entry);
  else addFlatRoof(mesh, rings, eavesM, storeys, use, random);
}

function roofEntry(use: string, pitched: boolean, r: number): number {
  if (use === 'industrial') return extra(r < 0.5 ? 'roofTin' : r < 0.75 ? 'roofTinGreen' : 'roofTinRed');
  if (pitched) return extra(r < 0.45 ? 'roofTile' : r < 0.7 ? 'roofTileDark' : r < 0.85 ? 'roofTinRed' : 'roofTin');
  if (use === 'tubeHouse' || use === 'shop') {
    return extra(r < 0.16 ? 'roofTile' : r < 0.26 ? 'roofTinRed' : r < 0.4 ? 'roofTin' : 'roofFlat');
  }
  return extra(r < 0.7 ? 'roofFlat' : 'roofTop');
}

function addWall(
  mesh: MeshBuilder,
  a: Position,
  b: Position,
  footM: number,
  eavesM: number,
  bays: number,
  storeys: number,
) {
  const a0 = mesh.local(a[0], a[1], footM - FOOT_M);
  const b0 = mesh.local(b[0], b[1], footM - FOOT_M);
  const rise = eavesM - footM + FOOT_M;
  const n = normalOf(a0, b0, [a0[0], a0[1], a0[2] + 1]);
  // Floor coordinate: FOOT counts as below the first storey and stays without windows.
  const below = (FOOT_M / STOREY_M) * 1;
  const i = mesh.vertex(a0[0], a0[1], a0[2], n[0], n[1], 0, 0, 0);
  mesh.vertex(b0[0], b0[1], b0[2], n[0], n[1], 0, bays, 0);
  mesh.vertex(b0[0], b0[1], b0[2] + rise, n[0], n[1], 0, bays, storeys + below);
  mesh.vertex(a0[0], a0[1], a0[2] + rise, n[0], n[1], 0, 0, storeys + below);
  mesh.triangle(i, i + 1, i + 2);
  mesh.triangle(i, i + 2, i + 3);
}

function addFlatRoof(
  mesh: MeshBuilder,
  rings: Rings,
  eavesM: number,
  storeys: number,
  use: string,
  random: () => number,
) {
  const { points, triangles } = triangulate(rings);
  const first = mesh.vertices;
  for (const [x, y] of points) {
    const p = mesh.local(x, y, eavesM);
    mesh.vertex(p[0], p[1], p[2], 0, 0, 1);
  }
  for (let k = 0; k < triangles.length; k += 3) {
    mesh.triangle(first + triangles[k], first + triangles[k + 1], first + triangles[k + 2]);
  }
  if (rings[0].length !== 4 || use === 'industrial' || storeys < 2 || random() > 0.5) return;
  // The stair head or the water tank that stands on every other roof.
  const [a, b, , d] = rings[0];
  const tall = storeys > 8 ? 4.5 : 2.6;
  const size = storeys > 8 ? 0.45 : 0.36;
  const s = 0.12 + random() * 0.5;
  const t = 0.12 + random() * 0.45;
  const at = (u: number, v: number): Position => [
    a[0] + (b[0] - a[0]) * u + (d[0] - a[0]) * v,
    a[1] + (b[1] - a[1]) * u + (d[1] - a[1]) * v,
  ];
  const box = [at(s, t), at(s + size, t), at(s + size, t + size), at(s, t + size)];
  if (signedArea2(box) < 0) box.reverse();
  mesh.paint = { entry: extra('roofTop'), shade: mesh.paint.shade };
  addBox(mesh, box, eavesM - 0.1, eavesM + tall);
}

/** Walls and lid over a convex outline (counter-clockwise). */
export function addBox(mesh: MeshBuilder, outline: readonly Position[], fromM: number, toM: number): void {
  const low = outline.map(([x, y]) => mesh.local(x, y, fromM));
  const high = low.map(([e, n, u]): Point3 => [e, n, u + toM - fromM]);
  for (let i = 0; i < outline.length; i++) {
    const j = (i + 1) % outline.length;
    mesh.quad(low[i], low[j], high[j], high[i]);
  }
  for (let i = 1; i + 1 < high.length; i++) {
    const k = mesh.vertex(...high[0], 0, 0, 1);
    mesh.vertex(...high[i], 0, 0, 1);
    mesh.vertex(...high[i + 1], 0, 0, 1);
    mesh.triangle(k, k + 1, k + 2);
  }
}

/** Gable or hip over a four-cornered footprint, ridge along its longer side. */
function addPitchedRoof(mesh: MeshBuilder, ring: readonly Position[], eavesM: number, hip: boolean, wallEntry: number) {
  let corners = signedArea2(ring) > 0 ? [...ring] : [...ring].reverse();
  if (distance(corners[0], corners[1]) < distance(corners[1], corners[2])) {
    corners = [corners[1], corners[2], corners[3], corners[0]];
  }
  const [a, b, c, d] = corners.map(([x, y]): Point3 => mesh.local(x, y, eavesM));
  const half = distance(corners[1], corners[2]) / 2;
  const rise = Math.min(3.2, half * PITCH);
  const inset = hip ? Math.min(0.45, half / distance(corners[0], corners[1])) : 0;
  const middle = (p: Point3, q: Point3): Point3 => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2, p[2] + rise];
  const west = middle(a, d);
  const east = middle(b, c);
  const mix = (p: Point3, q: Point3, t: number): Point3 => [
    p[0] + (q[0] - p[0]) * t,
    p[1] + (q[1] - p[1]) * t,
    p[2] + (q[2] - p[2]) * t,
  ];
  const r0 = mix(west, east, inset);
  const r1 = mix(west, east, 1 - inset);
  mesh.quad(a, b, r1, r0);
  mesh.quad(c, d, r0, r1);
  if (!hip) {
    mesh.paint = { entry: wallEntry, shade: mesh.paint.shade };
  }
  for (const [p, q, r] of [
    [b, c, r1],
    [d, a, r0],
  ]) {
    const n = normalOf(p, q, r);
    const i = mesh.vertex(...p, ...n);
    mesh.vertex(...q, ...n);
    mesh.vertex(...r, ...n);
    mesh.triangle(i, i + 1, i + 2);
  }
}

function distance(a: Position, b: Position): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}
