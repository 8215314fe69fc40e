import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckedLink, CheckedNode } from '../../layers/checks.ts';
import { circles, type DrainGraph, graphOf, shortestPath, trace } from '../../layers/drainage/graph.ts';

const KINDS = ['conduit', 'conduit', 'conduit', 'pump', 'orifice', 'weir'] as const;
type Edge = readonly [from: number, to: number, lengthM: number, kind: number];

function made(count: number, edges: readonly Edge[]): DrainGraph {
  const nodes = Array.from(
    { length: count },
    (_, i): CheckedNode => ({ id: `N${i}`, kind: 'junction', at: [i, 0], properties: {} }),
  );
  const links = edges.map(
    ([from, to, lengthM, kind], k): CheckedLink => ({
      id: `L${k}`,
      kind: KINDS[kind],
      from: `N${from}`,
      to: `N${to}`,
      path: [],
      properties: { lengthM },
    }),
  );
  return graphOf(nodes, links);
}

const COUNT = 9;
const node = fc.nat(COUNT - 1);
const graphs = fc
  .array(fc.tuple(node, node, fc.integer({ min: 1, max: 90 }), fc.nat(KINDS.length - 1)), { maxLength: 18 })
  .map((edges) => made(COUNT, edges));

describe('tracing a network', () => {
  it('down from whatever lies upstream leads through the start, and up again from below', () => {
    fc.assert(
      fc.property(graphs, node, fc.constantFrom('up', 'down'), (graph, start, way) => {
        const back = way === 'up' ? 'down' : 'up';
        for (const other of trace(graph, { node: start }, way).nodes) {
          expect(trace(graph, { node: other }, back).nodes).toContain(start);
        }
      }),
    );
  });
  it('reaches nothing more from what it has reached', () => {
    fc.assert(
      fc.property(graphs, node, (graph, start) => {
        const all = new Set(trace(graph, { node: start }, 'down').nodes);
        for (const other of all)
          for (const further of trace(graph, { node: other }, 'down').nodes) expect(all).toContain(further);
      }),
    );
  });
  it('lists only links that hang on the nodes that it lists, each once', () => {
    fc.assert(
      fc.property(graphs, node, (graph, start) => {
        const { nodes, links } = trace(graph, { node: start }, 'up');
        expect(new Set(links).size).toBe(links.length);
        expect(new Set(nodes).size).toBe(nodes.length);
        for (const link of links) expect(nodes.includes(graph.to[link]) || nodes.includes(graph.from[link])).toBe(true);
      }),
    );
  });
  it('goes with the flow of a conduit, and both ways through an orifice', () => {
    const pipe = made(2, [[0, 1, 10, 0]]);
    expect(trace(pipe, { node: 1 }, 'down').nodes).toEqual([1]);
    const gate = made(2, [[0, 1, 10, 4]]);
    expect(trace(gate, { node: 1 }, 'down').nodes).toEqual([1, 0]);
    expect(trace(gate, { link: 0 }, 'down')).toEqual({ nodes: [1, 0], links: [0] });
  });
  it('from a pipe takes the pipe itself and what lies beyond its end', () => {
    const line = made(4, [
      [0, 1, 10, 0],
      [1, 2, 10, 0],
      [2, 3, 10, 0],
    ]);
    expect(trace(line, { link: 1 }, 'down')).toEqual({ nodes: [2, 3], links: [1, 2] });
    expect(trace(line, { link: 1 }, 'up')).toEqual({ nodes: [1, 0], links: [1, 0] });
  });
});

describe('the shortest path', () => {
  it('is as short as Floyd and Warshall say, and hangs together', () => {
    fc.assert(
      fc.property(graphs, node, node, (graph, a, b) => {
        const best = Array.from({ length: COUNT }, (_, i) =>
          Array.from({ length: COUNT }, (_, j) => (i === j ? 0 : Number.POSITIVE_INFINITY)),
        );
        for (const [k, link] of graph.links.entries()) {
          const [i, j, m] = [graph.from[k], graph.to[k], Number(link.properties.lengthM)];
          best[i][j] = best[j][i] = Math.min(best[i][j], m);
        }
        for (let k = 0; k < COUNT; k++)
          for (let i = 0; i < COUNT; i++)
            for (let j = 0; j < COUNT; j++) best[i][j] = Math.min(best[i][j], best[i][k] + best[k][j]);
        const path = shortestPath(graph, a, b);
        expect(path?.lengthM ?? Number.POSITIVE_INFINITY).toBe(best[a][b]);
        if (!path) return;
        expect([path.nodes[0], path.nodes.at(-1)]).toEqual([a, b]);
        for (const [i, link] of path.links.entries())
          expect([graph.from[link], graph.to[link]].sort()).toEqual([path.nodes[i], path.nodes[i + 1]].sort());
      }),
    );
  });
});

describe('circles', () => {
  it('are the sets of nodes that reach one another', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const conduits = graphOf(
          graph.nodes,
          graph.links.filter(({ kind }) => kind === 'conduit'),
        );
        const group = new Map(
          circles(graph, ({ kind }) => kind === 'conduit').flatMap((all, g) => all.map((n) => [n, g])),
        );
        const below = graph.nodes.map((_, n) => new Set(trace(conduits, { node: n }, 'down').nodes));
        for (let a = 0; a < COUNT; a++)
          for (let b = a + 1; b < COUNT; b++)
            expect(group.has(a) && group.get(a) === group.get(b)).toBe(below[a].has(b) && below[b].has(a));
      }),
    );
  });
});
