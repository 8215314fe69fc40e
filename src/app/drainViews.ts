import { FINDING_KINDS } from '../../layers/drainage/kinds.ts';
import type { LayerFinding } from '../../workers/city/types.ts';
import type { FindingGroup, FindingRow, FindingsView, ProfileView, TraceView } from '../panels/drainViews.ts';
import type { DrainsState } from './drainState.ts';
import type { AppState } from './state.ts';
import { lastOf } from './views.ts';

const ORDER = Object.keys(FINDING_KINDS);
const rank = (code: string): number => (ORDER.includes(code) ? ORDER.indexOf(code) : ORDER.length);

/** The panel of findings; undefined while it is shut. */
export const findingsView = lastOf(
  (
    findings: readonly LayerFinding[],
    checked: boolean,
    listed: boolean,
    severity: DrainsState['severity'],
    selected: number | undefined,
  ): FindingsView | undefined => {
    if (!listed) return undefined;
    const own = findings
      .map((finding, index) => ({ ...finding, finding: index }))
      .filter(({ layer }) => layer === 'drainage');
    const count = (of: string): number => own.filter((finding) => finding.severity === of).length;
    const groups = new Map<string, FindingGroup & { readonly rows: FindingRow[] }>();
    for (const found of own) {
      if (severity !== 'all' && found.severity !== severity) continue;
      const key = `${found.severity} ${found.code}`;
      const title = FINDING_KINDS[found.code]?.title ?? { vi: found.code, en: found.code };
      const group = groups.get(key) ?? { code: found.code, title, severity: found.severity, rows: [] };
      groups.set(key, group);
      group.rows.push({ ...found, hasPlace: found.place !== undefined });
    }
    return {
      checked,
      counts: { all: own.length, error: count('error'), warning: count('warning') },
      severity,
      groups: [...groups.values()].sort((a, b) => a.severity.localeCompare(b.severity) || rank(a.code) - rank(b.code)),
      selected,
    };
  },
);
export const findingsOf = ({ findings, checked, drains }: AppState): FindingsView | undefined =>
  findingsView(findings, checked, drains.listed, drains.severity, drains.finding);

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
