import FlatQueue from 'flatqueue';
import { roadsOfNodes, type StreetNet } from './evacuate.ts';
import { PASSAGE, type Passage } from './streets.ts';

/** Through water that slows, at this share of the speed; assumed. */
export const SLOW_SHARE = 0.5;

/** A way through the streets. */
export interface Way {
  /** Streets in order, and when each is entered and left, s. */
  readonly roads: readonly number[];
  readonly enteredS: readonly number[];
  readonly leftS: readonly number[];
  /** 1 where a street is gone from its last point to its first. */
  readonly backwards: readonly number[];
  readonly arriveS: number;
  readonly lengthM: number;
  /** Index of the goal it comes to. */
  readonly goal: number;
}

/**
 * The way that arrives first, leaving at a time, over streets that are not shut when they are entered nor when they are
 * left: earliest arrivals by Dijkstra. Nobody waits for water to fall, even where that would be sooner.
 * @param passageAt of a street at a time, s
 * @returns undefined where no goal can be come to
 */
export function fastestWay(
  net: StreetNet,
  start: number,
  goals: readonly number[],
  departS: number,
  speedKmH: number,
  passageAt: (road: number, timeS: number) => Passage,
): Way | undefined {
  const { nodes, from, to, lengthM } = net;
  const of = roadsOfNodes(nodes, from, to);
  const arriveS = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY);
  const via = new Int32Array(nodes).fill(-1);
  const done = new Uint8Array(nodes);
  const queue = new FlatQueue<number>();
  arriveS[start] = departS;
  queue.push(start, departS);
  while (queue.length > 0) {
    const node = queue.pop() as number;
    if (done[node]) continue;
    done[node] = 1;
    const goal = goals.indexOf(node);
    if (goal >= 0) return wayTo(net, start, node, goal, arriveS, via);
    const now = arriveS[node];
    for (let e = of.start[node]; e < of.start[node + 1]; e++) {
      const road = of.roads[e];
      const next = from[road] === node ? to[road] : from[road];
      if (done[next]) continue;
      const entering = passageAt(road, now);
      if (entering === PASSAGE.shut) continue;
      const metresPerS = (speedKmH / 3.6) * (entering === PASSAGE.slow ? SLOW_SHARE : 1);
      const at = now + lengthM[road] / metresPerS;
      if (at >= arriveS[next] || passageAt(road, at) === PASSAGE.shut) continue;
      arriveS[next] = at;
      via[next] = road;
      queue.push(next, at);
    }
  }
  return undefined;
}

function wayTo(
  { from, to, lengthM }: StreetNet,
  start: number,
  end: number,
  goal: number,
  arriveS: Float64Array,
  via: Int32Array,
): Way {
  const roads: number[] = [];
  const enteredS: number[] = [];
  const leftS: number[] = [];
  const backwards: number[] = [];
  for (let node = end; node !== start; ) {
    const road = via[node];
    const before = to[road] === node ? from[road] : to[road];
    roads.unshift(road);
    backwards.unshift(to[road] === node ? 0 : 1);
    leftS.unshift(arriveS[node]);
    enteredS.unshift(arriveS[before]);
    node = before;
  }
  const total = roads.reduce((sum, road) => sum + lengthM[road], 0);
  return { roads, enteredS, leftS, backwards, arriveS: arriveS[end], lengthM: total, goal };
}

/**
 * The last time at which the same way can be begun, s: each street is left before water next shuts it. Infinity: at any
 * time of the run.
 * @param shutFromS when a street is next shut at or after a time, s; Infinity: no more
 */
export function openUntil(way: Way, shutFromS: (road: number, timeS: number) => number): number {
  const departS = way.enteredS[0] ?? 0;
  let until = Number.POSITIVE_INFINITY;
  way.roads.forEach((road, k) => {
    until = Math.min(until, shutFromS(road, way.enteredS[k]) - (way.leftS[k] - departS));
  });
  return until;
}
