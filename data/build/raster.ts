import type { Position } from '../../src/city/types.ts';
import { BOUNDS } from './frame.ts';

/** Row-major lattice over the extent, row 0 the northernmost; the house's grid convention. */
export interface Lattice {
  readonly cols: number;
  readonly rows: number;
  readonly cellM: number;
  readonly xMin: number;
  readonly yMax: number;
}

export const latticeOf = (cellM: number, bounds: readonly number[] = BOUNDS): Lattice => ({
  cols: Math.round((bounds[2] - bounds[0]) / cellM),
  rows: Math.round((bounds[3] - bounds[1]) / cellM),
  cellM,
  xMin: bounds[0],
  yMax: bounds[3],
});

/** Cell under a point, or −1 outside. */
export function cellAt(lattice: Lattice, x: number, y: number): number {
  const col = Math.floor((x - lattice.xMin) / lattice.cellM);
  const row = Math.floor((lattice.yMax - y) / lattice.cellM);
  return col < 0 || row < 0 || col >= lattice.cols || row >= lattice.rows ? -1 : row * lattice.cols + col;
}

/** Visits the cells whose centres lie inside the rings (even–odd). */
export function fillRings(
  lattice: Lattice,
  rings: readonly (readonly Position[])[],
  visit: (cell: number) => void,
): void {
  let top = Number.NEGATIVE_INFINITY;
  let bottom = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    for (const [, y] of ring) {
      if (y > top) top = y;
      if (y < bottom) bottom = y;
    }
  }
  const { cols, rows, cellM, xMin, yMax } = lattice;
  const first = Math.max(0, Math.floor((yMax - top) / cellM));
  const last = Math.min(rows - 1, Math.ceil((yMax - bottom) / cellM));
  const crossings: number[] = [];
  for (let row = first; row <= last; row++) {
    const y = yMax - (row + 0.5) * cellM;
    crossings.length = 0;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const yi = ring[i][1];
        const yj = ring[j][1];
        if (yi > y !== yj > y) {
          crossings.push(ring[i][0] + ((ring[j][0] - ring[i][0]) * (y - yi)) / (yj - yi));
        }
      }
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, Math.ceil((crossings[k] - xMin) / cellM - 0.5));
      const to = Math.min(cols - 1, Math.floor((crossings[k + 1] - xMin) / cellM - 0.5));
      for (let col = from; col <= to; col++) visit(row * cols + col);
    }
  }
}

/** Visits the cells within `halfWidthM` of a line, with their distance from it; a cell may come more than once. */
export function strokeLine(
  lattice: Lattice,
  line: readonly Position[],
  halfWidthM: number,
  visit: (cell: number, distanceM: number) => void,
): void {
  const { cols, rows, cellM, xMin, yMax } = lattice;
  for (let i = 1; i < line.length; i++) {
    const [ax, ay] = line[i - 1];
    const [bx, by] = line[i];
    const dx = bx - ax;
    const dy = by - ay;
    const span2 = dx * dx + dy * dy || 1;
    const firstRow = Math.max(0, Math.floor((yMax - Math.max(ay, by) - halfWidthM) / cellM - 0.5));
    const lastRow = Math.min(rows - 1, Math.ceil((yMax - Math.min(ay, by) + halfWidthM) / cellM));
    const reach = halfWidthM * Math.sqrt(span2);
    for (let row = firstRow; row <= lastRow; row++) {
      const y = yMax - (row + 0.5) * cellM;
      // On this row the stroke lies between x where the line leaves the row's reach.
      let west = Math.min(ax, bx) - halfWidthM;
      let east = Math.max(ax, bx) + halfWidthM;
      if (Math.abs(dy) > 1e-9) {
        const centre = ax + ((y - ay) * dx) / dy;
        const half = reach / Math.abs(dy);
        west = Math.max(west, centre - half);
        east = Math.min(east, centre + half);
      }
      const from = Math.max(0, Math.ceil((west - xMin) / cellM - 0.5));
      const to = Math.min(cols - 1, Math.floor((east - xMin) / cellM - 0.5));
      for (let col = from; col <= to; col++) {
        const x = xMin + (col + 0.5) * cellM;
        const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / span2));
        const d = Math.sqrt((x - ax - dx * t) ** 2 + (y - ay - dy * t) ** 2);
        if (d <= halfWidthM) visit(row * cols + col, d);
      }
    }
  }
}

/**
 * Distance in metres from each cell to the nearest cell where `isSource`, by two sweeps with 5–7–11 steps
 * (Borgefors 1986; within 2 % of the true distance), capped at `capM`.
 */
export function distanceField(lattice: Lattice, isSource: (cell: number) => boolean, capM = 8000): Float32Array {
  const { cols, rows, cellM } = lattice;
  const far = Math.min(65000, Math.round((capM / cellM) * 5));
  const field = new Uint16Array(cols * rows);
  for (let cell = 0; cell < field.length; cell++) field[cell] = isSource(cell) ? 0 : far;
  // Two cells at each border keep their start value: the caller's water or land goes on beyond them anyway.
  sweep(field, cols, rows, 1);
  sweep(field, cols, rows, -1);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      if (row > 1 && row < rows - 2 && col > 1 && col < cols - 2) continue;
      const inner = Math.max(2, Math.min(rows - 3, row)) * cols + Math.max(2, Math.min(cols - 3, col));
      const cell = row * cols + col;
      if (field[cell] !== 0) field[cell] = Math.min(field[cell], field[inner] + 2);
    }
  }
  const out = new Float32Array(field.length);
  for (let cell = 0; cell < out.length; cell++) out[cell] = (field[cell] / 5) * cellM;
  return out;
}

function sweep(field: Uint16Array, cols: number, rows: number, forward: 1 | -1): void {
  const up = -forward * cols;
  const back = -forward;
  for (let r = 2; r < rows - 2; r++) {
    const row = (forward === 1 ? r : rows - 1 - r) * cols;
    for (let c = 2; c < cols - 2; c++) {
      const i = row + (forward === 1 ? c : cols - 1 - c);
      let best = field[i];
      if (best === 0) continue;
      let d = field[i + back] + 5;
      if (d < best) best = d;
      d = field[i + up] + 5;
      if (d < best) best = d;
      d = field[i + up - 1] + 7;
      if (d < best) best = d;
      d = field[i + up + 1] + 7;
      if (d < best) best = d;
      d = field[i + up - 2] + 11;
      if (d < best) best = d;
      d = field[i + up + 2] + 11;
      if (d < best) best = d;
      d = field[i + 2 * up - 1] + 11;
      if (d < best) best = d;
      d = field[i + 2 * up + 1] + 11;
      if (d < best) best = d;
      field[i] = best;
    }
  }
}

/** Bilinear sample of cell-centred values; clamped at the edges. */
export function sampleAt(lattice: Lattice, values: Float32Array, x: number, y: number): number {
  const fc = (x - lattice.xMin) / lattice.cellM - 0.5;
  const fr = (lattice.yMax - y) / lattice.cellM - 0.5;
  const c = Math.max(0, Math.min(lattice.cols - 2, Math.floor(fc)));
  const r = Math.max(0, Math.min(lattice.rows - 2, Math.floor(fr)));
  const u = Math.max(0, Math.min(1, fc - c));
  const v = Math.max(0, Math.min(1, fr - r));
  const i = r * lattice.cols + c;
  const j = i + lattice.cols;
  return (values[i] * (1 - u) + values[i + 1] * u) * (1 - v) + (values[j] * (1 - u) + values[j + 1] * u) * v;
}
