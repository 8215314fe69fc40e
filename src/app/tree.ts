import { wordsOf } from '../i18n/words.ts';
import { type Book, type Change, childOf, type Entry, entryOf, placeAfter } from './book.ts';

const nameOf = ({ scenario }: Entry) => scenario.name ?? { vi: scenario.id, en: scenario.id };

/** A new child of a scenario, shown at once. */
export function branch(book: Book, id: string): Change[] {
  const parent = entryOf(book, id);
  if (!parent) return [];
  const name = nameOf(parent);
  const entry = childOf(book, parent.scenario, {
    vi: wordsOf('vi').t('scenario.copyName', { name: name.vi }),
    en: wordsOf('en').t('scenario.copyName', { name: name.en }),
  });
  return [
    { kind: 'insert', entry, at: placeAfter(book, id) },
    { kind: 'select', id: entry.scenario.id },
  ];
}

/** The same scenario once more under the same parent, with all its own edits; shown at once. */
export function duplicate(book: Book, id: string): Change[] {
  const original = entryOf(book, id);
  if (!original) return [];
  const name = nameOf(original);
  const copy = childOf(book, original.scenario, {
    vi: wordsOf('vi').t('scenario.twinName', { name: name.vi }),
    en: wordsOf('en').t('scenario.twinName', { name: name.en }),
  }).scenario;
  const scenario = { ...original.scenario, id: copy.id, ...(copy.name ? { name: copy.name } : {}) };
  return [
    { kind: 'insert', entry: { ...original, scenario, shipped: false }, at: placeAfter(book, id) },
    { kind: 'select', id: scenario.id },
  ];
}

/** A scenario and all that descend from it, in the order of the book. */
export function familyOf(book: Book, id: string): Entry[] {
  const family = new Set([id]);
  // A child may stand before its parent in a book from a file.
  for (let grew = true; grew; ) {
    grew = false;
    for (const { scenario } of book.entries) {
      if (typeof scenario.parent !== 'string' || !family.has(scenario.parent) || family.has(scenario.id)) continue;
      family.add(scenario.id);
      grew = true;
    }
  }
  return book.entries.filter(({ scenario }) => family.has(scenario.id));
}

/** Scenarios under which one may be put: all but itself and its descendants. */
export function parentsFor(book: Book, id: string): Entry[] {
  const family = new Set(familyOf(book, id).map(({ scenario }) => scenario.id));
  return book.entries.filter(({ scenario }) => !family.has(scenario.id));
}

/** Puts a scenario with its descendants under another one; its own edits stay, what it inherits changes. */
export function reparent(book: Book, id: string, parent: string): Change[] {
  const entry = entryOf(book, id);
  const allowed = parentsFor(book, id).some(({ scenario }) => scenario.id === parent);
  if (!entry || entry.shipped || !allowed || entry.scenario.parent === parent) return [];
  const family = familyOf(book, id);
  const rest = book.entries.filter((other) => !family.includes(other));
  const at = placeAfter({ ...book, entries: rest }, parent);
  const moved = family.map((other) =>
    other === entry ? { ...entry, scenario: { ...entry.scenario, parent } } : other,
  );
  return [
    ...family.map(({ scenario }): Change => ({ kind: 'delete', id: scenario.id })),
    ...moved.map((each, k): Change => ({ kind: 'insert', entry: each, at: at + k })),
  ];
}

/** Takes a scenario and all that descend from it away; its parent is shown where it was. */
export function remove(book: Book, id: string): Change[] {
  const parent = entryOf(book, id)?.scenario.parent;
  const family = familyOf(book, id).filter((entry) => !entry.shipped);
  return [
    ...family.map(({ scenario }): Change => ({ kind: 'delete', id: scenario.id })),
    { kind: 'select', id: typeof parent === 'string' ? parent : book.entries[0]?.scenario.id },
  ];
}
