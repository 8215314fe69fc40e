import type { TideView } from '../panels/views.ts';
import {
  applyPatch,
  type ResolvedScenario,
  resolveScenario,
  type Scenario,
  type ScenarioPatch,
} from '../scenario/index.ts';

/** A scenario in the book: shipped ones are never edited, a child is. */
export interface Entry {
  readonly scenario: Scenario;
  readonly shipped: boolean;
  /** What the tide panel was set to; the levels that it gave are in the scenario. */
  readonly tide?: TideView;
}

/** One edit as data; applying it gives the edit that takes it back. */
export type Change =
  | { readonly kind: 'patch'; readonly id: string; readonly patch: ScenarioPatch }
  | { readonly kind: 'tide'; readonly id: string; readonly tide: TideView | undefined }
  | { readonly kind: 'insert'; readonly entry: Entry; readonly at: number }
  | { readonly kind: 'delete'; readonly id: string }
  | { readonly kind: 'select'; readonly id: string | undefined };

/** The scenarios of the open city, which one is shown, and the steps that can be taken back. */
export interface Book {
  readonly entries: readonly Entry[];
  readonly selected: string | undefined;
  readonly undo: readonly (readonly Change[])[];
  readonly redo: readonly (readonly Change[])[];
}

export const EMPTY_BOOK: Book = { entries: [], selected: undefined, undo: [], redo: [] };
const STEPS_KEPT = 200;

/** Does the changes as one step that can be undone. */
export function act(book: Book, changes: readonly Change[]): Book {
  const { book: next, inverse } = applyAll(book, changes);
  return { ...next, undo: [...book.undo.slice(-STEPS_KEPT + 1), inverse], redo: [] };
}

export function undo(book: Book): Book {
  const step = book.undo.at(-1);
  if (!step) return book;
  const { book: next, inverse } = applyAll(book, step);
  return { ...next, undo: book.undo.slice(0, -1), redo: [...book.redo, inverse] };
}

export function redo(book: Book): Book {
  const step = book.redo.at(-1);
  if (!step) return book;
  const { book: next, inverse } = applyAll(book, step);
  return { ...next, redo: book.redo.slice(0, -1), undo: [...book.undo, inverse] };
}

function applyAll(book: Book, changes: readonly Change[]): { book: Book; inverse: Change[] } {
  const inverse: Change[] = [];
  let next = book;
  for (const change of changes) {
    const done = apply(next, change);
    next = done.book;
    inverse.unshift(done.inverse);
  }
  return { book: next, inverse };
}

function apply(book: Book, change: Change): { book: Book; inverse: Change } {
  const replace = (id: string, entry: (old: Entry) => Entry): Book => ({
    ...book,
    entries: book.entries.map((item) => (item.scenario.id === id ? entry(item) : item)),
  });
  switch (change.kind) {
    case 'patch': {
      const entry = entryOf(book, change.id);
      if (!entry) return { book, inverse: change };
      const { scenario, inverse } = applyPatch(entry.scenario, change.patch);
      return {
        book: replace(change.id, (old) => ({ ...old, scenario })),
        inverse: { kind: 'patch', id: change.id, patch: inverse },
      };
    }
    case 'tide': {
      const before = entryOf(book, change.id)?.tide;
      const book2 = replace(change.id, ({ tide: _, ...old }) => (change.tide ? { ...old, tide: change.tide } : old));
      return { book: book2, inverse: { kind: 'tide', id: change.id, tide: before } };
    }
    case 'insert': {
      const entries = [...book.entries];
      entries.splice(change.at, 0, change.entry);
      return { book: { ...book, entries }, inverse: { kind: 'delete', id: change.entry.scenario.id } };
    }
    case 'delete': {
      const at = book.entries.findIndex((entry) => entry.scenario.id === change.id);
      if (at < 0) return { book, inverse: { kind: 'select', id: book.selected } };
      const entries = book.entries.filter((_, i) => i !== at);
      return { book: { ...book, entries }, inverse: { kind: 'insert', entry: book.entries[at], at } };
    }
    case 'select':
      return { book: { ...book, selected: change.id }, inverse: { kind: 'select', id: book.selected } };
  }
}

/** Shows another scenario; not a step of undo. */
export function select(book: Book, id: string): Book {
  return entryOf(book, id) ? { ...book, selected: id } : book;
}

export function entryOf(book: Book, id: string | undefined): Entry | undefined {
  return book.entries.find((entry) => entry.scenario.id === id);
}

/** A scenario's parent, its parent, and so on. */
export function ancestorsOf(book: Book, id: string | undefined): string[] {
  const line: string[] = [];
  for (let at = entryOf(book, id)?.scenario.parent; typeof at === 'string' && !line.includes(at); ) {
    line.push(at);
    at = entryOf(book, at)?.scenario.parent;
  }
  return line;
}

const resolvedIn = new WeakMap<readonly Entry[], Map<string, ResolvedScenario>>();

/** The scenario with all that it inherits; undefined where it cannot be resolved. The same object until the book changes. */
export function resolvedOf(book: Book, id: string | undefined): ResolvedScenario | undefined {
  const entry = entryOf(book, id);
  if (!entry) return undefined;
  let known = resolvedIn.get(book.entries);
  if (!known) {
    known = new Map();
    resolvedIn.set(book.entries, known);
  }
  let resolved = known.get(entry.scenario.id);
  if (!resolved) {
    try {
      resolved = resolveScenario(entry.scenario, (parent) => entryOf(book, parent)?.scenario);
    } catch {
      return undefined;
    }
    known.set(entry.scenario.id, resolved);
  }
  return resolved;
}

/** A child of a scenario with an id that is free: `storm-10y-2`. */
export function childOf(book: Book, parent: Scenario, name: { readonly vi: string; readonly en: string }): Entry {
  const stem = parent.id.replace(/-\d+$/, '');
  let number = 2;
  while (entryOf(book, `${stem}-${number}`)) number++;
  return { scenario: { format: 'twin-scenario/1', id: `${stem}-${number}`, name, parent: parent.id }, shipped: false };
}

/** Place of a child in the list: after its parent and the parent's other descendants. */
export function placeAfter(book: Book, parentId: string): number {
  const family = new Set([parentId]);
  let at = book.entries.findIndex((entry) => entry.scenario.id === parentId);
  for (let i = at + 1; i < book.entries.length; i++) {
    const parent = book.entries[i].scenario.parent;
    if (typeof parent !== 'string' || !family.has(parent)) break;
    family.add(book.entries[i].scenario.id);
    at = i;
  }
  return at + 1;
}
