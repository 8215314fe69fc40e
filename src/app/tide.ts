import { linearAt } from '../panels/axis.ts';
import type { TideView } from '../panels/views.ts';
import type { LevelEntry, ResolvedScenario } from '../scenario/index.ts';
import { seaLevelSeries } from '../scenario/index.ts';
import { mainLevel } from './views.ts';

const STEP_S = 600;

/** What the tide panel shows: what was set before, else the scenario's own series. Undefined without a level boundary. */
export function tideView(scenario: ResolvedScenario, set: TideView | undefined): TideView | undefined {
  if (!mainLevel(scenario)) return undefined;
  return set ?? NOTHING_SET;
}
const NOTHING_SET: TideView = { kind: 'series', surgeM: 0, riseM: 0 };

/**
 * Levels of a scenario with a tide, a surge and sea-level rise put in place of (or, for `series`, on top of) the base
 * series. High water stands where the base is highest; the surge peaks with it and lasts half a day.
 */
export function withTide(
  levels: readonly LevelEntry[],
  base: LevelEntry,
  durationS: number,
  tide: TideView,
): LevelEntry[] {
  const timesS: number[] = [];
  for (let timeS = 0; timeS < durationS; timeS += STEP_S) timesS.push(timeS);
  timesS.push(durationS);
  const highest = base.levelM.indexOf(Math.max(...base.levelM));
  const highWaterAtS = base.levelM.length > 1 ? base.timesS[highest] : durationS / 2;
  const surge = tide.surgeM > 0 ? { peakM: tide.surgeM, peakAtS: highWaterAtS, durationS: 43200 } : undefined;
  const options = { durationS, highWaterAtS, stepS: STEP_S, ...(surge ? { surge } : {}), seaLevelRiseM: tide.riseM };
  const calm = seaLevelSeries({ ...options, moon: 'neap', constituents: [], meanM: 0 }).levelM;
  const levelM =
    tide.kind === 'series'
      ? timesS.map((timeS, i) => round((linearAt(base.timesS, base.levelM, timeS) ?? 0) + calm[i]))
      : seaLevelSeries({
          ...options,
          moon: tide.kind === 'spring' ? 'spring' : 'mean',
          ...(tide.kind === 'still' ? { constituents: [] } : {}),
        }).levelM;
  return levels.map((level) => (level.id === base.id ? { ...level, timesS, levelM } : level));
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
