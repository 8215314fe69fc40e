import { FINDING_KINDS } from '../../layers/drainage/kinds.ts';
import type { FindingGroup, FindingRow, SeverityFilter } from './drainViews.ts';

const ORDER = Object.keys(FINDING_KINDS);
const rank = (code: string): number => (ORDER.includes(code) ? ORDER.indexOf(code) : ORDER.length);

/** Findings of a severity by kind: errors before warnings, then as the kinds stand in their list. */
export function groupFindings(rows: readonly FindingRow[], severity: SeverityFilter): FindingGroup[] {
  const groups = new Map<string, FindingGroup & { readonly rows: FindingRow[] }>();
  for (const row of rows) {
    if (severity !== 'all' && row.severity !== severity) continue;
    const key = `${row.severity} ${row.code}`;
    const title = FINDING_KINDS[row.code]?.title ?? { vi: row.code, en: row.code };
    const group = groups.get(key) ?? { code: row.code, title, severity: row.severity, rows: [] };
    groups.set(key, group);
    group.rows.push(row);
  }
  return [...groups.values()].sort((a, b) => a.severity.localeCompare(b.severity) || rank(a.code) - rank(b.code));
}

/** How many findings each choice of severity shows. */
export function countFindings(rows: readonly FindingRow[]): Readonly<Record<SeverityFilter, number>> {
  const error = rows.filter(({ severity }) => severity === 'error').length;
  return { all: rows.length, error, warning: rows.length - error };
}
