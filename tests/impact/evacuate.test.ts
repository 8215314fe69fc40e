import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latestDepartures, nearestGoals, type StreetNet } from '../../workers/impact/index.ts';

/** Streets of 1 km at 3.6 km/h: 1,000 s each. */
const net = (ways: readonly (readonly [number, number])[], lengthM = 1000): StreetNet => ({
  nodes: Math.max(...ways.flat()) + 1,
  from: Uint32Array.from(ways, ([a]) => a),
  to: Uint32Array.from(ways, ([, b]) => b),
  lengthM: new Float32Array(ways.length).fill(lengthM),
});
const never = Number.POSITIVE_INFINITY;

describe('the last departure', () => {
  test('by hand: a way of two streets, the farther one shut at 5,000 s; a way about it stays open', () => {
    const ways = net([
      [0, 1],
      [1, 2],
      [0, 3],
      [3, 4],
      [4, 2],
    ]);
    const goal = [{ node: 2, untilS: never }];
    expect([...latestDepartures(ways, Float64Array.of(never, 5000, never, never, never), 3.6, goal)]).toEqual([
      never,
      never,
      never,
      never,
      never,
    ]);
    const shut = latestDepartures(ways, Float64Array.of(never, 5000, 4000, 4000, 4000), 3.6, goal);
    // Over 1: in time to be through the street that shuts at 5,000 s.
    expect(shut[1]).toBe(4000);
    expect(shut[0]).toBe(3000);
    expect(shut[4]).toBe(3000);
    expect(shut[3]).toBe(2000);
  });

  test('is bounded by the refuge itself, and nobody leaves from where no street goes', () => {
    const ways = net([
      [0, 1],
      [2, 3],
    ]);
    const late = latestDepartures(ways, Float64Array.of(never, never), 3.6, [{ node: 1, untilS: 7200 }]);
    expect(late[0]).toBe(6200);
    expect(late[2]).toBe(Number.NEGATIVE_INFINITY);
    expect([...nearestGoals(ways, [{ node: 1 }]).goal]).toEqual([0, 0, -1, -1]);
  });

  test('is that of the best of all ways, found one by one', () => {
    const roads = fc.array(
      fc.tuple(fc.nat(5), fc.nat(5)).filter(([a, b]) => a !== b),
      { minLength: 1, maxLength: 9 },
    );
    fc.assert(
      fc.property(roads, fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 9, maxLength: 9 }), (ways, shut) => {
        const streets = { ...net(ways, 700), nodes: 6 };
        const closed = Float64Array.from(ways, (_, j) => shut[j]);
        const late = latestDepartures(streets, closed, 3.6, [{ node: 0, untilS: 8000 }]);
        const best = (node: number, seen: readonly number[]): number => {
          if (node === 0) return 8000;
          let most = Number.NEGATIVE_INFINITY;
          ways.forEach(([a, b], j) => {
            const next = a === node ? b : b === node ? a : -1;
            if (next < 0 || seen.includes(next)) return;
            most = Math.max(most, Math.min(best(next, [...seen, next]), closed[j]) - 700);
          });
          return most;
        };
        for (let node = 0; node < 6; node++) expect(late[node]).toBe(best(node, [node]));
      }),
    );
  });

  test('never comes later when a street shuts sooner, and the nearest refuge is no farther by more streets', () => {
    const ways: [number, number][] = [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 0],
      [1, 3],
    ];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 5, maxLength: 5 }), fc.nat(4), (shut, k) => {
        const sooner = shut.map((at, j) => (j === k ? at / 2 : at));
        const goal = [{ node: 0, untilS: 20000 }];
        const a = latestDepartures(net(ways), Float64Array.from(shut), 3.6, goal);
        const b = latestDepartures(net(ways), Float64Array.from(sooner), 3.6, goal);
        b.forEach((late, node) => {
          expect(late).toBeLessThanOrEqual(a[node]);
        });
      }),
    );
    const fewer = nearestGoals({ ...net(ways.slice(0, 4)), nodes: 4 }, [{ node: 0 }]).distanceM;
    nearestGoals(net(ways), [{ node: 0 }]).distanceM.forEach((far, node) => {
      expect(far).toBeLessThanOrEqual(fewer[node]);
    });
  });
});
