import type { LayerId } from '../../layers/types.ts';
import type { Crs } from '../crs/index.ts';
import type { CityManifest } from './manifest.ts';
import type { CityNote } from './note.ts';

export type { CityNote } from './note.ts';

export type Position = readonly [x: number, y: number];
export type Geometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'MultiPoint'; readonly coordinates: readonly Position[] }
  | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] };

/** One thing of a layer. Coordinates are in the City's CRS whatever the file had. */
export interface Feature {
  readonly id: string;
  readonly geometry: Geometry;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface FeatureLayer {
  readonly kind: 'features';
  readonly id: LayerId;
  readonly features: readonly Feature[];
}

/** A manhole, outfall, storage, reservoir … of a pipe network; properties in SI as the layer's schema names them. */
export interface NetworkNode {
  readonly id: string;
  readonly kind: string;
  /** In the City's CRS; undefined where the file gives no coordinates. */
  readonly at: Position | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A conduit, pump, valve … with its path from node to node. */
export interface NetworkLink {
  readonly id: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  /** From node to node, vertices included; empty where a node has no coordinates. */
  readonly path: readonly Position[];
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface NetworkLayer {
  readonly kind: 'network';
  readonly id: 'drainage' | 'water-supply';
  readonly nodes: readonly NetworkNode[];
  readonly links: readonly NetworkLink[];
  /** Outlines of subcatchments, where the file draws any. */
  readonly areas?: readonly { readonly id: string; readonly ring: readonly Position[] }[];
  /** The INP text as read, for the solvers. */
  readonly source: string;
}

export type LayerData = FeatureLayer | NetworkLayer;

/** Where the files of a City come from: a folder, a zip, a URL, dropped files. Paths use `/`, relative to city.json. */
export interface CityFiles {
  /** Shown in messages: the folder, file or URL as the person named it. */
  readonly label: string;
  /** Undefined where there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** All paths, where the source can list them (a URL cannot). */
  list(): Promise<readonly string[] | undefined>;
}

/** An opened City: validated manifest, layers in the City's CRS, terrain still as bytes. */
export interface City {
  readonly manifest: CityManifest;
  readonly crs: Crs;
  readonly files: CityFiles;
  readonly terrain: { readonly file: string; readonly bytes: Uint8Array; readonly kind: 'dtm' | 'dsm' };
  readonly layers: ReadonlyMap<LayerId, LayerData>;
  /** Things that did not stop the opening but that a person should know. */
  readonly notes: readonly CityNote[];
}
