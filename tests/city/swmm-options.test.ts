import { describe, expect, it } from 'vitest';
import { FT, read, refusal } from './swmmRead.ts';

describe('options', () => {
  const options = (rows: string) => read(`[OPTIONS]\n${rows}\n[JUNCTIONS]\nA 1 1`).options;
  it('that are left out are those of SWMM 5.2.4', () => {
    expect(options('')).toEqual({
      flowUnits: 'CFS',
      infiltration: 'HORTON',
      routing: 'KINWAVE',
      start: '2004-01-01T00:00:00',
      durationS: 0,
      reportStartS: 0,
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
      minSurfaceAreaM2: 12.566 * FT * FT,
      minSlope: 0,
      maxTrials: 8,
      headToleranceM: 0.005 * FT,
      ignoreRainfall: false,
      ignoreRouting: false,
    });
  });
  it.each([
    ['FLOW_ROUTING DW', { routing: 'DYNWAVE' }],
    ['Flow_Routing xkinwave', { routing: 'KINWAVE' }],
    ['FLOW_ROUTING NONE', { routing: 'KINWAVE', ignoreRouting: true }],
    ['ROUTING_STEP 0:00:20', { routingStepS: 20 }],
    ['ROUTING_STEP 2.5', { routingStepS: 2.5 }],
    ['REPORT_STEP 0.25', { reportStepS: 900 }],
    ['WET_STEP 00:01:00\nROUTING_STEP 300', { routingStepS: 60 }],
    ['DRY_STEP 00:01:00', { dryStepS: 300 }],
    ['MIN_SLOPE 0.5', { minSlope: 0.005 }],
    ['FLOW_UNITS LPS\nMIN_SURFAREA 2', { minSurfaceAreaM2: 2 }],
    [
      'START_DATE 02/28/2020\nSTART_TIME 23:30\nEND_DATE MAR-01-2020\nEND_TIME 1.5\nREPORT_START_DATE 02/29/2020\nREPORT_START_TIME 00:00',
      { start: '2020-02-28T23:30:00', durationS: 26 * 3600, reportStartS: 1800 },
    ],
  ])('%s', (rows, expected) => expect(options(rows)).toMatchObject(expected));
});

describe('time series', () => {
  const series = (rows: string) =>
    read(`[OPTIONS]\nSTART_DATE 06/30/2020\nSTART_TIME 12:00\n[TIMESERIES]\n${rows}`).series.map(
      ({ timesS, values }) => [timesS, values],
    );
  it('count from the start; a date holds until the next one', () => {
    expect(series('a 0 1\na 0:30 2\na 1.5 3 2:00 4')).toEqual([
      [
        [0, 1800, 5400, 7200],
        [1, 2, 3, 4],
      ],
    ]);
    expect(series('a 06/30/2020 13:00 1\na 14:00 2\na 7/1/2020 0:00:30 3')).toEqual([
      [
        [3600, 7200, 43230],
        [1, 2, 3],
      ],
    ]);
    expect(series('a 06/29/2020 12:00 1\nA 27:00 5')).toEqual([
      [
        [-86400, -32400],
        [1, 5],
      ],
    ]);
  });
  it('from a file are named, not read', () => {
    const { series: found, unsupported } = read('[TIMESERIES]\na FILE "rain 2020.dat"');
    expect(found).toEqual([{ id: 'a', timesS: [], values: [], file: 'rain 2020.dat' }]);
    expect(unsupported).toMatchObject([{ section: 'TIMESERIES', line: 2, what: { en: 'a time series from a file' } }]);
  });
});

describe('what a file says and a model does not hold', () => {
  it('is told with section and line', () => {
    const { unsupported } = read(`[OPTIONS]
SKIP_STEADY_STATE YES
THREADS 4
WIND_CHILL 3
[JUNCTIONS]
A 1 1
[AQUIFERS]
Aq 1 2
[GROUNDWATER]
S Aq A 1
S2 Aq A 1
[RDII]
A U 1
[MYSTERY]
what ever
[TREATMENT]
[LABELS]
1 2 "three"`);
    expect(unsupported.map(({ section, line, what }) => [section, line, what.en])).toEqual([
      ['OPTIONS', 2, 'skipping of steady periods'],
      ['OPTIONS', 4, 'the option WIND_CHILL'],
      ['AQUIFERS', 8, 'groundwater'],
      ['GROUNDWATER', 10, 'groundwater'],
      ['RDII', 13, 'rain-dependent inflow and infiltration'],
      ['MYSTERY', 15, 'a section that SWMM does not know'],
    ]);
  });
});

describe('a file that cannot be understood', () => {
  const BASE = `[JUNCTIONS]
A 1 1
B 0 1
[CONDUITS]
C A B 100 0.013 0 0
[XSECTIONS]
C CIRCULAR 1 0 0 0
`;
  it.each([
    [
      'a name twice',
      BASE.replace('B 0', 'A 0'),
      /town\.inp, line 3, \[JUNCTIONS\]: expected a name that no other node has, found "A" again/,
    ],
    [
      'a node that is not there',
      BASE.replace('C A B', 'C A X'),
      /line 5, \[CONDUITS\]: expected the name of a node of this file, found "X"/,
    ],
    [
      'no cross-section',
      BASE.replace('[XSECTIONS]\nC CIRCULAR 1 0 0 0\n', ''),
      /line 5, \[CONDUITS\]: expected a row of \[XSECTIONS\] for "C", found none/,
    ],
    [
      'an unknown shape',
      BASE.replace('CIRCULAR', 'ROUND'),
      /line 7, \[XSECTIONS\]: expected CIRCULAR, EGG, .*, found "ROUND"/,
    ],
    [
      'a shape without its width',
      BASE.replace('CIRCULAR 1 0 0 0', 'RECT_CLOSED 1'),
      /line 7, \[XSECTIONS\]: expected a number \(width\), found nothing/,
    ],
    [
      'a word for a number',
      BASE.replace('0.013', 'rough'),
      /line 5, \[CONDUITS\]: expected a number \(roughness\), found "rough"/,
    ],
    [
      'an unknown method',
      `${BASE}[OPTIONS]\nFLOW_ROUTING MAGIC`,
      /line 9, \[OPTIONS\]: expected STEADY, .*DW, found "MAGIC"/,
    ],
    [
      'no date',
      `${BASE}[OPTIONS]\nSTART_DATE 31/12/2020`,
      /line 9, \[OPTIONS\]: expected a date, mm\/dd\/yyyy, found "31\/12\/2020"/,
    ],
    [
      'an end before the start',
      `${BASE}[OPTIONS]\nSTART_DATE 1/2/2020\nEND_DATE 1/1/2020`,
      /line 10, \[OPTIONS\]: expected an end after the start, found 2020-01-01T00:00:00/,
    ],
    [
      'a curve that turns back',
      `${BASE}[CURVES]\nq PUMP2 0 1\nq 2 3 1 4`,
      /line 10, \[CURVES\]: expected x not below that of the row before, found "1"/,
    ],
    [
      'time that turns back',
      `${BASE}[TIMESERIES]\nq 1 1\nq 0:30 2`,
      /line 10, \[TIMESERIES\]: expected a time after that of the row before, found "0:30"/,
    ],
    [
      'a layer of no kind',
      `${BASE}[LID_CONTROLS]\nL BC\nL ROCKS 1 2`,
      /line 10, \[LID_CONTROLS\]: expected BC, .*DRAINMAT, found "ROCKS"/,
    ],
    [
      'an outfall of no kind',
      `${BASE}[OUTFALLS]\nO 1 OPEN`,
      /line 9, \[OUTFALLS\]: expected FREE, NORMAL, FIXED, TIDAL, TIMESERIES, found "OPEN"/,
    ],
    [
      'too few columns',
      BASE.replace('C A B 100 0.013 0 0', 'C A'),
      /line 5, \[CONDUITS\]: expected name, from node, to node, length and roughness, found 2 values/,
    ],
  ])('with %s is refused by line, section, expected and found', (_, text, message) => {
    expect(refusal(() => read(text))).toMatch(message);
  });
  it('names are the same whatever their case, and keep the spelling of their declaration', () => {
    expect(read(BASE.replace('C A B', 'C a b')).links[0]).toMatchObject({ from: 'A', to: 'B' });
  });
});
