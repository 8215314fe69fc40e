import { type CheckContext, numberIn } from '../../layers/checks.ts';
import { type DrainGraph, graphOf, lengthOf, type Reached, shortestPath, trace } from '../../layers/drainage/graph.ts';
import { profileOf } from '../../layers/drainage/profile.ts';
import type { NetworkLayer, NetworkNode, Position } from '../../src/city/index.ts';
import type { SceneGround } from '../scene/ground.ts';
import { type Inlet, landOf } from './land.ts';
import type { DrainLines, DrainProfile, DrainReach, DrainTable, DrainTrace } from './types.ts';

/** Lines lie this much above the ground, so that coarse tiles of it do not swallow them, m. */
const LIFT_M = 1.5;
/** Longest stretch of a line between two readings of the ground, m. */
const STRETCH_M = 15;

/** The storm drains of the open City as a graph: traces, catchments, long profiles. */
export class Drains {
  private readonly graph: DrainGraph;
  private readonly context: CheckContext;
  private readonly inlets: readonly Inlet[];

  constructor(
    layer: NetworkLayer,
    private readonly ground: SceneGround,
    private readonly offsetM: number,
  ) {
    this.graph = graphOf(layer.nodes, layer.links);
    this.context = { groundM: (x, y) => ground.levelAt(x, y) };
    this.inlets = this.inletsOf();
  }

  /** Water comes in at whatever is connected and no outfall, and between two of those over a closed pipe. */
  private inletsOf(): Inlet[] {
    const { nodes, links, from, to, leaving, arriving } = this.graph;
    const takes = (node: number): boolean => nodes[node] !== undefined && nodes[node].kind !== 'outfall';
    const manholes = nodes.flatMap(({ at }, node): Inlet[] =>
      at && takes(node) && leaving[node].length + arriving[node].length > 0
        ? [{ path: [at], nodes: [node, node] }]
        : [],
    );
    const gullies = links.flatMap(({ kind, path }, k): Inlet[] => {
      const ends = [from[k], to[k]].filter(takes);
      if (kind !== 'conduit' || path.length < 2 || ends.length === 0) return [];
      return [{ path, nodes: [ends[0], ends[ends.length - 1]] }];
    });
    return [...manholes, ...gullies];
  }

  /** @param index of a link, or of a node after all links */
  trace(index: number): DrainTrace | undefined {
    const { graph } = this;
    const link = graph.links[index];
    const node = index - graph.links.length;
    const item = link ?? graph.nodes[node];
    if (!item) return undefined;
    const start = link ? { link: index } : { node };
    const up = trace(graph, start, 'up');
    const down = trace(graph, start, 'down');
    const { mask, areaM2 } = landOf(this.inlets, new Set(up.nodes), this.ground);
    const stated = up.nodes
      .map((at) => graph.nodes[at].properties.catchmentM2)
      .filter((area) => typeof area === 'number');
    return {
      id: item.id,
      item: link ? 'link' : 'node',
      kind: item.kind,
      up: this.reach(up),
      down: this.reach(down),
      outfalls: down.nodes.flatMap((at) => {
        const { id, kind, at: place } = graph.nodes[at];
        if (kind !== 'outfall' || !place) return [];
        const [lon, lat] = this.ground.crs.toLonLat([place[0], place[1]]);
        return [{ id, index: graph.links.length + at, lon, lat }];
      }),
      statedM2: stated.length > 0 ? stated.reduce((sum, area) => sum + area, 0) : undefined,
      landM2: areaM2,
      land: mask,
    };
  }

  /** @param from and to as {@link trace} takes them; of a link its lower end */
  profile(from: number, to: number): DrainProfile | undefined {
    const { graph } = this;
    const [a, b] = [this.nodeOf(from), this.nodeOf(to)];
    if (!graph.nodes[a] || !graph.nodes[b]) return undefined;
    const path = a === b ? undefined : shortestPath(graph, a, b);
    return {
      from: graph.nodes[a].id,
      to: graph.nodes[b].id,
      profile: path && profileOf(graph, path, this.context),
      lines: this.lines(path?.links ?? []),
    };
  }

  table(): DrainTable {
    const { nodes, links, from, to } = this.graph;
    const column = (things: readonly Pick<NetworkNode, 'properties'>[], ...keys: readonly string[]): Float32Array =>
      Float32Array.from(things.flatMap(({ properties }) => keys.map((key) => numberIn(properties, key) ?? Number.NaN)));
    return {
      links: {
        ids: links.map(({ id }) => id),
        ends: Int32Array.from(links.flatMap((_, i) => [from[i], to[i]])),
        invertM: column(links, 'fromInvertM', 'toInvertM'),
        heightM: Float32Array.from(links, ({ kind, properties }) =>
          kind === 'conduit' ? (numberIn(properties, 'heightM') ?? 0) : 0,
        ),
      },
      nodes: {
        ids: nodes.map(({ id }) => id),
        invertM: column(nodes, 'invertM'),
        rimM: Float32Array.from(nodes, ({ kind, properties }) =>
          kind === 'outfall' ? Number.NaN : (numberIn(properties, 'rimM') ?? Number.NaN),
        ),
        outfall: Uint8Array.from(nodes, ({ kind }) => Number(kind === 'outfall')),
        lonLat: Float64Array.from(
          nodes.flatMap(({ at }) => (at ? this.ground.crs.toLonLat([at[0], at[1]]) : [Number.NaN, Number.NaN])),
        ),
      },
    };
  }

  private nodeOf(index: number): number {
    return index < this.graph.links.length ? this.graph.to[index] : index - this.graph.links.length;
  }

  private reach({ links }: Reached): DrainReach {
    const pipes = links.map((index) => this.graph.links[index]).filter(({ kind }) => kind === 'conduit');
    return {
      pipes: pipes.length,
      lengthM: pipes.reduce((sum, pipe) => sum + lengthOf(pipe), 0),
      lines: this.lines(links),
    };
  }

  private lines(links: readonly number[]): DrainLines {
    const coords: number[] = [];
    const starts: number[] = [];
    for (const index of links) {
      const { path } = this.graph.links[index];
      if (path.length < 2) continue;
      starts.push(coords.length / 3);
      for (const [x, y] of stretched(path)) {
        const [lon, lat] = this.ground.crs.toLonLat([x, y]);
        coords.push(lon, lat, this.ground.shownAt(x, y) + this.offsetM + LIFT_M);
      }
    }
    return { coords: Float64Array.from(coords), starts: Uint32Array.from(starts) };
  }
}

/** A line with points in between, so that it can follow the ground. */
function stretched(path: readonly (readonly [number, number])[]): Position[] {
  const points: Position[] = [path[0]];
  for (let i = 1; i < path.length; i++) {
    const [a, b] = [path[i - 1], path[i]];
    const steps = Math.max(1, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / STRETCH_M));
    for (let k = 1; k <= steps; k++)
      points.push([a[0] + ((b[0] - a[0]) * k) / steps, a[1] + ((b[1] - a[1]) * k) / steps]);
  }
  return points;
}
