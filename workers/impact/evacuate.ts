import type { Assumptions, RoadUser } from './assumptions.ts';
import type { CellLists } from './types.ts';

/** Streets as a net: each joins two nodes, both ways. */
export interface StreetNet {
  readonly nodes: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly lengthM: Float32Array;
}

/** Water on each street, frame by frame: `depthM[frame * roads + road]`, the deepest of its cells. */
export interface StreetWater {
  readonly timesS: readonly number[];
  readonly depthM: Float32Array;
  /** Greatest depth × speed, m²/s. */
  readonly productM2S: Float32Array;
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

export function streetWater(
  { start, cells }: CellLists,
  timesS: readonly number[],
  frame: (index: number) => { readonly depthM: Float32Array; readonly speedMS: Float32Array },
): StreetWater {
  const roads = start.length - 1;
  const depthM = new Float32Array(roads * timesS.length);
  const productM2S = new Float32Array(roads * timesS.length);
  for (let k = 0; k < timesS.length; k++) {
    const water = frame(k);
    for (let j = 0; j < roads; j++) {
      let [deepest, strongest] = [0, 0];
      for (let e = start[j]; e < start[j + 1]; e++) {
        const depth = water.depthM[cells[e]];
        if (depth > deepest) deepest = depth;
        const product = depth * water.speedMS[cells[e]];
        if (product > strongest) strongest = product;
      }
      depthM[k * roads + j] = deepest;
      productM2S[k * roads + j] = strongest;
    }
  }
  return { timesS, depthM, productM2S };
}

/** Whether water shuts a street for a user. */
export const isShut = (
  depthM: number,
  productM2S: number,
  user: RoadUser,
  { roadLimitM, pedestrianM2S }: Assumptions,
): boolean => depthM > roadLimitM[user] || (user === 'pedestrian' && productM2S > pedestrianM2S);

/** When each street is first shut for a user, s; Infinity: never. */
export function closings(
  { timesS, depthM, productM2S }: StreetWater,
  user: RoadUser,
  assumed: Assumptions,
): Float64Array {
  const roads = timesS.length > 0 ? depthM.length / timesS.length : 0;
  const first = new Float64Array(roads).fill(Number.POSITIVE_INFINITY);
  for (let k = timesS.length - 1; k >= 0; k--)
    for (let j = 0; j < roads; j++)
      if (isShut(depthM[k * roads + j], productM2S[k * roads + j], user, assumed)) first[j] = timesS[k];
  return first;
}

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
  const heap = new Heap();
  goals.forEach(({ node, untilS }, k) => {
    const value = begin(node, untilS, k);
    if (value !== undefined) heap.push(node, value);
  });
  const done = new Uint8Array(nodes);
  for (let node = heap.pop(); node !== undefined; node = heap.pop()) {
    if (done[node.node]) continue;
    done[node.node] = 1;
    for (let e = start[node.node]; e < start[node.node + 1]; e++) {
      const road = roads[e];
      const next = from[road] === node.node ? to[road] : from[road];
      if (done[next]) continue;
      const value = reach(next, road, node.value, node.node);
      if (value !== undefined) heap.push(next, value);
    }
  }
}

function roadsOfNodes(nodes: number, from: Uint32Array, to: Uint32Array) {
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

/** Nodes by value, the largest first. */
class Heap {
  private readonly items: { readonly node: number; readonly value: number }[] = [];

  push(node: number, value: number): void {
    const { items } = this;
    let at = items.push({ node, value }) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (items[up].value >= items[at].value) break;
      [items[up], items[at]] = [items[at], items[up]];
      at = up;
    }
  }

  pop(): { readonly node: number; readonly value: number } | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (!top || !last || items.length === 0) return top;
    items[0] = last;
    for (let at = 0; ; ) {
      let most = at;
      for (const down of [2 * at + 1, 2 * at + 2])
        if (down < items.length && items[down].value > items[most].value) most = down;
      if (most === at) return top;
      [items[most], items[at]] = [items[at], items[most]];
      at = most;
    }
  }
}
