import type { RowReader } from '../row.ts';
import type { Reading } from './context.ts';
import {
  both,
  derived,
  type Field,
  type Fields,
  keyword,
  length,
  number,
  PERCENT,
  quantity,
  RAIN,
  record,
  ref,
  variant,
} from './fields.ts';
import { readRow, readTable, type Table } from './table.ts';
import type { CrossSection, SectionShape, Street, Transect } from './types.ts';

export interface SectionRow {
  readonly link: string;
  readonly section: CrossSection;
}

/** SWMM reads four numbers of geometry whatever the shape; those that a shape has no use for are written as 0. */
function geometry<T extends object>(fields: Fields<T>): Field<T> {
  const row = record(fields);
  return {
    read: (cursor) => {
      const start = cursor.at;
      const value = row.read(cursor);
      cursor.at = start + 4;
      return value;
    },
    write: (value, scale, before) => {
      const words = row.write(value, scale, before);
      return [...words, ...Array<string>(Math.max(0, 4 - words.length)).fill('0')];
    },
  };
}

const heightM = length('height');
const widthM = length('width');
const simple = geometry({ heightM });
const wide = geometry({ heightM, widthM });
/** The width is left out, or the size code stands in place of the height, where a pipe is of a trade size. */
const ellipse = geometry<{ readonly heightM: number; readonly widthM: number; readonly sizeCode: number }>({
  heightM,
  widthM: length('width', 0),
  sizeCode: number('size code', 0),
});

/** Roughness heights have the unit of rain, Hazen–Williams coefficients none. */
const height = quantity('roughness height', RAIN);
const hazenWilliams = number('Hazen–Williams coefficient');
const friction: Field<number> = {
  read: (cursor) => (cursor.reading.darcyWeisbach ? height : hazenWilliams).read(cursor),
  write: (value, scale, before) => (scale.darcyWeisbach ? height : hazenWilliams).write(value, scale, before),
};

const SHAPES = variant<SectionShape, 'shape'>('shape', {
  CIRCULAR: simple,
  EGG: simple,
  HORSESHOE: simple,
  GOTHIC: simple,
  CATENARY: simple,
  SEMIELLIPTICAL: simple,
  BASKETHANDLE: simple,
  SEMICIRCULAR: simple,
  FILLED_CIRCULAR: geometry({ heightM, fillM: length('depth of fill') }),
  RECT_CLOSED: wide,
  TRIANGULAR: wide,
  PARABOLIC: wide,
  RECT_OPEN: geometry({ heightM, widthM, sidesIgnored: number('sides without friction', 0) }),
  TRAPEZOIDAL: geometry({
    heightM,
    bottomWidthM: widthM,
    leftSlope: number('side slope', 0),
    rightSlope: number('side slope', 0),
  }),
  POWER: geometry({ heightM, widthM, exponent: number('exponent') }),
  RECT_TRIANGULAR: geometry({ heightM, widthM, triangleHeightM: length('height of the triangle') }),
  RECT_ROUND: geometry({ heightM, widthM, bottomRadiusM: length('radius of the bottom') }),
  MODBASKETHANDLE: geometry({ heightM, widthM, topRadiusM: length('radius of the top') }),
  HORIZ_ELLIPSE: ellipse,
  VERT_ELLIPSE: ellipse,
  ARCH: ellipse,
  FORCE_MAIN: geometry({ heightM, friction }),
  // Their heights are those of their transects, see `readSections`.
  IRREGULAR: geometry({ transect: ref('transect'), heightM: derived(() => 0) }),
  STREET: geometry({ street: ref('street'), heightM: derived(() => 0) }),
  CUSTOM: geometry({ heightM, curve: ref('curve') }),
  DUMMY: geometry({ heightM: length('height', 0) }),
});

const barrels: Field<number> = {
  ...number('barrels', 1),
  read: (cursor) => Math.max(1, Math.trunc(number('barrels', 1).read(cursor))),
};
export const XSECTIONS: Table<SectionRow> = {
  section: 'XSECTIONS',
  least: [3, 'link, shape and its first dimension'],
  row: record<SectionRow>({
    link: ref('link'),
    section: both(SHAPES, record({ barrels, culvertCode: number('culvert code', 0) })),
  }),
  heading: 'Link Shape Geom1 Geom2 Geom3 Geom4 Barrels Culvert',
};

/** Cross-sections by link; heights of irregular ones and streets are taken from what they refer to. */
export function readSections(
  reading: Reading,
  transects: readonly Transect[],
  streets: readonly Street[],
): Map<string, CrossSection> {
  const heights = new Map<string, number>();
  for (const transect of transects) heights.set(`IRREGULAR ${transect.id}`, transectHeightM(transect));
  for (const street of streets) heights.set(`STREET ${street.id}`, streetHeightM(street));
  const sections = new Map<string, CrossSection>();
  for (const row of reading.rows('XSECTIONS')) {
    const { link, section } = readRow(reading, XSECTIONS, row);
    sections.set(link, complete(section, heights, reading, row));
  }
  return sections;
}

function complete(
  section: CrossSection,
  heights: ReadonlyMap<string, number>,
  reading: Reading,
  row: RowReader,
): CrossSection {
  switch (section.shape) {
    case 'IRREGULAR':
    case 'STREET': {
      // SWMM reads nothing behind the name.
      const name = section.shape === 'STREET' ? section.street : section.transect;
      return { ...section, heightM: heights.get(`${section.shape} ${name}`) ?? 0, barrels: 1, culvertCode: 0 };
    }
    case 'HORIZ_ELLIPSE':
    case 'VERT_ELLIPSE':
    case 'ARCH': {
      const sizeCode = section.sizeCode || (section.widthM === 0 ? section.heightM / reading.units.lengthM : 0);
      if (sizeCode > 0) reading.leaveOut(row, 'pipes of a trade size by its code', 'cống theo mã cỡ thương mại');
      return { ...section, sizeCode };
    }
    default:
      return section;
  }
}

const transectHeightM = ({ stations }: Transect): number => {
  const levels = stations.map(({ levelM }) => levelM);
  return Math.max(...levels) - Math.min(...levels);
};
/** To the top of the backing behind the kerb, or to the crown where that is higher. */
const streetHeightM = (street: Street): number =>
  Math.max(street.curbHeightM + street.backSlope * street.backWidthM, street.crossSlope * street.crownWidthM);

export const STREETS: Table<Street> = {
  section: 'STREETS',
  least: [5, 'street name, crown width, kerb height, slope and roughness'],
  row: record<Street>({
    id: ref('street'),
    crownWidthM: length('crown width'),
    curbHeightM: length('kerb height'),
    crossSlope: quantity('slope', PERCENT),
    manning: number('roughness'),
    gutterDepressionM: length('gutter depression', 0),
    gutterWidthM: length('gutter width', 0),
    sides: {
      read: (cursor) => (keyword(['1', '2'], '2').read(cursor) === '1' ? 1 : 2),
      write: (value) => [String(value)],
    },
    backWidthM: length('backing width', 0),
    backSlope: quantity('backing slope', PERCENT, 0),
    backManning: number('backing roughness', 0),
  }),
  heading: 'Name Tcrown Hcurb Sroad nRoad Hdep Wdep Sides Wback Sback nBack',
};

export const readStreets = (reading: Reading): Street[] => readTable(reading, STREETS);
