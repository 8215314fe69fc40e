import { describe, expect, it } from 'vitest';
import type { FindingRow } from '../../src/panels/drainViews.ts';
import { countFindings, groupFindings } from '../../src/panels/findingGroups.ts';

const rows = (
  [
    ['same-place', 'warning'],
    ['no-outfall', 'error'],
    ['adverse-slope', 'warning'],
    ['same-place', 'warning'],
    ['unit-level', 'error'],
    ['new-kind', 'warning'],
  ] as const
).map(
  ([code, severity], finding): FindingRow => ({
    code,
    severity,
    finding,
    feature: `F${finding}`,
    message: { vi: code, en: code },
    hasPlace: true,
  }),
);

describe('findings by kind', () => {
  it('have errors first, then the order of the kinds, unknown ones last', () => {
    expect(groupFindings(rows, 'all').map(({ code, rows: own }) => [code, own.map(({ finding }) => finding)])).toEqual([
      ['unit-level', [4]],
      ['no-outfall', [1]],
      ['same-place', [0, 3]],
      ['adverse-slope', [2]],
      ['new-kind', [5]],
    ]);
  });
  it('are as many of a severity as its count says', () => {
    const counts = countFindings(rows);
    expect(counts).toEqual({ all: 6, error: 2, warning: 4 });
    for (const severity of ['all', 'error', 'warning'] as const) {
      const shown = groupFindings(rows, severity).reduce((sum, group) => sum + group.rows.length, 0);
      expect(shown).toBe(counts[severity]);
    }
  });
});
