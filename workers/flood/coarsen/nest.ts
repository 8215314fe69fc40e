import { CELL, type Grid } from '../types.ts';

/** A grid of large cells over one of small cells, `factor` × `factor` of them in each; the north-west corner is common. */
export interface Nest {
  readonly factor: number;
  readonly fine: Grid;
  readonly coarse: Grid;
  /** The large cell that holds each small one. */
  readonly parent: Uint32Array;
}

/** Large cells of the last row and column may reach beyond the small ones: what is there counts as no data. */
export function nestOf(fine: Grid, factor: number): Nest {
  const cellSizeM = fine.cellSizeM * factor;
  const cols = Math.ceil(fine.cols / factor);
  const rows = Math.ceil(fine.rows / factor);
  const yMin = fine.yMin + fine.rows * fine.cellSizeM - rows * cellSizeM;
  const parent = Uint32Array.from(
    { length: fine.cols * fine.rows },
    (_, cell) => Math.floor(Math.floor(cell / fine.cols) / factor) * cols + Math.floor((cell % fine.cols) / factor),
  );
  return { factor, fine, coarse: { cols, rows, cellSizeM, xMin: fine.xMin, yMin }, parent };
}

/** Sum of a value over the small cells of each large one. */
export function sumsOf({ coarse, parent }: Nest, value: (cell: number) => number): Float64Array {
  const sums = new Float64Array(coarse.cols * coarse.rows);
  for (let cell = 0; cell < parent.length; cell++) sums[parent[cell]] += value(cell);
  return sums;
}

/**
 * `CELL` of each large cell: known where at least half of it is, then a block where at least half of that is, so that
 * streets stay open. The cell with most open ground is computed where none else would be.
 */
export function kindsOf(nest: Nest, kind: Uint8Array): Uint8Array {
  const whole = nest.factor * nest.factor;
  const open = sumsOf(nest, (cell) => Number(kind[cell] === CELL.active));
  const blocks = sumsOf(nest, (cell) => Number(kind[cell] === CELL.block));
  const kinds = Uint8Array.from(open, (count, cell) => {
    if (2 * (count + blocks[cell]) < whole) return CELL.noData;
    return blocks[cell] >= count ? CELL.block : CELL.active;
  });
  const most = open.reduce((best, count, cell) => (count > open[best] ? cell : best), 0);
  if (open[most] > 0 && !kinds.includes(CELL.active)) kinds[most] = CELL.active;
  return kinds;
}

/** The nearest large cell of a mask, by steps across sides; −1 where the mask is empty. */
export function nearestOf({ coarse: { cols, rows } }: Nest, mask: (cell: number) => boolean): Int32Array {
  const nearest = new Int32Array(cols * rows).fill(-1);
  const queue: number[] = [];
  const reach = (cell: number, from: number): void => {
    if (nearest[cell] >= 0) return;
    nearest[cell] = from;
    queue.push(cell);
  };
  for (let cell = 0; cell < nearest.length; cell++) if (mask(cell)) reach(cell, cell);
  for (let k = 0; k < queue.length; k++) {
    const cell = queue[k];
    const col = cell % cols;
    if (cell >= cols) reach(cell - cols, nearest[cell]);
    if (col > 0) reach(cell - 1, nearest[cell]);
    if (col < cols - 1) reach(cell + 1, nearest[cell]);
    if (cell < (rows - 1) * cols) reach(cell + cols, nearest[cell]);
  }
  return nearest;
}

/**
 * Where what happens in a small cell goes to: its large cell where `mask` holds; else the neighbour beyond the side that
 * is closest to it, so that water beside a wall stays on its side; else the nearest cell of the mask.
 */
export function refuge(nest: Nest, mask: (cell: number) => boolean): (cell: number) => number {
  const { factor, fine, coarse, parent } = nest;
  const nearest = nearestOf(nest, mask);
  return (cell) => {
    const home = parent[cell];
    if (mask(home)) return home;
    const x = (cell % fine.cols) % factor;
    const y = Math.floor(cell / fine.cols) % factor;
    const col = home % coarse.cols;
    const beside = [
      { away: x, to: col > 0 ? home - 1 : -1 },
      { away: factor - 1 - x, to: col < coarse.cols - 1 ? home + 1 : -1 },
      { away: y, to: home - coarse.cols },
      { away: factor - 1 - y, to: home + coarse.cols },
    ].sort((a, b) => a.away - b.away);
    const inside = ({ to }: { to: number }): boolean => to >= 0 && to < coarse.cols * coarse.rows;
    return beside.find((side) => inside(side) && mask(side.to))?.to ?? nearest[home];
  };
}
