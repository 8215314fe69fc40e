import type { FindingsView, ProfileView, TraceView } from '../panels/drainViews.ts';
import type { DrainsState } from './drainState.ts';
import type { AppState } from './state.ts';
import { lastOf } from './views.ts';

const rowsOf = lastOf((findings: AppState['findings']): FindingsView['rows'] =>
  findings
    .map((finding, index) => ({ ...finding, finding: index, hasPlace: finding.place !== undefined }))
    .filter(({ layer }) => layer === 'drainage'),
);
const findingsView = lastOf(
  (
    rows: FindingsView['rows'],
    checked: boolean,
    severity: DrainsState['severity'],
    selected: number | undefined,
  ): FindingsView => ({ rows, checked, severity, selected }),
);
/** The panel of findings; undefined while it is shut. */
export const findingsOf = ({ findings, checked, drains }: AppState): FindingsView | undefined =>
  drains.listed ? findingsView(rowsOf(findings), checked, drains.severity, drains.finding) : undefined;

export const traceView = lastOf(
  (trace: DrainsState['trace'], landShown: boolean): TraceView | undefined => trace && { ...trace, landShown },
);

export const profileView = lastOf(
  (profile: DrainsState['profile'], heads: DrainsState['heads'], city: AppState['city']): ProfileView | undefined =>
    profile && { ...profile, heads, datum: city?.datum },
);
export const profileOf = ({ drains, city }: AppState): ProfileView | undefined =>
  profileView(drains.profile, drains.heads, city);

/** The right column has something of the drains to show. */
export const isLooking = ({ drains }: AppState): boolean => drains.listed || drains.trace !== undefined;
