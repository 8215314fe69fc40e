import type { Progress } from '../../workers/flood/types.ts';
import type { Series } from '../panels/views.ts';
import type { RunRecord } from './state.ts';

/** The curve of the flooded area has at most about so many points, however long the run takes. */
const POINTS = 600;

type Start = Pick<RunRecord, 'timeS' | 'wallS' | 'wet'>;

/** Figures of a run as it goes: time left, pace, flooded area over time. It may have begun before. */
export class Course {
  private readonly timesS: number[] = [];
  private readonly values: number[] = [];
  /** Wall time before the engine at work began, s. */
  private earlierS: number;
  private latestS: number;
  /** First report of the engine at work: what came before does not tell its pace. */
  private first: Progress | undefined;

  constructor(
    private readonly cells: number,
    start: Start | undefined,
  ) {
    this.earlierS = start?.wallS ?? 0;
    this.latestS = this.earlierS;
    if (start) this.keepUntil(start.wet, start.timeS);
  }

  private keepUntil({ timesS, values }: Series, untilS: number): void {
    const count = timesS.filter((time) => time <= untilS).length;
    this.timesS.splice(0, Number.POSITIVE_INFINITY, ...timesS.slice(0, count));
    this.values.splice(0, Number.POSITIVE_INFINITY, ...values.slice(0, count));
  }

  /** Wall time of the whole run where the engine at work has taken so long. */
  wallS(engineS: number): number {
    return this.earlierS + engineS;
  }

  /** Another engine takes over at a time that was passed before. */
  restart(fromS: number): Partial<RunRecord> {
    this.earlierS = this.latestS;
    this.first = undefined;
    this.keepUntil({ timesS: this.timesS, values: this.values }, fromS);
    return { timeS: fromS, leftS: undefined, ...this.wet() };
  }

  note(progress: Progress): Partial<RunRecord> {
    const { timeS, durationS, steps } = progress;
    this.first ??= progress;
    this.latestS = this.wallS(progress.wallS);
    const last = this.timesS.at(-1);
    if (last === undefined || timeS >= Math.min(durationS, last + durationS / POINTS)) {
      if (last === timeS) this.values[this.values.length - 1] = progress.wetAreaM2;
      else {
        this.timesS.push(timeS);
        this.values.push(progress.wetAreaM2);
      }
    }
    const passedS = progress.wallS - this.first.wallS;
    const gainedS = timeS - this.first.timeS;
    return {
      timeS,
      wallS: this.latestS,
      leftS: gainedS > 0 ? (passedS * (durationS - timeS)) / gainedS : undefined,
      cellStepsPerS: passedS > 1 ? (this.cells * (steps - this.first.steps)) / passedS : undefined,
      volumeM3: progress.volumeM3,
      ...this.wet(),
    };
  }

  private wet(): Pick<RunRecord, 'wet' | 'wetMaxM2' | 'wetMaxAtS'> {
    const largest = Math.max(0, ...this.values);
    return {
      wet: { timesS: [...this.timesS], values: [...this.values] },
      wetMaxM2: largest,
      wetMaxAtS: this.timesS[this.values.indexOf(largest)] ?? 0,
    };
  }
}
