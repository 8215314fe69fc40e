import type { Domain, Progress, Summary } from '../../workers/flood/types.ts';
import { CELL } from '../../workers/flood/types.ts';
import { engineName } from '../../workers/flood/version.ts';
import { WET_M } from '../panels/water.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import type { CityClient } from '../simulate/city.ts';
import { type RunHandle, startRun } from '../simulate/run.ts';
import type { RunWater } from '../simulate/water.ts';
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
}

interface Going {
  readonly scenario: string;
  readonly done: Promise<Summary>;
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

  /** Starts a run in place of the one that goes on. @returns its summary; rejects when it is cancelled or fails */
  start(scenario: ResolvedScenario, cellSizeM: number): Promise<Summary> {
    this.cancel();
    const going: Going = {
      scenario: scenario.id,
      handle: undefined,
      cancelled: false,
      done: Promise.resolve({} as Summary),
    };
    this.going = going;
    const done = this.compute(going, scenario, cellSizeM);
    return done;
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

  private async compute(going: Going, scenario: ResolvedScenario, cellSizeM: number): Promise<Summary> {
    const { id } = scenario;
    const fresh: RunRecord = {
      scenario: id,
      cellSizeM,
      state: 'preparing',
      durationS: scenario.durationS,
      timeS: 0,
      wallS: 0,
      leftS: undefined,
      cellStepsPerS: undefined,
      wet: { timesS: [], values: [] },
      wetMaxM2: 0,
      wetMaxAtS: 0,
      deepestM: undefined,
      volumeM3: undefined,
      summary: undefined,
      warnings: [],
      stored: false,
      fingerprint: cachedFingerprint(scenario),
    };
    const { runs } = this.store.get();
    // A finer run keeps the coarse one in sight until it has something to show.
    this.store.set({ runs: { ...runs, [id]: fresh } });
    try {
      const domain = await this.city().buildDomain(scenario, cellSizeM);
      if (going.cancelled) throw aborted();
      this.update(id, { state: 'running', warnings: domain.warnings });
      return await this.follow(going, scenario, domain);
    } catch (error) {
      if (this.going === going) {
        this.going = undefined;
        this.update(id, { state: isAbort(error) ? 'cancelled' : 'failed' });
      }
      throw going.cancelled ? aborted() : error;
    }
  }

  private async follow(going: Going, scenario: ResolvedScenario, domain: Domain): Promise<Summary> {
    const { id } = scenario;
    const times: number[] = [];
    const values: number[] = [];
    let steps = 0;
    const note = (timeS: number, wetM2: number): Partial<RunRecord> => {
      const last = times.at(-1);
      if (last === undefined || timeS > last) {
        times.push(timeS);
        values.push(wetM2);
      }
      const largest = Math.max(...values);
      return {
        timeS,
        wet: { timesS: [...times], values: [...values] },
        wetMaxM2: largest,
        wetMaxAtS: times[values.indexOf(largest)],
      };
    };
    const cells = domain.grid.cols * domain.grid.rows;
    const handle = startRun(domain, {
      onFrame: (timeS, water) => {
        if (going.cancelled) return;
        if (water.count === 1) {
          this.waters.get(id)?.close();
          this.waters.set(id, water);
          this.events.onWater(id, water);
        }
        this.update(id, { timeS: Math.max(timeS, this.store.get().runs[id]?.timeS ?? 0) });
        this.events.onFrame(id, timeS, water);
      },
      onProgress: (progress) => {
        if (going.cancelled) return;
        steps = progress.steps;
        const pace = progress.wallS > 1 ? (cells * steps) / progress.wallS : undefined;
        const leftS =
          progress.timeS > 0 ? (progress.wallS * (progress.durationS - progress.timeS)) / progress.timeS : undefined;
        this.update(id, {
          ...note(progress.timeS, progress.wetAreaM2),
          wallS: progress.wallS,
          leftS,
          cellStepsPerS: pace,
          volumeM3: progress.volumeM3,
        });
        this.events.onProgress(id, progress);
      },
    });
    going.handle = handle;
    const summary = await handle.done;
    if (going.cancelled) throw aborted();
    this.going = undefined;
    const { water } = handle;
    this.update(id, {
      state: 'done',
      timeS: summary.simulatedS,
      wallS: summary.wallS,
      leftS: 0,
      cellStepsPerS: summary.cellStepsPerS,
      deepestM: deepestFlood(water),
      volumeM3: summary.volumeM3,
      summary,
      warnings: water.warnings,
    });
    if (summary.cellStepsPerS > 0 && summary.wallS > 2) this.store.set({ paceCellSteps: summary.cellStepsPerS });
    this.events.onDone(id, summary, water);
    return summary;
  }
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

export const aborted = (): DOMException => new DOMException('The run was cancelled.', 'AbortError');
export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

/** Key of a stored run: what was computed, how finely, by which engine. */
export const runKey = (city: string, scenario: string, cellSizeM: number, fingerprint: string): string =>
  `${city} | ${scenario} | ${cellSizeM} | ${engineName('inertial', 'ts')} | ${hashText(fingerprint)}`;

/** FNV-1a, 32 bits, twice with different starts: short and stable, not for secrets. */
function hashText(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(i), 0x85ebca6b);
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}
