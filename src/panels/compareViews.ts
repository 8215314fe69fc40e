import type { Bilingual } from '../../layers/types.ts';

export const COMPARE_STYLES = ['swipe', 'blink', 'grid'] as const;
/** Side by side at a line, one after the other, or as small maps. */
export type CompareStyle = (typeof COMPARE_STYLES)[number];

export interface CompareRow {
  readonly id: string;
  readonly letter: string;
  readonly name: Bilingual;
}

/** A scenario of those that are compared, and whether there is a run of it. */
export interface ComparedRun extends CompareRow {
  readonly state: 'none' | 'waiting' | 'running' | 'done';
  /** Of the run; cells of different sizes cannot be subtracted. */
  readonly cellSizeM: number | undefined;
}

/** One thing in which two scenarios differ. */
export type Difference =
  | { readonly kind: 'added' | 'removed' | 'changed'; readonly name: Bilingual }
  | { readonly kind: 'rain' | 'level' | 'other'; readonly from: string; readonly to: string };

/** The shown run beside others. */
export interface CompareView {
  readonly style: CompareStyle;
  readonly split: number;
  readonly shown: ComparedRun;
  readonly others: readonly ComparedRun[];
  /** All that can stand beside the shown one. */
  readonly choices: readonly CompareRow[];
  /** Between the first other one and the shown one. */
  readonly differences: readonly Difference[];
  /** What is not among them. */
  readonly same: readonly ('rain' | 'level' | 'measures')[];
  /** Both runs are done, on one grid. */
  readonly comparable: boolean;
  readonly changed:
    | {
        readonly newlyWetM2: number;
        readonly newlyDryM2: number;
        /** Manholes and inlets that spill no more, those that begin to, and all that comes up onto the street. */
        readonly pipes:
          | {
              readonly relieved: number;
              readonly newlySpilling: number;
              readonly beforeM3: number;
              readonly afterM3: number;
            }
          | undefined;
        readonly worst: { readonly lon: number; readonly lat: number; readonly moreM: number } | undefined;
      }
    | undefined;
}
