import type { NetworkLayer } from '../types.ts';
import { assemble, type Placing, type RawLink, type RawNode } from './network.ts';
import { readSections } from './sections.ts';
import { type InpDocument, type RowReader, readRows } from './tokens.ts';
import { FLOW_UNITS, FOOT_M, tidy } from './units.ts';

/**
 * The drain network of an EPA SWMM 5 file: geometry and attributes in SI, named as in layers/drainage/schema.ts.
 * @throws InputError naming line, section and what was expected
 */
export function readSwmm(document: InpDocument, source: string, place: Placing): NetworkLayer {
  const options = readOptions(document);
  const nodes = readNodes(document, options.lengthM);
  const links = readLinks(document, options, nodes);
  raiseRims(nodes, links);
  return assemble('drainage', document, [...nodes.values()], links, place, source);
}

interface Options {
  /** Metres of the file's unit of length. */
  readonly lengthM: number;
  /** Cubic metres a second of the file's unit of flow. */
  readonly flowM3s: number;
  /** Offsets of links are levels rather than heights above the node's invert. */
  readonly offsetsAreLevels: boolean;
}

function readOptions(document: InpDocument): Options {
  let flow = FLOW_UNITS.CFS;
  let offsetsAreLevels = false;
  for (const row of readRows(document, 'OPTION')) {
    if (row.upper(0) === 'FLOW_UNITS') {
      const unit = FLOW_UNITS[row.upper(1)];
      if (!unit) throw row.wrong('CFS, GPM, MGD, CMS, LPS or MLD', `"${row.text(1)}"`);
      flow = unit;
    } else if (row.upper(0) === 'LINK_OFFSETS') offsetsAreLevels = row.upper(1) === 'ELEVATION';
  }
  return { lengthM: flow.us ? FOOT_M : 1, flowM3s: flow.m3s, offsetsAreLevels };
}

interface Node extends RawNode {
  readonly properties: Record<string, unknown> & { readonly invertM: number; rimM?: number };
}

function readNodes(document: InpDocument, lengthM: number): Map<string, Node> {
  const nodes = new Map<string, Node>();
  const add = (row: RowReader, kind: string, depth: number, more: Record<string, unknown> = {}): void => {
    const id = row.text(0);
    const invertM = tidy(row.number(1, 'invert level') * lengthM);
    const rimM = depth > 0 ? { rimM: tidy(invertM + depth * lengthM) } : {};
    nodes.set(id, { id, kind, properties: { id, kind, invertM, ...rimM, ...more } });
  };
  for (const row of readRows(document, 'JUNC')) {
    add(row.need(2, 'name and invert level'), 'junction', row.number(2, 'depth', 0));
  }
  for (const row of readRows(document, 'OUTF')) {
    row.need(3, 'name, invert level and type (FREE, NORMAL, FIXED, TIDAL or TIMESERIES)');
    const staged = /^(FIXED|TIDAL|TIME)/.test(row.upper(2));
    add(row, 'outfall', 0, { outfall: row.upper(2), flapGate: row.upper(staged ? 4 : 3) === 'YES' });
  }
  for (const row of readRows(document, 'STOR')) {
    add(row.need(3, 'name, invert level and depth'), 'storage', row.number(2, 'depth'));
  }
  for (const row of readRows(document, 'DIVI')) {
    row.need(4, 'name, invert level, diverted link and type');
    // The depth stands after the parameters of the divider's type.
    const parameters = { CUTOFF: 1, TABULAR: 1, WEIR: 3 }[row.upper(3)] ?? 0;
    add(row, 'divider', row.number(4 + parameters, 'depth', 0));
  }
  return nodes;
}

function readLinks(document: InpDocument, options: Options, nodes: ReadonlyMap<string, Node>): RawLink[] {
  const { lengthM } = options;
  const sections = readSections(document, lengthM);
  const capacities = readCurveFlows(document, options.flowM3s);
  const links: RawLink[] = [];
  const add = (row: RowReader, kind: string, more: Record<string, unknown>): void => {
    const [id, from, to] = [row.text(0), row.text(1), row.text(2)];
    const section = sections.get(id);
    const size = section && {
      shape: section.shape,
      heightM: section.heightM,
      widthM: section.widthM,
      barrels: section.barrels,
    };
    links.push({ id, kind, from, to, properties: { id, kind, from, to, ...size, ...more } });
  };
  /** Level of a link's end; `*` and nothing mean the node's invert. */
  const endLevel = (row: RowReader, index: number, node: string): number | undefined => {
    const invertM = nodes.get(node)?.properties.invertM;
    const word = row.word(index);
    if (word === undefined || word === '*') return invertM;
    const offset = row.number(index, 'offset') * lengthM;
    if (options.offsetsAreLevels) return tidy(offset);
    return invertM === undefined ? undefined : tidy(invertM + offset);
  };
  for (const row of readRows(document, 'COND')) {
    row.need(5, 'name, from node, to node, length and roughness');
    add(row, 'conduit', {
      lengthM: tidy(row.number(3, 'length') * lengthM),
      manning: row.number(4, 'roughness'),
      fromInvertM: endLevel(row, 5, row.text(1)),
      toInvertM: endLevel(row, 6, row.text(2)),
    });
  }
  for (const row of readRows(document, 'PUMP')) {
    row.need(3, 'name, from node and to node');
    const capacity = capacities.get(row.text(3));
    add(row, 'pump', { ...(capacity !== undefined && { capacityM3s: capacity }) });
  }
  for (const row of readRows(document, 'ORIF')) {
    row.need(6, 'name, from node, to node, type, offset and coefficient');
    add(row, 'orifice', { fromInvertM: endLevel(row, 4, row.text(1)), flapGate: row.upper(6) === 'YES' });
  }
  for (const row of readRows(document, 'WEIR')) {
    row.need(6, 'name, from node, to node, type, crest and coefficient');
    add(row, 'weir', { fromInvertM: endLevel(row, 4, row.text(1)), flapGate: row.upper(6) === 'YES' });
  }
  for (const row of readRows(document, 'OUTLET')) {
    row.need(5, 'name, from node, to node, offset and type');
    add(row, 'outlet', { fromInvertM: endLevel(row, 3, row.text(1)) });
  }
  const gated = new Set<string>();
  for (const row of readRows(document, 'LOSS')) if (row.upper(4) === 'YES') gated.add(row.text(0));
  return links.map((link) =>
    gated.has(link.id) ? { ...link, properties: { ...link.properties, flapGate: true } } : link,
  );
}

/** Greatest flow of each pump curve, m³/s. */
function readCurveFlows(document: InpDocument, flowM3s: number): Map<string, number> {
  const flows = new Map<string, number>();
  const pumps = new Set<string>();
  for (const row of readRows(document, 'CURVE')) {
    const name = row.text(0);
    const typed = Number.isNaN(Number(row.word(1)));
    if (typed && row.upper(1).startsWith('PUMP')) pumps.add(name);
    if (!pumps.has(name)) continue;
    for (let i = typed ? 3 : 2; i < row.count; i += 2) {
      flows.set(name, Math.max(flows.get(name) ?? 0, row.number(i, 'flow') * flowM3s));
    }
  }
  return flows;
}

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
