import type { CutOffRow, FacilityOverTime, RouteAnswer, StationOverTime } from '../../workers/city/types.ts';
import type { RoadUser } from '../../workers/impact/assumptions.ts';

/** In the order of the switch. */
export const VEHICLES: readonly RoadUser[] = ['pedestrian', 'motorbike', 'car', 'ambulance', 'truck', 'fireTruck'];

/** Something that a person on duty has to know of, in the simulated storm. */
export interface AlertRow {
  readonly id: string;
  readonly kind: 'street' | 'facility' | 'refuge';
  readonly name: string;
  /** From when, s, and to when; undefined: to the end. */
  readonly fromS: number;
  readonly toS: number | undefined;
  /** Deepest, m; of a refuge the people who lose their way to it. */
  readonly value: number;
  readonly lon: number;
  readonly lat: number;
}

/** A place of refuge and until when people come to it. */
export type RefugeRow = CutOffRow & Omit<FacilityOverTime, 'overFloorM'>;

/** The way from the clicked point, and where it may lead. */
export interface RouteView {
  readonly user: RoadUser;
  readonly timeS: number;
  /** End of the run, s. */
  readonly endS: number;
  readonly goal: string;
  /** Kinds that the City has, of which the nearest can be meant; then its named places. */
  readonly kinds: readonly string[];
  readonly places: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
  /** Undefined while it is looked for. */
  readonly answer: RouteAnswer | undefined;
}

/** A gauge's water now: depth, its change since the run began, the peak and when it is. */
export interface StationRow extends Pick<StationOverTime, 'id' | 'name' | 'lon' | 'lat'> {
  readonly depthM: number;
  readonly riseM: number;
  readonly peakM: number;
  readonly peakAtS: number;
}

/** What the Respond workspace is given; undefined until a run has been read. */
export interface RespondView {
  readonly user: RoadUser;
  /** Above this depth a street is shut for the user, m. */
  readonly limitM: number;
  /** Shut and slow streets now, m. */
  readonly shutM: number;
  readonly slowM: number;
  readonly alerts: readonly AlertRow[];
  readonly refuges: readonly RefugeRow[];
  readonly wards: readonly CutOffRow[];
  /** Where water rises most first. */
  readonly stations: readonly StationRow[];
  readonly people: number;
  readonly lost: number;
  /** Water on coarser cells than the City's own. */
  readonly preview: boolean;
}
