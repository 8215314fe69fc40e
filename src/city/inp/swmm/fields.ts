import type { RowReader } from '../row.ts';
import { inUnits, withoutNoise } from '../units.ts';
import { type Kind, type Reading, type Scale, type Units, unwritable } from './context.ts';

/** A place in a row from which the next value is read. */
export interface Cursor {
  readonly row: RowReader;
  readonly reading: Reading;
  at: number;
}

/**
 * How one value stands in a row, in both directions: readers and writers are made of these, so that they cannot disagree.
 * Most take one word, some several or none.
 */
export interface Field<T> {
  /** @throws InputError naming line, section and what was expected */
  read(cursor: Cursor): T;
  /** Words of the value; undefined stands for a value that is not given. `before`: the words of the row so far. */
  write(value: T, scale: Scale, before: readonly (string | undefined)[]): readonly (string | undefined)[];
}

type Factor = (units: Units) => number;
/** SI value of one unit, for the factors that fields ask for. */
export const ONE: Factor = () => 1;
export const LENGTH: Factor = ({ lengthM }) => lengthM;
export const AREA: Factor = ({ lengthM }) => lengthM * lengthM;
export const FLOW: Factor = ({ flowM3s }) => flowM3s;
export const RAIN: Factor = ({ rainMm }) => rainMm;
export const PERCENT: Factor = () => 0.01;
export const HOUR: Factor = () => 3600;
/** Weir coefficients: ft^½/s or m^½/s. */
export const WEIR: Factor = ({ lengthM }) => Math.sqrt(lengthM);

/** A number; `otherwise` (in SI) where the row has none. */
export const quantity = (what: string, factor: Factor, otherwise?: number | Factor): Field<number> => ({
  read: (cursor) => {
    const { row, reading } = cursor;
    const at = cursor.at++;
    if (otherwise !== undefined && !row.has(at))
      return typeof otherwise === 'number' ? otherwise : otherwise(reading.units);
    return row.number(at, what) * factor(reading.units);
  },
  write: (value, { units }) => {
    if (!Number.isFinite(value)) throw unwritable(`a number (${what})`, String(value));
    return [inUnits(value, factor(units))];
  },
});
export const number = (what: string, otherwise?: number): Field<number> => quantity(what, ONE, otherwise);
export const length = (what: string, otherwise?: number): Field<number> => quantity(what, LENGTH, otherwise);

/** A number that may be missing. */
export const optional = (what: string, factor: Factor): Field<number | undefined> => ({
  read: (cursor) => {
    if (cursor.row.has(cursor.at)) return quantity(what, factor).read(cursor);
    cursor.at++;
    return undefined;
  },
  write: (value, scale, before) =>
    value === undefined ? [undefined] : quantity(what, factor).write(value, scale, before),
});

/** A value that no column holds, because it follows from the units. */
export const derived = <T>(value: (reading: Reading) => T): Field<T> => ({
  read: ({ reading }) => value(reading),
  write: () => [],
});

/** A name or text as it may stand in a row. @throws InputError where it holds what no quotes can protect */
export function spell(word: string): string {
  if (/^\[|^\*$|["\r\n;]/.test(word))
    throw unwritable('a name without quotes, semicolons, line breaks and an opening bracket', `"${word}"`);
  return word === '' || /\s/.test(word) ? `"${word}"` : word;
}

export const text = (what: string): Field<string> => ({
  read: (cursor) => {
    const at = cursor.at++;
    if (cursor.row.word(at) === undefined) throw cursor.row.wrong(what, 'nothing');
    return cursor.row.text(at);
  },
  write: (value) => [spell(value)],
});
export const optionalText: Field<string | undefined> = {
  read: (cursor) => {
    const at = cursor.at++;
    return cursor.row.has(at) ? cursor.row.text(at) : undefined;
  },
  write: (value) => [value === undefined ? undefined : spell(value)],
};

/** A name that is declared in the file: by another row, or by this one, which then must be the only one to do so. */
export const ref = (...kinds: readonly Kind[]): Field<string> => ({
  read: (cursor) => cursor.reading.refer(cursor.row, cursor.at++, ...kinds),
  write: (value) => [spell(value)],
});
export const optionalRef = (...kinds: readonly Kind[]): Field<string | undefined> => ({
  read: (cursor) => {
    const at = cursor.at++;
    return cursor.row.has(at) ? cursor.reading.refer(cursor.row, at, ...kinds) : undefined;
  },
  write: (value) => [value === undefined ? undefined : spell(value)],
});

/** The longest of the words that begins the given one, whatever its case: SWMM compares beginnings only. */
export const matching = <W extends string>(given: string, words: readonly W[]): W | undefined =>
  words.filter((word) => given.startsWith(word)).sort((a, b) => b.length - a.length)[0];

export const keyword = <W extends string>(words: readonly W[], otherwise?: W): Field<W> => ({
  read: (cursor) => {
    const { row } = cursor;
    const at = cursor.at++;
    if (otherwise !== undefined && !row.has(at)) return otherwise;
    const word = matching(row.upper(at), words);
    if (word === undefined)
      throw row.wrong(words.join(', '), row.word(at) === undefined ? 'nothing' : `"${row.text(at)}"`);
    return word;
  },
  write: (value) => [value],
});
export const flag = (otherwise?: boolean): Field<boolean> => {
  const words = keyword(['YES', 'NO'], otherwise === undefined ? undefined : otherwise ? 'YES' : 'NO');
  return { read: (cursor) => words.read(cursor) === 'YES', write: (value) => [value ? 'YES' : 'NO'] };
};

export type Fields<T> = { readonly [K in keyof T]: Field<T[K]> };

/** Values that follow each other in a row, in the order in which the fields are listed. */
export function record<T extends object>(fields: Fields<T>): Field<T> {
  const keys = Object.keys(fields) as (keyof T)[];
  return {
    read: (cursor) => {
      const value: Partial<T> = {};
      for (const key of keys) value[key] = fields[key].read(cursor);
      return value as T;
    },
    write: (value, scale, before) => {
      const words = [...before];
      for (const key of keys) words.push(...fields[key].write(value[key], scale, words));
      return words.slice(before.length);
    },
  };
}

/** Two groups of values one after the other. */
export const both = <A extends object, B extends object>(first: Field<A>, second: Field<B>): Field<A & B> => ({
  read: (cursor) => ({ ...first.read(cursor), ...second.read(cursor) }),
  write: (value, scale, before) => {
    const words = first.write(value, scale, before);
    return [...words, ...second.write(value, scale, [...before, ...words])];
  },
});

/** Columns that SWMM asks for and does not use; written as 0. */
export const ignored = (columns: number): Field<object> => ({
  read: (cursor) => {
    cursor.at += columns;
    return {};
  },
  write: () => Array<string>(columns).fill('0'),
});

type Case<T, K extends keyof T, W> = T extends unknown ? (W extends T[K] ? Omit<T, K> : never) : never;

/** A keyword and, after it, what this keyword asks for. */
export function variant<T extends { readonly [P in K]: string }, K extends keyof T & string = keyof T & string>(
  tag: K,
  cases: { readonly [W in T[K]]: Field<Case<T, K, W>> },
): Field<T> {
  const word = keyword(Object.keys(cases) as T[K][]);
  const fieldOf = (kind: T[K]): Field<object> => cases[kind] as unknown as Field<object>;
  return {
    read: (cursor) => {
      const kind = word.read(cursor);
      return { [tag]: kind, ...fieldOf(kind).read(cursor) } as unknown as T;
    },
    write: (value, scale, before) => {
      const kind = value[tag];
      return [kind, ...fieldOf(kind).write(value, scale, [...before, kind])];
    },
  };
}

/** Height of a link's end or crest above the invert of the node that an earlier column names; `*`: at the invert. */
export const offset = (what: string, nodeColumn: number): Field<number> => ({
  read: (cursor) => {
    const { row, reading } = cursor;
    const at = cursor.at++;
    if (!row.has(at)) return 0;
    const value = row.number(at, what) * reading.units.lengthM;
    const invertM = reading.offsetsAreLevels ? (reading.invertM(row.text(nodeColumn)) ?? value) : 0;
    // A negative offset is ignored, with a warning, in SWMM too.
    return Math.max(0, value - invertM);
  },
  write: (value, { units, offsetsAreLevels, invertM }, before) => {
    const node = before[nodeColumn] ?? '';
    if (!offsetsAreLevels) return [inUnits(value, units.lengthM)];
    return [inUnits(withoutNoise((invertM(node.replaceAll('"', '')) ?? 0) + value), units.lengthM)];
  },
});
