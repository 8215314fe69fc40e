import type { RowReader } from '../row.ts';
import { inUnits } from '../units.ts';
import type { Reading, Scale } from './context.ts';
import {
  AREA,
  type Field,
  flag,
  length,
  matching,
  number,
  optionalRef,
  optionalText,
  PERCENT,
  quantity,
  RAIN,
  record,
  ref,
  spell,
} from './fields.ts';
import { closeUp, type Table } from './table.ts';
import type { LidControl, LidType, LidUse } from './types.ts';

const TYPES = ['BC', 'RG', 'GR', 'IT', 'PP', 'RB', 'RD', 'VS'] as const satisfies readonly LidType[];

type Layers = Omit<LidControl, 'id' | 'type'>;
type Layer<K extends keyof Layers> = NonNullable<Layers[K]>;
const mm = (what: string, otherwise?: number): Field<number> => quantity(what, RAIN, otherwise);

const surface = record<Layer<'surface'>>({
  bermMm: mm('berm height'),
  vegetationShare: number('share of vegetation'),
  manning: number('roughness'),
  slope: quantity('% slope', PERCENT),
  sideSlope: number('side slope'),
});
const soil = record<Layer<'soil'>>({
  thicknessMm: mm('thickness'),
  porosity: number('porosity'),
  fieldCapacity: number('field capacity'),
  wiltingPoint: number('wilting point'),
  conductivityMmH: mm('conductivity'),
  conductivitySlope: number('slope of the conductivity'),
  suctionMm: mm('suction'),
});
const pavement = record<Layer<'pavement'>>({
  thicknessMm: mm('thickness'),
  voidRatio: number('void ratio'),
  imperviousShare: number('impervious share'),
  permeabilityMmH: mm('permeability'),
  cloggingFactor: number('clogging factor'),
  regenerationDays: number('days to regeneration', 0),
  regenerationShare: number('share regenerated', 0),
});
const storage = record<Layer<'storage'>>({
  heightMm: mm('height'),
  voidRatio: number('void ratio'),
  seepageMmH: mm('seepage'),
  cloggingFactor: number('clogging factor'),
  covered: flag(false),
});
const drainMat = record<Layer<'drainMat'>>({
  thicknessMm: mm('thickness'),
  voidShare: number('share of voids'),
  manning: number('roughness'),
});
type Drain = Layer<'drain'>;
const behindDrain = record<Omit<Drain, 'coefficient' | 'exponent'>>({
  offsetMm: mm('offset'),
  delayH: number('delay'),
  openMm: mm('head that opens', 0),
  closedMm: mm('head that closes', 0),
  curve: optionalRef('curve'),
});
/** Rate over head to a power, both in the file's units of rain; a roof's coefficient is a rate alone. */
const drainFactor = (type: LidType, { units }: Scale, exponent: number): number =>
  units.rainMm ** (type === 'RD' ? 1 : 1 - exponent);
const drainOf = (type: LidType): Field<Drain> => ({
  read: (cursor) => {
    const exponent = cursor.row.number(cursor.at + 1, 'exponent');
    const coefficient = cursor.row.number(cursor.at, 'coefficient') * drainFactor(type, cursor.reading, exponent);
    cursor.at += 2;
    return { coefficient, exponent, ...behindDrain.read(cursor) };
  },
  write: (drain, scale, before) => [
    inUnits(drain.coefficient, drainFactor(type, scale, drain.exponent)),
    String(drain.exponent),
    ...behindDrain.write(drain, scale, before),
  ],
});

const LAYERS = {
  SURFACE: 'surface',
  SOIL: 'soil',
  PAVEMENT: 'pavement',
  STORAGE: 'storage',
  DRAIN: 'drain',
  DRAINMAT: 'drainMat',
} as const;
const LAYER_WORDS = Object.keys(LAYERS) as (keyof typeof LAYERS)[];
const fieldsFor = (type: LidType): { readonly [K in keyof Layers]: Field<Layer<K>> } => ({
  surface,
  soil,
  pavement,
  storage,
  drain: drainOf(type),
  drainMat,
});

/** [LID_CONTROLS]: one row names the type of a control, the others its layers. */
export function readLidControls(reading: Reading): LidControl[] {
  const rowsOf = new Map<string, { readonly id: string; readonly rows: RowReader[] }>();
  for (const row of reading.rows('LID_CONTROLS')) {
    const id = row.need(2, 'name and type or layer').text(0);
    const known = rowsOf.get(id.toUpperCase()) ?? { id, rows: [] };
    rowsOf.set(id.toUpperCase(), known);
    known.rows.push(row);
  }
  return [...rowsOf.values()].map(({ id, rows }) => readControl(reading, id, rows));
}

function readControl(reading: Reading, id: string, rows: readonly RowReader[]): LidControl {
  const typeOf = (row: RowReader): LidType | undefined => TYPES.find((word) => word === row.upper(1));
  const type = rows.map(typeOf).find((word) => word !== undefined);
  if (!type) throw rows[0].wrong(`a row with the type of "${id}": ${TYPES.join(', ')}`, `"${rows[0].text(1)}"`);
  let layers: Layers = {
    surface: undefined,
    soil: undefined,
    pavement: undefined,
    storage: undefined,
    drain: undefined,
    drainMat: undefined,
  };
  const fields = fieldsFor(type);
  for (const row of rows) {
    if (typeOf(row)) continue;
    if (row.upper(1) === 'REMOVALS') {
      reading.leaveOut(row, 'removal of pollutants', 'loại bỏ chất ô nhiễm');
      continue;
    }
    const word = matching(row.upper(1), LAYER_WORDS);
    if (!word) throw row.wrong([...TYPES, ...LAYER_WORDS].join(', '), `"${row.text(1)}"`);
    layers = { ...layers, [LAYERS[word]]: fields[LAYERS[word]].read({ row, reading, at: 2 }) };
  }
  return { id, type, ...layers };
}

export function writeLidControls(controls: readonly LidControl[], scale: Scale): string[] {
  return controls.flatMap((control) => {
    const id = spell(control.id);
    const fields = fieldsFor(control.type);
    const layer = <K extends keyof Layers>(word: string, key: K): string[] => {
      const value = control[key];
      if (value === undefined) return [];
      return [closeUp([id, word, ...fields[key].write(value as Layer<K>, scale, [])]).join(' ')];
    };
    return [`${id} ${control.type}`, ...LAYER_WORDS.flatMap((word) => layer(word, LAYERS[word]))];
  });
}

export const LID_USES: Table<LidUse> = {
  section: 'LID_USAGE',
  least: [8, 'subcatchment, control, number, area, width, % saturated, % from impervious ground and to pervious'],
  row: record<LidUse>({
    subcatchment: ref('subcatchment'),
    control: ref('LID control'),
    count: number('number'),
    areaM2: quantity('area', AREA),
    widthM: length('width'),
    initialSaturation: quantity('% saturated', PERCENT),
    fromImperviousShare: quantity('% from impervious ground', PERCENT),
    toPervious: {
      read: (cursor) => number('0 or 1').read(cursor) > 0,
      write: (value) => [value ? '1' : '0'],
    },
    reportFile: optionalText,
    drainTo: optionalRef('subcatchment', 'node'),
    fromPerviousShare: quantity('% from pervious ground', PERCENT, 0),
  }),
  heading: 'Subcatchment Control Number Area Width %InitSat %FromImp ToPerv RptFile DrainTo %FromPerv',
};
