import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  delaysS,
  depthMm,
  designStorm,
  floodOf,
  heaviestMm,
  IDF_DANANG,
  idfDepthMm,
  rarityOf,
  returnPeriodY,
  riverSeries,
} from '../../src/scenario/index.ts';

const seriesOf = (rates: readonly number[], stepS: number) => ({
  timesS: [...rates.map((_, i) => i * stepS), rates.length * stepS],
  intensityMmH: [...rates, 0],
});
const rates = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 30 });

describe('how rare a storm is', () => {
  it('is the IDF turned about', () => {
    for (const years of [1, 2, 10, 100])
      for (const durationS of [900, 3600, 10800])
        expect(returnPeriodY(IDF_DANANG, idfDepthMm(IDF_DANANG, years, durationS), durationS)).toBeCloseTo(years, 6);
  });
  it('is its own return period at every duration for a Chicago storm', () => {
    const idf = IDF_DANANG;
    const storm = designStorm({
      shape: 'chicago',
      returnPeriodY: 10,
      durationS: 10800,
      peakRatio: 0.4,
      stepS: 60,
      idf,
    });
    const rarity = rarityOf(storm, idf);
    expect(rarity.map(({ durationS }) => durationS)).toEqual([900, 1800, 3600, 7200, 10800]);
    for (const { years } of rarity) expect(years).toBeGreaterThan(9.5);
    for (const { years } of rarity) expect(years).toBeLessThan(10.01);
  });
  it('finds the heaviest stretch: never more than all, never less than any, as a search by seconds does', () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 40 }), (list, minutes) => {
        const storm = seriesOf(list, 300);
        const found = heaviestMm(storm, minutes * 60);
        expect(found).toBeLessThanOrEqual(depthMm(storm) + 1e-9);
        let most = 0;
        const perMinute = list.flatMap((rate) => Array.from({ length: 5 }, () => rate / 60));
        for (let from = 1 - minutes; from < perMinute.length; from++) {
          const inside = perMinute.slice(Math.max(0, from), Math.max(0, from + minutes));
          most = Math.max(
            most,
            inside.reduce((sum, mm) => sum + mm, 0),
          );
        }
        expect(found).toBeCloseTo(most, 6);
      }),
    );
  });
});

describe('a storm that moves', () => {
  it('comes from the east to what lies east first, at its speed', () => {
    const late = delaysS(
      [
        [0, 0],
        [3600, 0],
        [3600, 500],
      ],
      { fromDeg: 90, speedKmH: 3.6 },
    );
    expect(late[0]).toBeCloseTo(3600, 6);
    expect(late[1]).toBeCloseTo(0, 6);
    expect(late[2]).toBeCloseTo(0, 6);
  });
});

describe('a flood of a river', () => {
  it('rises to its peak, recedes, and says the same of itself', () => {
    const flood = fc.record({
      baseM3s: fc.integer({ min: 0, max: 50 }),
      peakM3s: fc.integer({ min: 51, max: 5000 }),
      peakS: fc.integer({ min: 600, max: 40000 }),
    });
    fc.assert(
      fc.property(flood, (given) => {
        const series = riverSeries(given, 86400);
        expect(floodOf(series)).toEqual(given);
        expect(series.timesS.at(-1)).toBe(86400);
        for (let i = 1; i < series.timesS.length; i++) expect(series.timesS[i]).toBeGreaterThan(series.timesS[i - 1]);
        for (const flow of series.dischargeM3s) expect(flow).toBeGreaterThanOrEqual(given.baseM3s);
      }),
    );
  });
});
