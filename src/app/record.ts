import type { OpenedCity } from '../../workers/city/types.ts';
import { CELL, type Domain } from '../../workers/flood/types.ts';
import { WET_M } from '../panels/water.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import type { RunStart } from '../simulate/run.ts';
import type { RunWater } from '../simulate/water.ts';
import type { RunRecord } from './state.ts';
import { cachedFingerprint } from './views.ts';

/** A run that was computed up to a time, to be taken up from there. */
export interface Begun {
  readonly from: RunStart;
  readonly timeS: number;
  readonly record: RunRecord;
  /** Where it is built already. */
  readonly domain?: Domain;
}

/** Whether a stated loss stands in for drains that the City has and the scenario wants: so it is in most previews. */
export const lossStandsIn = (
  city: OpenedCity | undefined,
  scenario: ResolvedScenario | undefined,
  { summary }: RunWater,
): boolean =>
  scenario?.drainage === true &&
  summary?.drainage === undefined &&
  (city?.layers.some(({ id, features }) => id === 'drainage' && features > 0) ?? false);

/** A run that begins, or that goes on from what was computed of it. */
export function freshRecord(
  scenario: ResolvedScenario,
  cellSizeM: number,
  {
    steps,
    begun,
    preview,
    isPreview = false,
  }: Pick<RunRecord, 'steps'> & Partial<Pick<RunRecord, 'preview' | 'isPreview'>> & { begun?: Begun },
): RunRecord {
  const before = begun?.record;
  const fork = before !== undefined && before.fingerprint !== cachedFingerprint(scenario);
  return {
    scenario: scenario.id,
    cellSizeM,
    isPreview,
    preview,
    state: 'preparing',
    durationS: scenario.durationS,
    timeS: begun?.timeS ?? 0,
    wallS: before?.wallS ?? 0,
    leftS: undefined,
    cellStepsPerS: undefined,
    wet: before?.wet ?? { timesS: [], values: [] },
    wetMaxM2: before?.wetMaxM2 ?? 0,
    wetMaxAtS: before?.wetMaxAtS ?? 0,
    deepestM: undefined,
    volumeM3: before?.volumeM3,
    summary: undefined,
    warnings: before?.warnings ?? [],
    stored: false,
    wentOnFromS: fork ? undefined : begun?.timeS,
    changedAtS: before?.changedAtS ?? [],
    fingerprint: cachedFingerprint(scenario),
    steps,
  };
}

/** Deepest flood of the run: water that stood there from the start is none. */
export function deepestFlood(water: RunWater): number | undefined {
  const { maps, ground, initialDepthM } = water;
  if (!maps || !initialDepthM) return undefined;
  let deepest = 0;
  for (let cell = 0; cell < maps.depthMaxM.length; cell++) {
    const depth = maps.depthMaxM[cell];
    if (depth > deepest && ground.kind[cell] === CELL.active && initialDepthM[cell] < WET_M) deepest = depth;
  }
  return deepest;
}
