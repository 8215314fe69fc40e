import type { Profile } from '../../layers/drainage/profile.ts';
import type { Bilingual, Finding } from '../../layers/types.ts';

export const SEVERITY_FILTERS = ['all', 'error', 'warning'] as const;
export type SeverityFilter = (typeof SEVERITY_FILTERS)[number];

/** What is wrong with the drains. */
export interface FindingsView {
  /** The check has ended. */
  readonly checked: boolean;
  readonly rows: readonly FindingRow[];
  readonly severity: SeverityFilter;
  /** `finding` of the row that was gone to. */
  readonly selected: number | undefined;
}
/** Findings of one kind. */
export interface FindingGroup {
  readonly code: string;
  readonly title: Bilingual;
  readonly severity: Finding['severity'];
  readonly rows: readonly FindingRow[];
}
export type FindingRow = Pick<Finding, 'code' | 'severity' | 'feature' | 'also' | 'message' | 'expected' | 'mend'> & {
  /** Its place among all findings. */
  readonly finding: number;
  readonly hasPlace: boolean;
};

/** One direction of a trace in numbers. */
export interface ReachView {
  readonly pipes: number;
  readonly lengthM: number;
}
export interface TraceView {
  readonly id: string;
  readonly up: ReachView;
  readonly down: ReachView;
  readonly outfalls: readonly {
    readonly id: string;
    readonly index: number;
    readonly lon: number;
    readonly lat: number;
  }[];
  /** Land that the file sends here, m²; undefined where it says nothing of it. */
  readonly statedM2: number | undefined;
  readonly landM2: number;
  readonly landShown: boolean;
}

type SeriesById = Readonly<Record<string, Float32Array>>;

/** The drains over time, as a computation gives them: by id, one value a time. */
export interface HeadSeries {
  readonly timesS: readonly number[];
  /** Of nodes, m. */
  readonly headM: SeriesById;
  /** Of nodes onto the street, m³/s, negative into them; of links along their direction, m³/s and m/s; absent in runs that were stored without. */
  readonly risingM3s?: SeriesById;
  readonly flowM3s?: SeriesById;
  readonly speedMS?: SeriesById;
}

/** A place in the drains that can be flown to. */
export interface PlaceRow {
  readonly id: string;
  readonly index: number;
  readonly lon: number;
  readonly lat: number;
}
/** What the pipes hold at an instant. */
export interface FillingView {
  /** Pipes in each class of filling. */
  readonly counts: readonly number[];
  /** Manholes whose water rises onto the street, the strongest first. */
  readonly rising: readonly PlaceRow[];
  /** Outfalls that the water outside shuts. */
  readonly blocked: readonly PlaceRow[];
}

export interface ProfileView {
  readonly from: string;
  readonly to: string;
  /** Undefined where the two nodes are not connected. */
  readonly profile: Profile | undefined;
  /** Undefined without a result. */
  readonly heads: HeadSeries | undefined;
  /** Name of the vertical datum. */
  readonly datum: string | undefined;
}
