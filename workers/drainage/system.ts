import { SectionTables } from './sections/tables.ts';
import type { Storages } from './storage.ts';

/** Kinds of nodes; a surface is a coupled set of street cells, which the solver treats as a node. */
export const NODE = { junction: 0, storage: 1, outfall: 2, surface: 3 } as const;
/** Kinds of links; a transfer moves a stated flow (street inlets), an exchange joins a surface with a node. */
export const LINK = { conduit: 0, orifice: 1, weir: 2, outlet: 3, pump: 4, transfer: 5, exchange: 6 } as const;

/** Nodes in flat arrays. Ends of conduits lie by node: those of node i from `endStart[i]` to `endStart[i + 1]`. */
export interface Nodes {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly invertM: Float64Array;
  readonly rimM: Float64Array;
  /** Level above which water leaves or ponds; ∞ where a street takes it. */
  readonly spillM: Float64Array;
  readonly pondedM2: Float64Array;
  /** Shaft of a junction, cells of a surface; 0 for a storage, which has its own shape. */
  readonly shaftM2: Float64Array;
  readonly startDepthM: Float64Array;
  readonly endStart: Int32Array;
  readonly endLink: Int32Array;
  readonly endLevelM: Float64Array;
  /** Half the conduit's length times its barrels: m³ of m² of section. */
  readonly endLengthM: Float64Array;
  readonly endSection: Int32Array;
}

/** Links in flat arrays; what a kind has no use for is 0. */
export interface Links {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly gated: Uint8Array;
  /** Indices of the conduits. */
  readonly conduits: Int32Array;
  readonly section: Int32Array;
  readonly fromLevelM: Float64Array;
  readonly toLevelM: Float64Array;
  readonly lengthM: Float64Array;
  /** Fall from `from` to `to` over the length. */
  readonly slope: Float64Array;
  /** √|slope| / n: flow of a unit of conveyance at normal depth. */
  readonly normal: Float64Array;
  /** g n²: friction of a unit of speed and of R^(4/3). */
  readonly frictionPerSpeed: Float64Array;
  readonly barrels: Float64Array;
  /** (entry + exit + average loss) / 2 L, 1/m. */
  readonly lossPerM: Float64Array;
  readonly mostFlowM3s: Float64Array;
  readonly startFlowM3s: Float64Array;
  /** 0 Manning, 1 Hazen–Williams, 2 Darcy–Weisbach, of full pipes; with the coefficient or the roughness in m. */
  readonly frictionLaw: Uint8Array;
  readonly frictionValue: Float64Array;
  readonly culvert: Uint8Array;
  anyCulvert: boolean;
}

export interface System {
  readonly tables: SectionTables;
  readonly nodes: Nodes;
  readonly links: Links;
  readonly storages: Storages;
}

/** Room for a network of that size; `ends` is twice the number of conduits. */
export function emptySystem(
  nodeCount: number,
  linkCount: number,
  ends: number,
  conduits: Int32Array,
  storages: Storages,
): System {
  const real = (size: number): Float64Array => new Float64Array(size);
  return {
    tables: new SectionTables(),
    storages,
    nodes: {
      count: nodeCount,
      kind: new Uint8Array(nodeCount),
      invertM: real(nodeCount),
      rimM: real(nodeCount),
      spillM: real(nodeCount),
      pondedM2: real(nodeCount),
      shaftM2: real(nodeCount),
      startDepthM: real(nodeCount),
      endStart: new Int32Array(nodeCount + 1),
      endLink: new Int32Array(ends),
      endLevelM: real(ends),
      endLengthM: real(ends),
      endSection: new Int32Array(ends),
    },
    links: {
      count: linkCount,
      kind: new Uint8Array(linkCount),
      from: new Int32Array(linkCount),
      to: new Int32Array(linkCount),
      gated: new Uint8Array(linkCount),
      conduits,
      section: new Int32Array(linkCount),
      fromLevelM: real(linkCount),
      toLevelM: real(linkCount),
      lengthM: real(linkCount),
      slope: real(linkCount),
      normal: real(linkCount),
      frictionPerSpeed: real(linkCount),
      barrels: real(linkCount).fill(1),
      lossPerM: real(linkCount),
      mostFlowM3s: real(linkCount),
      startFlowM3s: real(linkCount),
      frictionLaw: new Uint8Array(linkCount),
      frictionValue: real(linkCount),
      culvert: new Uint8Array(linkCount),
      anyCulvert: false,
    },
  };
}
