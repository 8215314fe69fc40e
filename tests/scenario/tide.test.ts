import { describe, expect, it } from 'vitest';
import {
  MEAN_SEA_LEVEL_M,
  seaLevelM,
  seaLevelSeries,
  TIDE_DANANG,
  type TideOptions,
} from '../../src/scenario/index.ts';

const DAY_S = 86400;
const tide = (moon: TideOptions['moon'], rest: Partial<TideOptions> = {}): TideOptions => ({
  durationS: DAY_S,
  highWaterAtS: DAY_S / 2,
  moon,
  ...rest,
});
const range = (levels: readonly number[]): number => Math.max(...levels) - Math.min(...levels);

describe('the sea', () => {
  it('has a spring range of about a metre, more than at neap', () => {
    const spring = range(seaLevelSeries(tide('spring')).levelM);
    expect(spring).toBeGreaterThan(0.85);
    expect(spring).toBeLessThan(1.15);
    const [mean, neap] = [tide('mean'), tide('neap')].map((options) => range(seaLevelSeries(options).levelM));
    expect(mean).toBeLessThan(spring);
    expect(neap).toBeLessThan(mean);
  });

  it('is an irregular semidiurnal one by its form factor', () => {
    const a = Object.fromEntries(TIDE_DANANG.map(({ id, amplitudeM }) => [id, amplitudeM]));
    const form = (a.K1 + a.O1) / (a.M2 + a.S2);
    expect(form).toBeGreaterThan(0.25);
    expect(form).toBeLessThan(1.5);
  });

  it('stands highest at the stated high water', () => {
    const { timesS, levelM } = seaLevelSeries(tide('spring'));
    expect(timesS[levelM.indexOf(Math.max(...levelM))]).toBe(DAY_S / 2);
  });

  it('keeps its mean over the spring–neap cycles', () => {
    const levels = seaLevelSeries(tide('spring', { durationS: 355 * DAY_S, stepS: 3600 })).levelM;
    expect(levels.reduce((sum, level) => sum + level, 0) / levels.length).toBeCloseTo(MEAN_SEA_LEVEL_M, 2);
  });

  it('adds surge at its peak and sea-level rise always', () => {
    const plain = tide('spring');
    const raised = tide('spring', { seaLevelRiseM: 0.77, surge: { peakM: 1, peakAtS: 36000, durationS: 7200 } });
    expect(seaLevelM(36000, raised) - seaLevelM(36000, plain)).toBeCloseTo(1.77, 12);
    expect(seaLevelM(36000 + 3600, raised) - seaLevelM(36000 + 3600, plain)).toBeCloseTo(0.77, 12);
  });

  it('is sampled every ten minutes and at the end', () => {
    expect(seaLevelSeries(tide('neap', { durationS: 1500 })).timesS).toEqual([0, 600, 1200, 1500]);
  });
});
