import type { Assumptions, YearlyEvent } from '../../workers/impact/index.ts';

/** Damage of storms of several return periods, of one scenario. */
export interface YearlyResult {
  readonly cellSizeM: number;
  readonly events: readonly YearlyEvent[];
  /** Of the scenario that the measures were added to. */
  readonly before: { readonly scenario: string; readonly events: readonly YearlyEvent[] } | undefined;
  /** What it was worked out of, to tell when that has changed. */
  readonly key: string;
  readonly assumed: Assumptions;
}

export interface YearlyState {
  readonly going:
    | { readonly scenario: string; readonly done: number; readonly of: number; readonly share: number }
    | undefined;
  /** Cell size that a person chose for these runs, m. */
  readonly cellSizeM: number | undefined;
  /** By scenario. */
  readonly results: Readonly<Record<string, YearlyResult>>;
}
export const NO_YEARLY: YearlyState = { going: undefined, cellSizeM: undefined, results: {} };
