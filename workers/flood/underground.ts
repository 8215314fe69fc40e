/**
 * What lies under the streets, as the surface sees it: pipes that take its water and give it back. The surface knows
 * nothing of pipes, the pipes nothing of the surface's steps; both book the same volumes.
 */
export interface Underground {
  /** Cells of the Domain's grid that it exchanges water with, each once. */
  readonly cells: Uint32Array;
  /** All that its results hang on beside the surface, in a word: part of a run's identity. */
  readonly identity: string;
  /** Time that the pipes have reached, s. */
  readonly timeS: number;
  /**
   * Moves the pipes on by `dtS`.
   * @param depthM water that stands in its cells, m; the pipes take no more
   * @returns what leaves each cell (negative: comes up in it) by then, m; valid until the next call
   */
  exchange(dtS: number, depthM: Float64Array): Float64Array;
  /** Empty pipes come to water that is under way. */
  begin(timeS: number): void;
  /** All that it takes to go on from here, as numbers. */
  snapshot(): Float64Array;
  restore(state: Float64Array): void;
}

/** What a packed state of pipes is of. */
export interface UndergroundNames {
  readonly identity: string;
  readonly nodes: readonly string[];
  readonly links: readonly string[];
  /** Cells of the grid that they exchanged water with. */
  readonly cells: readonly number[];
  /** Numbers in each part of the state. */
  readonly lengths: readonly number[];
}

/** The same, and what was read of them up to then: kept with a state by whoever drives surface and pipes. */
export interface UndergroundPast extends UndergroundNames {
  /** Output times, and a row of values for each: two of every node, two of every link. */
  readonly timesS: readonly number[];
  readonly values: Float32Array;
}

/** Longest step of pipes, and with it of the exchange, s: 10 s was wrong by half on a published case. */
export const EXCHANGE_S = 5;
