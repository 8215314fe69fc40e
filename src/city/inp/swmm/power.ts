import { inUnits } from '../units.ts';
import type { Units } from './context.ts';
import { type Field, LENGTH } from './fields.ts';

/** Factor of `coefficient · length^exponent`, a quantity of unit `of`, from the file's units to SI. */
const factorOf = (units: Units, of: (units: Units) => number, exponent: number): number =>
  of(units) / LENGTH(units) ** exponent;

/** The coefficient of a power law in lengths and then its exponent, which the coefficient's unit depends on. */
export const powerLaw = (
  of: (units: Units) => number,
): Field<{ readonly coefficient: number; readonly exponent: number }> => ({
  read: (cursor) => {
    const exponent = cursor.row.number(cursor.at + 1, 'exponent');
    const coefficient = cursor.row.number(cursor.at, 'coefficient') * factorOf(cursor.reading.units, of, exponent);
    cursor.at += 2;
    return { coefficient, exponent };
  },
  write: ({ coefficient, exponent }, { units }) => [
    inUnits(coefficient, factorOf(units, of, exponent)),
    inUnits(exponent, 1),
  ],
});
