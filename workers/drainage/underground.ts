import type { Underground } from '../flood/index.ts';
import { STEP_MAX_S } from './constants.ts';
import { createDrainage } from './drainage.ts';
import type { Opening, Surface } from './exchange.ts';
import type { DrainNode, Network } from './network.ts';
import type { Drainage, DrainageSnapshot } from './types.ts';

/** A network and the streets over it, in numbers. */
export interface DrainPlan {
  readonly network: Network;
  /** Cells of the grid over its nodes, each once; `surfaces` in their order. */
  readonly cells: Uint32Array;
  readonly surfaces: readonly Surface[];
  readonly openings: readonly Opening[];
  /** Outfalls that pour into a surface and stand against its level. */
  readonly outlets: readonly { readonly node: string; readonly surface: number }[];
}

/** Pipes that a surface engine can be given; what they hold is read from `drainage`. */
export interface Pipes extends Underground {
  readonly drainage: Drainage;
  /** Out of the manholes and inlets of each node onto the street in the last exchange, m³/s; negative: into them. */
  readonly risingM3s: Float64Array;
}

/** Steps the pipes beside a surface: its depths in, what it loses and gains out, to the last bit of what the pipes booked. */
export function createPipes({ network, cells, surfaces, openings, outlets }: DrainPlan, identity: string): Pipes {
  // The level outside an outlet changes with every exchange, and is no state of the pipes.
  const stages = new Map(outlets.map(({ node }) => [node, { kind: 'fixed' as const, levelM: 0 }]));
  const nodes = network.nodes.map((node): DrainNode => {
    const boundary = stages.get(node.id);
    return boundary && node.kind === 'outfall' ? { ...node, boundary } : node;
  });
  const drainage = createDrainage({ ...network, nodes }, { surfaces, openings });
  const places = outlets.map(({ node, surface }) => ({
    at: drainage.nodeIndex(node),
    surface,
    stage: stages.get(node) as { levelM: number },
  }));
  const leavesM = new Float64Array(cells.length);
  const risingM3s = new Float64Array(network.nodes.length);
  const nodeOf = openings.map(({ node }) => drainage.nodeIndex(node));
  return {
    cells,
    identity,
    drainage,
    risingM3s,
    get timeS() {
      return drainage.timeS;
    },
    exchange(dtS, depthM) {
      leavesM.fill(0);
      risingM3s.fill(0);
      for (let s = 0; s < cells.length; s++) drainage.setSurfaceDepth(s, depthM[s]);
      for (const { surface, stage } of places) stage.levelM = surfaces[surface].bedM + depthM[surface];
      const steps = Math.max(1, Math.ceil(dtS / STEP_MAX_S - 1e-9));
      for (let step = 0; step < steps; step++) {
        drainage.step(Math.min(STEP_MAX_S, dtS / steps));
        for (let s = 0; s < cells.length; s++) leavesM[s] += drainage.exchangedM3(s) / surfaces[s].areaM2;
        for (const { at, surface } of places) leavesM[surface] -= drainage.outfallM3(at) / surfaces[surface].areaM2;
        for (let k = 0; k < nodeOf.length; k++) risingM3s[nodeOf[k]] -= drainage.mouthFlowM3s[k] / steps;
      }
      return leavesM;
    },
    snapshot: () => pack(drainage.snapshot()),
    restore: (state) => drainage.restore(unpack(state, drainage.snapshot())),
  };
}

/** One after the other: whoever takes them up knows their lengths. */
function pack({ arrays }: DrainageSnapshot): Float64Array {
  return Float64Array.from(arrays.flatMap((array) => [...array]));
}

function unpack(state: Float64Array, { arrays }: DrainageSnapshot): DrainageSnapshot {
  let at = 0;
  return {
    arrays: arrays.map((array) => {
      array.set(state.subarray(at, at + array.length));
      at += array.length;
      return array;
    }),
  };
}
