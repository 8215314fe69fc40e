import { GRAVITY, SHAFT_M2 } from './constants.ts';
import { isCulvertCode } from './culverts.ts';
import { type Mouth, mouthOf, type Opening, type Surface } from './exchange.ts';
import { type DrainLink, type DrainNode, type Network, NetworkError, type Pump } from './network.ts';
import type { OutfallNumbers } from './outfalls.ts';
import { storageOf } from './storage.ts';
import type { Structure } from './structures.ts';
import { emptySystem, LINK, NODE, type System } from './system.ts';

/** A flow that is moved from one node to another, whatever their heads: what a street inlet has captured. */
export interface Transfer {
  readonly from: string;
  readonly to: string;
}

/** What is coupled and moved besides the network's own links. */
export interface Beside {
  readonly surfaces: readonly Surface[];
  readonly openings: readonly Opening[];
  readonly transfers: readonly Transfer[];
}

/** A network in flat arrays, with what cannot be flat beside it. */
export interface Built {
  readonly system: System;
  readonly nodeAt: ReadonlyMap<string, number>;
  readonly linkAt: ReadonlyMap<string, number>;
  readonly structures: (Structure | undefined)[];
  readonly pumps: (Pump | undefined)[];
  readonly pumpAt: Int32Array;
  readonly outfalls: OutfallNumbers[];
  readonly mouths: Mouth[];
  readonly startSettings: Float64Array;
  /** Time from open to shut, s, by link. */
  readonly moveS: Float64Array;
}

/** @throws NetworkError naming what is wrong */
export function build(network: Network, beside: Beside): Built {
  const { nodes, links } = network;
  const nodeAt = indexed(nodes, 'node');
  const linkAt = indexed(links, 'link');
  const conduits = Int32Array.from(links.flatMap((link, k) => (link.kind === 'conduit' ? [k] : [])));
  const nodeCount = nodes.length + beside.surfaces.length;
  const firstExchange = links.length + beside.transfers.length;
  const linkCount = firstExchange + beside.openings.length;
  const system = emptySystem(nodeCount, linkCount, 2 * conduits.length, conduits, new Array(nodeCount).fill(undefined));
  const node = (id: string, who: string): number => {
    const found = nodeAt.get(id);
    if (found === undefined) throw new NetworkError(`${who}: no node "${id}".`);
    return found;
  };

  for (const [i, one] of nodes.entries()) writeNode(system, i, one);
  for (const [s, surface] of beside.surfaces.entries()) writeSurface(system, nodes.length + s, surface);
  links.forEach((link, k) => {
    system.links.from[k] = node(link.from, `Link "${link.id}"`);
    system.links.to[k] = node(link.to, `Link "${link.id}"`);
    if (system.links.from[k] === system.links.to[k])
      throw new NetworkError(`Link "${link.id}": joins node "${link.from}" with itself.`);
  });
  beside.transfers.forEach(({ from, to }, t) => {
    const k = links.length + t;
    system.links.kind[k] = LINK.transfer;
    system.links.from[k] = node(from, 'Street inlet');
    system.links.to[k] = node(to, 'Street inlet');
  });
  const sharers = new Int32Array(beside.surfaces.length);
  for (const { surface } of beside.openings) sharers[surface]++;
  const mouths = beside.openings.map((opening, e) => {
    const k = firstExchange + e;
    const surface = beside.surfaces[opening.surface];
    if (!surface) throw new NetworkError(`Opening of node "${opening.node}": no surface ${opening.surface}.`);
    system.links.kind[k] = LINK.exchange;
    system.links.from[k] = nodes.length + opening.surface;
    system.links.to[k] = node(opening.node, 'Opening');
    return mouthOf(k, opening, surface.bedM, sharers[opening.surface]);
  });

  placeEnds(system);
  const structures: (Structure | undefined)[] = new Array(linkCount).fill(undefined);
  const pumps: (Pump | undefined)[] = new Array(linkCount).fill(undefined);
  const startSettings = new Float64Array(linkCount).fill(1);
  const moveS = new Float64Array(linkCount);
  for (const [k, link] of links.entries()) writeLink({ system, structures, pumps, startSettings, moveS }, k, link);
  for (let i = 0; i < nodes.length; i++) placeRim(system, i, nodes[i]);
  // The street takes what would spill.
  for (const mouth of mouths) system.nodes.spillM[system.links.to[mouth.link]] = Infinity;
  const kinds = Array.from(system.links.kind);
  return {
    system,
    nodeAt,
    linkAt,
    structures,
    pumps,
    pumpAt: Int32Array.from(kinds.flatMap((kind, k) => (kind === LINK.pump ? [k] : []))),
    outfalls: nodes.flatMap((one, i) => (one.kind === 'outfall' ? [outfallOf(system, i, one)] : [])),
    mouths,
    startSettings,
    moveS,
  };
}

function indexed(things: readonly { readonly id: string }[], what: string): Map<string, number> {
  const places = new Map<string, number>();
  things.forEach(({ id }, i) => {
    if (places.has(id)) throw new NetworkError(`Two ${what}s are called "${id}".`);
    places.set(id, i);
  });
  return places;
}

export function writeNode({ nodes, storages }: System, i: number, node: DrainNode): void {
  nodes.kind[i] = NODE[node.kind];
  nodes.invertM[i] = node.invertM;
  nodes.startDepthM[i] = node.initialDepthM ?? 0;
  nodes.pondedM2[i] = node.kind === 'junction' ? (node.pondedAreaM2 ?? 0) : 0;
  nodes.shaftM2[i] = node.kind === 'junction' ? (node.shaftAreaM2 ?? SHAFT_M2) : 0;
  storages[i] = node.kind === 'storage' ? storageOf(node.shape) : undefined;
}

function writeSurface({ nodes }: System, i: number, { areaM2, bedM }: Surface): void {
  if (!(areaM2 > 0)) throw new NetworkError(`Surface ${i}: area above 0 expected, found ${areaM2}.`);
  nodes.kind[i] = NODE.surface;
  nodes.invertM[i] = bedM;
  nodes.shaftM2[i] = areaM2;
  nodes.rimM[i] = Infinity;
  nodes.spillM[i] = Infinity;
}

/** The rim, no lower than the crowns of its pipes; water spills above rim and surcharge together. */
export function placeRim(system: System, i: number, node: DrainNode): void {
  const { nodes, links, tables } = system;
  const coupled = nodes.spillM[i] === Infinity;
  let rimM = node.kind === 'outfall' ? Infinity : (node.rimM ?? node.invertM);
  if (node.kind === 'junction') {
    for (let e = nodes.endStart[i]; e < nodes.endStart[i + 1]; e++) {
      const crown = nodes.endLevelM[e] + tables.heightM[links.section[nodes.endLink[e]]];
      rimM = Math.max(rimM, crown);
    }
  }
  nodes.rimM[i] = rimM;
  if (coupled) return;
  // A pond has the water's surface for a lid: nothing is pressed under it.
  nodes.spillM[i] = rimM + (nodes.pondedM2[i] > 0 || node.kind === 'outfall' ? 0 : (node.surchargeM ?? 0));
}

/** Ends of conduits by node. */
function placeEnds({ nodes, links }: System): void {
  for (const k of links.conduits) {
    nodes.endStart[links.from[k] + 1]++;
    nodes.endStart[links.to[k] + 1]++;
  }
  for (let i = 0; i < nodes.count; i++) nodes.endStart[i + 1] += nodes.endStart[i];
  const next = nodes.endStart.slice();
  for (const k of links.conduits) {
    nodes.endLink[next[links.from[k]]++] = k;
    nodes.endLink[next[links.to[k]]++] = k;
  }
}

export interface LinkHomes {
  readonly system: System;
  readonly structures: (Structure | undefined)[];
  readonly pumps: (Pump | undefined)[];
  readonly startSettings: Float64Array;
  readonly moveS: Float64Array;
}

const LAWS = { manning: 0, hazenWilliams: 1, darcyWeisbach: 2 } as const;

/** Writes a link, new or changed; its nodes stay. */
export function writeLink(
  { system, structures, pumps, startSettings, moveS }: LinkHomes,
  k: number,
  link: DrainLink,
): void {
  const { links, tables } = system;
  links.kind[k] = LINK[link.kind];
  links.gated[k] = link.flapGate ? 1 : 0;
  startSettings[k] = link.kind === 'pump' && link.startsOff ? 0 : 1;
  moveS[k] = link.kind === 'orifice' ? (link.moveS ?? 0) : 0;
  structures[k] = undefined;
  pumps[k] = undefined;
  switch (link.kind) {
    case 'orifice':
      structures[k] = { kind: LINK.orifice, link, section: tables.add(link.section) };
      return;
    case 'weir':
      structures[k] = { kind: LINK.weir, link };
      return;
    case 'outlet':
      structures[k] = { kind: LINK.outlet, link };
      return;
    case 'pump':
      pumps[k] = link;
      return;
    default:
  }
  if (!(link.lengthM > 0))
    throw new NetworkError(`Conduit "${link.id}": length above 0 expected, found ${link.lengthM}.`);
  if (!(link.manning > 0))
    throw new NetworkError(`Conduit "${link.id}": Manning's n above 0 expected, found ${link.manning}.`);
  const section = tables.add(link.section);
  if (!(tables.heightM[section] > 0)) throw new NetworkError(`Conduit "${link.id}": its section has no height.`);
  const { lengthM, fromLevelM, toLevelM, barrels = 1, friction } = link;
  links.section[k] = section;
  links.fromLevelM[k] = fromLevelM;
  links.toLevelM[k] = toLevelM;
  links.lengthM[k] = lengthM;
  links.slope[k] = (fromLevelM - toLevelM) / lengthM;
  links.normal[k] = Math.sqrt(Math.abs(links.slope[k])) / link.manning;
  links.frictionPerSpeed[k] = GRAVITY * link.manning ** 2;
  links.barrels[k] = barrels;
  links.lossPerM[k] = ((link.entryLoss ?? 0) + (link.exitLoss ?? 0) + (link.averageLoss ?? 0)) / (2 * lengthM);
  links.mostFlowM3s[k] = link.mostFlowM3s ?? 0;
  links.startFlowM3s[k] = link.initialFlowM3s ?? 0;
  links.frictionLaw[k] = LAWS[friction?.law ?? 'manning'];
  links.frictionValue[k] =
    friction?.law === 'hazenWilliams'
      ? friction.coefficient
      : friction?.law === 'darcyWeisbach'
        ? friction.roughnessM
        : 0;
  links.culvert[k] = link.culvertCode !== undefined && isCulvertCode(link.culvertCode) ? link.culvertCode : 0;
  links.anyCulvert = links.culvert.some((code) => code > 0);
  for (const [i, levelM] of [
    [links.from[k], fromLevelM],
    [links.to[k], toLevelM],
  ]) {
    const { nodes } = system;
    for (let e = nodes.endStart[i]; e < nodes.endStart[i + 1]; e++) {
      if (nodes.endLink[e] !== k) continue;
      nodes.endLevelM[e] = levelM;
      nodes.endLengthM[e] = (barrels * lengthM) / 2;
      nodes.endSection[e] = section;
    }
  }
}

/** An outfall and the link that ends there; a flap gate of the outfall is its link's. */
function outfallOf({ links }: System, i: number, node: Extract<DrainNode, { kind: 'outfall' }>): OutfallNumbers {
  let link = -1;
  for (let k = 0; k < links.count; k++) {
    if (links.to[k] !== i && links.from[k] !== i) continue;
    link = k;
    if (node.flapGate) links.gated[k] = 1;
    break;
  }
  return { node: i, link, boundary: node.boundary };
}
