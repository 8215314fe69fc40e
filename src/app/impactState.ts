import type { ImpactSummary } from '../../workers/city/types.ts';

/** What is known of a run's impact: of the run with this identity. */
export interface ImpactRecord {
  readonly hash: string | undefined;
  readonly cellSizeM: number;
  readonly summary: ImpactSummary;
}
