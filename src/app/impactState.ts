import type { ImpactSummary } from '../../workers/city/types.ts';
import type { Assumptions } from '../../workers/impact/assumptions.ts';

/** What is known of a run's impact: of the run with this identity. */
export interface ImpactRecord {
  readonly hash: string | undefined;
  readonly cellSizeM: number;
  /** A stated loss stands in for the drains. */
  readonly standsIn: boolean;
  readonly assumed: Assumptions;
  /** Measures on buildings that were counted in. */
  readonly built: string;
  readonly summary: ImpactSummary;
}
