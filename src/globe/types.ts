import type { LayerId } from '../../layers/types.ts';
import type { DrainLines, LandMask } from '../../workers/city/types.ts';
import type { Frame, Grid } from '../../workers/flood/types.ts';
import type { CameraView, SceneCity, ScenePart, SceneSource, SceneTheme } from '../../workers/scene/types.ts';
import type { ShownMaps } from '../simulate/change.ts';
import type { ResultMode } from '../tokens/ramps.ts';
import type { SketchShape } from '../tokens/sketch.ts';
import type { TraceKind } from '../tokens/trace.ts';

export type { CameraView, SceneCity, ScenePart, SceneSource, SceneTheme } from '../../workers/scene/types.ts';

export interface GlobeOptions {
  readonly theme: SceneTheme;
  /** Where Cesium's Assets and Workers are served; default `/cesium/`. */
  readonly baseUrl?: string;
  readonly reducedMotion?: boolean;
  /** Device pixels per CSS pixel; default the window's, at most 2. */
  readonly pixelRatio?: number;
  /** Samples a pixel for edges; default 4, or 1 where the GPU is emulated in software. */
  readonly samples?: 1 | 2 | 4;
}

/** Where the water of a run may stand. */
export interface WaterDomain {
  readonly grid: Grid;
  /** `CELL` of each cell. */
  readonly kind: Uint8Array;
  /** Bed level of each cell, m above the City's vertical datum. */
  readonly groundM: Float32Array;
  /** Water that is always there (rivers, sea, lakes), m: drawn by the basemap; only what stands above it is flood. */
  readonly permanentDepthM?: Float32Array;
}

/** The water to be drawn: all that {@link Frame} has but speed may be missing. */
export type WaterFrame = Pick<Frame, 'timeS' | 'depthM'> & Partial<Pick<Frame, 'speedMS'>>;

/** The run that is shown, or the one that it is compared with. */
export type WhichWater = 'shown' | 'other';

export interface Pin {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly text: string;
  /** CSS colour of the square before the text. */
  readonly colour?: string;
  /** Left out where it would lie over one before it. */
  readonly optional?: boolean;
}

export interface FeatureRef {
  readonly layerId: LayerId;
  readonly index: number;
  readonly id: string;
}

export type { TraceKind } from '../tokens/trace.ts';

/** Drains to be seen through everything: what leads to a place, where it goes on, a chosen path; and the land of it. */
export interface TraceDrawing {
  readonly lines: readonly { readonly kind: TraceKind; readonly lines: DrainLines }[];
  readonly land: LandMask | undefined;
}

/** What is under a pixel. */
export interface Picked {
  readonly feature: FeatureRef | undefined;
  readonly lon: number;
  readonly lat: number;
  /** In the City's CRS. */
  readonly x: number;
  readonly y: number;
  /** Level of the point that was hit and of the ground there, m. */
  readonly levelM: number;
  readonly groundM: number;
}

export interface CameraState extends CameraView {
  /** Metres of ground one CSS pixel covers at the centre of the free view. */
  readonly metresPerPixel: number;
}

export interface Padding {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What is drawn of the water right now, worked out from the drawn vertices: the solver's array is not read. */
export interface DrawnWater {
  /** Between the drawn surface and the drawn ground, m³: all water, films included. */
  readonly volumeM3: number;
  /** The part of it where the depth is 0.05 m or more: what has a colour. */
  readonly visibleVolumeM3: number;
  readonly wetAreaM2: number;
  readonly visibleAreaM2: number;
  /** Corner levels of each cell that has water: x, y, level m, ground m per vertex, four vertices a cell (NW NE SE SW). */
  readonly vertices: Float64Array;
}

export interface GlobeEvents {
  /** Camera moved: scale bar, north arrow, address of the page. */
  camera: CameraState;
  /** A click or tap that was not a drag, CSS pixels. */
  click: { readonly x: number; readonly y: number };
  /** WebGL context lost (true) or back (false). */
  lost: boolean;
  /** Nothing is loading or waiting to be drawn. */
  idle: undefined;
}

/** The 3D stage. It only reads; everything loaded can be unloaded. Coordinates in CSS pixels of the container. */
export interface GlobeStage {
  /** Shows another City (and forgets the last one), or none. */
  setCity(city: SceneCity | undefined, source?: SceneSource): void;
  /** Adds a batch of geometry; resolves when it can be drawn. A part with the same id is replaced. */
  addPart(part: ScenePart): Promise<void>;
  setLayer(layerId: LayerId, state: { readonly visible?: boolean; readonly opacity?: number }): void;
  setTheme(theme: SceneTheme): void;
  /** 0 day, 1 night with lamps and windows lit; undefined: what the theme brings (dusk in dark, day in light). */
  setNight(night: number | undefined): void;

  /** Grid of the run that is shown; undefined removes the water. Of two runs the `other` one is left of the line. */
  setWater(domain: WaterDomain | undefined, which?: WhichWater): void;
  /** Shows the water between two frames: `mix` 0 is `a`, 1 is `b`. Frames are told apart by identity. */
  setFrames(a: WaterFrame | undefined, b: WaterFrame | undefined, mix: number, which?: WhichWater): void;
  /** Maps of the run, for the modes other than depth and speed. */
  setMaps(maps: ShownMaps | undefined, which?: WhichWater): void;
  /** Line between the other run, left of it, and the shown one, as a share of the width; undefined: the shown one alone. */
  setSplit(split: number | undefined): void;
  setMode(mode: ResultMode): void;
  /** Only this class of the current ramp stays coloured; undefined: all. */
  isolateClass(index: number | undefined): void;
  drawnWater(): DrawnWater;

  pick(x: number, y: number): Promise<Picked | undefined>;
  highlight(feature: FeatureRef | undefined): void;
  setTrace(trace: TraceDrawing | undefined): void;
  setPins(pins: readonly Pin[]): void;
  /** Measures over the ground, those that are drawn now too. */
  setSketch(shapes: readonly SketchShape[]): void;
  /** Place in CSS pixels, undefined behind the camera. */
  project(lon: number, lat: number, levelM?: number): { readonly x: number; readonly y: number } | undefined;

  flyTo(view: Partial<CameraView>, durationMs?: number): Promise<void>;
  camera(): CameraState;
  /** The part of the container that panels cover: the camera aims at the middle of the rest. */
  setPadding(padding: Padding): void;
  on<K extends keyof GlobeEvents>(event: K, listener: (detail: GlobeEvents[K]) => void): () => void;

  /** 0 solid ground, 1 ground as clear as glass. */
  setUnderground(glass: number): void;
  /** What the drains hold, as `Filling.bytes` of src/simulate has it; undefined: nothing is known. */
  setDrains(states: Uint8Array | undefined): void;
  /** Streaks of rain, mm/h; 0 none. */
  setRain(rainMmH: number): void;
  /** PNG of the scene with its names and pins. */
  screenshot(): Promise<Blob>;
  /** Resolves when terrain, imagery and parts asked for so far are drawn. */
  settled(timeoutMs?: number): Promise<boolean>;
  destroy(): void;
}
