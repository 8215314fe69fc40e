import { InputError } from '../../../errors.ts';
import type { RowReader } from '../../row.ts';
import type { InpDocument } from '../../tokens.ts';
import { type Reading, type Scale, startReading } from '../context.ts';
import { GAGES } from '../hydrology.ts';
import { DRY_WEATHER, INFLOWS } from '../inflows.ts';
import { INLET_USES } from '../inlets.ts';
import { LID_USES } from '../lid.ts';
import { CONDUITS, LOSSES, ORIFICES, OUTLETS, PUMPS, WEIRS } from '../links.ts';
import { DIVIDERS, JUNCTIONS, OUTFALLS, STORAGES } from '../nodes.ts';
import type { SectionName } from '../sectionNames.ts';
import { STREETS } from '../shapes.ts';
import { closeUp, readRow, type Table } from '../table.ts';
import { appendRows, replaceLine, replaceWords } from './lines.ts';
import type { AddRow, Rows, SetRow } from './types.ts';

export const TABLES: { readonly [S in keyof Rows]: Table<Rows[S]> } = {
  RAINGAGES: GAGES,
  LID_USAGE: LID_USES,
  JUNCTIONS,
  OUTFALLS,
  STORAGE: STORAGES,
  DIVIDERS,
  CONDUITS,
  PUMPS,
  ORIFICES,
  WEIRS,
  OUTLETS,
  LOSSES,
  STREETS,
  INLET_USAGE: INLET_USES,
  INFLOWS,
  DWF: DRY_WEATHER,
};

/** Names are the same whatever their case, as SWMM takes them. */
export const same = (a: string, b: string): boolean => a.toUpperCase() === b.toUpperCase();

export const rowsOf = (reading: Reading, section: SectionName, id: string, column = 0): RowReader[] =>
  reading.rows(section).filter((row) => same(row.text(column), id));

/** @throws InputError where no row of the section begins with the name */
export function rowOf(reading: Reading, section: SectionName, id: string): RowReader {
  const row = rowsOf(reading, section, id).at(-1);
  if (row) return row;
  const { name } = reading.document;
  throw new InputError(
    'inp.edit-nothing',
    `${name}, [${section}]: expected a row for "${id}" to change, found none.`,
    `${name}, [${section}]: cần một hàng của "${id}" để sửa, không thấy.`,
  );
}

/** Replaces in a row the words that a change of its value changes. @throws InputError where the new row cannot be read */
export function changeRow<T>(
  document: InpDocument,
  reading: Reading,
  table: Table<T>,
  row: RowReader,
  change: (value: T) => T,
): InpDocument {
  const value = readRow(reading, table, row);
  const before = table.row.write(value, reading, []);
  const after = closeUp(table.row.write(change(value), reading, []));
  const changed = after.map((word, i) => (word === before[i] ? undefined : word));
  const reach = changed.findLastIndex((word) => word !== undefined) + 1;
  // Columns that the row lacks are filled in up to the last change; those that it has stay as they are spelt.
  const words = changed.slice(0, reach).map((word, i) => word ?? (i < row.count ? undefined : after[i]));
  const line = document.lines[row.line - 1];
  const next = replaceLine(document, row.line, replaceWords(line, words));
  if (says(next, table, row.line, after)) return next;
  // Another kind of row has other columns, and some rows leave out columns in their middle: all words anew.
  return check(replaceLine(document, row.line, replaceWords(line, after, true)), table, row.line);
}

/** Whether a line reads as these words. */
function says<T>(document: InpDocument, table: Table<T>, line: number, words: readonly string[]): boolean {
  const reading = startReading(document);
  const row = reading.rows(table.section).find((each) => each.line === line);
  try {
    return (
      row !== undefined &&
      closeUp(table.row.write(readRow(reading, table, row), reading, [])).join(' ') === words.join(' ')
    );
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

export function setRow<S extends keyof Rows>(document: InpDocument, edit: SetRow<S>): InpDocument {
  const { section, id, values } = edit;
  const reading = startReading(document);
  const row = rowOf(reading, section, id);
  return changeRow(document, reading, TABLES[section], row, (value) => ({ ...value, ...values }));
}

export function addRow<S extends keyof Rows>(document: InpDocument, edit: AddRow<S>): InpDocument {
  return addTo(document, TABLES[edit.section], edit.row);
}

/** @throws InputError where the new row refers to what is not there, or has a name that is taken */
export function addTo<T>(
  document: InpDocument,
  table: Table<T>,
  value: T,
  scale: Scale = startReading(document),
): InpDocument {
  const words = closeUp(table.row.write(value, scale, []));
  const next = appendRows(document, table.section, [words], table.heading);
  const added = startReading(next).rows(table.section).at(-1);
  return added ? check(next, table, added.line) : next;
}

/** A file that was changed must be read again as it was meant: a row that cannot be is refused before it does harm. */
function check<T>(document: InpDocument, table: Table<T>, line: number): InpDocument {
  const reading = startReading(document);
  const row = reading.rows(table.section).find((each) => each.line === line);
  if (row) readRow(reading, table, row);
  return document;
}
