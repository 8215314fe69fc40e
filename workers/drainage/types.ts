import type { Transfer } from './build.ts';
import type { Opening, Surface } from './exchange.ts';
import type { DrainLink, DrainNode } from './network.ts';

export interface DrainageOptions {
  readonly surfaces?: readonly Surface[];
  readonly openings?: readonly Opening[];
  readonly transfers?: readonly Transfer[];
  /** Heads to the millimetre with coefficients of the step's start: less than half the time, the same exact volumes. */
  readonly rough?: boolean;
  /** Rain of a gauge, for rules: mm/h, or mm in the past hours. */
  readonly rainAt?: (gauge: string, timeS: number, hours?: number) => number;
}

/** Volumes since the start, m³; `errorM3` is what they do not account for. */
export interface MassBalance {
  readonly initialM3: number;
  readonly inflowM3: number;
  /** In through outfalls. */
  readonly backflowM3: number;
  readonly fromSurfaceM3: number;
  readonly outflowM3: number;
  readonly floodingM3: number;
  readonly toSurfaceM3: number;
  /** Out by inflows below 0. */
  readonly withdrawnM3: number;
  readonly storedM3: number;
  readonly errorM3: number;
  /** Of all that was in or came in. */
  readonly errorRel: number;
}

/** State of a run; valid for the network that it is of. */
export interface DrainageSnapshot {
  readonly arrays: readonly (Float64Array | Uint8Array)[];
}

/** A network under way. Arrays are the engine's own: read them, write only `lateralM3s` and `transferM3s`. */
export interface Drainage {
  readonly version: string;
  readonly nodeIds: readonly string[];
  readonly linkIds: readonly string[];
  readonly timeS: number;
  readonly headM: Float64Array;
  readonly volumeM3: Float64Array;
  readonly flowM3s: Float64Array;
  /** Mean of the last step, by node; out of the node. */
  readonly floodingM3s: Float64Array;
  /** Added to the network's own inflows; stays until changed. */
  readonly lateralM3s: Float64Array;
  /** Flow of each transfer; stays until changed. */
  readonly transferM3s: Float64Array;
  /** Through each opening in the last step, into the pipes. */
  readonly mouthFlowM3s: Float64Array;
  /** What each street inlet captured in the last step. */
  readonly inletFlowM3s: Float64Array;
  /** Opening 0–1 or speed, by link. */
  readonly setting: Float64Array;
  /** Newton steps, sub-steps taken anew in halves, and those that did not settle even so. */
  readonly counts: { readonly newtonSteps: number; readonly retries: number; readonly unsettled: number };
  /** @throws NetworkError where there is none */
  nodeIndex(id: string): number;
  linkIndex(id: string): number;
  depthM(node: number): number;
  /** Mean of the depths at both ends of a conduit, at most its height. */
  linkDepthM(link: number): number;
  speedMS(link: number): number;
  /** Depth of water on a coupled surface, before a step. */
  setSurfaceDepth(surface: number, depthM: number): void;
  surfaceDepthM(surface: number): number;
  /** Into the pipes from a surface during the last step, m³: the surface gives exactly this. */
  exchangedM3(surface: number): number;
  /** Out of an outfall during the last step, m³. */
  outfallM3(node: number): number;
  /** Advances by `dtS` ≤ 5 s. */
  step(dtS: number): void;
  /** Changes a link; its kind and nodes stay. Water keeps its volume and finds its new level in the next step. */
  setLink(id: string, change: Partial<DrainLink>): void;
  setNode(id: string, change: Partial<DrainNode>): void;
  setOpening(index: number, change: Partial<Opening>): void;
  /** Opens, shuts or drives a link until a rule or a switch does otherwise. */
  setSetting(id: string, setting: number): void;
  /** The run begins at this time instead of at 0. */
  begin(timeS: number): void;
  snapshot(): DrainageSnapshot;
  restore(snapshot: DrainageSnapshot): void;
  /**
   * Takes over the state of other pipes, as far as these have them too; what is gone has left with its water.
   * @param nodeIds ids of the nodes and links that the state is of, in its order
   */
  adopt(was: DrainageSnapshot, nodeIds: readonly string[], linkIds: readonly string[]): void;
  massBalance(): MassBalance;
}
