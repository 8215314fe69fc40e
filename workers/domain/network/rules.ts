import type {
  ControlAction,
  ControlVariable,
  LinkAttribute,
  NodeAttribute,
  Premise as SwmmPremise,
} from '../../../src/city/inp/swmm/index.ts';
import type { Action, LinkReading, Rule, RuleValue } from '../../drainage/index.ts';
import type { Turning } from './context.ts';
import { formulaOf } from './formula.ts';

const NODE_READINGS = {
  DEPTH: 'depth',
  MAXDEPTH: 'fullDepth',
  HEAD: 'head',
  VOLUME: 'volume',
  INFLOW: 'inflow',
} as const;

const LINK_READINGS: Readonly<Record<LinkAttribute, LinkReading>> = {
  FLOW: 'flow',
  FULLFLOW: 'fullFlow',
  DEPTH: 'depth',
  FULLDEPTH: 'fullDepth',
  LENGTH: 'length',
  SLOPE: 'slope',
  VELOCITY: 'speed',
  STATUS: 'status',
  SETTING: 'setting',
  TIMEOPEN: 'timeOpen',
  TIMECLOSED: 'timeClosed',
};

const TIME_READINGS = {
  TIME: 'elapsed',
  DATE: 'date',
  CLOCKTIME: 'clock',
  DAYOFYEAR: 'dayOfYear',
  DAY: 'day',
  MONTH: 'month',
} as const;

/** Control rules in the engine's words. */
export function rulesOf(turning: Turning): Rule[] {
  const { controls } = turning.model;
  const premiseOf = ({ join, left, relation, right }: SwmmPremise): Rule['premises'][number] => ({
    join: join === 'AND' ? 'and' : 'or',
    left: left.object === 'EXPRESSION' ? expressionOf(turning, left.name) : readingOf(left),
    relation,
    right: typeof right === 'number' ? right : readingOf(right),
  });
  return controls.rules.map(({ id, premises, whenTrue, whenFalse, priority }) => {
    // A curve's x is in the file's units.
    const last = premises.at(-1)?.left;
    const scale = last && last.object !== 'EXPRESSION' ? 1 / unitOf(turning, last) : 1;
    return {
      id,
      premises: premises.map(premiseOf),
      whenTrue: whenTrue.map((action) => actionOf(turning, action, scale)),
      whenFalse: whenFalse.map((action) => actionOf(turning, action, scale)),
      priority,
    };
  });
}

function readingOf(variable: ControlVariable): Exclude<RuleValue, { of: 'formula' }> {
  switch (variable.object) {
    case 'NODE':
      return { of: 'node', id: variable.id, what: NODE_READINGS[variable.attribute] };
    case 'SIMULATION':
      return { of: 'time', what: TIME_READINGS[variable.attribute] };
    case 'GAGE':
      return variable.attribute === 'PRECIPITATION'
        ? { of: 'rain', id: variable.id, hours: variable.hours }
        : { of: 'rain', id: variable.id };
    default:
      return { of: 'link', id: variable.id, what: LINK_READINGS[variable.attribute] };
  }
}

/** SI of one unit of the file. */
function unitOf({ unitM, unitM3s }: Turning, variable: ControlVariable): number {
  const attribute: NodeAttribute | LinkAttribute | string = variable.attribute;
  if (['DEPTH', 'MAXDEPTH', 'HEAD', 'FULLDEPTH', 'LENGTH', 'VELOCITY'].includes(attribute)) return unitM;
  if (attribute === 'VOLUME') return unitM ** 3;
  if (['INFLOW', 'FLOW', 'FULLFLOW'].includes(attribute)) return unitM3s;
  if (['TIME', 'CLOCKTIME', 'TIMEOPEN', 'TIMECLOSED'].includes(attribute)) return 3600;
  return attribute === 'INTENSITY' || attribute === 'PRECIPITATION' ? (unitM === 1 ? 1 : 25.4) : 1;
}

function expressionOf(turning: Turning, name: string): RuleValue {
  const { variables, expressions } = turning.model.controls;
  const formula = expressions.find((one) => one.name.toUpperCase() === name.toUpperCase())?.formula ?? '0';
  return {
    of: 'formula',
    values: variables.map(({ of }) => ({ value: readingOf(of), scale: 1 / unitOf(turning, of) })),
    evaluate: formulaOf(
      name,
      formula,
      variables.map((one) => one.name),
    ),
  };
}

function actionOf({ curve, series }: Turning, { link, set }: ControlAction, scale: number): Action {
  switch (set.by) {
    case 'CURVE':
      return { link, set: { by: 'curve', curve: curve(set.curve), scale } };
    case 'TIMESERIES':
      return { link, set: { by: 'series', series: series(set.series) } };
    case 'PID': {
      const { gain, integralMin, derivativeMin } = set;
      return { link, set: { by: 'pid', gain, integralMin, derivativeMin } };
    }
    default:
      return { link, set: { by: 'value', value: set.value } };
  }
}
