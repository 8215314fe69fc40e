import fc from 'fast-check';
import { deepen } from '../../src/city/inp/swmm/nodes.ts';
import type {
  Curve,
  CurveType,
  FlowUnits,
  Inlet,
  SwmmLink,
  SwmmModel,
  SwmmNode,
  SwmmOptions,
  TimeSeries,
} from '../../src/city/inp/swmm/types.ts';
import { type Amounts, amountsIn, ids, maybe, oneOf } from './swmmAmounts.ts';
import { controls } from './swmmControls.ts';
import { evaporations, gages, lidControls, lidUses, subcatchments } from './swmmHydrology.ts';
import { type Around, links, nodes } from './swmmNetwork.ts';

const UNITS: readonly FlowUnits[] = ['CFS', 'GPM', 'MGD', 'CMS', 'LPS', 'MLD'];

const options = (a: Amounts, flowUnits: FlowUnits, near: Around): fc.Arbitrary<SwmmOptions> =>
  fc.record({
    flowUnits: fc.constant(flowUnits),
    infiltration: fc.constantFrom('HORTON', 'MODIFIED_HORTON', 'GREEN_AMPT', 'MODIFIED_GREEN_AMPT', 'CURVE_NUMBER'),
    routing: fc.constantFrom('STEADY', 'KINWAVE', 'DYNWAVE'),
    start: fc.constantFrom('2020-02-28T23:30:00', '1999-12-31T00:00:00', '2025-07-01T06:15:42'),
    durationS: fc.integer({ min: 0, max: 1_000_000 }),
    reportStartS: fc.integer({ min: 0, max: 90_000 }),
    reportStepS: fc.integer({ min: 1, max: 7200 }),
    routingStepS: fc.constantFrom(0.5, 5, 30),
    minimumStepS: fc.constantFrom(0.5, 1),
    ruleStepS: fc.constantFrom(0, 60),
    wetStepS: fc.constantFrom(60, 300),
    dryStepS: fc.constantFrom(300, 3600),
    lengtheningStepS: fc.constantFrom(0, 10),
    variableStep: fc.constantFrom(0, 0.75),
    dryDays: fc.nat(9),
    allowPonding: fc.boolean(),
    inertialDamping: fc.constantFrom('NONE', 'PARTIAL', 'FULL'),
    normalFlowLimited: fc.constantFrom('SLOPE', 'FROUDE', 'BOTH'),
    surchargeMethod: fc.constantFrom('EXTRAN', 'SLOT'),
    forceMainEquation: fc.constant(near.forceMainEquation),
    minSurfaceAreaM2: a.of(({ lengthM }) => lengthM * lengthM),
    minSlope: a.share,
    maxTrials: fc.integer({ min: 1, max: 20 }),
    headToleranceM: a.lengthM,
    ignoreRainfall: fc.boolean(),
    ignoreRouting: fc.boolean(),
  });

/** One curve of each type. */
function curves(a: Amounts): fc.Arbitrary<Curve[]> {
  const { lengthM, flowM3s } = a.units;
  const units: Record<CurveType, readonly [x: number, y: number]> = {
    STORAGE: [lengthM, lengthM * lengthM],
    DIVERSION: [flowM3s, flowM3s],
    TIDAL: [1, lengthM],
    RATING: [lengthM, flowM3s],
    CONTROL: [1, 1],
    SHAPE: [1, 1],
    WEIR: [lengthM, Math.sqrt(lengthM)],
    PUMP1: [lengthM ** 3, flowM3s],
    PUMP2: [lengthM, flowM3s],
    PUMP3: [lengthM, flowM3s],
    PUMP4: [lengthM, flowM3s],
    PUMP5: [lengthM, flowM3s],
  };
  const xs = fc
    .uniqueArray(fc.nat(9999), { minLength: 1, maxLength: 4 })
    .map((list) => list.sort((p, q) => p - q).map((x) => x / 100));
  const one = (type: CurveType): fc.Arbitrary<Curve> =>
    xs.chain((x) =>
      fc.array(fc.nat(9999), { minLength: x.length, maxLength: x.length }).map((y) => ({
        id: `curve ${type}`,
        type,
        x: x.map((value) => value * units[type][0]),
        y: y.map((value) => value * units[type][1]),
      })),
    );
  return fc.tuple(...(Object.keys(units) as CurveType[]).map(one));
}

const series = (names: readonly string[]): fc.Arbitrary<TimeSeries[]> =>
  fc.tuple(
    ...names.map((id) =>
      fc
        .uniqueArray(fc.tuple(fc.nat(500_000), fc.integer({ min: 1, max: 9999 })), {
          minLength: 1,
          maxLength: 5,
          selector: ([timeS]) => timeS,
        })
        .map((points): TimeSeries => {
          const sorted = points.sort(([p], [q]) => p - q);
          return { id, timesS: sorted.map(([t]) => t), values: sorted.map(([, v]) => v / 100), file: undefined };
        }),
    ),
  );

const inlets = (a: Amounts, names: readonly string[]): fc.Arbitrary<Inlet[]> => {
  const size = { lengthM: a.lengthM, widthM: a.lengthM };
  const grate = fc.record({
    drop: fc.boolean(),
    ...size,
    type: fc.constantFrom('P_BAR-50X100', 'P_BAR-50', 'GENERIC', 'RETICULINE'),
    openShare: fc.constantFrom(undefined, 0.5),
    splashMs: maybe(a.lengthM),
  });
  const curb = fc.record({
    drop: fc.boolean(),
    lengthM: a.lengthM,
    heightM: a.lengthM,
    throat: fc.constantFrom('HORIZONTAL', 'INCLINED', 'VERTICAL'),
  });
  const one = (id: string): fc.Arbitrary<Inlet> =>
    fc.record({
      id: fc.constant(id),
      grate,
      curb: maybe(curb),
      slotted: maybe(fc.record(size)),
      customCurve: fc.constantFrom(undefined, 'curve DIVERSION'),
    });
  return fc.tuple(...names.map(one));
};

const around = (a: Amounts): fc.Arbitrary<Around> => {
  const transect = fc.record({
    id: fc.constant('cross section'),
    leftManning: a.plain,
    rightManning: a.plain,
    channelManning: a.plain,
    leftBankM: a.lengthM,
    rightBankM: a.lengthM,
    lengthFactor: a.plain,
    stations: fc.array(fc.record({ xM: a.lengthM, levelM: a.lengthM }), { minLength: 2, maxLength: 7 }),
  });
  const street = fc.record({
    id: fc.constant('Str1'),
    crownWidthM: a.lengthM,
    curbHeightM: a.lengthM,
    crossSlope: a.share,
    manning: a.plain,
    gutterDepressionM: a.any(({ lengthM }) => lengthM),
    gutterWidthM: a.any(({ lengthM }) => lengthM),
    sides: fc.constantFrom(1 as const, 2 as const),
    backWidthM: a.lengthM,
    backSlope: a.share,
    backManning: a.plain,
  });
  return fc.record({
    curves: curves(a),
    series: series(['rain', 'Tide 1']),
    transects: transect.map((each) => [each]),
    streets: street.map((each) => [each]),
    forceMainEquation: fc.constantFrom('H-W', 'D-W'),
  });
};

const KINDS = ['junction', 'outfall', 'storage', 'divider', 'conduit', 'pump', 'orifice', 'weir', 'outlet'];
const byKind = <T extends SwmmNode | SwmmLink>(things: readonly T[]): T[] =>
  KINDS.flatMap((kind) => things.filter((thing) => thing.kind === kind));

function model(a: Amounts, flowUnits: FlowUnits, names: Names, near: Around): fc.Arbitrary<SwmmModel> {
  const { nodeIds, linkIds, subcatchmentIds, gageIds } = names;
  const seriesIds = near.series.map(({ id }) => id);
  const controlCurves = ['curve CONTROL'];
  const place = fc.tuple(fc.integer({ min: -9999, max: 9999 }), fc.nat(9999)).map(([x, y]) => [x + 0.5, y] as const);
  const points = (of: readonly string[]) =>
    fc.tuple(
      ...of.map((id) => fc.record({ id: fc.constant(id), points: fc.array(place, { minLength: 1, maxLength: 3 }) })),
    );
  return fc.record<SwmmModel>({
    title: fc.constantFrom([], ['A city in the rain', 'second line']),
    options: options(a, flowUnits, near),
    evaporation: evaporations(a, seriesIds, ['months']),
    gages: gages(a, gageIds, seriesIds),
    subcatchments: subcatchments(a, subcatchmentIds, gageIds, nodeIds),
    lidControls: lidControls(a, ['PP', 'roof'], controlCurves),
    lidUses: subcatchmentIds.length === 0 ? fc.constant([]) : lidUses(a, subcatchmentIds, ['PP', 'roof'], nodeIds),
    nodes: nodes(a, near, nodeIds, oneOf(subcatchmentIds), linkIds).map(byKind),
    links: links(a, near, linkIds, nodeIds).map(byKind),
    transects: fc.constant(near.transects),
    streets: fc.constant(near.streets),
    inlets: inlets(a, ['CB-1']),
    inletUses: fc.tuple(
      ...linkIds.slice(0, 1).map((conduit) =>
        fc.record({
          conduit: fc.constant(conduit),
          inlet: fc.constant('CB-1'),
          node: fc.constantFrom(...nodeIds),
          count: fc.integer({ min: 1, max: 4 }),
          cloggedShare: a.share,
          maxFlowM3s: a.any(({ flowM3s }) => flowM3s),
          depressionM: a.any(({ lengthM }) => lengthM),
          depressionWidthM: a.any(({ lengthM }) => lengthM),
          placement: fc.constantFrom('AUTOMATIC', 'ON_GRADE', 'ON_SAG'),
        }),
      ),
    ),
    curves: fc.constant(near.curves),
    series: fc.constant(near.series),
    patterns: fc
      .array(a.plain, { minLength: 12, maxLength: 12 })
      .map((factors) => [{ id: 'months', type: 'MONTHLY', factors }]),
    inflows: fc.tuple(
      ...nodeIds.slice(0, 2).map((node) =>
        fc.record({
          node: fc.constant(node),
          series: oneOf(seriesIds),
          seriesUnitM3s: a.flowM3s,
          baselineM3s: a.any(({ flowM3s }) => flowM3s),
          pattern: oneOf(['months']),
        }),
      ),
    ),
    dryWeatherFlows: fc.tuple(
      ...nodeIds
        .slice(1, 2)
        .map((node) =>
          fc.record({ node: fc.constant(node), meanM3s: a.flowM3s, patterns: fc.constantFrom([], ['months']) }),
        ),
    ),
    controls: controls(a, { nodes: nodeIds, links: linkIds, gages: gageIds, controlCurves, series: seriesIds }),
    map: fc.record({
      dimensions: fc.constantFrom(undefined, [0, 0, 100.5, 200] as const),
      units: fc.constantFrom('NONE', 'METERS', 'FEET', 'DEGREES'),
      nodes: fc.tuple(...nodeIds.map((id) => fc.record({ id: fc.constant(id), at: place }))),
      links: points(linkIds.slice(0, 2)),
      subcatchments: points(subcatchmentIds),
      tags: fc.constantFrom([], [{ kind: 'NODE' as const, id: nodeIds[0], tag: 'clogged 40%' }]),
    }),
    unsupported: fc.constant([]),
  });
}

interface Names {
  readonly nodeIds: string[];
  readonly linkIds: string[];
  readonly subcatchmentIds: string[];
  readonly gageIds: string[];
}
const names: fc.Arbitrary<Names> = fc.record({
  nodeIds: ids('n', 1, 5),
  linkIds: ids('l', 0, 6),
  subcatchmentIds: ids('s', 0, 2),
  gageIds: ids('g', 0, 1),
});

/** Models of all sections, in any of SWMM's units, as a file in these units can hold them. */
export const models: fc.Arbitrary<SwmmModel> = fc
  .tuple(fc.constantFrom(...UNITS), names)
  .chain(([flowUnits, chosen]) => {
    const a = amountsIn(flowUnits);
    return around(a).chain((near) => model(a, flowUnits, chosen, near));
  })
  .map((made) => ({ ...made, nodes: deepen(made.nodes, made.links) }));
