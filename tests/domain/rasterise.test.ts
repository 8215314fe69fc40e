import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Position } from '../../src/city/types.ts';
import { bandCells, cellAt, crossedCells, geometryCells, polygonCells } from '../../workers/domain/rasterise.ts';
import { coveredShare } from '../../workers/domain/shares.ts';
import { rectangle } from './build.ts';

const grid = { cols: 20, rows: 15, cellSizeM: 2, xMin: 100, yMin: 50 };
const anywhere: fc.Arbitrary<Position> = fc.tuple(
  fc.double({ min: 90, max: 150, noNaN: true }),
  fc.double({ min: 40, max: 90, noNaN: true }),
);

describe('polygons', () => {
  test('take the cells whose centres they hold, without their holes', () => {
    const ring = (x0: number, y0: number, x1: number, y1: number): Position[] => [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
      [x0, y0],
    ];
    const cells = polygonCells(grid, {
      type: 'Polygon',
      coordinates: [ring(100, 50, 110, 60), ring(104, 54, 106, 56)],
    });
    expect(cells.length).toBe(24);
    expect(cells).not.toContain(cellAt(grid, [105, 55]));
  });

  test('that share an edge share no cell and leave none out', () => {
    fc.assert(
      fc.property(fc.double({ min: 101, max: 139, noNaN: true }), (x) => {
        const west = polygonCells(grid, rectangle(100, 50, x, 80));
        const east = polygonCells(grid, rectangle(x, 50, 140, 80));
        expect(west.length + east.length).toBe(300);
        expect(new Set([...west, ...east]).size).toBe(300);
      }),
    );
  });

  test('outside the grid take nothing, tiny ones the cell where they lie', () => {
    expect(geometryCells(grid, rectangle(0, 0, 20, 20)).length).toBe(0);
    expect([...geometryCells(grid, rectangle(100.1, 50.1, 100.2, 50.2))]).toEqual([cellAt(grid, [100.1, 50.1])]);
  });
});

describe('lines', () => {
  test('are chains of cells joined by their sides, from end to end', () => {
    fc.assert(
      fc.property(fc.array(anywhere, { minLength: 2, maxLength: 5 }), (line) => {
        for (let k = 0; k + 1 < line.length; k++) {
          const cells = crossedCells(grid, [line[k], line[k + 1]]).map(({ cell }) => cell);
          for (let n = 1; n < cells.length; n++) {
            const [a, b] = [cells[n - 1], cells[n]];
            const apart =
              Math.abs((a % grid.cols) - (b % grid.cols)) +
              Math.abs(Math.floor(a / grid.cols) - Math.floor(b / grid.cols));
            expect(apart).toBe(1);
          }
          for (const end of [line[k], line[k + 1]]) {
            const cell = cellAt(grid, end);
            if (cell >= 0) expect(cells).toContain(cell);
          }
        }
      }),
    );
  });

  test('hold every cell that a fine walk along them meets', () => {
    fc.assert(
      fc.property(anywhere, anywhere, (from, to) => {
        const cells = new Set(crossedCells(grid, [from, to]).map(({ cell }) => cell));
        for (let t = 0.0005; t < 1; t += 0.001) {
          const cell = cellAt(grid, [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]);
          if (cell >= 0) expect(cells).toContain(cell);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('on the outer border lie in the outermost cells', () => {
    expect(
      geometryCells(grid, {
        type: 'LineString',
        coordinates: [
          [140, 50],
          [140, 80],
        ],
      }).length,
    ).toBe(15);
    expect(
      geometryCells(grid, {
        type: 'LineString',
        coordinates: [
          [100, 50],
          [140, 50],
        ],
      }).length,
    ).toBe(20);
  });

  test('with a width take the cells within it', () => {
    const wide = bandCells(
      grid,
      [
        [100, 65],
        [140, 65],
      ],
      10,
    );
    expect(wide.length).toBe(5 * 20);
  });
});

test('covered shares add up to the area, overlaps counted once', () => {
  const share = coveredShare(grid, [rectangle(103, 53, 111, 61), rectangle(107, 57, 111, 61)]);
  expect(share.reduce((sum, value) => sum + value * 4, 0)).toBeCloseTo(64, 6);
});
