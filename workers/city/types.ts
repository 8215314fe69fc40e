import type { Attribute, Bilingual, Finding, LayerId } from '../../layers/types.ts';
import type { CityNote } from '../../src/city/types.ts';
import type { ResolvedScenario, Scenario } from '../../src/scenario/index.ts';
import type { Planned } from '../domain/run.ts';
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
  readonly title: string;
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

export type LayerFinding = Finding & { readonly layer: LayerId };

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
  findings(): Promise<readonly LayerFinding[]>;
  buildDomain(scenario: ResolvedScenario, cellSizeM: number): Promise<Planned>;
  /** The City as an area pack (zip). */
  exportPack(scenarios: readonly Scenario[]): Promise<Uint8Array>;
}
