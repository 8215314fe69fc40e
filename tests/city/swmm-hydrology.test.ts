import { describe, expect, it } from 'vitest';
import { FT, IN, read } from './swmmRead.ts';

describe('rain and ground', () => {
  const model = read(`[OPTIONS]
FLOW_UNITS GPM
INFILTRATION GREEN_AMPT
[RAINGAGES]
G INTENSITY 0:15 1.0 TIMESERIES rain
[EVAPORATION]
MONTHLY 1 2 3 4 5 6 7 8 9 10 11 12
RECOVERY rec
DRY_ONLY YES
[SUBCATCHMENTS]
S1 G A 10 50 500 0.5 20
S2 g S1 1 0 50 1 0
[SUBAREAS]
S1 0.01 0.1 0.05 0.2 25 PERVIOUS 30
[INFILTRATION]
S1 3 0.5 0.25
S2 4 0.2 4.14 7 1 MODIFIED_HORTON
[LID_CONTROLS]
PP PP
PP SURFACE 6 0.1 0.02 1 5
PP PAVEMENT 6 0.3 0.1 100 0
PP SOIL 12 .5 .2 .1 .5 10 3.5
PP STORAGE 12 0.75 0.5 0
PP DRAIN 2 0.5 1 6
PP DRAINMAT 1 .5 .1
[LID_USAGE]
S1 PP 2 1000 10 5 40 1 * A 20
[JUNCTIONS]
A 1 1
[TIMESERIES]
rain 0 1
[PATTERNS]
rec MONTHLY 1 2 3
rec 4 5 6
`);
  it('come in millimetres, square metres and shares', () => {
    expect(model.gages).toEqual([
      {
        id: 'G',
        format: 'INTENSITY',
        intervalS: 900,
        snowCatch: 1,
        source: { type: 'TIMESERIES', series: 'rain', unitMm: 25.4 },
      },
    ]);
    expect(model.evaporation).toMatchObject({ recoveryPattern: 'rec', dryOnly: true });
    expect(model.evaporation.source).toMatchObject({ type: 'MONTHLY' });
    expect(model.patterns[0].factors).toEqual([1, 2, 3, 4, 5, 6, 1, 1, 1, 1, 1, 1]);
    expect(model.subcatchments[0]).toMatchObject({
      gage: 'G',
      outlet: 'A',
      areaM2: expect.closeTo(10 * 43560 * FT * FT, 6),
      imperviousShare: 0.5,
      widthM: 500 * FT,
      slope: 0.005,
      curbLengthM: 20 * FT,
      imperviousStorageMm: 0.05 * IN,
      perviousStorageMm: 0.2 * IN,
      zeroStorageShare: 0.25,
      routeTo: 'PERVIOUS',
      routedShare: 0.3,
      infiltration: { method: 'GREEN_AMPT', suctionMm: 3 * IN, conductivityMmH: 0.5 * IN, deficit: 0.25 },
    });
  });
  it('may name their method in their own row, and leave subareas out', () => {
    expect(model.subcatchments[1]).toMatchObject({
      gage: 'G',
      outlet: 'S1',
      routeTo: 'OUTLET',
      routedShare: 1,
      infiltration: {
        method: 'MODIFIED_HORTON',
        maxMmH: 4 * IN,
        minMmH: 0.2 * IN,
        decayPerH: 4.14,
        dryingDays: 7,
        maxVolumeMm: IN,
      },
    });
  });
  it('hold green measures', () => {
    expect(model.lidControls).toEqual([
      {
        id: 'PP',
        type: 'PP',
        surface: { bermMm: 6 * IN, vegetationShare: 0.1, manning: 0.02, slope: 0.01, sideSlope: 5 },
        pavement: {
          thicknessMm: 6 * IN,
          voidRatio: 0.3,
          imperviousShare: 0.1,
          permeabilityMmH: 2540,
          cloggingFactor: 0,
          regenerationDays: 0,
          regenerationShare: 0,
        },
        soil: {
          thicknessMm: 12 * IN,
          porosity: 0.5,
          fieldCapacity: 0.2,
          wiltingPoint: 0.1,
          conductivityMmH: 0.5 * IN,
          conductivitySlope: 10,
          suctionMm: 3.5 * IN,
        },
        storage: { heightMm: 12 * IN, voidRatio: 0.75, seepageMmH: 0.5 * IN, cloggingFactor: 0, covered: false },
        drain: {
          // 2 in/h at 1 in of head is 50.8 mm/h at 25.4 mm.
          coefficient: 2 * 25.4 ** 0.5,
          exponent: 0.5,
          offsetMm: IN,
          delayH: 6,
          openMm: 0,
          closedMm: 0,
          curve: undefined,
        },
        drainMat: { thicknessMm: IN, voidShare: 0.5, manning: 0.1 },
      },
    ]);
    expect(model.lidUses).toEqual([
      {
        subcatchment: 'S1',
        control: 'PP',
        count: 2,
        areaM2: 1000 * (FT * FT),
        widthM: 10 * FT,
        initialSaturation: 0.05,
        fromImperviousShare: 0.4,
        toPervious: true,
        reportFile: undefined,
        drainTo: 'A',
        fromPerviousShare: 0.2,
      },
    ]);
  });
});

describe('streets, inlets, channels and inflows', () => {
  const model = read(`[OPTIONS]
FLOW_UNITS LPS
[JUNCTIONS]
A 1 1
B 0 1
[CONDUITS]
C A B 10 0.02 0 0
D A B 10 0.02 0 0
[XSECTIONS]
C STREET Half 0 0 0 1
D IRREGULAR Ditch 0 0 0 9
[STREETS]
Half 5 .15 2 .016 .05 .6 1 2 4 .02
[INLETS]
Combo GRATE 0.6 0.5 P_BAR-50x100
Combo CURB 1.2 0.15 vertical
Slot SLOTTED 3 0.05
Drop DROP_GRATE 1 1 GENERIC 0.8 0.3
[INLET_USAGE]
C Combo B 2 50 20 .02 .6 on_sag
D Slot A
[TRANSECTS]
NC 0.05 0 0.03
X1 Ditch 4 10 20 0 0 1.2 2 -1
GR 5 0 3 10
GR 3 20 5 30
NC 0 0 0.04
X1 Plain 2 0 1 0 0 0 0 0
GR 1 0 0 1
[INFLOWS]
A FLOW Q FLOW 1.0 2 5 daily
B FLOW ""
B TSS Q CONCEN
[DWF]
A FLOW 3 "daily" ""
[TIMESERIES]
Q 0 1
[PATTERNS]
daily DAILY 1 1 1 1 1 1 1
`);
  it('have the height of what they refer to', () => {
    expect(model.links.map((link) => 'section' in link && link.section)).toEqual([
      { shape: 'STREET', street: 'Half', heightM: 0.15 + 0.04 * 2, barrels: 1, culvertCode: 0 },
      { shape: 'IRREGULAR', transect: 'Ditch', heightM: 2, barrels: 1, culvertCode: 0 },
    ]);
  });
  it('keep roughness from transect to transect, and apply their factors', () => {
    expect(model.transects).toEqual([
      {
        id: 'Ditch',
        leftManning: 0.05,
        rightManning: 0.03,
        channelManning: 0.03,
        leftBankM: 20,
        rightBankM: 40,
        lengthFactor: 1.2,
        stations: [
          { xM: 0, levelM: 4 },
          { xM: 20, levelM: 2 },
          { xM: 40, levelM: 2 },
          { xM: 60, levelM: 4 },
        ],
      },
      expect.objectContaining({
        id: 'Plain',
        leftManning: 0.05,
        rightManning: 0.03,
        channelManning: 0.04,
        lengthFactor: 1,
      }),
    ]);
  });
  it('join grates and curbs of one name', () => {
    expect(model.inlets).toEqual([
      {
        id: 'Combo',
        grate: {
          drop: false,
          lengthM: 0.6,
          widthM: 0.5,
          type: 'P_BAR-50X100',
          openShare: undefined,
          splashMs: undefined,
        },
        curb: { drop: false, lengthM: 1.2, heightM: 0.15, throat: 'VERTICAL' },
        slotted: undefined,
        customCurve: undefined,
      },
      expect.objectContaining({ id: 'Slot', slotted: { lengthM: 3, widthM: 0.05 }, grate: undefined }),
      expect.objectContaining({
        id: 'Drop',
        grate: expect.objectContaining({ drop: true, openShare: 0.8, splashMs: 0.3 }),
      }),
    ]);
    expect(model.inletUses).toEqual([
      {
        conduit: 'C',
        inlet: 'Combo',
        node: 'B',
        count: 2,
        cloggedShare: 0.5,
        maxFlowM3s: 0.02,
        depressionM: 0.02,
        depressionWidthM: 0.6,
        placement: 'ON_SAG',
      },
      expect.objectContaining({ conduit: 'D', count: 1, cloggedShare: 0, maxFlowM3s: 0, placement: 'AUTOMATIC' }),
    ]);
  });
  it('bring flows in m³/s; those of pollutants are told', () => {
    expect(model.inflows).toEqual([
      { node: 'A', series: 'Q', seriesUnitM3s: 0.002, baselineM3s: 0.005, pattern: 'daily' },
      { node: 'B', series: undefined, seriesUnitM3s: 0.001, baselineM3s: 0, pattern: undefined },
    ]);
    expect(model.dryWeatherFlows).toEqual([{ node: 'A', meanM3s: 0.003, patterns: ['daily'] }]);
    expect(model.unsupported).toMatchObject([{ section: 'INFLOWS', what: { en: 'inflow of pollutants' } }]);
  });
});
