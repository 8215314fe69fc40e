import type { Position } from '../../types.ts';
import type { Reading } from './context.ts';
import { keyword, spell } from './fields.ts';
import type { SectionName } from './sectionNames.ts';
import type { SwmmMap } from './types.ts';

const TAGGED = ['NODE', 'LINK', 'SUBCATCH', 'GAGE'] as const;
const UNITS = ['NONE', 'FEET', 'METERS', 'DEGREES'] as const;

export function readMap(reading: Reading): SwmmMap {
  let dimensions: SwmmMap['dimensions'];
  let units: SwmmMap['units'] = 'NONE';
  for (const row of reading.rows('MAP')) {
    if (row.upper(0).startsWith('DIM')) {
      row.need(5, 'DIMENSIONS and four coordinates');
      dimensions = [row.number(1, 'x'), row.number(2, 'y'), row.number(3, 'x'), row.number(4, 'y')];
    } else if (row.upper(0) === 'UNITS') units = keyword(UNITS).read({ row, reading, at: 1 });
  }
  return {
    dimensions,
    units,
    nodes: readPoints(reading, 'COORDINATES').map(({ id, points }) => ({ id, at: points[points.length - 1] })),
    links: readPoints(reading, 'VERTICES'),
    subcatchments: readPoints(reading, 'POLYGONS'),
    tags: reading.rows('TAGS').map((row) => {
      row.need(3, 'kind, name and tag');
      return { kind: keyword(TAGGED).read({ row, reading, at: 0 }), id: row.text(1), tag: row.text(2) };
    }),
  };
}

interface Points {
  readonly id: string;
  readonly points: readonly Position[];
}

/** Places are kept for whatever has a name: drawings of things that are no longer there harm nobody. */
function readPoints(reading: Reading, section: SectionName): Points[] {
  const byId = new Map<string, Position[]>();
  for (const row of reading.rows(section)) {
    row.need(3, 'an id, x and y');
    const point: Position = [row.number(1, 'x'), row.number(2, 'y')];
    const points = byId.get(row.text(0));
    if (points) points.push(point);
    else byId.set(row.text(0), [point]);
  }
  return [...byId].map(([id, points]) => ({ id, points }));
}

const row = (id: string, [x, y]: Position): string => `${spell(id)} ${x} ${y}`;
export const writePoints = (things: readonly Points[]): string[] =>
  things.flatMap(({ id, points }) => points.map((point) => row(id, point)));
export const writePlaces = (nodes: SwmmMap['nodes']): string[] => nodes.map(({ id, at }) => row(id, at));
export const writeTags = (tags: SwmmMap['tags']): string[] =>
  tags.map(({ kind, id, tag }) => `${kind} ${spell(id)} ${spell(tag)}`);
export const writeExtent = ({ dimensions, units }: SwmmMap): string[] => [
  ...(dimensions ? [`DIMENSIONS ${dimensions.join(' ')}`] : []),
  `UNITS ${units}`,
];
