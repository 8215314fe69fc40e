import type { Curve } from '../relations.ts';
import type { Cleaning } from './clogging.ts';

/** Layers of a built measure, as SWMM 5.2 has them (Reference Manual III, chapter 6): mm, mm/h, shares. */
export interface LidDesign {
  readonly kind: 'bioretention' | 'rainGarden' | 'greenRoof' | 'trench' | 'pavement' | 'barrel' | 'roof' | 'swale';
  readonly surface?: {
    readonly bermMm: number;
    readonly vegetationShare: number;
    readonly manning: number;
    readonly slope: number;
    readonly sideSlope: number;
  };
  readonly pavement?: {
    readonly thicknessMm: number;
    /** Voids over solids. */
    readonly voidRatio: number;
    readonly imperviousShare: number;
    readonly permeabilityMmH: number;
    /** Pore volumes of water that clog it; absent or 0: it stays as it is. */
    readonly cloggingFactor?: number;
    readonly cleaning?: Cleaning;
  };
  readonly soil?: {
    readonly thicknessMm: number;
    readonly porosity: number;
    readonly fieldCapacity: number;
    readonly wiltingPoint: number;
    readonly conductivityMmH: number;
    readonly conductivitySlope: number;
    readonly suctionMm: number;
  };
  readonly storage?: {
    readonly heightMm: number;
    readonly voidRatio: number;
    readonly seepageMmH: number;
    /** As of the pavement: seepage falls. */
    readonly cloggingFactor?: number;
    readonly covered: boolean;
  };
  /** mm/h = coefficient · (head in mm)^exponent; of a roof the coefficient is the greatest flow, mm/h. */
  readonly drain?: {
    readonly coefficient: number;
    readonly exponent: number;
    readonly offsetMm: number;
    readonly delayH: number;
    /** Heads that open a drain that is shut, and shut one that runs. */
    readonly openMm?: number;
    readonly closedMm?: number;
    /** Factor on the flow over the head. */
    readonly factorOfHeadMm?: Curve;
  };
  readonly drainMat?: { readonly thicknessMm: number; readonly voidShare: number; readonly manning: number };
}

/** Units of one design on a catchment. */
export interface LidUnit {
  readonly design: LidDesign;
  readonly count: number;
  /** Of each. */
  readonly areaM2: number;
  /** Of the side where water leaves, each. */
  readonly widthM: number;
  readonly initialSaturation: number;
  /** Shares of the catchment's runoff that it receives. */
  readonly fromImperviousShare: number;
  readonly fromPerviousShare: number;
  /** What runs off goes to the pervious part rather than to the outlet. */
  readonly toPervious: boolean;
  /** Node or catchment of the underdrain; the catchment's outlet unless given. */
  readonly drainTo?: string;
}
