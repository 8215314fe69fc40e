import type { Position } from '../../../src/city/types.ts';
import { distance, lengthOf } from '../lines.ts';
import type { Ground, ReceivingWater, StreetClass, StreetGraph } from '../types.ts';
import { cutRuns, joinRuns } from './join.ts';
import { chooseOutfalls, type OutfallSite } from './outfalls.ts';
import { adjacencyOf, type Forest, growForest, isOnLand, splitAt } from './paths.ts';
import type { Layout, LayoutOptions, Manhole, PlannedPipe } from './plan.ts';
import { type Onward, selectStreets } from './select.ts';

/** A street is worth a pipe the more it matters; lanes only where nothing else leads on. */
const WAY_FACTOR: Readonly<Record<StreetClass, number>> = {
  arterial: 1,
  collector: 1,
  promenade: 1.3,
  local: 1.2,
  lane: 2.5,
};
/** Climbing a metre towards the outfall costs as much as this way, m: the pipe lies that much deeper. */
const CLIMB_M = 200;
/** Streets above this level shed their water over the hillside; they have no drains, m. */
const HIGHEST_DRAINED_M = 14;
/** A lake is kept by its pipe to open water as long as that is not further than this, m. */
const LAKE_OUTLET_REACH_M = 250;

/** Streets with a drain, cut into pipes between manholes, each leading downstream to an outfall. */
export function planDrains(
  ground: Ground,
  streets: StreetGraph,
  waters: readonly ReceivingWater[],
  options: LayoutOptions,
): Layout {
  const levels = streets.nodes.map(([x, y]) => ground.levelM(x, y));
  const land = streets.edges.map(
    (edge) => Math.max(levels[edge.from], levels[edge.to]) <= HIGHEST_DRAINED_M && isOnLand(edge, ground),
  );
  const steps = adjacencyOf(streets, (_, index) => land[index]);
  const usable = (node: number): boolean => steps[node].length > 0;
  const sites = chooseOutfalls(streets, usable, ground, waters);
  const lengths = streets.edges.map((edge) => lengthOf(edge.path));
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
  const onward: Onward = (node) => {
    const from = kept.has(node) ? toOpenWater : forest;
    return { edge: from.edge[node], next: from.next[node] };
  };
  const used = [...open.filter((site) => kept.has(site.node)), ...sites.filter((site) => !kept.has(site.node))];
  const planWith = (budget: number): Layout => {
    const drained = selectStreets({
      streets,
      steps,
      lengths,
      onward,
      budget,
      usable: (edge) => {
        const { from, to } = streets.edges[edge];
        return land[edge] && Number.isFinite(forest.cost[from]) && Number.isFinite(forest.cost[to]);
      },
      first: [...kept].map((node) => onward(node).edge).filter((edge) => edge >= 0),
      costOf: (edge) => lengths[edge] / options.manholeEveryM,
    });
    return cutRuns(joinRuns(layPipes(streets, ground, drained, onward, lengths, used, outlets)), options.manholeEveryM);
  };
  // How many stretches the streets come to shows only when they are laid.
  let budget: number = options.mostPipes;
  let layout = planWith(budget);
  for (let tries = 0; layout.pipes.length > options.mostPipes && tries < 8; tries++) {
    budget *= 0.985 * (options.mostPipes / layout.pipes.length);
    layout = planWith(budget);
  }
  return layout;
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

/** A street between two branches gets a drain of its own from this length on, m; a shorter one is served from its ends. */
const OWN_DRAIN_M = 45;

/** One pipe a street, in the direction of its flow; joined and cut into stretches afterwards. */
function layPipes(
  streets: StreetGraph,
  ground: Ground,
  drained: ReadonlySet<number>,
  onward: Onward,
  lengths: readonly number[],
  sites: readonly OutfallSite[],
  outlets: readonly { readonly water: ReceivingWater; readonly node: number }[],
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
  const reversed = (path: readonly Position[]): Position[] => [...path].reverse();
  for (const edge of [...drained].sort((a, b) => a - b)) {
    const { from, to, path } = streets.edges[edge];
    if (onward(from).edge === edge) lay(edge, manholeAt(from), manholeAt(to), path);
    else if (onward(to).edge === edge) lay(edge, manholeAt(to), manholeAt(from), reversed(path));
    else {
      // A street between two branches drains from its crest to both ends.
      const [before, after] = splitAt(path, crestM(path, lengths[edge], ground));
      for (const [half, end] of [
        [reversed(before), from],
        [after, to],
      ] as const) {
        if (lengthOf(half) >= OWN_DRAIN_M)
          lay(edge, manholes.push({ at: half[0], node: -1 }) - 1, manholeAt(end), half);
      }
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

/** Distance along a street of its highest ground, a manhole's room from either end; an end where it only falls. */
function crestM(path: readonly Position[], lengthM: number, ground: Ground): number {
  const samples = Math.max(2, Math.ceil(lengthM / 20));
  let best = { level: Number.NEGATIVE_INFINITY, at: 0 };
  for (let k = 0; k <= samples; k++) {
    const at = (lengthM * k) / samples;
    const [x, y] = splitAt(path, at)[1][0];
    const level = ground.levelM(x, y);
    if (level > best.level) best = { level, at };
  }
  return Math.min(lengthM - 5, Math.max(5, best.at));
}
