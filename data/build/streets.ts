import type { Position } from '../../src/city/types.ts';
import type { LineInfo } from './arrange.ts';
import { BRIDGES } from './facts/streets.ts';
import { BOUNDS, insideBounds } from './frame.ts';
import type { RasterGround } from './ground.ts';
import { makeGround } from './ground.ts';
import { distance } from './lines.ts';
import { makePlan, type Plan } from './plan.ts';
import type { Ground, StreetEdge, StreetGraph } from './types.ts';

/** A street edge with what the transport layer tells about a bridge. */
export interface PlannedEdge extends StreetEdge {
  readonly deckLevelM?: number;
  readonly lanes?: number;
  readonly year?: number;
}

const plans = new WeakMap<Ground, Plan>();

/** The plan behind the streets of a ground; made once. */
export function planOf(ground: RasterGround): Plan {
  const old = plans.get(ground);
  if (old) return old;
  const plan = makePlan(ground);
  plans.set(ground, plan);
  return plan;
}

/** All streets and bridges as a graph of junctions. */
export function makeStreets(ground: Ground): StreetGraph & { readonly edges: readonly PlannedEdge[] } {
  const raster = 'lattice' in ground ? (ground as RasterGround) : makeGround();
  const { mesh } = planOf(raster);
  const neighbours = new Map<number, { to: number; info: LineInfo }[]>();
  const link = (a: number, b: number, info: LineInfo) => {
    const list = neighbours.get(a);
    if (list) list.push({ to: b, info });
    else neighbours.set(a, [{ to: b, info }]);
  };
  for (const { a, b, info } of mesh.leaves()) {
    if (info.kind !== 'street') continue;
    link(a, b, info);
    link(b, a, info);
  }
  const bridges = bridgeEnds(mesh.vertices, neighbours);
  const heads = new Set(bridges.flatMap(({ from, to }) => [from, to]));
  const isNode = (v: number) => {
    const list = neighbours.get(v) ?? [];
    return list.length !== 2 || heads.has(v) || !sameStreet(list[0].info, list[1].info);
  };
  const nodeOf = new Map<number, number>();
  const nodes: Position[] = [];
  const node = (v: number) => {
    const old = nodeOf.get(v);
    if (old !== undefined) return old;
    nodes.push(mesh.vertices[v]);
    nodeOf.set(v, nodes.length - 1);
    return nodes.length - 1;
  };
  const edges: PlannedEdge[] = [];
  const done = new Set<string>();
  const walk = (start: number, first: { to: number; info: LineInfo }) => {
    if (done.has(`${start},${first.to}`)) return;
    const chain = [start];
    let last = start;
    let at = first.to;
    for (;;) {
      done.add(`${last},${at}`).add(`${at},${last}`);
      chain.push(at);
      if (isNode(at) || at === start) break;
      const onward = (neighbours.get(at) ?? []).find(({ to }) => to !== last);
      if (!onward) break;
      last = at;
      at = onward.to;
    }
    const { name, class: cls, widthM, bridge } = first.info;
    edges.push({
      id: `ST-${String(edges.length + 1).padStart(5, '0')}`,
      name,
      class: cls,
      widthM,
      from: node(start),
      to: node(at),
      path: chain.map((v) => mesh.vertices[v]),
      bridge: bridge === true,
      ...(bridge ? { deckLevelM: 3.6 } : {}),
    });
  };
  for (const [v, list] of neighbours) if (isNode(v)) for (const next of list) walk(v, next);
  for (const [v, list] of neighbours) for (const next of list) walk(v, next);
  for (const { fact, from, to, path } of bridges) {
    edges.push({
      id: `BR-${String(edges.length + 1).padStart(5, '0')}`,
      name: fact.name,
      class: 'arterial',
      widthM: fact.widthM,
      from: node(from),
      to: to >= 0 ? node(to) : nodes.push(path[1]) - 1,
      path,
      bridge: true,
      deckLevelM: fact.deckLevelM,
      lanes: fact.lanes,
      year: fact.year,
    });
  }
  return keepLargest(nodes, edges);
}

const sameStreet = (a: LineInfo, b: LineInfo) =>
  a.name === b.name && a.class === b.class && a.widthM === b.widthM && a.bridge === b.bridge;

/** Bridges between the street vertices at their ends; one that leaves the extent ends on its edge. */
function bridgeEnds(vertices: readonly Position[], neighbours: ReadonlyMap<number, unknown>) {
  const nearest = (at: Position) => {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const v of neighbours.keys()) {
      const d = distance(vertices[v], at);
      if (d < least) {
        least = d;
        best = v;
      }
    }
    return best;
  };
  return BRIDGES.map((fact) => {
    const [a, b] = fact.ends;
    const from = nearest(a);
    if (insideBounds(b)) {
      const to = nearest(b);
      return { fact, from, to, path: [vertices[from], vertices[to]] };
    }
    const t = (BOUNDS[3] - a[1]) / (b[1] - a[1]);
    return { fact, from, to: -1, path: [vertices[from], [a[0] + (b[0] - a[0]) * t, BOUNDS[3]] as Position] };
  });
}

/** Streets that no one can reach are no streets: only what hangs together with the main network stays. */
function keepLargest(nodes: readonly Position[], edges: readonly PlannedEdge[]) {
  const parent = nodes.map((_, i) => i);
  const find = (i: number): number => {
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  };
  for (const { from, to } of edges) parent[find(from)] = find(to);
  const sizes = new Map<number, number>();
  for (let i = 0; i < nodes.length; i++) sizes.set(find(i), (sizes.get(find(i)) ?? 0) + 1);
  const main = [...sizes].sort((p, q) => q[1] - p[1])[0][0];
  const renumber = new Map<number, number>();
  const kept: Position[] = [];
  nodes.forEach((at, i) => {
    if (find(i) === main) renumber.set(i, kept.push(at) - 1);
  });
  return {
    nodes: kept,
    edges: edges.flatMap((edge) => {
      const from = renumber.get(edge.from);
      const to = renumber.get(edge.to);
      return from === undefined || to === undefined ? [] : [{ ...edge, from, to }];
    }),
  };
}
