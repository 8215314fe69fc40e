import { describe, expect, it } from 'vitest';
import { resolveCrs } from '../../src/crs/index.ts';
import { fromLocal, localFrame, toLocal } from '../../workers/scene/frame.ts';
import { sceneGround } from '../../workers/scene/ground.ts';
import { openScene } from '../../workers/scene/index.ts';
import { IMAGE_TILE, mercatorTile, tileMap } from '../../workers/scene/mercator.ts';
import { geographicTile, HEIGHT_TILE, heightTile } from '../../workers/scene/terrain.ts';
import { box, levelAt, SIDE_M, slopingGround, town, X0, Y0 } from './madeUpCity.ts';

const crs = resolveCrs('EPSG:5899');
const middle = crs.toLonLat([X0 + SIDE_M / 2, Y0 + SIDE_M / 2]);

describe('The ground', () => {
  it('is the elevation model between its cells', () => {
    const ground = sceneGround(town());
    expect(ground.shownAt(X0 + 333, Y0 + 777)).toBeCloseTo(levelAt(X0 + 333, Y0 + 777), 3);
    expect(ground.levelAt(X0 - 100, Y0)).toBeNaN();
  });

  it('never ends: it runs out to a plain', () => {
    const ground = sceneGround(town());
    for (const far of [100, 2000, 50000]) expect(ground.shownAt(X0 - far, Y0 - far)).toBeGreaterThan(0);
  });

  it('is flat where there is water: 0 m for the sea, below its banks for a lake', () => {
    const lake = box('lake', 200, 200, 200, 200, { class: 'water' });
    const sea = box('sea', 900, 900, 300, 300, { class: 'water' });
    const ground = slopingGround();
    const { cols } = ground.grid;
    for (let r = 0; r < cols; r++) {
      for (let c = 0; c < cols; c++) {
        const [x, y] = [(c + 0.5) * 10, SIDE_M - (r + 0.5) * 10];
        if (x > 200 && x < 400 && y > 200 && y < 400) ground.values[r * cols + c] -= 1.5;
        if (x > 900 && x < 1200 && y > 900 && y < 1200) ground.values[r * cols + c] = -6;
      }
    }
    const shown = sceneGround(town({ layers: { land: [lake, sea] }, ground }));
    expect(shown.shownAt(X0 + 1050, Y0 + 1050)).toBeCloseTo(0, 5);
    const a = shown.shownAt(X0 + 250, Y0 + 250);
    expect(a).toBeCloseTo(shown.shownAt(X0 + 350, Y0 + 350), 5);
    expect(a).toBeGreaterThan(levelAt(X0 + 300, Y0 + 300) - 1.5);
    expect(a).toBeLessThan(levelAt(X0 + 300, Y0 + 300) + 0.3);
    expect(shown.waterLevelAt(X0 + 700, Y0 + 700)).toBeNaN();
  });
});

describe('Height tiles', () => {
  const level = 15;
  const size = 180 / 2 ** level;
  const x = Math.floor((middle[0] + 180) / size);
  const y = Math.floor((90 - middle[1]) / size);

  it('hold the ground at their points', () => {
    const ground = sceneGround(town());
    const scene = openScene(town());
    const heights = heightTile(ground, 0, scene.city.boundsLonLat, level, x, y);
    const [west, south, east, north] = geographicTile(level, x, y);
    for (const [i, j] of [
      [10, 20],
      [32, 32],
      [60, 5],
    ]) {
      const at = crs.fromLonLat([
        west + ((east - west) * i) / (HEIGHT_TILE - 1),
        north + ((south - north) * j) / (HEIGHT_TILE - 1),
      ]);
      expect(heights[j * HEIGHT_TILE + i]).toBeCloseTo(ground.shownAt(at[0], at[1]), 2);
    }
  });

  it('share their edges with their neighbours', () => {
    const scene = openScene(town());
    const a = scene.heightTile(level, x, y);
    const b = scene.heightTile(level, x + 1, y);
    for (let j = 0; j < HEIGHT_TILE; j++)
      expect(a[j * HEIGHT_TILE + HEIGHT_TILE - 1]).toBeCloseTo(b[j * HEIGHT_TILE], 3);
  });
});

describe('Frames and tile maps', () => {
  it('go to metres and back', () => {
    const frame = localFrame(crs, X0, Y0, 3, 0);
    const [x, y, z] = fromLocal(frame, ...toLocal(frame, X0 + 400, Y0 - 300, 17));
    expect([x - X0, y - Y0, z]).toEqual([expect.closeTo(400, 6), expect.closeTo(-300, 6), expect.closeTo(17, 6)]);
  });

  it('keep the curvature of the Earth', () => {
    const frame = localFrame(crs, X0, Y0, 0, 0);
    expect(toLocal(frame, X0 + 4000, Y0, 0)[2]).toBeCloseTo(-1.254, 2);
  });

  it('put a place on the pixel where the tile has it', () => {
    const z = 16;
    const n = 2 ** z;
    const tx = Math.floor(((middle[0] + 180) / 360) * n);
    const lat = (middle[1] * Math.PI) / 180;
    const ty = Math.floor(((1 - Math.asinh(Math.tan(lat)) / Math.PI) / 2) * n);
    const [west, , east] = mercatorTile(z, tx, ty);
    const { matrix } = tileMap(crs, z, tx, ty);
    const [cx, cy] = crs.fromLonLat(middle);
    const px = matrix[0] * cx + matrix[1] * cy + matrix[2];
    expect(px).toBeCloseTo(((middle[0] - west) / (east - west)) * IMAGE_TILE, 0);
  });
});
