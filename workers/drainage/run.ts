import { STEP_MAX_S } from './constants.ts';
import type { Drainage } from './types.ts';

export interface RunPlan {
  readonly durationS: number;
  /** At most 5 s; steps are evened out so that they end at the times of reports. */
  readonly stepS: number;
  readonly reportStepS: number;
  readonly reportStartS: number;
  readonly onReport: (timeS: number) => void;
  readonly onProgress?: (timeS: number) => void;
}

/** What is stepped: a network alone, or one with its hydrology. */
export type Stepped = Pick<Drainage, 'step' | 'timeS'>;

/** Steps from the present time to the end, with a report at its start and after each interval. Returns the steps. */
export function runDrainage(stepped: Stepped, plan: RunPlan): number {
  const { durationS, reportStepS, reportStartS, onReport, onProgress } = plan;
  const stepS = Math.min(plan.stepS, STEP_MAX_S);
  let steps = 0;
  let nowS = stepped.timeS;
  const stops = [reportStartS];
  while (stops[stops.length - 1] + reportStepS <= durationS + 1e-6)
    stops.push(reportStartS + stops.length * reportStepS);
  if (stops[stops.length - 1] < durationS - 1e-6) stops.push(durationS);
  for (const [i, stopS] of stops.entries()) {
    const parts = Math.ceil((stopS - nowS) / stepS - 1e-9);
    for (let p = 0; p < parts; p++) {
      stepped.step((stopS - nowS) / parts);
      steps++;
    }
    nowS = Math.max(nowS, stopS);
    const reported = i * reportStepS + reportStartS;
    if (Math.abs(reported - stopS) < 1e-6 && stopS <= durationS + 1e-6) onReport(stopS);
    onProgress?.(stopS);
  }
  return steps;
}
