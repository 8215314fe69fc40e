import type { Position } from '../../types.ts';
import type { Controls } from './controlTypes.ts';
import type { Evaporation, InfiltrationMethod, LidControl, LidUse, RainGage, Subcatchment } from './hydrologyTypes.ts';
import type { SwmmLink, SwmmNode } from './networkTypes.ts';

export type * from './controlTypes.ts';
export type * from './hydrologyTypes.ts';
export type * from './networkTypes.ts';

/**
 * An EPA SWMM 5.2 model as plain data. Values are in SI whatever the file has (m, m², m³/s, s; rain and soil in mm and
 * mm/h, shares 0–1); names carry the unit. Left-out values are filled in as SWMM 5.2.4 does. A name refers to what is
 * declared under it, in the declaration's spelling. `undefined` stands for "not given and without a default".
 */
export interface SwmmModel {
  readonly title: readonly string[];
  readonly options: SwmmOptions;
  readonly evaporation: Evaporation;
  readonly gages: readonly RainGage[];
  readonly subcatchments: readonly Subcatchment[];
  readonly lidControls: readonly LidControl[];
  readonly lidUses: readonly LidUse[];
  /** Junctions, outfalls, storages, dividers: in this order, and within a kind as in the file. */
  readonly nodes: readonly SwmmNode[];
  /** Conduits, pumps, orifices, weirs, outlets: in this order, and within a kind as in the file. */
  readonly links: readonly SwmmLink[];
  readonly transects: readonly Transect[];
  readonly streets: readonly Street[];
  readonly inlets: readonly Inlet[];
  readonly inletUses: readonly InletUse[];
  readonly curves: readonly Curve[];
  readonly series: readonly TimeSeries[];
  readonly patterns: readonly Pattern[];
  readonly inflows: readonly Inflow[];
  readonly dryWeatherFlows: readonly DryWeatherFlow[];
  readonly controls: Controls;
  readonly map: SwmmMap;
  /** What the file asks for and this model does not hold: never dropped in silence. Empty where nothing is lost. */
  readonly unsupported: readonly Unsupported[];
}

/** A feature that the model does not represent, and the line where it is first used. */
export interface Unsupported {
  /** Name of the section without brackets. */
  readonly section: string;
  /** Line in the file, from 1. */
  readonly line: number;
  readonly what: { readonly en: string; readonly vi: string };
}

export type FlowUnits = 'CFS' | 'GPM' | 'MGD' | 'CMS' | 'LPS' | 'MLD';

/** [OPTIONS]. LINK_OFFSETS is not here: offsets are resolved, links carry heights above their node's invert. */
export interface SwmmOptions {
  /** Units of the file: for writing, for control expressions and for the values of time series. */
  readonly flowUnits: FlowUnits;
  readonly infiltration: InfiltrationMethod;
  readonly routing: 'STEADY' | 'KINWAVE' | 'DYNWAVE';
  /** Start as the file's clock shows it: `2020-01-01T00:00:00`. All other times count seconds from here. */
  readonly start: string;
  readonly durationS: number;
  /** When reporting begins, from the start; never negative. */
  readonly reportStartS: number;
  readonly reportStepS: number;
  readonly routingStepS: number;
  /** Shortest variable step. */
  readonly minimumStepS: number;
  /** 0: rules are looked at every routing step. */
  readonly ruleStepS: number;
  readonly wetStepS: number;
  readonly dryStepS: number;
  /** 0: none. */
  readonly lengtheningStepS: number;
  /** Courant factor of the variable step; 0: the step is fixed. */
  readonly variableStep: number;
  readonly dryDays: number;
  readonly allowPonding: boolean;
  readonly inertialDamping: 'NONE' | 'PARTIAL' | 'FULL';
  readonly normalFlowLimited: 'SLOPE' | 'FROUDE' | 'BOTH';
  readonly surchargeMethod: 'EXTRAN' | 'SLOT';
  readonly forceMainEquation: 'H-W' | 'D-W';
  readonly minSurfaceAreaM2: number;
  /** Least slope of a conduit, m/m; 0: none. */
  readonly minSlope: number;
  readonly maxTrials: number;
  readonly headToleranceM: number;
  readonly ignoreRainfall: boolean;
  readonly ignoreRouting: boolean;
}

/** Ground line across a channel, looking downstream; station factor and elevation offset of the file are applied. */
export interface Transect {
  readonly id: string;
  readonly leftManning: number;
  readonly rightManning: number;
  /** Also the roughness of conduits that use the transect: it replaces their own. */
  readonly channelManning: number;
  readonly leftBankM: number;
  readonly rightBankM: number;
  /** Length of the main channel over that of the flood plain. */
  readonly lengthFactor: number;
  readonly stations: readonly { readonly xM: number; readonly levelM: number }[];
}

/** Cross-section of a street; its roughness replaces that of the conduits that use it. */
export interface Street {
  readonly id: string;
  /** Kerb to crown. */
  readonly crownWidthM: number;
  readonly curbHeightM: number;
  /** m/m. */
  readonly crossSlope: number;
  readonly manning: number;
  readonly gutterDepressionM: number;
  readonly gutterWidthM: number;
  readonly sides: 1 | 2;
  readonly backWidthM: number;
  /** m/m. */
  readonly backSlope: number;
  readonly backManning: number;
}

/** A kind of street inlet (HEC-22). Grate and curb under one name are a combination inlet. */
export interface Inlet {
  readonly id: string;
  readonly grate: InletGrate | undefined;
  readonly curb: InletCurb | undefined;
  readonly slotted: { readonly lengthM: number; readonly widthM: number } | undefined;
  /** Name of a DIVERSION or RATING curve of captured flow. */
  readonly customCurve: string | undefined;
}
export type GrateType =
  | 'P_BAR-50'
  | 'P_BAR-50X100'
  | 'P_BAR-30'
  | 'CURVED_VANE'
  | 'TILT_BAR-45'
  | 'TILT_BAR-30'
  | 'RETICULINE'
  | 'GENERIC';
export interface InletGrate {
  /** In a channel (DROP_GRATE) rather than a street. */
  readonly drop: boolean;
  readonly lengthM: number;
  readonly widthM: number;
  readonly type: GrateType;
  /** GENERIC only. */
  readonly openShare: number | undefined;
  /** Splash-over velocity, GENERIC only; undefined: not limited. */
  readonly splashMs: number | undefined;
}
export interface InletCurb {
  readonly drop: boolean;
  readonly lengthM: number;
  readonly heightM: number;
  readonly throat: 'HORIZONTAL' | 'INCLINED' | 'VERTICAL';
}

/** Inlets along a conduit that send what they catch to a node. */
export interface InletUse {
  readonly conduit: string;
  readonly inlet: string;
  readonly node: string;
  /** On each side of the street. */
  readonly count: number;
  readonly cloggedShare: number;
  /** Greatest flow of one inlet; 0: not limited. */
  readonly maxFlowM3s: number;
  readonly depressionM: number;
  readonly depressionWidthM: number;
  readonly placement: 'AUTOMATIC' | 'ON_GRADE' | 'ON_SAG';
}

export type CurveType =
  | 'STORAGE'
  | 'DIVERSION'
  | 'TIDAL'
  | 'RATING'
  | 'CONTROL'
  | 'SHAPE'
  | 'WEIR'
  | 'PUMP1'
  | 'PUMP2'
  | 'PUMP3'
  | 'PUMP4'
  | 'PUMP5';
/**
 * A table of y over rising x. STORAGE: depth m, area m². DIVERSION: inflow, diverted flow m³/s. TIDAL: hour of the day,
 * level m. RATING: head m, flow m³/s. CONTROL: controller variable **in the file's units**, setting. SHAPE: depth over
 * full depth, width over full depth. WEIR: head m, coefficient m^½/s. PUMP1: volume m³; PUMP2, PUMP4: depth m; PUMP3,
 * PUMP5: head m; all with flow m³/s.
 */
export interface Curve {
  readonly id: string;
  readonly type: CurveType;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/**
 * Values over time, **in the file's units**: what they mean depends on who uses them, and each user says what one unit is
 * in SI (`seriesUnitM3s`, `seriesUnitM`, `unitMm` …).
 */
export interface TimeSeries {
  readonly id: string;
  /** Seconds from the start of the simulation; dates of the file are resolved. */
  readonly timesS: readonly number[];
  readonly values: readonly number[];
  /** Name of a file that the values are in; then times and values are empty and `unsupported` says so. */
  readonly file: string | undefined;
}

/** Multipliers: 12 months, 7 days from Sunday, or 24 hours of all days, or of weekends. Missing ones are 1. */
export interface Pattern {
  readonly id: string;
  readonly type: 'MONTHLY' | 'DAILY' | 'HOURLY' | 'WEEKEND';
  readonly factors: readonly number[];
}

/** Flow into a node: `seriesUnitM3s · series(t) + baselineM3s · pattern(t)`. */
export interface Inflow {
  readonly node: string;
  readonly series: string | undefined;
  /** Scale factor included. */
  readonly seriesUnitM3s: number;
  readonly baselineM3s: number;
  readonly pattern: string | undefined;
}

/** Mean flow times its patterns (at most one of each type). */
export interface DryWeatherFlow {
  readonly node: string;
  readonly meanM3s: number;
  readonly patterns: readonly string[];
}

/** Where things are drawn, in the file's own coordinates. */
export interface SwmmMap {
  readonly dimensions: readonly [xMin: number, yMin: number, xMax: number, yMax: number] | undefined;
  readonly units: 'NONE' | 'FEET' | 'METERS' | 'DEGREES';
  readonly nodes: readonly { readonly id: string; readonly at: Position }[];
  /** Points of a link between its nodes. */
  readonly links: readonly { readonly id: string; readonly points: readonly Position[] }[];
  readonly subcatchments: readonly { readonly id: string; readonly points: readonly Position[] }[];
  readonly tags: readonly {
    readonly kind: 'NODE' | 'LINK' | 'SUBCATCH' | 'GAGE';
    readonly id: string;
    readonly tag: string;
  }[];
}
