import type { DrainProfile, DrainTrace } from '../../workers/city/types.ts';
import type { HeadSeries, SeverityFilter } from '../panels/drainViews.ts';

/** What is looked at in the drains. */
export interface DrainsState {
  /** The panel of findings stands open. */
  readonly listed: boolean;
  readonly severity: SeverityFilter;
  /** The finding that was gone to, counted among all findings. */
  readonly finding: number | undefined;
  readonly trace: DrainTrace | undefined;
  readonly landShown: boolean;
  /** First node of a long profile that waits for its second. */
  readonly from: { readonly index: number; readonly id: string } | undefined;
  readonly profile: (DrainProfile & { readonly fromIndex: number }) | undefined;
  /** Heads of the last computation of the drains. */
  readonly heads: HeadSeries | undefined;
}
export const NO_DRAINS: DrainsState = {
  listed: false,
  severity: 'all',
  finding: undefined,
  trace: undefined,
  landShown: true,
  from: undefined,
  profile: undefined,
  heads: undefined,
};
