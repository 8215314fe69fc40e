import type { Position } from '../../../src/city/types.ts';
import { distance, lengthOf } from '../lines.ts';
import type { Ground, StreetClass, StreetGraph } from '../types.ts';
import { type SupplyModel, type SupplyNode, type SupplyPipe, type SupplyValve, writeEpanet } from './epanet.ts';
import { joinStreets } from './join.ts';
import { adjacencyOf, growForest, type Step } from './paths.ts';
import {
  demandsLs,
  type Entry,
  entriesOf,
  flowsLs,
  PLANTS,
  type Plant,
  SUPPLY_RULES,
  supplyStreets,
} from './supply-plan.ts';

export { PLANTS, SUPPLY_RULES } from './supply-plan.ts';

export const DIAMETERS_MM = [100, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1200] as const;
/** A street's pipe is never smaller than this, mm. */
const LEAST_MM: Readonly<Record<StreetClass, number>> = {
  arterial: 300,
  collector: 200,
  promenade: 150,
  local: 100,
  lane: 100,
};
/** Hourly share of the mean: morning and evening peaks; mean 1. */
const DAY_PATTERN = [
  0.5, 0.42, 0.38, 0.38, 0.5, 0.85, 1.3, 1.45, 1.35, 1.2, 1.15, 1.2, 1.15, 1.0, 0.95, 0.98, 1.1, 1.3, 1.42, 1.38, 1.22,
  1.04, 0.9, 0.88,
] as const;

export interface Supply {
  readonly model: SupplyModel;
  readonly inp: string;
  /** Sum of all base demands, l/s. */
  readonly demandLs: number;
}

/** The water-supply network of a generated city: mains from named plants, looped distribution along the streets. */
export function makeWaterSupply(ground: Ground, streets: StreetGraph, plants: readonly Plant[] = PLANTS): Supply {
  const { piped, entries } = pipedStreets(ground, streets, plants);
  const lengths = piped.edges.map((edge) => lengthOf(edge.path));
  const within = adjacencyOf(piped, () => true);
  const totalLs = (SUPPLY_RULES.peakDemandM3d * SUPPLY_RULES.modelledShare) / 86.4;
  const demand = demandsLs(piped, lengths, totalLs);
  const flow = flowsLs(within, lengths, piped, entries, demand);
  const diameter = new Map(piped.edges.map((edge, i) => [i, diameterMm(edge.class, flow.get(i) ?? 0)]));
  const model = assemble(ground, piped, lengths, within, diameter, flow, entries, demand);
  return { model, inp: writeEpanet(model), demandLs: totalLs };
}

/** Streets with a pipe, those of one run joined, as a graph of its own. */
function pipedStreets(ground: Ground, streets: StreetGraph, plants: readonly Plant[]) {
  const lengths = streets.edges.map((edge) => lengthOf(edge.path));
  const low = streets.nodes.map(([x, y]) => ground.levelM(x, y) <= SUPPLY_RULES.highestServedM);
  const steps = adjacencyOf(streets, ({ from, to }) => low[from] && low[to]);
  const entries = entriesOf(streets, steps, plants, ground);
  const keep = new Set(entries.map(({ node }) => node));
  const joinWith = (budget: number): StreetGraph =>
    joinStreets(streets, supplyStreets(streets, steps, lengths, entries, budget), keep, SUPPLY_RULES.joinUpToM);
  let budget = SUPPLY_RULES.mostPipes * 1.6;
  let piped = joinWith(budget);
  for (let tries = 0; piped.edges.length > SUPPLY_RULES.mostPipes && tries < 8; tries++) {
    budget *= 0.985 * (SUPPLY_RULES.mostPipes / piped.edges.length);
    piped = joinWith(budget);
  }
  return { piped, entries };
}

function diameterMm(kind: StreetClass, flowLs: number): number {
  const needed = Math.sqrt((4 * flowLs) / 1000 / (Math.PI * SUPPLY_RULES.velocityMS)) * 1000;
  return DIAMETERS_MM.find((d) => d >= needed && d >= LEAST_MM[kind]) ?? DIAMETERS_MM[DIAMETERS_MM.length - 1];
}

/** Hazen–Williams loss along a pipe, m. */
export const headLossM = (flowLs: number, mm: number, lengthM: number): number =>
  (10.67 * lengthM * (flowLs / 1000) ** 1.852) / (SUPPLY_RULES.roughnessC ** 1.852 * (mm / 1000) ** 4.87);

function assemble(
  ground: Ground,
  streets: StreetGraph,
  lengths: readonly number[],
  within: readonly (readonly Step[])[],
  diameter: ReadonlyMap<number, number>,
  flow: ReadonlyMap<number, number>,
  entries: readonly Entry[],
  demand: Float64Array,
): SupplyModel {
  const id = (node: number): string => `N${node + 1}`;
  const used = [...within.keys()].filter((node) => within[node].length > 0);
  /** Pipes cross water below the bridge deck, not on the bed. */
  const elevation = ([x, y]: Position): number => Math.max(ground.levelM(x, y), 0.5) - SUPPLY_RULES.depthM;
  const { headM, lossM } = plantHead(within, lengths, streets, diameter, flow, entries, used, elevation);
  const hydrants = hydrantsOf(streets, used);
  const nodes: SupplyNode[] = used.map((node) => ({
    id: id(node),
    kind: 'junction',
    at: streets.nodes[node],
    elevationM: elevation(streets.nodes[node]),
    demandLs: demand[node],
    ...(hydrants.has(node) ? { tag: 'HYDRANT' as const } : {}),
  }));
  const pipes: SupplyPipe[] = [];
  const valves: SupplyValve[] = [];
  for (const [edge, { from, to, path, class: kind }] of streets.edges.entries()) {
    const mm = diameter.get(edge) ?? 100;
    const wantsValve =
      (kind === 'arterial' || kind === 'collector') &&
      pipes.length % SUPPLY_RULES.valveEvery === 0 &&
      lengths[edge] > 30;
    let start = id(from);
    if (wantsValve) {
      // The valve stands in its chamber at the junction: a node of its own two metres into the street.
      const at = towards(path[0], path[1], 2);
      const chamber = `V${edge + 1}-H`;
      nodes.push({ id: chamber, kind: 'junction', at, elevationM: elevation(at), demandLs: 0 });
      valves.push({ id: `V${edge + 1}`, from: id(from), to: chamber, diameterMm: mm });
      start = chamber;
    }
    pipes.push({
      id: `P${edge + 1}`,
      from: start,
      to: id(to),
      path: [wantsValve ? towards(path[0], path[1], 2) : path[0], ...path.slice(1)],
      lengthM: lengths[edge] - (wantsValve ? 2 : 0),
      diameterMm: mm,
      roughness: SUPPLY_RULES.roughnessC,
    });
  }
  for (const entry of entries) {
    const plantId = entry.plant.id;
    const mm = Math.max(300, ...within[entry.node].map(({ edge }) => diameter.get(edge) ?? 100));
    nodes.push({
      id: plantId,
      kind: 'reservoir',
      at: entry.at,
      elevationM: headM - lossM[entry.node] + (lossM[entry.node] > 0 ? SMALL_PLANT_LIFT_M : 0),
      demandLs: 0,
      tag: 'PLANT',
    });
    pipes.push({
      id: `P-${plantId}`,
      from: plantId,
      to: id(entry.node),
      path: [entry.at, streets.nodes[entry.node]],
      lengthM: Math.max(10, distance(entry.at, streets.nodes[entry.node])),
      diameterMm: mm,
      roughness: SUPPLY_RULES.roughnessC,
      // At night the network's head may stand above a small plant's.
      checkValve: true,
    });
  }
  for (const [i, node] of tankSites(streets, used, lossM).entries()) {
    const at = towards(streets.nodes[node], [streets.nodes[node][0] + 15, streets.nodes[node][1] + 10], 15);
    const depthM = 5;
    const floorM = Math.round((headM - lossM[node] - 0.7 * depthM) * 10) / 10;
    nodes.push({
      id: `DAI-${i + 1}`,
      kind: 'tank',
      at,
      elevationM: floorM,
      demandLs: 0,
      diameterM: 22,
      depthM,
      tag: 'TANK',
    });
    pipes.push({
      id: `P-DAI-${i + 1}`,
      from: `DAI-${i + 1}`,
      to: id(node),
      path: [at, streets.nodes[node]],
      lengthM: 20,
      diameterMm: 400,
      roughness: SUPPLY_RULES.roughnessC,
    });
  }
  return {
    title: [
      'Synthetic water-supply network of Da Nang, generated from streets and ground; no survey',
      `${pipes.length} pipes, demand ${100 * SUPPLY_RULES.modelledShare} % of the city's peak day of ${SUPPLY_RULES.peakDemandM3d} m3/d (share assumed)`,
      `Plants by name and capacity; their heads are set so that every street has about ${SUPPLY_RULES.servedPressureM} m; levels above Hon Dau, coordinates EPSG:5899`,
    ],
    nodes,
    pipes,
    valves,
    pattern: DAY_PATTERN,
  };
}

/** What a small plant's head stands above the network around it, m. */
const SMALL_PLANT_LIFT_M = 1;
/** From this capacity on a plant feeds the whole network; smaller ones help where they stand. */
const LARGE_PLANT_M3D = 100_000;

/** The head of the large plants: the highest that any node's level, wanted pressure and way from them ask for. */
function plantHead(
  within: readonly (readonly Step[])[],
  lengths: readonly number[],
  streets: StreetGraph,
  diameter: ReadonlyMap<number, number>,
  flow: ReadonlyMap<number, number>,
  entries: readonly Entry[],
  used: readonly number[],
  elevation: (at: Position) => number,
): { headM: number; lossM: Float64Array } {
  const loss = (edge: number): number => headLossM(flow.get(edge) ?? 0, diameter.get(edge) ?? 100, lengths[edge]);
  const large = entries.filter(({ plant }) => plant.capacityM3d >= LARGE_PLANT_M3D);
  const feeding = large.length > 0 ? large : entries;
  const lossM = growForest(within, new Map(feeding.map(({ node }) => [node, 0])), loss).cost;
  const asked = used
    .map((node) => elevation(streets.nodes[node]) + SUPPLY_RULES.servedPressureM + lossM[node])
    .sort((a, b) => a - b);
  // The highest two in a hundred are hillside streets that boosters would serve.
  const headM = Math.ceil(asked[Math.floor(0.98 * (asked.length - 1))] ?? 40);
  return { headM, lossM };
}

/** Hydrants: nodes in the order of their number, none nearer to another than the stated distance. */
function hydrantsOf(streets: StreetGraph, used: readonly number[]): Set<number> {
  const every = SUPPLY_RULES.hydrantEveryM;
  const cells = new Map<string, number[]>();
  const hydrants = new Set<number>();
  for (const node of used) {
    const at = streets.nodes[node];
    const [cx, cy] = [Math.floor(at[0] / every), Math.floor(at[1] / every)];
    let free = true;
    for (let dx = -1; dx <= 1 && free; dx++) {
      for (let dy = -1; dy <= 1 && free; dy++) {
        free = !(cells.get(`${cx + dx},${cy + dy}`) ?? []).some((other) => distance(streets.nodes[other], at) < every);
      }
    }
    if (!free) continue;
    hydrants.add(node);
    const key = `${cx},${cy}`;
    cells.set(key, [...(cells.get(key) ?? []), node]);
  }
  return hydrants;
}

/** Two tanks where the network is weakest, some kilometres apart. */
function tankSites(streets: StreetGraph, used: readonly number[], lossM: Float64Array): number[] {
  const weakest = [...used].filter((node) => Number.isFinite(lossM[node])).sort((a, b) => lossM[b] - lossM[a] || a - b);
  const first = weakest[0];
  if (first === undefined) return [];
  const second = weakest.find((node) => distance(streets.nodes[node], streets.nodes[first]) > 3000);
  return second === undefined ? [first] : [first, second];
}

const towards = (from: Position, to: Position, byM: number): Position => {
  const span = distance(from, to) || 1;
  return [from[0] + ((to[0] - from[0]) * byM) / span, from[1] + ((to[1] - from[1]) * byM) / span];
};
