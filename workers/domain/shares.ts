import type { Geometry } from '../../src/city/types.ts';
import type { Grid } from '../flood/types.ts';
import { polygonsOf, scanPolygon } from './rasterise.ts';

/** Samples along each side of a cell; 16 in all fit one bit each into a 16-bit mask. */
const SIDE = 4;

/** Covered share of each cell by the union of polygons, from 4 × 4 samples a cell. */
export function coveredShare(grid: Grid, geometries: Iterable<Geometry>): Float32Array {
  const { cols, rows } = grid;
  const mask = new Uint16Array(cols * rows);
  const fine: Grid = { ...grid, cols: cols * SIDE, rows: rows * SIDE, cellSizeM: grid.cellSizeM / SIDE };
  for (const geometry of geometries) {
    for (const rings of polygonsOf(geometry)) {
      scanPolygon(fine, rings, (row, from, to) => {
        const line = Math.floor(row / SIDE) * cols;
        const bits = (row % SIDE) * SIDE;
        for (let col = from; col < to; col++) mask[line + (col >> 2)] |= 1 << (bits + (col & 3));
      });
    }
  }
  const share = new Float32Array(cols * rows);
  for (let cell = 0; cell < share.length; cell++) {
    let count = 0;
    for (let bits = mask[cell]; bits; bits &= bits - 1) count++;
    share[cell] = count / (SIDE * SIDE);
  }
  return share;
}
