/** Control rules of SWMM ([CONTROLS]), parsed; values in SI except where a mathematical expression is involved. */
export interface Controls {
  /** Names that expressions use. Where a premise names a variable it is already replaced by what it stands for. */
  readonly variables: readonly { readonly name: string; readonly of: ControlVariable }[];
  /** Formulas over the variables' values **in the file's units**, as SWMM evaluates them. */
  readonly expressions: readonly { readonly name: string; readonly formula: string }[];
  readonly rules: readonly ControlRule[];
}

export interface ControlRule {
  readonly id: string;
  readonly premises: readonly Premise[];
  readonly whenTrue: readonly ControlAction[];
  readonly whenFalse: readonly ControlAction[];
  /** The higher wins where rules disagree. */
  readonly priority: number;
}

export type Relation = '=' | '<>' | '<' | '<=' | '>' | '>=';
export interface Premise {
  /** How it joins what stands before it; the first is AND. */
  readonly join: 'AND' | 'OR';
  readonly left: ControlVariable | { readonly object: 'EXPRESSION'; readonly name: string };
  readonly relation: Relation;
  /** A number in the unit of the left side's attribute (of an expression: the file's units). */
  readonly right: number | ControlVariable;
}

/**
 * What a rule looks at. Units: DEPTH, MAXDEPTH, HEAD, FULLDEPTH, LENGTH m; VOLUME m³; INFLOW, FLOW, FULLFLOW m³/s;
 * VELOCITY m/s; SLOPE m/m; STATUS 0 or 1; SETTING as set; TIMEOPEN, TIMECLOSED, TIME, CLOCKTIME s; DATE days since
 * 1970-01-01; DAY 1 Sunday – 7; MONTH 1–12; DAYOFYEAR 1–365; INTENSITY mm/h; PRECIPITATION mm in the past `hours`.
 */
export type ControlVariable =
  | { readonly object: 'NODE'; readonly id: string; readonly attribute: NodeAttribute }
  | { readonly object: LinkObject; readonly id: string; readonly attribute: LinkAttribute }
  | { readonly object: 'GAGE'; readonly id: string; readonly attribute: 'INTENSITY' }
  | { readonly object: 'GAGE'; readonly id: string; readonly attribute: 'PRECIPITATION'; readonly hours: number }
  | { readonly object: 'SIMULATION'; readonly attribute: SimulationAttribute };
export type LinkObject = 'LINK' | 'CONDUIT' | 'PUMP' | 'ORIFICE' | 'WEIR' | 'OUTLET';
export type NodeAttribute = 'DEPTH' | 'MAXDEPTH' | 'HEAD' | 'VOLUME' | 'INFLOW';
export type LinkAttribute =
  | 'FLOW'
  | 'FULLFLOW'
  | 'DEPTH'
  | 'FULLDEPTH'
  | 'LENGTH'
  | 'SLOPE'
  | 'VELOCITY'
  | 'STATUS'
  | 'SETTING'
  | 'TIMEOPEN'
  | 'TIMECLOSED';
export type SimulationAttribute = 'TIME' | 'DATE' | 'CLOCKTIME' | 'DAYOFYEAR' | 'DAY' | 'MONTH';

export interface ControlAction {
  readonly object: LinkObject;
  readonly link: string;
  /**
   * A fixed setting (STATUS ON/OPEN is 1, OFF/CLOSED 0; speed of a pump, open share of a regulator), one looked up by the
   * value of the controller variable (left side of the premise looked at last) or by time, or a PID controller.
   */
  readonly set:
    | { readonly by: 'STATUS' | 'SETTING'; readonly value: number }
    | { readonly by: 'CURVE'; readonly curve: string }
    | { readonly by: 'TIMESERIES'; readonly series: string }
    | { readonly by: 'PID'; readonly gain: number; readonly integralMin: number; readonly derivativeMin: number };
}
