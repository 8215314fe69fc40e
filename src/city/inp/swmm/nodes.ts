import type { Reading } from './context.ts';
import {
  AREA,
  both,
  derived,
  type Field,
  FLOW,
  flag,
  ignored,
  LENGTH,
  length,
  number,
  optionalRef,
  quantity,
  RAIN,
  record,
  ref,
  variant,
} from './fields.ts';
import { powerLaw } from './power.ts';
import { readTable, type Table } from './table.ts';
import type {
  Divider,
  DividerRule,
  Junction,
  Outfall,
  OutfallStage,
  Storage,
  StorageShape,
  SwmmLink,
  SwmmNode,
} from './types.ts';

/** What a node's row holds: all but its kind, and the depth that follows from the links around it. */
type Row<T> = Omit<T, 'kind' | 'fullDepthM'>;
export type JunctionRow = Row<Junction>;
/** Outfalls state no depths. */
export type OutfallRow = Omit<Row<Outfall>, 'depthM' | 'initialDepthM' | 'surchargeDepthM'>;
export type StorageRow = Row<Storage>;
export type DividerRow = Row<Divider>;

const head = { id: ref('node'), invertM: length('invert level') };
const depths = {
  depthM: length('depth', 0),
  initialDepthM: length('initial depth', 0),
  surchargeDepthM: length('surcharge depth', 0),
};
const pondedAreaM2 = quantity('ponded area', AREA, 0);

export const JUNCTIONS: Table<JunctionRow> = {
  section: 'JUNCTIONS',
  least: [2, 'name and invert level'],
  row: record<JunctionRow>({ ...head, ...depths, pondedAreaM2 }),
  heading: 'Name Elevation MaxDepth InitDepth SurDepth Aponded',
};

const nothing = record<object>({});
export const OUTFALLS: Table<OutfallRow> = {
  section: 'OUTFALLS',
  least: [3, 'name, invert level and type (FREE, NORMAL, FIXED, TIDAL or TIMESERIES)'],
  row: record<OutfallRow>({
    ...head,
    stage: variant<OutfallStage, 'type'>('type', {
      FREE: nothing,
      NORMAL: nothing,
      FIXED: record({ levelM: length('stage') }),
      TIDAL: record({ curve: ref('curve') }),
      TIMESERIES: record({ series: ref('time series'), seriesUnitM: derived(({ units }) => LENGTH(units)) }),
    }),
    flapGate: flag(false),
    routeTo: optionalRef('subcatchment'),
  }),
  heading: 'Name Elevation Type StageData Gated RouteTo',
};

/** Suction, conductivity and deficit, or the conductivity alone; without conductivity nothing seeps. */
const seepage: Field<Storage['seepage']> = {
  read: (cursor) => {
    const { row, reading } = cursor;
    if (!row.has(cursor.at)) return undefined;
    const alone = !row.has(cursor.at + 1);
    const { rainMm } = reading.units;
    const at = alone ? cursor.at - 1 : cursor.at;
    const conductivityMmH = row.number(at + 1, 'conductivity') * rainMm;
    if (conductivityMmH === 0) return undefined;
    if (alone) return { suctionMm: 0, conductivityMmH, deficit: 0 };
    return { suctionMm: row.number(at, 'suction') * rainMm, conductivityMmH, deficit: row.number(at + 2, 'deficit') };
  },
  write: (value, scale) => (value === undefined ? [] : soil.write(value, scale, [])),
};
const soil = record<NonNullable<Storage['seepage']>>({
  suctionMm: quantity('suction', RAIN),
  conductivityMmH: quantity('conductivity', RAIN),
  deficit: number('deficit'),
});

const base = { lengthM: length('length'), widthM: length('width') };
const sloped = record({ ...base, sideSlope: number('side slope') });
export const STORAGES: Table<StorageRow> = {
  section: 'STORAGE',
  least: [3, 'name, invert level and depth'],
  row: record<StorageRow>({
    ...head,
    depthM: length('depth'),
    initialDepthM: depths.initialDepthM,
    shape: variant<StorageShape, 'type'>('type', {
      FUNCTIONAL: both(powerLaw(AREA), record({ constantM2: quantity('constant', AREA) })),
      TABULAR: record({ curve: ref('curve') }),
      // SWMM asks for a third number even where the shape has none.
      CYLINDRICAL: both(record(base), ignored(1)),
      CONICAL: sloped,
      PYRAMIDAL: sloped,
      PARABOLIC: record({ ...base, heightM: length('height') }),
    }),
    surchargeDepthM: depths.surchargeDepthM,
    evaporationShare: number('evaporation factor', 0),
    seepage,
  }),
  heading: 'Name Elevation MaxDepth InitDepth Shape Parameters SurDepth Fevap Psi Ksat IMD',
};

export const DIVIDERS: Table<DividerRow> = {
  section: 'DIVIDERS',
  least: [4, 'name, invert level, diverted link and type'],
  row: record<DividerRow>({
    ...head,
    link: ref('link'),
    rule: variant<DividerRule, 'type'>('type', {
      OVERFLOW: nothing,
      CUTOFF: record({ flowM3s: quantity('cutoff flow', FLOW) }),
      TABULAR: record({ curve: ref('curve') }),
      WEIR: record({
        minFlowM3s: quantity('least flow', FLOW),
        depthM: length('depth of the weir'),
        coefficient: quantity('coefficient', ({ flowM3s, lengthM }) => flowM3s / lengthM ** 1.5),
      }),
    }),
    ...depths,
    pondedAreaM2,
  }),
  heading: 'Name Elevation DivLink Type Parameters MaxDepth InitDepth SurDepth Aponded',
};

type Shallow = SwmmNode extends infer N ? (N extends SwmmNode ? Omit<N, 'fullDepthM'> : never) : never;

/** Nodes of all kinds, their full depth still as the file states it. */
export function readNodes(reading: Reading): SwmmNode[] {
  const none = { depthM: 0, initialDepthM: 0, surchargeDepthM: 0 };
  const nodes: Shallow[] = [
    ...readTable(reading, JUNCTIONS).map((row) => ({ kind: 'junction', ...row }) as const),
    ...readTable(reading, OUTFALLS).map((row) => ({ kind: 'outfall', ...row, ...none }) as const),
    ...readTable(reading, STORAGES).map((row) => ({ kind: 'storage', ...row }) as const),
    ...readTable(reading, DIVIDERS).map((row) => ({ kind: 'divider', ...row }) as const),
  ];
  return nodes.map((node) => ({ ...node, fullDepthM: node.depthM }));
}

/**
 * Nodes reach at least to the crowns of the links that begin or end there: SWMM 5.2.4, link_validate. Storages only where
 * they may surcharge; pumps and bottom orifices do not count, other regulators only at their upstream end.
 */
export function deepen(nodes: readonly SwmmNode[], links: readonly SwmmLink[]): SwmmNode[] {
  const crowns = new Map<string, number>();
  const reach = (node: string, heightM: number): void => {
    crowns.set(node, Math.max(crowns.get(node) ?? 0, heightM));
  };
  for (const link of links) {
    if (link.kind === 'conduit') {
      reach(link.from, link.fromOffsetM + link.section.heightM);
      reach(link.to, link.toOffsetM + link.section.heightM);
    } else if (link.kind === 'weir' || (link.kind === 'orifice' && link.type === 'SIDE')) {
      reach(link.from, link.offsetM + link.section.heightM);
    } else if (link.kind === 'outlet') reach(link.from, link.offsetM);
  }
  return nodes.map((node) => {
    const isFixed = node.kind === 'storage' && node.surchargeDepthM === 0;
    return { ...node, fullDepthM: isFixed ? node.depthM : Math.max(node.depthM, crowns.get(node.id) ?? 0) };
  });
}
