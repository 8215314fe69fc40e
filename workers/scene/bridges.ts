import type { Feature, Position } from '../../src/city/types.ts';
import type { SceneGround } from './ground.ts';
import { MeshBuilder, normalOf, type Point3, SURFACE } from './mesh.ts';
import { type Extra, entryOf, extra } from './palette.ts';
import { linesOf, numberOf, textOf } from './polygon.ts';
import { tileFrame } from './tiles.ts';
import { distances } from './tubes.ts';
import type { ScenePart } from './types.ts';

const DECK_THICK_M = 1.6;
const PARAPET_M = 1.1;
const PIER_EVERY_M = 45;

/** Bridges as decks on piers, one part each: a few of them are known by their towers and arches. */
export function* bridgeParts(features: readonly Feature[], ground: SceneGround, offsetM: number): Generator<ScenePart> {
  for (let index = 0; index < features.length; index++) {
    const feature = features[index];
    if (feature.properties.bridge !== true) continue;
    for (const [k, raw] of linesOf(feature.geometry).entries()) {
      if (raw.length < 2) continue;
      const deck = deckOf(feature, raw, ground);
      const middle = deck.path[deck.path.length >> 1];
      const mesh = new MeshBuilder(tileFrame(ground, { x: middle[0], y: middle[1] }, offsetM));
      mesh.feature = index;
      addDeck(mesh, deck, entryOf('transport', textOf(feature, 'class')), ground);
      addLandmark(mesh, deck, textOf(feature, 'name'), ground);
      const part = mesh.finish(`transport/bridge/${index}/${k}`, 'transport', 'structures');
      if (part) yield part;
    }
  }
}

/** A bridge's axis with the level of its road. */
export interface Deck {
  readonly path: readonly Position[];
  readonly levelM: readonly number[];
  readonly alongM: readonly number[];
  readonly widthM: number;
}

/** Deck level along a bridge: from the banks up to the level of the deck, in a smooth curve. */
export function deckOf(feature: Feature, raw: readonly Position[], ground: SceneGround): Deck {
  const path = densify(raw, 12);
  const alongM = distances(path);
  const length = alongM[alongM.length - 1] || 1;
  const [a, b] = [path[0], path[path.length - 1]];
  const [from, to] = [ground.shownAt(a[0], a[1]), ground.shownAt(b[0], b[1])];
  const top = Math.max(numberOf(feature, 'deckLevelM', Math.max(from, to) + 3), from, to);
  const ramp = Math.min(0.4, Math.max(0.12, ((top - Math.min(from, to)) / 0.045 / length) * 0.75));
  const levelM = alongM.map((s) => {
    const t = s / length;
    const end = t < 0.5 ? from : to;
    const k = Math.min(1, Math.min(t, 1 - t) / ramp);
    return end + (top - end) * k * k * (3 - 2 * k) + 0.25;
  });
  return { path, levelM, alongM, widthM: numberOf(feature, 'widthM', 20) };
}

function densify(path: readonly Position[], stepM: number): Position[] {
  const out: Position[] = [path[0]];
  for (let i = 1; i < path.length; i++) {
    const [a, b] = [path[i - 1], path[i]];
    const n = Math.max(1, Math.round(Math.hypot(b[0] - a[0], b[1] - a[1]) / stepM));
    for (let k = 1; k <= n; k++) out.push([a[0] + ((b[0] - a[0]) * k) / n, a[1] + ((b[1] - a[1]) * k) / n]);
  }
  return out;
}

/** City point beside the axis: `t` 0–1 along, `aside` m to the right. */
function besideAxis(deck: Deck, t: number, aside: number): { at: Position; levelM: number } {
  const { path, alongM, levelM } = deck;
  const s = Math.max(0, Math.min(1, t)) * alongM[alongM.length - 1];
  let i = 1;
  while (i < path.length - 1 && alongM[i] < s) i++;
  const [a, b] = [path[i - 1], path[i]];
  const d = alongM[i] - alongM[i - 1] || 1;
  const k = (s - alongM[i - 1]) / d;
  const [ux, uy] = [(b[0] - a[0]) / d, (b[1] - a[1]) / d];
  return {
    at: [a[0] + (b[0] - a[0]) * k + uy * aside, a[1] + (b[1] - a[1]) * k - ux * aside],
    levelM: levelM[i - 1] + (levelM[i] - levelM[i - 1]) * k,
  };
}

function addDeck(mesh: MeshBuilder, deck: Deck, road: number, ground: SceneGround): void {
  const n = deck.path.length;
  const half = deck.widthM / 2;
  const row = (i: number, aside: number, up: number): Point3 => {
    const { at, levelM } = besideAxis(deck, deck.alongM[i] / deck.alongM[n - 1], aside);
    return mesh.local(at[0], at[1], levelM + up);
  };
  mesh.surface = SURFACE.plain;
  for (let i = 0; i + 1 < n; i++) {
    const edge = (aside: number, up: number): [Point3, Point3] => [row(i, aside, up), row(i + 1, aside, up)];
    mesh.paint = { entry: road, shade: 128 };
    strip(mesh, edge(-half, 0), edge(half, 0));
    mesh.paint = { entry: extra('deck'), shade: 128 };
    for (const side of [-1, 1]) {
      const outer = half + 0.4;
      const faces: [[number, number], [number, number]][] = [
        [
          [side * half, 0],
          [side * half, PARAPET_M],
        ],
        [
          [side * half, PARAPET_M],
          [side * outer, PARAPET_M],
        ],
        [
          [side * outer, PARAPET_M],
          [side * outer, -DECK_THICK_M],
        ],
      ];
      for (const [p, q] of faces) {
        if (side < 0) strip(mesh, edge(...q), edge(...p));
        else strip(mesh, edge(...p), edge(...q));
      }
    }
    strip(mesh, edge(half + 0.4, -DECK_THICK_M), edge(-half - 0.4, -DECK_THICK_M));
  }
  addPiers(mesh, deck, ground);
}

function strip(mesh: MeshBuilder, left: [Point3, Point3], right: [Point3, Point3]): void {
  mesh.quad(left[0], right[0], right[1], left[1]);
}

function addPiers(mesh: MeshBuilder, deck: Deck, ground: SceneGround): void {
  mesh.paint = { entry: extra('pier'), shade: 128 };
  const length = deck.alongM[deck.alongM.length - 1];
  const count = Math.floor(length / PIER_EVERY_M);
  for (let k = 1; k < count; k++) {
    const t = k / count;
    const { at, levelM } = besideAxis(deck, t, 0);
    const foot = ground.shownAt(at[0], at[1]);
    if (levelM - foot < 2.5) continue;
    for (const side of [-0.3, 0.3]) {
      const p = besideAxis(deck, t, side * deck.widthM).at;
      rod(mesh, mesh.local(p[0], p[1], foot - 3), mesh.local(p[0], p[1], levelM - DECK_THICK_M + 0.1), 1.1, 6);
    }
  }
}

/** A round bar between two points. */
function rod(mesh: MeshBuilder, a: Point3, b: Point3, radius: number, sides: number, taper = 1): void {
  const dir = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const length = Math.hypot(dir[0], dir[1], dir[2]) || 1;
  const w = dir.map((v) => v / length);
  const helper: Point3 = Math.abs(w[2]) > 0.9 ? [1, 0, 0] : [0, 0, 1];
  const u = normalOf([0, 0, 0], [w[0], w[1], w[2]], helper);
  const v = normalOf([0, 0, 0], [w[0], w[1], w[2]], u);
  const first = mesh.vertices;
  for (const [p, r] of [
    [a, radius],
    [b, radius * taper],
  ] as const) {
    for (let s = 0; s < sides; s++) {
      const angle = (s / sides) * 2 * Math.PI;
      const [c, d] = [Math.cos(angle), Math.sin(angle)];
      const n: Point3 = [u[0] * c + v[0] * d, u[1] * c + v[1] * d, u[2] * c + v[2] * d];
      mesh.vertex(p[0] + n[0] * r, p[1] + n[1] * r, p[2] + n[2] * r, ...n);
    }
  }
  for (let s = 0; s < sides; s++) {
    const t = (s + 1) % sides;
    mesh.triangle(first + s, first + t, first + sides + t);
    mesh.triangle(first + s, first + sides + t, first + sides + s);
  }
}

/** The well-known outlines of the Hàn bridges, by name; heights as published, simplified. */
function addLandmark(mesh: MeshBuilder, deck: Deck, name: string, ground: SceneGround): void {
  const pen = (entry: Extra) => {
    mesh.paint = { entry: extra(entry), shade: 128 };
  };
  const on = (t: number, aside: number, up: number): Point3 => {
    const { at, levelM } = besideAxis(deck, t, aside);
    return mesh.local(at[0], at[1], levelM + up);
  };
  const half = deck.widthM / 2;
  if (/Rồng/.test(name)) {
    // The dragon: one steel body in waves along the middle of the deck.
    pen('dragon');
    const at = (t: number): Point3 => {
      const wave = Math.abs(Math.sin(Math.PI * (t * 2.55 + 0.12)));
      return on(t, 0, 1 + 38 * wave ** 0.85 * (t > 0.2 && t < 0.78 ? 1 : 0.55));
    };
    for (let i = 0; i < 72; i++) rod(mesh, at(i / 72), at((i + 1) / 72), 2.4, 7);
    pen('cable');
    for (let i = 3; i < 70; i += 2) rod(mesh, on(i / 72, 0, 0), at(i / 72), 0.35, 4);
  } else if (/Trần Thị Lý/.test(name)) {
    pen('tower');
    const base = on(0.42, 0, -2);
    const top = on(0.52, 0, 112);
    rod(mesh, base, top, 4, 8, 0.45);
    pen('cable');
    const mix = (k: number): Point3 => [
      top[0] + (base[0] - top[0]) * k,
      top[1] + (base[1] - top[1]) * k,
      top[2] + (base[2] - top[2]) * k,
    ];
    for (let i = 0; i < 11; i++) rod(mesh, mix(i * 0.035), on(0.48 + 0.045 * i, 0, 0), 0.4, 4);
    for (let i = 0; i < 9; i++) rod(mesh, mix(i * 0.035), on(0.34 - 0.032 * i, i % 2 ? half : -half, 0), 0.4, 4);
  } else if (/Sông Hàn/.test(name)) {
    pen('tower');
    for (const side of [-1, 1]) rod(mesh, on(0.5, side * half, -4), on(0.5, side * 2, 46), 1.5, 6, 0.7);
    pen('cable');
    for (let i = 1; i < 8; i++) {
      for (const side of [-1, 1]) rod(mesh, on(0.5, 0, 45), on(0.5 + side * i * 0.05, half - 1, 0), 0.3, 4);
      for (const side of [-1, 1]) rod(mesh, on(0.5, 0, 45), on(0.5 + side * i * 0.05, 1 - half, 0), 0.3, 4);
    }
  } else if (/Thuận Phước/.test(name)) {
    addSuspension(mesh, deck, on, half, pen, ground);
  } else if (/Nguyễn Văn Trỗi/.test(name)) {
    pen('truss');
    for (let i = 0; i < 13; i++) {
      for (const side of [-half, half]) {
        rod(mesh, on(i / 13, side, 0), on((i + 0.5) / 13, side, 9), 0.5, 4);
        rod(mesh, on((i + 0.5) / 13, side, 9), on((i + 1) / 13, side, 0), 0.5, 4);
        if (i < 12) rod(mesh, on((i + 0.5) / 13, side, 9), on((i + 1.5) / 13, side, 9), 0.5, 4);
      }
    }
  }
}

function addSuspension(
  mesh: MeshBuilder,
  deck: Deck,
  on: (t: number, aside: number, up: number) => Point3,
  half: number,
  pen: (entry: Extra) => void,
  ground: SceneGround,
): void {
  const [t0, t1] = [0.37, 0.63];
  const towerM = 62;
  pen('tower');
  for (const t of [t0, t1]) {
    const { at, levelM } = besideAxis(deck, t, 0);
    const down = ground.shownAt(at[0], at[1]) - 3 - levelM;
    for (const side of [-half, half]) rod(mesh, on(t, side, down), on(t, side, towerM), 2.2, 6, 0.8);
    rod(mesh, on(t, -half, towerM - 4), on(t, half, towerM - 4), 1.4, 5);
    rod(mesh, on(t, -half, towerM * 0.5), on(t, half, towerM * 0.5), 1.2, 5);
  }
  pen('cable');
  const sag = (t: number): number => {
    if (t < t0) return towerM * (Math.max(0, t - 0.1) / (t0 - 0.1)) ** 1.4;
    if (t > t1) return towerM * (Math.max(0, 0.9 - t) / (0.9 - t1)) ** 1.4;
    const k = (t - 0.5) / (0.5 - t0);
    return 5 + (towerM - 5) * k * k;
  };
  for (const side of [-half, half]) {
    for (let i = 6; i < 54; i++)
      rod(mesh, on(i / 60, side, sag(i / 60)), on((i + 1) / 60, side, sag((i + 1) / 60)), 0.6, 4);
    for (let i = 24; i < 37; i++) rod(mesh, on(i / 60, side, 0), on(i / 60, side, sag(i / 60)), 0.2, 3);
  }
}
