import type { Feature, Position } from '../../src/city/types.ts';
import type { SceneGround } from './ground.ts';
import { MeshBuilder, SURFACE } from './mesh.ts';
import { entryOf, extra } from './palette.ts';
import { numberOf, pointsOf, textOf } from './polygon.ts';
import { randomOf, seedOf } from './random.ts';
import { firstPoint, intoTiles, tileFrame } from './tiles.ts';
import type { ScenePart } from './types.ts';

/** Nearer than this a tree has a trunk and a crown of several lobes, farther one lobe. */
export const TREE_DETAIL_M = 1100;

const G = (1 + Math.sqrt(5)) / 2;
const ICOSAHEDRON = [
  [-1, G, 0],
  [1, G, 0],
  [-1, -G, 0],
  [1, -G, 0],
  [0, -1, G],
  [0, 1, G],
  [0, -1, -G],
  [0, 1, -G],
  [G, 0, -1],
  [G, 0, 1],
  [-G, 0, -1],
  [-G, 0, 1],
].map(([x, y, z]) => {
  const l = Math.hypot(x, y, z);
  return [x / l, y / l, z / l] as const;
});
const ICOSAHEDRON_FACES = [
  0, 11, 5, 0, 5, 1, 0, 1, 7, 0, 7, 10, 0, 10, 11, 1, 5, 9, 5, 11, 4, 11, 10, 2, 10, 7, 6, 7, 1, 8, 3, 9, 4, 3, 4, 2, 3,
  2, 6, 3, 6, 8, 3, 8, 9, 4, 9, 5, 2, 4, 11, 6, 2, 10, 8, 6, 7, 9, 8, 1,
];

/** Trees in tiles, each tile twice: with trunks for near, as single crowns for far. */
export function* treeParts(
  features: readonly Feature[],
  ground: SceneGround,
  offsetM: number,
  from: Position,
): Generator<ScenePart> {
  const indexed = features.map((feature, index) => ({ feature, index }));
  for (const tile of intoTiles(indexed, ({ feature }) => firstPoint(feature), from)) {
    const frame = tileFrame(ground, tile, offsetM);
    const near = new MeshBuilder(frame);
    const far = new MeshBuilder(frame);
    for (const { feature, index } of tile.items) {
      near.feature = index;
      far.feature = index;
      for (const [x, y] of pointsOf(feature.geometry)) {
        const tree = treeOf(feature);
        const foot = ground.shownAt(x, y);
        addFar(far, x, y, foot, tree);
        if (tree.palm) addPalm(near, x, y, foot, tree);
        else addBroadleaf(near, x, y, foot, tree);
      }
    }
    const parts = [
      near.finish(`trees/${tile.key}/near`, 'trees', 'trees', { drawnM: [0, TREE_DETAIL_M] }),
      far.finish(`trees/${tile.key}/far`, 'trees', 'trees', { drawnM: [TREE_DETAIL_M, 1e7] }),
    ];
    for (const part of parts) if (part) yield part;
  }
}

interface Tree {
  readonly heightM: number;
  readonly crownM: number;
  readonly trunkM: number;
  readonly palm: boolean;
  readonly entry: number;
  readonly random: () => number;
}

/** Size of a tree, believable where an attribute is missing. */
export function treeOf(feature: Feature): Tree {
  const random = randomOf(seedOf(feature.id));
  const species = textOf(feature, 'species');
  const heightM = numberOf(feature, 'heightM', 6 + random() * 5);
  return {
    heightM,
    crownM: numberOf(feature, 'crownM', heightM * 0.6),
    trunkM: numberOf(feature, 'trunkCm', heightM * 3) / 100,
    palm: species === 'dua',
    entry: entryOf('trees', species),
    random,
  };
}

function addFar(mesh: MeshBuilder, x: number, y: number, foot: number, tree: Tree): void {
  mesh.paint = { entry: tree.entry, shade: Math.floor(tree.random() * 256) };
  mesh.surface = SURFACE.crown;
  const r = (tree.crownM / 2) * (tree.palm ? 0.75 : 1);
  const tall = tree.palm ? r * 0.45 : Math.max(r * 0.8, tree.heightM * 0.36);
  const c = mesh.local(x, y, foot + tree.heightM - tall * 0.85);
  addLobe(mesh, c[0], c[1], c[2], r, tall, tree.random);
}

/** One uneven lobe of leaves: an icosahedron with its corners pushed about. */
function addLobe(mesh: MeshBuilder, e: number, n: number, u: number, r: number, tall: number, random: () => number) {
  const first = mesh.vertices;
  const turn = random() * 6.28;
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  for (const [x, y, z] of ICOSAHEDRON) {
    const k = 0.86 + random() * 0.28;
    const ex = x * cos - y * sin;
    const ny = x * sin + y * cos;
    mesh.vertex(e + ex * r * k, n + ny * r * k, u + z * tall * k, ex, ny, z, 0, 0.5 + z * 0.5);
  }
  for (let i = 0; i < ICOSAHEDRON_FACES.length; i += 3) {
    mesh.triangle(first + ICOSAHEDRON_FACES[i], first + ICOSAHEDRON_FACES[i + 1], first + ICOSAHEDRON_FACES[i + 2]);
  }
}

function addTrunk(
  mesh: MeshBuilder,
  x: number,
  y: number,
  foot: number,
  heightM: number,
  widthM: number,
  lean: number,
) {
  mesh.surface = SURFACE.plain;
  const sides = 4;
  const first = mesh.vertices;
  const base = mesh.local(x, y, foot - 1);
  for (const [up, taper, off] of [
    [0, 1, 0],
    [heightM + 1, 0.6, lean],
  ]) {
    for (let s = 0; s < sides; s++) {
      const a = (s / sides) * 2 * Math.PI;
      const r = (widthM / 2) * taper;
      mesh.vertex(
        base[0] + Math.cos(a) * r + off,
        base[1] + Math.sin(a) * r,
        base[2] + up,
        Math.cos(a),
        Math.sin(a),
        0,
      );
    }
  }
  for (let s = 0; s < sides; s++) {
    const t = (s + 1) % sides;
    mesh.triangle(first + s, first + t, first + sides + t);
    mesh.triangle(first + s, first + sides + t, first + sides + s);
  }
}

function addBroadleaf(mesh: MeshBuilder, x: number, y: number, foot: number, tree: Tree): void {
  const { random } = tree;
  const shade = Math.floor(random() * 256);
  mesh.paint = { entry: extra('trunk'), shade };
  const r = tree.crownM / 2;
  const crownTall = Math.max(r * 0.7, tree.heightM * 0.36);
  const middle = foot + tree.heightM - crownTall * 0.95;
  addTrunk(mesh, x, y, foot, middle - foot, Math.max(0.16, tree.trunkM), 0);
  mesh.surface = SURFACE.crown;
  const c = mesh.local(x, y, middle);
  const lobes = tree.crownM > 5 ? 3 : 2;
  const start = random() * 6.28;
  for (let k = 0; k < lobes; k++) {
    const a = start + (k / lobes) * 6.28;
    const size = 0.62 + random() * 0.14;
    const out = r * (1 - size) * 1.05;
    const up = (random() - 0.45) * crownTall * 0.5;
    mesh.paint = { entry: tree.entry, shade: (shade + k * 29) & 255 };
    addLobe(
      mesh,
      c[0] + Math.cos(a) * out,
      c[1] + Math.sin(a) * out,
      c[2] + up,
      r * size,
      crownTall * (size + 0.1),
      random,
    );
  }
}

function addPalm(mesh: MeshBuilder, x: number, y: number, foot: number, tree: Tree): void {
  const { random } = tree;
  const shade = Math.floor(random() * 256);
  const lean = (random() - 0.5) * tree.heightM * 0.16;
  mesh.paint = { entry: extra('trunk'), shade };
  addTrunk(mesh, x, y, foot, tree.heightM * 0.92, Math.max(0.22, tree.trunkM), lean);
  mesh.paint = { entry: tree.entry, shade };
  mesh.surface = SURFACE.crown;
  const top = mesh.local(x, y, foot + tree.heightM * 0.92);
  const fronds = 9;
  const length = tree.crownM * 0.55;
  for (let k = 0; k < fronds; k++) {
    const a = (k / fronds) * 6.283 + random() * 0.4;
    const [cos, sin] = [Math.cos(a), Math.sin(a)];
    const wide = length * 0.16;
    const rise = length * (0.12 + random() * 0.25);
    const tip = length * (0.9 + random() * 0.2);
    const point = (along: number, up: number, side: number): number =>
      mesh.vertex(
        top[0] + lean + cos * along - sin * side,
        top[1] + sin * along + cos * side,
        top[2] + up,
        cos * 0.3,
        sin * 0.3,
        0.9,
        0,
        0.8,
      );
    const p0 = point(0, 0, 0);
    const p1 = point(tip * 0.5, rise, wide);
    const p2 = point(tip * 0.5, rise, -wide);
    const p3 = point(tip, -length * 0.28, 0);
    mesh.triangle(p0, p2, p1);
    mesh.triangle(p1, p2, p3);
    mesh.triangle(p0, p1, p2);
    mesh.triangle(p1, p3, p2);
  }
}
