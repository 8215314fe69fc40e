import { createDrainage } from './drainage.ts';
import type { Network } from './network.ts';
import { createRunoff, type Runoff } from './runoff/runoff.ts';
import type { Hydrology } from './runoff/types.ts';
import type { Drainage, DrainageOptions, DrainageSnapshot } from './types.ts';

/** A network with the catchments that drain to it. */
export interface Storm {
  readonly drainage: Drainage;
  readonly runoff: Runoff;
  readonly timeS: number;
  step(dtS: number): void;
  snapshot(): StormSnapshot;
  restore(snapshot: StormSnapshot): void;
}

export interface StormSnapshot {
  readonly drainage: DrainageSnapshot;
  readonly runoff: readonly Float64Array[];
  readonly lateralM3s: Float64Array;
}

/**
 * Catchments take their own, longer steps; their flow is constant over one, so that the network receives exactly what
 * they gave. @throws NetworkError naming what is wrong
 */
export function createStorm(network: Network, hydrology: Hydrology, options: DrainageOptions = {}): Storm {
  const nodes = new Set(network.nodes.map(({ id }) => id));
  const runoff = createRunoff(hydrology, (id) => nodes.has(id));
  const drainage = createDrainage(network, { ...options, rainAt: runoff.rainAt });
  return {
    drainage,
    runoff,
    get timeS() {
      return drainage.timeS;
    },
    step: (dtS) => {
      if (hydrology.catchments.length > 0 && drainage.timeS >= runoff.timeS - 1e-6) {
        for (const id of runoff.nodeFlowM3s.keys()) drainage.lateralM3s[drainage.nodeIndex(id)] = 0;
        runoff.step(runoff.stepS);
        for (const [id, flow] of runoff.nodeFlowM3s) drainage.lateralM3s[drainage.nodeIndex(id)] = flow;
      }
      drainage.step(dtS);
    },
    snapshot: () => ({
      drainage: drainage.snapshot(),
      runoff: runoff.snapshot(),
      lateralM3s: drainage.lateralM3s.slice(),
    }),
    restore: (snapshot) => {
      drainage.restore(snapshot.drainage);
      runoff.restore(snapshot.runoff);
      drainage.lateralM3s.set(snapshot.lateralM3s);
    },
  };
}
