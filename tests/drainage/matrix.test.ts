import fc from 'fast-check';
import { expect, test } from 'vitest';
import { solve } from '../../workers/drainage/matrix/factor.ts';
import { eliminationOf } from '../../workers/drainage/matrix/order.ts';

test('any sparse, diagonally dominant system is solved', () => {
  const edge = fc.tuple(
    fc.nat(19),
    fc.nat(19),
    fc.double({ min: -1, max: 0, noNaN: true }),
    fc.double({ min: -1, max: 0, noNaN: true }),
  );
  fc.assert(
    fc.property(
      fc.array(edge, { maxLength: 60 }),
      fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 20, maxLength: 20 }),
      (edges, wanted) => {
        const pairs = new Map(
          edges
            .filter(([a, b]) => a !== b)
            .map((one) => [`${Math.min(one[0], one[1])} ${Math.max(one[0], one[1])}`, one]),
        );
        const joined = [...pairs.values()];
        const elimination = eliminationOf(
          20,
          joined.map(([a]) => a),
          joined.map(([, b]) => b),
        );
        const dense = Array.from({ length: 20 }, () => new Float64Array(20));
        const diagonal = new Float64Array(20).fill(1);
        const off = new Float64Array(elimination.entries);
        for (const [a, b, ab, ba] of joined) {
          off[elimination.place(a, b)] = ab;
          off[elimination.place(b, a)] = ba;
          dense[a][b] = ab;
          dense[b][a] = ba;
          diagonal[b] -= ab;
          diagonal[a] -= ba;
        }
        const right = Float64Array.from(
          wanted,
          (value, i) => diagonal[i] * value + dense[i].reduce((sum, entry, j) => sum + entry * wanted[j], 0),
        );
        const x = new Float64Array(20);
        for (let part = 0; part < elimination.partStart.length - 1; part++)
          solve(elimination, diagonal, off, right, x, part);
        x.forEach((value, i) => {
          expect(value).toBeCloseTo(wanted[i], 7);
        });
      },
    ),
    { seed: 5 },
  );
});

test('a tree fills in nothing', () => {
  const parents = Array.from({ length: 999 }, (_, i) => Math.floor(i / 2));
  const elimination = eliminationOf(
    1000,
    Array.from({ length: 999 }, (_, i) => i + 1),
    parents,
  );
  expect(elimination.entries).toBe(2 * 999);
  expect(elimination.pairTarget.length).toBe(0);
});
