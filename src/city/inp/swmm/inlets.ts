import type { RowReader } from '../row.ts';
import type { Reading, Scale } from './context.ts';
import {
  FLOW,
  keyword,
  LENGTH,
  length,
  matching,
  number,
  ONE,
  optional,
  PERCENT,
  quantity,
  record,
  ref,
  spell,
} from './fields.ts';
import { closeUp, type Table } from './table.ts';
import type { GrateType, Inlet, InletCurb, InletGrate, InletUse } from './types.ts';

const GRATES = [
  'P_BAR-50',
  'P_BAR-50X100',
  'P_BAR-30',
  'CURVED_VANE',
  'TILT_BAR-45',
  'TILT_BAR-30',
  'RETICULINE',
  'GENERIC',
] as const satisfies readonly GrateType[];

const size = { lengthM: length('length'), widthM: length('width') };
const grate = record<Omit<InletGrate, 'drop'>>({
  ...size,
  type: keyword(GRATES),
  openShare: optional('open share', ONE),
  splashMs: optional('splash-over velocity', LENGTH),
});
const curb = record<Omit<InletCurb, 'drop'>>({
  lengthM: size.lengthM,
  heightM: length('height'),
  throat: keyword(['HORIZONTAL', 'INCLINED', 'VERTICAL'], 'HORIZONTAL'),
});
const slotted = record(size);
const KINDS = ['GRATE', 'CURB', 'SLOTTED', 'DROP_GRATE', 'DROP_CURB', 'CUSTOM'] as const;

/** [INLETS]: rows of one name are parts of one inlet. */
export function readInlets(reading: Reading): Inlet[] {
  const inlets = new Map<string, Inlet>();
  for (const row of reading.rows('INLETS')) {
    const id = row.need(3, 'name, type and dimensions').text(0);
    const known = inlets.get(id.toUpperCase()) ?? {
      id,
      grate: undefined,
      curb: undefined,
      slotted: undefined,
      customCurve: undefined,
    };
    inlets.set(id.toUpperCase(), { ...known, ...readPart(row, reading) });
  }
  return [...inlets.values()];
}

function readPart(row: RowReader, reading: Reading): Partial<Inlet> {
  const kind = matching(row.upper(1), KINDS);
  const cursor = { row, reading, at: 2 };
  switch (kind) {
    case 'GRATE':
    case 'DROP_GRATE':
      return { grate: { drop: kind === 'DROP_GRATE', ...grate.read(cursor) } };
    case 'CURB':
    case 'DROP_CURB':
      return { curb: { drop: kind === 'DROP_CURB', ...curb.read(cursor) } };
    case 'SLOTTED':
      return { slotted: slotted.read(cursor) };
    case 'CUSTOM':
      return { customCurve: reading.refer(row, 2, 'curve') };
    default:
      throw row.wrong(KINDS.join(', '), `"${row.text(1)}"`);
  }
}

export function writeInlets(inlets: readonly Inlet[], scale: Scale): string[] {
  return inlets.flatMap((inlet) => {
    const rows: (readonly (string | undefined)[])[] = [];
    if (inlet.grate) rows.push([inlet.grate.drop ? 'DROP_GRATE' : 'GRATE', ...grate.write(inlet.grate, scale, [])]);
    if (inlet.curb) rows.push([inlet.curb.drop ? 'DROP_CURB' : 'CURB', ...curb.write(inlet.curb, scale, [])]);
    if (inlet.slotted) rows.push(['SLOTTED', ...slotted.write(inlet.slotted, scale, [])]);
    if (inlet.customCurve !== undefined) rows.push(['CUSTOM', spell(inlet.customCurve)]);
    return rows.map((words) => closeUp([spell(inlet.id), ...words]).join(' '));
  });
}

const PLACEMENTS = ['AUTOMATIC', 'ON_GRADE', 'ON_SAG'] as const;
export const INLET_USES: Table<InletUse> = {
  section: 'INLET_USAGE',
  least: [3, 'conduit, inlet and node'],
  row: record<InletUse>({
    conduit: ref('link'),
    inlet: ref('inlet'),
    node: ref('node'),
    count: number('number', 1),
    cloggedShare: quantity('% clogged', PERCENT, 0),
    maxFlowM3s: quantity('greatest flow', FLOW, 0),
    depressionM: length('depression', 0),
    depressionWidthM: length('width of the depression', 0),
    placement: keyword(PLACEMENTS, 'AUTOMATIC'),
  }),
  heading: 'Conduit Inlet Node Number %Clogged Qmax aLocal wLocal Placement',
};
