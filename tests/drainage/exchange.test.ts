import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exchangeFlow, mouthOf } from '../../workers/drainage/exchange.ts';
import { createDrainage, type Opening } from '../../workers/drainage/index.ts';
import { chain, junction, outfall, pipe, steady, tank } from './build.ts';

const GRAVITY = 9.81;
const opening = (more: Partial<Opening> = {}): Opening => ({
  node: 'A',
  surface: 0,
  openingM2: 0.5,
  perimeterM: 2.5,
  ...more,
});
/** A manhole, closed but for its street. */
const bucket = (areaM2: number, more: Partial<Opening> = {}) =>
  createDrainage(
    {
      nodes: [tank('A', -2, 4), outfall('O', -9)],
      links: [
        {
          kind: 'outlet',
          id: 'X',
          from: 'A',
          to: 'O',
          crestLevelM: 99,
          by: 'depth',
          rating: { coefficient: 0, exponent: 1 },
        },
      ],
    },
    { surfaces: [{ areaM2, bedM: 0 }], openings: [opening(more)] },
  );

describe('the law of the exchange', () => {
  const mouth = mouthOf(0, opening(), 0);

  test('weir, submerged weir, orifice and surcharge as published', () => {
    const root2g = Math.sqrt(2 * GRAVITY);
    expect(exchangeFlow(mouth, 0.1, -1)).toBeCloseTo((2 / 3) * 0.54 * 2.5 * root2g * 0.1 ** 1.5, 9);
    // Shallower than area over perimeter (0.2 m): submerged weir; deeper: orifice.
    expect(exchangeFlow(mouth, 0.15, 0.1)).toBeCloseTo(0.056 * 2.5 * root2g * 0.15 * Math.sqrt(0.05), 9);
    expect(exchangeFlow(mouth, 0.5, 0.1)).toBeCloseTo(0.167 * 0.5 * root2g * Math.sqrt(0.4), 9);
    expect(exchangeFlow(mouth, 0.1, 0.6)).toBeCloseTo(-0.167 * 0.5 * root2g * Math.sqrt(0.5), 9);
    expect(exchangeFlow(mouth, 0.3, 0.3)).toBe(0);
    expect(exchangeFlow(mouth, 0, -1)).toBe(0);
  });

  test('more water on the street never gives less, more in the pipe never takes more', () => {
    const level = fc.double({ min: -0.5, max: 1, noNaN: true });
    fc.assert(
      fc.property(level, level, level, (street, head, other) => {
        const [low, high] = [Math.min(head, other), Math.max(head, other)];
        expect(exchangeFlow(mouth, street, high)).toBeLessThanOrEqual(exchangeFlow(mouth, street, low) + 1e-12);
        if (low >= 0)
          expect(exchangeFlow(mouth, high, street)).toBeGreaterThanOrEqual(exchangeFlow(mouth, low, street) - 1e-12);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  test('what is clogged does not flow; several openings flow together', () => {
    const half = mouthOf(0, opening({ count: 4, cloggedShare: 0.5 }), 0);
    expect(exchangeFlow(half, 0.1, -1)).toBeCloseTo(2 * exchangeFlow(mouth, 0.1, -1), 9);
    expect(exchangeFlow(mouthOf(0, opening({ cloggedShare: 1 }), 0), 0.1, 1)).toBe(0);
    expect(exchangeFlow(mouthOf(0, opening({ mostM3s: 0.01 }), 0), 0.5, -1)).toBe(0.01);
  });
});

describe('a manhole and its street', () => {
  test.each([0.5, 1, 5])('find one level in steps of %d s without swinging', (dtS) => {
    const drainage = bucket(20);
    let street = 0.6;
    let pipe = drainage.volumeM3[0];
    const all = street * 20 + pipe;
    for (let s = 0; s < 3000 / dtS; s++) {
      drainage.setSurfaceDepth(0, street);
      drainage.step(dtS);
      const moved = drainage.exchangedM3(0);
      expect(moved).toBeGreaterThan(-1e-5);
      street -= moved / 20;
      pipe += moved;
      expect(street).toBeGreaterThanOrEqual(drainage.headM[0] - 1e-4);
      expect(drainage.volumeM3[0]).toBeCloseTo(pipe, 9);
    }
    // 12 m³ of the street fill the tank's 8 m³ up to the rim; the rest stands level over both.
    expect(street).toBeCloseTo((all - 8) / 24, 3);
    expect(drainage.headM[0]).toBeCloseTo(street, 3);
    expect(drainage.massBalance().errorRel).toBeLessThan(1e-12);
  });

  test('the street gives no more than it has, and openings of one street share it', () => {
    const drainage = createDrainage(
      {
        nodes: [junction('A', -3), junction('B', -3), outfall('O', -4)],
        links: [pipe('P', 'A', 'O', [-3, -4]), pipe('R', 'B', 'O', [-3, -4])],
      },
      { surfaces: [{ areaM2: 2, bedM: 0 }], openings: [opening(), opening({ node: 'B' })] },
    );
    drainage.setSurfaceDepth(0, 0.3);
    for (let s = 0; s < 50; s++) {
      drainage.step(5);
      expect(drainage.surfaceDepthM(0)).toBeGreaterThan(-1e-8);
    }
    expect(drainage.massBalance().fromSurfaceM3).toBeCloseTo(0.6, 4);
  });

  test('a surcharged pipe gives to the street what it takes, and never flooding', () => {
    const drainage = createDrainage(
      {
        nodes: [junction('A', -2, 2), outfall('O', -2.1)],
        links: [pipe('P', 'A', 'O', [-2, -2.1], { section: { shape: 'circular', heightM: 0.3 } })],
        inflows: [steady('A', 0.5)],
      },
      { surfaces: [{ areaM2: 400, bedM: 0 }], openings: [opening()] },
    );
    for (let s = 0; s < 100; s++) drainage.step(5);
    const balance = drainage.massBalance();
    expect(balance.floodingM3).toBe(0);
    expect(balance.toSurfaceM3).toBeGreaterThan(10);
    expect(drainage.surfaceDepthM(0) * 400).toBeCloseTo(balance.toSurfaceM3 - balance.fromSurfaceM3, 6);
    expect(balance.errorRel).toBeLessThan(1e-12);
  });

  test('any streets over any chain keep their water together, in steps that settle', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(share, share, share), { minLength: 2, maxLength: 8 }),
        share,
        share,
        (streets, fall, surge) => {
          const network = chain(
            streets.length,
            fall,
            { section: { shape: 'circular', heightM: 0.3 + surge } },
            2 * surge,
          );
          const surfaces = streets.map(([area], i) => ({
            areaM2: 4 + 200 * area,
            bedM: (streets.length - i) * fall + 1.8,
          }));
          const openings = streets.map(([, size, clogged], surface) =>
            opening({
              node: `N${surface}`,
              surface,
              openingM2: 0.05 + size,
              perimeterM: 1 + 3 * size,
              cloggedShare: clogged,
            }),
          );
          const drainage = createDrainage(network, { surfaces, openings });
          streets.forEach(([, , depth], k) => {
            drainage.setSurfaceDepth(k, depth);
          });
          const onStreets = (): number =>
            surfaces.reduce((sum, { areaM2 }, k) => sum + areaM2 * drainage.surfaceDepthM(k), 0);
          const before = onStreets();
          for (let s = 0; s < 100; s++) {
            drainage.step(5);
            surfaces.forEach((_, k) => {
              expect(drainage.surfaceDepthM(k)).toBeGreaterThan(-1e-8);
            });
          }
          const balance = drainage.massBalance();
          expect(balance.errorRel).toBeLessThan(1e-11);
          expect(balance.floodingM3).toBe(0);
          expect(onStreets() - before).toBeCloseTo(balance.toSurfaceM3 - balance.fromSurfaceM3, 6);
          expect(drainage.counts.unsettled).toBe(0);
        },
      ),
      { seed: 11, numRuns: 60 },
    );
  });
});
