import type { Lattice } from './raster.ts';

/**
 * Raises pits so that every cell falls by at least `stepM` a cell towards a source of drainage
 * (Priority-Flood + ε; Barnes, Lehman & Mulla 2014). Changes `levels` in place.
 */
export function fillPits(
  lattice: Lattice,
  levels: Float32Array,
  drains: (cell: number) => boolean,
  stepM: number,
): void {
  const { cols, rows } = lattice;
  const n = cols * rows;
  const done = new Uint8Array(n);
  const heap = new Int32Array(n + 1);
  let size = 0;
  const push = (cell: number) => {
    let i = ++size;
    while (i > 1 && levels[heap[i >> 1]] > levels[cell]) {
      heap[i] = heap[i >> 1];
      i >>= 1;
    }
    heap[i] = cell;
  };
  const pop = () => {
    const top = heap[1];
    const last = heap[size--];
    let i = 1;
    for (let child = 2; child <= size; child = i * 2) {
      if (child < size && levels[heap[child + 1]] < levels[heap[child]]) child++;
      if (levels[heap[child]] >= levels[last]) break;
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = last;
    return top;
  };
  for (let cell = 0; cell < n; cell++) {
    if (drains(cell)) {
      done[cell] = 1;
      push(cell);
    }
  }
  while (size > 0) {
    const cell = pop();
    const row = Math.floor(cell / cols);
    const col = cell - row * cols;
    for (let dr = -1; dr <= 1; dr++) {
      for (let dc = -1; dc <= 1; dc++) {
        const r = row + dr;
        const c = col + dc;
        if (r < 0 || c < 0 || r >= rows || c >= cols) continue;
        const next = r * cols + c;
        if (done[next]) continue;
        done[next] = 1;
        const lowest = levels[cell] + stepM * (dr !== 0 && dc !== 0 ? Math.SQRT2 : 1);
        if (levels[next] < lowest) levels[next] = lowest;
        push(next);
      }
    }
  }
}
