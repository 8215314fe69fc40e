import type { Crs } from '../../src/crs/index.ts';
import { aggregate, bilinearAt, coarserGrid, type GridValues, resampleTo } from './resample.ts';
import type { RasterGrid } from './types.ts';

/** Cells between two exactly projected points; between them the projection is taken as bilinear. */
const LATTICE = 32;

/**
 * A raster in another CRS on square cells, bilinear. A much finer source is averaged first, so that nothing between
 * the sampled points is lost.
 *
 * The projection is exact on every 32nd cell and bilinear between: on 30 m cells that is within 2 cm of the true place
 * and 50 times cheaper than projecting each cell.
 * @param cellSizeM default: the source's own resolution at its centre
 */
export function warp(source: GridValues, from: Crs, to: Crs, cellSizeM?: number): GridValues {
  const cell = cellSizeM ?? nativeCellSize(source.grid, from, to);
  const onto = coveringGrid(source.grid, from, to, cell);
  if (from.code === to.code) return resampleTo(source, onto);
  const own = nativeCellSize(source.grid, from, to);
  const factor = Math.floor(cell / own + 1e-6);
  const { grid, values } =
    factor >= 2 ? aggregate(source, coarserGrid(source.grid, source.grid.cellSizeM * factor)) : source;
  const north = grid.yMin + grid.rows * grid.cellSizeM;
  const ontoNorth = onto.yMin + onto.rows * onto.cellSizeM;

  const across = Math.ceil(onto.cols / LATTICE) + 1;
  const down = Math.ceil(onto.rows / LATTICE) + 1;
  const xs = new Float64Array(across * down);
  const ys = new Float64Array(across * down);
  for (let j = 0; j < down; j++) {
    for (let i = 0; i < across; i++) {
      const place: [number, number] = [onto.xMin + (i * LATTICE + 0.5) * cell, ontoNorth - (j * LATTICE + 0.5) * cell];
      const [x, y] = from.fromLonLat(to.toLonLat(place));
      xs[j * across + i] = (x - grid.xMin) / grid.cellSizeM - 0.5;
      ys[j * across + i] = (north - y) / grid.cellSizeM - 0.5;
    }
  }
  const out = new Float32Array(onto.cols * onto.rows);
  for (let row = 0; row < onto.rows; row++) {
    const j = Math.floor(row / LATTICE) * across;
    const v = (row % LATTICE) / LATTICE;
    for (let col = 0; col < onto.cols; col++) {
      const k = j + Math.floor(col / LATTICE);
      const u = (col % LATTICE) / LATTICE;
      const x = (xs[k] * (1 - u) + xs[k + 1] * u) * (1 - v) + (xs[k + across] * (1 - u) + xs[k + across + 1] * u) * v;
      const y = (ys[k] * (1 - u) + ys[k + 1] * u) * (1 - v) + (ys[k + across] * (1 - u) + ys[k + across + 1] * u) * v;
      out[row * onto.cols + col] = bilinearAt(values, grid.cols, grid.rows, x, y);
    }
  }
  return { grid: onto, values: out };
}

/** Side of a square with the area that a cell at the centre covers in the other CRS. */
function nativeCellSize(grid: RasterGrid, from: Crs, to: Crs): number {
  if (from.code === to.code) return grid.cellSizeM;
  const x = grid.xMin + (grid.cols * grid.cellSizeM) / 2;
  const y = grid.yMin + (grid.rows * grid.cellSizeM) / 2;
  const [a, b, c] = [
    [x, y],
    [x + grid.cellSizeM, y],
    [x, y + grid.cellSizeM],
  ].map(([px, py]) => to.fromLonLat(from.toLonLat([px, py])));
  return Math.sqrt(Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])));
}

/** The cells that cover a raster's outline in another CRS, on whole multiples of the cell size. */
function coveringGrid(grid: RasterGrid, from: Crs, to: Crs, cellSizeM: number): RasterGrid {
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  const width = grid.cols * grid.cellSizeM;
  const height = grid.rows * grid.cellSizeM;
  for (let k = 0; k <= 64; k++) {
    const s = k / 64;
    for (const [u, v] of [
      [s, 0],
      [s, 1],
      [0, s],
      [1, s],
    ]) {
      const place: [number, number] = [grid.xMin + u * width, grid.yMin + v * height];
      const [x, y] = from.code === to.code ? place : to.fromLonLat(from.toLonLat(place));
      xMin = Math.min(xMin, x);
      xMax = Math.max(xMax, x);
      yMin = Math.min(yMin, y);
      yMax = Math.max(yMax, y);
    }
  }
  const west = Math.floor(xMin / cellSizeM + 1e-6);
  const south = Math.floor(yMin / cellSizeM + 1e-6);
  return {
    cols: Math.ceil(xMax / cellSizeM - 1e-6) - west,
    rows: Math.ceil(yMax / cellSizeM - 1e-6) - south,
    cellSizeM,
    xMin: west * cellSizeM,
    yMin: south * cellSizeM,
  };
}
