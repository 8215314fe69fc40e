import { expect, test } from 'vitest';
import { act, type Book, EMPTY_BOOK, resolvedOf } from '../../src/app/book.ts';
import { editBar } from '../../src/app/edits.ts';
import type { RunRecord } from '../../src/app/state.ts';
import { branch } from '../../src/app/tree.ts';
import { fingerprint, forkable } from '../../src/app/views.ts';
import type { ResolvedScenario, Scenario } from '../../src/scenario/index.ts';

const storm: Scenario = {
  format: 'twin-scenario/1',
  id: 'storm',
  durationS: 3600,
  rain: [{ area: 'all', timesS: [0, 1800], intensityMmH: [60, 0] }],
};
const book: Book = { ...EMPTY_BOOK, entries: [{ scenario: storm, shipped: true }], selected: 'storm' };
const run = (state: RunRecord['state'], timeS = 900) =>
  ({
    storm: { scenario: 'storm', state, timeS, fingerprint: fingerprint(resolvedOf(book, 'storm') as ResolvedScenario) },
  }) as unknown as Record<string, RunRecord>;

test('a paused run can go on with the child that an edit of its scenario made', () => {
  const edited = act(book, editBar(book, 0, 90));
  expect(edited.selected).not.toBe('storm');
  expect(forkable(edited, run('paused'))?.scenario).toBe('storm');
  // And with that one, edited again.
  expect(forkable(act(edited, editBar(edited, 0, 120)), run('paused'))?.timeS).toBe(900);
});

test('it cannot where nothing has changed, where it runs or is over, or with a scenario that is no kin', () => {
  const edited = act(book, editBar(book, 0, 90));
  expect(forkable(book, run('paused'))).toBeUndefined();
  expect(forkable(act(book, branch(book, 'storm')), run('paused'))).toBeUndefined();
  expect(forkable(edited, run('running'))).toBeUndefined();
  expect(forkable(edited, run('done', 3600))).toBeUndefined();
  expect(forkable(edited, run('paused', 0))).toBeUndefined();
  const { parent: _, ...orphan } = { ...storm, id: 'other', durationS: 7200 };
  const other = { ...book, entries: [...book.entries, { scenario: orphan, shipped: false }], selected: 'other' };
  expect(forkable(other, run('paused'))).toBeUndefined();
});
