import type { Underground, UndergroundNames } from '../flood/index.ts';
import { STEP_MAX_S } from './constants.ts';
import type { Opening, Surface } from './exchange.ts';
import { type DrainNode, type Network, NetworkError } from './network.ts';
import type { Runoff } from './runoff/runoff.ts';
import type { Hydrology } from './runoff/types.ts';
import { createStorm } from './storm.ts';
import type { Drainage, DrainageSnapshot } from './types.ts';

/** Water shallower than this over an outlet holds nothing back, m. */
const LEAST_M = 1e-3;

/** A network and the streets over it, in numbers. */
export interface DrainPlan {
  readonly network: Network;
  /** Cells of the grid over its nodes, each once; `surfaces` in their order. */
  readonly cells: Uint32Array;
  readonly surfaces: readonly Surface[];
  readonly openings: readonly Opening[];
  /** Outfalls that pour into a surface and stand against its level. */
  readonly outlets: readonly { readonly node: string; readonly surface: number }[];
  /** Land outside the grid that drains to nodes. */
  readonly land?: Hydrology;
  /** As in `DrainageOptions`, for previews. */
  readonly rough?: boolean;
}

/** Without land: nothing falls, nothing runs. */
const NO_LAND: Hydrology = {
  gauges: [],
  catchments: [],
  evaporationMmDay: [],
  evaporatesWhenDryOnly: false,
  stepS: 60,
  startMs: 0,
};

/** Pipes that a surface engine can be given; what they hold is read from `drainage`. */
export interface Pipes extends Underground {
  readonly drainage: Drainage;
  /** Land outside the grid, where the plan has any. */
  readonly runoff?: Runoff;
  /** Out of the manholes and inlets of each node onto the street in the last exchange, m³/s; negative: into them. */
  readonly risingM3s: Float64Array;
  /** Wall time spent in exchanges so far, s. */
  readonly spentS: number;
  /** What a state of these pipes is of. */
  readonly names: UndergroundNames;
}

/**
 * Steps the pipes beside a surface: its depths in, what it loses and gains out, to the last bit of what the pipes booked.
 * @param was what a state that they are given is of, where that may be other pipes
 */
export function createPipes(
  { network, cells, surfaces, openings, outlets, land = NO_LAND, rough }: DrainPlan,
  identity: string,
  was?: UndergroundNames,
): Pipes {
  // The level outside an outlet changes with every exchange, and is no state of the pipes.
  const stages = new Map(outlets.map(({ node }) => [node, { kind: 'fixed' as const, levelM: 0 }]));
  const nodes = network.nodes.map((node): DrainNode => {
    const boundary = stages.get(node.id);
    return boundary && node.kind === 'outfall' ? { ...node, boundary } : node;
  });
  const storm = createStorm({ ...network, nodes }, land, { surfaces, openings, ...(rough && { rough }) });
  const { drainage, runoff } = storm;
  const hasLand = land.catchments.length > 0;
  const places = outlets.map(({ node, surface }) => ({
    at: drainage.nodeIndex(node),
    surface,
    stage: stages.get(node) as { levelM: number },
  }));
  const leavesM = new Float64Array(cells.length);
  /** What came back through outlets beyond what stood in their cells: these give it as soon as they have it. */
  const owedM = new Float64Array(cells.length);
  const risingM3s = new Float64Array(network.nodes.length);
  const nodeOf = openings.map(({ node }) => drainage.nodeIndex(node));
  let spentMs = 0;
  /** All that a state is packed from. */
  const arraysNow = (): Arrays => {
    const { drainage: pipes, land: kept } = storm.snapshot();
    return [...pipes.arrays, ...kept, owedM];
  };
  const lengths = arraysNow().map((array) => array.length);
  const ownCount = drainage.snapshot().arrays.length;
  /** Of other pipes: by name. Land goes on where it is the same, and begins dry where it is not. */
  const adopt = (arrays: Arrays, { nodes: nodeIds, links: linkIds, cells: cellsWas }: UndergroundNames): void => {
    drainage.adopt({ arrays: arrays.slice(0, ownCount) }, nodeIds, linkIds);
    const owed = new Map(cellsWas.map((cell, k) => [cell, arrays[arrays.length - 1][k]]));
    cells.forEach((cell, k) => {
      owedM[k] = owed.get(cell) ?? 0;
    });
    const sameLand =
      arrays.length === lengths.length &&
      arrays.slice(ownCount, -1).every(({ length }, k) => length === lengths[ownCount + k]);
    if (sameLand) storm.restoreLand(arrays.slice(ownCount, -1) as Float64Array[]);
    else runoff.begin(drainage.timeS);
  };
  return {
    cells,
    identity,
    drainage,
    names: {
      identity,
      nodes: network.nodes.map(({ id }) => id),
      links: network.links.map(({ id }) => id),
      cells: Array.from(cells),
      lengths,
    },
    ...(hasLand && { runoff }),
    risingM3s,
    get timeS() {
      return drainage.timeS;
    },
    get spentS() {
      return spentMs / 1000;
    },
    exchange(dtS, depthM) {
      const beganMs = performance.now();
      leavesM.fill(0);
      risingM3s.fill(0);
      const standsM = (s: number): number => Math.max(0, depthM[s] - owedM[s]);
      for (let s = 0; s < cells.length; s++) drainage.setSurfaceDepth(s, standsM(s));
      // Over dry ground an outlet falls freely, however high that ground is.
      for (const { surface, stage } of places) {
        const depth = standsM(surface);
        stage.levelM = depth > LEAST_M ? surfaces[surface].bedM + depth : Number.NEGATIVE_INFINITY;
      }
      const steps = Math.max(1, Math.ceil(dtS / STEP_MAX_S - 1e-9));
      for (let step = 0; step < steps; step++) {
        storm.step(Math.min(STEP_MAX_S, dtS / steps));
        for (let s = 0; s < cells.length; s++) leavesM[s] += drainage.exchangedM3(s) / surfaces[s].areaM2;
        for (const { at, surface } of places) leavesM[surface] -= drainage.outfallM3(at) / surfaces[surface].areaM2;
        for (let k = 0; k < nodeOf.length; k++) risingM3s[nodeOf[k]] -= drainage.mouthFlowM3s[k] / steps;
      }
      for (let s = 0; s < cells.length; s++) {
        const asked = leavesM[s] + owedM[s];
        leavesM[s] = Math.min(asked, depthM[s]);
        owedM[s] = asked - leavesM[s];
      }
      spentMs += performance.now() - beganMs;
      return leavesM;
    },
    begin: (timeS) => storm.begin(timeS),
    snapshot: () => pack(arraysNow()),
    restore(state) {
      if (was && was.identity !== identity) return adopt(unpack(state, was.lengths), was);
      const arrays = unpack(state, lengths);
      drainage.restore({ arrays: arrays.slice(0, ownCount) });
      storm.restoreLand(arrays.slice(ownCount, -1));
      owedM.set(arrays[arrays.length - 1]);
    },
  };
}

type Arrays = DrainageSnapshot['arrays'];

/** One after the other: whoever takes them up knows their lengths. */
const pack = (arrays: Arrays): Float64Array => Float64Array.from(arrays.flatMap((array) => [...array]));

/** @throws NetworkError where the state is of another network */
function unpack(state: Float64Array, lengths: readonly number[]): Float64Array[] {
  const length = lengths.reduce((sum, one) => sum + one, 0);
  if (state.length !== length) {
    throw new NetworkError(`A state of ${state.length} numbers is of other pipes than these, which have ${length}.`);
  }
  let at = 0;
  return lengths.map((one) => {
    at += one;
    return state.subarray(at - one, at);
  });
}
