import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fastestWay,
  latestDepartures,
  openUntil,
  PASSAGE,
  type Passage,
  type StreetNet,
} from '../../workers/impact/index.ts';

/** 36 km/h: 10 m/s. */
const SPEED = 36;
const net = (nodes: number, roads: readonly (readonly [number, number, number])[]): StreetNet => ({
  nodes,
  from: Uint32Array.from(roads, ([a]) => a),
  to: Uint32Array.from(roads, ([, b]) => b),
  lengthM: Float32Array.from(roads, ([, , length]) => length),
});
/** Two ways from 0 to 3: 200 m through 1, 400 m through 2. */
const diamond = net(4, [
  [0, 1, 100],
  [3, 1, 100],
  [0, 2, 200],
  [2, 3, 200],
]);
const dry = (): Passage => PASSAGE.open;

describe('the fastest way', () => {
  test('is the short one while it is dry, its streets in order and in the direction they are gone', () => {
    const way = fastestWay(diamond, 0, [3], 1000, SPEED, dry);
    expect(way).toMatchObject({ roads: [0, 1], backwards: [0, 1], arriveS: 1020, lengthM: 200, goal: 0 });
    expect(way?.enteredS).toEqual([1000, 1010]);
    expect(way?.leftS).toEqual([1010, 1020]);
  });

  test('goes round a shut street, and round one that is shut before it is left', () => {
    const shutFrom = (timeS: number) =>
      fastestWay(diamond, 0, [3], 0, SPEED, (road, at) => (road === 1 && at >= timeS ? PASSAGE.shut : PASSAGE.open));
    expect(shutFrom(0)?.roads).toEqual([2, 3]);
    expect(shutFrom(15)?.roads).toEqual([2, 3]);
    expect(shutFrom(25)?.roads).toEqual([0, 1]);
  });

  test('takes twice as long through water that slows: round it where that is sooner', () => {
    const slow = (roads: readonly number[]) =>
      fastestWay(diamond, 0, [3], 0, SPEED, (road) => (roads.includes(road) ? PASSAGE.slow : PASSAGE.open));
    expect(slow([0])?.arriveS).toBe(30);
    expect(slow([0, 1])?.arriveS).toBe(40);
    expect(slow([2, 3])?.roads).toEqual([0, 1]);
  });

  test('comes to the goal that is reached first; none where all is shut', () => {
    expect(fastestWay(diamond, 0, [3, 1], 0, SPEED, dry)).toMatchObject({ goal: 1, roads: [0] });
    expect(fastestWay(diamond, 0, [0], 5, SPEED, dry)).toMatchObject({ goal: 0, roads: [], arriveS: 5, lengthM: 0 });
    expect(fastestWay(diamond, 0, [3], 0, SPEED, () => PASSAGE.shut)).toBeUndefined();
  });

  test('stays open until the first of its streets shuts while one is on it', () => {
    const way = fastestWay(diamond, 0, [3], 0, SPEED, dry);
    if (!way) throw new Error('no way');
    expect(openUntil(way, () => Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(openUntil(way, (road) => (road === 1 ? 100 : 95))).toBe(80);
  });

  test('in any net under any water: exists exactly where one may still leave, and can be left until then', () => {
    const road = fc.tuple(fc.nat(7), fc.nat(7), fc.integer({ min: 10, max: 300 }), fc.integer({ min: 0, max: 120 }));
    fc.assert(
      fc.property(fc.array(road, { minLength: 4, maxLength: 24 }), (roads) => {
        const joined = net(
          8,
          roads.map(([a, b, length]) => [a, b, length] as const),
        );
        const closedAtS = Float64Array.from(roads, ([, , , at]) => at);
        // Shut once, shut for good: then the latest departures say the same from the other end.
        const passage = (k: number, timeS: number): Passage => (timeS > closedAtS[k] ? PASSAGE.shut : PASSAGE.open);
        const late = latestDepartures(joined, closedAtS, SPEED, [{ node: 7, untilS: Number.POSITIVE_INFINITY }]);
        for (let start = 0; start < 8; start++) {
          const way = fastestWay(joined, start, [7], 0, SPEED, passage);
          expect(way !== undefined).toBe(late[start] >= -1e-9);
          if (!way) continue;
          expect(openUntil(way, (k) => closedAtS[k])).toBeLessThanOrEqual(late[start] + 1e-9);
          way.roads.forEach((k, i) => {
            expect(way.leftS[i]).toBeLessThanOrEqual(closedAtS[k]);
          });
        }
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
