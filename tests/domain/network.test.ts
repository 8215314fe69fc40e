import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/city/errors.ts';
import { readModel } from '../../src/city/inp/swmm/index.ts';
import { parseInp } from '../../src/city/inp/tokens.ts';
import { formulaOf } from '../../workers/domain/network/formula.ts';
import { drainModel, networkOf } from '../../workers/domain/network/index.ts';
import type { Drainage } from '../../workers/drainage/index.ts';

const MODEL = `
[OPTIONS]
FLOW_UNITS CFS
FLOW_ROUTING DYNWAVE
START_DATE 01/01/2020
START_TIME 06:00:00
END_DATE 01/01/2020
END_TIME 07:00:00
REPORT_STEP 00:10:00
[JUNCTIONS]
A 10 8
B 9 8 1
[STORAGE]
T 5 10 0 CONICAL 20 10 3
[OUTFALLS]
O 4 TIDAL SEA YES
[CONDUITS]
C1 A B 300 0.013 0 0.5 0 0
C2 T O 100 0.013 0 0 0 0
[WEIRS]
W B T TRANSVERSE 2 3.33 NO 0 0
[PUMPS]
P A T PC ON 0 0
[XSECTIONS]
C1 CIRCULAR 2 0 0 0 2
C2 EGG 3 0 0 0 1
W RECT_OPEN 2 4 0 0
[LOSSES]
C1 0.5 1 0 YES
[CURVES]
PC PUMP4 0 0
PC 5 10
SEA TIDAL 0 3
SEA 24 3
[INFLOWS]
A FLOW Q FLOW 1 2 3 DAY
[TIMESERIES]
Q 0 0
Q 0:30 1
Q 1 0
[PATTERNS]
DAY HOURLY 0 0 0 0 0 0 0.5 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
[CONTROLS]
VARIABLE D = NODE A DEPTH
VARIABLE Q1 = LINK C1 FLOW
EXPRESSION E = (D + Q1) * 2 - D ^ 2 / 2
RULE SHUT
IF E > 1000
AND SIMULATION CLOCKTIME < 12:00:00
THEN PUMP P STATUS = OFF
ELSE PUMP P SETTING = 0.5
PRIORITY 2
`;

const turned = () => networkOf(readModel(parseInp(MODEL, 'm.inp')));

describe('a SWMM model as a network', () => {
  test('is in metres, with levels, losses, barrels, gates and curves', () => {
    const { network, warnings } = turned();
    expect(warnings).toEqual([]);
    const byId = new Map([...network.nodes, ...network.links].map((one) => [one.id, one]));
    expect(byId.get('A')).toMatchObject({ kind: 'junction', invertM: 3.048, rimM: expect.closeTo(18 * 0.3048, 9) });
    expect(byId.get('B')).toMatchObject({ initialDepthM: 0.3048 });
    expect(byId.get('T')).toMatchObject({
      kind: 'storage',
      shape: {
        constantM2: expect.closeTo(157.0796 * 0.3048 ** 2, 3),
        coefficient: expect.closeTo(Math.PI * 30 * 0.3048, 6),
        quadratic: expect.closeTo((Math.PI * 9) / 2, 6),
      },
    });
    expect(byId.get('O')).toMatchObject({
      flapGate: true,
      boundary: { kind: 'tidal', levelM: { y: [expect.closeTo(0.9144, 9), expect.closeTo(0.9144, 9)] } },
    });
    expect(byId.get('C1')).toMatchObject({
      barrels: 2,
      flapGate: true,
      entryLoss: 0.5,
      toLevelM: expect.closeTo(9.5 * 0.3048, 9),
      section: { shape: 'circular', heightM: 0.6096 },
    });
    expect(byId.get('C2')).toMatchObject({ section: { shape: 'egg' } });
    expect(byId.get('W')).toMatchObject({
      shape: 'transverse',
      crestLevelM: expect.closeTo(11 * 0.3048, 9),
      coefficient: expect.closeTo(3.33 * Math.sqrt(0.3048), 9),
    });
    expect(byId.get('P')).toMatchObject({ type: 4, startsOff: false });
  });

  test('receives its series times their factor, and a baseline times its pattern', () => {
    const heads: number[] = [];
    const model = readModel(parseInp(MODEL, 'm.inp'));
    const summary = drainModel(model, 5, (drainage: Drainage) => heads.push(drainage.headM[0]));
    // Two times a triangle of an hour up to 1 cfs, and 3 cfs at half its flow from six to seven.
    expect(summary.volumeM3.inflow).toBeCloseTo((2 * 0.5 + 3 * 0.5) * 3600 * 0.3048 ** 3, 6);
    expect(heads).toHaveLength(7);
    expect(summary.massErrorRel).toBeLessThan(1e-12);
    expect(summary.engine).toMatch(/^drainage \d/);
  });

  test('carries rules whose expressions are in the units of the file', () => {
    const { network } = turned();
    const [rule] = network.rules ?? [];
    expect(rule).toMatchObject({
      id: 'SHUT',
      priority: 2,
      whenFalse: [{ link: 'P', set: { by: 'value', value: 0.5 } }],
    });
    const { left } = rule.premises[0];
    if (left.of !== 'formula') throw new Error('no formula');
    expect(left.values[0].scale).toBeCloseTo(1 / 0.3048, 9);
    expect(left.evaluate(Float64Array.of(2, 3))).toBe(8);
    expect(rule.premises[1]).toMatchObject({ left: { of: 'time', what: 'clock' }, right: 43_200 });
    const model = readModel(parseInp(MODEL, 'm.inp'));
    let speed = 1;
    drainModel(model, 5, (drainage: Drainage) => {
      speed = drainage.setting[drainage.linkIndex('P')];
    });
    expect(speed).toBe(0.5);
  });

  test('says what it does not compute', () => {
    const text = MODEL.replace('FLOW_ROUTING DYNWAVE', 'FLOW_ROUTING KINWAVE\nNORMAL_FLOW_LIMITED FROUDE').replace(
      '[PATTERNS]',
      '[POLLUTANTS]\nTSS MG/L 0 0 0 0\n[PATTERNS]',
    );
    const { warnings, network } = networkOf(readModel(parseInp(text, 'm.inp')));
    expect(network.normalFlowLimit).toBe('froude');
    expect(warnings).toEqual([
      expect.stringMatching(/POLLUTANTS.*water quality is not computed/),
      expect.stringMatching(/KINWAVE/),
    ]);
  });
});

describe('formulas of rules', () => {
  const value = (text: string, a = 3, b = 4): number => formulaOf('E', text, ['a', 'B'])(Float64Array.of(a, b));

  test('have precedence, brackets, signs, powers and functions', () => {
    expect(value('a + b * 2')).toBe(11);
    expect(value('(a + B) * 2')).toBe(14);
    expect(value('-a ^ 2 / 9')).toBe(-1);
    expect(value('2 ^ -1')).toBe(0.5);
    expect(value('sqrt(b) + abs(-a) - 1e1')).toBe(-5);
    expect(value('step(a - b)')).toBe(0);
  });

  test.each(['a +', '(a', 'c * 2', 'a b', '*'])('"%s" is refused', (text) => {
    expect(() => value(text)).toThrow(InputError);
  });
});
