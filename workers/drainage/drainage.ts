import { adoptWater } from './adopt.ts';
import { type Built, build, placeRim, type Transfer, writeLink, writeNode } from './build.ts';
import { conduitMidArea } from './conduits.ts';
import { DRAINAGE_VERSION, STEP_MAX_S } from './constants.ts';
import { applyRules, type Controlled, memoryOf, moveSettings } from './control.ts';
import { mouthOf } from './exchange.ts';
import { inflowsOf } from './inflows.ts';
import { captured, placeInlets } from './inlets/capture.ts';
import { eliminationOf } from './matrix/order.ts';
import { type DrainLink, type DrainNode, type Network, NetworkError } from './network.ts';
import { switchPumps } from './pumps.ts';
import { linkDepthM, linkSpeedMS, nodeDepthM } from './readings.ts';
import { ruleReader } from './ruleReader.ts';
import { balanceOf, fillStart } from './start.ts';
import { advance, FINE, type Plant, ROUGH } from './step.ts';
import { type Streets, setMouth, takeFlows } from './streets.ts';
import { LINK } from './system.ts';
import type { Drainage, DrainageOptions } from './types.ts';
import { arraysOf, copyWater, newWater, SCALAR } from './water.ts';
import { newWork, setFlow } from './work.ts';

const DAY_MS = 86_400_000;

/** A pipe network ready to be stepped. @throws NetworkError naming what is wrong */
export function createDrainage(network: Network, options: DrainageOptions = {}): Drainage {
  const { surfaces = [], openings = [] } = options;
  const inlets = network.inlets ?? [];
  const built = build(network, { surfaces, openings, transfers: transfersOf(network, options.transfers ?? []) });
  const { system, nodeAt, linkAt } = built;
  const rules = network.rules ?? [];
  const startMs = network.startMs ?? 0;
  // Streets are no rows: their levels follow from the flows through their openings.
  const firstMouth = system.links.count - openings.length;
  const elimination = eliminationOf(
    network.nodes.length,
    system.links.from.subarray(0, firstMouth),
    system.links.to.subarray(0, firstMouth),
  );
  const work = newWork(system, elimination, built.mouths, network.normalFlowLimit);
  const { parts } = work;
  const water = newWater(system, parts.count, memoryOf(rules));
  const placed = placeInlets(system, inlets, linkAt);
  const transferM3s = new Float64Array(inlets.length + (options.transfers?.length ?? 0));
  const firstTransfer = network.links.length;
  const plant: Plant = {
    ...built,
    water,
    work,
    startS: (((startMs % DAY_MS) + DAY_MS) % DAY_MS) / 1000,
    floodingM3s: new Float64Array(system.nodes.count),
    outfallsOf: Array.from({ length: parts.count }, (_, part) =>
      built.outfalls.filter(({ node }) => parts.ofNode[node] === part),
    ),
    addInflows: inflowsOf(network, nodeAt, parts),
    callerM3s: new Float64Array(system.nodes.count),
    setTransfers: (part) => {
      const { list, start } = parts.transfers;
      for (let n = start[part]; n < start[part + 1]; n++) {
        const t = list[n] - firstTransfer;
        if (t < placed.length) transferM3s[t] = captured(system, water, placed[t]);
        setFlow(work, list[n], transferM3s[t]);
      }
    },
    exchangedM3: new Float64Array(system.nodes.count),
    care: options.rough ? ROUGH : FINE,
  };
  const { scalars } = water;
  const arrays = arraysOf(water);
  fillStart(system, water, built.startSettings);

  const found = (at: ReadonlyMap<string, number>, what: string, id: string): number => {
    const index = at.get(id);
    if (index === undefined) throw new NetworkError(`No ${what} "${id}".`);
    return index;
  };
  const nodeIndex = (id: string): number => found(nodeAt, 'node', id);
  const linkIndex = (id: string): number => found(linkAt, 'link', id);
  const controlled: Controlled = {
    indexOf: linkIndex,
    setting: water.setting,
    wanted: water.wantedSetting,
    memory: water.memory,
    isPump: (k) => system.links.kind[k] === LINK.pump,
  };
  const read = ruleReader(plant, { nodeIndex, linkIndex, startMs, rainAt: options.rainAt });
  const ruleStepS = network.ruleStepS ?? 0;

  /** What pumps' switches and rules decide before a step. */
  const decide = (dtS: number): void => {
    const timeS = scalars[SCALAR.timeS];
    switchPumps(system, water, plant.pumps, plant.pumpAt);
    const due = ruleStepS <= 0 || Math.floor((timeS + 1e-6) / ruleStepS) > Math.floor((timeS - dtS + 1e-6) / ruleStepS);
    if (rules.length > 0 && due) applyRules(rules, read, controlled, timeS, Math.max(dtS, ruleStepS));
    moveSettings(water.setting, water.wantedSetting, water.switchedS, built.moveS, timeS, dtS);
  };

  return {
    ...editsOf(network, built, work.streets, openings, surfaces, (k) => {
      // An edit before the first step changes where the run begins.
      if (scalars[SCALAR.timeS] === 0) fillStart(system, water, built.startSettings);
      else if (k >= 0) water.midAreaM2[k] = conduitMidArea(system, k, water.headM);
    }),
    version: DRAINAGE_VERSION,
    nodeIds: network.nodes.map(({ id }) => id),
    linkIds: network.links.map(({ id }) => id),
    get timeS() {
      return scalars[SCALAR.timeS];
    },
    headM: water.headM,
    volumeM3: water.volumeM3,
    flowM3s: water.flowM3s,
    floodingM3s: plant.floodingM3s,
    lateralM3s: plant.callerM3s,
    transferM3s: transferM3s.subarray(inlets.length),
    mouthFlowM3s: water.flowM3s.subarray(firstTransfer + transferM3s.length),
    inletFlowM3s: transferM3s.subarray(0, inlets.length),
    setting: water.setting,
    counts: work,
    nodeIndex,
    linkIndex,
    depthM: (i) => nodeDepthM(system, water, i),
    linkDepthM: (k) => linkDepthM(system, water, k),
    speedMS: (k) => linkSpeedMS(system, water, k),
    ...surfaceDoors(plant, network.nodes.length),
    step: (dtS) => {
      if (!(dtS > 0 && dtS <= STEP_MAX_S))
        throw new NetworkError(`Step: at most ${STEP_MAX_S} s expected, found ${dtS}.`);
      decide(dtS);
      advance(plant, dtS);
    },
    setSetting: (id, setting) => {
      water.wantedSetting[linkIndex(id)] = setting;
    },
    begin: (timeS) => {
      scalars[SCALAR.timeS] = timeS;
    },
    snapshot: () => ({ arrays: arrays.map((array) => array.slice()) }),
    restore: (snapshot) => {
      copyWater(snapshot.arrays, arrays);
      takeFlows(work.streets, water);
    },
    adopt: (was, nodeIds, linkIds) => {
      const placesIn = (ids: readonly string[], things: readonly { readonly id: string }[]): Int32Array => {
        const at = new Map(ids.map((id, i) => [id, i]));
        return Int32Array.from(things, ({ id }) => at.get(id) ?? -1);
      };
      adoptWater(system, water, was, placesIn(nodeIds, network.nodes), placesIn(linkIds, network.links));
      takeFlows(work.streets, water);
    },
    massBalance: () => balanceOf(system, water),
  };
}

/** What street inlets capture leaves the node past them; a caller's own transfers follow. */
function transfersOf({ inlets = [], links }: Network, own: readonly Transfer[]): Transfer[] {
  const past = new Map(links.map(({ id, to }) => [id, to]));
  return [...inlets.map(({ conduit, node }) => ({ from: past.get(conduit) ?? conduit, to: node })), ...own];
}

type Doors = Pick<Drainage, 'setSurfaceDepth' | 'surfaceDepthM' | 'exchangedM3' | 'outfallM3'>;

function surfaceDoors({ system, water, exchangedM3 }: Plant, first: number): Doors {
  const { shaftM2, invertM } = system.nodes;
  return {
    setSurfaceDepth: (surface, depthM) => {
      water.headM[first + surface] = invertM[first + surface] + depthM;
      water.volumeM3[first + surface] = shaftM2[first + surface] * depthM;
    },
    surfaceDepthM: (surface) => water.volumeM3[first + surface] / shaftM2[first + surface],
    exchangedM3: (surface) => exchangedM3[first + surface],
    outfallM3: (node) => -exchangedM3[node],
  };
}

type Edits = Pick<Drainage, 'setLink' | 'setNode' | 'setOpening'>;

/** A planner's edits: numbers change where they stand, the matrix keeps its pattern. */
function editsOf(
  network: Network,
  built: Built,
  streets: Streets,
  openings: Parameters<typeof build>[1]['openings'],
  surfaces: Parameters<typeof build>[1]['surfaces'],
  edited: (link: number) => void,
): Edits {
  const { system, nodeAt, linkAt, outfalls, mouths } = built;
  const nodes = [...network.nodes];
  const links = [...network.links];
  const mouthSpecs = [...openings];
  /** A link's own flap, or that of the outfall where it ends. */
  const placeGate = (k: number): void => {
    const outfall = outfalls.find(({ link }) => link === k);
    const spec = outfall && nodes[outfall.node];
    system.links.gated[k] = links[k].flapGate || (spec?.kind === 'outfall' && spec.flapGate) ? 1 : 0;
  };
  return {
    setLink: (id, change) => {
      const k = linkAt.get(id);
      if (k === undefined) throw new NetworkError(`No link "${id}".`);
      const before = links[k];
      const after = { ...before, ...change } as DrainLink;
      if (after.kind !== before.kind || after.from !== before.from || after.to !== before.to)
        throw new NetworkError(`Link "${id}": its kind and nodes stay; build the network anew.`);
      writeLink(built, k, after);
      links[k] = after;
      placeGate(k);
      for (const i of [system.links.from[k], system.links.to[k]]) placeRim(system, i, nodes[i]);
      edited(after.kind === 'conduit' ? k : -1);
    },
    setNode: (id, change) => {
      const i = nodeAt.get(id);
      if (i === undefined) throw new NetworkError(`No node "${id}".`);
      const after = { ...nodes[i], ...change } as DrainNode;
      if (after.kind !== nodes[i].kind) throw new NetworkError(`Node "${id}": its kind stays; build the network anew.`);
      nodes[i] = after;
      writeNode(system, i, after);
      placeRim(system, i, after);
      const outfall = outfalls.find(({ node }) => node === i);
      if (outfall && after.kind === 'outfall') {
        outfall.boundary = after.boundary;
        if (outfall.link >= 0) placeGate(outfall.link);
      }
      edited(-1);
    },
    setOpening: (index, change) => {
      const opening = { ...mouthSpecs[index], ...change };
      mouthSpecs[index] = opening;
      const { link, sharers } = mouths[index];
      mouths[index] = mouthOf(link, opening, surfaces[opening.surface].bedM, sharers);
      setMouth(streets, index, mouths[index]);
    },
  };
}
