import { InputError } from '../../src/city/errors.ts';
import type { RasterGrid } from './types.ts';

/** A grid whose cells may be oblong, as files have them. */
export interface OblongGrid {
  readonly cols: number;
  readonly rows: number;
  readonly dx: number;
  readonly dy: number;
  readonly xMin: number;
  readonly yMin: number;
}

export interface GridValues {
  readonly grid: RasterGrid;
  readonly values: Float32Array;
}

/** Cells longer than this in one direction than in the other are a mistake in the file, not a survey. */
const MAX_OBLONG = 20;

/**
 * Square cells from a file's own: as they are when they are square, resampled to the shorter side otherwise.
 * @throws InputError where the sides are beyond all measure
 */
export function squareCells(values: Float32Array, from: OblongGrid, name: string, notes: string[]): GridValues {
  const { cols, rows, dx, dy, xMin, yMin } = from;
  if (!(Math.max(dx, dy) <= MAX_OBLONG * Math.min(dx, dy)) || !Number.isFinite(xMin + yMin)) {
    throw new InputError(
      'raster.cells',
      `${name}: expected cells that are about square at a finite place, found ${dx} x ${dy} at ${xMin}, ${yMin}.`,
      `${name}: cần ô gần vuông ở vị trí hữu hạn, gặp ${dx} x ${dy} tại ${xMin}, ${yMin}.`,
    );
  }
  // A hundredth of a cell over the whole grid is rounding in the header, not another shape.
  if (Math.abs(dx - dy) * Math.max(cols, rows) <= 0.01 * Math.min(dx, dy)) {
    return { grid: { cols, rows, cellSizeM: dx, xMin, yMin }, values };
  }
  const cell = Math.min(dx, dy);
  notes.push(`The cells are ${dx} x ${dy}; they were resampled to squares of ${cell}.`);
  const grid: RasterGrid = {
    cols: Math.max(1, Math.round((cols * dx) / cell)),
    rows: Math.max(1, Math.round((rows * dy) / cell)),
    cellSizeM: cell,
    xMin,
    yMin,
  };
  const north = yMin + rows * dy;
  const gridNorth = yMin + grid.rows * cell;
  const out = new Float32Array(grid.cols * grid.rows);
  for (let row = 0; row < grid.rows; row++) {
    const y = (north - (gridNorth - (row + 0.5) * cell)) / dy - 0.5;
    for (let col = 0; col < grid.cols; col++) {
      out[row * grid.cols + col] = bilinearAt(values, cols, rows, ((col + 0.5) * cell) / dx - 0.5, y);
    }
  }
  return { grid, values: out };
}

/**
 * The value at a fractional place of a grid (0, 0 = centre of the north-west cell). Cells without data take no part;
 * NaN where they would have more than half of the weight, or outside the grid.
 */
export function bilinearAt(values: Float32Array, cols: number, rows: number, x: number, y: number): number {
  if (!(x >= -0.5 && y >= -0.5 && x <= cols - 0.5 && y <= rows - 0.5)) return NaN;
  const cx = Math.max(0, Math.min(x, cols - 1));
  const cy = Math.max(0, Math.min(y, rows - 1));
  const x0 = Math.floor(cx);
  const y0 = Math.floor(cy);
  const fx = cx - x0;
  const fy = cy - y0;
  const right = x0 + 1 < cols ? 1 : 0;
  const i = y0 * cols + x0;
  const j = y0 + 1 < rows ? i + cols : i;
  const a = values[i];
  const b = values[i + right];
  const c = values[j];
  const d = values[j + right];
  const sum = (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy;
  if (!Number.isNaN(sum)) return sum;
  let weight = 0;
  let total = 0;
  const add = (value: number, share: number): void => {
    if (Number.isNaN(value)) return;
    weight += share;
    total += value * share;
  };
  add(a, (1 - fx) * (1 - fy));
  add(b, fx * (1 - fy));
  add(c, (1 - fx) * fy);
  add(d, fx * fy);
  return weight >= 0.5 ? total / weight : NaN;
}

/** Overlaps of coarse cells with fine ones along one axis: for coarse cell `k`, fine `from[k]` … and their lengths. */
function overlaps(
  fine: number,
  coarse: number,
  ratio: number,
  offset: number,
): { readonly from: Int32Array; readonly to: Int32Array; readonly first: Float64Array; readonly last: Float64Array } {
  const from = new Int32Array(coarse);
  const to = new Int32Array(coarse);
  const first = new Float64Array(coarse);
  const last = new Float64Array(coarse);
  for (let k = 0; k < coarse; k++) {
    const a = Math.max(0, k * ratio + offset);
    const b = Math.min(fine, (k + 1) * ratio + offset);
    // Rounding at a cell's edge must not make a sliver of the neighbour count.
    from[k] = Math.max(0, Math.floor(a + 1e-9));
    to[k] = Math.min(fine, Math.ceil(b - 1e-9));
    first[k] = Math.min(b, from[k] + 1) - a;
    last[k] = b - Math.max(a, to[k] - 1);
  }
  return { from, to, first, last };
}

/**
 * Means over the cells of a coarser grid, weighted by overlapping area: volumes under the surface are kept. Cells
 * without data take no part; NaN where there are none with data.
 */
export function aggregate({ grid, values }: GridValues, onto: RasterGrid): GridValues {
  const ratio = onto.cellSizeM / grid.cellSizeM;
  const north = grid.yMin + grid.rows * grid.cellSizeM;
  const ontoNorth = onto.yMin + onto.rows * onto.cellSizeM;
  const x = overlaps(grid.cols, onto.cols, ratio, (onto.xMin - grid.xMin) / grid.cellSizeM);
  const y = overlaps(grid.rows, onto.rows, ratio, (north - ontoNorth) / grid.cellSizeM);
  const out = new Float32Array(onto.cols * onto.rows);
  for (let row = 0; row < onto.rows; row++) {
    for (let col = 0; col < onto.cols; col++) {
      let weight = 0;
      let total = 0;
      for (let j = y.from[row]; j < y.to[row]; j++) {
        const high = j === y.from[row] ? y.first[row] : j === y.to[row] - 1 ? y.last[row] : 1;
        for (let i = x.from[col]; i < x.to[col]; i++) {
          const value = values[j * grid.cols + i];
          if (Number.isNaN(value)) continue;
          const share = high * (i === x.from[col] ? x.first[col] : i === x.to[col] - 1 ? x.last[col] : 1);
          weight += share;
          total += share * value;
        }
      }
      out[row * onto.cols + col] = weight > 0 ? total / weight : NaN;
    }
  }
  return { grid: onto, values: out };
}

/**
 * A coarser grid over the same ground, with the same north-west corner. The last row and column may reach beyond it:
 * with `all` so that nothing is left out, with `centres` only by less than half a cell.
 */
export function coarserGrid(grid: RasterGrid, cellSizeM: number, rim: 'all' | 'centres' = 'all'): RasterGrid {
  const spare = (rim === 'all' ? 0 : 0.5) + 1e-6;
  const cells = (count: number): number => Math.max(1, Math.ceil((count * grid.cellSizeM) / cellSizeM - spare));
  const rows = cells(grid.rows);
  const north = grid.yMin + grid.rows * grid.cellSizeM;
  return { cols: cells(grid.cols), rows, cellSizeM, xMin: grid.xMin, yMin: north - rows * cellSizeM };
}

/** Values of one grid at the cell centres of another in the same CRS. */
export function resampleTo({ grid, values }: GridValues, onto: RasterGrid): GridValues {
  if (onto.cellSizeM >= 1.5 * grid.cellSizeM) return aggregate({ grid, values }, onto);
  const north = grid.yMin + grid.rows * grid.cellSizeM;
  const ontoNorth = onto.yMin + onto.rows * onto.cellSizeM;
  const step = onto.cellSizeM / grid.cellSizeM;
  const left = (onto.xMin - grid.xMin) / grid.cellSizeM + step / 2 - 0.5;
  const top = (north - ontoNorth) / grid.cellSizeM + step / 2 - 0.5;
  const out = new Float32Array(onto.cols * onto.rows);
  for (let row = 0; row < onto.rows; row++) {
    for (let col = 0; col < onto.cols; col++) {
      out[row * onto.cols + col] = bilinearAt(values, grid.cols, grid.rows, left + col * step, top + row * step);
    }
  }
  return { grid: onto, values: out };
}
