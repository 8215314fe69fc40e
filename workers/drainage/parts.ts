import type { Elimination } from './matrix/order.ts';
import { LINK, type System } from './system.ts';

/** Networks within a network: no link joins one part with another, so each is balanced on its own. */
export interface Parts {
  readonly count: number;
  /** Nodes by part, from `nodeStart[p]` to `nodeStart[p + 1]`. */
  readonly nodes: Int32Array;
  readonly nodeStart: Int32Array;
  /**
   * Links by part, from `linkStart[p]` to `linkStart[p + 1]`: first those whose coefficients stand still while heads are
   * sought, from `mouthStart[p]` on the openings to the street.
   */
  readonly links: Int32Array;
  readonly linkStart: Int32Array;
  readonly mouthStart: Int32Array;
  /** Index of a network's first exchange among its links; openings are counted from it. */
  readonly firstMouth: number;
}

export function partsOf({ links, nodes }: System, { order, partStart }: Elimination): Parts {
  const count = partStart.length - 1;
  const partOf = new Int32Array(nodes.count);
  for (let p = 0; p < count; p++) for (let k = partStart[p]; k < partStart[p + 1]; k++) partOf[order[k]] = p;
  const isMouth = (k: number): number => Number(links.kind[k] === LINK.exchange);
  const all = Array.from({ length: links.count }, (_, k) => k);
  const [list, starts] = byGroup(all, 2 * count, (k) => 2 * partOf[links.to[k]] + isMouth(k));
  return {
    count,
    nodes: order,
    nodeStart: partStart,
    links: list,
    linkStart: starts.filter((_, group) => group % 2 === 0),
    mouthStart: starts.filter((_, group) => group % 2 === 1),
    firstMouth: Math.max(0, links.kind.indexOf(LINK.exchange)),
  };
}

/** A list by group, in its order within each, and where each group begins. */
function byGroup(list: readonly number[], count: number, groupOf: (item: number) => number): [Int32Array, Int32Array] {
  const start = new Int32Array(count + 1);
  for (const item of list) start[groupOf(item) + 1]++;
  for (let g = 0; g < count; g++) start[g + 1] += start[g];
  const next = start.slice();
  const sorted = new Int32Array(list.length);
  for (const item of list) sorted[next[groupOf(item)]++] = item;
  return [sorted, start];
}
