import type { Position } from '../../../src/city/types.ts';

/** A water-supply network on its way into an EPANET 2.2 file. */
export interface SupplyNode {
  readonly id: string;
  readonly kind: 'junction' | 'reservoir' | 'tank';
  readonly at: Position;
  /** Junctions: level of the pipe, m; reservoirs: head, m; tanks: level of the floor, m. */
  readonly elevationM: number;
  readonly demandLs: number;
  /** Tanks only. */
  readonly diameterM?: number;
  readonly depthM?: number;
  readonly tag?: 'HYDRANT' | 'PLANT' | 'TANK';
}

export interface SupplyPipe {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** From node to node. */
  readonly path: readonly Position[];
  readonly lengthM: number;
  readonly diameterMm: number;
  /** Hazen–Williams C. */
  readonly roughness: number;
  /** Lets water through from `from` to `to` only. */
  readonly checkValve?: boolean;
}

export interface SupplyValve {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly diameterMm: number;
}

export interface SupplyModel {
  readonly title: readonly string[];
  readonly nodes: readonly SupplyNode[];
  readonly pipes: readonly SupplyPipe[];
  /** Open gate valves between the parts of the network (throttle valves with setting 0). */
  readonly valves: readonly SupplyValve[];
  /** Hourly share of the mean demand, 24 values. */
  readonly pattern: readonly number[];
}

const fixed = (value: number, digits: number): string => value.toFixed(digits);

/** The model as the text of an EPANET 2.2 input file: litres a second, Hazen–Williams, one day. */
export function writeEpanet(model: SupplyModel): string {
  const of = (kind: SupplyNode['kind']): SupplyNode[] => model.nodes.filter((node) => node.kind === kind);
  const lines: string[] = [];
  const section = (name: string, header: string, rows: readonly string[]): void => {
    lines.push(`[${name}]`, ...(header ? [`;${header}`] : []), ...rows, '');
  };
  section('TITLE', '', model.title);
  section(
    'JUNCTIONS',
    'ID Elev Demand Pattern',
    of('junction').map((n) => `${n.id} ${fixed(n.elevationM, 2)} ${fixed(n.demandLs, 3)} DAY`),
  );
  section(
    'RESERVOIRS',
    'ID Head',
    of('reservoir').map((n) => `${n.id} ${fixed(n.elevationM, 2)}`),
  );
  section(
    'TANKS',
    'ID Elevation InitLevel MinLevel MaxLevel Diameter MinVol',
    of('tank').map((n) => {
      const depth = n.depthM ?? 5;
      return `${n.id} ${fixed(n.elevationM, 2)} ${fixed(depth * 0.7, 2)} 0.5 ${fixed(depth, 2)} ${fixed(n.diameterM ?? 20, 1)} 0`;
    }),
  );
  section(
    'PIPES',
    'ID Node1 Node2 Length Diameter Roughness MinorLoss Status',
    model.pipes.map(
      (p) =>
        `${p.id} ${p.from} ${p.to} ${fixed(p.lengthM, 2)} ${p.diameterMm} ${p.roughness} 0 ${p.checkValve ? 'CV' : 'Open'}`,
    ),
  );
  section(
    'VALVES',
    'ID Node1 Node2 Diameter Type Setting MinorLoss',
    model.valves.map((v) => `${v.id} ${v.from} ${v.to} ${v.diameterMm} TCV 0.2 0`),
  );
  section(
    'TAGS',
    '',
    model.nodes.filter((n) => n.tag).map((n) => `NODE ${n.id} ${n.tag}`),
  );
  section(
    'PATTERNS',
    'ID Multipliers',
    [0, 6, 12, 18].map((hour) => `DAY ${model.pattern.slice(hour, hour + 6).join(' ')}`),
  );
  section('TIMES', '', [
    'Duration 24:00',
    'Hydraulic Timestep 1:00',
    'Pattern Timestep 1:00',
    'Report Timestep 1:00',
    'Start ClockTime 0:00',
  ]);
  section('OPTIONS', '', [
    'Units LPS',
    'Headloss H-W',
    'Demand Model DDA',
    'Trials 100',
    'Accuracy 0.001',
    'Unbalanced Continue 10',
    'Pattern DAY',
  ]);
  section('REPORT', '', ['Status No', 'Summary No']);
  section(
    'COORDINATES',
    'Node X Y',
    model.nodes.map((n) => `${n.id} ${fixed(n.at[0], 2)} ${fixed(n.at[1], 2)}`),
  );
  section(
    'VERTICES',
    'Link X Y',
    model.pipes.flatMap((p) => p.path.slice(1, -1).map(([x, y]) => `${p.id} ${fixed(x, 2)} ${fixed(y, 2)}`)),
  );
  lines.push('[END]');
  return `${lines.join('\n')}\n`;
}
