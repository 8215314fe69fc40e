import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { byId, CFS, FT, IN, read } from './swmmRead.ts';

describe('a network in American units', () => {
  const { nodes, links } = read(`[JUNCTIONS]
A 10 5 1 2 100
B 8
[OUTFALLS]
F 1 FREE
N 1 NORMAL YES
X 1 FIXED 2.5 NO
T 1 TIDAL tide YES
S 1 TIMESERIES level NO Sub
[STORAGE]
F1 0 9 1 FUNCTIONAL 1000 0.5 200 3 0.5 2 0.4 0.2
T1 0 9 1 tabular bowl
C1 0 9 1 CONICAL 20 10 3 0 0 0.7
Y1 0 9 1 CYLINDRICAL 20 10 0
P1 0 9 1 PARABOLIC 20 10 4
R1 0 9 1 PYRAMIDAL 20 10 2
[DIVIDERS]
D1 3 C CUTOFF 2 6 0 0 0
D2 3 C WEIR 1 2 3 6 1
D3 3 C OVERFLOW
[CONDUITS]
C A B 400 .013 0.5 * 1 2
C2 B F 100 0.02 -1 0
[PUMPS]
P A B lift OFF 3 1
I A B
[ORIFICES]
O A B SIDE 1 0.65 YES 0.5
[WEIRS]
W A B V-NOTCH 2 3.33 NO 1 2.5 NO
RW A B ROADWAY 2 3.1 NO 0 0 YES 24 GRAVEL coef
[OUTLETS]
U A B 1 FUNCTIONAL/HEAD 10 0.5 YES
V A B 1 TABULAR/DEPTH rate
V2 A B 1 TABULAR rate
[XSECTIONS]
C CIRCULAR 2 0 0 0 3 4
C2 TRAPEZOIDAL 3 4 1 2
O RECT_CLOSED 1 2 0 0
W TRIANGULAR 4 2 0 0
RW RECT_OPEN 4 2 0 0
[LOSSES]
C 0.5 1 0.2 YES 1.5
[CURVES]
tide Tidal 0 1 6 2
bowl Storage 0 100 1 200
lift Pump1 100 1 200 2
rate Rating 0 0 1 5
coef WEIR 1 3
[TIMESERIES]
level 0 1
[SUBCATCHMENTS]
Sub * A 1 50 100 1
`);

  it('has nodes with levels and depths in metres', () => {
    expect(byId(nodes, 'A')).toEqual({
      kind: 'junction',
      id: 'A',
      invertM: 10 * FT,
      depthM: 5 * FT,
      // The weir's opening reaches higher than the rim.
      fullDepthM: 6 * FT,
      initialDepthM: FT,
      surchargeDepthM: 2 * FT,
      pondedAreaM2: 100 * FT * FT,
    });
    expect(byId(nodes, 'B')).toMatchObject({ depthM: 0, fullDepthM: 3 * FT, pondedAreaM2: 0 });
  });

  it('has outfalls of every kind', () => {
    expect(
      nodes.flatMap((node) => (node.kind === 'outfall' ? [[node.stage, node.flapGate, node.routeTo]] : [])),
    ).toEqual([
      [{ type: 'FREE' }, false, undefined],
      [{ type: 'NORMAL' }, true, undefined],
      [{ type: 'FIXED', levelM: 2.5 * FT }, false, undefined],
      [{ type: 'TIDAL', curve: 'tide' }, true, undefined],
      [{ type: 'TIMESERIES', series: 'level', seriesUnitM: FT }, false, 'Sub'],
    ]);
  });

  it('has storages of every shape; what seeps may be told by one number or three', () => {
    const shapes = nodes.flatMap((node) => (node.kind === 'storage' ? [node.shape] : []));
    expect(shapes).toEqual([
      { type: 'FUNCTIONAL', coefficient: 1000 * ((FT * FT) / FT ** 0.5), exponent: 0.5, constantM2: 200 * (FT * FT) },
      { type: 'TABULAR', curve: 'bowl' },
      { type: 'CONICAL', lengthM: 20 * FT, widthM: 10 * FT, sideSlope: 3 },
      { type: 'CYLINDRICAL', lengthM: 20 * FT, widthM: 10 * FT },
      { type: 'PARABOLIC', lengthM: 20 * FT, widthM: 10 * FT, heightM: 4 * FT },
      { type: 'PYRAMIDAL', lengthM: 20 * FT, widthM: 10 * FT, sideSlope: 2 },
    ]);
    expect(byId(nodes, 'F1')).toMatchObject({
      surchargeDepthM: 3 * FT,
      evaporationShare: 0.5,
      seepage: { suctionMm: 2 * IN, conductivityMmH: 0.4 * IN, deficit: 0.2 },
    });
    expect(byId(nodes, 'C1')).toMatchObject({ seepage: { suctionMm: 0, conductivityMmH: 0.7 * IN, deficit: 0 } });
    // The area at 2 ft: 1000 · √2 + 200 ft².
    const [functional] = shapes;
    const areaM2 =
      functional.type === 'FUNCTIONAL' ? functional.constantM2 + functional.coefficient * Math.sqrt(2 * FT) : 0;
    expect(areaM2 / FT ** 2).toBeCloseTo(1000 * Math.SQRT2 + 200, 9);
  });

  it('has dividers, their depth behind what their rule asks for', () => {
    expect(
      nodes.flatMap((node) => (node.kind === 'divider' ? [[node.link, node.rule.type, node.depthM]] : [])),
    ).toEqual([
      ['C', 'CUTOFF', 6 * FT],
      ['C', 'WEIR', 6 * FT],
      ['C', 'OVERFLOW', 0],
    ]);
    const [, weir] = nodes.filter((node) => node.kind === 'divider');
    // cWeir · (dhMax)^1.5 in cfs and ft.
    const rule = weir.rule.type === 'WEIR' ? weir.rule : undefined;
    expect(((rule?.coefficient ?? 0) * (rule?.depthM ?? 0) ** 1.5) / CFS).toBeCloseTo(3 * 2 ** 1.5, 6);
  });

  it('has conduits with losses and cross-section; offsets below the invert count as none', () => {
    expect(byId(links, 'C')).toEqual({
      kind: 'conduit',
      id: 'C',
      from: 'A',
      to: 'B',
      lengthM: 400 * FT,
      manning: 0.013,
      fromOffsetM: 0.5 * FT,
      toOffsetM: 0,
      initialFlowM3s: 0.028316846592,
      maxFlowM3s: 2 * 0.028316846592,
      section: { shape: 'CIRCULAR', heightM: 2 * FT, barrels: 3, culvertCode: 4 },
      entryLoss: 0.5,
      exitLoss: 1,
      averageLoss: 0.2,
      flapGate: true,
      seepageMmH: 1.5 * IN,
    });
    expect(byId(links, 'C2')).toMatchObject({
      fromOffsetM: 0,
      section: { shape: 'TRAPEZOIDAL', bottomWidthM: 4 * FT, leftSlope: 1, rightSlope: 2, barrels: 1 },
      flapGate: false,
    });
  });

  it('has pumps and regulators with their defaults', () => {
    expect(byId(links, 'P')).toMatchObject({ curve: 'lift', initiallyOn: false, onDepthM: 3 * FT, offDepthM: FT });
    expect(byId(links, 'I')).toMatchObject({ curve: undefined, initiallyOn: true, onDepthM: 0, offDepthM: 0 });
    expect(byId(links, 'O')).toMatchObject({ type: 'SIDE', offsetM: FT, coefficient: 0.65, closeTimeS: 1800 });
    expect(byId(links, 'W')).toMatchObject({
      type: 'V-NOTCH',
      coefficient: 3.33 * Math.sqrt(FT),
      endContractions: 1,
      endCoefficient: 2.5 * Math.sqrt(FT),
      canSurcharge: false,
      roadSurface: undefined,
    });
    expect(byId(links, 'RW')).toMatchObject({ roadWidthM: 24 * FT, roadSurface: 'GRAVEL', coefficientCurve: 'coef' });
    expect(byId(links, 'U')).toMatchObject({
      over: 'HEAD',
      rating: { type: 'FUNCTIONAL', coefficient: 10 * (0.028316846592 / FT ** 0.5), exponent: 0.5 },
      flapGate: true,
    });
    expect(byId(links, 'V')).toMatchObject({
      over: 'DEPTH',
      rating: { type: 'TABULAR', curve: 'rate' },
      flapGate: false,
    });
    expect(byId(links, 'V2')).toMatchObject({ over: 'DEPTH' });
  });

  it('has curves in the units of what they are for', () => {
    const { curves } = read(`[CURVES]
a Storage 0 100
b Diversion 1 2
c Tidal 6 2
d Rating 1 5
e Control 1 5
f Shape 0.5 1
g Pump1 100 1
h Pump3
h 10 1 20 0.5`);
    const flow = 0.028316846592;
    expect(curves.map(({ type, x, y }) => [type, x, y])).toEqual([
      ['STORAGE', [0], [100 * FT * FT]],
      ['DIVERSION', [flow], [2 * flow]],
      ['TIDAL', [6], [2 * FT]],
      ['RATING', [FT], [5 * flow]],
      ['CONTROL', [1], [5]],
      ['SHAPE', [0.5], [1]],
      ['PUMP1', [100 * FT ** 3], [flow]],
      ['PUMP3', [10 * FT, 20 * FT], [flow, 0.5 * flow]],
    ]);
  });
});

describe('offsets', () => {
  const file = (offsets: string, row: string): ReturnType<typeof read> =>
    read(`[OPTIONS]
FLOW_UNITS CMS
LINK_OFFSETS ${offsets}
[JUNCTIONS]
A 10 5
B 8 5
[CONDUITS]
${row}
[XSECTIONS]
C CIRCULAR 1 0 0 0`);
  it('that are levels become heights above the inverts; * is the invert, and below it as well', () => {
    expect(file('ELEVATION', 'C A B 100 0.013 10.25 *').links[0]).toMatchObject({ fromOffsetM: 0.25, toOffsetM: 0 });
    expect(file('ELEVATION', 'C A B 100 0.013 9 8.5').links[0]).toMatchObject({ fromOffsetM: 0, toOffsetM: 0.5 });
  });
  it('that are depths stay as they are, and may be left out', () => {
    expect(file('DEPTH', 'C A B 100 0.013 0.25 1').links[0]).toMatchObject({ fromOffsetM: 0.25, toOffsetM: 1 });
    expect(file('DEPTH', 'C A B 100 0.013').links[0]).toMatchObject({ fromOffsetM: 0, toOffsetM: 0 });
  });
  it('raise the rim of a node that says no depth to its highest crown', () => {
    expect(file('ELEVATION', 'C A B 100 0.013 18 *').nodes[0]).toMatchObject({ depthM: 5, fullDepthM: 9 });
  });
});

const CASE = '../shared/data/drainage/inp/extran5.inp';
if (!existsSync(CASE)) console.log(`${CASE} is not here: it is not read`);
it.skipIf(!existsSync(CASE))('the open case extran5 reads as its listing says', () => {
  const { options, nodes, links, series } = read(readFileSync(CASE, 'latin1'));
  expect(options).toMatchObject({
    routing: 'DYNWAVE',
    start: '2002-01-01T00:00:00',
    durationS: 28800,
    routingStepS: 20,
  });
  expect(byId(nodes, '82309')).toMatchObject({ kind: 'storage', invertM: 114.5 * FT, fullDepthM: 40.5 * FT });
  expect(byId(links, '90010')).toMatchObject({ kind: 'orifice', coefficient: 0.85, section: { heightM: 2 * FT } });
  expect(series[0]).toMatchObject({ id: '82309', timesS: [0, 900, 10800, 11700, 43200], values: [0, 40, 40, 0, 0] });
});
