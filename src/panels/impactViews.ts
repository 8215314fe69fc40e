import type { Bilingual } from '../../layers/types.ts';

/** A ward's row, or what lies in none (`id` empty). */
export interface WardImpactRow {
  readonly id: string;
  readonly name: string;
  readonly floodedM2: number;
  /** Against the scenario that it is compared with, m²; undefined where that has no run on this grid. */
  readonly diffM2: number | undefined;
  readonly people: number;
  readonly damageVnd: number;
}

/** Damage of a storm of a return period. */
interface YearlyRow {
  readonly returnPeriodY: number;
  readonly damageVnd: number;
}

export interface YearlyResultView {
  readonly cellSizeM: number;
  readonly events: readonly YearlyRow[];
  /** VND a year. */
  readonly expectedVnd: number;
  /** The same without the measures: of the scenario that they were added to. */
  readonly before:
    | { readonly name: Bilingual; readonly events: readonly YearlyRow[]; readonly expectedVnd: number }
    | undefined;
  /** Worth today over the life of the measures. */
  readonly benefit:
    | { readonly investmentVnd: number; readonly costVnd: number; readonly benefitVnd: number; readonly ratio: number }
    | undefined;
  readonly lifeYears: number;
  /** The scenario or the assumptions have changed since. */
  readonly stale: boolean;
}

/** What floods cost in a year, from storms of several return periods. */
export interface YearlyView {
  /** The scenario's rain is a design storm: its return period can be another. */
  readonly hasDesign: boolean;
  readonly returnPeriodsY: readonly number[];
  /** Runs that it takes. */
  readonly runs: number;
  readonly choices: readonly { readonly cellSizeM: number; readonly estimateS: number }[];
  readonly cellSizeM: number;
  /** `share` of the run that goes on. */
  readonly going: { readonly done: number; readonly of: number; readonly share: number } | undefined;
  readonly result: YearlyResultView | undefined;
}

/** What the shown run means. */
/** Of a whole run. */
export interface ImpactTotals {
  readonly floodedM2: number;
  readonly people: number;
  readonly buildings: number;
  readonly shutRoadM: number;
  readonly facilities: number;
  readonly damageVnd: number;
}

export interface ImpactView {
  readonly rows: readonly WardImpactRow[];
  readonly total: Omit<WardImpactRow, 'id' | 'name'>;
  /** Letter of the scenario that it is compared with. */
  readonly against: string | undefined;
  readonly buildings: number;
  readonly shutRoadM: number;
  readonly facilities: number;
  /** Hospitals, shelters … the deepest first. */
  readonly wetFacilities: readonly { readonly name: string; readonly overFloorM: number }[];
  /** People around whom water is dangerous to adults (H3 and more). */
  readonly endangered: number;
  readonly lamps: number;
  readonly cabinets: number;
  readonly trees: number;
  /** People by class of depth and by H1–H6 around their homes. */
  readonly byDepth: readonly number[];
  readonly byHazard: readonly number[];
  /** At each frame; roads are those shut to cars. */
  readonly overTime: {
    readonly timesS: readonly number[];
    readonly people: readonly number[];
    readonly shutRoadM: readonly number[];
  };
  /** Depths from which an area is flooded and people are affected, m. */
  readonly floodedM: number;
  readonly affectedM: number;
  /** The run is a coarse one. */
  readonly preview: boolean;
  /** A stated loss stands in for the drains: damage comes out far too low. */
  /** Totals of the run that it is compared with. */
  readonly before: ImpactTotals | undefined;
  readonly standsIn: boolean;
}
