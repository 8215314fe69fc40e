import type { CompareStyle, CompareView } from '../panels/compareViews.ts';

/** Runs that the shown one stands beside. */
export interface CompareState {
  /** Scenarios beside the shown one: the first one left of the line; all of them as small maps. One to three. */
  readonly others: readonly string[];
  readonly style: CompareStyle;
  /** Where the line stands, as a share of the width of the map; 1: only the other one, 0: only the shown one. */
  readonly split: number;
}

/** What the shown run changes against the one that it is compared with, in its greatest depths. */
export type ChangeSum = NonNullable<CompareView['changed']>;
