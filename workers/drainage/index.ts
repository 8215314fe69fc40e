import { type Beside, build, placeRim, type Transfer, writeLink, writeNode } from './build.ts';
import { DRAINAGE_VERSION, STEP_MAX_S } from './constants.ts';
import { mouthOf, type Opening, type Surface } from './exchange.ts';
import { inflowsOf } from './inflows.ts';
import { eliminationOf } from './matrix/order.ts';
import { type DrainLink, type DrainNode, type Network, NetworkError } from './network.ts';
import { switchPumps } from './pumps.ts';
import { areaAt } from './sections/tables.ts';
import { advance, type Plant } from './step.ts';
import { LINK } from './system.ts';
import { fillStart, storedM3 } from './start.ts';
import { arraysOf, copyWater, newWater, SCALAR } from './water.ts';
import { newWork, setFlow } from './work.ts';

export { DRAINAGE_VERSION, STEP_MAX_S } from './constants.ts';
export type { Opening, Surface } from './exchange.ts';
export type * from './network.ts';
export { NetworkError } from './network.ts';
export type { Section } from './sections/types.ts';

export interface DrainageOptions {
  readonly surfaces?: readonly Surface[];
  readonly openings?: readonly Opening[];
  readonly transfers?: readonly Transfer[];
}

/** Volumes since the start, m³; `errorM3` is what they do not account for. */
export interface MassBalance {
  readonly initialM3: number;
  readonly inflowM3: number;
  readonly backflowM3: number;
  readonly fromSurfaceM3: number;
  readonly outflowM3: number;
  readonly floodingM3: number;
  readonly toSurfaceM3: number;
  readonly storedM3: number;
  readonly errorM3: number;
  /** Of all that was in or came in. */
  readonly errorRel: number;
}

/** State of a run; valid for the network that it is of. */
export interface DrainageSnapshot {
  readonly arrays: readonly (Float64Array | Uint8Array)[];
}

/** A network under way. Arrays are the engine's own: read them, write only `lateralM3s` and `transferM3s`. */
export interface Drainage {
  readonly nodeIds: readonly string[];
  readonly linkIds: readonly string[];
  readonly timeS: number;
  readonly headM: Float64Array;
  readonly volumeM3: Float64Array;
  readonly flowM3s: Float64Array;
  /** Mean of the last step, by node. */
  readonly floodingM3s: Float64Array;
  /** Added to the network's own inflows; stays until changed. */
  readonly lateralM3s: Float64Array;
  /** Flow of each transfer; stays until changed. */
  readonly transferM3s: Float64Array;
  /** Share 0–1 by link. */
  readonly setting: Float64Array;
  nodeIndex(id: string): number;
  linkIndex(id: string): number;
  depthM(node: number): number;
  /** Mean of the depths at both ends of a conduit, at most its height. */
  linkDepthM(link: number): number;
  speedMS(link: number): number;
  /** Depth of water on a coupled surface, before a step. */
  setSurfaceDepth(surface: number, depthM: number): void;
  surfaceDepthM(surface: number): number;
  /** Into the pipes from a surface during the last step, m³: the surface gives exactly this. */
  exchangedM3(surface: number): number;
  /** Advances by `dtS` ≤ 5 s. */
  step(dtS: number): void;
  setLink(id: string, change: Partial<DrainLink>): void;
  setNode(id: string, change: Partial<DrainNode>): void;
  setOpening(index: number, change: Partial<Opening>): void;
  setSetting(id: string, setting: number): void;
  snapshot(): DrainageSnapshot;
  restore(snapshot: DrainageSnapshot): void;
  massBalance(): MassBalance;
  readonly counts: { readonly newtonSteps: number; readonly retries: number };
  readonly version: string;
}

/** A pipe network ready to be stepped. @throws NetworkError naming what is wrong */
export function createDrainage(network: Network, options: DrainageOptions = {}): Drainage {
  const beside: Beside = {
    surfaces: options.surfaces ?? [],
    openings: options.openings ?? [],
    transfers: options.transfers ?? [],
  };
  const built = build(network, beside);
  const { system, nodeAt, linkAt, startSettings } = built;
  const specNodes = [...network.nodes];
  const specLinks = [...network.links];
  const specOpenings = [...beside.openings];
  const firstSurface = specNodes.length;
  const water = newWater(system);
  const work = newWork(system, eliminationOf(system.nodes.count, system.links.from, system.links.to));
  const transferM3s = new Float64Array(beside.transfers.length);
  const callerM3s = new Float64Array(system.nodes.count);
  const exchangedM3 = new Float64Array(system.nodes.count);
  const dayMs = 86_400_000;
  const plant: Plant = {
    ...built,
    water,
    work,
    startS: (((network.startMs ?? 0) % dayMs) + dayMs) % dayMs / 1000,
    floodingM3s: new Float64Array(system.nodes.count),
    addInflows: inflowsOf(network, nodeAt),
    callerM3s,
    setTransfers: () => {
      for (let t = 0; t < transferM3s.length; t++) setFlow(work, specLinks.length + t, transferM3s[t]);
    },
    exchangedM3,
    saved: arraysOf(newWater(system)),
  };
  const { scalars } = water;
  const arrays = arraysOf(water);
  const begin = (): void => fillStart(system, water, startSettings);
  begin();

  const node = (id: string): number => {
    const found = nodeAt.get(id);
    if (found === undefined) throw new NetworkError(`No node "${id}".`);
    return found;
  };
  const link = (id: string): number => {
    const found = linkAt.get(id);
    if (found === undefined) throw new NetworkError(`No link "${id}".`);
    return found;
  };
  /** An edit before the first step changes where the run begins. */
  const afterEdit = (): void => {
    if (scalars[SCALAR.timeS] === 0) begin();
  };

  return {
    nodeIds: specNodes.map(({ id }) => id),
    linkIds: specLinks.map(({ id }) => id),
    version: DRAINAGE_VERSION,
    get timeS() {
      return scalars[SCALAR.timeS];
    },
    headM: water.headM,
    volumeM3: water.volumeM3,
    flowM3s: water.flowM3s,
    floodingM3s: plant.floodingM3s,
    lateralM3s: callerM3s,
    transferM3s,
    setting: water.setting,
    nodeIndex: node,
    linkIndex: link,
    depthM: (i) => Math.max(0, water.headM[i] - system.nodes.invertM[i]),
    linkDepthM: (k) => (system.links.kind[k] === LINK.conduit ? meanDepth(k) : 0),
    speedMS: (k) => {
      if (system.links.kind[k] !== LINK.conduit) return 0;
      const area = areaAt(system.tables, system.links.section[k], meanDepth(k)) * system.links.barrels[k];
      return area > 1e-6 ? water.flowM3s[k] / area : 0;
    },
    setSurfaceDepth: (surface, depthM) => {
      const i = firstSurface + surface;
      water.headM[i] = system.nodes.invertM[i] + depthM;
      water.volumeM3[i] = system.nodes.shaftM2[i] * depthM;
    },
    surfaceDepthM: (surface) => water.volumeM3[firstSurface + surface] / system.nodes.shaftM2[firstSurface + surface],
    exchangedM3: (surface) => exchangedM3[firstSurface + surface],
    step: (dtS) => {
      if (!(dtS > 0 && dtS <= STEP_MAX_S)) throw new NetworkError(`Step: at most ${STEP_MAX_S} s expected, found ${dtS}.`);
      switchPumps(system, water, plant.pumps, plant.pumpAt);
      water.setting.set(water.wantedSetting);
      advance(plant, dtS);
    },
    setLink: (id, change) => {
      const k = link(id);
      const before = specLinks[k];
      const after = { ...before, ...change } as DrainLink;
      if (after.kind !== before.kind || after.from !== before.from || after.to !== before.to)
        throw new NetworkError(`Link "${id}": its kind and nodes stay; build the network anew.`);
      specLinks[k] = after;
      writeLink({ ...built }, k, after);
      for (const outfall of built.outfalls) {
        const spec = specNodes[outfall.node];
        if (outfall.link === k && spec.kind === 'outfall' && spec.flapGate) system.links.gated[k] = 1;
      }
      for (const i of [system.links.from[k], system.links.to[k]]) placeRim(system, i, specNodes[i]);
      afterEdit();
    },
    setNode: (id, change) => {
      const i = node(id);
      const before = specNodes[i];
      const after = { ...before, ...change } as DrainNode;
      if (after.kind !== before.kind) throw new NetworkError(`Node "${id}": its kind stays; build the network anew.`);
      specNodes[i] = after;
      writeNode(system, i, after);
      placeRim(system, i, after);
      if (after.kind === 'outfall') {
        const outfall = built.outfalls.find((one) => one.node === i);
        if (outfall) {
          outfall.boundary = after.boundary;
          if (outfall.link >= 0) {
            const own = specLinks[outfall.link]?.flapGate ?? false;
            system.links.gated[outfall.link] = after.flapGate || own ? 1 : 0;
          }
        }
      }
      afterEdit();
    },
    setOpening: (index, change) => {
      specOpenings[index] = { ...specOpenings[index], ...change };
      const { link: k } = built.mouths[index];
      const opening = specOpenings[index];
      built.mouths[index] = mouthOf(k, opening, beside.surfaces[opening.surface].bedM);
    },
    setSetting: (id, setting) => {
      water.wantedSetting[link(id)] = setting;
    },
    snapshot: () => ({ arrays: arrays.map((array) => array.slice()) }),
    restore: (snapshot) => copyWater(snapshot.arrays, arrays),
    massBalance: () => {
      const stored = storedM3(system, water);
      const [initial, inflow, backflow, fromSurface] = [
        scalars[SCALAR.initialM3],
        scalars[SCALAR.inflowM3],
        scalars[SCALAR.backflowM3],
        scalars[SCALAR.fromSurfaceM3],
      ];
      const [outflow, flooding, toSurface] = [
        scalars[SCALAR.outflowM3],
        scalars[SCALAR.floodingM3],
        scalars[SCALAR.toSurfaceM3],
      ];
      const came = initial + inflow + backflow + fromSurface;
      const errorM3 = came - outflow - flooding - toSurface - stored;
      return {
        initialM3: initial,
        inflowM3: inflow,
        backflowM3: backflow,
        fromSurfaceM3: fromSurface,
        outflowM3: outflow,
        floodingM3: flooding,
        toSurfaceM3: toSurface,
        storedM3: stored,
        errorM3,
        errorRel: Math.abs(errorM3) / Math.max(Math.abs(came), 1e-9),
      };
    },
    counts: work,
  };

  function meanDepth(k: number): number {
    const { links, tables } = system;
    const height = tables.heightM[links.section[k]];
    const y1 = Math.min(height, Math.max(0, water.headM[links.from[k]] - links.fromLevelM[k]));
    const y2 = Math.min(height, Math.max(0, water.headM[links.to[k]] - links.toLevelM[k]));
    return (y1 + y2) / 2;
  }
}
