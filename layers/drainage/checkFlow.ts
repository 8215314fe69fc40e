import { type CheckedLink, finding } from '../checks.ts';
import { components } from '../network.ts';
import type { Finding } from '../types.ts';
import { circles, type DrainGraph } from './graph.ts';

/** Parts that water cannot leave, and circles in which nothing holds it back. */
export const checkFlow = (graph: DrainGraph): Finding[] => [...checkOutfalls(graph), ...checkLoops(graph)];

function checkOutfalls({ nodes, links }: DrainGraph): Finding[] {
  return components(nodes, links)
    .filter((group) => group.length > 1 && !group.some(({ kind }) => kind === 'outfall'))
    .map((group) => {
      const [first, ...rest] = group;
      const stored = group.some(({ kind }) => kind === 'storage');
      return finding(
        stored ? 'warning' : 'error',
        'no-outfall',
        first.id,
        stored
          ? `Cụm ${group.length} nút này chỉ có hồ, không có cửa xả.`
          : `Cụm ${group.length} nút này không có cửa xả: nước không có lối ra.`,
        stored
          ? `These ${group.length} connected nodes have a storage but no outfall.`
          : `These ${group.length} connected nodes have no outfall: water has no way out.`,
        first.at,
        { item: 'node', also: rest.map(({ id }) => id) },
      );
    });
}

/** A pump, gate, weir or flap gate decides which way water goes: only open conduits run in circles. */
const isUncontrolled = ({ kind, properties }: CheckedLink): boolean =>
  kind === 'conduit' && properties.flapGate !== true;

function checkLoops(graph: DrainGraph): Finding[] {
  return circles(graph, isUncontrolled).map((group) => {
    const inside = new Set(group);
    const links = graph.links.filter(
      (link, k) => isUncontrolled(link) && inside.has(graph.from[k]) && inside.has(graph.to[k]),
    );
    const [first] = links;
    const ids = group.map((node) => graph.nodes[node].id);
    const named = ids.slice(0, 6).join(' → ') + (ids.length > 6 ? ' …' : ` → ${ids[0]}`);
    return finding(
      'warning',
      'loop',
      first.id,
      `Nước có thể chảy vòng: ${named}.`,
      `Water can run in a circle: ${named}.`,
      first.path[0],
      { item: 'link', also: [...links.slice(1).map(({ id }) => id), ...ids] },
    );
  });
}
