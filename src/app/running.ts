import type { EngineWish } from '../../workers/city/flood.ts';
import type { Checkpoint } from '../../workers/city/keeper.ts';
import type { Domain, Progress, Summary } from '../../workers/flood/types.ts';
import type { ResolvedScenario } from '../scenario/types.ts';
import type { CityClient } from '../simulate/city.ts';
import { type RunHandle, startRun } from '../simulate/run.ts';
import type { RunWater } from '../simulate/water.ts';
import { ancestorsOf, type Book, resolvedOf } from './book.ts';
import { Course } from './course.ts';
import { linkHours, paceOf, pipesFor } from './estimate.ts';
import { type Begun, deepestFlood, freshRecord, lossStandsIn } from './record.ts';
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

/** How a run starts, where it does not simply begin at 0. */
export interface Start {
  /** Takes this one up. */
  readonly begun?: Begun;
  /** Computes on cells of this size first, unless a coarser run of the same scenario is there already. */
  readonly previewCellM?: number;
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
  /** Coarser water that stays in sight while its scenario's run in `waters` goes on. */
  private readonly previews = new Map<string, RunWater>();
  private going: Going | undefined;

  constructor(
    private readonly store: Store<AppState>,
    private readonly city: () => CityClient,
    private readonly events: RunEvents,
    /** Computes a Domain; in workers by default. */
    private readonly compute: typeof startRun = startRun,
  ) {}

  get scenario(): string | undefined {
    return this.going?.scenario;
  }

  /**
   * The water to show of a scenario at a time: that of its run once it is two outputs ahead and as long as it reaches
   * there, else that of its preview.
   * @param shown what is shown now
   */
  waterAt(id: string, timeS: number, shown: RunWater | undefined): RunWater | undefined {
    const water = this.waters.get(id);
    const preview = this.previews.get(id);
    if (!preview || !water) return water ?? preview;
    return (water.timesS.at(shown === water ? -1 : -2) ?? Number.NEGATIVE_INFINITY) >= timeS ? water : preview;
  }

  /** Whether water of a scenario is a preview's. */
  isPreview(id: string, water: RunWater): boolean {
    return water === this.previews.get(id) || this.store.get().runs[id]?.isPreview === true;
  }

  /** Up to when there is water of a scenario, s. */
  reachS(id: string): number {
    return this.previews.get(id)?.timesS.at(-1) ?? this.waters.get(id)?.timesS.at(-1) ?? 0;
  }

  /**
   * Starts a run in place of the one that goes on.
   * @returns its summary; rejects when it is cancelled or fails
   */
  start(scenario: ResolvedScenario, cellSizeM: number, { begun, previewCellM }: Start = {}): Promise<Summary> {
    this.cancel();
    const going: Going = { scenario: scenario.id, handle: undefined, cancelled: false };
    this.going = going;
    return this.passes(going, scenario, cellSizeM, begun, previewCellM);
  }

  /**
   * The scenario whose finished run has the grid of this water: the wished one, or the nearest ancestor of the shown one.
   * @param wish another one in its place
   */
  comparable(book: Book, water: RunWater, wish: string | undefined): string | undefined {
    const { cols, rows } = water.ground.grid;
    const { city } = this.store.get();
    const standsIn = lossStandsIn(city, resolvedOf(book, book.selected), water);
    const fits = (id: string) => {
      const other = this.waters.get(id);
      const { grid } = other?.ground ?? {};
      if (other?.maps === undefined || grid?.cols !== cols || grid.rows !== rows) return false;
      // A preview without its pipes and one with them differ by more than any measure.
      return lossStandsIn(city, resolvedOf(book, id), other) === standsIn;
    };
    if (wish !== undefined) return fits(wish) ? wish : undefined;
    return ancestorsOf(book, book.selected).find(fits);
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
    const begun = { from, timeS: record.timeS, record: { ...record, changedAtS }, domain };
    return this.start(scenario, record.cellSizeM, { begun });
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
    this.leave(going.scenario, 'cancelled');
  }

  /** A run ends before it is done; its preview, where it has one, is what is known again. */
  private leave(id: string, state: 'cancelled' | 'failed'): void {
    const { runs } = this.store.get();
    const preview = this.previews.get(id);
    const record = runs[id]?.preview;
    if (preview && record) {
      this.waters.get(id)?.close();
      this.waters.set(id, preview);
      this.previews.delete(id);
      this.store.set({ runs: { ...runs, [id]: record } });
      this.events.onWater(id, preview);
    } else this.update(id, { state });
    this.events.onOver();
  }

  /** What is known of a scenario stays in sight while a finer run of it computes. */
  private keepInSight(scenario: ResolvedScenario, cellSizeM: number): RunRecord | undefined {
    const { id } = scenario;
    const record = this.store.get().runs[id];
    const water = this.waters.get(id);
    const known = record?.state === 'done' && record.fingerprint === cachedFingerprint(scenario);
    if (!known || !water || record.cellSizeM <= cellSizeM) return undefined;
    this.waters.delete(id);
    this.previews.set(id, water);
    return record;
  }

  private dropPreview(id: string): void {
    this.previews.get(id)?.close();
    this.previews.delete(id);
  }

  /** A run that was computed before, opened from storage. */
  adopt(record: RunRecord, water: RunWater): void {
    this.dropPreview(record.scenario);
    this.waters.get(record.scenario)?.close();
    this.waters.set(record.scenario, water);
    this.store.set({ runs: { ...this.store.get().runs, [record.scenario]: record } });
  }

  /** Forgets all runs: another city is open. */
  clear(): void {
    this.cancel();
    for (const water of [...this.waters.values(), ...this.previews.values()]) water.close();
    this.waters.clear();
    this.previews.clear();
    this.store.set({ runs: {} });
  }

  private update(id: string, part: Partial<RunRecord>): void {
    const { runs } = this.store.get();
    const before = runs[id];
    if (before) this.store.set({ runs: { ...runs, [id]: { ...before, ...part } } });
  }

  /** A preview where one is wanted, then the run. */
  private async passes(
    going: Going,
    scenario: ResolvedScenario,
    cellSizeM: number,
    begun: Begun | undefined,
    previewCellM: number | undefined,
  ): Promise<Summary> {
    const { steps } = this.store.get().engine;
    try {
      let preview = begun ? undefined : this.keepInSight(scenario, cellSizeM);
      if (!preview && previewCellM !== undefined) {
        await this.pass(going, scenario, freshRecord(scenario, previewCellM, { steps, isPreview: true }));
        if (going.cancelled) throw aborted();
        preview = this.keepInSight(scenario, cellSizeM);
      }
      const summary = await this.pass(
        going,
        scenario,
        freshRecord(scenario, cellSizeM, { steps, begun, preview }),
        begun,
      );
      this.going = undefined;
      return summary;
    } catch (error) {
      if (this.going === going) {
        this.going = undefined;
        this.leave(scenario.id, isAbort(error) ? 'cancelled' : 'failed');
      }
      throw going.cancelled ? aborted() : error;
    }
  }

  /** One computation from Domain to summary: a preview, or the run itself. */
  private async pass(going: Going, scenario: ResolvedScenario, fresh: RunRecord, begun?: Begun): Promise<Summary> {
    this.store.set({ runs: { ...this.store.get().runs, [scenario.id]: fresh } });
    const domain =
      begun?.domain ??
      (await this.city().buildDomain(scenario, fresh.cellSizeM, this.pipes(scenario, fresh.isPreview)));
    if (going.cancelled) throw aborted();
    this.update(scenario.id, { state: 'running', warnings: domain.warnings });
    return this.follow(going, scenario, domain, begun);
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
    const handle = this.compute(
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
          // A preview is sooner begun again than taken up.
          if (now && !now.isPreview && !going.cancelled) this.events.onCheckpoint(now, checkpoint);
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
        again: () =>
          this.city().buildDomain(scenario, domain.grid.cellSizeM, this.pipes(scenario, record()?.isPreview ?? false)),
      },
    );
    going.handle = handle;
    const summary = await handle.done;
    if (going.cancelled) throw aborted();
    going.handle = undefined;
    const { water } = handle;
    this.update(id, {
      state: 'done',
      preview: undefined,
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
    this.learnPace(summary, scenario, record()?.isPreview ?? false);
    this.events.onOver();
    if (this.previews.has(id)) {
      this.dropPreview(id);
      this.events.onWater(id, water);
    }
    this.events.onDone(id, summary, water);
    return summary;
  }

  /** How a run of it has its pipes on this machine, as in `buildDomain`. */
  pipes(scenario: ResolvedScenario, isPreview: boolean): boolean | 'rough' {
    const { city, pace } = this.store.get();
    return pipesFor(city, scenario, isPreview, pace);
  }

  private learnPace(summary: Summary, scenario: ResolvedScenario, isPreview: boolean): void {
    const { city, pace } = this.store.get();
    const hours = city ? linkHours(city, scenario, isPreview ? 'rough' : true) : 0;
    this.store.set({ pace: paceOf(pace, summary, hours) });
  }
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
