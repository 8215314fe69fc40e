/** Rain and what the ground does with it, in SI: mm, mm/h, m², shares 0–1. */

/** Potential evaporation, mm a day. TEMPERATURE and FILE need climate files, so `unsupported` names them. */
export type EvaporationSource =
  | { readonly type: 'CONSTANT'; readonly mmDay: number }
  | { readonly type: 'MONTHLY'; readonly mmDay: readonly number[] }
  | { readonly type: 'TIMESERIES'; readonly series: string; readonly seriesUnitMmDay: number }
  | { readonly type: 'TEMPERATURE' | 'FILE' };
export interface Evaporation {
  readonly source: EvaporationSource;
  /** Monthly pattern of how fast infiltration capacity recovers. */
  readonly recoveryPattern: string | undefined;
  /** Only while it does not rain. */
  readonly dryOnly: boolean;
}

/**
 * A rain gage. The series holds intensities (INTENSITY, `unitMm` is mm/h of one unit), depths of each interval (VOLUME)
 * or depths since the rain began (CUMULATIVE); each value holds for one interval from its time.
 */
export interface RainGage {
  readonly id: string;
  readonly format: 'INTENSITY' | 'VOLUME' | 'CUMULATIVE';
  readonly intervalS: number;
  readonly snowCatch: number;
  readonly source: RainSource;
}
/** Rain of a file is not read: `unsupported` names it. */
export type RainSource =
  | { readonly type: 'TIMESERIES'; readonly series: string; readonly unitMm: number }
  | { readonly type: 'FILE'; readonly name: string; readonly station: string; readonly units: string };

export type Infiltration =
  | {
      readonly method: 'HORTON' | 'MODIFIED_HORTON';
      readonly maxMmH: number;
      readonly minMmH: number;
      /** 1/h. */
      readonly decayPerH: number;
      readonly dryingDays: number;
      /** 0: no limit. */
      readonly maxVolumeMm: number;
    }
  | {
      readonly method: 'GREEN_AMPT' | 'MODIFIED_GREEN_AMPT';
      readonly suctionMm: number;
      readonly conductivityMmH: number;
      /** Of moisture at the start, m³/m³. */
      readonly deficit: number;
    }
  | {
      readonly method: 'CURVE_NUMBER';
      readonly curveNumber: number;
      /** Deprecated in SWMM and not used by it. */
      readonly conductivityMmH: number;
      readonly dryingDays: number;
    };
export type InfiltrationMethod = Infiltration['method'];

export interface Subcatchment {
  readonly id: string;
  /** `*` in the file: no rain falls. */
  readonly gage: string | undefined;
  /** A node or another subcatchment. */
  readonly outlet: string;
  readonly areaM2: number;
  readonly imperviousShare: number;
  readonly widthM: number;
  /** m/m. */
  readonly slope: number;
  readonly curbLengthM: number;
  readonly imperviousManning: number;
  readonly perviousManning: number;
  readonly imperviousStorageMm: number;
  readonly perviousStorageMm: number;
  /** Share of the impervious area without depression storage. */
  readonly zeroStorageShare: number;
  readonly routeTo: 'OUTLET' | 'IMPERVIOUS' | 'PERVIOUS';
  /** Share of the runoff that goes to the other subarea. */
  readonly routedShare: number;
  readonly infiltration: Infiltration | undefined;
}

/** BC bio-retention cell, RG rain garden, GR green roof, IT trench, PP permeable pavement, RB barrel, RD roof, VS swale. */
export type LidType = 'BC' | 'RG' | 'GR' | 'IT' | 'PP' | 'RB' | 'RD' | 'VS';
export interface LidControl {
  readonly id: string;
  readonly type: LidType;
  readonly surface:
    | {
        readonly bermMm: number;
        /** Of the surface storage that plants fill. */
        readonly vegetationShare: number;
        readonly manning: number;
        /** m/m. */
        readonly slope: number;
        /** Run over rise of a swale. */
        readonly sideSlope: number;
      }
    | undefined;
  readonly soil:
    | {
        readonly thicknessMm: number;
        readonly porosity: number;
        readonly fieldCapacity: number;
        readonly wiltingPoint: number;
        readonly conductivityMmH: number;
        readonly conductivitySlope: number;
        readonly suctionMm: number;
      }
    | undefined;
  readonly pavement:
    | {
        readonly thicknessMm: number;
        /** Voids over solids, as the file has it. */
        readonly voidRatio: number;
        readonly imperviousShare: number;
        readonly permeabilityMmH: number;
        readonly cloggingFactor: number;
        readonly regenerationDays: number;
        readonly regenerationShare: number;
      }
    | undefined;
  readonly storage:
    | {
        readonly heightMm: number;
        readonly voidRatio: number;
        readonly seepageMmH: number;
        readonly cloggingFactor: number;
        readonly covered: boolean;
      }
    | undefined;
  /** Flow in mm/h = coefficient · (head in mm)^exponent; of a roof (RD) the coefficient is its greatest flow, mm/h. */
  readonly drain:
    | {
        readonly coefficient: number;
        readonly exponent: number;
        readonly offsetMm: number;
        readonly delayH: number;
        readonly openMm: number;
        readonly closedMm: number;
        /** CONTROL curve of a factor over head, head in the file's units. */
        readonly curve: string | undefined;
      }
    | undefined;
  readonly drainMat: { readonly thicknessMm: number; readonly voidShare: number; readonly manning: number } | undefined;
}

export interface LidUse {
  readonly subcatchment: string;
  readonly control: string;
  readonly count: number;
  /** Of each unit. */
  readonly areaM2: number;
  readonly widthM: number;
  readonly initialSaturation: number;
  readonly fromImperviousShare: number;
  readonly toPervious: boolean;
  /** Name of a file of results that SWMM would write. */
  readonly reportFile: string | undefined;
  /** Node or subcatchment of the underdrain. */
  readonly drainTo: string | undefined;
  readonly fromPerviousShare: number;
}
