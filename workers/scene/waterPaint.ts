import { CELL } from '../flood/types.ts';
import { VISIBLE_DEPTH_M, type WaterBlock, type WaterGrid } from './water.ts';

/**
 * What colours the water: one small image a block, one pixel a cell and one around, sampled smoothly between cell
 * centres. Red: shore, the depth with its sign (how far the neighbouring water stands below a dry cell), so that the
 * shore line runs between cells along the ground instead of along their edges. Green: the value of the mode. Both run
 * on into blocked cells, where walls cut them.
 */
export const PAINT_EDGE = 1;

/** Depth range of the shore channel, m: below zero dry, above wet. */
const DRY_M = 0.5;
const WET_M = 4;
const ZERO = 0.25;

/** Depth (or height above the water, negative) to 0–1; steps are finest near the shore. The shader inverts it. */
export function encodeShore(depthM: number): number {
  if (depthM < 0) return ZERO * Math.max(0, 1 + depthM / DRY_M);
  return ZERO + (1 - ZERO) * Math.sqrt(Math.min(1, depthM / WET_M));
}

/** Inverse of {@link encodeShore}; the shader's `shoreDepth` is its translation. */
export function decodeShore(code: number): number {
  if (code < ZERO) return (code / ZERO - 1) * DRY_M;
  const s = (code - ZERO) / (1 - ZERO);
  return s * s * WET_M;
}

/** Bytes a block's image has. */
export function paintSize(block: Pick<WaterBlock, 'cols' | 'rows'>): { width: number; height: number } {
  return { width: block.cols + 2 * PAINT_EDGE, height: block.rows + 2 * PAINT_EDGE };
}

/**
 * Fills a block's image. `valueAt(cell)` gives the mode's value as 0–255 for wet cells.
 * @param depthM depth of each cell of the whole grid
 */
export function paintBlock(
  water: WaterGrid,
  depthM: Float32Array,
  block: WaterBlock,
  valueAt: ((cell: number) => number) | undefined,
  out: Uint8Array,
): void {
  const { grid, kind, groundM, permanentDepthM } = water;
  const { width, height } = paintSize(block);
  const { cols, rows } = grid;
  let o = 0;
  for (let r = 0; r < height; r++) {
    const row = Math.max(0, Math.min(rows - 1, block.row + r - PAINT_EDGE));
    for (let c = 0; c < width; c++, o += 4) {
      const col = Math.max(0, Math.min(cols - 1, block.col + c - PAINT_EDGE));
      const cell = row * cols + col;
      const permanent = permanentDepthM ? permanentDepthM[cell] : 0;
      const depth = kind[cell] === CELL.active ? depthM[cell] - permanent : 0;
      out[o + 2] = 0;
      out[o + 3] = 255;
      if (depth >= VISIBLE_DEPTH_M) {
        out[o] = Math.round(encodeShore(depth) * 255);
        out[o + 1] = valueAt ? valueAt(cell) : 0;
        continue;
      }
      // A dry or blocked cell borrows from the deepest water beside it.
      let level = Number.NEGATIVE_INFINITY;
      let deepest = 0;
      let value = 0;
      for (let dr = -1; dr <= 1; dr++) {
        for (let dc = -1; dc <= 1; dc++) {
          const rr = row + dr;
          const cc = col + dc;
          if (rr < 0 || cc < 0 || rr >= rows || cc >= cols) continue;
          const next = rr * cols + cc;
          if (kind[next] !== CELL.active) continue;
          const p = permanentDepthM ? permanentDepthM[next] : 0;
          const d = depthM[next] - p;
          if (d < VISIBLE_DEPTH_M) continue;
          if (groundM[next] + depthM[next] > level) level = groundM[next] + depthM[next];
          if (d > deepest) {
            deepest = d;
            value = valueAt ? valueAt(next) : 0;
          }
        }
      }
      if (deepest === 0) {
        out[o] = depth > 0 ? Math.round(encodeShore(depth - VISIBLE_DEPTH_M) * 255) : 0;
        out[o + 1] = 0;
      } else if (kind[cell] === CELL.active) {
        const below = Math.min(-0.02, level - (groundM[cell] + permanent) - VISIBLE_DEPTH_M);
        out[o] = Math.round(encodeShore(below) * 255);
        out[o + 1] = value;
      } else {
        out[o] = Math.round(encodeShore(deepest) * 255);
        out[o + 1] = value;
      }
    }
  }
}
