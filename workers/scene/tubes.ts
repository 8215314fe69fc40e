import type { NetworkLayer, NetworkLink, NetworkNode, Position } from '../../src/city/types.ts';
import type { SceneGround } from './ground.ts';
import { MeshBuilder, type Point3, SURFACE } from './mesh.ts';
import { entryOf } from './palette.ts';
import { numberOf, textOf } from './polygon.ts';
import { intoTiles, tileFrame } from './tiles.ts';
import type { ScenePart } from './types.ts';

const SIDES = 10;
/** Cover over a water main whose file gives no depth, m. */
const MAIN_COVER_M = 1.2;
const MANHOLE_RADIUS_M = 0.6;

/** A link as it lies in the ground. */
export interface Buried {
  readonly path: readonly Position[];
  /** Level of the axis at each point of the path, m. */
  readonly axisM: readonly number[];
  readonly widthM: number;
  readonly heightM: number;
  readonly box: boolean;
  readonly barrels: number;
}

/** True size and depth of a pipe; undefined where the file gives it no place. */
export function buriedOf(link: NetworkLink, layer: NetworkLayer['id'], ground: SceneGround): Buried | undefined {
  if (link.path.length < 2) return undefined;
  const drainage = layer === 'drainage';
  const heightM = drainage ? numberOf(link, 'heightM', 0.6) : numberOf(link, 'diameterM', 0.2);
  const shape = textOf(link, 'shape').toUpperCase();
  const box = drainage && !/CIRC|FORCE/.test(shape) && shape !== '';
  const widthM = box ? numberOf(link, 'widthM', heightM) || heightM : heightM;
  const along = distances(link.path);
  const length = along[along.length - 1] || 1;
  const axisM = link.path.map(([x, y], i) => {
    if (!drainage) return ground.shownAt(x, y) - MAIN_COVER_M - heightM / 2;
    const from = numberOf(link, 'fromInvertM', Number.NaN);
    const to = numberOf(link, 'toInvertM', Number.NaN);
    const t = along[i] / length;
    const invert = from * (1 - t) + to * t;
    return (Number.isNaN(invert) ? ground.shownAt(x, y) - 1.5 - heightM : invert) + heightM / 2;
  });
  return { path: link.path, axisM, widthM, heightM, box, barrels: Math.max(1, numberOf(link, 'barrels', 1)) };
}

/** A pipe network: links as tubes or boxes, nodes as shafts. Feature ids: links first, then nodes. */
export function* tubeParts(
  layer: NetworkLayer,
  ground: SceneGround,
  offsetM: number,
  from: Position,
): Generator<ScenePart> {
  interface Item {
    readonly index: number;
    readonly link?: NetworkLink;
    readonly node?: NetworkNode;
  }
  const items: Item[] = [
    ...layer.links.map((link, index) => ({ index, link })),
    ...layer.nodes.map((node, i) => ({ index: layer.links.length + i, node })),
  ];
  const place = (item: Item) => item.node?.at ?? item.link?.path[item.link.path.length >> 1];
  for (const tile of intoTiles(items, place, from, 1200)) {
    // A tile's tubes may reach beyond it; 16-bit positions hold ±819 m, so frames lie at tile centres of 1,200 m.
    const mesh = new MeshBuilder(tileFrame(ground, tile, offsetM));
    for (const item of tile.items) {
      mesh.feature = item.index;
      if (item.link) addLink(mesh, item.link, layer.id, ground);
      if (item.node?.at) addNode(mesh, item.node, item.node.at, layer.id, ground);
    }
    const part = mesh.finish(`${layer.id}/${tile.key}`, layer.id, 'tubes');
    if (part) yield part;
  }
}

function addLink(mesh: MeshBuilder, link: NetworkLink, layer: NetworkLayer['id'], ground: SceneGround): void {
  const buried = buriedOf(link, layer, ground);
  if (!buried) return;
  mesh.paint = { entry: entryOf(layer, link.kind), shade: 128 };
  mesh.surface = SURFACE.tube;
  const apart = buried.widthM * 1.08;
  for (let k = 0; k < buried.barrels; k++) addTube(mesh, buried, (k - (buried.barrels - 1) / 2) * apart);
}

/**
 * Rings along the path, each square to the bisector of its two stretches; `aside` moves the tube to the right. Facades
 * hold the distance from the first node, m, and the share of the height; shades the share of the length.
 */
function addTube(mesh: MeshBuilder, buried: Buried, aside: number): void {
  const { path, axisM, widthM, heightM, box } = buried;
  const section = box ? boxSection(widthM, heightM) : circleSection(heightM / 2);
  const first = mesh.vertices;
  const along = distances(path);
  const { entry } = mesh.paint;
  path.forEach(([x, y], i) => {
    mesh.paint = { entry, shade: Math.round((255 * along[i]) / (along[path.length - 1] || 1)) };
    const a = path[Math.max(0, i - 1)];
    const b = path[Math.min(path.length - 1, i + 1)];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    const rx = (b[1] - a[1]) / length;
    const ry = -(b[0] - a[0]) / length;
    for (const s of section) {
      const off = s.right + aside;
      const p = mesh.local(x + rx * off, y + ry * off, axisM[i] + s.up);
      mesh.vertex(p[0], p[1], p[2], rx * s.nRight, ry * s.nRight, s.nUp, along[i], s.up / heightM + 0.5);
    }
  });
  const n = section.length;
  for (let i = 0; i + 1 < path.length; i++) {
    // A box has two vertices a corner: every second edge is a face.
    for (let s = box ? 1 : 0; s < n; s += box ? 2 : 1) {
      const t = (s + 1) % n;
      const a = first + i * n;
      const b = a + n;
      mesh.triangle(a + s, a + t, b + t);
      mesh.triangle(a + s, b + t, b + s);
    }
  }
}

interface SectionPoint {
  readonly right: number;
  readonly up: number;
  readonly nRight: number;
  readonly nUp: number;
}

function circleSection(radius: number): SectionPoint[] {
  return Array.from({ length: SIDES }, (_, s) => {
    const a = (s / SIDES) * 2 * Math.PI;
    const [nRight, nUp] = [Math.cos(a), Math.sin(a)];
    return { right: nRight * radius, up: nUp * radius, nRight, nUp };
  });
}

function boxSection(width: number, height: number): SectionPoint[] {
  const corners = [
    [1, -1],
    [1, 1],
    [-1, 1],
    [-1, -1],
  ];
  const normals = [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ];
  return corners.flatMap(([r, u], k) =>
    [normals[k], normals[(k + 1) % 4]].map(([nRight, nUp]) => ({
      right: (r * width) / 2,
      up: (u * height) / 2,
      nRight,
      nUp,
    })),
  );
}

function addNode(mesh: MeshBuilder, node: NetworkNode, at: Position, layer: NetworkLayer['id'], ground: SceneGround) {
  const [x, y] = at;
  mesh.paint = { entry: entryOf(layer, node.kind), shade: 128 };
  const top = ground.shownAt(x, y);
  if (layer === 'water-supply') {
    if (node.kind === 'junction') return addShaft(mesh, x, y, top - MAIN_COVER_M - 0.3, top - MAIN_COVER_M + 0.1, 0.2);
    return addShaft(mesh, x, y, top - 1, top + (node.kind === 'tank' ? 18 : 6), 5);
  }
  const invert = numberOf(node, 'invertM', top - 2);
  const rim = Math.max(invert + 0.3, Math.min(numberOf(node, 'rimM', top), top + 0.3));
  addShaft(mesh, x, y, invert, rim, node.kind === 'storage' ? 3 : MANHOLE_RADIUS_M);
}

/** An upright cylinder with a lid. Facades hold the share of the height; those of a lid the side, from 1, and 0 at its centre. */
function addShaft(mesh: MeshBuilder, x: number, y: number, fromM: number, toM: number, radius: number): void {
  const base = mesh.local(x, y, fromM);
  const first = mesh.vertices;
  mesh.surface = SURFACE.shaft;
  for (const up of [0, 1]) {
    for (let s = 0; s < SIDES; s++) {
      const a = (s / SIDES) * 2 * Math.PI;
      const [c, n] = [Math.cos(a), Math.sin(a)];
      mesh.vertex(base[0] + c * radius, base[1] + n * radius, base[2] + up * (toM - fromM), c, n, 0, 0, up);
    }
  }
  for (let s = 0; s < SIDES; s++) {
    const t = (s + 1) % SIDES;
    mesh.triangle(first + s, first + t, first + SIDES + t);
    mesh.triangle(first + s, first + SIDES + t, first + SIDES + s);
  }
  const lid: Point3 = [base[0], base[1], base[2] + toM - fromM];
  mesh.surface = SURFACE.lid;
  const centre = mesh.vertex(...lid, 0, 0, 1);
  const ring = Array.from({ length: SIDES }, (_, s) => {
    const a = (s / SIDES) * 2 * Math.PI;
    return mesh.vertex(lid[0] + Math.cos(a) * radius, lid[1] + Math.sin(a) * radius, lid[2], 0, 0, 1, s + 1);
  });
  for (let s = 0; s < SIDES; s++) mesh.triangle(centre, ring[s], ring[(s + 1) % SIDES]);
}

/** Distance from the start at each point of a path. */
export function distances(path: readonly Position[]): number[] {
  const out = [0];
  for (let i = 1; i < path.length; i++) {
    out.push(out[i - 1] + Math.hypot(path[i][0] - path[i - 1][0], path[i][1] - path[i - 1][1]));
  }
  return out;
}
