import type { Measure, MeasureOf } from '../../../src/scenario/types.ts';
import { type Conduit, type Network, type Rule, type RuleValue, SHAFT_M2 } from '../../drainage/index.ts';
import { lengthOf } from '../measures/crest.ts';
import { EditedNetwork, type Inlet, type Terrain } from './edited.ts';
import { endsOf, nodeAt, outletAt } from './ends.ts';
import { sectionGiven } from './section.ts';

export type { EditedNetwork, Inlet, Terrain } from './edited.ts';

/** Concrete pipes. */
const MANNING = 0.014;
/** Between the depths at which a pump starts and stops where only one is given, m. */
const SWITCH_M = 0.3;

/**
 * Clear opening and perimeter of one inlet by type: a grate of 0.96 m × 0.53 m, a kerb opening of 1.5 m × 0.15 m, both
 * together, a slot of 3 m × 45 mm, a bare manhole. Usual sizes, assumed.
 */
const INLETS: Readonly<Record<NonNullable<MeasureOf<'node'>['type']>, Inlet>> = {
  grate: { openingM2: 0.23, perimeterM: 2.02 },
  curb: { openingM2: 0.225, perimeterM: 1.5 },
  combination: { openingM2: 0.455, perimeterM: 3.52 },
  slotted: { openingM2: 0.135, perimeterM: 3 },
  open: { openingM2: 1, perimeterM: 3.5 },
};

/**
 * Puts the measures on pipes (`pipe`, `node`, `pump`, `gate`) into a network, in their order; all others are passed over.
 * New nodes come with their places, changed inlets by node.
 *
 * @param places of the network's nodes, in the City's CRS
 * @throws InputError naming the measure, what was expected and what was found
 */
export function applyPipework(
  network: Network,
  measures: readonly Measure[],
  places: ConstructorParameters<typeof EditedNetwork>[1],
  terrain: Terrain,
): EditedNetwork {
  const net = new EditedNetwork(network, places, terrain);
  for (const measure of measures) {
    if (measure.kind === 'pipe' && measure.link === undefined) newPipe(net, measure);
    else if (measure.kind === 'pipe') changePipe(net, measure, measure.link as string);
    else if (measure.kind === 'node') node(net, measure);
    else if (measure.kind === 'pump') pump(net, measure);
    else if (measure.kind === 'gate') gate(net, measure);
  }
  return net;
}

function changePipe(net: EditedNetwork, measure: MeasureOf<'pipe'>, link: string): void {
  const { id, manning, barrels, lengthM, fromInvertM, toInvertM } = measure;
  const before = net.link(id, link);
  if (before.kind !== 'conduit')
    throw net.refusal(
      id,
      `expected a pipe, found "${link}", which is a ${before.kind}`,
      `"${link}" không phải đoạn cống`,
    );
  const section = sectionGiven(measure, before.section);
  if (!section)
    throw net.refusal(id, 'expected sizes that its shape needs', 'kích thước không đủ cho hình dạng đã chọn');
  const after: Conduit = {
    ...before,
    section,
    manning: manning ?? before.manning,
    barrels: barrels ?? before.barrels ?? 1,
    lengthM: lengthM ?? before.lengthM,
    fromLevelM: fromInvertM ?? before.fromLevelM,
    toLevelM: toInvertM ?? before.toLevelM,
  };
  deepen(net, after.from, after.fromLevelM);
  deepen(net, after.to, after.toLevelM);
  net.links.set(link, after);
}

function newPipe(net: EditedNetwork, measure: MeasureOf<'pipe'>): void {
  const { id, geometry, manning = MANNING, barrels = 1, fromInvertM, toInvertM } = measure;
  const [start, end] = endsOf(measure);
  const section = sectionGiven(measure);
  if (start === undefined || end === undefined)
    throw net.refusal(id, 'expected from and to, or a line between them', 'cần from và to, hoặc một tuyến nối hai đầu');
  if (!section)
    throw net.refusal(
      id,
      'expected diameterM, or heightM with widthM, of a new pipe',
      'cống mới cần diameterM, hoặc heightM cùng widthM',
    );
  const from = nodeAt(net, id, start, 'from', fromInvertM);
  const to = nodeAt(net, id, end, 'to', toInvertM);
  const drawn = geometry?.type === 'LineString' ? lengthOf(geometry.coordinates) : undefined;
  const lengthM = measure.lengthM ?? drawn ?? net.apartM(from.id, to.id);
  if (!(lengthM !== undefined && lengthM > 0))
    throw net.refusal(id, 'expected lengthM, since its nodes have no places', 'cần lengthM vì hai nút không có tọa độ');
  const levels = { fromLevelM: fromInvertM ?? from.invertM, toLevelM: toInvertM ?? to.invertM };
  net.addLink(id, { kind: 'conduit', id, from: from.id, to: to.id, lengthM, manning, barrels, section, ...levels });
  deepen(net, from.id, levels.fromLevelM);
  deepen(net, to.id, levels.toLevelM);
}

/** A manhole is no shallower than the pipes that end in it. */
function deepen(net: EditedNetwork, id: string, levelM: number): void {
  const node = net.nodes.get(id);
  if (node && levelM < node.invertM) net.nodes.set(id, { ...node, invertM: levelM });
}

function node(net: EditedNetwork, measure: MeasureOf<'node'>): void {
  const { id, geometry, rimLevelM, storageAreaM2, type, count, cloggedShare } = measure;
  const named = measure.node === undefined ? undefined : net.node(id, measure.node);
  const found = named ?? (geometry && net.nodeNear(geometry.coordinates));
  if (!found)
    throw net.refusal(
      id,
      'expected a drain node near its point, found none',
      'không có nút thoát nước nào gần điểm này',
    );
  if (found.kind === 'outfall')
    throw net.refusal(
      id,
      `expected a manhole or storage, found the outfall "${found.id}"`,
      `"${found.id}" là cửa xả, không phải hố ga`,
    );
  const rimM = rimLevelM ?? found.rimM;
  if (rimLevelM !== undefined && rimLevelM <= found.invertM)
    throw net.refusal(
      id,
      `expected rimLevelM above the invert (${found.invertM} m), found ${rimLevelM}`,
      `rimLevelM phải cao hơn đáy hố (${found.invertM} m)`,
    );
  const rim = rimM === undefined ? {} : { rimM };
  if (found.kind === 'junction') {
    const shaft = storageAreaM2 === undefined ? {} : { shaftAreaM2: (found.shaftAreaM2 ?? SHAFT_M2) + storageAreaM2 };
    net.nodes.set(found.id, { ...found, ...rim, ...shaft });
  } else {
    const more = storageAreaM2 ?? 0;
    const { shape } = found;
    const widened =
      shape.kind === 'formula'
        ? { ...shape, constantM2: shape.constantM2 + more }
        : { ...shape, areaM2: { x: shape.areaM2.x, y: shape.areaM2.y.map((area) => area + more) } };
    net.nodes.set(found.id, { ...found, ...rim, shape: widened });
  }
  net.inlets.set(found.id, {
    ...net.inlets.get(found.id),
    ...(type && INLETS[type]),
    ...(rimLevelM !== undefined && { rimM: rimLevelM }),
    ...(count !== undefined && { count }),
    ...(cloggedShare !== undefined && { cloggedShare }),
  });
}

const ELAPSED: RuleValue = { of: 'time', what: 'elapsed' };

/** A pump of stated capacity, limited by what its well holds. Without a second end it lifts to the nearest outfall. */
function pump(net: EditedNetwork, measure: MeasureOf<'pump'>): void {
  const { id, capacityM3s, onDepthM, offDepthM, fromS, toS } = measure;
  const [start, end] = endsOf(measure);
  if (start === undefined) throw net.refusal(id, 'expected from, or a geometry', 'cần from hoặc hình học');
  const well = nodeAt(net, id, start, 'from');
  const at = net.places.get(well.id);
  const to =
    end === undefined
      ? at && net.nodeNear(at, ({ kind, id: other }) => kind === 'outfall' && other !== well.id, Infinity)
      : outletAt(net, id, end);
  if (!to) throw net.refusal(id, 'expected to, since the network has no outfall', 'cần to vì mạng không có cửa xả');
  const switched = onDepthM !== undefined || offDepthM !== undefined;
  const stopM = offDepthM ?? Math.max(0, (onDepthM ?? 0) - SWITCH_M);
  net.addLink(id, {
    kind: 'pump',
    id,
    from: well.id,
    to: to.id,
    type: 2,
    curve: { x: [0, 1e6], y: [capacityM3s, capacityM3s] },
    ...(switched && { startsOff: true, onDepthM: onDepthM ?? stopM + SWITCH_M, offDepthM: stopM }),
  });
  if (fromS === undefined && toS === undefined) return;
  const outside: Rule['premises'] = [
    ...(fromS === undefined ? [] : [{ join: 'or', left: ELAPSED, relation: '<', right: fromS } as const]),
    ...(toS === undefined ? [] : [{ join: 'or', left: ELAPSED, relation: '>=', right: toS } as const]),
  ];
  net.rules.push({
    id: `${id}:window`,
    priority: 5,
    premises: outside.map((premise, k) => (k === 0 ? { ...premise, join: 'and' } : premise)),
    whenTrue: [{ link: id, set: { by: 'value', value: 0 } }],
    // Switched by its depth it starts by itself.
    whenFalse: switched ? [] : [{ link: id, set: { by: 'value', value: 1 } }],
  });
}

function gate(net: EditedNetwork, measure: MeasureOf<'gate'>): void {
  const { id, link, flap, openShare, timesS } = measure;
  const before = net.link(id, link);
  if (flap !== undefined) {
    net.links.set(link, { ...before, flapGate: flap });
    for (const end of [before.from, before.to]) {
      const outfall = net.nodes.get(end);
      // The file may hang the flap on the outfall; it is the link's all the same.
      if (outfall?.kind === 'outfall' && !flap) net.nodes.set(end, { ...outfall, flapGate: false });
    }
  }
  if (openShare === undefined) return;
  const shares = typeof openShare === 'number' ? [openShare] : openShare;
  if (before.kind === 'conduit' && shares.some((share) => share > 0 && share < 1)) {
    net.warnings.push({
      en: `Measure "${id}": a pipe is open or shut; "${link}" counts as open at every share above 0.`,
      vi: `Giải pháp "${id}": đoạn cống chỉ đóng hoặc mở; "${link}" coi là mở khi tỷ lệ lớn hơn 0.`,
    });
  }
  net.rules.push({
    id: `${id}:opening`,
    priority: 5,
    premises: [{ join: 'and', left: ELAPSED, relation: '>=', right: 0 }],
    whenTrue: [
      {
        link,
        set: timesS
          ? { by: 'series', series: { timesS: Float64Array.from(timesS), values: Float64Array.from(shares) } }
          : { by: 'value', value: shares[0] },
      },
    ],
    whenFalse: [],
  });
}
