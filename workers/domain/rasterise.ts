import type { Geometry, Position } from '../../src/city/types.ts';
import type { Grid } from '../flood/types.ts';

/**
 * Geometry to cells. Polygons: even-odd with holes, a cell belongs where its centre is. Lines: every cell that is
 * crossed, joined by sides and never by corners alone, so that a wall one cell wide leaks nowhere.
 */
export type Rings = readonly (readonly Position[])[];

/** The polygons of a geometry, each with its holes; empty for points and lines. */
export function polygonsOf(geometry: Geometry): readonly Rings[] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}

export function linesOf(geometry: Geometry): readonly (readonly Position[])[] {
  if (geometry.type === 'LineString') return [geometry.coordinates];
  return geometry.type === 'MultiLineString' ? geometry.coordinates : [];
}

/**
 * Calls `fill(row, fromCol, toCol)` for each run of cells whose centres lie inside the rings (even-odd).
 * A centre on an edge belongs to the polygon east (or north) of it only, so that neighbours share no cell.
 */
export function scanPolygon(grid: Grid, rings: Rings, fill: (row: number, from: number, to: number) => void): void {
  const { cols, rows, cellSizeM, xMin } = grid;
  const north = grid.yMin + rows * cellSizeM;
  const crossings = new Map<number, number[]>();
  for (const ring of rings) {
    for (let k = 0, last = ring.length - 1; k < ring.length; last = k++) {
      const [x0, y0] = ring[last];
      const [x1, y1] = ring[k];
      if (y0 === y1) continue;
      const [low, high] = y0 < y1 ? [y0, y1] : [y1, y0];
      // Rows whose centre y lies in [low, high).
      const first = Math.max(0, Math.floor((north - high) / cellSizeM - 0.5) - 1);
      const end = Math.min(rows - 1, Math.ceil((north - low) / cellSizeM - 0.5) + 1);
      for (let row = first; row <= end; row++) {
        const y = north - (row + 0.5) * cellSizeM;
        if (y < low || y >= high) continue;
        const x = x0 + ((y - y0) / (y1 - y0)) * (x1 - x0);
        const list = crossings.get(row);
        if (list) list.push(x);
        else crossings.set(row, [x]);
      }
    }
  }
  const colOf = (x: number): number => Math.max(0, Math.min(cols, Math.ceil((x - xMin) / cellSizeM - 0.5)));
  for (const [row, list] of crossings) {
    list.sort((a, b) => a - b);
    for (let k = 0; k + 1 < list.length; k += 2) {
      const from = colOf(list[k]);
      const to = colOf(list[k + 1]);
      if (from < to) fill(row, from, to);
    }
  }
}

/** Cells of polygons by the centre rule; in order, none twice. */
export function polygonCells(grid: Grid, geometry: Geometry): Uint32Array {
  const found = new Set<number>();
  for (const rings of polygonsOf(geometry)) {
    scanPolygon(grid, rings, (row, from, to) => {
      for (let col = from; col < to; col++) found.add(row * grid.cols + col);
    });
  }
  return Uint32Array.from(found).sort();
}

/** A cell crossed by a line, and how far along the line (m) its middle there is. */
export interface LineCell {
  readonly cell: number;
  readonly alongM: number;
}

/** The cell of a position, −1 outside; the outer border belongs to the outermost cells. */
export function cellAt(grid: Grid, [x, y]: Position): number {
  const col = inside((x - grid.xMin) / grid.cellSizeM, grid.cols);
  const row = inside(grid.rows - (y - grid.yMin) / grid.cellSizeM, grid.rows);
  return col < 0 || row < 0 ? -1 : row * grid.cols + col;
}

function inside(place: number, count: number): number {
  const slack = 1e-6;
  if (!(place >= -slack && place <= count + slack)) return -1;
  return Math.max(0, Math.min(count - 1, Math.floor(place)));
}

/** All cells that a line crosses, each once. */
export function crossedCells(grid: Grid, line: readonly Position[]): LineCell[] {
  const out: LineCell[] = [];
  const seen = new Set<number>();
  walkLine(grid, line, (cell, alongM) => {
    if (seen.has(cell)) return;
    seen.add(cell);
    out.push({ cell, alongM });
  });
  return out;
}

/**
 * Calls `visit` for the cells along a line in order, by grid traversal (Amanatides and Woo 1987), which moves through
 * sides only; a cell comes again where the line does, and where two of its pieces meet.
 */
export function walkLine(grid: Grid, line: readonly Position[], visit: (cell: number, alongM: number) => void): void {
  const { cols, rows, cellSizeM } = grid;
  const place = ([x, y]: Position): Position => [
    snap((x - grid.xMin) / cellSizeM, cols),
    snap(rows - (y - grid.yMin) / cellSizeM, rows),
  ];
  let doneM = 0;
  for (let k = 0; k < Math.max(1, line.length - 1); k++) {
    const from = place(line[k]);
    const to = place(line[Math.min(k + 1, line.length - 1)]);
    const lengthM = Math.hypot(to[0] - from[0], to[1] - from[1]) * cellSizeM;
    traverse(from, to, cols, rows, (col, row, share) => {
      visit(row * cols + col, doneM + share * lengthM);
    });
    doneM += lengthM;
  }
}

/** A coordinate on the outer border lies in the outermost cell. */
function snap(place: number, count: number): number {
  if (place >= count && place <= count + 1e-6) return count - 1e-9;
  return place < 0 && place >= -1e-6 ? 0 : place;
}

function traverse(
  [x0, y0]: Position,
  [x1, y1]: Position,
  cols: number,
  rows: number,
  visit: (col: number, row: number, share: number) => void,
): void {
  const clipped = clip(x0, y0, x1, y1, cols, rows);
  if (!clipped) return;
  const [enter, leave] = clipped;
  const dx = x1 - x0;
  const dy = y1 - y0;
  const at = (share: number): Position => [x0 + dx * share, y0 + dy * share];
  const bound = (value: number, count: number): number => Math.max(0, Math.min(count - 1, Math.floor(value)));
  const [ax, ay] = at(enter);
  const [bx, by] = at(leave);
  let col = bound(ax, cols);
  let row = bound(ay, rows);
  const endCol = bound(bx, cols);
  const endRow = bound(by, rows);
  const stepX = Math.sign(endCol - col);
  const stepY = Math.sign(endRow - row);
  let share = enter;
  for (;;) {
    const nextX = col === endCol ? Number.POSITIVE_INFINITY : (col + (stepX > 0 ? 1 : 0) - x0) / dx;
    const nextY = row === endRow ? Number.POSITIVE_INFINITY : (row + (stepY > 0 ? 1 : 0) - y0) / dy;
    const next = Math.min(nextX, nextY, leave);
    visit(col, row, (share + Math.max(share, next)) / 2);
    if (col === endCol && row === endRow) return;
    share = Math.max(share, next);
    // Through a corner: first sideways, then up or down, so that the two cells are joined by a third.
    if (nextX <= nextY) col += stepX;
    else row += stepY;
  }
}

/** Shares of the segment inside the grid (Liang and Barsky 1984); undefined outside. */
function clip(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  cols: number,
  rows: number,
): readonly [number, number] | undefined {
  let enter = 0;
  let leave = 1;
  for (const [p, q] of [
    [x0 - x1, x0],
    [x1 - x0, cols - x0],
    [y0 - y1, y0],
    [y1 - y0, rows - y0],
  ]) {
    if (p === 0) {
      if (q < 0) return undefined;
    } else if (p < 0) enter = Math.max(enter, q / p);
    else leave = Math.min(leave, q / p);
  }
  return enter <= leave ? [enter, leave] : undefined;
}

/** Cells whose centre lies within `reachM` of a line, and how far along it the nearest point is. */
export function bufferedCells(grid: Grid, line: readonly Position[], reachM: number): LineCell[] {
  const { cols, rows, cellSizeM, xMin } = grid;
  const north = grid.yMin + rows * cellSizeM;
  const best = new Map<number, { distance: number; alongM: number }>();
  let doneM = 0;
  for (let k = 0; k + 1 < line.length; k++) {
    const [x0, y0] = line[k];
    const [x1, y1] = line[k + 1];
    const length = Math.hypot(x1 - x0, y1 - y0);
    const fromCol = Math.max(0, Math.floor((Math.min(x0, x1) - reachM - xMin) / cellSizeM));
    const toCol = Math.min(cols - 1, Math.ceil((Math.max(x0, x1) + reachM - xMin) / cellSizeM));
    const fromRow = Math.max(0, Math.floor((north - Math.max(y0, y1) - reachM) / cellSizeM));
    const toRow = Math.min(rows - 1, Math.ceil((north - Math.min(y0, y1) + reachM) / cellSizeM));
    for (let row = fromRow; row <= toRow; row++) {
      const y = north - (row + 0.5) * cellSizeM;
      for (let col = fromCol; col <= toCol; col++) {
        const x = xMin + (col + 0.5) * cellSizeM;
        const t =
          length > 0 ? Math.max(0, Math.min(1, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / (length * length))) : 0;
        const distance = Math.hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0));
        if (distance > reachM) continue;
        const cell = row * cols + col;
        const known = best.get(cell);
        if (!known || distance < known.distance) best.set(cell, { distance, alongM: doneM + t * length });
      }
    }
    doneM += length;
  }
  return [...best].map(([cell, { alongM }]) => ({ cell, alongM })).sort((a, b) => a.cell - b.cell);
}

/** Cells of a line with a width: all that it crosses, and those whose centre lies within half the width. */
export function bandCells(grid: Grid, line: readonly Position[], widthM: number): LineCell[] {
  const crossed = crossedCells(grid, line);
  const seen = new Set(crossed.map(({ cell }) => cell));
  const beside = bufferedCells(grid, line, widthM / 2).filter(({ cell }) => !seen.has(cell));
  return [...crossed, ...beside];
}

/** Cells of any geometry: where points lie, what lines cross, what polygons cover (at least the cell of their first corner). */
export function geometryCells(grid: Grid, geometry: Geometry): Uint32Array {
  const found = new Set<number>();
  const points =
    geometry.type === 'Point' ? [geometry.coordinates] : geometry.type === 'MultiPoint' ? geometry.coordinates : [];
  for (const point of points) found.add(cellAt(grid, point));
  for (const line of linesOf(geometry)) for (const { cell } of crossedCells(grid, line)) found.add(cell);
  for (const cell of polygonCells(grid, geometry)) found.add(cell);
  if (found.size === 0) for (const [ring] of polygonsOf(geometry)) found.add(cellAt(grid, ring[0]));
  found.delete(-1);
  return Uint32Array.from(found).sort();
}

/** First position of a geometry. */
export function placeOf({ geometry }: { readonly geometry: { readonly coordinates: unknown } }): Position {
  let at: unknown = geometry.coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  return at as Position;
}
