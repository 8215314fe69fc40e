import type { CutOff, RespondTable, RouteAnswer } from '../../workers/city/types.ts';
import type { RoadUser } from '../../workers/impact/assumptions.ts';

/** Streets and refuges in the water of one run, for one kind of user. */
export interface RespondState {
  readonly user: RoadUser;
  readonly table: RespondTable | undefined;
  readonly cutOff: CutOff | undefined;
  /** Where the way from the clicked point leads: a facility's id, or `nearest` and a kind. */
  readonly goal: string;
  readonly route: RouteAnswer | undefined;
}
export const NEAREST = 'nearest ';
export const NO_RESPONSE: RespondState = {
  user: 'car',
  table: undefined,
  cutOff: undefined,
  goal: `${NEAREST}hospital`,
  route: undefined,
};
