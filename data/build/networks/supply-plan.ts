import type { Position } from '../../../src/city/types.ts';
import { toCity } from '../frame.ts';
import { distance } from '../lines.ts';
import type { Ground, StreetClass, StreetGraph } from '../types.ts';
import { growForest, type Step } from './paths.ts';
import { selectStreets } from './select.ts';

export interface Plant {
  readonly id: string;
  readonly name: string;
  readonly at: Position;
  readonly capacityM3d: number;
}

/**
 * Plants that feed the modelled city. Capacities: the project's facts. Cầu Đỏ's place: a check point of the facts; the
 * other places assumed within some hundred metres (Hòa Liên's main comes from the north-west and enters at the western edge).
 */
export const PLANTS: readonly Plant[] = [
  { id: 'NMN-CAU-DO', name: 'Cầu Đỏ', at: toCity(108.191, 15.9993), capacityM3d: 290_000 },
  { id: 'NMN-HOA-LIEN', name: 'Hòa Liên', at: toCity(108.13, 16.07), capacityM3d: 120_000 },
  { id: 'NMN-SAN-BAY', name: 'Sân Bay', at: toCity(108.2065, 16.0375), capacityM3d: 30_000 },
  { id: 'NMN-SON-TRA', name: 'Sơn Trà', at: toCity(108.2475, 16.0975), capacityM3d: 5_000 },
];

/** Rules of the synthetic network; assumed where not noted. */
export const SUPPLY_RULES = {
  /** Peak-day demand of the whole city in 2024 (the project's facts), and the share of it in the modelled part. */
  peakDemandM3d: 354_000,
  modelledShare: 0.65,
  mostPipes: 3700,
  /** Pipes of one size between two junctions are one pipe up to this length, m. */
  joinUpToM: 220,
  /** Streets above this level are served by boosters of their own, which are not modelled, m. */
  highestServedM: 14,
  /** Depth of the pipe below the street, m. */
  depthM: 1,
  roughnessC: 120,
  /** Highest velocity at peak hour by which pipes are sized, m/s. */
  velocityMS: 0.9,
  peakHourFactor: 1.45,
  hydrantEveryM: 120,
  valveEvery: 40,
  /** Least pressure that the heads of the plants are set for, m of water. */
  servedPressureM: 22,
} as const;

/** Demand a metre of street, relative. */
const DEMAND_WEIGHT: Readonly<Record<StreetClass, number>> = {
  arterial: 1.6,
  collector: 1.3,
  promenade: 0.6,
  local: 1,
  lane: 0.7,
};
export interface Entry {
  readonly plant: Plant;
  readonly node: number;
  /** Where the plant, or its main at the edge of the extent, stands. */
  readonly at: Position;
  /** Share of its capacity that the modelled part may use, l/s. */
  readonly capacityLs: number;
}

/** The street node where each plant's main comes in: the nearest node of the largest connected part. */
export function entriesOf(
  streets: StreetGraph,
  steps: readonly (readonly Step[])[],
  plants: readonly Plant[],
  ground: Ground,
): Entry[] {
  const part = largestPart(steps);
  const [xMin, yMin, xMax, yMax] = ground.bounds;
  const inside = (v: number, low: number, high: number): number => Math.min(high - 5, Math.max(low + 5, v));
  const taken = new Set<number>();
  return plants.map((plant) => {
    const at: Position = [inside(plant.at[0], xMin, xMax), inside(plant.at[1], yMin, yMax)];
    let best = { away: Number.POSITIVE_INFINITY, node: -1 };
    for (const node of part) {
      if (taken.has(node) || !steps[node].some(({ edge }) => streets.edges[edge].class !== 'lane')) continue;
      const away = distance(streets.nodes[node], at);
      if (away < best.away) best = { away, node };
    }
    taken.add(best.node);
    return { plant, node: best.node, at, capacityLs: (plant.capacityM3d * SUPPLY_RULES.modelledShare) / 86.4 };
  });
}

function largestPart(steps: readonly (readonly Step[])[]): number[] {
  const seen = new Uint8Array(steps.length);
  let largest: number[] = [];
  for (let start = 0; start < steps.length; start++) {
    if (seen[start]) continue;
    const part = [start];
    seen[start] = 1;
    for (let k = 0; k < part.length; k++) {
      for (const { to } of steps[part[k]]) {
        if (seen[to]) continue;
        seen[to] = 1;
        part.push(to);
      }
    }
    if (part.length > largest.length) largest = part;
  }
  return largest;
}

/** Streets with a pipe: the ways from all plants to the first one, the main axes, then the others as evenly as they can. */
export function supplyStreets(
  streets: StreetGraph,
  steps: readonly (readonly Step[])[],
  lengths: readonly number[],
  entries: readonly Entry[],
  budget: number,
): Set<number> {
  // Ways lead to the first plant only: a forest from all would leave each plant its own island.
  const factor = (edge: number): number => (streets.edges[edge].class === 'lane' ? 2 : 1) * lengths[edge];
  const single = growForest(steps, new Map([[entries[0].node, 0]]), factor);
  const reachable = new Set(
    steps.flatMap((list, node) => (Number.isFinite(single.cost[node]) ? list.map(({ edge }) => edge) : [])),
  );
  return selectStreets({
    streets,
    steps,
    lengths,
    usable: (edge) => reachable.has(edge),
    onward: (node) => ({ edge: single.edge[node], next: single.next[node] }),
    first: entries.map(({ node }) => single.edge[node]).filter((edge) => edge >= 0),
    costOf: () => 1,
    budget,
  });
}

/** Mean demand at each node, l/s: half of each street's share to either end; the whole is the stated total. */
export function demandsLs(streets: StreetGraph, lengths: readonly number[], totalLs: number): Float64Array {
  const demand = new Float64Array(streets.nodes.length);
  let sum = 0;
  for (const [edge, { class: kind, from, to, bridge }] of streets.edges.entries()) {
    if (bridge) continue;
    const weight = lengths[edge] * DEMAND_WEIGHT[kind];
    demand[from] += weight / 2;
    demand[to] += weight / 2;
    sum += weight;
  }
  // Whole thousandths, the last one taking the rest, so that the printed demands add up exactly.
  let left = Math.round(totalLs * 1000);
  let last = -1;
  for (let node = 0; node < demand.length; node++) {
    if (demand[node] === 0) continue;
    const thousandths = Math.round((demand[node] / sum) * totalLs * 1000);
    demand[node] = thousandths / 1000;
    left -= thousandths;
    last = node;
  }
  if (last >= 0) demand[last] = Math.round(demand[last] * 1000 + left) / 1000;
  return demand;
}

/** Peak-hour flow in each pipe as if each node were fed the shortest way, by the small plants as far as they last. */
export function flowsLs(
  within: readonly (readonly Step[])[],
  lengths: readonly number[],
  streets: StreetGraph,
  entries: readonly Entry[],
  demand: Float64Array,
): Map<number, number> {
  const flow = new Map<number, number>();
  const fed = new Uint8Array(demand.length);
  /** Mains attract: a metre of arterial counts less. */
  const way = (edge: number): number =>
    lengths[edge] *
    (streets.edges[edge].class === 'arterial' ? 0.6 : streets.edges[edge].class === 'collector' ? 0.8 : 1);
  const smallestFirst = [...entries].sort((a, b) => a.capacityLs - b.capacityLs);
  for (const [rank, entry] of smallestFirst.entries()) {
    const tree = growForest(within, new Map([[entry.node, 0]]), way);
    const nearestFirst = [...tree.cost.keys()]
      .filter((node) => Number.isFinite(tree.cost[node]))
      .sort((a, b) => tree.cost[a] - tree.cost[b] || a - b);
    const through = new Float64Array(demand.length);
    let left = rank === smallestFirst.length - 1 ? Number.POSITIVE_INFINITY : entry.capacityLs;
    for (const node of nearestFirst) {
      if (fed[node] || demand[node] > left) continue;
      fed[node] = 1;
      left -= demand[node];
      through[node] = demand[node] * SUPPLY_RULES.peakHourFactor;
    }
    for (const node of nearestFirst.reverse()) {
      const edge = tree.edge[node];
      if (edge < 0 || through[node] === 0) continue;
      flow.set(edge, (flow.get(edge) ?? 0) + through[node]);
      through[tree.next[node]] += through[node];
    }
  }
  return flow;
}
