import type { Opening } from './exchange.ts';
import { eliminationOf } from './matrix/order.ts';
import type { Network } from './network.ts';

/**
 * The same network and openings with what is solved together lying together: trees one after the other, each from its
 * twigs to its outfall. On a city's drains a step takes a fifth less time than in the order of a file.
 */
export function inOrder(
  network: Network,
  openings: readonly Opening[],
): { readonly network: Network; readonly openings: readonly Opening[] } {
  const at = new Map(network.nodes.map(({ id }, i) => [id, i]));
  const { nodes, links } = network;
  // Ends that are unknown are told where the network is built.
  if (links.some(({ from, to }) => !at.has(from) || !at.has(to))) return { network, openings };
  const indices = (ids: readonly string[]): number[] => ids.map((id) => at.get(id) as number);
  const { order, rank } = eliminationOf(
    nodes.length,
    indices(links.map(({ from }) => from)),
    indices(links.map(({ to }) => to)),
  );
  const rankOf = (id: string): number => rank[at.get(id) ?? 0];
  const first = new Map(links.map((link) => [link, Math.min(rankOf(link.from), rankOf(link.to))]));
  return {
    network: {
      ...network,
      nodes: Array.from(order, (i) => nodes[i]),
      links: [...links].sort((a, b) => (first.get(a) ?? 0) - (first.get(b) ?? 0)),
    },
    openings: [...openings].sort((a, b) => rankOf(a.node) - rankOf(b.node)),
  };
}
