import type { LayerId } from '../../layers/types.ts';
import type { City } from '../../src/city/types.ts';
import type { Raster } from '../raster/types.ts';

/** A place on Earth; height in metres above the ellipsoid. */
export interface GeoPoint {
  readonly lon: number;
  readonly lat: number;
  readonly heightM: number;
}

/** What scene builders start from: the City and its ground as numbers. */
export interface SceneInput {
  readonly city: City;
  /** The City's terrain, in the City's CRS; levels in the City's vertical datum. */
  readonly ground: Raster;
  /** Terrain around the city (`manifest.context.terrain`), coarser, for the view only; its own CRS. */
  readonly context?: Raster;
}

export type SceneTheme = 'dark' | 'light';

/** How the shader treats a part. */
export type PartKind = 'buildings' | 'structures' | 'trees' | 'lamps' | 'lampGlow' | 'tubes' | 'markers';

/**
 * One batch of geometry as binary glTF (2.0, y up: x east, y up, z south) in a local frame at `origin`.
 * Vertices carry `_FEATURE_ID_0`, the index of the feature in its layer (see {@link SceneLayer.ids}).
 */
export interface ScenePart {
  readonly id: string;
  readonly layerId: LayerId;
  readonly kind: PartKind;
  readonly glb: Uint8Array;
  readonly origin: GeoPoint;
  /** Radius around `origin` that holds every vertex, m. */
  readonly radiusM: number;
  readonly vertices: number;
  readonly features: number;
  /** Camera distance band in which the part is drawn, m; absent: always. */
  readonly drawnM?: readonly [near: number, far: number];
}

/** A name that stands in the scene. */
export interface SceneLabel {
  readonly text: string;
  readonly kind: 'ward' | 'street' | 'water' | 'bridge' | 'place';
  readonly at: GeoPoint;
  /** 0 is shown first and from farthest. */
  readonly rank: number;
}

/** A layer as the stage and the panels know it. */
export interface SceneLayer {
  readonly id: LayerId;
  /** Feature id of each index used by parts, imagery and picks. Networks: links first, then nodes. */
  readonly ids: readonly string[];
  /** Drawn into the imagery (`land`, `transport`, `wards`) rather than as geometry only. */
  readonly inImagery: boolean;
}

/** Where a camera stands: it looks at `lon, lat` on the ground from `distanceM` away. */
export interface CameraView {
  readonly lon: number;
  readonly lat: number;
  readonly distanceM: number;
  /** Clockwise from north, degrees. */
  readonly headingDeg: number;
  /** Below the horizon, degrees: 90 looks straight down. */
  readonly pitchDeg: number;
}

/** What the stage must know of a City before any geometry comes. */
export interface SceneCity {
  readonly name: { readonly vi: string; readonly en: string };
  /** West, south, east, north in degrees. */
  readonly boundsLonLat: readonly [number, number, number, number];
  /** Code for `resolveCrs`. */
  readonly crs: string;
  /** Height above ellipsoid = level + offset, m. */
  readonly ellipsoidOffsetM: number;
  readonly layers: readonly SceneLayer[];
  readonly labels: readonly SceneLabel[];
  readonly home: CameraView;
  /** Level of the ground at the home view's centre, m. */
  readonly homeLevelM: number;
}

/** The imagery is three sheets, one above the other, so that layers can be shown and faded alone. */
export type Sheet = 'land' | 'transport' | 'wards';

export interface ImageTileRequest {
  readonly sheet: Sheet;
  readonly theme: SceneTheme;
  /** Web Mercator tile, `y` from the north. */
  readonly level: number;
  readonly x: number;
  readonly y: number;
  /** Rows from the south, as WebGL wants them; default from the north. */
  readonly flip?: boolean;
}

/** A ray through the scene in the City's CRS: levels in m, direction of any length. */
export interface SceneRay {
  readonly from: readonly [x: number, y: number, levelM: number];
  readonly along: readonly [dx: number, dy: number, dLevelM: number];
  /** Half the angle of a pixel times a few: how far beside a thin thing a click still counts, m per m of distance. */
  readonly slack: number;
  /** Layers that may be hit (visible ones). */
  readonly layers: readonly LayerId[];
  /** Buried things may be hit through the ground. */
  readonly underground: boolean;
}

export interface SceneHit {
  /** Undefined where only the ground was hit. */
  readonly feature: { readonly layerId: LayerId; readonly index: number; readonly id: string } | undefined;
  readonly x: number;
  readonly y: number;
  /** Level of the point that was hit, m. */
  readonly levelM: number;
  /** Level of the ground there, m; NaN where unknown. */
  readonly groundM: number;
}

/** The answers a stage asks for while it draws; the worker's `SceneModel`, called across the thread. */
export interface SceneSource {
  /** A finished tile, or undefined where the City has nothing to draw. */
  imageTile(request: ImageTileRequest): Promise<ImageBitmap | undefined>;
  /** 65 × 65 heights above the ellipsoid, row 0 north, of a geographic tile (2 × 1 tiles at level 0). */
  heightTile(level: number, x: number, y: number): Promise<Float32Array>;
  pick(ray: SceneRay): Promise<SceneHit | undefined>;
}
