import type { StreetClass, StreetGraph } from '../types.ts';
import { Heap, type Step } from './paths.ts';

/** The next step from a node towards where its network leads; −1 at its end. */
export type Onward = (node: number) => { readonly edge: number; readonly next: number };

export interface Selection {
  readonly streets: StreetGraph;
  readonly steps: readonly (readonly Step[])[];
  readonly lengths: readonly number[];
  readonly usable: (edge: number) => boolean;
  readonly onward: Onward;
  /** Edges that are taken before all others. */
  readonly first: readonly number[];
  /** What an edge costs, and what all may cost. */
  readonly costOf: (edge: number) => number;
  readonly budget: number;
}

/** Distances from the network at which streets are taken, the worst served first, m. */
const AWAY_M = [400, 300, 220, 160, 110, 70, 0] as const;
const RANK: Readonly<Record<StreetClass, number>> = { arterial: 0, collector: 1, promenade: 1, local: 2, lane: 3 };

/**
 * Streets that get a pipe: main axes first, then collectors and local streets, those farthest from a pipe first, so that
 * the whole city is served as evenly as the budget allows. Each street comes with its way onward. Lanes only as ways.
 */
export function selectStreets({
  streets,
  steps,
  lengths,
  usable,
  onward,
  first,
  costOf,
  budget,
}: Selection): Set<number> {
  const chosen = new Set<number>();
  const away = new Float64Array(streets.nodes.length).fill(Number.POSITIVE_INFINITY);
  const serve = (nodes: readonly number[]): void => {
    const heap = new Heap();
    for (const node of nodes) {
      if (away[node] === 0) continue;
      away[node] = 0;
      heap.push(0, node);
    }
    for (let top = heap.pop(); top; top = heap.pop()) {
      if (top.key > away[top.node]) continue;
      for (const { edge, to } of steps[top.node]) {
        const through = top.key + lengths[edge];
        if (through >= away[to]) continue;
        away[to] = through;
        heap.push(through, to);
      }
    }
  };
  let spent = 0;
  const add = (edge: number): void => {
    const list = chosen.has(edge) ? [] : [edge];
    for (const start of [streets.edges[edge].from, streets.edges[edge].to]) {
      let node = start;
      for (let way = onward(node); way.edge >= 0 && !chosen.has(way.edge); way = onward(node)) {
        if (!list.includes(way.edge)) list.push(way.edge);
        node = way.next;
      }
    }
    const cost = list.reduce((sum, each) => sum + costOf(each), 0);
    if (spent + cost > budget) return;
    spent += cost;
    for (const each of list) chosen.add(each);
    serve(list.flatMap((each) => [streets.edges[each].from, streets.edges[each].to]));
  };
  const wanted = streets.edges
    .map((_, edge) => edge)
    .filter((edge) => usable(edge) && streets.edges[edge].class !== 'lane')
    .sort((a, b) => RANK[streets.edges[a].class] - RANK[streets.edges[b].class] || lengths[b] - lengths[a] || a - b);
  for (const edge of first) add(edge);
  for (const edge of wanted) if (streets.edges[edge].class === 'arterial') add(edge);
  for (const awayM of AWAY_M) {
    for (const edge of wanted) {
      const { from, to } = streets.edges[edge];
      if (!chosen.has(edge) && Math.max(away[from], away[to]) >= awayM) add(edge);
    }
  }
  return chosen;
}
