import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveCrs } from '../../src/crs/index.ts';
import { CELL } from '../../workers/flood/types.ts';
import { localFrame } from '../../workers/scene/frame.ts';
import {
  cornerThickness,
  drawnVolume,
  VISIBLE_DEPTH_M,
  WATER_BLOCK,
  type WaterGrid,
  waterBlocks,
} from '../../workers/scene/water.ts';
import { waterMesh } from '../../workers/scene/waterMesh.ts';
import { decodeShore, encodeShore, paintBlock, paintSize } from '../../workers/scene/waterPaint.ts';
import { X0, Y0 } from './madeUpCity.ts';

const { active, block: wall } = CELL;

function gridOf(cols: number, rows: number, cellSizeM = 4): WaterGrid['grid'] {
  return { cols, rows, cellSizeM, xMin: X0, yMin: Y0 };
}

/** Corner thicknesses of the whole (one-block) grid. */
function cornersOf(water: WaterGrid, depthM: Float32Array): Float32Array {
  const [only] = waterBlocks(water);
  const out = new Float32Array(only.cols * only.rows * 4);
  cornerThickness(water, depthM, only, out);
  return out;
}

/** Volume under the triangles themselves, from vertices and indices, as a test of the picture and not of the formula. */
function volumeOfTriangles(water: WaterGrid, corners: Float32Array): number {
  const [only] = waterBlocks(water);
  const frame = localFrame(resolveCrs('EPSG:5899'), X0, Y0, 0, 0);
  const mesh = waterMesh(water, only, frame);
  let sum = 0;
  for (let i = 0; i < mesh.indices.length; i += 3) {
    const abc = [mesh.indices[i], mesh.indices[i + 1], mesh.indices[i + 2]];
    const [a, b, c] = abc.map((v) => [mesh.positions[v * 3], -mesh.positions[v * 3 + 2]]);
    const area = ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) / 2;
    const thick = abc.map((v) => {
      const [col, row, corner] = mesh.cells.subarray(v * 4, v * 4 + 3);
      return corners[(row * only.cols + col) * 4 + corner];
    });
    sum += (area * (thick[0] + thick[1] + thick[2])) / 3;
  }
  return sum;
}

describe('The drawn water', () => {
  it('holds the computed volume, whatever the ground and the water', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            z: fc.double({ min: 0, max: 3, noNaN: true }),
            d: fc.double({ min: -1, max: 2, noNaN: true }),
            k: fc.integer({ min: 0, max: 9 }),
          }),
          {
            minLength: 64,
            maxLength: 64,
          },
        ),
        (cells) => {
          const water: WaterGrid = {
            grid: gridOf(8, 8),
            kind: Uint8Array.from(cells, ({ k }) => (k === 0 ? wall : active)),
            groundM: Float32Array.from(cells, ({ z }) => z),
          };
          const depthM = Float32Array.from(cells, ({ d, k }) => (k === 0 ? 0 : Math.max(0, d)));
          const computed = depthM.reduce((s, d) => s + d * 16, 0);
          const corners = cornersOf(water, depthM);
          expect(drawnVolume(corners, { cols: 8, rows: 8, spanCols: 8 }, 4).all).toBeCloseTo(computed, 3);
          // The plane of the map is stretched by a ten-thousandth against the ground.
          expect(Math.abs(volumeOfTriangles(water, corners) - computed)).toBeLessThan(1e-3 * computed + 1e-6);
          for (const t of corners) expect(t).toBeGreaterThan(-1e-5);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('holds it between two frames too', () => {
    const water: WaterGrid = {
      grid: gridOf(8, 8),
      kind: new Uint8Array(64).fill(active),
      groundM: Float32Array.from({ length: 64 }, (_, i) => (i % 8) * 0.1),
    };
    const a = Float32Array.from({ length: 64 }, (_, i) => (i % 3) * 0.2);
    const b = Float32Array.from({ length: 64 }, (_, i) => (i % 5) * 0.3);
    const ca = cornersOf(water, a);
    const cb = cornersOf(water, b);
    const mixed = ca.map((v, i) => v * 0.35 + cb[i] * 0.65);
    const computed = a.reduce((s, d, i) => s + (d * 0.35 + b[i] * 0.65) * 16, 0);
    expect(drawnVolume(mixed, { cols: 8, rows: 8, spanCols: 8 }, 4).all).toBeCloseTo(computed, 3);
  });

  it('is flat in a pond over uneven ground', () => {
    const groundM = Float32Array.from({ length: 64 }, (_, i) => 1 + ((i * 7) % 5) * 0.1);
    const water: WaterGrid = { grid: gridOf(8, 8), kind: new Uint8Array(64).fill(active), groundM };
    const corners = cornersOf(
      water,
      groundM.map((z) => 2 - z),
    );
    for (let i = 0; i < 64; i++) for (let k = 0; k < 4; k++) expect(groundM[i] + corners[i * 4 + k]).toBeCloseTo(2, 5);
  });

  it('slopes without steps along a street', () => {
    const groundM = Float32Array.from({ length: 8 }, (_, i) => 3 - i * 0.1);
    const water: WaterGrid = { grid: gridOf(8, 1), kind: new Uint8Array(8).fill(active), groundM };
    const corners = cornersOf(water, new Float32Array(8).fill(0.3));
    for (let i = 1; i < 6; i++) {
      // The east edge of a cell is the west edge of the next.
      expect(groundM[i] + corners[i * 4 + 1]).toBeCloseTo(groundM[i + 1] + corners[(i + 1) * 4], 5);
    }
  });

  it('stands against a wall and never on it', () => {
    const kind = new Uint8Array(25).fill(active);
    kind[12] = wall;
    const water: WaterGrid = { grid: gridOf(5, 5), kind, groundM: new Float32Array(25).fill(1) };
    const depthM = new Float32Array(25).fill(0.5);
    const corners = cornersOf(water, depthM);
    expect([...corners.subarray(48, 52)]).toEqual([0, 0, 0, 0]);
    expect(corners[11 * 4 + 1]).toBeCloseTo(0.5, 6);
  });

  it('does not join the two sides of a fall', () => {
    const water: WaterGrid = {
      grid: gridOf(2, 1),
      kind: new Uint8Array(2).fill(active),
      groundM: Float32Array.from([5, 1]),
    };
    const corners = cornersOf(water, Float32Array.from([0.2, 0.4]));
    expect(corners[1]).toBeCloseTo(0.2, 6);
    expect(corners[4]).toBeCloseTo(0.4, 6);
  });

  it('leaves out the calm water that is always there', () => {
    const water: WaterGrid = {
      grid: gridOf(2, 2),
      kind: new Uint8Array(4).fill(active),
      groundM: new Float32Array(4).fill(-3),
      permanentDepthM: new Float32Array(4).fill(3),
    };
    const corners = cornersOf(water, new Float32Array(4).fill(3.4));
    expect(drawnVolume(corners, { cols: 2, rows: 2, spanCols: 2 }, 4).all).toBeCloseTo(0.4 * 64, 4);
  });
});

describe('The colour of the water', () => {
  it('codes depths so that they come back', () => {
    for (const d of [-0.4, -0.02, 0, 0.05, 0.3, 1, 2, 3.9]) expect(decodeShore(encodeShore(d))).toBeCloseTo(d, 9);
  });

  it('ends between a wet and a dry cell, and runs on to a wall', () => {
    const kind = Uint8Array.from([active, active, wall]);
    const water: WaterGrid = { grid: gridOf(3, 1), kind, groundM: Float32Array.from([2, 1, 1]) };
    const [only] = waterBlocks(water);
    const { width, height } = paintSize(only);
    const bytes = new Uint8Array(width * height * 4);
    paintBlock(water, Float32Array.from([0, 0.5, 0]), only, undefined, bytes);
    const shore = (col: number) => decodeShore(bytes[(width + 1 + col) * 4] / 255);
    expect(shore(0)).toBeLessThan(0);
    expect(shore(1)).toBeCloseTo(0.5, 1);
    expect(shore(2)).toBeGreaterThan(VISIBLE_DEPTH_M);
  });
});

describe('Blocks of water', () => {
  it('cover every cell once', () => {
    const cols = WATER_BLOCK * 2 + 10;
    const water: WaterGrid = {
      grid: gridOf(cols, 70),
      kind: new Uint8Array(cols * 70).fill(active),
      groundM: new Float32Array(cols * 70),
    };
    const blocks = waterBlocks(water);
    expect(blocks.reduce((n, b) => n + b.cols * b.rows, 0)).toBe(cols * 70);
    expect(blocks.reduce((n, b) => n + b.active, 0)).toBe(cols * 70);
  });

  it('are joined to their neighbours, and none of their water is counted twice', () => {
    const cols = WATER_BLOCK + 6;
    const water: WaterGrid = {
      grid: gridOf(cols, 4),
      kind: new Uint8Array(cols * 4).fill(active),
      groundM: new Float32Array(cols * 4),
    };
    const depthM = Float32Array.from({ length: cols * 4 }, (_, i) => 0.2 + (i % cols) * 0.01);
    const corners = waterBlocks(water).map((b) => {
      const out = new Float32Array(b.spanCols * b.spanRows * 4);
      cornerThickness(water, depthM, b, out);
      return { b, out };
    });
    const drawn = corners.reduce((sum, { b, out }) => sum + drawnVolume(out, b, 4).all, 0);
    expect(drawn).toBeCloseTo(
      depthM.reduce((s, d) => s + d * 16, 0),
      3,
    );
    // The first column of the second block stands in the first block too, with the same corners.
    const [first, second] = corners;
    expect([...first.out.subarray(WATER_BLOCK * 4, WATER_BLOCK * 4 + 4)]).toEqual([...second.out.subarray(0, 4)]);
  });
});
