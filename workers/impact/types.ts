import type { RoadUser } from './assumptions.ts';

/** Lists of cells, one after the other: list k is `cells[start[k]]` to `cells[start[k + 1] − 1]`. */
export interface CellLists {
  readonly start: Uint32Array;
  readonly cells: Uint32Array;
}

/** What stands in the way of water, in columns on a grid. Wards are indices, −1: in none. */
export interface Exposure {
  readonly cellAreaM2: number;
  readonly wards: readonly { readonly id: string; readonly name: string }[];
  /** Ward of each cell. */
  readonly wardOfCell: Int16Array;
  /** 1 in cells that measures make to hold water; absent: none. */
  readonly holdsWater?: Uint8Array;
  readonly buildings?: {
    readonly ids: readonly string[];
    readonly at: CellLists;
    readonly ward: Int16Array;
    /** Index in DAMAGE_CLASSES. */
    readonly use: Uint8Array;
    /** Of the ground floor. */
    readonly areaM2: Float32Array;
    /** Ground floor over the ground around, m, ≥ 0. */
    readonly floorM: Float32Array;
    readonly residents: Float32Array;
  };
  readonly roads?: {
    readonly ids: readonly string[];
    readonly names: readonly string[];
    /** Empty lists: bridges, which no water on the ground shuts. */
    readonly at: CellLists;
    readonly ward: Int16Array;
    readonly lengthM: Float32Array;
  };
  readonly facilities?: {
    readonly ids: readonly string[];
    readonly names: readonly string[];
    readonly kinds: readonly string[];
    readonly at: CellLists;
    readonly ward: Int16Array;
    readonly floorM: Float32Array;
  };
  /** Lamps, control cabinets and trees: the cell of each. */
  readonly lamps?: Uint32Array;
  readonly cabinets?: Uint32Array;
  readonly trees?: Uint32Array;
}

/** The water of a run. Maps and frames are of one grid; NaN: no data. A frame at 0 tells what was water before the storm. */
export interface RunWaterMaps {
  readonly depthMaxM: Float32Array;
  readonly durationS: Float32Array;
  /** Greatest speed, m/s, and depth × speed, m²/s; without them the classes H1–H6 are those of the frames. */
  readonly speedMaxMS?: Float32Array | undefined;
  readonly productMaxM2S?: Float32Array | undefined;
  readonly timesS: readonly number[];
  readonly frame: (index: number) => { readonly depthM: Float32Array; readonly speedMS: Float32Array };
}

export interface BuildingRow {
  readonly id: string;
  /** Greatest depth of the water around it and over its floor, m. */
  readonly depthM: number;
  readonly overFloorM: number;
  /** Greatest class H1–H6 around it. */
  readonly hazard: number;
  /** When the water around it first is as deep as `affectedM`; undefined: never. */
  readonly firstWetS: number | undefined;
  readonly residents: number;
  readonly damageVnd: number;
  readonly ward: number;
}
export interface RoadRow {
  readonly id: string;
  readonly name: string;
  readonly lengthM: number;
  readonly depthM: number;
  readonly ward: number;
  /** For each user: from when to when it is shut, and for how long in between, s; undefined: never. */
  readonly shut: Readonly<
    Record<RoadUser, { readonly fromS: number; readonly toS: number; readonly forS: number } | undefined>
  >;
}
export interface FacilityRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly depthM: number;
  readonly overFloorM: number;
  readonly firstWetS: number | undefined;
  readonly ward: number;
}
export interface WardRow {
  /** `''`: what lies in no ward. */
  readonly id: string;
  readonly name: string;
  readonly floodedM2: number;
  readonly deepestM: number;
  readonly people: number;
  readonly buildings: number;
  readonly damageVnd: number;
  /** Length of road that a car could not pass at some time, m. */
  readonly shutRoadM: number;
  readonly facilities: number;
}

export interface Assessment {
  readonly wards: readonly WardRow[];
  readonly total: Omit<WardRow, 'id' | 'name'>;
  /** Affected buildings only. */
  readonly buildings: readonly BuildingRow[];
  /** Segments that some user could not pass. */
  readonly roads: readonly RoadRow[];
  /** All facilities. */
  readonly facilities: readonly FacilityRow[];
  /** People by the depth around their building (classes of `depthClassesM`) and by hazard H1–H6. */
  readonly people: { readonly byDepth: readonly number[]; readonly byHazard: readonly number[] };
  /** At each frame. */
  readonly overTime: {
    readonly timesS: readonly number[];
    readonly people: readonly number[];
    readonly shutRoadM: Readonly<Record<RoadUser, readonly number[]>>;
  };
  readonly lamps: number;
  readonly cabinets: number;
  readonly trees: number;
  /** Greatest class H1–H6 of each cell over the storm; 0 dry. */
  readonly hazardClass: Uint8Array;
}
