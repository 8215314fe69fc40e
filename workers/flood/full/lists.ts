import * as F from '../assembly/fullLayout.ts';
import * as L from '../assembly/layout.ts';
import { offsetOf } from '../kernel/grid.ts';
import { type Collect, startRecords } from '../kernel/lists.ts';
import type { Levels } from '../reference/levels.ts';

/**
 * Lists of the full kernel: open edges with their cells; faces to held water, by their place in the scratch memory of
 * the computed cell's tile, which works out all faces of its cells.
 */
export const collectFull: Collect = (grid, { code, stride }, _listable, { edges, levels, mixed }) => {
  const { records, add } = startRecords();
  for (let k = 0; k < edges.cell.length; k++) {
    const cell = edges.cell[k];
    const tile = grid.tileOf(cell);
    const place = grid.addressOf(cell) - grid.blocks - offsetOf(tile);
    add(tile, L.FACES, [edges.alongX[k], grid.addressOf(cell), grid.addressOf(edges.inside[k]), place, edges.sign[k]]);
  }
  const rim = (faces: Levels['facesX'], step: number, own: number, first: number, back: number): void => {
    faces.index.forEach((i, k) => {
      // The computed cell has the face ahead of it (its own) or behind it (of the cell before, or the tile's first).
      const ahead = code[i] !== 0;
      const cell = ahead ? i : i + step;
      const tile = grid.tileOf(cell);
      const inside = grid.addressOf(cell) - grid.blocks - offsetOf(tile);
      const row = Math.floor(inside / L.ROW);
      const col = (inside % L.ROW) / 4;
      const isFirst = !ahead && (step === 1 ? col : row) === 0;
      const place = isFirst ? first + 4 * (step === 1 ? row : col) : own + inside - (ahead ? 0 : back);
      add(tile, L.RIM, [place, faces.inward[k], 0, 0]);
    });
  };
  rim(levels.facesX, 1, F.MASS_X, F.MASS_WEST, 4);
  rim(levels.facesY, stride, F.MASS_Y, F.MASS_NORTH, L.ROW);
  for (const { cell, zone, count } of mixed) add(grid.tileOf(cell), L.RAIN, [grid.addressOf(cell), zone, count]);
  return { records, together: [], sourceAt: [] };
};
