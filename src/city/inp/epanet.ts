import type { NetworkLayer } from '../types.ts';
import { assemble, type Placing, type RawLink, type RawNode } from './network.ts';
import { type RowReader, readRows } from './row.ts';
import type { InpDocument } from './tokens.ts';
import { FLOW_UNITS, FOOT_M, INCH_M, tidy } from './units.ts';

/**
 * The water supply network of an EPANET 2 file: geometry and attributes in SI, named as in layers/water-supply/schema.ts.
 * @throws InputError naming line, section and what was expected
 */
export function readEpanet(document: InpDocument, source: string, place: Placing): NetworkLayer {
  // Without a UNITS option EPANET reads gallons a minute.
  let flow = FLOW_UNITS.GPM;
  for (const row of readRows(document, 'OPTION')) {
    if (row.upper(0) !== 'UNITS') continue;
    const unit = FLOW_UNITS[row.upper(1)];
    if (!unit) throw row.wrong(Object.keys(FLOW_UNITS).join(', '), `"${row.text(1)}"`);
    flow = unit;
  }
  const lengthM = flow.us ? FOOT_M : 1;
  const diameterM = flow.us ? INCH_M : 0.001;
  const nodes = readNodes(document, lengthM, flow.m3s * 1000);
  const links = readLinks(document, lengthM, diameterM);
  return assemble('water-supply', document, nodes, links, place, source);
}

function readNodes(document: InpDocument, lengthM: number, flowLs: number): RawNode[] {
  // Demands listed apart replace the one in the node's own row.
  const demands = new Map<string, number>();
  for (const row of readRows(document, 'DEMAND')) {
    if (row.upper(0) === 'MULTIPLY') continue;
    row.need(2, 'node and demand');
    demands.set(row.text(0), (demands.get(row.text(0)) ?? 0) + row.number(1, 'demand'));
  }
  const nodes: RawNode[] = [];
  const add = (row: RowReader, kind: string, more: Record<string, unknown> = {}): void => {
    const id = row.text(0);
    nodes.push({
      id,
      kind,
      properties: { id, kind, elevationM: tidy(row.number(1, 'elevation', 0) * lengthM), ...more },
    });
  };
  for (const row of readRows(document, 'JUNC')) {
    const demand = demands.get(row.text(0)) ?? row.number(2, 'demand', 0);
    add(row.need(1, 'id and elevation'), 'junction', { demandLs: tidy(demand * flowLs) });
  }
  for (const row of readRows(document, 'RESER')) add(row.need(2, 'id and head'), 'reservoir');
  for (const row of readRows(document, 'TANK')) {
    // A tank without levels is a reservoir, as in EPANET 1 files.
    const levels = row.need(2, 'id and elevation').count > 2;
    add(
      row,
      levels ? 'tank' : 'reservoir',
      levels ? { tankDiameterM: tidy(row.number(5, 'diameter', 0) * lengthM) } : {},
    );
  }
  return nodes;
}

const STATUSES = new Set(['OPEN', 'CLOSED', 'CV', 'ACTIVE']);

function readLinks(document: InpDocument, lengthM: number, diameterM: number): RawLink[] {
  const statuses = new Map<string, string>();
  for (const row of readRows(document, 'STATUS')) {
    if (STATUSES.has(row.upper(1))) statuses.set(row.text(0), row.upper(1));
  }
  const links: RawLink[] = [];
  const add = (row: RowReader, kind: string, more: Record<string, unknown>): void => {
    const [id, from, to] = [row.text(0), row.text(1), row.text(2)];
    const status = statuses.get(id) ?? more.status;
    links.push({
      id,
      kind,
      from,
      to,
      properties: { id, kind, from, to, ...more, ...(status !== undefined && { status }) },
    });
  };
  for (const row of readRows(document, 'PIPE')) {
    row.need(6, 'id, two nodes, length, diameter and roughness');
    const status = [row.upper(6), row.upper(7)].find((word) => STATUSES.has(word)) ?? 'OPEN';
    add(row, 'pipe', {
      lengthM: tidy(row.number(3, 'length') * lengthM),
      diameterM: tidy(row.number(4, 'diameter') * diameterM),
      roughness: row.number(5, 'roughness'),
      status,
    });
  }
  for (const row of readRows(document, 'PUMP')) add(row.need(3, 'id and two nodes'), 'pump', { status: 'OPEN' });
  for (const row of readRows(document, 'VALVE')) {
    row.need(5, 'id, two nodes, diameter and type');
    add(row, 'valve', {
      diameterM: tidy(row.number(3, 'diameter') * diameterM),
      valve: row.upper(4),
      status: 'ACTIVE',
    });
  }
  return links;
}
