/**
 * The flood engines' own words: numbers in, numbers out. Grids are row-major, row 0 the northernmost,
 * `cell = row * cols + col`. SI units; times in seconds from the start of the scenario.
 */
export interface Grid {
  readonly cols: number;
  readonly rows: number;
  readonly cellSizeM: number;
  /** Lower left (south-west) corner of the grid in the City's CRS. */
  readonly xMin: number;
  readonly yMin: number;
}

export interface RainZone {
  /** Cells of the zone; undefined: every active cell that no later zone claims. */
  readonly cells?: Uint32Array;
  /** `intensityMmH[i]` holds from `timesS[i]` to the next time, the last one on. */
  readonly timesS: Float64Array;
  readonly intensityMmH: Float64Array;
}

export interface Inflow {
  readonly id: string;
  /** Spread evenly over these cells. */
  readonly cells: Uint32Array;
  /** Linear between times; the first value holds before, the last after. */
  readonly timesS: Float64Array;
  readonly dischargeM3s: Float64Array;
}

export interface LevelBoundary {
  readonly id: string;
  /** Cells whose water level is held. */
  readonly cells: Uint32Array;
  readonly timesS: Float64Array;
  readonly levelM: Float64Array;
}

/** A wall that stands between two times only. */
export interface TimedBarrier {
  readonly id: string;
  readonly cells: Uint32Array;
  readonly crestM: Float32Array;
  readonly fromS: number;
  readonly toS: number;
}

/**
 * How ground takes water in, as capacity over its pervious share (`infiltration.ts` has the equations):
 *
 * - `greenAmpt`: suction at the wetting front, saturated conductivity, moisture deficit at the start (share of volume)
 * - `horton`: from `initialMmH` to `finalMmH`, decaying with `decayPerH`, by what has gone in (not by the clock)
 * - `curveNumber`: of SCS, 0 < number ≤ 100; rain up to `abstractionShare` of the storage S = 25400/CN − 254 mm is kept whole
 * - `constant`
 */
export type Infiltration =
  | {
      readonly model: 'greenAmpt';
      readonly suctionMm: number;
      readonly conductivityMmH: number;
      readonly deficit: number;
    }
  | { readonly model: 'horton'; readonly initialMmH: number; readonly finalMmH: number; readonly decayPerH: number }
  | { readonly model: 'curveNumber'; readonly curveNumber: number; readonly abstractionShare: number }
  | { readonly model: 'constant'; readonly rateMmH: number };

export interface Soil {
  readonly infiltration: Infiltration;
  /** Share of the cell that lets water in. */
  readonly perviousShare: number;
  /** Kept back by leaves and small hollows before anything seeps or runs off, over the whole cell, mm. */
  readonly abstractionMm: number;
}

/** Soils by cell. */
export interface Soils {
  /** 0: no soil, `infiltrationMmH` alone; k: `table[k − 1]`. One value a cell. */
  readonly index: Uint16Array;
  readonly table: readonly Soil[];
}

/**
 * A culvert, or a bridge through an embankment, narrower than a cell: it joins two places of the grid whose ground
 * between them stays as it is (`culverts.ts`). `from` and `to` name its ends; water runs either way unless `flap`.
 */
export interface Culvert {
  readonly id: string;
  /** Cells that an end takes from and gives to; its level is that of the one with the lowest ground. Held cells count. */
  readonly fromCells: Uint32Array;
  readonly toCells: Uint32Array;
  readonly fromInvertM: number;
  readonly toInvertM: number;
  /** `circular`: `heightM` is the diameter, `widthM` is not used. */
  readonly shape: 'circular' | 'box';
  readonly heightM: number;
  readonly widthM: number;
  readonly barrels: number;
  readonly lengthM: number;
  /** Manning n of the barrel, s/m^⅓. */
  readonly manning: number;
  /** Losses in velocity heads. */
  readonly entranceLoss: number;
  readonly exitLoss: number;
  /** A flap at the `to` end lets nothing back. */
  readonly flap: boolean;
}

/** Water over a crest. */
export interface Weir {
  /** Crest level of each face of the structure, m. */
  readonly crestM: Float32Array;
  /** C of q = C·H^1.5, m^½/s. */
  readonly coefficient: number;
}

/** Water under a leaf that is lifted from the sill. */
export interface Gate {
  readonly sillM: number;
  /** Height of the opening when the gate is wide open, m. */
  readonly heightM: number;
  /** Cd of q = Cd·b·√(2g·ΔH). */
  readonly coefficient: number;
  /** Share of `heightM` that is open, 0–1; linear between times, the first value before, the last after. */
  readonly timesS: Float64Array;
  readonly openShare: Float64Array;
}

/**
 * A structure along a chain of faces that parts the cells on its two sides: the flux of these faces follows its
 * equations (`structures.ts`) instead of the momentum equation. Over the weir, under the gate, or both; with neither,
 * or outside the share of width, it is a thin wall. Faces of the last structure win where two share one.
 */
export interface Structure {
  readonly id: string;
  /** Owner of each face: the cell west or north of it. */
  readonly cells: Uint32Array;
  /** 0: the owner's east face; 1: its south face. As many as `cells`. */
  readonly south: Uint8Array;
  /** Share of each face's width that water can use, 0–1: piers, and lines that run aslant over the grid's steps. */
  readonly widthShare: number;
  readonly weir?: Weir;
  readonly gate?: Gate;
}

export interface Gauge {
  readonly id: string;
  readonly cell: number;
}

/** What a cell is to the engine. */
export const CELL = { noData: 0, active: 1, block: 2 } as const;

/** A sentence for people in both languages. */
export interface Warning {
  readonly vi: string;
  readonly en: string;
}

/** City + Scenario as numbers. */
export interface Domain {
  readonly grid: Grid;
  /** `CELL` of each cell: outside or unknown, computed, or a building that keeps water out. */
  readonly kind: Uint8Array;
  /** Bed level, m above the City's vertical datum; NaN where `noData`. */
  readonly groundM: Float32Array;
  /** Manning n, s/m^⅓: one value, or one a cell. */
  readonly manning: number | Float32Array;
  /** Constant infiltration capacity, mm/h: one value, or one a cell; where there is a soil, the least of its capacity. */
  readonly infiltrationMmH: number | Float32Array;
  /** Soils, whose capacity falls with what they have taken in; absent: `infiltrationMmH` alone. */
  readonly soils?: Soils;
  /** Blocks whose roofs are piped: the rain of `cells[k]` comes down in cell `to[k]`. All others shed to the nearest open cell. */
  readonly roofs?: { readonly cells: Uint32Array; readonly to: Uint32Array };
  /** Stand-in for pipes: loss to the drains, mm/h, where there are sewers (a block's serves where its roof sheds to); undefined when drainage is off. */
  readonly drainsMmH: Float32Array | undefined;
  /** Initial depth, m: one value, or one a cell. */
  readonly initialDepthM: number | Float32Array;
  /** 1 in cells made to hold water (basins, channels): what stands there is no flood. Absent: none. */
  readonly holdsWater?: Uint8Array;
  readonly rain: readonly RainZone[];
  readonly inflows: readonly Inflow[];
  readonly levels: readonly LevelBoundary[];
  readonly barriers: readonly TimedBarrier[];
  /** Culverts and bridges narrower than a cell; absent: none. */
  readonly culverts?: readonly Culvert[];
  /** Weirs and gates along faces; absent: none. */
  readonly structures?: readonly Structure[];
  readonly edges: 'closed' | 'open';
  readonly gauges: readonly Gauge[];
  readonly durationS: number;
  readonly outputEveryS: number;
  readonly solver: 'inertial' | 'full' | 'auto';
  /** Sentences for people: what was assumed, what is not computed. */
  readonly warnings: readonly Warning[];
}

/** The water at one instant. Depth m and speed m/s at cell centres, zero on dry and blocked cells. */
export interface Frame {
  readonly timeS: number;
  readonly depthM: Float32Array;
  readonly speedMS: Float32Array;
}

/** Maps accumulated step by step. NaN: no data; arrival −1: never wet. */
export interface Maps {
  readonly depthMaxM: Float32Array;
  /** When it was deepest, s; −1: never wet. */
  readonly deepestAtS: Float32Array;
  readonly speedMaxMS: Float32Array;
  /** Greatest depth × speed, m²/s. */
  readonly productMaxM2S: Float32Array;
  readonly hazardMax: Float32Array;
  /** First time with depth ≥ 0.05 m, s. */
  readonly arrivalS: Float32Array;
  /** Total time with depth ≥ 0.05 m, s. */
  readonly durationS: Float32Array;
}

export interface VolumesM3 {
  initial: number;
  rain: number;
  inflow: number;
  levelIn: number;
  outflow: number;
  infiltration: number;
  toDrains: number;
  fromDrains: number;
  stored: number;
}

/** DESIGN §4.4, summary.json. */
export interface Summary {
  readonly cells: number;
  readonly steps: number;
  readonly simulatedS: number;
  readonly wallS: number;
  readonly cellStepsPerS: number;
  readonly threads: number;
  readonly solver: 'inertial' | 'full';
  readonly engine: string;
  readonly hash: string;
  /** Times at which the rain or a measure was changed while the run went on, s; absent without a change. */
  readonly changedAtS?: readonly number[];
  readonly volumeM3: VolumesM3;
  readonly massErrorRel: number;
  readonly drainage?: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}

export interface GaugeSample {
  readonly timeS: number;
  /** One entry a gauge, in the Domain's order. */
  readonly depthM: Float64Array;
  readonly levelM: Float64Array;
  readonly speedMS: Float64Array;
}

export interface Progress {
  readonly timeS: number;
  readonly durationS: number;
  readonly wallS: number;
  readonly steps: number;
  /** Area with depth ≥ 0.15 m outside level boundaries and initial water, m². */
  readonly wetAreaM2: number;
  readonly volumeM3: Readonly<VolumesM3>;
}

export interface RunResult {
  readonly summary: Summary;
  readonly maps: Maps;
  /** The summary's warnings in both languages. */
  readonly warnings: readonly Warning[];
}
