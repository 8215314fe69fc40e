import { describe, expect, it } from 'vitest';
import { FT, read, refusal } from './swmmRead.ts';

describe('control rules', () => {
  const NETWORK = `[JUNCTIONS]
A 1 1
B 0 1
[PUMPS]
P1 A B
P2 A B
[ORIFICES]
O1 A B SIDE 0 0.65
[XSECTIONS]
O1 CIRCULAR 1 0 0 0
[CURVES]
c Control 0 0 1 1
[TIMESERIES]
ts 0 1
`;
  const controls = (rows: string) => read(`${NETWORK}[CONTROLS]\n${rows}`).controls;
  it('are parsed, their values in SI', () => {
    expect(
      controls(`rule R1
if node A depth > 4.5 ; ft
and Pump P1 Status = OFF
or simulation clocktime >= 16:30
then pump P1 status = on
and orifice O1 setting = 0.5
else pump P2 setting = CURVE c
priority 2
RULE R2
IF SIMULATION DAYOFYEAR < 3/1
AND NODE A HEAD <> NODE B HEAD
THEN ORIFICE O1 SETTING = PID 0.1 2 -3
AND PUMP P2 SETTING = TIMESERIES ts`),
    ).toEqual({
      variables: [],
      expressions: [],
      rules: [
        {
          id: 'R1',
          premises: [
            { join: 'AND', left: { object: 'NODE', id: 'A', attribute: 'DEPTH' }, relation: '>', right: 4.5 * FT },
            { join: 'AND', left: { object: 'PUMP', id: 'P1', attribute: 'STATUS' }, relation: '=', right: 0 },
            { join: 'OR', left: { object: 'SIMULATION', attribute: 'CLOCKTIME' }, relation: '>=', right: 59400 },
          ],
          whenTrue: [
            { object: 'PUMP', link: 'P1', set: { by: 'STATUS', value: 1 } },
            { object: 'ORIFICE', link: 'O1', set: { by: 'SETTING', value: 0.5 } },
          ],
          whenFalse: [{ object: 'PUMP', link: 'P2', set: { by: 'CURVE', curve: 'c' } }],
          priority: 2,
        },
        {
          id: 'R2',
          premises: [
            { join: 'AND', left: { object: 'SIMULATION', attribute: 'DAYOFYEAR' }, relation: '<', right: 60 },
            {
              join: 'AND',
              left: { object: 'NODE', id: 'A', attribute: 'HEAD' },
              relation: '<>',
              right: { object: 'NODE', id: 'B', attribute: 'HEAD' },
            },
          ],
          whenTrue: [
            { object: 'ORIFICE', link: 'O1', set: { by: 'PID', gain: 0.1, integralMin: 2, derivativeMin: -3 } },
            { object: 'PUMP', link: 'P2', set: { by: 'TIMESERIES', series: 'ts' } },
          ],
          whenFalse: [],
          priority: 0,
        },
      ],
    });
  });
  it('may use named variables and expressions', () => {
    const { variables, expressions, rules } = controls(`VARIABLE q = LINK O1 FLOW
EXPRESSION Net = (q + 1)/2 - q
RULE 1
IF Net > 0.1
AND q < 2
THEN PUMP P1 STATUS = OFF`);
    expect(variables).toEqual([{ name: 'q', of: { object: 'LINK', id: 'O1', attribute: 'FLOW' } }]);
    expect(expressions).toEqual([{ name: 'Net', formula: '(q + 1)/2 - q' }]);
    expect(rules[0].premises.map(({ left, right }) => [left, right])).toEqual([
      [{ object: 'EXPRESSION', name: 'Net' }, 0.1],
      [{ object: 'LINK', id: 'O1', attribute: 'FLOW' }, 2 * 0.028316846592],
    ]);
  });
  it.each([
    ['THEN PUMP P1 STATUS = ON', /line 16, \[CONTROLS\]: expected THEN after IF, found THEN after nothing/],
    ['RULE 1\nIF NODE X DEPTH > 1', /line 17, \[CONTROLS\]: expected the name of a node of this file, found "X"/],
    ['RULE 1\nIF NODE A SPEED > 1', /line 17, .*expected DEPTH, MAXDEPTH, HEAD, VOLUME, INFLOW, found "SPEED"/],
    ['RULE 1\nIF NODE A DEPTH is 1', /line 17, .*expected <> <= >= = < >, found "is"/],
    [
      'RULE 1\nIF NODE A DEPTH > 1\nTHEN PUMP P1 STATUS ON',
      /line 18, .*expected a kind of link, its name, STATUS or SETTING, = and a value/,
    ],
    ['RULE 1\nWHEN NODE A DEPTH > 1', /line 17, .*expected RULE, IF, AND.*found "WHEN"/],
  ])('that make no sense are refused by their line: %s', (rows, message) => {
    expect(refusal(() => read(`${NETWORK}[CONTROLS]\n${rows}`))).toMatch(message);
  });
});
