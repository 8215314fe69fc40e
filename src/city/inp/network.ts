import type { NetworkLayer, NetworkLink, NetworkNode, Position } from '../types.ts';
import { readRows } from './row.ts';
import type { InpDocument } from './tokens.ts';

/** A link before its path is known. */
export interface RawLink {
  readonly id: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly properties: Readonly<Record<string, unknown>>;
}
export interface RawNode {
  readonly id: string;
  readonly kind: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Turns the file's coordinates into the City's. */
export type Placing = (x: number, y: number) => Position;

/** All positions of [COORDINATES] and [VERTICES], as the file has them: to find out what they mean. */
export function rawPositions(document: InpDocument): Position[] {
  const positions: Position[] = [];
  for (const prefix of ['COORD', 'VERT']) {
    for (const row of readRows(document, prefix)) {
      row.need(3, 'an id, x and y');
      positions.push([row.number(1, 'x'), row.number(2, 'y')]);
    }
  }
  return positions;
}

/** Puts nodes and links in their places: coordinates of nodes, vertices of links between them. */
export function assemble(
  id: NetworkLayer['id'],
  document: InpDocument,
  nodes: readonly RawNode[],
  links: readonly RawLink[],
  place: Placing,
  source: string,
): NetworkLayer {
  const at = new Map<string, Position>();
  for (const row of readRows(document, 'COORD')) at.set(row.text(0), place(row.number(1, 'x'), row.number(2, 'y')));
  const vertices = placedLists(document, 'VERT', place);
  const areas = [...placedLists(document, 'POLY', place)].map(([area, ring]) => ({ id: area, ring }));
  return {
    kind: 'network',
    id,
    source,
    ...(areas.length > 0 && { areas }),
    nodes: nodes.map((node): NetworkNode => ({ ...node, at: at.get(node.id) })),
    links: links.map((link): NetworkLink => {
      const from = at.get(link.from);
      const to = at.get(link.to);
      return { ...link, path: from && to ? [from, ...(vertices.get(link.id) ?? []), to] : [] };
    }),
  };
}

/** Positions of rows `id x y`, by id, in order. */
function placedLists(document: InpDocument, prefix: string, place: Placing): Map<string, Position[]> {
  const byId = new Map<string, Position[]>();
  for (const row of readRows(document, prefix)) {
    const position = place(row.number(1, 'x'), row.number(2, 'y'));
    const list = byId.get(row.text(0));
    if (list) list.push(position);
    else byId.set(row.text(0), [position]);
  }
  return byId;
}
