import { type CheckedNode, finding } from '../checks.ts';
import type { Finding } from '../types.ts';
import type { DrainGraph } from './graph.ts';

/** Nearer than this, two nodes stand at one place, m. */
const SAME_PLACE_M = 0.01;

/** A node and a link may share an id, as in SWMM; two nodes may not. */
export function checkIds({ nodes, links }: DrainGraph): Finding[] {
  return [...twice(nodes, 'node'), ...twice(links, 'link')];
}

function twice(items: readonly { readonly id: string }[], item: 'node' | 'link'): Finding[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }) => {
    if (seen.has(id))
      return [
        finding('error', 'duplicate-id', id, `Mã "${id}" bị trùng.`, `The id "${id}" is used twice.`, undefined, {
          item,
        }),
      ];
    seen.add(id);
    return [];
  });
}

/** Nodes at one place, and links that cannot be drawn because an end has none. */
export function checkPlaces(graph: DrainGraph): Finding[] {
  const byPlace = new Map<string, CheckedNode[]>();
  for (const node of graph.nodes) {
    if (!node.at) continue;
    const key = node.at.map((value) => Math.round(value / SAME_PLACE_M)).join(' ');
    const list = byPlace.get(key);
    if (list) list.push(node);
    else byPlace.set(key, [node]);
  }
  const crowded = [...byPlace.values()].filter((list) => new Set(list.map(({ id }) => id)).size > 1);
  return [
    ...crowded.map(([first, ...rest]) => {
      const names = rest.map(({ id }) => id);
      return finding(
        'warning',
        'same-place',
        first.id,
        `Cùng chỗ với ${names.join(', ')}.`,
        `At the same place as ${names.join(', ')}.`,
        first.at,
        { item: 'node', also: names },
      );
    }),
    ...graph.links.flatMap((link, k) => {
      const lost = [...new Set([graph.from[k], graph.to[k]])].filter((end) => end >= 0 && !graph.nodes[end].at);
      if (lost.length === 0) return [];
      const names = lost.map((end) => graph.nodes[end].id);
      const at = graph.nodes[graph.from[k]]?.at ?? graph.nodes[graph.to[k]]?.at;
      return [
        finding(
          'warning',
          'no-path',
          link.id,
          `Nút ${names.join(', ')} không có tọa độ.`,
          `${names.length > 1 ? 'Nodes' : 'Node'} ${names.join(', ')} ${names.length > 1 ? 'have' : 'has'} no coordinates.`,
          at,
          { item: 'link', also: names },
        ),
      ];
    }),
  ];
}
