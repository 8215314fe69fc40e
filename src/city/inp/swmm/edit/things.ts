import { InputError } from '../../../errors.ts';
import type { Position } from '../../../types.ts';
import type { RowReader } from '../../row.ts';
import type { InpDocument } from '../../tokens.ts';
import { type Reading, startReading } from '../context.ts';
import { spell } from '../fields.ts';
import { CONDUITS, hasLosses, LOSSES, lossesOf, ORIFICES, OUTLETS, PUMPS, WEIRS } from '../links.ts';
import { DIVIDERS, JUNCTIONS, OUTFALLS, STORAGES } from '../nodes.ts';
import type { SectionName } from '../sectionNames.ts';
import { XSECTIONS } from '../shapes.ts';
import type { SwmmLink } from '../types.ts';
import { appendRows, removeLines } from './lines.ts';
import { addTo, rowsOf, same } from './rows.ts';
import type { SwmmEdit } from './types.ts';

type Edit<D extends SwmmEdit['do']> = Extract<SwmmEdit, { readonly do: D }>;
const NODES = ['JUNCTIONS', 'OUTFALLS', 'STORAGE', 'DIVIDERS'] as const;
const LINKS = ['CONDUITS', 'PUMPS', 'ORIFICES', 'WEIRS', 'OUTLETS'] as const;

export function addNode(document: InpDocument, { node, at }: Edit<'addNode'>): InpDocument {
  const added = addNodeRow(document, node);
  return at ? addPlaces(added, 'COORDINATES', node.id, [at]) : added;
}

function addNodeRow(document: InpDocument, node: Edit<'addNode'>['node']): InpDocument {
  switch (node.kind) {
    case 'junction':
      return addTo(document, JUNCTIONS, node);
    case 'outfall':
      return addTo(document, OUTFALLS, node);
    case 'storage':
      return addTo(document, STORAGES, node);
    case 'divider':
      return addTo(document, DIVIDERS, node);
  }
}

export function addLink(document: InpDocument, { link, points = [] }: Edit<'addLink'>): InpDocument {
  const row = addLinkRow(document, link);
  const shaped = 'section' in link ? addTo(row, XSECTIONS, { link: link.id, section: link.section }) : row;
  const whole = link.kind === 'conduit' && hasLosses(link) ? addTo(shaped, LOSSES, lossesOf(link)) : shaped;
  return addPlaces(whole, 'VERTICES', link.id, points);
}

function addLinkRow(document: InpDocument, link: SwmmLink): InpDocument {
  switch (link.kind) {
    case 'conduit':
      return addTo(document, CONDUITS, link);
    case 'pump':
      return addTo(document, PUMPS, link);
    case 'orifice':
      return addTo(document, ORIFICES, link);
    case 'weir':
      return addTo(document, WEIRS, link);
    case 'outlet':
      return addTo(document, OUTLETS, link);
  }
}

const addPlaces = (
  document: InpDocument,
  section: 'COORDINATES' | 'VERTICES',
  id: string,
  points: readonly Position[],
): InpDocument =>
  appendRows(
    document,
    section,
    points.map(([x, y]) => [spell(id), String(x), String(y)]),
    section === 'VERTICES' ? 'Link X Y' : 'Node X Y',
  );

/** Rows about one link: the column that names it, by section. */
const OF_LINK: readonly (readonly [SectionName, number])[] = [
  ...LINKS.map((section) => [section, 0] as const),
  ['XSECTIONS', 0],
  ['LOSSES', 0],
  ['VERTICES', 0],
  ['INLET_USAGE', 0],
];
const OF_NODE: readonly (readonly [SectionName, number])[] = [
  ...NODES.map((section) => [section, 0] as const),
  ['COORDINATES', 0],
  ['INFLOWS', 0],
  ['DWF', 0],
  ['RDII', 0],
  ['TREATMENT', 0],
  ['INLET_USAGE', 2],
];
/** Rows about something else that would lose its meaning with the node or link. */
const NEEDS_LINK: readonly (readonly [SectionName, number])[] = [['DIVIDERS', 2]];
const NEEDS_NODE: readonly (readonly [SectionName, number])[] = [
  ['SUBCATCHMENTS', 2],
  ['LID_USAGE', 9],
  ['GROUNDWATER', 2],
];

/** @throws InputError where the link is not there, or a rule or divider refers to it */
export function removeLink(document: InpDocument, { id }: Edit<'removeLink'>): InpDocument {
  const reading = startReading(document);
  return removeLines(document, linesOfLink(reading, id, new Set()));
}

function linesOfLink(reading: Reading, id: string, leaving: ReadonlySet<number>): Set<number> {
  mustExist(reading, LINKS, id, 'link');
  refuseUse(reading, id, NEEDS_LINK, /^(LINK|CONDUIT|PUMP|ORIFICE|WEIR|OUTLET)$/, leaving);
  return new Set([...linesIn(reading, OF_LINK, id), ...tagLines(reading, 'LINK', id)]);
}

/** @throws InputError where the node is not there, or a subcatchment or rule refers to it or to one of its links */
export function removeNode(document: InpDocument, { id }: Edit<'removeNode'>): InpDocument {
  const reading = startReading(document);
  mustExist(reading, NODES, id, 'node');
  refuseUse(reading, id, NEEDS_NODE, /^NODE$/, new Set());
  const lines = new Set([...linesIn(reading, OF_NODE, id), ...tagLines(reading, 'NODE', id)]);
  const links = LINKS.flatMap((section) =>
    reading.rows(section).filter((row) => same(row.text(1), id) || same(row.text(2), id)),
  );
  for (const link of links) for (const line of linesOfLink(reading, link.text(0), lines)) lines.add(line);
  return removeLines(document, lines);
}

const linesIn = (reading: Reading, places: readonly (readonly [SectionName, number])[], id: string): number[] =>
  places.flatMap(([section, column]) => rowsOf(reading, section, id, column).map(({ line }) => line));
const tagLines = (reading: Reading, kind: string, id: string): number[] =>
  rowsOf(reading, 'TAGS', id, 1).flatMap((row) => (row.upper(0) === kind ? [row.line] : []));

function mustExist(reading: Reading, sections: readonly SectionName[], id: string, kind: string): void {
  if (sections.some((section) => rowsOf(reading, section, id).length > 0)) return;
  const { name } = reading.document;
  throw new InputError(
    'inp.edit-nothing',
    `${name}: expected a ${kind} "${id}" to remove, found none.`,
    `${name}: cần ${kind === 'link' ? 'tuyến' : 'nút'} "${id}" để xóa, không thấy.`,
  );
}

function refuseUse(
  reading: Reading,
  id: string,
  places: readonly (readonly [SectionName, number])[],
  object: RegExp,
  leaving: ReadonlySet<number>,
): void {
  const users = [
    ...places.flatMap(([section, column]) => rowsOf(reading, section, id, column)),
    ...reading.rows('CONTROLS').filter((row) => mentions(row, object, id)),
  ];
  const user = users.find(({ line }) => !leaving.has(line));
  if (!user) return;
  const place = `${reading.document.name}, line ${user.line}, [${user.section}]`;
  throw new InputError(
    'inp.edit-in-use',
    `${place}: expected nothing that needs "${id}", which is to be removed, found a row that does; change that first.`,
    `${place.replace(', line ', ', dòng ')}: "${id}" sắp bị xóa nhưng hàng này còn cần; hãy sửa hàng này trước.`,
  );
}

/** Whether a clause of a rule names it: the kind of object, then the name. */
function mentions(row: RowReader, object: RegExp, id: string): boolean {
  for (let i = 0; i + 1 < row.count; i++) if (object.test(row.upper(i)) && same(row.text(i + 1), id)) return true;
  return false;
}
