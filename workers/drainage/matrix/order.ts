/** The elimination of a matrix of symmetric pattern: which row when, what fills in, and what each step changes. */
export interface Elimination {
  readonly size: number;
  /** Rows in the order of their elimination; parts that nothing joins come one after the other. */
  readonly order: Int32Array;
  /** Part p has the rows `order[partStart[p]]` to `order[partStart[p + 1] − 1]`. */
  readonly partStart: Int32Array;
  /** Place of each row in `order`. */
  readonly rank: Int32Array;
  /** Neighbours left of the k-th eliminated row: `neighbour[start[k]]` to `neighbour[start[k + 1] − 1]`. */
  readonly start: Int32Array;
  readonly neighbour: Int32Array;
  /** Pairs of neighbours that the k-th elimination joins: from `pairStart[k]`. */
  readonly pairStart: Int32Array;
  /** Places of (u, pivot), (pivot, v) and (u, v) in the off-diagonal values. */
  readonly pairLower: Int32Array;
  readonly pairUpper: Int32Array;
  readonly pairTarget: Int32Array;
  /** Number of off-diagonal values: the lower half (u, pivot), then the upper (pivot, u), both in order. */
  readonly entries: number;
  /** Place of the entry (row, column); −1 where the pattern has none. */
  place(row: number, column: number): number;
}

/** Minimum degree (Tinney and Walker 1967): the row with the fewest neighbours goes first; trees fill in nothing. */
export function eliminationOf(size: number, from: ArrayLike<number>, to: ArrayLike<number>): Elimination {
  const near: Set<number>[] = Array.from({ length: size }, () => new Set());
  for (let k = 0; k < from.length; k++) {
    if (from[k] === to[k]) continue;
    near[from[k]].add(to[k]);
    near[to[k]].add(from[k]);
  }
  const parts = partsOf(near);
  const order = new Int32Array(size);
  const rank = new Int32Array(size);
  const left: number[][] = [];
  let k = 0;
  const buckets = new Buckets(size);
  for (const part of parts) {
    for (const i of part) buckets.put(i, near[i].size);
    for (let rows = part.length; rows > 0; rows--, k++) {
      const pivot = buckets.least((i) => near[i].size);
      order[k] = pivot;
      rank[pivot] = k;
      const neighbours = [...near[pivot]];
      left.push(neighbours);
      for (const u of neighbours) near[u].delete(pivot);
      for (const u of neighbours) for (const v of neighbours) if (u !== v) near[u].add(v);
      for (const u of neighbours) buckets.put(u, near[u].size);
    }
  }
  const partStart = new Int32Array(parts.length + 1);
  parts.forEach((part, p) => {
    partStart[p + 1] = partStart[p] + part.length;
  });
  return written(order, partStart, rank, left);
}

/** Rows that hang together, each part in the order of its rows. */
function partsOf(near: readonly ReadonlySet<number>[]): number[][] {
  const seen = new Uint8Array(near.length);
  const parts: number[][] = [];
  for (let first = 0; first < near.length; first++) {
    if (seen[first]) continue;
    seen[first] = 1;
    const part = [first];
    // The list grows while it is walked.
    for (const i of part) {
      for (const u of near[i]) {
        if (seen[u]) continue;
        seen[u] = 1;
        part.push(u);
      }
    }
    parts.push(part.sort((a, b) => a - b));
  }
  return parts;
}

function written(order: Int32Array, partStart: Int32Array, rank: Int32Array, left: readonly number[][]): Elimination {
  const size = order.length;
  const start = new Int32Array(size + 1);
  for (let k = 0; k < size; k++) start[k + 1] = start[k] + left[k].length;
  const half = start[size];
  const neighbour = Int32Array.from(left.flat());
  const rows: Map<number, number>[] = left.map((list, k) => new Map(list.map((u, j) => [u, start[k] + j])));
  const place = (row: number, column: number): number => {
    const columnFirst = rank[column] < rank[row];
    const entry = rows[columnFirst ? rank[column] : rank[row]].get(columnFirst ? row : column);
    return entry === undefined ? -1 : columnFirst ? entry : half + entry;
  };
  const pairStart = new Int32Array(size + 1);
  const [lower, upper, target]: number[][] = [[], [], []];
  for (let k = 0; k < size; k++) {
    left[k].forEach((u, i) => {
      left[k].forEach((v, j) => {
        if (i === j) return;
        lower.push(start[k] + i);
        upper.push(half + start[k] + j);
        target.push(place(u, v));
      });
    });
    pairStart[k + 1] = target.length;
  }
  return {
    size,
    order,
    partStart,
    rank,
    start,
    neighbour,
    pairStart,
    pairLower: Int32Array.from(lower),
    pairUpper: Int32Array.from(upper),
    pairTarget: Int32Array.from(target),
    entries: 2 * half,
    place,
  };
}

/** Rows by degree. A row that changed degree is put again; its old entry is passed over when it comes up. */
class Buckets {
  private readonly rows: number[][] = [];
  private readonly done: Uint8Array;
  private lowest = 0;

  constructor(size: number) {
    this.done = new Uint8Array(size);
  }

  put(row: number, degree: number): void {
    while (this.rows.length <= degree) this.rows.push([]);
    this.rows[degree].push(row);
    this.lowest = Math.min(this.lowest, degree);
  }

  least(degreeOf: (row: number) => number): number {
    for (;;) {
      const row = this.rows[this.lowest]?.pop();
      if (row === undefined) {
        this.lowest++;
      } else if (!this.done[row] && degreeOf(row) === this.lowest) {
        this.done[row] = 1;
        return row;
      }
    }
  }
}
