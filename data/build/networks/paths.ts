import type { Position } from '../../../src/city/types.ts';
import type { Ground, StreetEdge, StreetGraph } from '../types.ts';

/** An edge as seen from one of its ends. */
export interface Step {
  readonly edge: number;
  readonly to: number;
}

/** Edges at each node. */
export function adjacencyOf(graph: StreetGraph, use: (edge: StreetEdge, index: number) => boolean): Step[][] {
  const steps: Step[][] = graph.nodes.map(() => []);
  for (const [index, edge] of graph.edges.entries()) {
    if (edge.from === edge.to || !use(edge, index)) continue;
    steps[edge.from].push({ edge: index, to: edge.to });
    steps[edge.to].push({ edge: index, to: edge.from });
  }
  return steps;
}

/** Shortest ways to the nearest root: what remains to be gone, and the first edge to go by. */
export interface Forest {
  readonly cost: Float64Array;
  /** Edge from the node towards its root; −1 at roots and where no root can be reached. */
  readonly edge: Int32Array;
  /** The node at the other end of that edge. */
  readonly next: Int32Array;
  readonly root: Int32Array;
}

/**
 * Dijkstra from many roots at once. `costOf(edge, from, to)` is the cost of going from `from` to `to` towards the root.
 * Equal costs are decided by the order of the nodes, so that every machine grows the same forest.
 */
export function growForest(
  steps: readonly (readonly Step[])[],
  roots: ReadonlyMap<number, number>,
  costOf: (edge: number, from: number, to: number) => number,
): Forest {
  const count = steps.length;
  const cost = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const edge = new Int32Array(count).fill(-1);
  const next = new Int32Array(count).fill(-1);
  const root = new Int32Array(count).fill(-1);
  const heap = new Heap();
  for (const [node, start] of roots) {
    cost[node] = start;
    root[node] = node;
    heap.push(start, node);
  }
  for (let top = heap.pop(); top; top = heap.pop()) {
    const { key, node } = top;
    if (key > cost[node]) continue;
    for (const step of steps[node]) {
      const through = key + costOf(step.edge, step.to, node);
      if (through >= cost[step.to]) continue;
      cost[step.to] = through;
      edge[step.to] = step.edge;
      next[step.to] = node;
      root[step.to] = root[node];
      heap.push(through, step.to);
    }
  }
  return { cost, edge, next, root };
}

/** Binary heap of nodes by key, ties by node. */
export class Heap {
  private readonly items: { key: number; node: number }[] = [];
  push(key: number, node: number): void {
    const { items } = this;
    let at = items.push({ key, node }) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!less(items[at], items[above])) break;
      [items[at], items[above]] = [items[above], items[at]];
      at = above;
    }
  }
  pop(): { key: number; node: number } | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    items[0] = last;
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      let least = at;
      if (left < items.length && less(items[left], items[least])) least = left;
      if (left + 1 < items.length && less(items[left + 1], items[least])) least = left + 1;
      if (least === at) return top;
      [items[at], items[least]] = [items[least], items[at]];
      at = least;
    }
  }
}
const less = (a: { key: number; node: number }, b: { key: number; node: number }): boolean =>
  a.key < b.key || (a.key === b.key && a.node < b.node);

/** Whether a pipe can be laid in a street: no bridge, and no more of it over water than a sloping bank explains. */
export function isOnLand(edge: StreetEdge, ground: Ground): boolean {
  if (edge.bridge) return false;
  let wet = 0;
  for (let i = 1; i < edge.path.length; i++) {
    const [a, b] = [edge.path[i - 1], edge.path[i]];
    const span = Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);
    const samples = Math.max(1, Math.ceil(span / 15));
    for (let k = 0; k < samples; k++) {
      const t = (k + 0.5) / samples;
      if (ground.waterAt(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])) !== undefined) wet++;
      if (wet > 1) return false;
    }
  }
  return true;
}

/** A path cut into `pieces` of equal length, each with its own corner points, ends included. */
export function cut(path: readonly Position[], pieces: number): Position[][] {
  const lengths = path.slice(1).map((p, i) => Math.sqrt((p[0] - path[i][0]) ** 2 + (p[1] - path[i][1]) ** 2));
  const step = lengths.reduce((sum, length) => sum + length, 0) / pieces;
  const out: Position[][] = [];
  let piece: Position[] = [path[0]];
  let left = step;
  for (let i = 1; i < path.length; i++) {
    let from = path[i - 1];
    let span = lengths[i - 1];
    while (span > left + 1e-6 && out.length < pieces - 1) {
      const t = left / span;
      const at: Position = [from[0] + t * (path[i][0] - from[0]), from[1] + t * (path[i][1] - from[1])];
      piece.push(at);
      out.push(piece);
      piece = [at];
      span -= left;
      from = at;
      left = step;
    }
    left -= span;
    piece.push(path[i]);
  }
  out.push(piece);
  return out;
}

/** A path from its start to `atM` along it, and the rest. */
export function splitAt(path: readonly Position[], atM: number): [Position[], Position[]] {
  let left = atM;
  for (let i = 1; i < path.length; i++) {
    const [a, b] = [path[i - 1], path[i]];
    const span = Math.sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2);
    if (left < span) {
      const at: Position = [a[0] + ((b[0] - a[0]) * left) / span, a[1] + ((b[1] - a[1]) * left) / span];
      return [
        [...path.slice(0, i), at],
        [at, ...path.slice(i)],
      ];
    }
    left -= span;
  }
  return [[...path], [path[path.length - 1]]];
}
