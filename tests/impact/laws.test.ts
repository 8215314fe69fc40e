import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ASSUMPTIONS,
  annuity,
  compareRuns,
  costBenefit,
  damageShare,
  damageVnd,
  expectedAnnualDamage,
  hazardClass,
  wetRoadSpeed,
} from '../../workers/impact/index.ts';

const depth = fc.double({ min: 0, max: 6, noNaN: true });
const speed = fc.double({ min: 0, max: 6, noNaN: true });

describe('laws of impact', () => {
  test('the class of hazard grows with depth and with speed, and has the published limits', () => {
    fc.assert(
      fc.property(depth, speed, depth, speed, (d, v, more, faster) => {
        expect(hazardClass(d + more, v)).toBeGreaterThanOrEqual(hazardClass(d, v));
        expect(hazardClass(d, v + faster)).toBeGreaterThanOrEqual(hazardClass(d, v));
      }),
    );
    expect([
      hazardClass(0, 3),
      hazardClass(0.3, 1),
      hazardClass(0.31, 1),
      hazardClass(0.5, 1.2),
      hazardClass(1.2, 0.5),
      hazardClass(2, 0.5),
      hazardClass(1, 2.5),
      hazardClass(4.1, 0),
    ]).toEqual([0, 1, 2, 2, 3, 4, 5, 6]);
  });

  test('the class of a storm is the worst of its moments, from the maxima of depth, speed and their product', () => {
    const moment = fc.record({ d: depth, v: speed });
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 8 }), (moments) => {
        const most = (of: (m: { d: number; v: number }) => number): number => Math.max(...moments.map(of));
        const worst = most(({ d, v }) => hazardClass(d, v));
        // Speeds count where there is water.
        const wetSpeed = most(({ d, v }) => (d > 0 ? v : 0));
        expect(
          hazardClass(
            most(({ d }) => d),
            wetSpeed,
            most(({ d, v }) => d * v),
          ),
        ).toBe(worst);
      }),
    );
  });

  test('damage grows with depth from nothing to the whole value', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 2, 3), depth, depth, (use, d, more) => {
        expect(damageVnd(ASSUMPTIONS, use, 80, d + more)).toBeGreaterThanOrEqual(damageVnd(ASSUMPTIONS, use, 80, d));
      }),
    );
    expect(damageShare([0, 1, 2], [0, 0.4, 1], 1.5)).toBeCloseTo(0.7, 12);
    expect(damageShare([0, 1, 2], [0, 0.4, 1], 9)).toBe(1);
    expect(damageVnd(ASSUMPTIONS, 0, 80, 0)).toBe(0);
  });

  test('cars slow down in water and stop at 0.3 m (Pregnolato et al. 2017)', () => {
    expect(wetRoadSpeed(0)).toBeCloseTo(86.9448, 9);
    expect(wetRoadSpeed(0.1)).toBeCloseTo(0.0009 * 1e4 - 55.29 + 86.9448, 9);
    expect(wetRoadSpeed(0.3)).toBe(0);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.29, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (d, more) => {
          expect(wetRoadSpeed(d + more)).toBeLessThanOrEqual(wetRoadSpeed(d) + 1e-9);
        },
      ),
    );
  });

  test('two runs: newly wet, newly dry, unchanged and without data are all cells; the way back turns the sign', () => {
    const map = fc.array(fc.oneof(fc.constant(0), fc.constant(Number.NaN), fc.float({ min: 0, max: 1, noNaN: true })), {
      minLength: 40,
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        map,
        map,
        fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 40, maxLength: 40 }),
        (a, b, zones) => {
          const [first, second] = [Float32Array.from(a), Float32Array.from(b)];
          const there = compareRuns(first, second, 4, Int16Array.from(zones), 3);
          const back = compareRuns(second, first, 4, Int16Array.from(zones), 3);
          const { newlyWet, newlyDry, unchanged, noData } = there.cells;
          expect(newlyWet + newlyDry + unchanged + noData).toBe(40);
          expect(back.cells).toEqual({ newlyWet: newlyDry, newlyDry: newlyWet, unchanged, noData });
          const change = there.zones.reduce((sum, zone) => sum + zone.wetAfterM2 - zone.wetBeforeM2, 0);
          expect(change).toBeCloseTo(there.newlyWetM2 - there.newlyDryM2, 9);
          there.differenceM.forEach((d, i) => {
            if (Number.isNaN(d)) expect(back.differenceM[i]).toBeNaN();
            else expect(back.differenceM[i]).toBe(d === 0 ? 0 : -d);
          });
        },
      ),
    );
    expect(() => compareRuns(new Float32Array(3), new Float32Array(4), 1, new Int16Array(3), 0)).toThrow(
      /3 and 4 cells/,
    );
  });

  test('expected annual damage: by hand, and never less for more damage', () => {
    // 2 years 10, 10 years 50, rarer as 10 years: (1 − 0.5)·5 + 0.4·30 + 0.1·50.
    expect(
      expectedAnnualDamage([
        { returnPeriodY: 10, damageVnd: 50 },
        { returnPeriodY: 2, damageVnd: 10 },
      ]),
    ).toBeCloseTo(2.5 + 12 + 5, 12);
    expect(expectedAnnualDamage([])).toBe(0);
    const event = fc.record({
      returnPeriodY: fc.double({ min: 1, max: 500, noNaN: true }),
      damageVnd: fc.double({ min: 0, max: 1e12, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 1, maxLength: 6 }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (events, by) => {
          const more = events.map((each) => ({ ...each, damageVnd: each.damageVnd * by }));
          expect(expectedAnnualDamage(more)).toBeGreaterThanOrEqual(expectedAnnualDamage(events) * (1 - 1e-9));
        },
      ),
    );
  });

  test('benefit is worth today what its years are: annuity by hand', () => {
    expect(annuity(0, 40)).toBe(40);
    expect(annuity(0.1, 2)).toBeCloseTo(1 / 1.1 + 1 / 1.21, 12);
    const { costVnd, benefitVnd, ratio } = costBenefit(100, 20, { discountRate: 0.1, lifeYears: 2, upkeepShare: 0.05 });
    expect(costVnd).toBeCloseTo(100 + 5 * annuity(0.1, 2), 9);
    expect(benefitVnd).toBeCloseTo(20 * annuity(0.1, 2), 9);
    expect(ratio).toBeCloseTo(benefitVnd / costVnd, 12);
  });
});
