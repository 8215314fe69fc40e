import type { RowReader } from '../row.ts';
import { inUnits } from '../units.ts';
import type { Reading, Scale, Units } from './context.ts';
import { FLOW, LENGTH, matching, ONE, RAIN, spell } from './fields.ts';
import { dateIn, parseDate, printDate, printTime, timeIn } from './times.ts';
import type { ControlVariable, LinkAttribute, LinkObject, NodeAttribute, SimulationAttribute } from './types.ts';

export const LINK_OBJECTS = [
  'LINK',
  'CONDUIT',
  'PUMP',
  'ORIFICE',
  'WEIR',
  'OUTLET',
] as const satisfies readonly LinkObject[];
const NODE_ATTRIBUTES = ['DEPTH', 'MAXDEPTH', 'HEAD', 'VOLUME', 'INFLOW'] as const satisfies readonly NodeAttribute[];
const LINK_ATTRIBUTES = [
  'FLOW',
  'FULLFLOW',
  'DEPTH',
  'FULLDEPTH',
  'LENGTH',
  'SLOPE',
  'VELOCITY',
  'STATUS',
  'SETTING',
  'TIMEOPEN',
  'TIMECLOSED',
] as const satisfies readonly LinkAttribute[];
const TIME_ATTRIBUTES = [
  'TIME',
  'DATE',
  'CLOCKTIME',
  'DAYOFYEAR',
  'DAY',
  'MONTH',
] as const satisfies readonly SimulationAttribute[];
const OBJECTS = ['GAGE', 'NODE', 'SIMULATION', ...LINK_OBJECTS] as const;

/** A variable and the column behind it. */
export interface Found {
  readonly variable: ControlVariable;
  readonly next: number;
}

export const isObject = (row: RowReader, at: number): boolean => matching(row.upper(at), OBJECTS) !== undefined;

/** `NODE 123 DEPTH`, `SIMULATION TIME`. @throws InputError where it is none */
export function variableAt(row: RowReader, at: number, reading: Reading): Found {
  const object = oneOf(row, at, OBJECTS);
  if (object === 'SIMULATION')
    return { variable: { object, attribute: oneOf(row, at + 1, TIME_ATTRIBUTES) }, next: at + 2 };
  const next = at + 3;
  if (object === 'NODE') {
    const id = reading.refer(row, at + 1, 'node');
    return { variable: { object, id, attribute: oneOf(row, at + 2, NODE_ATTRIBUTES) }, next };
  }
  if (object === 'GAGE') {
    const id = reading.refer(row, at + 1, 'rain gage');
    const hours = /^(\d+)/.exec(row.text(at + 2));
    if (hours) return { variable: { object, id, attribute: 'PRECIPITATION', hours: Number(hours[1]) }, next };
    return { variable: { object, id, attribute: oneOf(row, at + 2, ['INTENSITY']) }, next };
  }
  const id = reading.refer(row, at + 1, 'link');
  return { variable: { object, id, attribute: oneOf(row, at + 2, LINK_ATTRIBUTES) }, next };
}

export function oneOf<W extends string>(row: RowReader, at: number, words: readonly W[]): W {
  const word = matching(row.upper(at), words);
  if (word === undefined)
    throw row.wrong(words.join(', '), row.word(at) === undefined ? 'nothing' : `"${row.text(at)}"`);
  return word;
}

export function printVariable(variable: ControlVariable): string {
  if (variable.object === 'SIMULATION') return `SIMULATION ${variable.attribute}`;
  const attribute = variable.attribute === 'PRECIPITATION' ? `${variable.hours}-HR_DEPTH` : variable.attribute;
  return `${variable.object} ${spell(variable.id)} ${attribute}`;
}

type Attribute = ControlVariable['attribute'];
const VOLUME = ({ lengthM }: Units): number => lengthM ** 3;
const FACTORS: Partial<Record<Attribute, (units: Units) => number>> = {
  DEPTH: LENGTH,
  MAXDEPTH: LENGTH,
  HEAD: LENGTH,
  FULLDEPTH: LENGTH,
  LENGTH,
  VELOCITY: LENGTH,
  VOLUME,
  INFLOW: FLOW,
  FLOW,
  FULLFLOW: FLOW,
  INTENSITY: RAIN,
  PRECIPITATION: RAIN,
};
const factorOf = (attribute: Attribute | undefined): ((units: Units) => number) =>
  (attribute && FACTORS[attribute]) ?? ONE;

/** What the value of an attribute is compared with, in the attribute's unit. Of expressions the attribute is undefined. */
export function valueAt(row: RowReader, at: number, attribute: Attribute | undefined, reading: Reading): number {
  switch (attribute) {
    case 'STATUS':
      return /^(ON|OPEN)$/.test(oneOf(row, at, ['OFF', 'ON', 'CLOSED', 'OPEN'])) ? 1 : 0;
    case 'TIME':
    case 'CLOCKTIME':
    case 'TIMEOPEN':
    case 'TIMECLOSED':
      return timeIn(row, at);
    case 'DATE':
      return dateIn(row, at);
    case 'DAYOFYEAR': {
      // Month and day of any year that is no leap year; SWMM takes the same.
      const days = parseDate(`${row.text(at)}/1947`);
      return days === undefined ? row.number(at, 'day of the year') : days - Date.UTC(1947, 0, 0) / 86_400_000;
    }
    default:
      return row.number(at, 'a value to compare with') * factorOf(attribute)(reading.units);
  }
}

export function printValue(value: number, attribute: Attribute | undefined, { units }: Scale): string {
  switch (attribute) {
    case 'STATUS':
      return value === 1 ? 'ON' : 'OFF';
    case 'TIME':
    case 'CLOCKTIME':
    case 'TIMEOPEN':
    case 'TIMECLOSED':
      return printTime(value);
    case 'DATE':
      return printDate(value);
    default:
      return inUnits(value, factorOf(attribute)(units));
  }
}
