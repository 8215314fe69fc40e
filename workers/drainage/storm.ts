import { createDrainage } from './drainage.ts';
import { lossesOf } from './losses.ts';
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
  /** The run begins at this time instead of at 0. */
  begin(timeS: number): void;
  /** What catchments and losses of storages keep beside the water in the pipes; empty where there are none. */
  land(): Float64Array[];
  restoreLand(land: readonly Float64Array[]): void;
  snapshot(): StormSnapshot;
  restore(snapshot: StormSnapshot): void;
}

export interface StormSnapshot {
  readonly drainage: DrainageSnapshot;
  readonly land: readonly Float64Array[];
}

/**
 * Catchments take their own, longer steps; their flow is constant over one, so that the network receives exactly what
 * they gave. Losses of storages are taken from what stood there when a step began.
 * @throws NetworkError naming what is wrong
 */
export function createStorm(network: Network, hydrology: Hydrology, options: DrainageOptions = {}): Storm {
  const nodes = new Set(network.nodes.map(({ id }) => id));
  const runoff = createRunoff(hydrology, (id) => nodes.has(id));
  const drainage = createDrainage(network, { ...options, rainAt: runoff.rainAt });
  const losses = lossesOf(network, drainage);
  const rains = hydrology.catchments.length > 0;
  /** From catchments, by node. */
  const landM3s = new Float64Array(network.nodes.length);
  const lossState = losses.flatMap(({ state }) => state);
  const { lateralM3s } = drainage;
  const runCatchments = (): void => {
    for (const id of runoff.nodeFlowM3s.keys())
      landM3s[drainage.nodeIndex(id)] = lateralM3s[drainage.nodeIndex(id)] = 0;
    runoff.step(runoff.stepS);
    for (const [id, flow] of runoff.nodeFlowM3s)
      landM3s[drainage.nodeIndex(id)] = lateralM3s[drainage.nodeIndex(id)] = flow;
  };
  const storm: Storm = {
    drainage,
    runoff,
    get timeS() {
      return drainage.timeS;
    },
    step: (dtS) => {
      if (rains && drainage.timeS >= runoff.timeS - 1e-6) runCatchments();
      if (losses.length > 0) {
        const evaporationMS = runoff.evaporationMS(drainage.timeS);
        for (const loss of losses) lateralM3s[loss.node] = landM3s[loss.node] - loss.flowM3s(evaporationMS, dtS);
      }
      drainage.step(dtS);
    },
    begin: (timeS) => {
      drainage.begin(timeS);
      runoff.begin(timeS);
    },
    land: () =>
      rains || losses.length > 0
        ? [...(rains ? runoff.snapshot() : []), landM3s.slice(), ...lossState.map((array) => array.slice())]
        : [],
    restoreLand: (land) => {
      if (land.length === 0) return;
      const ofRunoff = rains ? land.length - 1 - lossState.length : 0;
      if (rains) runoff.restore(land.slice(0, ofRunoff));
      landM3s.set(land[ofRunoff]);
      for (let i = 0; i < landM3s.length; i++) lateralM3s[i] = landM3s[i];
      lossState.forEach((array, k) => {
        array.set(land[ofRunoff + 1 + k]);
      });
    },
    snapshot: () => ({ drainage: drainage.snapshot(), land: storm.land() }),
    restore: (snapshot) => {
      drainage.restore(snapshot.drainage);
      storm.restoreLand(snapshot.land);
    },
  };
  return storm;
}
