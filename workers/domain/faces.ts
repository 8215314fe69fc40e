import type { Position } from '../../src/city/types.ts';
import type { Grid } from '../flood/types.ts';
import { walkLine } from './rasterise.ts';

/** The faces that stand for a line, in order along it. */
export interface LineFaces {
  /** Cell west or north of each face. */
  readonly cells: Uint32Array;
  /** 0: that cell's east face; 1: its south face. */
  readonly south: Uint8Array;
  /** How far along the line (m) each face is. */
  readonly alongM: Float64Array;
  /** Length of the line over that of its faces, at most 1: steps are longer than what runs aslant over them. */
  readonly lengthShare: number;
}

/**
 * A line as a chain of faces: it is walked from grid corner to grid corner, each corner taking the line's points within
 * half a cell, and each step between two corners is one face. Steps never go across, so that the chain parts its two
 * sides: no path from cell to cell gets through. Faces on the rim of the grid are no faces of two cells and left out.
 */
export function lineFaces(grid: Grid, line: readonly Position[]): LineFaces {
  const { cols, rows, cellSizeM, xMin, yMin } = grid;
  const corners: Grid = {
    cols: cols + 1,
    rows: rows + 1,
    cellSizeM,
    xMin: xMin - 0.5 * cellSizeM,
    yMin: yMin - 0.5 * cellSizeM,
  };
  const found = new Map<number, { cell: number; south: number; alongM: number }>();
  let last: { readonly corner: number; readonly alongM: number } | undefined;
  let walkedM = 0;
  walkLine(corners, line, (corner, alongM) => {
    const from = last;
    last = { corner, alongM };
    if (!from || from.corner === corner) return;
    const step = Math.abs(corner - from.corner);
    const row = Math.floor(Math.min(corner, from.corner) / corners.cols);
    const col = Math.min(corner % corners.cols, from.corner % corners.cols);
    // Where the line was outside the grid for a while, its ends are no neighbours.
    const down = step === corners.cols;
    if (!down && !(step === 1 && row === Math.floor(Math.max(corner, from.corner) / corners.cols))) return;
    walkedM += cellSizeM;
    const onRim = down ? col === 0 || col === cols : row === 0 || row === rows;
    if (onRim) return;
    const cell = down ? row * cols + col - 1 : (row - 1) * cols + col;
    const key = 2 * cell + (down ? 0 : 1);
    if (!found.has(key)) found.set(key, { cell, south: key % 2, alongM: 0.5 * (alongM + from.alongM) });
  });
  const faces = [...found.values()];
  const lengthM = line.slice(1).reduce((sum, [x, y], k) => sum + Math.hypot(x - line[k][0], y - line[k][1]), 0);
  return {
    cells: Uint32Array.from(faces, ({ cell }) => cell),
    south: Uint8Array.from(faces, ({ south }) => south),
    alongM: Float64Array.from(faces, ({ alongM }) => alongM),
    lengthShare: walkedM > 0 ? Math.min(1, lengthM / walkedM) : 1,
  };
}
