import type { Curve, Series } from './relations.ts';

/** Control rules as SWMM has them (Reference Manual II, §7.3), in SI and by id. */
export interface Rule {
  readonly id: string;
  readonly premises: readonly Premise[];
  readonly whenTrue: readonly Action[];
  readonly whenFalse: readonly Action[];
  /** The higher wins where rules disagree; among equals the first. */
  readonly priority: number;
}

export interface Premise {
  readonly join: 'and' | 'or';
  readonly left: RuleValue;
  readonly relation: '=' | '<>' | '<' | '<=' | '>' | '>=';
  readonly right: number | RuleValue;
}

/** Units: m, m³, m³/s, m/s, s; date in days since 1970-01-01; rain in mm/h, or mm in the past `hours`. */
export type RuleValue =
  | { readonly of: 'node'; readonly id: string; readonly what: 'depth' | 'fullDepth' | 'head' | 'volume' | 'inflow' }
  | { readonly of: 'link'; readonly id: string; readonly what: LinkReading }
  | { readonly of: 'time'; readonly what: 'elapsed' | 'date' | 'clock' | 'dayOfYear' | 'day' | 'month' }
  | { readonly of: 'rain'; readonly id: string; readonly hours?: number }
  /** Of other values, each times its scale: expressions are in the units of the file that they came from. */
  | {
      readonly of: 'formula';
      readonly values: readonly { readonly value: RuleValue; readonly scale: number }[];
      readonly evaluate: (values: Float64Array) => number;
    };
export type LinkReading =
  | 'flow'
  | 'fullFlow'
  | 'depth'
  | 'fullDepth'
  | 'length'
  | 'slope'
  | 'speed'
  | 'status'
  | 'setting'
  | 'timeOpen'
  | 'timeClosed';

export interface Action {
  readonly link: string;
  readonly set:
    | { readonly by: 'value'; readonly value: number }
    /** A curve over the left side of the premise looked at last, times `scale`. */
    | { readonly by: 'curve'; readonly curve: Curve; readonly scale: number }
    | { readonly by: 'series'; readonly series: Series }
    | { readonly by: 'pid'; readonly gain: number; readonly integralMin: number; readonly derivativeMin: number };
}
