import { describe, expect, test } from 'vitest';
import type { Domain, Soil } from '../../workers/flood/index.ts';
import { runFlood } from '../../workers/flood/index.ts';
import { at, domainFor, features, type Place, rectangle } from './build.ts';

const land = features(
  { geometry: rectangle(0, 0, 50, 100), properties: { class: 'grass' } },
  { geometry: rectangle(50, 0, 100, 100), properties: { class: 'grass' } },
  { geometry: rectangle(100, 0, 150, 100), properties: { class: 'residential' } },
  { geometry: rectangle(150, 0, 180, 100), properties: { class: 'grass', infiltrationMmH: 7 } },
  { geometry: rectangle(180, 0, 190, 100), properties: { class: 'water' } },
);
const place: Place = {
  cols: 20,
  rows: 10,
  groundM: () => 2,
  city: { layers: { land: 'land.geojson' } },
  files: { 'land.geojson': land },
};

const soilAt = ({ grid, soils }: Domain, x: number): Soil | undefined => {
  const index = soils ? at({ grid } as Domain, soils.index, x, 45) : 0;
  return index > 0 ? soils?.table[index - 1] : undefined;
};

describe('soils of the ground', () => {
  test('come from the land: Green–Ampt on the pervious share, equal covers share one', async () => {
    const domain = await domainFor(place);
    expect(domain.soils?.table.length).toBe(2);
    expect(soilAt(domain, 25)).toEqual(soilAt(domain, 75));
    expect(soilAt(domain, 25)?.infiltration).toMatchObject({ model: 'greenAmpt', conductivityMmH: 10.9 });
    expect(soilAt(domain, 125)?.perviousShare).toBeCloseTo(0.25, 9);
    expect(at(domain, domain.infiltrationMmH, 125, 45)).toBeCloseTo(0.25 * 10.9, 5);
  });

  test('give way to a feature’s own rate, and water and undescribed ground have none', async () => {
    const domain = await domainFor(place);
    for (const x of [165, 185, 195]) expect(soilAt(domain, x)).toBeUndefined();
    expect(at(domain, domain.infiltrationMmH, 165, 45)).toBe(7);
  });

  test('begin as wet as the scenario says', async () => {
    const deficit = async (wetness: number): Promise<number> => {
      const soil = soilAt(await domainFor(place, { infiltration: { model: 'land', wetness } }), 25)?.infiltration;
      return soil?.model === 'greenAmpt' ? soil.deficit : Number.NaN;
    };
    expect(await deficit(0)).toBeCloseTo(0.412, 9);
    expect(await deficit(0.75)).toBeCloseTo(0.412 / 4, 9);
  });

  test('of the scenario hold everywhere, or on the pervious share of the land', async () => {
    const horton = { model: 'horton', initialMmH: 70, finalMmH: 5, decayPerH: 3 };
    const all = await domainFor(place, { infiltration: { ...horton, abstractionMm: 2 } });
    for (const x of [25, 185, 195]) {
      expect(soilAt(all, x)).toEqual({ infiltration: horton, perviousShare: 1, abstractionMm: 2 });
    }
    const byLand = await domainFor(place, { infiltration: { ...horton, perviousShare: 'land' } });
    expect(soilAt(byLand, 125)?.perviousShare).toBeCloseTo(0.25, 9);
    expect(soilAt(byLand, 185)).toBeUndefined();
    expect(at(byLand, byLand.infiltrationMmH, 165, 45)).toBe(7);
    const numbers = await domainFor(place, { infiltration: { model: 'curveNumber', curveNumber: 80 } });
    expect(soilAt(numbers, 25)?.infiltration).toEqual({ model: 'curveNumber', curveNumber: 80, abstractionShare: 0.2 });
  });

  test('are none where the scenario says a number or none', async () => {
    for (const infiltration of [5, 'none']) expect((await domainFor(place, { infiltration })).soils).toBeUndefined();
  });

  test('are refused with the key that is wrong', async () => {
    const wrong: [unknown, RegExp][] = [
      [{ model: 'horton', initialMmH: 5, finalMmH: 9, decayPerH: 3 }, /initialMmH of at least finalMmH/],
      [{ model: 'curveNumber', curveNumber: 120 }, /infiltration\.curveNumber: .*1 to 100, found 120/],
      [{ model: 'constant', rateMmH: 3, perviousShare: 2 }, /infiltration\.perviousShare: .*0 to 1/],
      [{ model: 'constant', rate: 3 }, /infiltration\.rate: unknown key/],
      [{ model: 'philip' }, /infiltration\.model/],
    ];
    for (const [infiltration, message] of wrong)
      await expect(domainFor(place, { infiltration })).rejects.toThrow(message);
  });

  test('let less run off than their saturated rate alone', async () => {
    const storm = { rain: [{ timesS: [0], intensityMmH: [80] }], durationS: 1800, outputEveryS: 1800 };
    const domain = await domainFor(place, storm);
    const { soils, ...constant } = domain;
    const [soft, hard] = await Promise.all([runFlood(domain), runFlood(constant)]);
    expect(soils).toBeDefined();
    expect(soft.summary.volumeM3.infiltration).toBeGreaterThan(1.5 * hard.summary.volumeM3.infiltration);
    expect(soft.summary.massErrorRel).toBeLessThan(1e-9);
  });
});
