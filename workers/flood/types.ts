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
  /** Constant infiltration capacity, mm/h: one value, or one a cell. */
  readonly infiltrationMmH: number | Float32Array;
  /** Stand-in for pipes: loss to the drains, mm/h, where there are sewers (a block's serves where its roof sheds to); undefined when drainage is off. */
  readonly drainsMmH: Float32Array | undefined;
  /** Initial depth, m: one value, or one a cell. */
  readonly initialDepthM: number | Float32Array;
  readonly rain: readonly RainZone[];
  readonly inflows: readonly Inflow[];
  readonly levels: readonly LevelBoundary[];
  readonly barriers: readonly TimedBarrier[];
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
  readonly speedMaxMS: Float32Array;
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
}
