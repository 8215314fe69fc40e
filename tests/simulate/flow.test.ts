import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Flow, flowArrows } from '../../src/simulate/flow.ts';
import { progressOf } from '../../src/tokens/flow.ts';
import { CELL } from '../../workers/flood/types.ts';

const size = 16;
const grid = { cols: size, rows: size, cellSizeM: 10, xMin: 1000, yMin: 2000 };
const all = { col0: 0, row0: 0, col1: size, row1: size };
const kind = new Uint8Array(size * size).fill(CELL.active);
/** A plane that falls by these slopes to the east and to the north. */
const plane = (east: number, north: number): Float32Array =>
  Float32Array.from(kind, (_, cell) => {
    const [col, row] = [cell % size, Math.floor(cell / size)];
    return 50 - east * col * 10 - north * (size - 1 - row) * 10;
  });
const fill = (value: number): Float32Array => new Float32Array(size * size).fill(value);

describe('arrows of moving water', () => {
  test('point down the slope of the water surface, whatever it is', () => {
    const slope = fc.double({ min: -0.05, max: 0.05, noNaN: true });
    fc.assert(
      fc.property(slope, slope, (east, north) => {
        fc.pre(Math.hypot(east, north) > 0.002);
        const arrows = flowArrows(
          { grid, kind, groundM: plane(east, north) },
          { depthM: fill(0.4), speedMS: fill(1) },
          4,
          all,
        );
        expect(arrows).toHaveLength(16);
        for (const { ux, uy } of arrows) {
          expect(ux).toBeCloseTo(east / Math.hypot(east, north), 2);
          expect(uy).toBeCloseTo(north / Math.hypot(east, north), 2);
        }
      }),
    );
  });

  test('stand one a square where the water carries most, and nowhere else', () => {
    const depthM = fill(0);
    const speedMS = fill(0);
    const strong = 5 * size + 6;
    for (const [cell, depth] of [
      [strong, 0.8],
      [5 * size + 7, 0.3],
      [9 * size + 9, 0.04],
    ]) {
      depthM[cell] = depth;
      speedMS[cell] = 1;
    }
    const [arrow, ...others] = flowArrows({ grid, kind, groundM: plane(0.01, 0) }, { depthM, speedMS }, 8, all);
    expect(others).toEqual([]);
    expect([arrow.x, arrow.y]).toEqual([1065, 2105]);
    expect(arrow.levelM).toBeCloseTo(plane(0.01, 0)[strong] + 0.8, 5);
  });

  test('are not drawn on lakes, in houses, nor on rivers that are always there', () => {
    const wet = { depthM: fill(0.4), speedMS: fill(1) };
    const flat = plane(0, 0);
    expect(flowArrows({ grid, kind, groundM: flat }, wet, 4, all)).toEqual([]);
    const houses = new Uint8Array(size * size).fill(CELL.block);
    expect(flowArrows({ grid, kind: houses, groundM: plane(0.01, 0) }, wet, 4, all)).toEqual([]);
    const river = { grid, kind, groundM: plane(0.01, 0), permanentDepthM: fill(3.4) };
    expect(flowArrows(river, wet, 4, all)).toEqual([]);
  });

  test('keep their places while the map moves a little, and follow the frames', () => {
    const flow = new Flow();
    flow.setGround({ grid, kind, groundM: plane(0.01, 0) });
    const a = { timeS: 0, depthM: fill(0.4), speedMS: fill(1) };
    const b = { timeS: 300, depthM: fill(0), speedMS: fill(0) };
    flow.setFrames({ a, b, mix: 0.2 });
    expect(flow.timeS).toBe(60);
    const before = flow.around(1080, 2080, 200, 1);
    expect(before.arrows.length).toBeGreaterThan(0);
    expect(flow.around(1082, 2079, 200, 1).arrows).toBe(before.arrows);
    flow.setFrames({ a, b, mix: 0.8 });
    expect(flow.around(1080, 2080, 200, 1).arrows).toEqual([]);
  });

  test('move with the clock alone, faster water faster', () => {
    expect(progressOf(0.2, 600)).toBe(0.5);
    expect(progressOf(0.5, 600)).toBe(0);
    expect(progressOf(2, 150)).toBe(0.5);
  });
});
