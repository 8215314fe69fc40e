import type { SwmmEdit, SwmmLink } from '../../../src/city/inp/swmm/index.ts';
import { withoutNoise } from '../../../src/city/inp/units.ts';
import type { MeasureOf } from '../../../src/scenario/types.ts';
import type { Conduit, DrainLink, DrainNode, Network, Pump } from '../../drainage/index.ts';
import type { EditedNetwork } from './edited.ts';
import { ruleEdits } from './fileRules.ts';
import { shapeValues } from './fileShape.ts';

/** What a measure on pipes changes in the SWMM file, and in plain words what such a file cannot say. */
export interface FileEdits {
  readonly edits: readonly SwmmEdit[];
  /** English, ASCII: they stand in the file. */
  readonly left: readonly string[];
}

/** Greater depth than any pump's well, m: the curve of a pump of one capacity ends there. */
const DEEP_M = 100;

/**
 * Edits that make a SWMM file say what a scenario's measures have made of its network.
 *
 * @param before the network of the file as it is
 * @param vertices points of new pipes between their ends, by link
 */
export function fileEdits(
  before: Network,
  edited: EditedNetwork,
  vertices: ReadonlyMap<string, MeasureOf<'pipe'>['geometry']>,
): FileEdits {
  const oldNodes = new Map(before.nodes.map((node) => [node.id, node]));
  const oldLinks = new Map(before.links.map((link) => [link.id, link]));
  const left: string[] = [];
  const sunk = new Set<string>();
  const edits: SwmmEdit[] = [];
  for (const node of edited.nodes.values()) {
    const old = oldNodes.get(node.id);
    if (!old) edits.push(newNode(node, edited));
    else if (old !== node) edits.push(...nodeChanges(old, node, sunk));
  }
  const invertOf = (id: string): number => edited.nodes.get(id)?.invertM ?? 0;
  for (const link of edited.links.values()) {
    const old = oldLinks.get(link.id);
    if (!old) edits.push(...newLink(link, invertOf, vertices.get(link.id)));
    else {
      if (old !== link) edits.push(...linkChanges(old, link));
      if (old !== link || sunk.has(link.from) || sunk.has(link.to)) edits.push(...offsets(link, invertOf));
    }
  }
  for (const rule of edited.rules) edits.push(...ruleEdits(rule, edited.links));
  if (edited.rules.length > 0) edits.push({ do: 'options', values: { ruleStepS: 0 } });
  for (const [node, { openingM2, count, cloggedShare }] of edited.inlets) {
    const says = [
      openingM2 === undefined ? '' : `opening ${openingM2} m2`,
      count === undefined ? '' : `${count} inlets`,
      cloggedShare === undefined ? '' : `${Math.round(100 * cloggedShare)} % clogged`,
    ].filter(Boolean);
    if (says.length > 0) left.push(`Street inlets at ${node} (${says.join(', ')}) are not part of this file.`);
  }
  return { edits, left };
}

function newNode(node: DrainNode, { places }: EditedNetwork): SwmmEdit {
  const at = places.get(node.id);
  const rimM = node.kind === 'outfall' ? node.invertM : (node.rimM ?? node.invertM);
  const base = {
    id: node.id,
    invertM: node.invertM,
    depthM: withoutNoise(rimM - node.invertM),
    initialDepthM: 0,
    surchargeDepthM: 0,
  };
  const made =
    node.kind === 'outfall'
      ? ({
          kind: 'outfall',
          ...base,
          stage: { type: 'FREE' },
          flapGate: node.flapGate ?? false,
          routeTo: undefined,
        } as const)
      : ({ kind: 'junction', ...base, pondedAreaM2: 0 } as const);
  return { do: 'addNode', node: made, ...(at && { at }) };
}

const SECTION_OF = { junction: 'JUNCTIONS', storage: 'STORAGE', outfall: 'OUTFALLS' } as const;

/** @param sunk nodes whose invert has moved are put here: heights over it change */
function nodeChanges(old: DrainNode, node: DrainNode, sunk: Set<string>): SwmmEdit[] {
  const edits: SwmmEdit[] = [];
  if (node.invertM !== old.invertM) {
    sunk.add(node.id);
    const { id, invertM } = node;
    edits.push({ do: 'set', section: SECTION_OF[node.kind], id, values: { invertM } });
  }
  if (node.kind === 'outfall') {
    if (old.kind === 'outfall' && (old.flapGate ?? false) !== (node.flapGate ?? false))
      edits.push({ do: 'set', section: 'OUTFALLS', id: node.id, values: { flapGate: node.flapGate ?? false } });
    return edits;
  }
  const oldRim = old.kind === 'outfall' ? undefined : old.rimM;
  if (node.rimM !== undefined && (node.rimM !== oldRim || node.invertM !== old.invertM))
    edits.push({ do: 'rim', node: node.id, levelM: node.rimM });
  if (node.kind === 'junction') {
    const area = node.shaftAreaM2;
    if (area !== undefined && old.kind === 'junction' && area !== old.shaftAreaM2)
      edits.push({
        do: 'storage',
        node: node.id,
        shape: { type: 'FUNCTIONAL', coefficient: 0, exponent: 0, constantM2: area },
      });
  } else if (old.kind === 'storage' && node.shape !== old.shape) edits.push(...storageShape(node.id, node.shape));
  return edits;
}

function storageShape(id: string, shape: Extract<DrainNode, { kind: 'storage' }>['shape']): SwmmEdit[] {
  if (shape.kind === 'formula' && !shape.quadratic) {
    const { coefficient, exponent, constantM2 } = shape;
    const made = { type: 'FUNCTIONAL', coefficient, exponent, constantM2 } as const;
    return [{ do: 'set', section: 'STORAGE', id, values: { shape: made } }];
  }
  const { x, y } = shape.kind === 'curve' ? shape.areaM2 : tableOf(shape);
  const curve = `${id}_area`;
  return [
    { do: 'curve', curve: { id: curve, type: 'STORAGE', x: Array.from(x), y: Array.from(y) } },
    { do: 'set', section: 'STORAGE', id, values: { shape: { type: 'TABULAR', curve } } },
  ];
}

/** Areas of a formula with a square term, which SWMM's functional storage lacks, every 0.1 m up to 10 m. */
function tableOf(shape: Extract<Extract<DrainNode, { kind: 'storage' }>['shape'], { kind: 'formula' }>) {
  const { constantM2, coefficient, exponent, quadratic = 0 } = shape;
  const x = Array.from({ length: 101 }, (_, k) => k / 10);
  return { x, y: x.map((d) => withoutNoise(constantM2 + coefficient * d ** exponent + quadratic * d * d)) };
}

function newLink(link: DrainLink, invertOf: (id: string) => number, drawn: MeasureOf<'pipe'>['geometry']): SwmmEdit[] {
  if (link.kind === 'conduit') {
    const points = drawn?.type === 'LineString' ? drawn.coordinates.slice(1, -1) : [];
    return [{ do: 'addLink', link: conduitRow(link, invertOf), points }];
  }
  return link.kind === 'pump' ? newPump(link) : [];
}

function conduitRow(link: Conduit, invertOf: (id: string) => number): SwmmLink {
  const { id, from, to, lengthM, manning, barrels = 1, flapGate = false } = link;
  const section = { ...shapeValues(link.section), barrels, culvertCode: 0 } as Extract<
    SwmmLink,
    { kind: 'conduit' }
  >['section'];
  const losses = { entryLoss: 0, exitLoss: 0, averageLoss: 0, flapGate, seepageMmH: 0 };
  const flows = { initialFlowM3s: 0, maxFlowM3s: 0 };
  return {
    kind: 'conduit',
    id,
    from,
    to,
    lengthM,
    manning,
    ...conduitOffsets(link, invertOf),
    section,
    ...flows,
    ...losses,
  };
}

const conduitOffsets = ({ from, to, fromLevelM, toLevelM }: Conduit, invertOf: (id: string) => number) => ({
  fromOffsetM: Math.max(0, withoutNoise(fromLevelM - invertOf(from))),
  toOffsetM: Math.max(0, withoutNoise(toLevelM - invertOf(to))),
});

function newPump({ id, from, to, curve, startsOff = false, onDepthM = 0, offDepthM = 0 }: Pump): SwmmEdit[] {
  const capacityM3s = curve?.y[0] ?? 0;
  const name = `${id}_Q`;
  return [
    { do: 'curve', curve: { id: name, type: 'PUMP2', x: [0, DEEP_M], y: [capacityM3s, capacityM3s] } },
    { do: 'addLink', link: { kind: 'pump', id, from, to, curve: name, initiallyOn: !startsOff, onDepthM, offDepthM } },
  ];
}

function linkChanges(old: DrainLink, link: DrainLink): SwmmEdit[] {
  const edits: SwmmEdit[] = [];
  if (link.kind === 'conduit' && old.kind === 'conduit') {
    const barrels = link.barrels ?? 1;
    if (link.section !== old.section || barrels !== (old.barrels ?? 1))
      edits.push({ do: 'section', link: link.id, values: { ...shapeValues(link.section, old.section), barrels } });
    if (link.lengthM !== old.lengthM || link.manning !== old.manning) {
      const { lengthM, manning } = link;
      edits.push({ do: 'set', section: 'CONDUITS', id: link.id, values: { lengthM, manning } });
    }
  }
  if ((link.flapGate ?? false) !== (old.flapGate ?? false)) edits.push(...flapEdits(link));
  return edits;
}

const GATED = { orifice: 'ORIFICES', weir: 'WEIRS', outlet: 'OUTLETS' } as const;

function flapEdits(link: DrainLink): SwmmEdit[] {
  const flapGate = link.flapGate ?? false;
  if (link.kind === 'conduit') return [{ do: 'flap', link: link.id, flapGate }];
  return link.kind === 'pump' ? [] : [{ do: 'set', section: GATED[link.kind], id: link.id, values: { flapGate } }];
}

/** Heights of a link's ends over the inverts of its nodes as they are now. */
function offsets(link: DrainLink, invertOf: (id: string) => number): SwmmEdit[] {
  if (link.kind === 'pump') return [];
  if (link.kind === 'conduit')
    return [{ do: 'set', section: 'CONDUITS', id: link.id, values: conduitOffsets(link, invertOf) }];
  const offsetM = Math.max(0, withoutNoise(link.crestLevelM - invertOf(link.from)));
  return [{ do: 'set', section: GATED[link.kind], id: link.id, values: { offsetM } }];
}
