import FlatQueue from 'flatqueue';
import type { RoadUser } from './assumptions.ts';

/** Streets as a net: each joins two nodes, both ways. */
export interface StreetNet {
  readonly nodes: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly lengthM: Float32Array;
}

/** Speeds on streets that are not shut, km/h; assumed: slow, for rain, dark and many people at once. */
export const TRAVEL_KMH: Readonly<Record<RoadUser, number>> = {
  pedestrian: 3,
  motorbike: 15,
  car: 15,
  ambulance: 25,
  truck: 12,
  fireTruck: 20,
};

/**
 * The last time at which one can leave each node and still come to a goal, each street being left before water first
 * shuts it; one that was shut counts as shut from then on, which is on the safe side. Largest first (Dijkstra).
 * @param goals node, and until when it is of use, s
 * @returns s; Infinity: at any time; −Infinity: not even at the start of all times
 */
export function latestDepartures(
  net: StreetNet,
  closedAtS: Float64Array,
  speedKmH: number,
  goals: readonly { readonly node: number; readonly untilS: number }[],
): Float64Array {
  const late = new Float64Array(net.nodes).fill(Number.NEGATIVE_INFINITY);
  settle(
    net,
    goals,
    (node, road, at) => {
      const by = Math.min(at, closedAtS[road]) - (net.lengthM[road] * 3.6) / speedKmH;
      if (by <= late[node]) return undefined;
      late[node] = by;
      return by;
    },
    (node, untilS) => {
      if (untilS <= late[node]) return undefined;
      late[node] = untilS;
      return untilS;
    },
  );
  return late;
}

/** The goal that each node has nearest along dry streets, and how far it is, m; −1 and Infinity where none can be come to. */
export function nearestGoals(
  net: StreetNet,
  goals: readonly { readonly node: number }[],
): { readonly goal: Int32Array; readonly distanceM: Float64Array } {
  const goal = new Int32Array(net.nodes).fill(-1);
  const distanceM = new Float64Array(net.nodes).fill(Number.POSITIVE_INFINITY);
  const other = goals.map(({ node }) => ({ node, untilS: 0 }));
  // The nearest first is the largest of the distances turned about.
  settle(
    net,
    other,
    (node, road, at, via) => {
      const far = -at + net.lengthM[road];
      if (far >= distanceM[node]) return undefined;
      distanceM[node] = far;
      goal[node] = goal[via];
      return -far;
    },
    (node, _, k) => {
      if (distanceM[node] === 0) return undefined;
      distanceM[node] = 0;
      goal[node] = k;
      return 0;
    },
  );
  return { goal, distanceM };
}

/** Goes out from the goals over all streets, the node with the largest value first. `undefined` ends a way. */
function settle(
  { nodes, from, to }: StreetNet,
  goals: readonly { readonly node: number; readonly untilS: number }[],
  reach: (node: number, road: number, value: number, via: number) => number | undefined,
  begin: (node: number, untilS: number, goal: number) => number | undefined,
): void {
  const { start, roads } = roadsOfNodes(nodes, from, to);
  // The queue gives the least first.
  const queue = new FlatQueue<number>();
  goals.forEach(({ node, untilS }, k) => {
    const value = begin(node, untilS, k);
    if (value !== undefined) queue.push(node, -value);
  });
  const done = new Uint8Array(nodes);
  while (queue.length > 0) {
    const at = -(queue.peekValue() as number);
    const node = queue.pop() as number;
    if (done[node]) continue;
    done[node] = 1;
    for (let e = start[node]; e < start[node + 1]; e++) {
      const road = roads[e];
      const next = from[road] === node ? to[road] : from[road];
      if (done[next]) continue;
      const value = reach(next, road, at, node);
      if (value !== undefined) queue.push(next, -value);
    }
  }
}

/** Streets at each node: those of node n from `start[n]` to `start[n + 1]`. */
export function roadsOfNodes(nodes: number, from: Uint32Array, to: Uint32Array) {
  const start = new Uint32Array(nodes + 1);
  for (let j = 0; j < from.length; j++) {
    start[from[j] + 1]++;
    start[to[j] + 1]++;
  }
  for (let n = 0; n < nodes; n++) start[n + 1] += start[n];
  const roads = new Uint32Array(from.length * 2);
  const at = start.slice(0, nodes);
  for (let j = 0; j < from.length; j++) {
    roads[at[from[j]]++] = j;
    roads[at[to[j]]++] = j;
  }
  return { start, roads };
}
