import { CELL, type Grid } from '../flood/types.ts';

/**
 * The water surface as it is drawn. Every cell has four corners (NW, NE, SE, SW) with a thickness of water over the
 * cell's drawn ground. Where two cells are joined by water their corners meet at the mean of their levels, so ponds are
 * flat and streets slope without steps; where they are not (a dry cell, a block, a fall) the edge is a vertical skirt.
 * The corners of a cell are then drawn towards its own level until their mean is exactly the computed depth: with the
 * quad cut along its NW–SE diagonal the volume under it is cell area × mean, so the drawn volume is the computed one.
 * Between frames corners are mixed linearly, which keeps the mean exact.
 */
export interface WaterGrid {
  readonly grid: Grid;
  readonly kind: Uint8Array;
  readonly groundM: Float32Array;
  /** Calm water that the basemap shows, m over `groundM`; the drawn ground lies on top of it. */
  readonly permanentDepthM?: Float32Array;
}

/** Cells along each side of a block: one mesh with two small textures, hidden while it has no visible water. */
export const WATER_BLOCK = 64;
/** Below this depth nothing is coloured (src/tokens/ramps.ts). */
export const VISIBLE_DEPTH_M = 0.05;
/** Share of the quad's area that belongs to each corner when it is cut along NW–SE. */
const NW_SE = 1 / 3;
const NE_SW = 1 / 6;

export interface WaterBlock {
  readonly index: number;
  /** First column and row, and size in cells (smaller at the grid's edge). */
  readonly col: number;
  readonly row: number;
  readonly cols: number;
  readonly rows: number;
  /** With the first column and row of the blocks to the east and south, where there are any: their joints are ours. */
  readonly spanCols: number;
  readonly spanRows: number;
  /** Computed cells in the block; none: the block is not drawn at all. */
  readonly active: number;
}

/** Cuts a grid into blocks. */
export function waterBlocks({ grid, kind }: WaterGrid): WaterBlock[] {
  const blocks: WaterBlock[] = [];
  for (let row = 0; row < grid.rows; row += WATER_BLOCK) {
    for (let col = 0; col < grid.cols; col += WATER_BLOCK) {
      const cols = Math.min(WATER_BLOCK, grid.cols - col);
      const rows = Math.min(WATER_BLOCK, grid.rows - row);
      let active = 0;
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < cols; c++) if (kind[(row + r) * grid.cols + col + c] === CELL.active) active++;
      }
      const spanCols = Math.min(WATER_BLOCK + 1, grid.cols - col);
      const spanRows = Math.min(WATER_BLOCK + 1, grid.rows - row);
      blocks.push({ index: blocks.length, col, row, cols, rows, spanCols, spanRows, active });
    }
  }
  return blocks;
}

/** Level of the drawn ground of a cell, m: the bed, or the calm water over it. */
export function drawnGroundM(water: WaterGrid, cell: number): number {
  return water.groundM[cell] + (water.permanentDepthM ? water.permanentDepthM[cell] : 0);
}

/** Flood depth over the drawn ground, m. */
function floodM(water: WaterGrid, depthM: Float32Array, cell: number): number {
  if (water.kind[cell] !== CELL.active) return 0;
  const d = depthM[cell] - (water.permanentDepthM ? water.permanentDepthM[cell] : 0);
  return Math.max(0, d);
}

/**
 * Thickness of the water at the four corners of each cell of a block, `[NW, NE, SE, SW]` four floats a cell, row-major.
 * Zero on dry cells. Writes into `out` (spanCols × spanRows × 4) and returns the deepest visible depth in the block.
 */
export function cornerThickness(water: WaterGrid, depthM: Float32Array, block: WaterBlock, out: Float32Array): number {
  const { grid } = water;
  let deepest = 0;
  let o = 0;
  for (let r = 0; r < block.spanRows; r++) {
    for (let c = 0; c < block.spanCols; c++, o += 4) {
      const cell = (block.row + r) * grid.cols + block.col + c;
      const depth = floodM(water, depthM, cell);
      if (depth <= 0) {
        out[o] = out[o + 1] = out[o + 2] = out[o + 3] = 0;
        continue;
      }
      if (depth > deepest && r < block.rows && c < block.cols) deepest = depth;
      corners(water, depthM, cell, block.col + c, block.row + r, depth, out, o);
    }
  }
  return deepest;
}

/** Levels around one cell, gathered once: index 0 is the cell, then N NE E SE S SW W NW; NaN where not joined. */
const around = new Float64Array(9);
const DC = [0, 0, 1, 1, 1, 0, -1, -1, -1];
const DR = [0, -1, -1, 0, 1, 1, 1, 0, -1];

function corners(
  water: WaterGrid,
  depthM: Float32Array,
  cell: number,
  col: number,
  row: number,
  depth: number,
  out: Float32Array,
  o: number,
): void {
  const { grid } = water;
  const ground = drawnGroundM(water, cell);
  const level = ground + depth;
  around[0] = level;
  for (let k = 1; k < 9; k++) {
    const c = col + DC[k];
    const r = row + DR[k];
    around[k] = Number.NaN;
    if (c < 0 || r < 0 || c >= grid.cols || r >= grid.rows) continue;
    const next = r * grid.cols + c;
    const d = floodM(water, depthM, next);
    if (d <= 0) continue;
    const g = drawnGroundM(water, next);
    // Joined: each surface stands above the other's ground, so water can pass at this level.
    if (g + d > ground && level > g) around[k] = g + d;
  }
  const nw = meet(7, 8, 1);
  const ne = meet(1, 2, 3);
  const se = meet(3, 4, 5);
  const sw = meet(5, 6, 7);
  const mean = (nw + se) * NW_SE + (ne + sw) * NE_SW;
  // Towards the cell's own level, as far as no corner falls below its ground.
  const lowest = mean - Math.min(nw, ne, se, sw);
  const t = lowest > depth ? depth / lowest : 1;
  out[o] = depth + (nw - mean) * t;
  out[o + 1] = depth + (ne - mean) * t;
  out[o + 2] = depth + (se - mean) * t;
  out[o + 3] = depth + (sw - mean) * t;
}

/** Mean level of the joined cells around a corner: two sides and, where a side leads to it, the diagonal. */
function meet(sideA: number, diagonal: number, sideB: number): number {
  let sum = around[0];
  let n = 1;
  const a = around[sideA];
  const b = around[sideB];
  if (!Number.isNaN(a)) {
    sum += a;
    n++;
  }
  if (!Number.isNaN(b)) {
    sum += b;
    n++;
  }
  const d = around[diagonal];
  if (!Number.isNaN(d) && n > 1) {
    sum += d;
    n++;
  }
  return sum / n;
}

/** Volume under the four corners of one cell, m³: two triangles, cut NW–SE. What the triangles on the screen hold. */
export function cellVolumeM3(nw: number, ne: number, se: number, sw: number, cellSizeM: number): number {
  return ((nw + se) * NW_SE + (ne + sw) * NE_SW) * cellSizeM * cellSizeM;
}

/** Volume between the drawn surface and the drawn ground in a block, m³; `visible` counts cells that have a colour. */
export function drawnVolume(
  corner: Float32Array,
  block: Pick<WaterBlock, 'cols' | 'rows' | 'spanCols'>,
  cellSizeM: number,
): { all: number; visible: number; wetCells: number; visibleCells: number } {
  const sum = { all: 0, visible: 0, wetCells: 0, visibleCells: 0 };
  for (let k = 0; k < block.cols * block.rows; k++) {
    const i = Math.floor(k / block.cols) * block.spanCols + (k % block.cols);
    const v = cellVolumeM3(corner[i * 4], corner[i * 4 + 1], corner[i * 4 + 2], corner[i * 4 + 3], cellSizeM);
    if (v <= 0) continue;
    sum.all += v;
    sum.wetCells++;
    if (v >= VISIBLE_DEPTH_M * cellSizeM * cellSizeM * 0.999999) {
      sum.visible += v;
      sum.visibleCells++;
    }
  }
  return sum;
}
