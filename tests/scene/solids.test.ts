import { describe, expect, it } from 'vitest';
import type { NetworkLayer } from '../../src/city/types.ts';
import { openScene } from '../../workers/scene/index.ts';
import type { ScenePart } from '../../workers/scene/types.ts';
import { box, levelAt, line, point, type ReadGlb, readGlb, town, X0, Y0 } from './madeUpCity.ts';

const partsOf = (
  input: Parameters<typeof openScene>[0],
  layer: Parameters<ReturnType<typeof openScene>['parts']>[0],
) => [...openScene(input).parts(layer)];

/** Volume enclosed by the triangles over a plane, m³ (divergence theorem; the open foot lies on the plane). */
function volumeOver(glb: ReadGlb, planeUp: number): number {
  let sum = 0;
  for (let i = 0; i < glb.indices.length; i += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => {
      const v = glb.indices[i + k] * 3;
      return [glb.positions[v], -glb.positions[v + 2], glb.positions[v + 1] - planeUp];
    });
    // Signed volume of the prism between the triangle and the plane.
    sum += (((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) / 2) * ((a[2] + b[2] + c[2]) / 3);
  }
  return sum;
}

const idsIn = (parts: readonly ScenePart[]) => new Set(parts.flatMap((p) => [...readGlb(p.glb).features]));

describe('Buildings', () => {
  it('enclose footprint times height, up to their roof', () => {
    const shop = box('b1', 400, 400, 20, 10, { use: 'office', heightM: 12, floors: 1, roof: 'flat' });
    const [part] = partsOf(town({ layers: { construction: [shop] } }), 'construction');
    const glb = readGlb(part.glb);
    const foot = Math.min(...glb.positions.filter((_, i) => i % 3 === 1));
    const eaves = Math.max(...glb.positions.filter((_, i) => i % 3 === 1));
    expect(eaves - foot).toBeCloseTo(12 + 2.5, 1);
    expect(volumeOver(glb, foot)).toBeCloseTo(20 * 10 * 14.5, -2);
  });

  it('carry a pitched roof over their walls', () => {
    const villa = box('b2', 400, 400, 14, 10, { use: 'villa', heightM: 7, floors: 2, roof: 'gable' });
    const [part] = partsOf(town({ layers: { construction: [villa] } }), 'construction');
    const glb = readGlb(part.glb);
    const ups = glb.positions.filter((_, i) => i % 3 === 1);
    const rise = Math.max(...ups) - Math.min(...ups) - 2.5 - 7;
    expect(rise).toBeCloseTo(2.5, 1);
    expect(volumeOver(glb, Math.min(...ups))).toBeCloseTo(14 * 10 * (9.5 + rise / 2), -2);
  });

  it('keep their courtyards open', () => {
    const outer = box('b3', 400, 400, 40, 40, { use: 'school', heightM: 10, floors: 1 });
    const hole = box('h', 410, 410, 20, 20).geometry.coordinates as readonly (readonly (readonly [number, number])[])[];
    const school = {
      ...outer,
      geometry: { ...outer.geometry, coordinates: [...(outer.geometry.coordinates as typeof hole), ...hole] },
    } as typeof outer;
    const [part] = partsOf(town({ layers: { construction: [school] } }), 'construction');
    const glb = readGlb(part.glb);
    const foot = Math.min(...glb.positions.filter((_, i) => i % 3 === 1));
    expect(volumeOver(glb, foot)).toBeCloseTo((1600 - 400) * 12.5, -3);
  });

  it('stand where the City says, to a few centimetres', () => {
    const house = box('b4', 720, 90, 8, 8, { use: 'tubeHouse', heightM: 9 });
    const scene = openScene(town({ layers: { construction: [house] } }));
    const [part] = scene.parts('construction');
    const glb = readGlb(part.glb);
    const east = Math.min(...glb.positions.filter((_, i) => i % 3 === 0));
    const [lon, lat] = scene.ground.crs.toLonLat([X0 + 720, Y0 + 90]);
    const metresEast = (lon - part.origin.lon) * 111320 * Math.cos((lat * Math.PI) / 180);
    expect(Math.abs(east - metresEast)).toBeLessThan(0.8);
  });

  it('are all there, each under its own feature id', () => {
    const houses = Array.from({ length: 300 }, (_, i) =>
      box(`h${i}`, (i % 20) * 75 + 5, Math.floor(i / 20) * 90 + 5, 6, 14, { use: 'tubeHouse', heightM: 9 }),
    );
    const parts = partsOf(town({ layers: { construction: houses } }), 'construction');
    expect(parts.length).toBeGreaterThan(1);
    expect(idsIn(parts).size).toBe(300);
    expect(parts.reduce((n, p) => n + p.features, 0)).toBe(300);
  });

  it('are the same bytes on every run', () => {
    const input = town({
      layers: { construction: [box('b', 10, 10, 9, 9, { use: 'villa', heightM: 6, roof: 'hip' })] },
    });
    expect(partsOf(input, 'construction')[0].glb).toEqual(partsOf(input, 'construction')[0].glb);
  });
});

describe('Trees and lamps', () => {
  it('reach their height and spread over their crown', () => {
    const tree = point('t1', 500, 500, { species: 'xaCu', heightM: 12, crownM: 8 });
    for (const part of partsOf(town({ layers: { trees: [tree] } }), 'trees')) {
      const { positions } = readGlb(part.glb);
      const top = part.origin.heightM + Math.max(...positions.filter((_, i) => i % 3 === 1));
      expect(top - levelAt(X0 + 500, Y0 + 500)).toBeGreaterThan(10);
      expect(top - levelAt(X0 + 500, Y0 + 500)).toBeLessThan(14);
      const easts = positions.filter((_, i) => i % 3 === 0);
      expect(Math.max(...easts) - Math.min(...easts)).toBeGreaterThan(5.5);
      expect(Math.max(...easts) - Math.min(...easts)).toBeLessThan(10);
    }
  });

  it('come in a near form and a far form that take turns', () => {
    const parts = partsOf(
      town({ layers: { trees: [point('t', 500, 500), point('p', 510, 500, { species: 'dua' })] } }),
      'trees',
    );
    expect(parts.map((p) => p.drawnM?.[0])).toEqual([0, parts[0].drawnM?.[1]]);
    for (const part of parts) expect(part.features).toBe(2);
  });

  it('give every lamp one point of light at the head of its pole', () => {
    const lamps = [point('l1', 300, 300, { kind: 'lamp', heightM: 10 }), point('c1', 310, 300, { kind: 'cabinet' })];
    const glow = partsOf(town({ layers: { lighting: lamps } }), 'lighting').find((p) => p.kind === 'lampGlow');
    expect(glow?.vertices).toBe(1);
    const up = readGlb(glow?.glb ?? new Uint8Array()).positions[1] + (glow?.origin.heightM ?? 0);
    expect(up).toBeCloseTo(levelAt(X0 + 300, Y0 + 300) + 10, 1);
  });
});

describe('Pipes', () => {
  const network: NetworkLayer = {
    kind: 'network',
    id: 'drainage',
    source: '',
    nodes: [
      { id: 'A', kind: 'junction', at: [X0 + 400, Y0 + 400], properties: { invertM: -1, rimM: 3 } },
      { id: 'B', kind: 'outfall', at: [X0 + 480, Y0 + 400], properties: { invertM: -1.4 } },
    ],
    links: [
      {
        id: 'P',
        kind: 'conduit',
        from: 'A',
        to: 'B',
        path: [
          [X0 + 400, Y0 + 400],
          [X0 + 480, Y0 + 400],
        ],
        properties: { shape: 'CIRCULAR', heightM: 1.2, fromInvertM: -1, toInvertM: -1.4 },
      },
      {
        id: 'Q',
        kind: 'conduit',
        from: 'A',
        to: 'B',
        path: [
          [X0 + 400, Y0 + 500],
          [X0 + 480, Y0 + 500],
        ],
        properties: { shape: 'RECT_CLOSED', heightM: 1.8, widthM: 3.2, fromInvertM: -1, toInvertM: -1 },
      },
    ],
  };
  const verticesOf = (feature: number) => {
    const [part] = partsOf(town({ network }), 'drainage');
    const glb = readGlb(part.glb);
    const out: number[][] = [];
    glb.features.forEach((f, i) => {
      if (f === feature)
        out.push([glb.positions[i * 3], -glb.positions[i * 3 + 2], glb.positions[i * 3 + 1] + part.origin.heightM]);
    });
    return out;
  };

  it('are round with their true diameter at their true depth', () => {
    const ring = verticesOf(0).filter((p) => p[0] < Math.min(...verticesOf(0).map((q) => q[0])) + 1);
    const ups = ring.map((p) => p[2]);
    const sides = ring.map((p) => p[1]);
    expect(Math.max(...sides) - Math.min(...sides)).toBeCloseTo(1.2, 1);
    const axis = ups.reduce((s, u) => s + u, 0) / ups.length;
    expect(axis).toBeCloseTo(-1 + 0.6, 1);
    for (const p of ring)
      expect(Math.hypot(p[1] - (Math.max(...sides) + Math.min(...sides)) / 2, p[2] - axis)).toBeCloseTo(0.6, 1);
  });

  it('are boxes where they are box culverts', () => {
    const every = verticesOf(1);
    const all = every.filter((p) => p[0] < Math.min(...every.map((q) => q[0])) + 1);
    expect(Math.max(...all.map((p) => p[1])) - Math.min(...all.map((p) => p[1]))).toBeCloseTo(3.2, 1);
    expect(Math.max(...all.map((p) => p[2])) - Math.min(...all.map((p) => p[2]))).toBeCloseTo(1.8, 1);
  });

  it('number links first and nodes after', () => {
    const shaft = verticesOf(2).map((p) => p[2]);
    expect(Math.min(...shaft)).toBeCloseTo(-1, 1);
    expect(openScene(town({ network })).city.layers[0].ids).toEqual(['P', 'Q', 'A', 'B']);
  });
});

describe('Bridges', () => {
  it('rise from their banks to the level of their deck', () => {
    const bridge = line(
      'k',
      [
        [200, 800],
        [700, 800],
      ],
      { name: 'Cầu thử', class: 'arterial', widthM: 20, bridge: true, deckLevelM: 12 },
    );
    const [part] = partsOf(town({ layers: { transport: [bridge] } }), 'transport');
    const { positions } = readGlb(part.glb);
    const ups = positions.filter((_, i) => i % 3 === 1);
    expect(Math.max(...ups) + part.origin.heightM).toBeCloseTo(12 + 0.25 + 1.1, 0);
  });
});
