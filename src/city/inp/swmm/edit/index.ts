import { encodeInp, type InpDocument } from '../../tokens.ts';
import { withoutNoise } from '../../units.ts';
import { startReading } from '../context.ts';
import { writeControls } from '../controls.ts';
import { CONDUITS, LOSSES } from '../links.ts';
import { DIVIDERS, JUNCTIONS, STORAGES } from '../nodes.ts';
import { optionRows, readOptions } from '../options.ts';
import type { SectionName } from '../sectionNames.ts';
import { XSECTIONS } from '../shapes.ts';
import { readRow, type Table } from '../table.ts';
import { writeCurves, writeSeries } from '../tables.ts';
import type { CrossSection } from '../types.ts';
import { appendRows, insert, removeLines, replaceLine, replaceWords } from './lines.ts';
import { addRow, addTo, changeRow, rowOf, rowsOf, setRow } from './rows.ts';
import { addLink, addNode, removeLink, removeNode } from './things.ts';
import type { SwmmEdit } from './types.ts';

export type { AddRow, RemoveRows, Rows, SetRow, SwmmEdit } from './types.ts';

/**
 * A document with edits made one after the other. What they do not touch stays as it is: comments, blanks, order, line
 * ends, unknown sections. Changed values are written in the file's own units with as many digits as they need.
 * @throws InputError where an edit names what is not there, adds what is, or takes away what is still needed
 */
export const editSwmm = (document: InpDocument, edits: readonly SwmmEdit[]): InpDocument =>
  edits.reduce(apply, document);

/** The bytes of a file with edits made; without any, the bytes that were read. @throws InputError as `editSwmm` does */
export const writeSwmm = (document: InpDocument, edits: readonly SwmmEdit[] = []): Uint8Array =>
  encodeInp(editSwmm(document, edits));

function apply(document: InpDocument, edit: SwmmEdit): InpDocument {
  switch (edit.do) {
    case 'set':
      return setRow(document, edit);
    case 'add':
      return addRow(document, edit);
    case 'remove': {
      const reading = startReading(document);
      rowOf(reading, edit.section, edit.id);
      return removeLines(document, new Set(rowsOf(reading, edit.section, edit.id).map(({ line }) => line)));
    }
    case 'section':
      return setSection(document, edit);
    case 'rim':
      return setRim(document, edit);
    case 'addNode':
      return addNode(document, edit);
    case 'addLink':
      return addLink(document, edit);
    case 'storage':
      return asStorage(document, edit);
    case 'flap':
      return setFlap(document, edit);
    case 'rule': {
      const rows = writeControls({ variables: [], expressions: [], rules: [edit.rule] }, startReading(document));
      return appendRows(
        document,
        'CONTROLS',
        rows.map((row) => [row]),
        '',
      );
    }
    case 'note':
      return insert(
        document,
        0,
        edit.lines.map((line) => `;; ${line}`),
      );
    case 'removeNode':
      return removeNode(document, edit);
    case 'removeLink':
      return removeLink(document, edit);
    case 'options':
      return setOptions(document, edit);
    case 'curve':
      return replaceTable(document, 'CURVES', edit.curve.id, writeCurves([edit.curve], startReading(document)));
    case 'series':
      return replaceTable(document, 'TIMESERIES', edit.id, writeSeries([{ ...edit, file: undefined }]));
  }
}

type Edit<D extends SwmmEdit['do']> = Extract<SwmmEdit, { readonly do: D }>;

function setSection(document: InpDocument, { link, values }: Edit<'section'>): InpDocument {
  const reading = startReading(document);
  return changeRow(document, reading, XSECTIONS, rowOf(reading, 'XSECTIONS', link), (row) => ({
    ...row,
    // Sizes that the shape lacks are refused when they are written.
    section: { ...row.section, ...values } as CrossSection,
  }));
}

/** @throws InputError where the rim would lie below the invert, or the node has none */
function setRim(document: InpDocument, { node, levelM }: Edit<'rim'>): InpDocument {
  const reading = startReading(document);
  const deepen = <T extends { readonly invertM: number }>(table: Table<T>): InpDocument | undefined => {
    const row = rowsOf(reading, table.section, node).at(-1);
    if (!row) return undefined;
    return changeRow(document, reading, table, row, (value) => {
      const depthM = withoutNoise(levelM - value.invertM);
      if (depthM < 0) throw row.wrong(`a rim above the invert, ${value.invertM} m`, `${levelM} m`);
      return { ...value, depthM };
    });
  };
  const changed = deepen(JUNCTIONS) ?? deepen(STORAGES) ?? deepen(DIVIDERS);
  if (!changed) rowOf(reading, 'JUNCTIONS', node);
  return changed ?? document;
}

/** @throws InputError where there is no junction of that name */
function asStorage(document: InpDocument, { node, shape }: Edit<'storage'>): InpDocument {
  const reading = startReading(document);
  const { id, invertM, depthM, initialDepthM, surchargeDepthM } = readRow(
    reading,
    JUNCTIONS,
    rowOf(reading, 'JUNCTIONS', node),
  );
  const lines = new Set(rowsOf(reading, 'JUNCTIONS', node).map(({ line }) => line));
  const head = { id, invertM, depthM, initialDepthM, surchargeDepthM };
  // Units and offsets are those of the file as it was: without the row its name would be unknown.
  return addTo(removeLines(document, lines), STORAGES, { ...head, shape, evaporationShare: 0, seepage: undefined });
}

function setFlap(document: InpDocument, { link, flapGate }: Edit<'flap'>): InpDocument {
  const reading = startReading(document);
  if (rowsOf(reading, 'LOSSES', link).length > 0)
    return setRow(document, { do: 'set', section: 'LOSSES', id: link, values: { flapGate } });
  const { id } = readRow(reading, CONDUITS, rowOf(reading, 'CONDUITS', link));
  const none = { entryLoss: 0, exitLoss: 0, averageLoss: 0, seepageMmH: 0 };
  return addTo(document, LOSSES, { link: id, ...none, flapGate });
}

function setOptions(document: InpDocument, { values }: Edit<'options'>): InpDocument {
  const { start } = readOptions(startReading(document));
  let next = document;
  for (const [key, value] of optionRows(values, start, startReading(document))) {
    const row = rowsOf(startReading(next), 'OPTIONS', key).at(-1);
    next = row
      ? replaceLine(next, row.line, replaceWords(next.lines[row.line - 1], [undefined, value]))
      : appendRows(next, 'OPTIONS', [[key, value]], '');
  }
  readOptions(startReading(next));
  return next;
}

/** Rows of a curve or time series in place of those that it had. */
function replaceTable(document: InpDocument, section: SectionName, id: string, rows: readonly string[]): InpDocument {
  const old = rowsOf(startReading(document), section, id).map(({ line }) => line);
  if (old.length === 0)
    return appendRows(
      document,
      section,
      rows.map((row) => [row]),
      '',
    );
  return insert(removeLines(document, new Set(old)), old[0] - 1, rows);
}
