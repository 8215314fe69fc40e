import type { Geometry } from '../../src/city/types.ts';
import type { Grid } from '../flood/types.ts';
import { polygonsOf, scanPolygon } from './rasterise.ts';

/** Samples along each side of a cell: one byte a line of samples, eight lines a cell. */
const SIDE = 8;
const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

/** Covered share of each cell by the union of polygons, from 8 × 8 samples a cell. */
export function coveredShare(grid: Grid, geometries: Iterable<Geometry>): Float32Array {
  const { cols, rows } = grid;
  const samples = new Uint8Array(cols * rows * SIDE);
  const fine: Grid = { ...grid, cols: cols * SIDE, rows: rows * SIDE, cellSizeM: grid.cellSizeM / SIDE };
  for (const geometry of geometries) {
    for (const rings of polygonsOf(geometry)) {
      scanPolygon(fine, rings, (row, from, to) => {
        const line = Math.floor(row / SIDE) * cols;
        for (let col = from; col < to; col++) samples[(line + (col >> 3)) * SIDE + (row & 7)] |= 1 << (col & 7);
      });
    }
  }
  const share = new Float32Array(cols * rows);
  for (let k = 0; k < samples.length; k++) if (samples[k]) share[k >> 3] += ONES[samples[k]] / (SIDE * SIDE);
  return share;
}
