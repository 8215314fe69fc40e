import { describe, expect, it } from 'vitest';
import { DEC_2018, OCT_2022, OCT_2023, type StormFacts } from '../../data/build/facts/events.ts';
import { LAKES } from '../../data/build/facts/water.ts';
import { BOUNDS, toCity } from '../../data/build/frame.ts';
import { areaOf } from '../../data/build/lines.ts';
import { makeScenarios, OPENING_SCENARIO, thiessen } from '../../data/build/scenarios.ts';
import { makeWaters } from '../../data/build/water.ts';
import {
  depthMm,
  designDepthMm,
  IDF_DANANG,
  idfDepthMm,
  parseScenario,
  type RainSeries,
  resolveScenario,
  writeScenario,
} from '../../src/scenario/index.ts';

const waters = new Set(makeWaters().bodies.map((body) => body.id));
const scenarios = new Map(makeScenarios().map((scenario) => [scenario.id, scenario]));
const resolved = (id: string) => resolveScenario(scenarios.get(id)!, (parent) => scenarios.get(parent));

/** Depth of a series between two times, mm. */
const between = ({ timesS, intensityMmH }: RainSeries, fromS: number, toS: number): number =>
  timesS.slice(0, -1).reduce((sum, t, i) => {
    const overlap = Math.min(timesS[i + 1], toS) - Math.max(t, fromS);
    return sum + (overlap > 0 ? (intensityMmH[i] * overlap) / 3600 : 0);
  }, 0);

describe('the scenarios of the sample city', () => {
  it('are at least nine, each with its name in both languages and a note, and pass their own check', () => {
    expect(scenarios.size).toBeGreaterThanOrEqual(9);
    for (const [id, scenario] of scenarios) {
      expect(parseScenario(writeScenario(scenario), `${id}.json`)).toEqual(scenario);
      expect(scenario.name?.vi).not.toBe(scenario.name?.en);
      expect(scenario.note?.en).toMatch(/assumed|shaped|not verified|by 2100/i);
    }
  });

  it('name only waters that the city has', () => {
    for (const id of scenarios.keys()) {
      for (const { at } of [...resolved(id).levels, ...resolved(id).initial]) expect(waters).toContain(at);
    }
  });

  it('fill every water: open ones to the sea’s first level, lakes drawn down', () => {
    for (const id of scenarios.keys()) {
      const { initial, levels } = resolved(id);
      expect(new Set(initial.map(({ at }) => at))).toEqual(waters);
      for (const { at, levelM } of initial) {
        const lake = LAKES.find((l) => l.id === at);
        if (lake) expect(levelM).toBeLessThan(lake.levelM);
        else expect(levelM).toBe(levels[0].levelM[0]);
      }
    }
  });

  it.each([2, 10, 50, 100])('hold the IDF’s depth of a %i-year storm of three hours', (period) => {
    const [rain] = resolved(`storm-${period}y`).rain;
    expect(depthMm(rain)).toBeCloseTo(idfDepthMm(IDF_DANANG, period, 10800), 5);
    expect(rain.design && designDepthMm(rain.design)).toBeCloseTo(depthMm(rain), 5);
    expect(resolved(`storm-${period}y`)).toMatchObject({ durationS: 21600, outputEveryS: 300 });
  });

  it('let spring tide and surge meet the peak of the rain', () => {
    const { rain, levels } = resolved('storm-tide-surge');
    const peakS = rain[0].timesS[rain[0].intensityMmH.indexOf(Math.max(...rain[0].intensityMmH))];
    const highest = levels[0].timesS[levels[0].levelM.indexOf(Math.max(...levels[0].levelM))];
    expect(Math.abs(peakS - highest)).toBeLessThanOrEqual(600);
    expect(Math.max(...levels[0].levelM) - Math.max(...resolved('storm-10y').levels[0].levelM)).toBeGreaterThan(1);
  });

  it('raise the sea of 2100 by 0.77 m over a spring tide and keep today’s storm', () => {
    expect(Math.max(...resolved('sea-level-2100').levels[0].levelM)).toBeCloseTo(0.05 + 0.58 + 0.77, 2);
    expect(resolved('sea-level-2100').rain).toEqual(resolved(OPENING_SCENARIO).rain);
  });

  const gaugesOf = (facts: StormFacts, id: string, startH: number) =>
    facts.sums.map((sum, i) => ({ sum, entry: resolved(id).rain[i], startH }));
  it.each([...gaugesOf(OCT_2022, 'oct-2022', 13), ...gaugesOf(OCT_2023, 'oct-2023', 1)])(
    'keep the published sum of $sum.gauge exactly',
    ({ sum, entry, startH }) => {
      expect(between(entry, (sum.fromH - startH) * 3600, (sum.toH - startH) * 3600)).toBeCloseTo(sum.depthMm, 9);
    },
  );

  it.each(DEC_2018.sums)('keep the published sum of December 2018: $gauge', ({ fromH, toH, depthMm: published }) => {
    const [rain] = resolved('dec-2018').rain;
    expect(between(rain, (fromH + 1) * 3600, (toH + 1) * 3600)).toBeCloseTo(published, 9);
  });

  it('share the extent among gauges without gap or overlap', () => {
    const gauges = OCT_2022.sums.map(({ at }) => toCity(at[0], at[1]));
    const areas = gauges.map((_, i) => Math.abs(areaOf(thiessen(gauges, i))));
    const whole = (BOUNDS[2] - BOUNDS[0]) * (BOUNDS[3] - BOUNDS[1]);
    expect(areas.reduce((a, b) => a + b, 0) / whole).toBeCloseTo(1, 4);
  });
});
