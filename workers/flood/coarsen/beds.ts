import { type Nest, sumsOf } from './nest.ts';

/** A wall stands out, and a channel is cut in, by at least this much on both sides, m. */
const RELIEF_M = 0.2;

/** Beds of large cells. */
export interface Beds {
  /** NaN where there is no open small cell. */
  readonly bedM: Float32Array;
  /** 1 where a wall crosses the cell: its bed is the wall's crest. */
  readonly wall: Uint8Array;
}

/**
 * Ground of large cells: what is narrower than they are and rules where water goes is kept, else the mean.
 *
 * - **Wall**: small cells that are the highest along one of four directions (rows, columns, diagonals) with ground at
 *   least 0.2 m lower on both sides within a large cell's width, in lines longer than a large cell. The whole large cell
 *   is raised to the lowest of these crests in it; since the small cells of a wall touch at least at corners, so do the
 *   raised cells, and no water gets between them.
 * - **Gap**: low ground between two ends of a wall. It is a cell's lowest pass, so the cell is as low as that.
 * - **Channel**: the same as a wall, upside down. A large cell that no wall crosses is as low as the mean of its channel.
 *
 * Raised cells have lost the storage beside the wall, lowered ones have gained some; elsewhere the volume under the
 * ground is kept.
 */
export function bedsOf(nest: Nest, groundM: Float32Array, open: (cell: number) => boolean): Beds {
  const lines = new Lines(nest, groundM, open);
  const crests = lines.find(1);
  const lows = lines.find(-1);
  const gaps = lows.map((bits, cell) => (bits !== 0 && crests[cell] === 0 && lines.isGap(cell, bits, crests) ? 1 : 0));
  lines.keepLong(crests);
  lines.keepLong(lows);

  const cells = nest.coarse.cols * nest.coarse.rows;
  const lowestCrestM = new Float64Array(cells).fill(Number.POSITIVE_INFINITY);
  const lowestGapM = new Float64Array(cells).fill(Number.POSITIVE_INFINITY);
  for (let cell = 0; cell < groundM.length; cell++) {
    const at = nest.parent[cell];
    if (crests[cell]) lowestCrestM[at] = Math.min(lowestCrestM[at], groundM[cell]);
    if (gaps[cell]) lowestGapM[at] = Math.min(lowestGapM[at], groundM[cell]);
  }
  const meanM = meansOf(nest, groundM, open);
  const channelM = meansOf(nest, groundM, (cell) => lows[cell] > 0);
  const wall = Uint8Array.from(lowestCrestM, (crest, cell) => Number(crest < lowestGapM[cell]));
  const bedM = meanM.map((mean, cell) => {
    if (wall[cell]) return lowestCrestM[cell];
    if (lowestCrestM[cell] < Number.POSITIVE_INFINITY) return Math.min(mean, lowestGapM[cell]);
    return channelM[cell] < mean ? channelM[cell] : mean;
  });
  return { bedM, wall };
}

/** Means over those small cells of each large one that are `counted`; NaN where there are none. */
export function meansOf(nest: Nest, values: ArrayLike<number>, counted: (cell: number) => boolean): Float32Array {
  const sums = sumsOf(nest, (cell) => (counted(cell) ? values[cell] : 0));
  const counts = sumsOf(nest, (cell) => Number(counted(cell)));
  return Float32Array.from(sums, (sum, cell) => sum / counts[cell]);
}

/** Lines of high or low ground that are narrower than a large cell. */
class Lines {
  private readonly cols: number;
  private readonly rows: number;
  private readonly reach: number;

  constructor(
    nest: Nest,
    private readonly groundM: Float32Array,
    private readonly open: (cell: number) => boolean,
  ) {
    this.cols = nest.fine.cols;
    this.rows = nest.fine.rows;
    this.reach = nest.factor;
  }

  /** For each cell the directions across which it lies on a crest (`sign` 1) or in a channel (−1), one bit each. */
  find(sign: 1 | -1): Uint8Array {
    const found = new Uint8Array(this.groundM.length);
    for (let cell = 0; cell < found.length; cell++) {
      if (!this.open(cell)) continue;
      for (let k = 0; k < DIRECTIONS.length; k++) {
        const [x, y] = DIRECTIONS[k];
        if (this.falls(cell, x, y, sign) && this.falls(cell, -x, -y, sign)) found[cell] |= 1 << k;
      }
    }
    return found;
  }

  /** Whether the ground falls (rises) away from a cell in a direction, with nothing higher (lower) before. */
  private falls(cell: number, x: number, y: number, sign: number): boolean {
    const levelM = sign * this.groundM[cell];
    const step = y * this.cols + x;
    for (let left = this.steps(cell, x, y), next = cell + step; left > 0; left--, next += step) {
      const besideM = sign * this.groundM[next];
      if (!this.open(next) || besideM > levelM) return false;
      if (besideM <= levelM - RELIEF_M) return true;
    }
    return false;
  }

  /** Whether low ground lies between two ends of one wall, and not between two walls that run beside each other. */
  isGap(cell: number, bits: number, crests: Uint8Array): boolean {
    return DIRECTIONS.some(([x, y], k) => {
      const across = 1 << ((k + 2) % 4);
      const ends = (dx: number, dy: number): boolean => {
        const step = dy * this.cols + dx;
        for (let left = this.steps(cell, dx, dy), next = cell + step; left > 0; left--, next += step) {
          if (crests[next] & across) return true;
        }
        return false;
      };
      return (bits & (1 << k)) !== 0 && ends(x, y) && ends(-x, -y);
    });
  }

  /** Steps of a direction that stay on the grid and within a large cell's width. */
  private steps(cell: number, x: number, y: number): number {
    const col = cell % this.cols;
    const row = (cell - col) / this.cols;
    let steps = this.reach;
    if (x !== 0) steps = Math.min(steps, x > 0 ? this.cols - 1 - col : col);
    if (y !== 0) steps = Math.min(steps, y > 0 ? this.rows - 1 - row : row);
    return steps;
  }

  /** Clears what hangs together (corners count) and is not longer than a large cell: heaps and pits are no lines. */
  keepLong(marks: Uint8Array): void {
    const { cols, rows, reach } = this;
    const seen = new Uint8Array(marks.length);
    for (let start = 0; start < marks.length; start++) {
      if (!marks[start] || seen[start]) continue;
      seen[start] = 1;
      const part = [start];
      let [west, east, north, south] = [cols, 0, rows, 0];
      for (let k = 0; k < part.length; k++) {
        const col = part[k] % cols;
        const row = Math.floor(part[k] / cols);
        west = Math.min(west, col);
        east = Math.max(east, col);
        north = Math.min(north, row);
        south = Math.max(south, row);
        for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
          for (let x = Math.max(0, col - 1); x <= Math.min(cols - 1, col + 1); x++) {
            const next = y * cols + x;
            if (!marks[next] || seen[next]) continue;
            seen[next] = 1;
            part.push(next);
          }
        }
      }
      if (Math.max(east - west, south - north) < reach) for (const cell of part) marks[cell] = 0;
    }
  }
}

/** Each a quarter turn from the one two places on. */
const DIRECTIONS = [
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
] as const;
