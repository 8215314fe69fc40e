import type { Feature, Position } from '../../src/city/types.ts';
import { addBox } from './buildings.ts';
import type { SceneGround } from './ground.ts';
import { MeshBuilder, SURFACE } from './mesh.ts';
import { entryOf, extra } from './palette.ts';
import { numberOf, pointsOf, textOf } from './polygon.ts';
import { firstPoint, intoTiles, tileFrame } from './tiles.ts';
import type { ScenePart } from './types.ts';

/** Poles are drawn nearer than this; their light is seen from anywhere. */
const POLE_SEEN_M = 1500;
const POLE_M = 9;

/** Street lamps: poles and control cabinets near, points of light at night. */
export function* lampParts(
  features: readonly Feature[],
  ground: SceneGround,
  offsetM: number,
  from: Position,
): Generator<ScenePart> {
  const indexed = features.map((feature, index) => ({ feature, index }));
  for (const tile of intoTiles(indexed, ({ feature }) => firstPoint(feature), from)) {
    const frame = tileFrame(ground, tile, offsetM);
    const poles = new MeshBuilder(frame);
    const glow = new MeshBuilder(frame);
    for (const { feature, index } of tile.items) {
      poles.feature = index;
      glow.feature = index;
      for (const [x, y] of pointsOf(feature.geometry)) {
        const foot = ground.shownAt(x, y);
        if (textOf(feature, 'kind') === 'cabinet') {
          poles.paint = { entry: entryOf('lighting', 'cabinet'), shade: 128 };
          poles.surface = SURFACE.plain;
          addBox(poles, square(x, y, 0.5), foot - 0.5, foot + 1.5);
        } else {
          const height = numberOf(feature, 'heightM', POLE_M);
          addPole(poles, x, y, foot, height);
          glow.paint = { entry: extra('lampHead'), shade: textOf(feature, 'lamp') === 'sodium' ? 255 : 90 };
          const top = glow.local(x, y, foot + height);
          glow.vertex(top[0], top[1], top[2], 0, 0, 1);
        }
      }
    }
    const parts = [
      poles.finish(`lighting/${tile.key}/poles`, 'lighting', 'lamps', { drawnM: [0, POLE_SEEN_M] }),
      glow.finish(`lighting/${tile.key}/glow`, 'lighting', 'lampGlow', { points: true }),
    ];
    for (const part of parts) if (part) yield part;
  }
}

function square(x: number, y: number, half: number): [number, number][] {
  return [
    [x - half, y - half],
    [x + half, y - half],
    [x + half, y + half],
    [x - half, y + half],
  ];
}

function addPole(mesh: MeshBuilder, x: number, y: number, foot: number, height: number): void {
  mesh.paint = { entry: entryOf('lighting', 'lamp'), shade: 128 };
  mesh.surface = SURFACE.plain;
  const base = mesh.local(x, y, foot - 0.5);
  const first = mesh.vertices;
  for (const up of [0, height + 0.5]) {
    for (let s = 0; s < 3; s++) {
      const a = (s / 3) * 2 * Math.PI;
      mesh.vertex(
        base[0] + Math.cos(a) * 0.14,
        base[1] + Math.sin(a) * 0.14,
        base[2] + up,
        Math.cos(a),
        Math.sin(a),
        0,
      );
    }
  }
  for (let s = 0; s < 3; s++) {
    const t = (s + 1) % 3;
    mesh.triangle(first + s, first + t, first + 3 + t);
    mesh.triangle(first + s, first + 3 + t, first + 3 + s);
  }
  mesh.paint = { entry: extra('lampHead'), shade: 128 };
  mesh.surface = SURFACE.lampHead;
  addBox(mesh, square(x, y, 0.45), foot + height - 0.12, foot + height + 0.12);
}

/** Stations as masts and facilities as pins: few, tall, coloured by kind. */
export function* markerParts(
  layerId: 'stations' | 'facilities',
  features: readonly Feature[],
  ground: SceneGround,
  offsetM: number,
  from: Position,
): Generator<ScenePart> {
  const indexed = features.map((feature, index) => ({ feature, index }));
  for (const tile of intoTiles(indexed, ({ feature }) => firstPoint(feature), from, 1600)) {
    const mesh = new MeshBuilder(tileFrame(ground, tile, offsetM));
    for (const { feature, index } of tile.items) {
      mesh.feature = index;
      for (const [x, y] of pointsOf(feature.geometry)) {
        const foot = ground.shownAt(x, y);
        const top = markerTopM(layerId);
        mesh.surface = SURFACE.plain;
        mesh.paint = { entry: extra('cable'), shade: 128 };
        addBox(mesh, square(x, y, 0.35), foot - 1, foot + top);
        mesh.paint = { entry: entryOf(layerId, textOf(feature, 'kind')), shade: 128 };
        mesh.surface = SURFACE.lampHead;
        addDiamond(mesh, x, y, foot + top, layerId === 'stations' ? 2 : 2.8);
      }
    }
    const part = mesh.finish(`${layerId}/${tile.key}`, layerId, 'markers');
    if (part) yield part;
  }
}

/** Height of the head of a marker over the ground, m. */
export function markerTopM(layerId: 'stations' | 'facilities'): number {
  return layerId === 'stations' ? 8 : 24;
}

function addDiamond(mesh: MeshBuilder, x: number, y: number, level: number, r: number): void {
  const c = mesh.local(x, y, level);
  const top = mesh.vertex(c[0], c[1], c[2] + r * 1.3, 0, 0, 1);
  const low = mesh.vertex(c[0], c[1], c[2] - r * 1.3, 0, 0, -1);
  const ring = [0, 1, 2, 3].map((s) => {
    const a = (s / 4) * 2 * Math.PI;
    return mesh.vertex(c[0] + Math.cos(a) * r, c[1] + Math.sin(a) * r, c[2], Math.cos(a), Math.sin(a), 0);
  });
  for (let s = 0; s < 4; s++) {
    mesh.triangle(top, ring[s], ring[(s + 1) % 4]);
    mesh.triangle(low, ring[(s + 1) % 4], ring[s]);
  }
}
