import type { RowReader } from '../row.ts';
import type { Reading, Scale } from './context.ts';
import { isObject, LINK_OBJECTS, oneOf, printValue, printVariable, valueAt, variableAt } from './controlWords.ts';
import { spell } from './fields.ts';
import type { ControlAction, ControlRule, Controls, Premise, Relation } from './types.ts';

const RELATIONS = ['<>', '<=', '>=', '=', '<', '>'] as const satisfies readonly Relation[];
/** What may follow each kind of clause; a rule ends where the next one begins. */
const CLAUSES = ['RULE', 'IF', 'AND', 'OR', 'THEN', 'ELSE', 'PRIORITY', 'VARIABLE', 'EXPRESSION'] as const;
type Part = 'RULE' | 'IF' | 'THEN' | 'ELSE' | 'PRIORITY';
const AFTER: Readonly<Record<'IF' | 'THEN' | 'ELSE' | 'PRIORITY', readonly Part[]>> = {
  IF: ['RULE'],
  THEN: ['IF'],
  ELSE: ['THEN'],
  PRIORITY: ['THEN', 'ELSE'],
};

interface OpenRule {
  id: string;
  premises: Premise[];
  whenTrue: ControlAction[];
  whenFalse: ControlAction[];
  priority: number;
}
interface Open {
  readonly reading: Reading;
  readonly variables: Controls['variables'][number][];
  readonly expressions: Controls['expressions'][number][];
  readonly rules: OpenRule[];
  /** Where in a rule the rows are. */
  part: Part | undefined;
}

/** [CONTROLS]: rules of the form RULE, IF, AND/OR …, THEN, AND …, ELSE, AND …, PRIORITY; one clause a row. */
export function readControls(reading: Reading): Controls {
  const open: Open = { reading, variables: [], expressions: [], rules: [], part: undefined };
  for (const row of reading.rows('CONTROLS')) readClause(row, open);
  return { variables: open.variables, expressions: open.expressions, rules: open.rules };
}

function readClause(row: RowReader, open: Open): void {
  const clause = oneOf(row, 0, CLAUSES);
  const rule = open.rules.at(-1);
  switch (clause) {
    case 'VARIABLE':
      expect(row, 2, '=');
      open.variables.push({ name: row.text(1), of: variableAt(row, 3, open.reading).variable });
      return;
    case 'EXPRESSION': {
      expect(row, 2, '=');
      row.need(4, 'EXPRESSION, a name, = and a formula');
      const formula = Array.from({ length: row.count - 3 }, (_, i) => row.text(i + 3)).join(' ');
      open.expressions.push({ name: row.text(1), formula });
      return;
    }
    case 'RULE':
      open.rules.push({
        id: row.need(2, 'RULE and a name').text(1),
        premises: [],
        whenTrue: [],
        whenFalse: [],
        priority: 0,
      });
      open.part = 'RULE';
      return;
    case 'AND':
    case 'OR':
      if (rule && open.part === 'IF') rule.premises.push(readPremise(row, clause, open));
      else if (rule && clause === 'AND' && open.part === 'THEN') rule.whenTrue.push(readAction(row, open.reading));
      else if (rule && clause === 'AND' && open.part === 'ELSE') rule.whenFalse.push(readAction(row, open.reading));
      else throw row.wrong('AND or OR after IF, AND after THEN or ELSE', `${clause} after ${open.part ?? 'nothing'}`);
      return;
    default: {
      if (!rule || !open.part || !AFTER[clause].includes(open.part))
        throw row.wrong(`${clause} after ${AFTER[clause].join(' or ')}`, `${clause} after ${open.part ?? 'nothing'}`);
      open.part = clause;
      if (clause === 'IF') rule.premises.push(readPremise(row, 'AND', open));
      else if (clause === 'THEN') rule.whenTrue.push(readAction(row, open.reading));
      else if (clause === 'ELSE') rule.whenFalse.push(readAction(row, open.reading));
      else rule.priority = row.number(1, 'priority');
    }
  }
}

function expect(row: RowReader, at: number, word: string): void {
  if (row.text(at) !== word) throw row.wrong(`"${word}"`, row.word(at) === undefined ? 'nothing' : `"${row.text(at)}"`);
}

/** A name in a rule, whatever its case. */
const named = <T extends { readonly name: string }>(list: readonly T[], row: RowReader, at: number): T | undefined =>
  list.find(({ name }) => name.toUpperCase() === row.upper(at));

function readPremise(row: RowReader, join: Premise['join'], { reading, variables, expressions }: Open): Premise {
  const expression = named(expressions, row, 1);
  const variable = expression ? undefined : named(variables, row, 1);
  const found = expression || variable ? undefined : variableAt(row, 1, reading);
  const left = expression
    ? { object: 'EXPRESSION' as const, name: expression.name }
    : (variable?.of ?? found?.variable);
  if (!left) throw row.wrong('a variable', `"${row.text(1)}"`);
  const at = found?.next ?? 2;
  const relation = RELATIONS.find((sign) => sign === row.text(at));
  if (!relation) throw row.wrong(RELATIONS.join(' '), row.word(at) === undefined ? 'nothing' : `"${row.text(at)}"`);
  const right = named(variables, row, at + 1)?.of;
  if (right) return { join, left, relation, right };
  if (isObject(row, at + 1)) return { join, left, relation, right: variableAt(row, at + 1, reading).variable };
  const attribute = left.object === 'EXPRESSION' ? undefined : left.attribute;
  return { join, left, relation, right: valueAt(row, at + 1, attribute, reading) };
}

function readAction(row: RowReader, reading: Reading): ControlAction {
  row.need(6, 'a kind of link, its name, STATUS or SETTING, = and a value');
  const object = oneOf(row, 1, LINK_OBJECTS);
  const link = reading.refer(row, 2, 'link');
  const by = oneOf(row, 3, ['STATUS', 'SETTING']);
  expect(row, 4, '=');
  const word = row.upper(5);
  if (by === 'STATUS') return { object, link, set: { by, value: valueAt(row, 5, 'STATUS', reading) } };
  if (word === 'CURVE') return { object, link, set: { by: word, curve: reading.refer(row, 6, 'curve') } };
  if (word === 'TIMESERIES') return { object, link, set: { by: word, series: reading.refer(row, 6, 'time series') } };
  if (word === 'PID') {
    const [gain, integralMin, derivativeMin] = [6, 7, 8].map((at) =>
      row.number(at, 'gain, integral and derivative time'),
    );
    return { object, link, set: { by: word, gain, integralMin, derivativeMin } };
  }
  return { object, link, set: { by, value: row.number(5, 'setting') } };
}

export function writeControls({ variables, expressions, rules }: Controls, scale: Scale): string[] {
  return [
    ...variables.map(({ name, of }) => `VARIABLE ${name} = ${printVariable(of)}`),
    ...expressions.map(({ name, formula }) => `EXPRESSION ${name} = ${formula}`),
    ...rules.flatMap((rule) => printRule(rule, scale)),
  ];
}

function printRule({ id, premises, whenTrue, whenFalse, priority }: ControlRule, scale: Scale): string[] {
  return [
    `RULE ${spell(id)}`,
    ...premises.map((premise, i) => `${i === 0 ? 'IF' : premise.join} ${printPremise(premise, scale)}`),
    ...whenTrue.map((action, i) => `${i === 0 ? 'THEN' : 'AND'} ${printAction(action)}`),
    ...whenFalse.map((action, i) => `${i === 0 ? 'ELSE' : 'AND'} ${printAction(action)}`),
    ...(priority === 0 ? [] : [`PRIORITY ${priority}`]),
  ];
}

function printPremise({ left, relation, right }: Premise, scale: Scale): string {
  const attribute = left.object === 'EXPRESSION' ? undefined : left.attribute;
  const leftWords = left.object === 'EXPRESSION' ? left.name : printVariable(left);
  const rightWords = typeof right === 'number' ? printValue(right, attribute, scale) : printVariable(right);
  return `${leftWords} ${relation} ${rightWords}`;
}

function printAction({ object, link, set }: ControlAction): string {
  const head = `${object} ${spell(link)}`;
  switch (set.by) {
    case 'STATUS':
      return `${head} STATUS = ${object === 'CONDUIT' ? (set.value === 1 ? 'OPEN' : 'CLOSED') : set.value === 1 ? 'ON' : 'OFF'}`;
    case 'SETTING':
      return `${head} SETTING = ${set.value}`;
    case 'CURVE':
      return `${head} SETTING = CURVE ${spell(set.curve)}`;
    case 'TIMESERIES':
      return `${head} SETTING = TIMESERIES ${spell(set.series)}`;
    case 'PID':
      return `${head} SETTING = PID ${set.gain} ${set.integralMin} ${set.derivativeMin}`;
  }
}
