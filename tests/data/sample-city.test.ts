import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carveStreets } from '../../data/build/carve.ts';
import { DISTRICTS } from '../../data/build/facts/population.ts';
import { HOLLOWS } from '../../data/build/facts/relief.ts';
import { BOUNDS, toCity } from '../../data/build/frame.ts';
import { makeGround, type RasterGround } from '../../data/build/ground.ts';
import { hashesOf } from '../../data/build/hashes.ts';
import { distance, insideRing, nearestOn } from '../../data/build/lines.ts';
import { hash01 } from '../../data/build/rng.ts';
import { makeStreets } from '../../data/build/streets.ts';
import { fitsAttribute } from '../../layers/checks.ts';
import { LAYERS } from '../../layers/index.ts';
import type { LayerId } from '../../layers/types.ts';
import type { Position } from '../../src/city/types.ts';

interface Feature {
  readonly properties: Record<string, unknown>;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}
const VECTOR_LAYERS = [
  'land',
  'construction',
  'transport',
  'lighting',
  'trees',
  'wards',
  'stations',
  'facilities',
] as const;

let folder: string;
const layers = new Map<LayerId, readonly Feature[]>();
const layer = (id: LayerId): readonly Feature[] => layers.get(id) ?? [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'danang-'));
  const tsx = join(import.meta.dirname, '../../node_modules/.bin/tsx');
  const entry = join(import.meta.dirname, '../../data/build/index.ts');
  execFileSync(tsx, [entry, folder], { stdio: 'pipe' });
  for (const id of VECTOR_LAYERS)
    layers.set(id, JSON.parse(readFileSync(join(folder, `${id}.geojson`), 'utf8')).features);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the sample city on disk', () => {
  it('is the same, byte for byte, as the hashes that were committed', () => {
    const file = join(import.meta.dirname, '../../data/build/hashes.json');
    expect(existsSync(file)).toBe(true);
    expect(hashesOf(folder)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  it('holds as many things as a city of this size', () => {
    expect(layer('construction').length).toBeGreaterThanOrEqual(45_000);
    expect(layer('lighting').filter((f) => f.properties.kind === 'lamp').length).toBeGreaterThanOrEqual(20_000);
    expect(layer('trees').length).toBeGreaterThanOrEqual(20_000);
    expect(layer('transport').length).toBeGreaterThan(5_000);
    expect(layer('wards')).toHaveLength(12);
    expect(layer('facilities').filter((f) => f.properties.kind === 'hospital').length).toBeGreaterThanOrEqual(7);
    for (const kind of ['school', 'shelter', 'pumpStation', 'waterPlant', 'transformer']) {
      expect(layer('facilities').some((f) => f.properties.kind === kind)).toBe(true);
    }
  });

  it.each(VECTOR_LAYERS)('gives %s only attributes and values that its schema allows, with unique ids', (id) => {
    const { attributes, geometry } = LAYERS[id].schema;
    const byKey = new Map(attributes.map((attribute) => [attribute.key, attribute]));
    const ids = new Set<unknown>();
    const wrong: string[] = [];
    for (const { properties, geometry: shape } of layer(id)) {
      for (const [key, value] of Object.entries(properties)) {
        const attribute = byKey.get(key);
        if (!attribute || !fitsAttribute(attribute, value)) wrong.push(`${properties.id}.${key} = ${String(value)}`);
      }
      for (const { key, required } of attributes)
        if (required && properties[key] === undefined) wrong.push(`${properties.id}: no ${key}`);
      if (!geometry.some((kind) => shape.type === kind || shape.type === `Multi${kind}`))
        wrong.push(`${properties.id}: ${shape.type}`);
      ids.add(properties.id);
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(ids.size).toBe(layer(id).length);
  });

  it('marks everything as synthetic but the real stations', () => {
    for (const id of VECTOR_LAYERS) {
      if (id === 'stations') continue;
      expect(layer(id).every((f) => f.properties.synthetic === true)).toBe(true);
    }
  });

  it('lies inside its bounds', () => {
    for (const id of VECTOR_LAYERS) {
      for (const { geometry } of layer(id)) {
        const [x, y] = firstPosition(geometry.coordinates);
        expect(x >= BOUNDS[0] - 1 && x <= BOUNDS[2] + 1 && y >= BOUNDS[1] - 1 && y <= BOUNDS[3] + 1).toBe(true);
      }
    }
  });

  it('gives every piece of land a class', () => {
    expect(layer('land').every((f) => typeof f.properties.class === 'string')).toBe(true);
  });

  it('counts as many people as the census shares of its districts', () => {
    const people = layer('construction').reduce((sum, f) => sum + (f.properties.residents as number), 0);
    const expected = Object.values(DISTRICTS).reduce((sum, d) => sum + Math.round(d.people * d.shareInside), 0);
    expect(Math.abs(people - expected)).toBeLessThanOrEqual(6);
    const inWards = layer('wards').reduce((sum, f) => sum + (f.properties.residents as number), 0);
    expect(inWards).toBe(people);
    const haiChau = layer('wards').filter((f) => f.properties.formerDistrict === 'Hải Châu');
    const sum = haiChau.reduce((total, f) => total + (f.properties.residents as number), 0);
    expect(Math.abs(sum - DISTRICTS['Hải Châu'].people)).toBeLessThanOrEqual(1);
  });

  it('knows the streets and bridges that people go by', () => {
    const names = new Set(layer('transport').map((f) => f.properties.name));
    for (const name of [
      'Nguyễn Văn Linh',
      'Bạch Đằng',
      'Hàm Nghi',
      'Nguyễn Tất Thành',
      'Võ Nguyên Giáp',
      'Cầu Rồng',
      'Cầu Thuận Phước',
      'Cầu Tiên Sơn',
    ]) {
      expect(names).toContain(name);
    }
    const decks = layer('transport').filter((f) => f.properties.bridge === true);
    expect(decks.every((f) => typeof f.properties.deckLevelM === 'number')).toBe(true);
  });
});

describe('the ground', () => {
  let base: RasterGround;
  let ground: RasterGround;
  let streets: ReturnType<typeof makeStreets>;
  beforeAll(() => {
    base = makeGround();
    streets = makeStreets(base);
    ground = carveStreets(base, streets.edges);
  }, 120_000);

  it.each(HOLLOWS.map(({ name, at }) => [name, at] as const))('is lower at %s than around it', (_, at) => {
    const [cx, cy] = toCity(...at);
    const around: number[] = [];
    for (let i = 0; i < 4000; i++) {
      const [x, y] = [cx + (hash01(i, 1) * 2 - 1) * 400, cy + (hash01(i, 2) * 2 - 1) * 400];
      if (distance([x, y], [cx, cy]) < 400 && !ground.waterAt(x, y)) around.push(ground.levelM(x, y));
    }
    around.sort((p, q) => p - q);
    expect(ground.levelM(cx, cy)).toBeLessThan(around[around.length >> 1] - 0.4);
  });

  it('has deep rivers, a shallow shore and a dry airport', () => {
    expect(ground.levelM(...toCity(108.227, 16.062))).toBeLessThan(-4);
    expect(ground.waterAt(...toCity(108.227, 16.062))).toBe('river');
    expect(ground.waterAt(...toCity(108.19, 16.09))).toBe('sea');
    expect(ground.waterAt(...toCity(108.2092, 16.0637))).toBe('lake');
    expect(ground.waterAt(...toCity(108.1739, 16.0722))).toBe('canal');
    const airport = ground.levelM(...toCity(108.2, 16.044));
    expect(airport).toBeGreaterThan(8);
    expect(airport).toBeLessThan(11);
  });

  it('lies lower in streets than beside them', () => {
    let lower = 0;
    let all = 0;
    for (const edge of streets.edges) {
      if (edge.bridge || edge.class === 'lane' || edge.path.length < 2) continue;
      const [a, b] = edge.path;
      const [x, y] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
      if (base.waterAt(x, y)) continue;
      all++;
      if (ground.levelM(x, y) < base.levelM(x, y) - 0.03) lower++;
    }
    expect(lower / all).toBeGreaterThan(0.97);
  });

  it('joins all streets to one network', () => {
    const parent = streets.nodes.map((_, i) => i);
    const find = (i: number): number => (parent[i] === i ? i : find(parent[i]));
    for (const { from, to } of streets.edges) parent[find(from)] = find(to);
    expect(new Set(streets.nodes.map((_, i) => find(i))).size).toBe(1);
    for (const { from, to, path } of streets.edges) {
      expect(distance(path[0], streets.nodes[from])).toBeLessThan(0.01);
      expect(distance(path[path.length - 1], streets.nodes[to])).toBeLessThan(0.01);
    }
  });

  it('carries buildings that stand clear of streets, water and one another', () => {
    const rings = layer('construction').map((f) => ringOf(f));
    const edgesAt = indexBy(streets.edges, ({ path }) => path);
    const housesAt = indexBy(rings, (ring) => ring);
    const wrong: string[] = [];
    for (let i = 0; i < rings.length; i += 7) {
      const ring = rings[i];
      const centre = middleOf(ring);
      if (ground.waterAt(centre[0], centre[1])) wrong.push(`${i} stands in water`);
      for (const edge of edgesAt(centre)) {
        // A footprint keeps off the carriageway; 0.2 m of tolerance for rounded coordinates.
        if (ring.some((corner) => nearestOn(corner, edge.path).distanceM < edge.widthM / 2 - 0.2))
          wrong.push(`${i} in ${edge.id}`);
      }
      for (const other of housesAt(centre)) {
        if (other !== ring && insideRing(centre, other)) wrong.push(`${i} inside another`);
      }
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});

function firstPosition(coordinates: unknown): Position {
  let at = coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  const [lon, lat] = at as number[];
  return toCity(lon, lat);
}

const ringOf = ({ geometry }: Feature): Position[] =>
  (geometry.coordinates as number[][][])[0].slice(0, -1).map(([lon, lat]) => toCity(lon, lat));

const middleOf = (ring: readonly Position[]): Position => [
  ring.reduce((sum, p) => sum + p[0], 0) / ring.length,
  ring.reduce((sum, p) => sum + p[1], 0) / ring.length,
];

/** Things by the squares of 60 m that their points and middles lie in; asks the nine squares around a point. */
function indexBy<T>(things: readonly T[], pointsOf: (thing: T) => readonly Position[]): (at: Position) => Set<T> {
  const cells = new Map<string, T[]>();
  const key = (x: number, y: number) => `${Math.floor(x / 60)},${Math.floor(y / 60)}`;
  for (const thing of things) {
    const points = pointsOf(thing);
    const seen = new Set<string>();
    points.forEach((p, i) => {
      const q = points[Math.min(points.length - 1, i + 1)];
      const steps = Math.ceil(distance(p, q) / 40) || 1;
      for (let k = 0; k <= steps; k++)
        seen.add(key(p[0] + ((q[0] - p[0]) * k) / steps, p[1] + ((q[1] - p[1]) * k) / steps));
    });
    for (const cell of seen) {
      const list = cells.get(cell);
      if (list) list.push(thing);
      else cells.set(cell, [thing]);
    }
  }
  return ([x, y]) => {
    const found = new Set<T>();
    for (const dx of [-60, 0, 60])
      for (const dy of [-60, 0, 60]) for (const t of cells.get(key(x + dx, y + dy)) ?? []) found.add(t);
    return found;
  };
}
