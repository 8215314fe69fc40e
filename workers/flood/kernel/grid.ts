import * as L from '../assembly/layout.ts';

/**
 * Where the cells of a grid lie in a kernel's memory: tiles of 16 × 16 cells with a ring of ghost tiles, numbered down
 * the strips. Cells are named by their place in padded grids, `(row + 1) * (cols + 2) + col + 1`.
 */
export interface TileGrid {
  readonly cols: number;
  readonly rows: number;
  readonly stride: number;
  /** Tiles in a strip and strips, ghosts included. */
  readonly down: number;
  readonly strips: number;
  readonly tiles: number;
  /** Places in memory of the tiles' facts, the lists, and the first block; and the end of it all. */
  readonly facts: number;
  readonly blocks: number;
  readonly bytes: number;
  tileOf(i: number): number;
  /** Address of a cell: fields are found from it by their offsets. */
  addressOf(i: number): number;
}

/** From the first block to a tile's first cell. */
export const offsetOf = (tile: number): number => Math.floor(tile / L.GROUP) * L.BLOCK + (tile % L.GROUP) * L.SHARE;

/** @param after first byte that is free for the tiles' facts and blocks */
export function createTileGrid(cols: number, rows: number, after: number): TileGrid {
  const stride = cols + 2;
  const down = Math.ceil((Math.ceil(rows / L.TILE) + 2) / L.GROUP) * L.GROUP;
  const strips = Math.ceil(cols / L.TILE) + 2;
  const tiles = down * strips;
  const facts = Math.ceil(after / 128) * 128;
  const blocks = facts + tiles * L.TILE_BYTES;
  const place = (i: number): { tile: number; inside: number } => {
    const row = Math.floor(i / stride) - 1;
    const col = i - (row + 1) * stride - 1;
    const tile = ((col >> 4) + 1) * down + (row >> 4) + 1;
    return { tile, inside: (row & 15) * L.ROW + (col & 15) * 4 };
  };
  return {
    cols,
    rows,
    stride,
    down,
    strips,
    tiles,
    facts,
    blocks,
    // Vectors are loaded a few bytes beyond the last ghost.
    bytes: blocks + (tiles / L.GROUP) * L.BLOCK + 256,
    tileOf: (i) => place(i).tile,
    addressOf(i) {
      const { tile, inside } = place(i);
      return blocks + offsetOf(tile) + inside;
    },
  };
}

/** Copies one field of the kernel to a grid: rows of `padded` (with ghosts) or of plain cells. */
export function readField(
  grid: TileGrid,
  memory: Float32Array,
  field: number,
  out: Float32Array,
  padded: boolean,
): void {
  forRows(grid, padded, (address, at, length) => {
    const from = (address + field) >> 2;
    for (let k = 0; k < length; k++) out[at + k] = memory[from + k];
  });
}

/** Copies a padded grid, ghosts included, to one field of the kernel. */
export function writeField(
  grid: TileGrid,
  memory: Float32Array | Int32Array,
  field: number,
  values: ArrayLike<number>,
): void {
  forRows(grid, true, (address, at, length) => {
    const to = (address + field) >> 2;
    for (let k = 0; k < length; k++) memory[to + k] = values[at + k];
  });
}

/** Calls with each run of cells that lies together both in the kernel and in the grid. */
export function forRows(
  grid: TileGrid,
  padded: boolean,
  visit: (address: number, at: number, length: number) => void,
): void {
  const { cols, rows, down, blocks } = grid;
  const margin = padded ? 1 : 0;
  for (let row = -margin; row < rows + margin; row++) {
    for (let col = -margin; col < cols + margin; ) {
      const end = Math.min(cols + margin, ((col >> 4) + 1) << 4);
      const tile = ((col >> 4) + 1) * down + (row >> 4) + 1;
      const address = blocks + offsetOf(tile) + (row & 15) * L.ROW + (col & 15) * 4;
      visit(address, (row + margin) * (cols + 2 * margin) + col + margin, end - col);
      col = end;
    }
  }
}
