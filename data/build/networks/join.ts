import { lengthOf } from '../lines.ts';
import type { StreetEdge, StreetGraph } from '../types.ts';
import { cut } from './paths.ts';
import type { Layout, PlannedPipe } from './plan.ts';

/** Takes out manholes that only pass one pipe on to the next: what is left are runs between the branches of the network. */
export function joinRuns(layout: Layout): Layout {
  const pipes: (PlannedPipe | undefined)[] = [...layout.pipes];
  const into: number[][] = layout.manholes.map(() => []);
  const out = new Int32Array(layout.manholes.length).fill(-1);
  for (const [i, pipe] of layout.pipes.entries()) {
    out[pipe.from] = i;
    if (!pipe.outfall) into[pipe.to].push(i);
  }
  const fixed = new Set(layout.lakeOutlets.map(({ manhole }) => manhole));
  const gone = new Uint8Array(layout.manholes.length);
  for (let manhole = 0; manhole < layout.manholes.length; manhole++) {
    const lower = pipes[out[manhole]];
    if (into[manhole].length !== 1 || lower === undefined || lower.outfall || fixed.has(manhole)) continue;
    const upper = pipes[into[manhole][0]];
    // A lateral that turns into a main keeps the manhole between them.
    if (upper === undefined || upper.main !== lower.main) continue;
    pipes[into[manhole][0]] = undefined;
    pipes[out[manhole]] = {
      ...lower,
      from: upper.from,
      path: [...upper.path, ...lower.path.slice(1)],
      lengthM: upper.lengthM + lower.lengthM,
    };
    out[upper.from] = out[manhole];
    gone[manhole] = 1;
  }
  const number = new Int32Array(layout.manholes.length).fill(-1);
  for (let i = 0, next = 0; i < gone.length; i++) if (gone[i] === 0) number[i] = next++;
  return {
    manholes: layout.manholes.filter((_, i) => gone[i] === 0),
    outfalls: layout.outfalls,
    pipes: pipes
      .filter((pipe) => pipe !== undefined)
      .map((pipe) => ({ ...pipe, from: number[pipe.from], to: pipe.outfall ? pipe.to : number[pipe.to] })),
    lakeOutlets: layout.lakeOutlets.map(({ water, manhole }) => ({ water, manhole: number[manhole] })),
  };
}

/** Cuts runs into equal stretches between manholes, none longer than stated; the last pipe to an outfall stays whole. */
export function cutRuns(layout: Layout, everyM: number): Layout {
  const manholes = [...layout.manholes];
  const pipes: PlannedPipe[] = [];
  for (const run of layout.pipes) {
    if (run.outfall) {
      pipes.push(run);
      continue;
    }
    let from = run.from;
    const stretches = cut(run.path, Math.max(1, Math.ceil(run.lengthM / everyM)));
    for (const [i, path] of stretches.entries()) {
      const last = i === stretches.length - 1;
      const to = last ? run.to : manholes.push({ at: path[path.length - 1], node: -1 }) - 1;
      pipes.push({ ...run, from, to, path, lengthM: lengthOf(path) });
      from = to;
    }
  }
  return { ...layout, manholes, pipes };
}

/**
 * The chosen streets with the junctions taken out that join only two of them, of one class and together short enough;
 * `keep` stay. The nodes keep their numbers, so those taken out have no edge left.
 */
export function joinStreets(
  streets: StreetGraph,
  chosen: ReadonlySet<number>,
  keep: ReadonlySet<number>,
  joinUpToM: number,
): StreetGraph {
  const edges: (StreetEdge | undefined)[] = streets.edges.map((edge, i) => (chosen.has(i) ? edge : undefined));
  const lengths = streets.edges.map((edge) => lengthOf(edge.path));
  const at: number[][] = streets.nodes.map(() => []);
  for (const [i, edge] of edges.entries()) if (edge) for (const node of [edge.from, edge.to]) at[node].push(i);
  for (let node = 0; node < at.length; node++) {
    if (at[node].length !== 2 || keep.has(node)) continue;
    const [i, j] = at[node];
    const [a, b] = [edges[i], edges[j]];
    if (!a || !b || i === j || a.class !== b.class || a.bridge || b.bridge) continue;
    if (lengths[i] + lengths[j] > joinUpToM) continue;
    const before = a.to === node ? a.path : [...a.path].reverse();
    const after = b.from === node ? b.path : [...b.path].reverse();
    const from = a.to === node ? a.from : a.to;
    const to = b.from === node ? b.to : b.from;
    if (from === to) continue;
    edges[i] = { ...a, from, to, path: [...before, ...after.slice(1)] };
    edges[j] = undefined;
    lengths[i] += lengths[j];
    at[node] = [];
    at[to] = at[to].map((edge) => (edge === j ? i : edge));
  }
  return { nodes: streets.nodes, edges: edges.filter((edge) => edge !== undefined) };
}
