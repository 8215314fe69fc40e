import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveCrs } from '../../src/crs/index.ts';
import { surveyTerrain } from '../../workers/raster/pits.ts';
import { aggregate, coarserGrid, resampleTo } from '../../workers/raster/resample.ts';
import { warp } from '../../workers/raster/warp.ts';

const grid = (cols: number, rows: number, cellSizeM = 1) => ({ cols, rows, cellSizeM, xMin: 10, yMin: 20 });

describe('aggregation to a coarser grid', () => {
  it('keeps the volume under the surface, whatever the ratio', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 100, max: 450 }),
        fc.array(fc.integer({ min: -50, max: 500 }), { minLength: 144, maxLength: 144 }),
        (cols, rows, percent, numbers) => {
          const source = { grid: grid(cols, rows), values: Float32Array.from(numbers.slice(0, cols * rows)) };
          const onto = coarserGrid(source.grid, percent / 100);
          const { values } = aggregate(source, onto);
          // The last row and column may reach beyond the source: only what lies over it counts.
          let volume = 0;
          for (let row = 0; row < onto.rows; row++) {
            for (let col = 0; col < onto.cols; col++) {
              const width = Math.min(cols, (col + 1) * onto.cellSizeM) - col * onto.cellSizeM;
              const height = Math.min(rows, (row + 1) * onto.cellSizeM) - row * onto.cellSizeM;
              volume += values[row * onto.cols + col] * width * height;
            }
          }
          const expected = source.values.reduce((sum, value) => sum + value, 0);
          expect(Math.abs(volume - expected)).toBeLessThan(1e-3 * Math.max(1, cols * rows));
        },
      ),
    );
  });
  it('leaves voids out of the mean and keeps all-void cells void', () => {
    const source = { grid: grid(4, 2), values: new Float32Array([1, NaN, NaN, NaN, 3, NaN, NaN, NaN]) };
    expect([...aggregate(source, coarserGrid(source.grid, 2)).values]).toEqual([2, NaN]);
  });
});

describe('resampling', () => {
  const plane = (cols: number, rows: number, cell: number) => {
    const g = grid(cols, rows, cell);
    return {
      grid: g,
      values: Float32Array.from({ length: cols * rows }, (_, i) => {
        const x = g.xMin + ((i % cols) + 0.5) * cell;
        const y = g.yMin + (rows - Math.floor(i / cols) - 0.5) * cell;
        return 0.5 * x - 0.25 * y + 7;
      }),
    };
  };
  it('keeps a plane a plane', () => {
    const onto = { cols: 7, rows: 5, cellSizeM: 0.8, xMin: 12.1, yMin: 22.3 };
    const { values } = resampleTo(plane(12, 12, 1), onto);
    for (let row = 0; row < 5; row++)
      for (let col = 0; col < 7; col++) {
        const [x, y] = [onto.xMin + (col + 0.5) * 0.8, onto.yMin + (5 - row - 0.5) * 0.8];
        expect(values[row * 7 + col]).toBeCloseTo(0.5 * x - 0.25 * y + 7, 4);
      }
  });
  it('is void outside the source', () => {
    const { values } = resampleTo(plane(4, 4, 1), { cols: 2, rows: 1, cellSizeM: 1, xMin: 13.2, yMin: 21 });
    expect(values[0]).not.toBeNaN();
    expect(values[1]).toBeNaN();
  });
});

describe('warping to another CRS', () => {
  const from = resolveCrs('EPSG:4326');
  const to = resolveCrs('EPSG:5899');
  const source = {
    grid: { cols: 400, rows: 400, cellSizeM: 1 / 3600, xMin: 108.1, yMin: 16 },
    values: Float32Array.from({ length: 160000 }, (_, i) => (i % 400) * 2 - Math.floor(i / 400)),
  };
  it('puts each value where its place is, to a thousandth of a cell', () => {
    const out = warp(source, from, to, 30);
    const north = out.grid.yMin + out.grid.rows * 30;
    for (const [row, col] of [
      [50, 60],
      [201, 333],
      [300, 17],
    ]) {
      const [lon, lat] = to.toLonLat([out.grid.xMin + (col + 0.5) * 30, north - (row + 0.5) * 30]);
      const expected = ((lon - 108.1) * 3600 - 0.5) * 2 - ((16 + 400 / 3600 - lat) * 3600 - 0.5);
      expect(Math.abs(out.values[row * out.grid.cols + col] - expected)).toBeLessThan(0.003);
    }
  });
  it('covers the whole source on round coordinates and is void beyond it', () => {
    const out = warp(source, from, to, 30);
    expect(out.grid.xMin % 30).toBe(0);
    for (const corner of [
      [108.1001, 16.0001],
      [108.211, 16.111],
    ] as const) {
      const [x, y] = to.fromLonLat(corner);
      expect(x).toBeGreaterThan(out.grid.xMin);
      expect(x).toBeLessThan(out.grid.xMin + out.grid.cols * 30);
      expect(y).toBeGreaterThan(out.grid.yMin);
      expect(y).toBeLessThan(out.grid.yMin + out.grid.rows * 30);
    }
    expect(out.values.some(Number.isNaN)).toBe(true);
  });
  it('keeps the mean when it makes cells much coarser', () => {
    const spiky = { ...source, values: source.values.map((_, i) => (i % 7 === 0 ? 70 : 0)) };
    const out = warp(spiky, from, to, 300).values.filter((value) => !Number.isNaN(value));
    expect(out.reduce((a, b) => a + b, 0) / out.length).toBeCloseTo(10, 0);
    expect(Math.max(...out)).toBeLessThan(20);
  });
});

describe('the survey of a terrain', () => {
  it('finds each hollow with its depth below the level where it runs over', () => {
    // A wall of 5 m with a notch of 3 m around a bowl whose bottom is at −1 m; another shallow one is noise.
    const values = new Float32Array([
      5, 5, 5, 5, 5, 3, 5, 0, 0, 1.2, 5, 3, 5, 0, -1, 0, 1, 3, 5, 0, 0, 0, 0, 3, 5, 5, 5, 5, 5, 3,
    ]);
    values[9] = 5;
    values[16] = 3;
    values[22] = 5;
    const survey = surveyTerrain({ grid: grid(6, 5), values });
    expect(survey.pitCount).toBe(1);
    expect(survey.pits[0]).toEqual({ x: 12.5, y: 22.5, bottomM: -1, depthM: 4, cells: 8 });
  });
  it('counts holes in the data apart from what lies outside them', () => {
    const values = new Float32Array(25).fill(1);
    values[12] = NaN;
    values[0] = NaN;
    values[1] = NaN;
    expect(surveyTerrain({ grid: grid(5, 5), values })).toMatchObject({
      voidCells: 3,
      enclosedVoidCells: 1,
      pitCount: 0,
    });
  });
});
