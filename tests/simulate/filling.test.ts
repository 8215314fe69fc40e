import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FillingReader, STATE } from '../../src/simulate/filling.ts';
import type { DrainTable } from '../../workers/city/types.ts';

/** J1 → J2 → O1: two pipes of 1 m, and a pump from J2 to nowhere that is drawn. */
const TABLE: DrainTable = {
  links: {
    ids: ['C1', 'C2', 'P1'],
    ends: Int32Array.from([0, 1, 1, 2, 1, -1]),
    invertM: Float32Array.from([2, 1, 1, 0, Number.NaN, Number.NaN]),
    heightM: Float32Array.from([1, 1, 0]),
  },
  nodes: {
    ids: ['J1', 'J2', 'O1'],
    invertM: Float32Array.from([2, 1, 0]),
    rimM: Float32Array.from([4, 3, Number.NaN]),
    outfall: Uint8Array.from([0, 0, 1]),
    lonLat: Float64Array.from([108, 16, 108.001, 16, 108.002, 16]),
  },
};
const flat = (...rows: (readonly [string, ...number[]])[]) =>
  Object.fromEntries(rows.map(([id, ...values]) => [id, Float32Array.from(values)]));
const reader = (headM: Record<string, Float32Array>, more = {}) =>
  new FillingReader(TABLE, { timesS: [0, 600], headM, ...more });
const bytesOf = (bytes: Uint8Array, index: number) => [...bytes.subarray(4 * index, 4 * index + 4)];

describe('what drains hold at an instant', () => {
  it('is linear between the output times: share at both ends and class of the mean', () => {
    const of = reader(flat(['J1', 2, 3], ['J2', 1, 1.5], ['O1', 0, 0]), {
      speedMS: flat(['C1', 0, 2], ['C2', 0, -2], ['P1', 0, 0]),
    });
    expect(bytesOf(of.at(0).bytes, 0)).toEqual([0, 0, 1, 128]);
    // Half way: 0.5 of 1 m above, 0.25 below; 1 m/s.
    expect(bytesOf(of.at(300).bytes, 0)).toEqual([128, 64, 2, 192]);
    expect(bytesOf(of.at(600).bytes, 0)).toEqual([255, 128, 3, 255]);
    // Against its direction.
    expect(bytesOf(of.at(600).bytes, 1)[3]).toBe(1);
    expect(of.at(600).counts).toEqual([0, 1, 1, 0, 0]);
  });

  it('a pipe is under pressure where both ends stand above their crowns', () => {
    const { bytes, counts } = reader(flat(['J1', 3.1, 3.1], ['J2', 2.2, 2.2], ['O1', 0.5, 0.5])).at(0);
    expect(bytesOf(bytes, 0).slice(0, 3)).toEqual([255, 255, 5]);
    expect(bytesOf(bytes, 1)[2]).toBe(3);
    expect(counts).toEqual([0, 0, 1, 0, 1]);
  });

  it('names manholes that spill, the strongest first, and outfalls that the water outside shuts', () => {
    const heads = flat(['J1', 4, 4], ['J2', 3, 3], ['O1', 2, 2]);
    const of = reader(heads, {
      risingM3s: flat(['J1', 0.09, 0.09], ['J2', 0.25, 0.25], ['O1', 0, 0]),
      flowM3s: flat(['C1', 0, 0], ['C2', -0.1, 0.4], ['P1', 0, 0]),
    });
    const before = of.at(0);
    expect(before.rising.map(({ id, index }) => [id, index])).toEqual([
      ['J2', 4],
      ['J1', 3],
    ]);
    expect(before.blocked.map(({ id }) => id)).toEqual(['O1']);
    expect(bytesOf(before.bytes, 4)).toEqual([255, 255, STATE.rising, 128]);
    expect(bytesOf(before.bytes, 5)[2]).toBe(STATE.blocked);
    // The same level outside, and water that leaves: drowned, not shut.
    expect(of.at(600).blocked).toEqual([]);
    expect(bytesOf(of.at(600).bytes, 5)[2]).toBe(STATE.free);
    // Without flows nobody can say that it is shut.
    expect(reader(heads).at(0).blocked).toEqual([]);
  });

  it('says nothing where a head is unknown, and of what is no pipe', () => {
    const { bytes, counts } = reader(flat(['J1', 3, 3])).at(0);
    expect([0, 1, 2].map((k) => bytesOf(bytes, k)[2])).toEqual([0, 0, 0]);
    expect(bytesOf(bytes, 4)[2]).toBe(STATE.unknown);
    expect(bytesOf(bytes, 3)[2]).toBe(STATE.node);
    expect(counts).toEqual([0, 0, 0, 0, 0]);
  });

  it('fills more, never less, as heads rise; each known pipe is in one class', () => {
    const head = fc.float({ min: -1, max: 6, noNaN: true });
    fc.assert(
      fc.property(head, head, head, fc.float({ min: 0, max: 2, noNaN: true }), (a, b, c, rise) => {
        const [low, high] = [0, rise].map((by) =>
          reader(flat(['J1', a + by, a + by], ['J2', b + by, b + by], ['O1', c + by, c + by])).at(0),
        );
        for (const k of [0, 1]) {
          const [x, y] = [bytesOf(low.bytes, k), bytesOf(high.bytes, k)];
          for (const i of [0, 1, 2]) expect(y[i]).toBeGreaterThanOrEqual(x[i]);
        }
        for (const { counts } of [low, high]) expect(counts.reduce((sum, n) => sum + n, 0)).toBe(2);
      }),
    );
  });
});
