import type { Position } from '../../../src/city/types.ts';
import { distance, lengthOf } from '../lines.ts';
import type { Ground, ReceivingWater, StreetClass, StreetGraph } from '../types.ts';
import { chooseOutfalls, type OutfallSite } from './outfalls.ts';
import { adjacencyOf, cut, type Forest, growForest, isOnLand, type Step } from './paths.ts';

/** A manhole of the plan; `node` where it stands on a street junction. */
export interface Manhole {
  readonly at: Position;
  readonly node: number;
}

/** A pipe of the plan, laid in the direction of its flow. */
export interface PlannedPipe {
  /** Index of a manhole. */
  readonly from: number;
  /** Index of a manhole, or of an outfall where `outfall` is set. */
  readonly to: number;
  readonly outfall: boolean;
  readonly path: readonly Position[];
  readonly lengthM: number;
  readonly main: boolean;
  readonly street: string;
}

/** Where pipes go, before they have sizes: every manhole has exactly one pipe that leads on. */
export interface Layout {
  readonly manholes: readonly Manhole[];
  readonly outfalls: readonly OutfallSite[];
  readonly pipes: readonly PlannedPipe[];
  /** Lakes that are drained on by a pipe, and the manhole that it goes to. */
  readonly lakeOutlets: readonly { readonly water: ReceivingWater; readonly manhole: number }[];
}

export interface LayoutOptions {
  /** Longest stretch without a manhole, m. */
  readonly manholeEveryM: number;
  readonly mostPipes: number;
}

/** A street is worth a pipe the more it matters; lanes only where nothing else leads on. */
const WAY_FACTOR: Readonly<Record<StreetClass, number>> = {
  arterial: 1,
  collector: 1,
  promenade: 1.3,
  local: 1.2,
  lane: 2.5,
};
/** Climbing a metre towards the outfall costs as much as this way, m: the pipe lies that much deeper. */
const CLIMB_M = 120;
/** A lake is kept by its pipe to open water as long as that is not further than this, m. */
const LAKE_OUTLET_REACH_M = 250;

/** Streets with a drain, cut into pipes between manholes, each leading downstream to an outfall. */
export function planDrains(
  ground: Ground,
  streets: StreetGraph,
  waters: readonly ReceivingWater[],
  options: LayoutOptions,
): Layout {
  const land = streets.edges.map((edge) => isOnLand(edge, ground));
  const steps = adjacencyOf(streets, (_, index) => land[index]);
  const usable = (node: number): boolean => steps[node].length > 0;
  const sites = chooseOutfalls(streets, usable, ground, waters);
  const lengths = streets.edges.map((edge) => lengthOf(edge.path));
  const levels = streets.nodes.map(([x, y]) => ground.levelM(x, y));
  const wayOf = (edge: number, from: number, to: number): number =>
    lengths[edge] * WAY_FACTOR[streets.edges[edge].class] + CLIMB_M * Math.max(0, levels[to] - levels[from]);

  const open = sites.filter((site) => site.water.kind !== 'lake');
  const rootsOf = (some: readonly OutfallSite[]) => new Map(some.map((site) => [site.node, site.lengthM]));
  const toOpenWater = growForest(steps, rootsOf(open), wayOf);
  const outlets = lakeOutlets(streets, waters, toOpenWater);
  const kept = keptWays(outlets, toOpenWater);
  // Streets near a lake drain to it, but the lake's own way out is kept free.
  const roots = rootsOf(sites.filter((site) => !kept.has(site.node)));
  for (const node of kept) roots.set(node, toOpenWater.cost[node] + LAKE_OUTLET_REACH_M);
  const forest = growForest(steps, roots, wayOf);
  const onward = (node: number): { edge: number; next: number } => {
    const from = kept.has(node) ? toOpenWater : forest;
    return { edge: from.edge[node], next: from.next[node] };
  };
  const drained = selectStreets(streets, steps, land, lengths, forest, onward, kept, options);
  const used = [...open.filter((site) => kept.has(site.node)), ...sites.filter((site) => !kept.has(site.node))];
  return cutIntoPipes(streets, ground, drained, onward, lengths, used, outlets, options);
}

/** The street node that each lake is drained to. */
function lakeOutlets(streets: StreetGraph, waters: readonly ReceivingWater[], toOpenWater: Forest) {
  const outlets: { water: ReceivingWater; node: number }[] = [];
  for (const water of waters) {
    if (water.kind !== 'lake') continue;
    let best = { score: Number.POSITIVE_INFINITY, node: -1 };
    for (const [node, at] of streets.nodes.entries()) {
      if (!Number.isFinite(toOpenWater.cost[node])) continue;
      const away = Math.min(...water.bank.map((p) => distance(p, at)));
      if (away > LAKE_OUTLET_REACH_M) continue;
      const score = toOpenWater.cost[node] + 2 * away;
      if (score < best.score) best = { score, node };
    }
    if (best.node >= 0) outlets.push({ water, node: best.node });
  }
  return outlets;
}

/** Nodes on the ways from lakes to open water. */
function keptWays(outlets: readonly { readonly node: number }[], forest: Forest): ReadonlySet<number> {
  const kept = new Set<number>();
  for (const { node } of outlets) {
    for (let at = node; at >= 0 && !kept.has(at); at = forest.next[at]) kept.add(at);
  }
  return kept;
}

/** Edges that get a drain: main streets first, then local ones, the least served first, as far as the number of pipes allows. */
function selectStreets(
  streets: StreetGraph,
  steps: readonly (readonly Step[])[],
  land: readonly boolean[],
  lengths: readonly number[],
  forest: Forest,
  onward: (node: number) => { edge: number; next: number },
  kept: ReadonlySet<number>,
  { manholeEveryM, mostPipes }: LayoutOptions,
): Set<number> {
  const drained = new Set<number>();
  const served = new Uint8Array(streets.nodes.length);
  const piecesOf = (edge: number): number => Math.max(1, Math.ceil(lengths[edge] / manholeEveryM));
  let pipes = 0;
  /** Edges that a street and its ways downstream would add. */
  const needed = (edge: number): number[] => {
    const { from, to } = streets.edges[edge];
    const list = drained.has(edge) ? [] : [edge];
    for (const start of [from, to]) {
      let node = start;
      for (let way = onward(node); way.edge >= 0 && !drained.has(way.edge); way = onward(node)) {
        if (!list.includes(way.edge)) list.push(way.edge);
        node = way.next;
      }
    }
    return list;
  };
  const add = (edge: number): void => {
    const list = needed(edge);
    const cost = list.reduce((sum, each) => sum + piecesOf(each), 0);
    if (pipes + cost > mostPipes) return;
    pipes += cost;
    for (const each of list) {
      drained.add(each);
      served[streets.edges[each].from] = served[streets.edges[each].to] = 1;
    }
  };
  const reaches = (edge: number): boolean =>
    land[edge] &&
    Number.isFinite(forest.cost[streets.edges[edge].from]) &&
    Number.isFinite(forest.cost[streets.edges[edge].to]);
  const byLength = streets.edges
    .map((_, edge) => edge)
    .filter(reaches)
    .sort((a, b) => lengths[b] - lengths[a] || a - b);
  for (const node of kept) {
    const { edge } = onward(node);
    if (edge >= 0) add(edge);
  }
  for (const wanted of [['arterial'], ['collector', 'promenade']] as const) {
    for (const edge of byLength) if ((wanted as readonly StreetClass[]).includes(streets.edges[edge].class)) add(edge);
  }
  for (const awayM of [320, 240, 170, 110, 0]) {
    const distanceTo = growForest(
      steps,
      new Map([...served.entries()].filter(([, s]) => s === 1).map(([n]) => [n, 0])),
      (edge) => lengths[edge],
    ).cost;
    for (const edge of byLength) {
      const { class: kind, from, to } = streets.edges[edge];
      if (kind === 'local' && Math.max(distanceTo[from], distanceTo[to]) >= awayM) add(edge);
    }
  }
  return drained;
}

function cutIntoPipes(
  streets: StreetGraph,
  ground: Ground,
  drained: ReadonlySet<number>,
  onward: (node: number) => { edge: number; next: number },
  lengths: readonly number[],
  sites: readonly OutfallSite[],
  outlets: readonly { readonly water: ReceivingWater; readonly node: number }[],
  { manholeEveryM }: LayoutOptions,
): Layout {
  const manholes: Manhole[] = [];
  const pipes: PlannedPipe[] = [];
  const atNode = new Map<number, number>();
  const manholeAt = (node: number): number => {
    const known = atNode.get(node);
    if (known !== undefined) return known;
    atNode.set(node, manholes.length);
    return manholes.push({ at: streets.nodes[node], node }) - 1;
  };
  const lay = (edge: number, from: number, to: number, path: readonly Position[]): void => {
    const { class: kind, name } = streets.edges[edge];
    const main = kind === 'arterial' || kind === 'collector' || kind === 'promenade';
    pipes.push({ from, to, outfall: false, path, lengthM: lengthOf(path), main, street: name });
  };
  for (const edge of [...drained].sort((a, b) => a - b)) {
    const { from, to, path } = streets.edges[edge];
    const pieces = cut(path, Math.max(1, Math.ceil(lengths[edge] / manholeEveryM)));
    const back = (piece: readonly Position[]): Position[] => [...piece].reverse();
    const forwardFlow = onward(from).edge === edge;
    if (forwardFlow || onward(to).edge === edge) {
      const run = forwardFlow ? pieces : [...pieces].reverse().map(back);
      let upper = manholeAt(forwardFlow ? from : to);
      for (const [i, piece] of run.entries()) {
        const lower =
          i === run.length - 1
            ? manholeAt(forwardFlow ? to : from)
            : manholes.push({ at: piece[piece.length - 1], node: -1 }) - 1;
        lay(edge, upper, lower, piece);
        upper = lower;
      }
      continue;
    }
    // A street between two branches drains from its crest to both ends; a short one is served from them.
    if (pieces.length < 2) continue;
    const inner = pieces.slice(0, -1).map((piece) => piece[piece.length - 1]);
    const rims = inner.map(([x, y]) => ground.levelM(x, y));
    const crest = rims.indexOf(Math.max(...rims));
    const ids = inner.map((at) => manholes.push({ at, node: -1 }) - 1);
    for (let i = crest; i >= 0; i--) lay(edge, ids[i], i === 0 ? manholeAt(from) : ids[i - 1], back(pieces[i]));
    for (let i = crest + 1; i < inner.length; i++) {
      lay(edge, ids[i], i === inner.length - 1 ? manholeAt(to) : ids[i + 1], pieces[i + 1]);
    }
  }
  // An outfall that no street uses is not built.
  const outfalls = sites.filter((site) => atNode.has(site.node));
  for (const [index, site] of outfalls.entries()) {
    const from = manholeAt(site.node);
    const path = [streets.nodes[site.node], site.at];
    const main = pipes.some((pipe) => pipe.to === from && pipe.main);
    pipes.push({ from, to: index, outfall: true, path, lengthM: site.lengthM, main, street: site.water.name });
  }
  const lakes = outlets
    .filter(({ node }) => atNode.has(node))
    .map(({ water, node }) => ({ water, manhole: manholeAt(node) }));
  return { manholes, outfalls, pipes, lakeOutlets: lakes };
}
