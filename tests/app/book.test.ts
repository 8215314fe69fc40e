import { describe, expect, it } from 'vitest';
import {
  act,
  type Book,
  childOf,
  EMPTY_BOOK,
  entryOf,
  placeAfter,
  redo,
  resolvedOf,
  select,
  undo,
} from '../../src/app/book.ts';
import type { Scenario } from '../../src/scenario/index.ts';

const storm = (id: string, parent: string | null = null): Scenario => ({
  format: 'twin-scenario/1',
  id,
  name: { vi: id, en: id },
  parent,
  durationS: 3600,
  rain: [{ timesS: [0, 1800], intensityMmH: [60, 0] }],
});
const shelf = (...ids: string[]): Book => ({
  ...EMPTY_BOOK,
  entries: ids.map((id) => ({ scenario: storm(id), shipped: true })),
  selected: ids[0],
});

describe('the book of scenarios', () => {
  it('takes an edit back and does it again', () => {
    const before = shelf('a');
    const edited = act(before, [{ kind: 'patch', id: 'a', patch: { set: { durationS: 7200 } } }]);
    expect(entryOf(edited, 'a')?.scenario.durationS).toBe(7200);
    expect(entryOf(undo(edited), 'a')?.scenario.durationS).toBe(3600);
    expect(entryOf(redo(undo(edited)), 'a')?.scenario.durationS).toBe(7200);
  });

  it('branches and edits as one step: undo takes the child away and shows the parent again', () => {
    const before = shelf('a', 'b');
    const entry = childOf(before, storm('a'), { vi: 'con', en: 'child' });
    const after = act(before, [
      { kind: 'insert', entry, at: placeAfter(before, 'a') },
      { kind: 'select', id: entry.scenario.id },
      { kind: 'patch', id: entry.scenario.id, patch: { set: { durationS: 60 } } },
    ]);
    expect(after.entries.map((item) => item.scenario.id)).toEqual(['a', 'a-2', 'b']);
    expect(after.selected).toBe('a-2');
    expect(after.undo).toHaveLength(1);
    const back = undo(after);
    expect(back.entries).toEqual(before.entries);
    expect(back.selected).toBe('a');
    expect(redo(back).entries).toEqual(after.entries);
  });

  it('forgets what was undone once something new is done', () => {
    const a = act(shelf('a'), [{ kind: 'patch', id: 'a', patch: { set: { durationS: 1 } } }]);
    const b = act(undo(a), [{ kind: 'patch', id: 'a', patch: { set: { durationS: 2 } } }]);
    expect(redo(b)).toBe(b);
  });

  it('does nothing where there is nothing to undo', () => {
    const book = shelf('a');
    expect(undo(book)).toBe(book);
  });

  it('brings a deleted scenario back to its place', () => {
    const book = act(shelf('a', 'b', 'c'), [{ kind: 'delete', id: 'b' }]);
    expect(book.entries).toHaveLength(2);
    expect(undo(book).entries.map((entry) => entry.scenario.id)).toEqual(['a', 'b', 'c']);
  });

  it('lets a child inherit what it does not say, and names no unknown parent', () => {
    const book = shelf('a');
    const child = childOf(book, storm('a'), { vi: 'x', en: 'x' });
    const with2 = act(book, [{ kind: 'insert', entry: child, at: 1 }]);
    expect(resolvedOf(with2, 'a-2')?.durationS).toBe(3600);
    expect(resolvedOf(act(with2, [{ kind: 'delete', id: 'a' }]), 'a-2')).toBeUndefined();
  });

  it('shows only scenarios that exist', () => {
    expect(select(shelf('a'), 'zzz').selected).toBe('a');
  });
});
