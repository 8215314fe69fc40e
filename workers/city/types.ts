import type { Profile } from '../../layers/drainage/profile.ts';
import type { Attribute, Bilingual, Finding, LayerId } from '../../layers/types.ts';
import type { CityNote } from '../../src/city/types.ts';
import type { Measure, ResolvedScenario, Scenario } from '../../src/scenario/index.ts';
import type { MeasureOnGrid } from '../domain/measures/onGrid.ts';
import type { Planned } from '../domain/run.ts';
import type { Grid, Maps } from '../flood/types.ts';
import type { Assessment, Assumptions, FacilityRow, RoadUser } from '../impact/index.ts';
import type { FileRole } from '../import/identify.ts';
import type { SceneCity, ScenePart, SceneSource, SceneTheme } from '../scene/types.ts';

/** A file that a person dropped or picked, with its path inside the folder it came in. */
export interface NamedFile {
  readonly path: string;
  readonly file: Blob;
}

/** Where a City is to come from: an address of a city.json or area pack, or files. */
export type CitySource =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'files'; readonly label: string; readonly files: readonly NamedFile[] };

/** What is being read while a City opens. */
export interface OpenProgress {
  readonly file: string;
}

export interface SourceRow {
  readonly layer: string;
  readonly title: Bilingual;
  readonly date?: string;
  readonly licence?: string;
  readonly synthetic?: boolean;
}

/** A layer in numbers, for the list of layers. */
export interface LayerSummary {
  readonly id: LayerId;
  readonly name: Bilingual;
  readonly features: number;
  readonly synthetic: boolean;
  readonly legend: readonly {
    readonly label: Bilingual;
    readonly colour: { readonly day: string; readonly dusk: string };
  }[];
  readonly sources: readonly SourceRow[];
}

/** An opened City as the page knows it; the City itself stays in the worker. */
export interface OpenedCity {
  /** Digest of the manifest, the terrain and the layers: what a run of a scenario depends on beside the scenario. */
  readonly fingerprint: string;
  readonly name: Bilingual;
  readonly crs: string;
  readonly crsName: string;
  readonly datum: string | undefined;
  readonly boundsLonLat: readonly [west: number, south: number, east: number, north: number];
  /** The City's own cell size, m. */
  readonly cellSizeM: number;
  /** Side lengths of the terrain, m. */
  readonly widthM: number;
  readonly heightM: number;
  readonly synthetic: boolean;
  readonly scene: SceneCity;
  readonly layers: readonly LayerSummary[];
  readonly sources: readonly SourceRow[];
  readonly notes: readonly CityNote[];
  readonly scenarios: readonly Scenario[];
}

/** A feature that was picked: its attributes as the layer's schema orders them, others after. */
export interface FeatureSheet {
  readonly layer: LayerId;
  readonly layerName: Bilingual;
  /** In its layer; of networks links come first, then nodes. */
  readonly index: number;
  readonly id: string;
  readonly name: string | undefined;
  readonly synthetic: boolean;
  readonly lon: number;
  readonly lat: number;
  readonly rows: readonly {
    readonly attribute: Attribute | undefined;
    readonly key: string;
    readonly value: unknown;
  }[];
}

export interface SearchResult {
  readonly layer: LayerId;
  /** Of the feature in its layer, as `CityApi.feature` takes it. */
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly kind: Bilingual;
  readonly lon: number;
  readonly lat: number;
}

export type LayerFinding = Finding & {
  readonly layer: LayerId;
  /** Where to look and what to pick; undefined where the file gives no place. */
  readonly place?: { readonly index: number; readonly lon: number; readonly lat: number };
};

/** Polylines for a stage: `coords` has longitude, latitude and height above the ellipsoid of each point. */
export interface DrainLines {
  readonly coords: Float64Array;
  /** Index of the first point of each line. */
  readonly starts: Uint32Array;
}

/** Land as a picture over a rectangle of longitude and latitude, rows from the north. */
export interface LandMask {
  readonly boundsLonLat: readonly [west: number, south: number, east: number, north: number];
  readonly cols: number;
  readonly rows: number;
  /** 0 outside, 1 inside, 2 at the edge. */
  readonly cells: Uint8Array;
}

/** One direction of a trace. */
export interface DrainReach {
  readonly pipes: number;
  readonly lengthM: number;
  readonly lines: DrainLines;
}

/** Where the water of a link or node comes from and goes to. */
export interface DrainTrace {
  readonly id: string;
  readonly item: 'node' | 'link';
  readonly kind: string;
  readonly up: DrainReach;
  readonly down: DrainReach;
  readonly outfalls: readonly {
    readonly id: string;
    readonly index: number;
    readonly lon: number;
    readonly lat: number;
  }[];
  /** Land that the file sends to the nodes upstream, m²; undefined where it says nothing of it. */
  readonly statedM2: number | undefined;
  /** Land that is nearest to one of the inlets upstream. */
  readonly landM2: number;
  readonly land: LandMask | undefined;
}

export interface DrainProfile {
  readonly from: string;
  readonly to: string;
  /** Undefined where the two nodes are not connected. */
  readonly profile: Profile | undefined;
  readonly lines: DrainLines;
}

/**
 * The drains in columns, for a picture of what they hold. Levels in m; NaN where the file says nothing.
 * A feature's index is that of its link, or the number of links plus that of its node.
 */
export interface DrainTable {
  readonly links: {
    readonly ids: readonly string[];
    /** Indices of nodes, from and to alternating; −1 where there is no such node. */
    readonly ends: Int32Array;
    /** Two for each link, as `ends`. */
    readonly invertM: Float32Array;
    /** 0 for what is no pipe. */
    readonly heightM: Float32Array;
  };
  readonly nodes: {
    readonly ids: readonly string[];
    readonly invertM: Float32Array;
    /** NaN at outfalls, which have none. */
    readonly rimM: Float32Array;
    /** 1: an outfall. */
    readonly outfall: Uint8Array;
    /** Longitude, latitude of each; NaN where the file gives no place. */
    readonly lonLat: Float64Array;
  };
}

/** A finished run as it is assessed. */
export interface FinishedRun {
  readonly grid: Grid;
  readonly maps: Maps;
  /** Measures of the scenario that it is a run of. */
  readonly measures: readonly Measure[];
  /** `frames.twin`. */
  readonly frames: Uint8Array;
}

/**
 * What to take away: tables and maps (CSV, GeoJSON of affected buildings and shut roads, GeoTIFFs), depths over time as
 * GeoTIFFs, the water for other globes, the SWMM file with the scenario's measures.
 */
export type ExportWish =
  | { readonly what: 'impact'; readonly run: FinishedRun; readonly assumed: Assumptions }
  | { readonly what: 'series'; readonly run: FinishedRun }
  | { readonly what: 'czml'; readonly run: FinishedRun; readonly name: string; readonly description: string }
  | { readonly what: 'drains'; readonly scenario: ResolvedScenario };

export interface ExportedFiles {
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** What of the scenario the files cannot say. */
  readonly left: readonly string[];
}

/** What the page shows of an assessment; the whole tables are in `files`. */
export type ImpactSummary = Pick<
  Assessment,
  'wards' | 'total' | 'people' | 'overTime' | 'lamps' | 'cabinets' | 'trees'
> & {
  /** Facilities that are wet, the deepest first. */
  readonly wetFacilities: readonly FacilityRow[];
};

/** Streets and facilities under a run's water, over time. */
export interface RespondTable {
  /** Thresholds that it was made with. */
  readonly assumed: Assumptions;
  readonly timesS: readonly number[];
  readonly streets: {
    readonly names: readonly string[];
    /** 1: an artery or collector. */
    readonly main: Uint8Array;
    readonly lengthM: Float32Array;
    readonly ward: Int16Array;
    readonly lines: DrainLines;
    /** Deepest water, `[frame * streets + street]`, m; and greatest depth × speed, m²/s. */
    readonly depthM: Float32Array;
    readonly productM2S: Float32Array;
  };
  readonly wards: readonly string[];
  readonly facilities: readonly FacilityOverTime[];
  readonly stations: readonly StationOverTime[];
}

/** Water where the City has a gauge of levels or depths, as simulated. */
export interface StationOverTime {
  readonly id: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  /** Deepest of the cells around it in each frame, m. */
  readonly depthM: Float32Array;
}

export interface FacilityOverTime {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly lon: number;
  readonly lat: number;
  readonly capacity: number | undefined;
  /** Depth of the water around it over its floor in each frame, m; negative below it. */
  readonly overFloorM: Float32Array;
  /** When water first stands over its floor, s; undefined: never. */
  readonly firstWetS: number | undefined;
}

/** A wish for a way through the streets of the last `respond`. */
export interface RouteAsk {
  readonly user: RoadUser;
  readonly lon: number;
  readonly lat: number;
  /** A facility's id, or a kind of which the one that is reached first is meant. */
  readonly to: { readonly facility: string } | { readonly kind: string };
  readonly departS: number;
}

/** The way that arrives first; `state` says why there is none. */
export type RouteAnswer =
  | { readonly state: 'cut' | 'unknown' }
  | {
      readonly state: 'way';
      /** Id of the facility that it leads to. */
      readonly goal: string;
      readonly arriveS: number;
      readonly lengthM: number;
      /** The last time at which the same way can be begun, s; undefined: to the end of the run. */
      readonly untilS: number | undefined;
      /** Deepest water on it while it is gone, m, and the name of the street that has it. */
      readonly deepestM: number;
      readonly deepestStreet: string;
      /** Names of streets that the dry way would take and that are shut, the longest first. */
      readonly avoided: readonly string[];
      readonly lines: DrainLines;
    };

/** Until when people come to a place of refuge, for one kind of user. */
export interface CutOffRow {
  /** Of a refuge its id, of a ward its name. */
  readonly id: string;
  readonly people: number;
  /** When a tenth of them have lost their way, s; undefined: never. */
  readonly leaveByS: number | undefined;
  /** People who lose it in the end. */
  readonly lost: number;
}
export interface CutOff {
  readonly refuges: readonly CutOffRow[];
  readonly wards: readonly CutOffRow[];
  readonly people: number;
  readonly lost: number;
}

/** What the city worker answers. The in-thread session has the same calls. */
export interface CityApi extends SceneSource {
  /** Opens a City; the one that was open stays if this throws. */
  open(source: CitySource, onProgress?: (progress: OpenProgress) => void): Promise<OpenedCity>;
  /** What each dropped file is for, unusable companions left out. @throws InputError for one that is of no use */
  roles(files: readonly NamedFile[]): Promise<readonly FileRole[]>;
  /** Geometry in batches, nearest to the first view first; ends early when another City opens. */
  parts(theme: SceneTheme, onPart: (part: ScenePart) => void | Promise<void>): Promise<void>;
  feature(layer: LayerId, index: number): Promise<FeatureSheet | undefined>;
  search(query: string, limit: number): Promise<readonly SearchResult[]>;
  /** Nearest named street, else ward, within 60 m. */
  placeName(lon: number, lat: number): Promise<string | undefined>;
  /** What is wrong with some layers. */
  findings(layers: readonly LayerId[]): Promise<readonly LayerFinding[]>;
  /** Where the water of a link or node of the drains comes from and goes to; undefined without drains. */
  traceDrains(index: number): Promise<DrainTrace | undefined>;
  /** Long profile of the shortest path between two nodes of the drains; of a link its lower end counts. */
  drainProfile(from: number, to: number): Promise<DrainProfile | undefined>;
  /** Links and nodes of the drains in columns; undefined without drains. */
  drainTable(): Promise<DrainTable | undefined>;
  /** What a run means for the City's people, buildings, roads and facilities. */
  assess(run: FinishedRun, assumed: Assumptions): Promise<ImpactSummary>;
  /** Files to take away; undefined where the City has nothing of the kind. */
  exportFiles(wish: ExportWish): Promise<ExportedFiles | undefined>;
  /** Streets and facilities under a run's water, over time; undefined without streets. */
  respond(run: FinishedRun, assumed: Assumptions): Promise<RespondTable | undefined>;
  /** Until when refuges are reached, in the water of the last `respond`. */
  cutOff(user: RoadUser): Promise<CutOff | undefined>;
  /** The way from a place to a facility that arrives first, in the same water; undefined before any `respond`. */
  route(ask: RouteAsk): Promise<RouteAnswer | undefined>;
  /** Level of the ground at places of the City's CRS (x, y alternating), m; NaN outside. */
  groundAt(places: Float64Array): Promise<Float32Array>;
  /** What the engine sees of a measure on cells of a size; undefined for those that change no cell. */
  measureOnGrid(measure: Measure, cellSizeM: number): Promise<MeasureOnGrid | undefined>;
  /** @param pipes false: a stated loss stands in for the drains; `rough`: as previews have them; default true */
  buildDomain(scenario: ResolvedScenario, cellSizeM: number, pipes?: boolean | 'rough'): Promise<Planned>;
  /** The City as an area pack (zip). */
  exportPack(scenarios: readonly Scenario[]): Promise<Uint8Array>;
}
