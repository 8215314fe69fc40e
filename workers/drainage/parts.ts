import type { Elimination } from './matrix/order.ts';
import { LINK, type System } from './system.ts';

/** Networks within a network: no link joins one part with another, so each is balanced on its own. */
export interface Parts {
  readonly count: number;
  /** Nodes by part, from `nodeStart[p]` to `nodeStart[p + 1]`. */
  readonly nodes: Int32Array;
  readonly nodeStart: Int32Array;
  /** Links by part whose coefficients stand still while heads are sought. */
  readonly links: Int32Array;
  readonly linkStart: Int32Array;
  /** Openings to the street by part, counted from the first exchange. */
  readonly mouths: Int32Array;
  readonly mouthStart: Int32Array;
}

export function partsOf({ links, nodes }: System, { order, partStart }: Elimination): Parts {
  const count = partStart.length - 1;
  const partOf = new Int32Array(nodes.count);
  for (let p = 0; p < count; p++) for (let k = partStart[p]; k < partStart[p + 1]; k++) partOf[order[k]] = p;
  const still: number[] = [];
  const mouths: number[] = [];
  for (let k = 0; k < links.count; k++) (links.kind[k] === LINK.exchange ? mouths : still).push(k);
  const [linkList, linkStart] = byPart(still, count, (k) => partOf[links.from[k]]);
  const firstMouth = mouths[0] ?? 0;
  const [mouthList, mouthStart] = byPart(mouths, count, (k) => partOf[links.to[k]]);
  return {
    count,
    nodes: order,
    nodeStart: partStart,
    links: linkList,
    linkStart,
    mouths: mouthList.map((k) => k - firstMouth),
    mouthStart,
  };
}

/** A list by part, in its order within each, and where each part begins. */
function byPart(list: readonly number[], count: number, partOf: (item: number) => number): [Int32Array, Int32Array] {
  const start = new Int32Array(count + 1);
  for (const item of list) start[partOf(item) + 1]++;
  for (let p = 0; p < count; p++) start[p + 1] += start[p];
  const next = start.slice();
  const sorted = new Int32Array(list.length);
  for (const item of list) sorted[next[partOf(item)]++] = item;
  return [sorted, start];
}
