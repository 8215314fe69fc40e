import fc from 'fast-check';
import type {
  Evaporation,
  Infiltration,
  LidControl,
  LidType,
  LidUse,
  RainGage,
  Subcatchment,
} from '../../src/city/inp/swmm/types.ts';
import { type Amounts, maybe } from './swmmAmounts.ts';

export function gages(a: Amounts, names: readonly string[], series: readonly string[]): fc.Arbitrary<RainGage[]> {
  const one = (id: string): fc.Arbitrary<RainGage> =>
    fc.record({
      id: fc.constant(id),
      format: fc.constantFrom('INTENSITY', 'VOLUME', 'CUMULATIVE'),
      intervalS: fc.constantFrom(300, 900, 3600),
      snowCatch: a.plain,
      source: fc.record({
        type: fc.constant('TIMESERIES' as const),
        series: fc.constantFrom(...series),
        unitMm: fc.constant(a.units.rainMm),
      }),
    });
  return fc.tuple(...names.map(one));
}

export const evaporations = (
  a: Amounts,
  series: readonly string[],
  monthly: readonly string[],
): fc.Arbitrary<Evaporation> =>
  fc.record({
    source: fc.oneof(
      fc.record({ type: fc.constant('CONSTANT' as const), mmDay: a.rain }),
      fc.record({
        type: fc.constant('MONTHLY' as const),
        mmDay: fc.array(a.rain, { minLength: 12, maxLength: 12 }),
      }),
      fc.record({
        type: fc.constant('TIMESERIES' as const),
        series: fc.constantFrom(...series),
        seriesUnitMmDay: fc.constant(a.units.rainMm),
      }),
    ),
    recoveryPattern: fc.constantFrom(undefined, ...monthly),
    dryOnly: fc.boolean(),
  });

function infiltrations(a: Amounts): fc.Arbitrary<Infiltration> {
  return fc.oneof(
    fc.record({
      method: fc.constantFrom('HORTON' as const, 'MODIFIED_HORTON' as const),
      maxMmH: a.rain,
      minMmH: a.rain,
      decayPerH: a.plain,
      dryingDays: a.plain,
      maxVolumeMm: a.any(({ rainMm }) => rainMm),
    }),
    fc.record({
      method: fc.constantFrom('GREEN_AMPT' as const, 'MODIFIED_GREEN_AMPT' as const),
      suctionMm: a.rain,
      conductivityMmH: a.rain,
      deficit: a.plain,
    }),
    fc.record({
      method: fc.constant('CURVE_NUMBER' as const),
      curveNumber: a.plain,
      conductivityMmH: a.rain,
      dryingDays: a.plain,
    }),
  );
}

export function subcatchments(
  a: Amounts,
  names: readonly string[],
  gageIds: readonly string[],
  nodeIds: readonly string[],
): fc.Arbitrary<Subcatchment[]> {
  const one = (id: string): fc.Arbitrary<Subcatchment> =>
    fc.record({
      id: fc.constant(id),
      gage: fc.constantFrom(undefined, ...gageIds),
      outlet: fc.constantFrom(...nodeIds, ...names),
      areaM2: a.of(({ landM2 }) => landM2),
      imperviousShare: a.share,
      widthM: a.lengthM,
      slope: a.share,
      curbLengthM: a.any(({ lengthM }) => lengthM),
      imperviousManning: a.plain,
      perviousManning: a.plain,
      imperviousStorageMm: a.rain,
      perviousStorageMm: a.rain,
      zeroStorageShare: a.share,
      routeTo: fc.constantFrom('OUTLET', 'IMPERVIOUS', 'PERVIOUS'),
      routedShare: a.share,
      infiltration: maybe(infiltrations(a)),
    });
  return fc.tuple(...names.map(one));
}

export function lidControls(
  a: Amounts,
  names: readonly string[],
  curves: readonly string[],
): fc.Arbitrary<LidControl[]> {
  const mm = a.rain;
  const drain = (type: LidType): fc.Arbitrary<LidControl['drain']> =>
    fc.constantFrom(0, 0.5).chain((exponent) =>
      fc.record({
        coefficient: a.of(({ rainMm }) => rainMm ** (type === 'RD' ? 1 : 1 - exponent)),
        exponent: fc.constant(exponent),
        offsetMm: mm,
        delayH: a.plain,
        openMm: mm,
        closedMm: mm,
        curve: fc.constantFrom(undefined, ...curves),
      }),
    );
  const one = (id: string, type: LidType): fc.Arbitrary<LidControl> =>
    fc.record({
      id: fc.constant(id),
      type: fc.constant(type),
      surface: maybe(
        fc.record({ bermMm: mm, vegetationShare: a.plain, manning: a.plain, slope: a.share, sideSlope: a.plain }),
      ),
      soil: maybe(
        fc.record({
          thicknessMm: mm,
          porosity: a.plain,
          fieldCapacity: a.plain,
          wiltingPoint: a.plain,
          conductivityMmH: mm,
          conductivitySlope: a.plain,
          suctionMm: mm,
        }),
      ),
      pavement: maybe(
        fc.record({
          thicknessMm: mm,
          voidRatio: a.plain,
          imperviousShare: a.plain,
          permeabilityMmH: mm,
          cloggingFactor: a.plain,
          regenerationDays: a.plain,
          regenerationShare: a.plain,
        }),
      ),
      storage: maybe(
        fc.record({
          heightMm: mm,
          voidRatio: a.plain,
          seepageMmH: mm,
          cloggingFactor: a.plain,
          covered: fc.boolean(),
        }),
      ),
      drain: maybe(drain(type)),
      drainMat: maybe(fc.record({ thicknessMm: mm, voidShare: a.plain, manning: a.plain })),
    });
  const types: readonly LidType[] = ['BC', 'RG', 'GR', 'IT', 'PP', 'RB', 'RD', 'VS'];
  return fc.tuple(...names.map((id) => fc.constantFrom(...types).chain((type) => one(id, type))));
}

export const lidUses = (
  a: Amounts,
  subcatchmentIds: readonly string[],
  controlIds: readonly string[],
  nodeIds: readonly string[],
): fc.Arbitrary<LidUse[]> =>
  fc.array(
    fc.record({
      subcatchment: fc.constantFrom(...subcatchmentIds),
      control: fc.constantFrom(...controlIds),
      count: fc.nat(5),
      areaM2: a.of(({ lengthM }) => lengthM * lengthM),
      widthM: a.lengthM,
      initialSaturation: a.share,
      fromImperviousShare: a.share,
      toPervious: fc.boolean(),
      reportFile: fc.constantFrom(undefined, 'lid report.txt'),
      drainTo: fc.constantFrom(undefined, ...nodeIds),
      fromPerviousShare: a.share,
    }),
    { maxLength: 3 },
  );
