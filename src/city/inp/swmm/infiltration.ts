import type { RowReader } from '../row.ts';
import type { Reading, Scale } from './context.ts';
import { matching, number, quantity, RAIN, record, spell } from './fields.ts';
import { INFILTRATION_WORDS } from './keywords.ts';
import { closeUp } from './table.ts';
import type { Infiltration, InfiltrationMethod, Subcatchment } from './types.ts';

/** The parameters of one method, of all that `Infiltration` lists. */
type ParametersOf<I extends Infiltration> = I extends unknown ? Omit<I, 'method'> : never;
type Horton = ParametersOf<Extract<Infiltration, { readonly maxMmH: number }>>;
type GreenAmpt = ParametersOf<Extract<Infiltration, { readonly suctionMm: number }>>;
type CurveNumber = ParametersOf<Extract<Infiltration, { readonly curveNumber: number }>>;

/** The last number of Horton's may be missing, with the method in its place. */
const maxVolume = quantity('greatest volume', RAIN, 0);
const horton = record<Horton>({
  maxMmH: quantity('greatest rate', RAIN),
  minMmH: quantity('least rate', RAIN),
  decayPerH: number('decay'),
  dryingDays: number('drying time'),
  maxVolumeMm: {
    ...maxVolume,
    read: (cursor) => (matching(cursor.row.upper(cursor.at), INFILTRATION_WORDS) ? 0 : maxVolume.read(cursor)),
  },
});
const greenAmpt = record<GreenAmpt>({
  suctionMm: quantity('suction', RAIN),
  conductivityMmH: quantity('conductivity', RAIN),
  deficit: number('deficit'),
});
const curveNumber = record<CurveNumber>({
  curveNumber: number('curve number'),
  conductivityMmH: quantity('conductivity', RAIN),
  dryingDays: number('drying time'),
});
/** [INFILTRATION] by subcatchment: the method stands at the row's end where it is not that of the options. */
export function readInfiltration(reading: Reading, usual: InfiltrationMethod): Map<string, Infiltration> {
  const bySubcatchment = new Map<string, Infiltration>();
  for (const row of reading.rows('INFILTRATION')) {
    row.need(4, 'subcatchment and the parameters of its infiltration');
    const own = matching(row.upper(row.count - 1), INFILTRATION_WORDS);
    bySubcatchment.set(reading.refer(row, 0, 'subcatchment'), readMethod(row, reading, own ?? usual));
  }
  return bySubcatchment;
}

function readMethod(row: RowReader, reading: Reading, method: InfiltrationMethod): Infiltration {
  const cursor = { row, reading, at: 1 };
  switch (method) {
    case 'HORTON':
    case 'MODIFIED_HORTON':
      return { method, ...horton.read(cursor) };
    case 'GREEN_AMPT':
    case 'MODIFIED_GREEN_AMPT':
      return { method, ...greenAmpt.read(cursor) };
    case 'CURVE_NUMBER':
      return { method, ...curveNumber.read(cursor) };
  }
}

function wordsOf(infiltration: Infiltration, scale: Scale): readonly (string | undefined)[] {
  switch (infiltration.method) {
    case 'HORTON':
    case 'MODIFIED_HORTON':
      return horton.write(infiltration, scale, []);
    case 'GREEN_AMPT':
    case 'MODIFIED_GREEN_AMPT':
      return greenAmpt.write(infiltration, scale, []);
    case 'CURVE_NUMBER':
      return curveNumber.write(infiltration, scale, []);
  }
}

export function writeInfiltration(
  subcatchments: readonly Subcatchment[],
  usual: InfiltrationMethod,
  scale: Scale,
): string[] {
  return subcatchments.flatMap(({ id, infiltration }) => {
    if (!infiltration) return [];
    const method = infiltration.method === usual ? [] : [infiltration.method];
    return [closeUp([spell(id), ...wordsOf(infiltration, scale), ...method]).join(' ')];
  });
}
