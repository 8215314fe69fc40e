import fc from 'fast-check';
import type {
  CrossSection,
  Curve,
  CurveType,
  DividerRule,
  OutfallStage,
  SectionShape,
  Storage,
  StorageShape,
  Street,
  SwmmLink,
  SwmmNode,
  TimeSeries,
  Transect,
} from '../../src/city/inp/swmm/types.ts';
import { type Amounts, maybe } from './swmmAmounts.ts';

/** What nodes and links refer to. */
export interface Around {
  readonly curves: readonly Curve[];
  readonly series: readonly TimeSeries[];
  readonly transects: readonly Transect[];
  readonly streets: readonly Street[];
  readonly forceMainEquation: 'H-W' | 'D-W';
}
const named = ({ curves }: Around, ...types: readonly CurveType[]): fc.Arbitrary<string> =>
  fc.constantFrom(...curves.filter(({ type }) => types.includes(type)).map(({ id }) => id));

const AREA = ({ lengthM }: Amounts['units']): number => lengthM * lengthM;
const WEIR = ({ lengthM }: Amounts['units']): number => Math.sqrt(lengthM);

function stages(a: Amounts, around: Around): fc.Arbitrary<OutfallStage> {
  const seriesUnitM = a.units.lengthM;
  return fc.oneof(
    fc.record({ type: fc.constantFrom('FREE' as const, 'NORMAL' as const) }),
    fc.record({ type: fc.constant('FIXED' as const), levelM: a.lengthM }),
    fc.record({ type: fc.constant('TIDAL' as const), curve: named(around, 'TIDAL') }),
    fc.record({
      type: fc.constant('TIMESERIES' as const),
      series: fc.constantFrom(...around.series.map(({ id }) => id)),
      seriesUnitM: fc.constant(seriesUnitM),
    }),
  );
}

function storageShapes(a: Amounts, around: Around): fc.Arbitrary<StorageShape> {
  const base = { lengthM: a.lengthM, widthM: a.lengthM };
  const functional = fc.constantFrom(0, 0.5, 1, 1.37).chain((exponent) =>
    fc.record({
      type: fc.constant('FUNCTIONAL' as const),
      coefficient: a.any(({ lengthM }) => (lengthM * lengthM) / lengthM ** exponent),
      exponent: fc.constant(exponent),
      constantM2: a.any(AREA),
    }),
  );
  return fc.oneof(
    functional,
    fc.record({ type: fc.constant('TABULAR' as const), curve: named(around, 'STORAGE') }),
    fc.record({ type: fc.constant('CYLINDRICAL' as const), ...base }),
    fc.record({ type: fc.constantFrom('CONICAL' as const, 'PYRAMIDAL' as const), ...base, sideSlope: a.plain }),
    fc.record({ type: fc.constant('PARABOLIC' as const), ...base, heightM: a.lengthM }),
  );
}

const seepages = (a: Amounts): fc.Arbitrary<Storage['seepage']> =>
  maybe(fc.record({ suctionMm: a.any(({ rainMm }) => rainMm), conductivityMmH: a.rain, deficit: a.plain }));

const dividerRules = (a: Amounts, around: Around): fc.Arbitrary<DividerRule> =>
  fc.oneof(
    fc.record({ type: fc.constant('OVERFLOW' as const) }),
    fc.record({ type: fc.constant('CUTOFF' as const), flowM3s: a.flowM3s }),
    fc.record({ type: fc.constant('TABULAR' as const), curve: named(around, 'DIVERSION') }),
    fc.record({
      type: fc.constant('WEIR' as const),
      minFlowM3s: a.flowM3s,
      depthM: a.lengthM,
      coefficient: a.of(({ flowM3s, lengthM }) => flowM3s / lengthM ** 1.5),
    }),
  );

/** Nodes of the given names; the first is an outfall. Full depths are left to `deepen`. */
export function nodes(
  a: Amounts,
  around: Around,
  names: readonly string[],
  routeTo: fc.Arbitrary<string | undefined>,
  linkIds: readonly string[],
): fc.Arbitrary<SwmmNode[]> {
  const depths = {
    depthM: a.any(({ lengthM }) => lengthM),
    fullDepthM: fc.constant(0),
    initialDepthM: a.any(({ lengthM }) => lengthM),
    surchargeDepthM: a.any(({ lengthM }) => lengthM),
  };
  const none = { depthM: fc.constant(0), initialDepthM: fc.constant(0), surchargeDepthM: fc.constant(0) };
  const node = (id: string, isOutfall: boolean): fc.Arbitrary<SwmmNode> => {
    const head = { id: fc.constant(id), invertM: a.lengthM };
    const outfall = fc.record({
      kind: fc.constant('outfall' as const),
      ...head,
      ...depths,
      ...none,
      stage: stages(a, around),
      flapGate: fc.boolean(),
      routeTo,
    });
    if (isOutfall) return outfall;
    const junction = fc.record({
      kind: fc.constant('junction' as const),
      ...head,
      ...depths,
      pondedAreaM2: a.any(AREA),
    });
    const storage = fc.record({
      kind: fc.constant('storage' as const),
      ...head,
      ...depths,
      shape: storageShapes(a, around),
      evaporationShare: a.share,
      seepage: seepages(a),
    });
    if (linkIds.length === 0) return fc.oneof(junction, storage, outfall);
    const divider = fc.record({
      kind: fc.constant('divider' as const),
      ...head,
      ...depths,
      link: fc.constantFrom(...linkIds),
      rule: dividerRules(a, around),
      pondedAreaM2: a.any(AREA),
    });
    return fc.oneof({ weight: 3, arbitrary: junction }, storage, outfall, divider);
  };
  return fc.tuple(...names.map((id, i) => node(id, i === 0)));
}

function shapes(a: Amounts, around: Around): fc.Arbitrary<SectionShape> {
  const heightM = a.lengthM;
  const widthM = a.lengthM;
  const one = <S extends SectionShape['shape']>(shape: S): { shape: fc.Arbitrary<S> } => ({
    shape: fc.constant(shape),
  });
  const irregular = around.transects.map((transect): SectionShape => {
    const levels = transect.stations.map(({ levelM }) => levelM);
    return { shape: 'IRREGULAR', heightM: Math.max(...levels) - Math.min(...levels), transect: transect.id };
  });
  const streets = around.streets.map((street): SectionShape => {
    const backM = street.curbHeightM + street.backSlope * street.backWidthM;
    return { shape: 'STREET', heightM: Math.max(backM, street.crossSlope * street.crownWidthM), street: street.id };
  });
  return fc.oneof(
    fc.record({ shape: fc.constantFrom('CIRCULAR', 'EGG', 'HORSESHOE', 'BASKETHANDLE', 'SEMICIRCULAR'), heightM }),
    fc.record({ shape: fc.constantFrom('RECT_CLOSED', 'TRIANGULAR', 'PARABOLIC'), heightM, widthM }),
    fc.record({ ...one('FILLED_CIRCULAR'), heightM, fillM: a.lengthM }),
    fc.record({ ...one('RECT_OPEN'), heightM, widthM, sidesIgnored: fc.constantFrom(0, 1, 2) }),
    fc.record({ ...one('TRAPEZOIDAL'), heightM, bottomWidthM: widthM, leftSlope: a.plain, rightSlope: a.plain }),
    fc.record({ ...one('POWER'), heightM, widthM, exponent: a.plain }),
    fc.record({ ...one('RECT_TRIANGULAR'), heightM, widthM, triangleHeightM: a.lengthM }),
    fc.record({ ...one('RECT_ROUND'), heightM, widthM, bottomRadiusM: a.lengthM }),
    fc.record({ ...one('MODBASKETHANDLE'), heightM, widthM, topRadiusM: a.lengthM }),
    fc.record({ ...one('ARCH'), heightM, widthM, sizeCode: fc.constant(0) }),
    fc.record({ ...one('FORCE_MAIN'), heightM, friction: around.forceMainEquation === 'D-W' ? a.rain : a.plain }),
    fc.record({ ...one('CUSTOM'), heightM, curve: named(around, 'SHAPE') }),
    fc.constantFrom(...irregular, ...streets),
  );
}

const sectionsOf = (a: Amounts, around: Around): fc.Arbitrary<CrossSection> =>
  fc
    .tuple(shapes(a, around), fc.record({ barrels: fc.integer({ min: 1, max: 4 }), culvertCode: fc.nat(57) }))
    .map(([shape, more]) => {
      const alone = shape.shape === 'IRREGULAR' || shape.shape === 'STREET';
      return { ...shape, ...(alone ? { barrels: 1, culvertCode: 0 } : more) };
    });

/** Links of the given names between the given nodes. */
export function links(
  a: Amounts,
  around: Around,
  names: readonly string[],
  nodeIds: readonly string[],
): fc.Arbitrary<SwmmLink[]> {
  const offsetM = a.any(({ lengthM }) => lengthM);
  const link = (id: string): fc.Arbitrary<SwmmLink> => {
    const ends = { id: fc.constant(id), from: fc.constantFrom(...nodeIds), to: fc.constantFrom(...nodeIds) };
    const section = sectionsOf(a, around);
    const conduit = fc.record({
      kind: fc.constant('conduit' as const),
      ...ends,
      lengthM: a.lengthM,
      manning: a.plain,
      fromOffsetM: offsetM,
      toOffsetM: offsetM,
      initialFlowM3s: a.any(({ flowM3s }) => flowM3s),
      maxFlowM3s: a.any(({ flowM3s }) => flowM3s),
      section,
      entryLoss: fc.constantFrom(0, 0.5),
      exitLoss: fc.constantFrom(0, 1),
      averageLoss: fc.constantFrom(0, 0.25),
      flapGate: fc.boolean(),
      seepageMmH: a.any(({ rainMm }) => rainMm),
    });
    const pump = fc.record({
      kind: fc.constant('pump' as const),
      ...ends,
      curve: maybe(named(around, 'PUMP1', 'PUMP2', 'PUMP3', 'PUMP4', 'PUMP5')),
      initiallyOn: fc.boolean(),
      onDepthM: offsetM,
      offDepthM: offsetM,
    });
    const orifice = fc.record({
      kind: fc.constant('orifice' as const),
      ...ends,
      type: fc.constantFrom('SIDE' as const, 'BOTTOM' as const),
      offsetM,
      coefficient: a.plain,
      flapGate: fc.boolean(),
      closeTimeS: fc.constantFrom(0, 900, 5400),
      section,
    });
    const weir = fc.record({
      kind: fc.constant('weir' as const),
      ...ends,
      type: fc.constantFrom('TRANSVERSE' as const, 'SIDEFLOW' as const, 'V-NOTCH' as const, 'ROADWAY' as const),
      offsetM,
      coefficient: a.of(WEIR),
      flapGate: fc.boolean(),
      endContractions: fc.constantFrom(0, 1, 2),
      endCoefficient: a.any(WEIR),
      canSurcharge: fc.boolean(),
      roadWidthM: a.any(({ lengthM }) => lengthM),
      roadSurface: fc.constantFrom(undefined, 'PAVED' as const, 'GRAVEL' as const),
      coefficientCurve: maybe(named(around, 'WEIR')),
      section,
    });
    const rating = fc.oneof(
      fc.constantFrom(0.5, 1.5).chain((exponent) =>
        fc.record({
          type: fc.constant('FUNCTIONAL' as const),
          coefficient: a.of(({ flowM3s, lengthM }) => flowM3s / lengthM ** exponent),
          exponent: fc.constant(exponent),
        }),
      ),
      fc.record({ type: fc.constant('TABULAR' as const), curve: named(around, 'RATING') }),
    );
    const outlet = fc.record({
      kind: fc.constant('outlet' as const),
      ...ends,
      offsetM,
      over: fc.constantFrom('DEPTH' as const, 'HEAD' as const),
      rating,
      flapGate: fc.boolean(),
    });
    return fc.oneof({ weight: 4, arbitrary: conduit }, pump, orifice, weir, outlet);
  };
  return fc.tuple(...names.map(link));
}
