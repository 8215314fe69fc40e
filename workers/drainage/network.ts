/**
 * A pipe network in numbers, SI: what the solver is given. Levels are absolute, depths above a node's invert; nodes and
 * links name each other by id. Nothing here knows of files or of a City.
 */

import type { InletUse } from './inlets/types.ts';
import type { Curve, Series } from './relations.ts';
import type { Rule } from './rules.ts';
import type { Section } from './sections/types.ts';

interface NodeCommon {
  readonly id: string;
  readonly invertM: number;
  readonly initialDepthM?: number;
}

export interface Junction extends NodeCommon {
  readonly kind: 'junction';
  /** Level of the street; without one the highest crown of its pipes. Lower than a crown it is raised to it. */
  readonly rimM?: number;
  /** Head above the rim before a bolted cover spills. */
  readonly surchargeM?: number;
  /** Area on which water above the rim stands and waits; 0: it leaves the network. */
  readonly pondedAreaM2?: number;
  /** Plan area of the shaft; 1.167 m² (12.57 ft², SWMM's own) unless given. */
  readonly shaftAreaM2?: number;
}

/** Plan area over depth: `constant + coefficient · depth^exponent + quadratic · depth²`, or a curve. */
export type StorageShape =
  | {
      readonly kind: 'formula';
      readonly constantM2: number;
      readonly coefficient: number;
      readonly exponent: number;
      readonly quadratic?: number;
    }
  | { readonly kind: 'curve'; readonly areaM2: Curve };

export interface Storage extends NodeCommon {
  readonly kind: 'storage';
  readonly rimM: number;
  readonly surchargeM?: number;
  readonly shape: StorageShape;
  /** To the air, as a share of the potential evaporation, and to the soil (Green–Ampt; at its conductivity without suction). */
  readonly losses?: {
    readonly evaporationShare: number;
    readonly seepage?: { readonly suctionMm: number; readonly conductivityMmH: number; readonly deficit: number };
  };
}

export type Boundary =
  | { readonly kind: 'free' | 'normal' }
  | { readonly kind: 'fixed'; readonly levelM: number }
  /** Level over the hour of the day. */
  | { readonly kind: 'tidal'; readonly levelM: Curve }
  | { readonly kind: 'series'; readonly levelM: Series };

export interface Outfall extends NodeCommon {
  readonly kind: 'outfall';
  readonly boundary: Boundary;
  readonly flapGate?: boolean;
}

export type DrainNode = Junction | Storage | Outfall;

interface LinkCommon {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Lets nothing back. */
  readonly flapGate?: boolean;
}

export type Friction =
  | { readonly law: 'manning' }
  /** Full pipes by Hazen and Williams. */
  | { readonly law: 'hazenWilliams'; readonly coefficient: number }
  /** Full pipes by Darcy and Weisbach. */
  | { readonly law: 'darcyWeisbach'; readonly roughnessM: number };

export interface Conduit extends LinkCommon {
  readonly kind: 'conduit';
  readonly lengthM: number;
  readonly manning: number;
  readonly section: Section;
  /** Invert levels of the two ends. */
  readonly fromLevelM: number;
  readonly toLevelM: number;
  readonly barrels?: number;
  readonly entryLoss?: number;
  readonly exitLoss?: number;
  readonly averageLoss?: number;
  readonly initialFlowM3s?: number;
  readonly mostFlowM3s?: number;
  readonly friction?: Friction;
  /** Inlet control of a culvert: a row of FHWA HDS-5 as SWMM numbers them, 1–57. */
  readonly culvertCode?: number;
}

export interface Orifice extends LinkCommon {
  readonly kind: 'orifice';
  readonly placing: 'side' | 'bottom';
  readonly section: Section;
  readonly crestLevelM: number;
  readonly coefficient: number;
  /** Time from open to closed, s; 0: at once. */
  readonly moveS?: number;
}

export interface Weir extends LinkCommon {
  readonly kind: 'weir';
  readonly shape: 'transverse' | 'sideflow' | 'vNotch' | 'trapezoidal' | 'roadway';
  readonly crestLevelM: number;
  readonly heightM: number;
  readonly widthM: number;
  /** Horizontal to vertical, of V-notch and trapezoidal weirs. */
  readonly sideSlope?: number;
  /** Discharge coefficient, m^½/s. */
  readonly coefficient: number;
  /** Of the triangular ends of a trapezoidal weir. */
  readonly endCoefficient?: number;
  readonly endContractions?: number;
  /** Over its top it flows as an orifice; else the head stops at its height. */
  readonly surcharges?: boolean;
}

export interface Outlet extends LinkCommon {
  readonly kind: 'outlet';
  readonly crestLevelM: number;
  readonly by: 'depth' | 'head';
  /** m³/s of m. */
  readonly rating: Curve | { readonly coefficient: number; readonly exponent: number };
}

export interface Pump extends LinkCommon {
  readonly kind: 'pump';
  /** 1 by volume (m³), 2 by depth in steps, 3 by lift, 4 by depth, 5 by lift with speed; ideal: takes what arrives. */
  readonly type: 1 | 2 | 3 | 4 | 5 | 'ideal';
  readonly curve?: Curve;
  readonly startsOff?: boolean;
  readonly onDepthM?: number;
  readonly offDepthM?: number;
}

export type DrainLink = Conduit | Orifice | Weir | Outlet | Pump;

/** Flow that enters a node. */
export interface NodeInflow {
  readonly node: string;
  /** m³/s; nothing outside its times. */
  readonly series?: Series;
  readonly factor?: number;
  readonly baselineM3s?: number;
  /** Multiply the baseline. */
  readonly patterns?: readonly Pattern[];
}

export interface Pattern {
  readonly by: 'month' | 'day' | 'hour' | 'weekendHour';
  readonly factors: readonly number[];
}

export interface Network {
  readonly nodes: readonly DrainNode[];
  readonly links: readonly DrainLink[];
  readonly inflows?: readonly NodeInflow[];
  /** Calendar time of the start, for patterns and rules: milliseconds of UTC as if it were local. */
  readonly startMs?: number;
  readonly inlets?: readonly InletUse[];
  /** When normal flow limits what a pipe carries off: its water flatter than its bed, fast, or either (the default). */
  readonly normalFlowLimit?: 'slope' | 'froude' | 'both';
  readonly rules?: readonly Rule[];
  /** How often rules are looked at, s; 0: in every step. */
  readonly ruleStepS?: number;
}

/** A network that cannot be computed: a sentence for a person. */
export class NetworkError extends Error {}
