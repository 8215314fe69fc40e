import type { RowReader } from '../row.ts';
import type { Reading } from './context.ts';
import {
  both,
  type Field,
  FLOW,
  flag,
  HOUR,
  keyword,
  length,
  number,
  offset,
  optionalRef,
  quantity,
  RAIN,
  record,
  ref,
  variant,
  WEIR,
} from './fields.ts';
import { powerLaw } from './power.ts';
import { readRow, readTable, type Table } from './table.ts';
import type { Conduit, CrossSection, Orifice, Outlet, OutletRating, Pump, SwmmLink, Weir } from './types.ts';

const ends = { id: ref('link'), from: ref('node'), to: ref('node') };

export type Losses = Pick<Conduit, 'entryLoss' | 'exitLoss' | 'averageLoss' | 'flapGate' | 'seepageMmH'>;
export type LossRow = Losses & { readonly link: string };
export type ConduitRow = Omit<Conduit, keyof Losses | 'kind' | 'section'>;

export const CONDUITS: Table<ConduitRow> = {
  section: 'CONDUITS',
  least: [5, 'name, from node, to node, length and roughness'],
  row: record<ConduitRow>({
    ...ends,
    lengthM: length('length'),
    manning: number('roughness'),
    fromOffsetM: offset('offset', 1),
    toOffsetM: offset('offset', 2),
    initialFlowM3s: quantity('initial flow', FLOW, 0),
    maxFlowM3s: quantity('greatest flow', FLOW, 0),
  }),
  heading: 'Name FromNode ToNode Length Roughness InOffset OutOffset InitFlow MaxFlow',
};

export const LOSSES: Table<LossRow> = {
  section: 'LOSSES',
  least: [4, 'link and three loss coefficients'],
  row: record<LossRow>({
    link: ref('link'),
    entryLoss: number('entry loss'),
    exitLoss: number('exit loss'),
    averageLoss: number('average loss'),
    flapGate: flag(false),
    seepageMmH: quantity('seepage', RAIN, 0),
  }),
  heading: 'Link Kentry Kexit Kavg FlapGate Seepage',
};
const NO_LOSSES: Losses = { entryLoss: 0, exitLoss: 0, averageLoss: 0, flapGate: false, seepageMmH: 0 };
export const lossesOf = (conduit: Conduit): LossRow => ({
  link: conduit.id,
  entryLoss: conduit.entryLoss,
  exitLoss: conduit.exitLoss,
  averageLoss: conduit.averageLoss,
  flapGate: conduit.flapGate,
  seepageMmH: conduit.seepageMmH,
});

/** Whether a conduit has anything to say in [LOSSES]. */
export const hasLosses = (conduit: Conduit): boolean =>
  conduit.entryLoss !== 0 ||
  conduit.exitLoss !== 0 ||
  conduit.averageLoss !== 0 ||
  conduit.flapGate ||
  conduit.seepageMmH !== 0;

export type PumpRow = Omit<Pump, 'kind'>;
export const PUMPS: Table<PumpRow> = {
  section: 'PUMPS',
  least: [3, 'name, from node and to node'],
  row: record<PumpRow>({
    ...ends,
    curve: optionalRef('curve'),
    initiallyOn: {
      read: (cursor) => keyword(['ON', 'OFF'], 'ON').read(cursor) === 'ON',
      write: (value) => [value ? 'ON' : 'OFF'],
    },
    onDepthM: length('startup depth', 0),
    offDepthM: length('shutoff depth', 0),
  }),
  heading: 'Name FromNode ToNode Curve Status Startup Shutoff',
};

export type OrificeRow = Omit<Orifice, 'kind' | 'section'>;
export const ORIFICES: Table<OrificeRow> = {
  section: 'ORIFICES',
  least: [6, 'name, from node, to node, type, offset and coefficient'],
  row: record<OrificeRow>({
    ...ends,
    type: keyword(['SIDE', 'BOTTOM']),
    offsetM: offset('offset', 1),
    coefficient: number('coefficient'),
    flapGate: flag(false),
    closeTimeS: quantity('time to close', HOUR, 0),
  }),
  heading: 'Name FromNode ToNode Type Offset Qcoeff Gated CloseTime',
};

export type WeirRow = Omit<Weir, 'kind' | 'section'>;
const surface: Field<Weir['roadSurface']> = {
  read: (cursor) => {
    const word = cursor.row.upper(cursor.at++);
    return word === 'PAVED' || word === 'GRAVEL' ? word : undefined;
  },
  write: (value) => [value],
};
export const WEIRS: Table<WeirRow> = {
  section: 'WEIRS',
  least: [6, 'name, from node, to node, type, crest and coefficient'],
  row: record<WeirRow>({
    ...ends,
    type: keyword(['TRANSVERSE', 'SIDEFLOW', 'V-NOTCH', 'TRAPEZOIDAL', 'ROADWAY']),
    offsetM: offset('crest', 1),
    coefficient: quantity('coefficient', WEIR),
    flapGate: flag(false),
    endContractions: number('end contractions', 0),
    endCoefficient: quantity('coefficient of the ends', WEIR, 0),
    canSurcharge: flag(true),
    roadWidthM: length('road width', 0),
    roadSurface: surface,
    coefficientCurve: optionalRef('curve'),
  }),
  heading: 'Name FromNode ToNode Type CrestHt Qcoeff Gated EndCon EndCoeff Surcharge RoadWidth RoadSurf CoeffCurve',
};

export type OutletRow = Omit<Outlet, 'kind'>;
/** `FUNCTIONAL/HEAD`: kind of rating and what it is over, in one word. */
const RATINGS = variant<OutletRating, 'type'>('type', {
  FUNCTIONAL: powerLaw(FLOW),
  TABULAR: record({ curve: ref('curve') }),
});
const rated: Field<Pick<Outlet, 'over' | 'rating'>> = {
  read: (cursor) => {
    const over = cursor.row.upper(cursor.at).endsWith('/HEAD') ? 'HEAD' : 'DEPTH';
    return { over, rating: RATINGS.read(cursor) };
  },
  write: ({ over, rating }, scale, before) => {
    const [type, ...words] = RATINGS.write(rating, scale, before);
    return [`${type}/${over}`, ...words];
  },
};
export const OUTLETS: Table<OutletRow> = {
  section: 'OUTLETS',
  least: [5, 'name, from node, to node, offset and type'],
  row: both(record({ ...ends, offsetM: offset('offset', 1) }), both(rated, record({ flapGate: flag(false) }))),
  heading: 'Name FromNode ToNode Offset Type QTable/Qcoeff Qexpon Gated',
};

/** Links of all kinds, with their cross-sections and losses. @throws InputError where a link has no cross-section */
export function readLinks(reading: Reading, sections: ReadonlyMap<string, CrossSection>): SwmmLink[] {
  const losses = new Map(readTable(reading, LOSSES).map(({ link, ...loss }) => [link, loss]));
  const sectionOf = (row: RowReader, id: string): CrossSection => {
    const section = sections.get(id);
    if (!section) throw row.wrong(`a row of [XSECTIONS] for "${id}"`, 'none');
    return section;
  };
  const shaped = <T extends { readonly id: string }>(table: Table<T>): (T & { readonly section: CrossSection })[] =>
    reading.rows(table.section).map((row) => {
      const link = readRow(reading, table, row);
      return { ...link, section: sectionOf(row, link.id) };
    });
  return [
    ...shaped(CONDUITS).map((row) => ({ kind: 'conduit', ...row, ...(losses.get(row.id) ?? NO_LOSSES) }) as const),
    ...readTable(reading, PUMPS).map((row) => ({ kind: 'pump', ...row }) as const),
    ...shaped(ORIFICES).map((row) => ({ kind: 'orifice', ...row }) as const),
    ...shaped(WEIRS).map((row) => ({ kind: 'weir', ...row }) as const),
    ...readTable(reading, OUTLETS).map((row) => ({ kind: 'outlet', ...row }) as const),
  ];
}
