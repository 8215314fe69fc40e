import {
  type Curve,
  type SwmmLink,
  type SwmmModel,
  type SwmmNode,
  type SwmmOptions,
  writeModel,
} from '../../../src/city/inp/swmm/index.ts';
import type { Position } from '../../../src/city/types.ts';

/** A storm-drain network on its way into an EPA SWMM 5.2 file. Levels in m above the vertical datum. */
export interface DrainNode {
  readonly id: string;
  readonly kind: 'junction' | 'outfall' | 'storage';
  readonly at: Position;
  invertM: number;
  /** Level of the cover; of an outfall, of the ground there. */
  readonly rimM: number;
  /** Outfalls: level that the receiving water stands at without tide, or free. */
  readonly stageM?: number;
  /** Storage: constant plan area, m². */
  readonly areaM2?: number;
  readonly tag?: string;
}

export interface Section {
  readonly shape: 'CIRCULAR' | 'RECT_CLOSED';
  readonly heightM: number;
  /** Boxes only. */
  readonly widthM?: number;
  readonly barrels: number;
}

export interface DrainConduit {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** From node to node. */
  readonly path: readonly Position[];
  readonly lengthM: number;
  readonly fromInvertM: number;
  readonly toInvertM: number;
  readonly section: Section;
  readonly manning: number;
  readonly flapGate: boolean;
  readonly tag?: string;
}

export interface DrainPump {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly capacityM3s: number;
  readonly onDepthM: number;
  readonly offDepthM: number;
}

export interface DrainModel {
  /** Sentences at the head of the file: what it is, what is assumed. */
  readonly title: readonly string[];
  readonly nodes: readonly DrainNode[];
  readonly conduits: readonly DrainConduit[];
  readonly pumps: readonly DrainPump[];
  readonly bounds: readonly [number, number, number, number];
}

/** To the millimetre, and on the map to the centimetre: what a survey could tell. */
const level = (value: number): number => Number(value.toFixed(3));
const place = ([x, y]: Position): Position => [Number(x.toFixed(2)), Number(y.toFixed(2))];

/** The model as the text of a SWMM 5.2 input file: CMS, dynamic wave, offsets as depths, map in metres. */
export const writeSwmm = (model: DrainModel): string => writeModel(toSwmm(model));

const OPTIONS: SwmmOptions = {
  flowUnits: 'CMS',
  infiltration: 'HORTON',
  routing: 'DYNWAVE',
  start: '2025-01-01T00:00:00',
  durationS: 6 * 3600,
  reportStartS: 0,
  reportStepS: 300,
  routingStepS: 5,
  minimumStepS: 0.5,
  ruleStepS: 0,
  wetStepS: 300,
  dryStepS: 3600,
  lengtheningStepS: 0,
  variableStep: 0.75,
  dryDays: 0,
  allowPonding: false,
  inertialDamping: 'PARTIAL',
  normalFlowLimited: 'BOTH',
  surchargeMethod: 'EXTRAN',
  forceMainEquation: 'H-W',
  // What SWMM takes for a manhole, 12.566 ft².
  minSurfaceAreaM2: 1.167,
  minSlope: 0,
  maxTrials: 8,
  headToleranceM: 0.0015,
  ignoreRainfall: false,
  ignoreRouting: false,
};

function toSwmm(model: DrainModel): SwmmModel {
  const invert = new Map(model.nodes.map((node) => [node.id, node.invertM]));
  const offset = (node: string, end: number): number => level(Math.max(0, end - (invert.get(node) ?? end)));
  const [xMin, yMin, xMax, yMax] = model.bounds;
  const tags = (kind: 'NODE' | 'LINK', things: readonly { readonly id: string; readonly tag?: string }[]) =>
    things.flatMap(({ id, tag }) => (tag ? [{ kind, id, tag }] : []));
  return {
    title: model.title,
    options: OPTIONS,
    evaporation: { source: { type: 'CONSTANT', mmDay: 0 }, recoveryPattern: undefined, dryOnly: false },
    gages: [],
    subcatchments: [],
    lidControls: [],
    lidUses: [],
    nodes: model.nodes.map(toNode),
    links: [
      ...model.conduits.map((conduit): SwmmLink => toConduit(conduit, offset)),
      ...model.pumps.map(
        ({ id, from, to, onDepthM, offDepthM }): SwmmLink => ({
          kind: 'pump',
          id,
          from,
          to,
          curve: `CURVE-${id}`,
          initiallyOn: false,
          onDepthM: level(onDepthM),
          offDepthM: level(offDepthM),
        }),
      ),
    ],
    transects: [],
    streets: [],
    inlets: [],
    inletUses: [],
    curves: model.pumps.map(pumpCurve),
    series: [],
    patterns: [],
    inflows: [],
    dryWeatherFlows: [],
    controls: { variables: [], expressions: [], rules: [] },
    map: {
      dimensions: [...place([xMin, yMin]), ...place([xMax, yMax])],
      units: 'METERS',
      nodes: model.nodes.map(({ id, at }) => ({ id, at: place(at) })),
      links: model.conduits.flatMap(({ id, path }) =>
        path.length > 2 ? [{ id, points: path.slice(1, -1).map(place) }] : [],
      ),
      subcatchments: [],
      tags: [...tags('NODE', model.nodes), ...tags('LINK', model.conduits)],
    },
    unsupported: [],
  };
}

function toNode({ id, kind, invertM, rimM, stageM, areaM2 }: DrainNode): SwmmNode {
  const depthM = kind === 'outfall' ? 0 : level(rimM - invertM);
  const base = { id, invertM: level(invertM), depthM, fullDepthM: depthM, initialDepthM: 0, surchargeDepthM: 0 };
  switch (kind) {
    case 'junction':
      return { kind, ...base, pondedAreaM2: 0 };
    case 'outfall': {
      const stage =
        stageM === undefined ? ({ type: 'FREE' } as const) : ({ type: 'FIXED', levelM: level(stageM) } as const);
      return { kind, ...base, stage, flapGate: false, routeTo: undefined };
    }
    case 'storage': {
      const shape = { type: 'FUNCTIONAL', coefficient: 0, exponent: 0, constantM2: areaM2 ?? 10 } as const;
      return { kind, ...base, shape, evaporationShare: 0, seepage: undefined };
    }
  }
}

function toConduit(conduit: DrainConduit, offset: (node: string, end: number) => number): SwmmLink {
  const { id, from, to, section, flapGate } = conduit;
  const { shape, heightM, widthM = 0, barrels } = section;
  return {
    kind: 'conduit',
    id,
    from,
    to,
    lengthM: Number(conduit.lengthM.toFixed(2)),
    manning: conduit.manning,
    fromOffsetM: offset(from, conduit.fromInvertM),
    toOffsetM: offset(to, conduit.toInvertM),
    initialFlowM3s: 0,
    maxFlowM3s: 0,
    section: { ...(shape === 'CIRCULAR' ? { shape, heightM } : { shape, heightM, widthM }), barrels, culvertCode: 0 },
    // Only drains into tidal water have a gate, and with it the losses of their mouth.
    entryLoss: flapGate ? 0.5 : 0,
    exitLoss: flapGate ? 1 : 0,
    averageLoss: 0,
    flapGate,
    seepageMmH: 0,
  };
}

/** Type 4: flow follows the depth in the wet well, half the capacity at the level where the pump stops. */
const pumpCurve = ({ id, capacityM3s, onDepthM, offDepthM }: DrainPump): Curve => ({
  id: `CURVE-${id}`,
  type: 'PUMP4',
  x: [0, offDepthM, onDepthM, onDepthM + 10].map(level),
  y: [0, capacityM3s / 2, capacityM3s, capacityM3s].map(level),
});
