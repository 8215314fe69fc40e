import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DesignParameters,
  depthMm,
  designDepthMm,
  designRain,
  designStorm,
  IDF_DANANG,
  idfDepthMm,
  idfIntensityMmH,
  parseScenario,
  rainClass,
  STORM_SHAPES,
} from '../../src/scenario/index.ts';

const design: DesignParameters = {
  shape: 'chicago',
  returnPeriodY: 10,
  durationS: 10800,
  peakRatio: 0.4,
  stepS: 300,
  idf: IDF_DANANG,
};

describe('IDF of Đà Nẵng', () => {
  it.each([
    [5, 155, 204, 274],
    [15, 112, 147, 197],
    [30, 82, 108, 145],
    [60, 57, 75, 101],
    [120, 38, 50, 67],
    [180, 30, 39, 53],
  ])('gives the check table at %i minutes', (minutes, ...expected) => {
    const found = [2, 10, 100].map((period) => idfIntensityMmH(IDF_DANANG, period, minutes * 60));
    for (const [i, value] of found.entries()) expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(0.6);
  });
});

describe('a design storm', () => {
  const parameters: fc.Arbitrary<DesignParameters> = fc.record({
    shape: fc.constantFrom(...STORM_SHAPES),
    returnPeriodY: fc.double({ min: 1, max: 500, noNaN: true }),
    durationS: fc.integer({ min: 600, max: 86400 }),
    peakRatio: fc.double({ min: 0, max: 1, noNaN: true }),
    climatePct: fc.double({ min: -20, max: 60, noNaN: true }),
    stepS: fc.integer({ min: 60, max: 3600 }),
    idf: fc.constant(IDF_DANANG),
  });

  it('holds the depth of its IDF, whatever shape and step (law)', () => {
    fc.assert(
      fc.property(parameters, (given) => {
        const storm = designStorm(given);
        const expected =
          idfDepthMm(IDF_DANANG, given.returnPeriodY, given.durationS) * (1 + (given.climatePct ?? 0) / 100);
        expect(depthMm(storm)).toBeCloseTo(expected, 8);
        expect(designDepthMm(given)).toBeCloseTo(expected, 8);
        expect(Math.min(...storm.intensityMmH)).toBeGreaterThanOrEqual(-1e-9);
        expect(storm.timesS.every((t, i) => i === 0 || t > storm.timesS[i - 1])).toBe(true);
        expect([storm.timesS.at(-1), storm.intensityMmH.at(-1)]).toEqual([given.durationS, 0]);
      }),
    );
  });

  it('of Chicago holds the IDF burst of every length around its peak', () => {
    const stepS = 60;
    const storm = designStorm({ ...design, stepS });
    for (const lengthS of [300, 1800, 3600]) {
      const from = (10800 * 0.4 - lengthS * 0.4) / stepS;
      const burst = storm.intensityMmH
        .slice(from, from + lengthS / stepS)
        .reduce((sum, i) => sum + (i * stepS) / 3600, 0);
      expect(burst).toBeCloseTo(idfDepthMm(IDF_DANANG, 10, lengthS), 6);
    }
  });

  it('by alternating blocks has its greatest step at the peak and the IDF in every nested burst', () => {
    const { intensityMmH } = designStorm({ ...design, shape: 'alternatingBlock' });
    const peak = intensityMmH.indexOf(Math.max(...intensityMmH));
    expect(peak).toBe(Math.floor(0.4 * 36));
    expect(intensityMmH[peak]).toBeCloseTo(idfIntensityMmH(IDF_DANANG, 10, 300), 8);
    expect((intensityMmH[peak] + intensityMmH[peak + 1]) / 2).toBeCloseTo(idfIntensityMmH(IDF_DANANG, 10, 600), 8);
  });

  it('of a Huff quartile has its wettest quarter there', () => {
    for (const quartile of [1, 2, 3, 4] as const) {
      const { intensityMmH } = designStorm({ ...design, shape: `huff${quartile}`, stepS: 10800 / 4 });
      expect(intensityMmH.indexOf(Math.max(...intensityMmH))).toBe(quartile - 1);
    }
  });

  it('keeps its parameters beside the series in a scenario that validates', () => {
    const entry = designRain({ ...design, climatePct: 20 });
    const read = parseScenario({ format: 'twin-scenario/1', id: 'a', durationS: 21600, rain: [entry] }, 'a');
    expect(read.rain?.[0].design).toEqual({ ...design, climatePct: 20 });
  });
});

describe('rain classes', () => {
  it('follow the service’s bounds', () => {
    expect([5.9, 6, 15, 16, 50, 51, 100, 100.1].map((mm) => rainClass(mm, 24).id)).toEqual([
      'small',
      'rain',
      'rain',
      'moderate',
      'moderate',
      'heavy',
      'heavy',
      'veryHeavy',
    ]);
    expect([2, 3, 8, 26, 51].map((mm) => rainClass(mm, 12).id)).toEqual([
      'small',
      'rain',
      'moderate',
      'heavy',
      'veryHeavy',
    ]);
  });
});
