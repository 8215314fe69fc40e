import { describe, expect, it } from 'vitest';
import { LAYER_IDS } from '../../layers/types.ts';
import { openScene } from '../../workers/scene/index.ts';
import type { SceneRay } from '../../workers/scene/types.ts';
import { box, levelAt, line, point, town, X0, Y0 } from './madeUpCity.ts';

/** A look from the south-west, 30° down, at a point `up` m over the ground. */
function lookAt(x: number, y: number, up: number, options: Partial<SceneRay> = {}): SceneRay {
  const [dx, dy, dz] = [0.612, 0.612, -0.5];
  const z = levelAt(X0 + x, Y0 + y) + up;
  return {
    from: [X0 + x - dx * 2000, Y0 + y - dy * 2000, z - dz * 2000],
    along: [dx, dy, dz],
    slack: 0.0005,
    layers: LAYER_IDS,
    underground: false,
    ...options,
  };
}

const scene = openScene(
  town({
    layers: {
      land: [box('park', 0, 0, 1600, 1600, { class: 'park' }), box('yard', 600, 600, 300, 300, { class: 'bare' })],
      construction: [
        box('tower', 700, 700, 20, 20, { use: 'office', heightM: 60 }),
        box('hut', 740, 740, 6, 6, { use: 'villa', heightM: 4 }),
      ],
      transport: [
        line(
          'street',
          [
            [100, 300],
            [1500, 300],
          ],
          { class: 'local', widthM: 10 },
        ),
      ],
      trees: [point('tree', 400, 900, { species: 'xaCu', heightM: 10, crownM: 8 })],
    },
    network: {
      kind: 'network',
      id: 'drainage',
      source: '',
      nodes: [],
      links: [
        {
          id: 'pipe',
          kind: 'conduit',
          from: 'a',
          to: 'b',
          path: [
            [X0 + 100, Y0 + 300],
            [X0 + 1500, Y0 + 300],
          ],
          properties: { shape: 'CIRCULAR', heightM: 1, fromInvertM: -1, toInvertM: -1 },
        },
      ],
    },
  }),
);
const idAt = (ray: SceneRay) => scene.pick(ray)?.feature?.id;

describe('A click', () => {
  it('hits the wall of a tower, and its roof', () => {
    expect(idAt(lookAt(700, 710, 30))).toBe('tower');
    expect(idAt(lookAt(710, 710, 60))).toBe('tower');
  });

  it('hits what stands in front, not what is behind it', () => {
    expect(idAt(lookAt(743, 743, 1))).toBe('tower');
  });

  it('hits a tree in its crown', () => {
    expect(idAt(lookAt(400, 900, 7))).toBe('tree');
  });

  it('hits the street, and the land beside it', () => {
    expect(idAt(lookAt(500, 303, 0))).toBe('street');
    expect(idAt(lookAt(500, 340, 0))).toBe('park');
    expect(idAt(lookAt(650, 650, 0))).toBe('yard');
  });

  it('passes through hidden layers', () => {
    expect(idAt(lookAt(700, 710, 30, { layers: ['land'] }))).not.toBe('tower');
  });

  it('finds the pipe under the street when the ground is glass', () => {
    expect(idAt(lookAt(500, 300, -1 + 0.5 - levelAt(X0 + 500, Y0 + 300), { underground: true }))).toBe('pipe');
  });

  it('says how high the ground is', () => {
    const hit = scene.pick(lookAt(500, 340, 0));
    expect(hit?.groundM).toBeCloseTo(levelAt(X0 + 500, Y0 + 340), 1);
    expect(hit?.x).toBeCloseTo(X0 + 500, 0);
  });

  it('at the sky hits nothing', () => {
    expect(scene.pick({ ...lookAt(500, 500, 100), along: [0.5, 0.5, 0.5] })).toBeUndefined();
  });
});
