import type { GridValues } from './resample.ts';

/** One hollow that no surface path leaves. */
export interface Pit {
  /** Place of its lowest cell, in the raster's CRS. */
  readonly x: number;
  readonly y: number;
  readonly bottomM: number;
  /** Below the level at which it would run over. */
  readonly depthM: number;
  readonly cells: number;
}

/** What a person should know about an elevation model before trusting water on it. */
export interface TerrainSurvey {
  readonly cells: number;
  readonly minM: number;
  readonly maxM: number;
  /** Cells without data: all, and those enclosed by data. */
  readonly voidCells: number;
  readonly enclosedVoidCells: number;
  /** Number of hollows at least `minDepthM` deep, and the cells in them. */
  readonly pitCount: number;
  readonly pitCells: number;
  /** The deepest ones, deepest first. */
  readonly pits: readonly Pit[];
}

/**
 * Hollows and holes of an elevation model. Hollows by Priority-Flood (Barnes, Lehman, Mulla 2014, algorithm 2): water
 * rises from the rim of the data inwards; what lies below it is a pit. Basins that a city really has are found as well:
 * this is a report, nothing is filled.
 * @param minDepthM shallower hollows are noise
 */
export function surveyTerrain({ grid, values }: GridValues, minDepthM = 0.5, keep = 20): TerrainSurvey {
  const { cols, rows } = grid;
  const count = cols * rows;
  const { filled, minM, maxM, voidCells, enclosedVoidCells } = flood(values, cols, rows);
  const seen = new Uint8Array(count);
  const stack = new Int32Array(count);
  const pits: Pit[] = [];
  let pitCount = 0;
  let pitCells = 0;
  for (let start = 0; start < count; start++) {
    if (seen[start] || !(filled[start] - values[start] > 0.01)) continue;
    let top = 0;
    let cells = 0;
    let lowest = start;
    stack[top++] = start;
    seen[start] = 1;
    while (top > 0) {
      const cell = stack[--top];
      cells++;
      if (values[cell] < values[lowest]) lowest = cell;
      const col = cell % cols;
      const neighbours = [
        col > 0 ? cell - 1 : -1,
        col < cols - 1 ? cell + 1 : -1,
        cell >= cols ? cell - cols : -1,
        cell < count - cols ? cell + cols : -1,
      ];
      for (const next of neighbours) {
        if (next < 0 || seen[next] || !(filled[next] - values[next] > 0.01)) continue;
        seen[next] = 1;
        stack[top++] = next;
      }
    }
    const depthM = filled[lowest] - values[lowest];
    if (depthM < minDepthM) continue;
    pitCount++;
    pitCells += cells;
    pits.push({
      x: grid.xMin + ((lowest % cols) + 0.5) * grid.cellSizeM,
      y: grid.yMin + (rows - Math.floor(lowest / cols) - 0.5) * grid.cellSizeM,
      bottomM: values[lowest],
      depthM,
      cells,
    });
  }
  pits.sort((a, b) => b.depthM - a.depthM);
  return { cells: count, minM, maxM, voidCells, enclosedVoidCells, pitCount, pitCells, pits: pits.slice(0, keep) };
}

interface Flooded {
  readonly filled: Float32Array;
  readonly minM: number;
  readonly maxM: number;
  readonly voidCells: number;
  readonly enclosedVoidCells: number;
}

function flood(values: Float32Array, cols: number, rows: number): Flooded {
  const count = cols * rows;
  const filled = new Float32Array(count).fill(NaN);
  const state = new Uint8Array(count); // 1: reached
  let [minM, maxM, voidCells] = [Infinity, -Infinity, 0];
  for (let i = 0; i < count; i++) {
    const value = values[i];
    if (Number.isNaN(value)) voidCells++;
    else {
      if (value < minM) minM = value;
      if (value > maxM) maxM = value;
    }
  }
  const outside = reachableVoids(values, cols, rows, state);
  const queue = new LevelQueue(count, minM, maxM);
  const enter = (cell: number): void => {
    state[cell] = 1;
    filled[cell] = values[cell];
    queue.push(cell, values[cell]);
  };
  // Water leaves over the edge of the grid and over the edge of the data.
  for (let cell = 0; cell < count; cell++) {
    if (state[cell] || Number.isNaN(values[cell])) continue;
    const col = cell % cols;
    const rim =
      col === 0 ||
      col === cols - 1 ||
      cell < cols ||
      cell >= count - cols ||
      Number.isNaN(values[cell - 1]) ||
      Number.isNaN(values[cell + 1]) ||
      Number.isNaN(values[cell - cols]) ||
      Number.isNaN(values[cell + cols]);
    if (rim) enter(cell);
  }
  const pond = new Int32Array(count);
  let head = 0;
  let tail = 0;
  while (head < tail || queue.size > 0) {
    const cell = head < tail ? pond[head++] : queue.pop();
    const level = filled[cell];
    const col = cell % cols;
    for (let side = 0; side < 4; side++) {
      const next =
        side === 0
          ? col > 0
            ? cell - 1
            : -1
          : side === 1
            ? col < cols - 1
              ? cell + 1
              : -1
            : side === 2
              ? cell - cols
              : cell + cols;
      if (next < 0 || next >= count || state[next] || Number.isNaN(values[next])) continue;
      state[next] = 1;
      if (values[next] <= level) {
        filled[next] = level;
        pond[tail++] = next;
      } else {
        filled[next] = values[next];
        queue.push(next, values[next]);
      }
    }
    if (head === tail) head = tail = 0;
  }
  return { filled, minM, maxM, voidCells, enclosedVoidCells: voidCells - outside };
}

/** Cells without data that the edge of the grid reaches: outside the survey rather than holes in it. */
function reachableVoids(values: Float32Array, cols: number, rows: number, state: Uint8Array): number {
  const count = cols * rows;
  const stack: number[] = [];
  let found = 0;
  const visit = (cell: number): void => {
    if (state[cell] || !Number.isNaN(values[cell])) return;
    state[cell] = 1;
    found++;
    stack.push(cell);
  };
  for (let col = 0; col < cols; col++) {
    visit(col);
    visit(count - cols + col);
  }
  for (let row = 0; row < rows; row++) {
    visit(row * cols);
    visit(row * cols + cols - 1);
  }
  for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
    const col = cell % cols;
    if (col > 0) visit(cell - 1);
    if (col < cols - 1) visit(cell + 1);
    if (cell >= cols) visit(cell - cols);
    if (cell < count - cols) visit(cell + cols);
  }
  return found;
}

/**
 * Cells by level, lowest first, in steps of a centimetre: because levels only rise while water does, a list a step
 * serves as well as a heap, three times faster. Within a step the order does not matter.
 */
class LevelQueue {
  private readonly heads: Int32Array;
  private readonly following: Int32Array;
  private readonly step: number;
  private at = 0;
  size = 0;

  constructor(
    cells: number,
    private readonly lowestM: number,
    highestM: number,
  ) {
    const range = Math.max(0, highestM - lowestM);
    this.step = Math.max(0.01, range / 4e6);
    this.heads = new Int32Array(Math.floor(range / this.step) + 2).fill(-1);
    this.following = new Int32Array(cells);
  }

  push(cell: number, levelM: number): void {
    const step = Math.max(this.at, Math.floor((levelM - this.lowestM) / this.step));
    this.following[cell] = this.heads[step];
    this.heads[step] = cell;
    this.size++;
  }

  pop(): number {
    while (this.heads[this.at] < 0) this.at++;
    const cell = this.heads[this.at];
    this.heads[this.at] = this.following[cell];
    this.size--;
    return cell;
  }
}
