import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act, type Book, EMPTY_BOOK, entryOf, resolvedOf, undo } from '../../src/app/book.ts';
import { packScenario, scenarioFile, unpackScenario } from '../../src/app/share.ts';
import { branch, duplicate, familyOf, parentsFor, remove, reparent } from '../../src/app/tree.ts';
import { fingerprint } from '../../src/app/views.ts';
import type { Scenario } from '../../src/scenario/index.ts';

const scenario = (id: string, parent?: string, more: object = {}): Scenario =>
  ({ format: 'twin-scenario/1', id, ...(parent ? { parent } : { durationS: 3600 }), ...more }) as Scenario;
/** a ← b ← c, a ← d, e: only a and e are the city's own. */
const BOOK: Book = {
  ...EMPTY_BOOK,
  entries: [
    { scenario: scenario('a', undefined, { edges: 'open' }), shipped: true },
    { scenario: scenario('b', 'a', { roughness: 0.05 }), shipped: false },
    { scenario: scenario('c', 'b', { drainage: false }), shipped: false },
    { scenario: scenario('d', 'a', { roughness: 0.1 }), shipped: false },
    { scenario: scenario('e'), shipped: true },
  ],
  selected: 'c',
};
const ids = (book: Book) => book.entries.map((entry) => entry.scenario.id);
const resolved = (book: Book, id: string) => {
  const found = resolvedOf(book, id);
  return found && fingerprint(found);
};

describe('the tree of scenarios', () => {
  it('puts a scenario with its descendants under another one: own edits stay, what is inherited changes', () => {
    const book = act(BOOK, reparent(BOOK, 'b', 'd'));
    expect(ids(book)).toEqual(['a', 'd', 'b', 'c', 'e']);
    expect(resolvedOf(book, 'c')).toMatchObject({ roughness: 0.05, drainage: false, edges: 'open' });
    expect(resolvedOf(act(BOOK, reparent(BOOK, 'b', 'e')), 'c')).toMatchObject({ roughness: 0.05, edges: 'closed' });
  });
  it('never makes a circle and leaves the city’s own where they are', () => {
    expect(parentsFor(BOOK, 'b').map((entry) => entry.scenario.id)).toEqual(['a', 'd', 'e']);
    for (const [id, parent] of [
      ['b', 'b'],
      ['b', 'c'],
      ['a', 'e'],
      ['b', 'a'],
      ['b', 'nobody'],
    ] as const)
      expect(reparent(BOOK, id, parent)).toEqual([]);
  });
  it('copies a scenario with all it says', () => {
    const book = act(BOOK, duplicate(BOOK, 'b'));
    expect(book.selected).toBe('b-2');
    expect(ids(book)).toEqual(['a', 'b', 'c', 'b-2', 'd', 'e']);
    expect(resolved(book, 'b-2')).toBe(resolved(book, 'b'));
    const own = act(BOOK, duplicate(BOOK, 'a'));
    expect(entryOf(own, own.selected)?.shipped).toBe(false);
    expect(resolved(own, own.selected as string)).toBe(resolved(BOOK, 'a'));
  });
  it('takes descendants away with their scenario', () => {
    const book = act(BOOK, remove(BOOK, 'b'));
    expect(ids(book)).toEqual(['a', 'd', 'e']);
    expect(book.selected).toBe('a');
  });
  it('is what it was once everything is undone', () => {
    const step = fc.record({
      what: fc.constantFrom('branch', 'duplicate', 'reparent', 'remove'),
      which: fc.nat(20),
      where: fc.nat(20),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let book: Book = BOOK;
        for (const { what, which, where } of steps) {
          const id = book.entries[which % book.entries.length].scenario.id;
          const parent = book.entries[where % book.entries.length].scenario.id;
          const changes =
            what === 'branch'
              ? branch(book, id)
              : what === 'duplicate'
                ? duplicate(book, id)
                : what === 'reparent'
                  ? reparent(book, id, parent)
                  : remove(book, id);
          if (changes.length > 0) book = act(book, changes);
          expect(new Set(ids(book)).size).toBe(book.entries.length);
          for (const entry of book.entries) expect(resolvedOf(book, entry.scenario.id)).toBeDefined();
          expect(familyOf(book, 'a').length).toBeGreaterThan(0);
        }
        while (book.undo.length > 0) book = undo(book);
        expect(book.entries).toEqual(BOOK.entries);
        expect(book.selected).toBe(BOOK.selected);
      }),
    );
  });
});

describe('a scenario in a link', () => {
  it('comes back as it was, under the city’s own parent', () => {
    const file = scenarioFile(BOOK, 'c') as Scenario;
    expect(file).toMatchObject({ id: 'c', parent: 'a', roughness: 0.05, drainage: false });
    const packed = packScenario(file) as string;
    expect(packed).toMatch(/^[\w-]+$/);
    expect(unpackScenario(packed, 'the link')).toEqual(file);
  });
  it('is refused where the link was cut, and goes as a file where it would be too long', () => {
    const packed = packScenario(scenario('x', 'a')) as string;
    expect(() => unpackScenario(packed.slice(0, 20), 'the link')).toThrow(/the link/);
    const noise = Array.from({ length: 9000 }, (_, i) => Math.sin(i * i));
    expect(
      packScenario(scenario('y', 'a', { rain: [{ area: 'all', timesS: noise, intensityMmH: noise }] })),
    ).toBeUndefined();
  });
});
