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

/** What the shown run means. */
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
  /** The run is a coarse one. */
  readonly preview: boolean;
}
