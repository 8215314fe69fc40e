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

const level = (value: number): string => value.toFixed(3);
const place = (value: number): string => value.toFixed(2);

/** The model as the text of a SWMM 5.2 input file: CMS, dynamic wave, offsets as depths, map in metres. */
export function writeSwmm(model: DrainModel): string {
  const invert = new Map(model.nodes.map((node) => [node.id, node.invertM]));
  const of = (kind: DrainNode['kind']): DrainNode[] => model.nodes.filter((node) => node.kind === kind);
  const offset = (node: string, end: number): string => level(Math.max(0, end - (invert.get(node) ?? end)));
  const lines: string[] = [];
  const section = (name: string, header: string, rows: readonly string[]): void => {
    if (rows.length === 0) return;
    lines.push(`[${name}]`, ...(header ? [`;;${header}`] : []), ...rows, '');
  };
  section('TITLE', '', model.title);
  section('OPTIONS', '', [
    'FLOW_UNITS CMS',
    'FLOW_ROUTING DYNWAVE',
    'LINK_OFFSETS DEPTH',
    'MIN_SLOPE 0',
    'ALLOW_PONDING NO',
    'START_DATE 01/01/2025',
    'START_TIME 00:00:00',
    'REPORT_START_DATE 01/01/2025',
    'REPORT_START_TIME 00:00:00',
    'END_DATE 01/01/2025',
    'END_TIME 06:00:00',
    'REPORT_STEP 00:05:00',
    'WET_STEP 00:05:00',
    'DRY_STEP 01:00:00',
    'ROUTING_STEP 5',
    'INERTIAL_DAMPING PARTIAL',
    'NORMAL_FLOW_LIMITED BOTH',
    'FORCE_MAIN_EQUATION H-W',
    'VARIABLE_STEP 0.75',
    'THREADS 1',
  ]);
  section(
    'JUNCTIONS',
    'Name Elevation MaxDepth InitDepth SurDepth Aponded',
    of('junction').map((n) => `${n.id} ${level(n.invertM)} ${level(n.rimM - n.invertM)} 0 0 0`),
  );
  section(
    'OUTFALLS',
    'Name Elevation Type Stage Gated',
    of('outfall').map((n) =>
      n.stageM === undefined
        ? `${n.id} ${level(n.invertM)} FREE NO`
        : `${n.id} ${level(n.invertM)} FIXED ${level(n.stageM)} NO`,
    ),
  );
  section(
    'STORAGE',
    'Name Elevation MaxDepth InitDepth Shape A1 A2 A0 SurDepth Fevap',
    of('storage').map(
      (n) => `${n.id} ${level(n.invertM)} ${level(n.rimM - n.invertM)} 0 FUNCTIONAL 0 0 ${n.areaM2 ?? 10} 0 0`,
    ),
  );
  section(
    'CONDUITS',
    'Name FromNode ToNode Length Roughness InOffset OutOffset InitFlow MaxFlow',
    model.conduits.map(
      (c) =>
        `${c.id} ${c.from} ${c.to} ${place(c.lengthM)} ${c.manning} ${offset(c.from, c.fromInvertM)} ${offset(c.to, c.toInvertM)} 0 0`,
    ),
  );
  section(
    'PUMPS',
    'Name FromNode ToNode Curve Status Startup Shutoff',
    model.pumps.map((p) => `${p.id} ${p.from} ${p.to} CURVE-${p.id} OFF ${level(p.onDepthM)} ${level(p.offDepthM)}`),
  );
  section(
    'XSECTIONS',
    'Link Shape Geom1 Geom2 Geom3 Geom4 Barrels',
    model.conduits.map(
      ({ id, section: s }) => `${id} ${s.shape} ${s.heightM} ${s.shape === 'CIRCULAR' ? 0 : s.widthM} 0 0 ${s.barrels}`,
    ),
  );
  section(
    'LOSSES',
    'Link Kentry Kexit Kavg FlapGate Seepage',
    model.conduits.filter((c) => c.flapGate).map((c) => `${c.id} 0.5 1 0 YES 0`),
  );
  section(
    'CURVES',
    'Name Type Depth Flow',
    // Type 4: flow follows the depth in the wet well, half the capacity at the level where the pump stops.
    model.pumps.flatMap((p) => [
      `CURVE-${p.id} PUMP4 0 0`,
      `CURVE-${p.id} ${level(p.offDepthM)} ${level(p.capacityM3s / 2)}`,
      `CURVE-${p.id} ${level(p.onDepthM)} ${level(p.capacityM3s)}`,
      `CURVE-${p.id} ${level(p.onDepthM + 10)} ${level(p.capacityM3s)}`,
    ]),
  );
  section('TAGS', '', [
    ...model.nodes.filter((n) => n.tag).map((n) => `Node ${n.id} ${n.tag}`),
    ...model.conduits.filter((c) => c.tag).map((c) => `Link ${c.id} ${c.tag}`),
  ]);
  section('REPORT', '', ['INPUT NO', 'CONTROLS NO', 'NODES ALL', 'LINKS ALL']);
  section('MAP', '', [`DIMENSIONS ${model.bounds.map(place).join(' ')}`, 'UNITS Meters']);
  section(
    'COORDINATES',
    'Node X Y',
    model.nodes.map((n) => `${n.id} ${place(n.at[0])} ${place(n.at[1])}`),
  );
  section(
    'VERTICES',
    'Link X Y',
    model.conduits.flatMap((c) => c.path.slice(1, -1).map(([x, y]) => `${c.id} ${place(x)} ${place(y)}`)),
  );
  return `${lines.join('\n')}`;
}
