import type { Elimination } from './matrix/order.ts';
import { LINK, type System } from './system.ts';

/** Indices by part: those of part p from `start[p]` to `start[p + 1]`. */
export interface Grouped {
  readonly list: Int32Array;
  readonly start: Int32Array;
}

/** Networks within a network: no link joins one part with another, so each is balanced on its own, in steps of its own. */
export interface Parts {
  readonly count: number;
  /** In the order of their elimination. */
  readonly nodes: Grouped;
  /** Links whose coefficients stand still while heads are sought: all but the openings to the street. */
  readonly links: Grouped;
  readonly conduits: Grouped;
  readonly structures: Grouped;
  readonly pumps: Grouped;
  readonly transfers: Grouped;
  /** Openings to the street, by their own index: the first has the link `firstMouth`. */
  readonly mouths: Grouped;
  readonly firstMouth: number;
  /** Part of each node; −1 for a street. */
  readonly ofNode: Int32Array;
}

export function partsOf({ links, nodes }: System, { order, partStart }: Elimination): Parts {
  const count = partStart.length - 1;
  const ofNode = new Int32Array(nodes.count).fill(-1);
  for (let p = 0; p < count; p++) for (let k = partStart[p]; k < partStart[p + 1]; k++) ofNode[order[k]] = p;
  const all = Array.from({ length: links.count }, (_, k) => k);
  const ofKinds = (...kinds: number[]): Grouped =>
    byGroup(
      all.filter((k) => kinds.includes(links.kind[k])),
      count,
      (k) => ofNode[links.to[k]],
    );
  const mouths = ofKinds(LINK.exchange);
  const firstMouth = links.count - mouths.list.length;
  return {
    count,
    nodes: { list: order, start: partStart },
    links: ofKinds(...Object.values(LINK).filter((kind) => kind !== LINK.exchange)),
    conduits: ofKinds(LINK.conduit),
    structures: ofKinds(LINK.orifice, LINK.weir, LINK.outlet),
    pumps: ofKinds(LINK.pump),
    transfers: ofKinds(LINK.transfer),
    mouths: { ...mouths, list: mouths.list.map((k) => k - firstMouth) },
    firstMouth,
    ofNode,
  };
}

/** A list by group, in its order within each, and where each group begins. */
export function byGroup(list: readonly number[], count: number, groupOf: (item: number) => number): Grouped {
  const start = new Int32Array(count + 1);
  for (const item of list) start[groupOf(item) + 1]++;
  for (let g = 0; g < count; g++) start[g + 1] += start[g];
  const next = start.slice();
  const sorted = new Int32Array(list.length);
  for (const item of list) sorted[next[groupOf(item)]++] = item;
  return { list: sorted, start };
}
