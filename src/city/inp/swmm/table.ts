import type { RowReader } from '../row.ts';
import type { Reading, Scale } from './context.ts';
import type { Field } from './fields.ts';
import type { SectionName } from './sectionNames.ts';

/** A section whose rows are alike: its name, the least that a row needs, and how a row reads. */
export interface Table<T> {
  readonly section: SectionName;
  readonly least: readonly [words: number, columns: string];
  readonly row: Field<T>;
  /** Headings of the columns in a new file. */
  readonly heading: string;
}

/** @throws InputError naming line, section and what was expected */
export const readRow = <T>(reading: Reading, table: Table<T>, row: RowReader): T =>
  table.row.read({ row: row.need(...table.least), reading, at: 0 });

export const readTable = <T>(reading: Reading, table: Table<T>): T[] =>
  reading.rows(table.section).map((row) => readRow(reading, table, row));

/** Words of a row: what is not given at its end is left out, in its middle it is a `*`. */
export function closeUp(words: readonly (string | undefined)[]): string[] {
  const length = words.findLastIndex((word) => word !== undefined) + 1;
  return words.slice(0, length).map((word) => word ?? '*');
}

export const printRow = <T>(table: Table<T>, value: T, scale: Scale): string =>
  closeUp(table.row.write(value, scale, [])).join(' ');
