import type { CutOff, RespondTable } from '../../workers/city/types.ts';
import type { RoadUser } from '../../workers/impact/assumptions.ts';

/** Streets and refuges in the water of one run, for one kind of user. */
export interface RespondState {
  readonly user: RoadUser;
  readonly table: RespondTable | undefined;
  readonly cutOff: CutOff | undefined;
}
export const NO_RESPONSE: RespondState = { user: 'car', table: undefined, cutOff: undefined };
