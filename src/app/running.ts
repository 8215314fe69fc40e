import type { EngineWish } from '../../workers/city/flood.ts';
import type { Checkpoint } from '../../workers/city/keeper.ts';
import type { Domain, Progress, Summary } from '../../workers/flood/types.ts';
import { CELL } from '../../workers/flood/types.ts';
import { WET_M } from '../panels/water.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import type { CityClient } from '../simulate/city.ts';
import { type RunHandle, type RunStart, startRun } from '../simulate/run.ts';
import type { RunWater } from '../simulate/water.ts';
import { Course } from './course.ts';
import type { AppState, RunRecord } from './state.ts';
import type { Store } from './store.ts';
import { cachedFingerprint } from './views.ts';

export interface RunEvents {
  /** The water that the map shows has changed: another run, or its first frame. */
  onWater(scenario: string, water: RunWater): void;
  onFrame(scenario: string, timeS: number, water: RunWater): void;
  onProgress(scenario: string, progress: Progress): void;
  /** A run has ended, whole. */
  onDone(scenario: string, summary: Summary, water: RunWater): void;
  onCheckpoint(record: RunRecord, checkpoint: Checkpoint): void;
  /** The engine died; it goes on from this time. */
  onRestart(scenario: string, fromS: number): void;
  /** A run goes on no more, whatever the reason. */
  onOver(): void;
}

/** A run that was computed up to a time, to be taken up from there. */
export interface Begun {
  readonly from: RunStart;
  readonly timeS: number;
  readonly record: RunRecord;
  /** Where it is built already. */
  readonly domain?: Domain;
}

interface Going {
  readonly scenario: string;
  handle: RunHandle | undefined;
  cancelled: boolean;
}

/** One run at a time: Domain, worker, frames, figures; the state hears of each step. */
export class Running {
  /** Water of each scenario's last run in this session. */
  readonly waters = new Map<string, RunWater>();
  private going: Going | undefined;

  constructor(
    private readonly store: Store<AppState>,
    private readonly city: () => CityClient,
    private readonly events: RunEvents,
  ) {}

  get scenario(): string | undefined {
    return this.going?.scenario;
  }

  /**
   * Starts a run in place of the one that goes on.
   * @param begun takes this one up instead of starting at 0
   * @returns its summary; rejects when it is cancelled or fails
   */
  start(scenario: ResolvedScenario, cellSizeM: number, begun?: Begun): Promise<Summary> {
    this.cancel();
    const going: Going = { scenario: scenario.id, handle: undefined, cancelled: false };
    this.going = going;
    return this.compute(going, scenario, cellSizeM, begun);
  }

  /** Ends the paused run and goes on from its water with this scenario, which may be the same one, edited. */
  async fork(scenario: ResolvedScenario): Promise<Summary> {
    const { going } = this;
    const record = going && this.store.get().runs[going.scenario];
    if (!going?.handle || record?.state !== 'paused') throw new Error('Only a run that is paused can be changed.');
    // Built while the run still stands: a Domain that cannot be built changes nothing.
    const domain = await this.city().buildDomain(scenario, record.cellSizeM);
    if (this.going !== going) throw aborted();
    const from = await going.handle.leave();
    const changedAtS = [...record.changedAtS, record.timeS];
    return this.start(scenario, record.cellSizeM, {
      from,
      timeS: record.timeS,
      record: { ...record, changedAtS },
      domain,
    });
  }

  pause(): void {
    if (!this.going?.handle) return;
    this.going.handle.pause();
    this.update(this.going.scenario, { state: 'paused' });
  }

  resume(): void {
    if (!this.going?.handle) return;
    this.going.handle.resume();
    this.update(this.going.scenario, { state: 'running' });
  }

  cancel(): void {
    const { going } = this;
    if (!going) return;
    this.going = undefined;
    going.cancelled = true;
    going.handle?.cancel();
    this.update(going.scenario, { state: 'cancelled' });
    this.events.onOver();
  }

  /** A run that was computed before, opened from storage. */
  adopt(record: RunRecord, water: RunWater): void {
    this.waters.get(record.scenario)?.close();
    this.waters.set(record.scenario, water);
    this.store.set({ runs: { ...this.store.get().runs, [record.scenario]: record } });
  }

  /** Forgets all runs: another city is open. */
  clear(): void {
    this.cancel();
    for (const water of this.waters.values()) water.close();
    this.waters.clear();
    this.store.set({ runs: {} });
  }

  private update(id: string, part: Partial<RunRecord>): void {
    const { runs } = this.store.get();
    const before = runs[id];
    if (before) this.store.set({ runs: { ...runs, [id]: { ...before, ...part } } });
  }

  private async compute(
    going: Going,
    scenario: ResolvedScenario,
    cellSizeM: number,
    begun: Begun | undefined,
  ): Promise<Summary> {
    const { id } = scenario;
    const fresh = freshRecord(scenario, cellSizeM, this.store.get().engine.steps, begun);
    const { runs } = this.store.get();
    // A finer run keeps the coarse one in sight until it has something to show.
    this.store.set({ runs: { ...runs, [id]: fresh } });
    try {
      const domain = begun?.domain ?? (await this.city().buildDomain(scenario, cellSizeM));
      if (going.cancelled) throw aborted();
      this.update(id, { state: 'running', warnings: domain.warnings });
      return await this.follow(going, scenario, domain, begun);
    } catch (error) {
      if (this.going === going) {
        this.going = undefined;
        this.update(id, { state: isAbort(error) ? 'cancelled' : 'failed' });
        this.events.onOver();
      }
      throw going.cancelled ? aborted() : error;
    }
  }

  private async follow(
    going: Going,
    scenario: ResolvedScenario,
    domain: Domain,
    begun: Begun | undefined,
  ): Promise<Summary> {
    const { id } = scenario;
    const record = (): RunRecord | undefined => this.store.get().runs[id];
    const course = new Course(domain.grid.cols * domain.grid.rows, record());
    const handle = startRun(
      domain,
      {
        onFrame: (timeS, water) => {
          if (going.cancelled) return;
          if (this.waters.get(id) !== water) {
            this.waters.get(id)?.close();
            this.waters.set(id, water);
            this.events.onWater(id, water);
          }
          this.update(id, { timeS: Math.max(timeS, record()?.timeS ?? 0) });
          this.events.onFrame(id, timeS, water);
        },
        onProgress: (progress) => {
          if (going.cancelled) return;
          this.update(id, course.note(progress));
          this.events.onProgress(id, progress);
        },
        onCheckpoint: (checkpoint) => {
          const now = record();
          if (now && !going.cancelled) this.events.onCheckpoint(now, checkpoint);
        },
        onRestart: (fromS) => {
          if (going.cancelled) return;
          this.update(id, { ...course.restart(fromS), wentOnFromS: fromS });
          this.events.onRestart(id, fromS);
        },
      },
      {
        ...(begun && { from: begun.from }),
        wish: wishOf(this.store.get().engine),
        again: () => this.city().buildDomain(scenario, domain.grid.cellSizeM),
      },
    );
    going.handle = handle;
    const summary = await handle.done;
    if (going.cancelled) throw aborted();
    this.going = undefined;
    const { water } = handle;
    this.update(id, {
      state: 'done',
      timeS: summary.simulatedS,
      wallS: course.wallS(summary.wallS),
      leftS: 0,
      cellStepsPerS: summary.cellStepsPerS,
      deepestM: deepestFlood(water),
      volumeM3: summary.volumeM3,
      changedAtS: summary.changedAtS ?? [],
      summary,
      warnings: water.warnings,
    });
    if (summary.cellStepsPerS > 0 && summary.wallS > 2) this.store.set({ paceCellSteps: summary.cellStepsPerS });
    this.events.onOver();
    this.events.onDone(id, summary, water);
    return summary;
  }
}

/** A run that begins, or that goes on from what was computed of it. */
function freshRecord(
  scenario: ResolvedScenario,
  cellSizeM: number,
  steps: RunRecord['steps'],
  begun: Begun | undefined,
): RunRecord {
  const before = begun?.record;
  const fork = before !== undefined && before.fingerprint !== cachedFingerprint(scenario);
  return {
    scenario: scenario.id,
    cellSizeM,
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
function deepestFlood(water: RunWater): number | undefined {
  const { maps, ground, initialDepthM } = water;
  if (!maps || !initialDepthM) return undefined;
  let deepest = 0;
  for (let cell = 0; cell < maps.depthMaxM.length; cell++) {
    const depth = maps.depthMaxM[cell];
    if (depth > deepest && ground.kind[cell] === CELL.active && initialDepthM[cell] < WET_M) deepest = depth;
  }
  return deepest;
}

/** What the engine is asked for. */
function wishOf({ place, steps, threads }: AppState['engine']): EngineWish {
  return {
    steps,
    ...(place !== 'auto' && { place }),
    ...(threads > 0 && { threads }),
  };
}

export const aborted = (): DOMException => new DOMException('The run was cancelled.', 'AbortError');
export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
