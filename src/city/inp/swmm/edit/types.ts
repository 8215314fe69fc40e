import type { Position } from '../../../types.ts';
import type { ConduitRow, LossRow, OrificeRow, OutletRow, PumpRow, WeirRow } from '../links.ts';
import type { DividerRow, JunctionRow, OutfallRow, StorageRow } from '../nodes.ts';
import type {
  ControlRule,
  Curve,
  DryWeatherFlow,
  Inflow,
  InletUse,
  LidUse,
  RainGage,
  SectionShape,
  Street,
  SwmmLink,
  SwmmNode,
  SwmmOptions,
} from '../types.ts';

/** What the rows of a section hold, by the names and in the SI units of the model. */
export interface Rows {
  readonly RAINGAGES: RainGage;
  readonly LID_USAGE: LidUse;
  readonly JUNCTIONS: JunctionRow;
  readonly OUTFALLS: OutfallRow;
  readonly STORAGE: StorageRow;
  readonly DIVIDERS: DividerRow;
  readonly CONDUITS: ConduitRow;
  readonly PUMPS: PumpRow;
  readonly ORIFICES: OrificeRow;
  readonly WEIRS: WeirRow;
  readonly OUTLETS: OutletRow;
  readonly LOSSES: LossRow;
  readonly STREETS: Street;
  readonly INLET_USAGE: InletUse;
  readonly INFLOWS: Inflow;
  readonly DWF: DryWeatherFlow;
}

/** Changes columns of the row that `id` opens (of several the last, which is the one that counts). */
export type SetRow<S extends keyof Rows = keyof Rows> = {
  [K in S]: { readonly do: 'set'; readonly section: K; readonly id: string; readonly values: Partial<Rows[K]> };
}[S];
/** Adds a row, and its section where there is none. */
export type AddRow<S extends keyof Rows = keyof Rows> = {
  [K in S]: { readonly do: 'add'; readonly section: K; readonly row: Rows[K] };
}[S];
/** Removes the rows that `id` opens and nothing else. Things that others refer to go by `removeNode`, `removeLink`. */
export interface RemoveRows {
  readonly do: 'remove';
  readonly section: 'LID_USAGE' | 'LOSSES' | 'INLET_USAGE' | 'INFLOWS' | 'DWF';
  readonly id: string;
}

type WithoutDepth<N> = N extends SwmmNode ? Omit<N, 'fullDepthM'> : never;
type Loose<T> = T extends unknown ? Partial<T> : never;

/** One change of a SWMM file as plain data: it can be stored, sent to a worker and undone by keeping the document before. */
export type SwmmEdit =
  | SetRow
  | AddRow
  | RemoveRows
  /** Shape, sizes, barrels of a link's cross-section; what is not named stays. */
  | {
      readonly do: 'section';
      readonly link: string;
      readonly values: Loose<SectionShape> & { readonly barrels?: number; readonly culvertCode?: number };
    }
  /** Raises or lowers the rim of a junction, storage or divider: the depth above its invert. */
  | { readonly do: 'rim'; readonly node: string; readonly levelM: number }
  | { readonly do: 'addNode'; readonly node: WithoutDepth<SwmmNode>; readonly at?: Position }
  /** With its cross-section and losses; `points` lie between its nodes. */
  | { readonly do: 'addLink'; readonly link: SwmmLink; readonly points?: readonly Position[] }
  /** A junction becomes a storage of the same name, invert and rim; what hangs on it stays. */
  | { readonly do: 'storage'; readonly node: string; readonly shape: StorageRow['shape'] }
  /** Hangs a flap gate on a conduit, or takes it off. */
  | { readonly do: 'flap'; readonly link: string; readonly flapGate: boolean }
  /** Adds a control rule behind those that are there. */
  | { readonly do: 'rule'; readonly rule: ControlRule }
  /** Comment lines at the head of the file. */
  | { readonly do: 'note'; readonly lines: readonly string[] }
  /** With its links, inflows and all else that is only about it. */
  | { readonly do: 'removeNode'; readonly id: string }
  /** With its cross-section, losses, inlets and points. */
  | { readonly do: 'removeLink'; readonly id: string }
  /** Units cannot be changed: all numbers of the file would mean something else. */
  | {
      readonly do: 'options';
      readonly values: Partial<Omit<SwmmOptions, 'flowUnits' | 'forceMainEquation' | 'start'>>;
    }
  /** Adds a curve or replaces all its points. */
  | { readonly do: 'curve'; readonly curve: Curve }
  /** Adds a time series or replaces all its values, which are in the file's units. */
  | {
      readonly do: 'series';
      readonly id: string;
      readonly timesS: readonly number[];
      readonly values: readonly number[];
    };
