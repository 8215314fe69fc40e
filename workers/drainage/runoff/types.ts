import type { LidUnit } from '../lid/types.ts';
import type { Series } from '../relations.ts';

/** How bare ground takes in water. Rates in mm/h, depths in mm. */
export type Infiltration =
  | {
      readonly method: 'horton' | 'modifiedHorton';
      readonly mostMmH: number;
      readonly leastMmH: number;
      readonly decayPerH: number;
      readonly dryingDays: number;
      /** 0: no limit. */
      readonly mostMm: number;
    }
  | {
      readonly method: 'greenAmpt' | 'modifiedGreenAmpt';
      readonly suctionMm: number;
      readonly conductivityMmH: number;
      readonly deficit: number;
    }
  | { readonly method: 'curveNumber'; readonly curveNumber: number; readonly dryingDays: number };

/** A subcatchment: three planes (impervious without and with hollows, pervious) and built measures on the rest. */
export interface Catchment {
  readonly id: string;
  /** A node of the network, or another catchment; its own id where the water leads nowhere. */
  readonly outlet: string;
  readonly gauge?: string;
  readonly areaM2: number;
  readonly widthM: number;
  readonly slope: number;
  readonly imperviousShare: number;
  /** Of the impervious part, without hollows. */
  readonly flatShare: number;
  readonly imperviousManning: number;
  readonly perviousManning: number;
  readonly imperviousHollowMm: number;
  readonly perviousHollowMm: number;
  readonly routeTo: 'outlet' | 'impervious' | 'pervious';
  readonly routedShare: number;
  readonly infiltration?: Infiltration;
  readonly lids: readonly LidUnit[];
}

/** Intensities, mm/h, each held for `intervalS` from its time; without it, until the next one's. */
export interface Gauge {
  readonly id: string;
  readonly series: Series;
  readonly intervalS?: number;
}

export interface Hydrology {
  readonly gauges: readonly Gauge[];
  readonly catchments: readonly Catchment[];
  /** One value, or one a month. */
  readonly evaporationMmDay: readonly number[];
  readonly evaporatesWhenDryOnly: boolean;
  readonly stepS: number;
  readonly startMs: number;
}
