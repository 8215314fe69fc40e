import type { Position } from '../../../src/city/types.ts';
import type { ReceivingWater } from '../types.ts';
import type { OutfallSite } from './outfalls.ts';

/** A manhole of the plan; `node` where it stands on a street junction. */
export interface Manhole {
  readonly at: Position;
  readonly node: number;
}

/** A pipe of the plan, laid in the direction of its flow. */
export interface PlannedPipe {
  /** Index of a manhole. */
  readonly from: number;
  /** Index of a manhole, or of an outfall where `outfall` is set. */
  readonly to: number;
  readonly outfall: boolean;
  readonly path: readonly Position[];
  readonly lengthM: number;
  readonly main: boolean;
  readonly street: string;
}

/** Where pipes go, before they have sizes: every manhole has exactly one pipe that leads on. */
export interface Layout {
  readonly manholes: readonly Manhole[];
  readonly outfalls: readonly OutfallSite[];
  readonly pipes: readonly PlannedPipe[];
  /** Lakes that are drained on by a pipe, and the manhole that it goes to. */
  readonly lakeOutlets: readonly { readonly water: ReceivingWater; readonly manhole: number }[];
}

export interface LayoutOptions {
  /** Longest stretch without a manhole, m. */
  readonly manholeEveryM: number;
  readonly mostPipes: number;
}
