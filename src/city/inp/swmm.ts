import type { NetworkLayer } from '../types.ts';
import { drainedAreas } from './drained.ts';
import { assemble, type Placing, type RawLink, type RawNode } from './network.ts';
import { startReading } from './swmm/context.ts';
import { CONDUITS, LOSSES, ORIFICES, OUTLETS, PUMPS, WEIRS } from './swmm/links.ts';
import { readNodes } from './swmm/nodes.ts';
import { readSections, readStreets } from './swmm/shapes.ts';
import { readTable } from './swmm/table.ts';
import { readCurves } from './swmm/tables.ts';
import { readTransects } from './swmm/transects.ts';
import type { CrossSection, Curve, OutfallStage, Street, SwmmNode, Transect } from './swmm/types.ts';
import type { InpDocument } from './tokens.ts';
import { tidy } from './units.ts';

/**
 * The drain network of an EPA SWMM 5 file: geometry and attributes in SI, named as in layers/drainage/schema.ts. Links may
 * end at nodes that do not exist and lack cross-sections: what is there is shown. The solver reads the whole model.
 * @throws InputError naming line, section and what was expected
 */
export function readSwmm(document: InpDocument, source: string, place: Placing): NetworkLayer {
  const reading = startReading(document, true);
  const transects = readTransects(reading);
  const streets = readStreets(reading);
  const sections = readSections(reading, transects, streets);
  const widthOf = widths(transects, streets);
  const drained = drainedAreas(reading);
  const nodes = new Map(readNodes(reading).map((node) => [node.id, toNode(node, drained.get(node.id))]));
  const gated = new Set(readTable(reading, LOSSES).flatMap((row) => (row.flapGate ? [row.link] : [])));
  const capacities = new Map(readCurves(reading).flatMap(capacityOf));

  const links: RawLink[] = [];
  const add = (kind: string, link: Ends, more: Readonly<Record<string, unknown>>): void => {
    const { id, from, to } = link;
    const section = sections.get(id);
    const size = section && {
      shape: section.shape,
      heightM: tidy(section.heightM),
      widthM: widthOf(section),
      barrels: section.barrels,
    };
    const gate = gated.has(id) ? { flapGate: true } : {};
    links.push({ id, kind, from, to, properties: { id, kind, from, to, ...size, ...more, ...gate } });
  };
  const endLevel = (node: string, offsetM: number): number | undefined => {
    const invertM = nodes.get(node)?.properties.invertM;
    return invertM === undefined ? undefined : tidy(invertM + offsetM);
  };
  for (const conduit of readTable(reading, CONDUITS)) {
    add('conduit', conduit, {
      lengthM: tidy(conduit.lengthM),
      manning: conduit.manning,
      fromInvertM: endLevel(conduit.from, conduit.fromOffsetM),
      toInvertM: endLevel(conduit.to, conduit.toOffsetM),
    });
  }
  for (const pump of readTable(reading, PUMPS)) {
    const capacityM3s = pump.curve === undefined ? undefined : capacities.get(pump.curve);
    add('pump', pump, capacityM3s === undefined ? {} : { capacityM3s });
  }
  for (const [kind, rows] of [
    ['orifice', readTable(reading, ORIFICES)],
    ['weir', readTable(reading, WEIRS)],
  ] as const) {
    for (const row of rows) add(kind, row, { fromInvertM: endLevel(row.from, row.offsetM), flapGate: row.flapGate });
  }
  for (const row of readTable(reading, OUTLETS)) add('outlet', row, { fromInvertM: endLevel(row.from, row.offsetM) });
  raiseRims(nodes, links);
  return assemble('drainage', document, [...nodes.values()], links, place, source);
}

type Ends = Pick<RawLink, 'id' | 'from' | 'to'>;
interface Node extends RawNode {
  readonly properties: Record<string, unknown> & { readonly invertM: number; rimM?: number };
}

function toNode(node: SwmmNode, catchmentM2: number | undefined): Node {
  const { id, kind } = node;
  const invertM = tidy(node.invertM);
  const rimM = node.depthM > 0 ? { rimM: tidy(invertM + node.depthM) } : {};
  const outfall =
    node.kind === 'outfall' ? { outfall: node.stage.type, flapGate: node.flapGate, ...fixed(node.stage) } : {};
  const catchment = catchmentM2 === undefined ? {} : { catchmentM2: Math.round(catchmentM2) };
  return { id, kind, properties: { id, kind, invertM, ...rimM, ...outfall, ...catchment } };
}

const fixed = (stage: OutfallStage): { readonly outsideLevelM?: number } =>
  stage.type === 'FIXED' ? { outsideLevelM: tidy(stage.levelM) } : {};

/** Greatest flow of a pump curve, m³/s. */
const capacityOf = ({ id, type, y }: Curve): [string, number][] =>
  type.startsWith('PUMP') && y.length > 0 ? [[id, Math.max(...y)]] : [];

/** Greatest width over height of the shapes that are known by their height alone (SWMM 5.2 reference manual II, app. B). */
const WIDTH_TO_HEIGHT = {
  CIRCULAR: 1,
  FORCE_MAIN: 1,
  FILLED_CIRCULAR: 1,
  EGG: 2 / 3,
  HORSESHOE: 1,
  GOTHIC: 0.84,
  CATENARY: 0.9,
  SEMIELLIPTICAL: 1,
  BASKETHANDLE: 0.944,
  SEMICIRCULAR: 1.64,
  // How wide a shape of one's own is, its curve would tell.
  CUSTOM: 1,
  DUMMY: 0,
} as const;

/** Greatest width of a cross-section, m. */
function widths(
  transects: readonly Transect[],
  streets: readonly Street[],
): (section: CrossSection) => number | undefined {
  const ofTransect = new Map(transects.map(({ id, stations }) => [id, spanOf(stations.map(({ xM }) => xM))]));
  const ofStreet = new Map(
    streets.map((street) => [street.id, (street.crownWidthM + street.backWidthM) * street.sides] as const),
  );
  const widthM = (section: CrossSection): number | undefined => {
    switch (section.shape) {
      case 'IRREGULAR':
        return ofTransect.get(section.transect);
      case 'STREET':
        return ofStreet.get(section.street);
      case 'TRAPEZOIDAL':
        return section.bottomWidthM + section.heightM * (section.leftSlope + section.rightSlope);
      default:
        return 'widthM' in section ? section.widthM : WIDTH_TO_HEIGHT[section.shape] * section.heightM;
    }
  };
  return (section) => {
    const width = widthM(section);
    return width === undefined ? undefined : tidy(width);
  };
}

const spanOf = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

/** A junction without a depth of its own reaches to the highest crown of its conduits, as in SWMM. */
function raiseRims(nodes: ReadonlyMap<string, Node>, links: readonly RawLink[]): void {
  const crowns = new Map<string, number>();
  for (const { kind, from, to, properties } of links) {
    if (kind !== 'conduit') continue;
    const height = Number(properties.heightM ?? 0);
    for (const [id, invert] of [
      [from, properties.fromInvertM],
      [to, properties.toInvertM],
    ] as const) {
      if (typeof invert === 'number') crowns.set(id, Math.max(crowns.get(id) ?? -Infinity, invert + height));
    }
  }
  for (const node of nodes.values()) {
    const crown = crowns.get(node.id);
    if (node.properties.rimM === undefined && node.kind !== 'outfall' && crown !== undefined)
      node.properties.rimM = tidy(crown);
  }
}
