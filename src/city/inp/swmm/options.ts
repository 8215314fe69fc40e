import type { RowReader } from '../row.ts';
import { FOOT_M } from '../units.ts';
import type { Reading, Scale } from './context.ts';
import { AREA, type Field, flag, keyword, LENGTH, number, PERCENT, quantity } from './fields.ts';
import { FLOW_UNIT_WORDS, INFILTRATION_WORDS } from './keywords.ts';
import { dateIn, duration, fromClock, printDate, printTime, seconds, secondsOf, timeIn, toClock } from './times.ts';
import type { SwmmOptions } from './types.ts';

/** Options but those of when the simulation begins and ends, which take two rows each. */
type Plain = Omit<SwmmOptions, 'start' | 'durationS' | 'reportStartS'>;

/** Old and new words for the same method. */
const ROUTING: Readonly<Record<string, SwmmOptions['routing']>> = {
  STEADY: 'STEADY',
  NF: 'STEADY',
  KINWAVE: 'KINWAVE',
  XKINWAVE: 'KINWAVE',
  KW: 'KINWAVE',
  EKW: 'KINWAVE',
  DYNWAVE: 'DYNWAVE',
  DW: 'DYNWAVE',
};
const routing: Field<SwmmOptions['routing']> = {
  read: (cursor) => ROUTING[keyword(Object.keys(ROUTING)).read(cursor)],
  write: (value) => [value],
};

const FIELDS: { readonly [K in keyof Plain]: readonly [key: string, field: Field<Plain[K]>] } = {
  flowUnits: ['FLOW_UNITS', keyword(FLOW_UNIT_WORDS)],
  infiltration: ['INFILTRATION', keyword(INFILTRATION_WORDS)],
  routing: ['FLOW_ROUTING', routing],
  reportStepS: ['REPORT_STEP', duration],
  routingStepS: ['ROUTING_STEP', seconds('routing step')],
  minimumStepS: ['MINIMUM_STEP', number('shortest step')],
  ruleStepS: ['RULE_STEP', duration],
  wetStepS: ['WET_STEP', duration],
  dryStepS: ['DRY_STEP', duration],
  lengtheningStepS: ['LENGTHENING_STEP', seconds('lengthening step')],
  variableStep: ['VARIABLE_STEP', number('factor of the variable step')],
  dryDays: ['DRY_DAYS', number('dry days')],
  allowPonding: ['ALLOW_PONDING', flag()],
  inertialDamping: ['INERTIAL_DAMPING', keyword(['NONE', 'PARTIAL', 'FULL'])],
  normalFlowLimited: ['NORMAL_FLOW_LIMITED', keyword(['SLOPE', 'FROUDE', 'BOTH'])],
  surchargeMethod: ['SURCHARGE_METHOD', keyword(['EXTRAN', 'SLOT'])],
  forceMainEquation: ['FORCE_MAIN_EQUATION', keyword(['H-W', 'D-W'])],
  minSurfaceAreaM2: ['MIN_SURFAREA', quantity('least surface area', AREA)],
  minSlope: ['MIN_SLOPE', quantity('least slope', PERCENT)],
  maxTrials: ['MAX_TRIALS', number('trials')],
  headToleranceM: ['HEAD_TOLERANCE', quantity('head tolerance', LENGTH)],
  ignoreRainfall: ['IGNORE_RAINFALL', flag()],
  ignoreRouting: ['IGNORE_ROUTING', flag()],
};
const KEYS = Object.keys(FIELDS) as (keyof Plain)[];

/** What SWMM 5.2.4 has where the file says nothing (project.c, setDefaults). */
const DEFAULTS: Plain = {
  flowUnits: 'CFS',
  infiltration: 'HORTON',
  routing: 'KINWAVE',
  reportStepS: 900,
  routingStepS: 300,
  minimumStepS: 0.5,
  ruleStepS: 0,
  wetStepS: 300,
  dryStepS: 3600,
  lengtheningStepS: 0,
  variableStep: 0,
  dryDays: 0,
  allowPonding: false,
  inertialDamping: 'PARTIAL',
  normalFlowLimited: 'BOTH',
  surchargeMethod: 'EXTRAN',
  forceMainEquation: 'H-W',
  minSurfaceAreaM2: 0,
  minSlope: 0,
  maxTrials: 0,
  headToleranceM: 0,
  ignoreRainfall: false,
  ignoreRouting: false,
};

/** Options that change nothing that the model holds, or that are read elsewhere. */
const SILENT = ['LINK_OFFSETS', 'SWEEP_', 'THREADS', 'TEMPDIR', 'SYS_FLOW_TOL', 'LAT_FLOW_TOL', 'COMPATIBILITY'];
/** Switches of processes that the model does not hold anyway. */
const IGNORED = ['IGNORE_SNOWMELT', 'IGNORE_GROUNDWATER', 'IGNORE_QUALITY', 'IGNORE_RDII', 'SLOPE_WEIGHTING'];

/** @throws InputError for words and numbers that an option cannot have, and for an end before the start */
export function readOptions(reading: Reading): SwmmOptions {
  let options = DEFAULTS;
  const clock = new Map<string, { readonly row: RowReader; readonly value: number }>();
  for (const row of reading.rows('OPTIONS')) {
    const key = row.need(2, 'an option and its value').upper(0);
    const known = KEYS.find((name) => FIELDS[name][0] === key);
    // NONE leaves the method as it is and switches the routing off.
    if (known === 'routing' && row.upper(1) === 'NONE') options = { ...options, ignoreRouting: true };
    else if (known) options = { ...options, [known]: FIELDS[known][1].read({ row, reading, at: 1 }) };
    else if (/^(START|END|REPORT_START)_DATE$/.test(key)) clock.set(key, { row, value: secondsOf(dateIn(row, 1)) });
    else if (/^(START|END|REPORT_START)_TIME$/.test(key)) clock.set(key, { row, value: timeIn(row, 1) });
    else if (key === 'SKIP_STEADY_STATE') {
      if (row.upper(1) === 'YES') reading.leaveOut(row, 'skipping of steady periods', 'bỏ qua các khoảng ổn định');
    } else if (![...SILENT, ...IGNORED].some((word) => key.startsWith(word)))
      reading.leaveOut(row, `the option ${key}`, `tùy chọn ${key}`);
  }
  return { ...settle(options), ...readClock(clock) };
}

/** Zeros that stand for a default, and steps that SWMM adjusts to each other (project_validate, dynwave_init). */
function settle(options: Plain): Plain {
  return {
    ...options,
    minSurfaceAreaM2: options.minSurfaceAreaM2 || 12.566 * FOOT_M ** 2,
    maxTrials: options.maxTrials || 8,
    headToleranceM: options.headToleranceM || 0.005 * FOOT_M,
    dryStepS: Math.max(options.dryStepS, options.wetStepS),
    routingStepS: Math.min(options.routingStepS, options.wetStepS),
  };
}

type Clock = ReadonlyMap<string, { readonly row: RowReader; readonly value: number }>;

function readClock(clock: Clock): Pick<SwmmOptions, 'start' | 'durationS' | 'reportStartS'> {
  const value = (key: string, otherwise: number): number => clock.get(key)?.value ?? otherwise;
  const startDateS = value('START_DATE', Date.UTC(2004, 0, 1) / 1000);
  const startS = startDateS + value('START_TIME', 0);
  // SWMM falls back to 2004 for the end as well; the day of the start is the better guess.
  const endS = value('END_DATE', startDateS) + value('END_TIME', 0);
  const end = clock.get('END_TIME') ?? clock.get('END_DATE');
  if (end && endS < startS) throw end.row.wrong('an end after the start', toClock(endS));
  const reportS = value('REPORT_START_DATE', startDateS) + value('REPORT_START_TIME', startS - startDateS);
  return {
    start: toClock(startS),
    durationS: Math.max(0, Math.round(endS - startS)),
    reportStartS: Math.max(0, Math.round(reportS - startS)),
  };
}

/** Rows of the options that are given, by their key; `start` as in the model, which end and report times count from. */
export function optionRows(options: Partial<SwmmOptions>, start: string, scale: Scale): [key: string, value: string][] {
  const clock = (name: string, atS: number): [string, string][] => {
    const day = Math.floor(atS / 86400);
    return [
      [`${name}_DATE`, printDate(day)],
      [`${name}_TIME`, printTime(atS - day * 86400)],
    ];
  };
  const plain = <K extends keyof Plain>(key: K): [string, string][] => {
    const value: Plain[K] | undefined = options[key];
    return value === undefined ? [] : [[FIELDS[key][0], FIELDS[key][1].write(value, scale, []).join(' ')]];
  };
  const startS = fromClock(start);
  return [
    ...KEYS.flatMap(plain),
    ...(options.start === undefined ? [] : clock('START', startS)),
    ...(options.reportStartS === undefined ? [] : clock('REPORT_START', startS + options.reportStartS)),
    ...(options.durationS === undefined ? [] : clock('END', startS + options.durationS)),
  ];
}

export const writeOptions = (options: SwmmOptions, scale: Scale): string[] => [
  ...optionRows(options, options.start, scale).map((row) => row.join(' ')),
  'LINK_OFFSETS DEPTH',
];
