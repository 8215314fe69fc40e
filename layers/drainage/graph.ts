import type { CheckedLink, CheckedNode } from '../checks.ts';

/** A pipe network as a graph: nodes and links by index, so that walks need no look-up by name. */
export interface DrainGraph {
  readonly nodes: readonly CheckedNode[];
  readonly links: readonly CheckedLink[];
  readonly nodeAt: ReadonlyMap<string, number>;
  /** Node indices of each link's ends; −1 where there is no such node. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Links that begin and that end at each node. */
  readonly leaving: readonly (readonly number[])[];
  readonly arriving: readonly (readonly number[])[];
}

/** Orifices, weirs and outlets let water through in either direction, whatever the file calls their ends. */
const BOTH_WAYS: ReadonlySet<string> = new Set(['orifice', 'weir', 'outlet']);
const isBothWays = (link: CheckedLink): boolean => BOTH_WAYS.has(link.kind);

/** The first node of a name counts where a name is used twice. */
export function graphOf(nodes: readonly CheckedNode[], links: readonly CheckedLink[]): DrainGraph {
  const nodeAt = new Map<string, number>();
  for (const [i, { id }] of nodes.entries()) if (!nodeAt.has(id)) nodeAt.set(id, i);
  const leaving = nodes.map((): number[] => []);
  const arriving = nodes.map((): number[] => []);
  const from = new Int32Array(links.length).fill(-1);
  const to = new Int32Array(links.length).fill(-1);
  for (const [k, link] of links.entries()) {
    from[k] = nodeAt.get(link.from) ?? -1;
    to[k] = nodeAt.get(link.to) ?? -1;
    if (from[k] >= 0) leaving[from[k]].push(k);
    if (to[k] >= 0) arriving[to[k]].push(k);
  }
  return { nodes, links, nodeAt, from, to, leaving, arriving };
}

export type Start = { readonly node: number } | { readonly link: number };
/** Indices in the order in which the walk met them, the start first. */
export interface Reached {
  readonly nodes: readonly number[];
  readonly links: readonly number[];
}

/** Everything that can send water to the start (`up`) or be reached by water from it (`down`), the start included. */
export function trace(graph: DrainGraph, start: Start, way: 'up' | 'down'): Reached {
  const [ahead, behind, next, last] =
    way === 'down'
      ? [graph.leaving, graph.arriving, graph.to, graph.from]
      : [graph.arriving, graph.leaving, graph.from, graph.to];
  const links = new Set<number>();
  const nodes = new Set<number>();
  if ('link' in start) {
    links.add(start.link);
    const ends = [next[start.link], ...(isBothWays(graph.links[start.link]) ? [last[start.link]] : [])];
    for (const end of ends) if (end >= 0) nodes.add(end);
  } else nodes.add(start.node);
  // A set gives what is added while it is walked through.
  for (const node of nodes) {
    for (const link of ahead[node]) {
      links.add(link);
      if (next[link] >= 0) nodes.add(next[link]);
    }
    for (const link of behind[node]) {
      if (!isBothWays(graph.links[link])) continue;
      links.add(link);
      if (last[link] >= 0) nodes.add(last[link]);
    }
  }
  return { nodes: [...nodes], links: [...links] };
}

/** Stated length of a link, else the drawn one, m. */
export function lengthOf({ properties, path }: CheckedLink): number {
  const stated = properties.lengthM;
  return typeof stated === 'number' && stated > 0 ? stated : drawnLength(path);
}

export function drawnLength(path: CheckedLink['path']): number {
  let sum = 0;
  for (let i = 1; i < path.length; i++) sum += Math.hypot(path[i][0] - path[i - 1][0], path[i][1] - path[i - 1][1]);
  return sum;
}

export interface NetworkPath {
  /** One more than links. */
  readonly nodes: readonly number[];
  readonly links: readonly number[];
  readonly lengthM: number;
}

/** Shortest way by length between two nodes, against the flow too (Dijkstra); undefined where they are not connected. */
export function shortestPath(graph: DrainGraph, start: number, end: number): NetworkPath | undefined {
  const bestM = new Float64Array(graph.nodes.length).fill(Number.POSITIVE_INFINITY);
  const by = new Int32Array(graph.nodes.length).fill(-1);
  const queue = new Queue();
  bestM[start] = 0;
  queue.push(start, 0);
  for (let top = queue.pop(); top && top.node !== end; top = queue.pop()) {
    const { node, cost } = top;
    if (cost > bestM[node]) continue;
    for (const list of [graph.leaving[node], graph.arriving[node]]) {
      for (const link of list) {
        const other = graph.from[link] === node ? graph.to[link] : graph.from[link];
        if (other < 0) continue;
        const alongM = cost + lengthOf(graph.links[link]);
        if (alongM >= bestM[other]) continue;
        bestM[other] = alongM;
        by[other] = link;
        queue.push(other, alongM);
      }
    }
  }
  if (bestM[end] === Number.POSITIVE_INFINITY) return undefined;
  const nodes = [end];
  const links: number[] = [];
  for (let node = end; node !== start; ) {
    const link = by[node];
    links.unshift(link);
    node = graph.from[link] === node ? graph.to[link] : graph.from[link];
    nodes.unshift(node);
  }
  return { nodes, links, lengthM: bestM[end] };
}

/** A binary heap of nodes, the cheapest on top. */
class Queue {
  private readonly items: { readonly node: number; readonly cost: number }[] = [];

  push(node: number, cost: number): void {
    const { items } = this;
    let at = items.push({ node, cost }) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (items[parent].cost <= items[at].cost) break;
      [items[parent], items[at]] = [items[at], items[parent]];
      at = parent;
    }
  }

  pop(): { readonly node: number; readonly cost: number } | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (!last || items.length === 0) return top;
    items[0] = last;
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < items.length && items[child].cost < items[least].cost) least = child;
      if (least === at) return top;
      [items[least], items[at]] = [items[at], items[least]];
      at = least;
    }
  }
}

/**
 * Sets of two and more nodes that lie on a circle of the directed links that `counts` lets through (Tarjan 1972, without
 * recursion): each node reaches every other one of its set.
 */
export function circles(graph: DrainGraph, counts: (link: CheckedLink) => boolean): number[][] {
  const count = graph.nodes.length;
  const order = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const open = new Uint8Array(count);
  const stack: number[] = [];
  const found: number[][] = [];
  let next = 0;
  const enter = (node: number): { node: number; edge: number } => {
    order[node] = low[node] = next++;
    open[node] = 1;
    stack.push(node);
    return { node, edge: 0 };
  };
  for (let root = 0; root < count; root++) {
    if (order[root] >= 0) continue;
    const walk = [enter(root)];
    for (let top = walk.at(-1); top; top = walk.at(-1)) {
      const { node } = top;
      const link = graph.leaving[node][top.edge++];
      if (link !== undefined) {
        const other = graph.to[link];
        if (other < 0 || !counts(graph.links[link])) continue;
        if (order[other] < 0) walk.push(enter(other));
        else if (open[other]) low[node] = Math.min(low[node], order[other]);
        continue;
      }
      walk.pop();
      const above = walk.at(-1);
      if (above) low[above.node] = Math.min(low[above.node], low[node]);
      if (low[node] !== order[node]) continue;
      const group = stack.splice(stack.lastIndexOf(node));
      for (const one of group) open[one] = 0;
      if (group.length > 1) found.push(group.reverse());
    }
  }
  return found;
}
