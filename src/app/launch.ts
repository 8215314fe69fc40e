import type { OpenedCity } from '../../workers/city/types.ts';
import type { Summary } from '../../workers/flood/types.ts';
import { type MessageKey, wordsOf } from '../i18n/words.ts';
import type { ResolvedScenario } from '../scenario/index.ts';
import type { RunWater } from '../simulate/water.ts';
import { resolvedOf } from './book.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Clock } from './clock.ts';
import { cellChoices, estimateS, PREVIEW_RUN_S, pipesS, SURFACE_SHARE, sizeWithin } from './estimate.ts';
import type { Impact } from './impact.ts';
import { tell, tellError } from './messages.ts';
import type { Begun } from './record.ts';
import { isAbort, type Running, type Start } from './running.ts';
import type { Shelf } from './shelf.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';
import { cachedFingerprint, forkable, isStale } from './views.ts';

/** The opening run is as fine as the city, unless that would take longer than this, s. */
const OPENING_RUN_S = 90;
/** Edits have come to rest after this, ms. */
const REST_MS = 150;

interface Parts {
  readonly store: Store<AppState>;
  readonly running: Running;
  readonly shelf: Shelf;
  readonly checkpoints: Checkpoints;
  readonly clock: Clock;
  /** Water of the shown scenario. */
  water(): RunWater | undefined;
  show(water: RunWater): void;
  failed(error: unknown): void;
  readonly impact: () => Impact;
}

/** How a run comes about: computed, opened from storage, taken up where a tab died, or changed on the way. */
export class Launch {
  constructor(private readonly parts: Parts) {}

  /** The first run: stored if it was computed before, else at once, a preview first. */
  async begin(opened: OpenedCity): Promise<void> {
    const cut = await this.parts.shelf.begin();
    if (opened !== this.parts.store.get().city) return;
    const { book } = this.parts.store.get();
    const scenario = resolvedOf(book, book.selected);
    if (!scenario) return;
    const cutHere = cut?.scenario === scenario.id ? cut : undefined;
    const own = scenario.cellSizeM ?? opened.cellSizeM;
    const cellSizeM = this.endsWithin(OPENING_RUN_S, own, scenario)
      ? own
      : Math.max(own, this.sizeWithin(OPENING_RUN_S, scenario, true));
    this.parts.store.set({ cellSizeM });
    const begun = await this.parts.checkpoints.recall(scenario);
    const stored = begun ? undefined : await this.parts.shelf.recall(scenario);
    // A script or an impatient hand may have started a run meanwhile.
    const overtaken = () =>
      opened !== this.parts.store.get().city ||
      this.parts.running.scenario !== undefined ||
      this.parts.water() !== undefined;
    if (stored && overtaken()) stored.water.close();
    else if (stored) {
      this.parts.running.adopt(stored.record, stored.water);
      this.parts.show(stored.water);
      if (cutHere) this.parts.shelf.tellCutOff(cutHere, stored.record.cellSizeM);
      if (!this.parts.store.get().playing) this.parts.clock.play();
      return;
    }
    if (overtaken()) return;
    if (begun) {
      this.parts.store.set({ cellSizeM: begun.record.cellSizeM });
      this.tellMinute('state.goesOn', 'state.goesOnWhat', begun.timeS);
      void this.run(begun.record.cellSizeM, begun);
      return;
    }
    if (cutHere) this.parts.shelf.tellCutOff(cutHere, cellSizeM);
    void this.run(cellSizeM);
  }

  tellMinute(title: 'state.goesOn' | 'state.restarted', text: MessageKey, timeS: number): void {
    const { t, number } = wordsOf(this.parts.store.get().lang);
    const minute = number(Math.floor(timeS / 60));
    tell(this.parts.store, { id: 'resumed', tone: 'info', title: t(title, { minute }), text: t(text) });
  }

  /** Runs the shown scenario; a result that was computed before is opened instead, unless it is what is shown. */
  async want(): Promise<void> {
    const { book, runs, cellSizeM } = this.parts.store.get();
    const scenario = resolvedOf(book, book.selected);
    if (!scenario) return;
    const run = runs[scenario.id];
    const shown = run?.state === 'done' && run.cellSizeM === cellSizeM && !isStale(book, run);
    const stored = shown ? undefined : await this.parts.shelf.recall(scenario, cellSizeM);
    if (!stored) return void this.run();
    const now = this.parts.store.get().book;
    if (resolvedOf(now, now.selected) !== scenario) return stored.water.close();
    if (this.parts.running.scenario === scenario.id) this.parts.running.cancel();
    this.parts.running.adopt(stored.record, stored.water);
    this.parts.show(stored.water);
    this.parts.clock.seek(0);
    this.parts.clock.play();
  }

  /** Runs the shown scenario, or takes a run of it up; failures are told. @returns the summary, undefined when it was cancelled or failed */
  run(cellSizeM = this.parts.store.get().cellSizeM, begun?: Begun): Promise<Summary | undefined> {
    const { playing, book } = this.parts.store.get();
    const scenario = resolvedOf(book, book.selected);
    if (!scenario) return Promise.resolve(undefined);
    if (!playing) {
      this.parts.clock.seek(0);
      this.parts.clock.play();
    }
    const start = begun ? { begun } : this.startOf(scenario, cellSizeM);
    return this.told(this.parts.running.start(scenario, cellSizeM, start));
  }

  /**
   * Opens a stored run of another scenario, on the grid of this water, so that the two can be compared.
   * @returns whether there was one
   */
  async recallBeside(water: RunWater, id: string | undefined): Promise<boolean> {
    const { store, running, shelf, impact } = this.parts;
    const other = resolvedOf(store.get().book, id);
    const looked = this.looked.get(water) ?? new Set();
    if (!other || running.waters.has(other.id) || looked.has(other.id)) return false;
    this.looked.set(water, looked.add(other.id));
    const stored = await shelf.recall(other, water.ground.grid.cellSizeM);
    if (!stored) return false;
    if (this.parts.water() !== water || running.waters.has(other.id)) {
      stored.water.close();
      return false;
    }
    running.adopt(stored.record, stored.water);
    await impact().assess(other.id, stored.water);
    return true;
  }
  private readonly looked = new WeakMap<RunWater, Set<string>>();

  /** Runs that wait for theirs, in the order in which they were asked for. */
  enqueue(ids: readonly string[]): void {
    const { store } = this.parts;
    const { queue } = store.get();
    store.set({ queue: [...queue, ...ids.filter((id) => !queue.includes(id))] });
    this.next();
  }

  /** Starts the first that waits, unless a run goes on; the shown one of those that are compared gives the grid. */
  next(): void {
    const { store, running } = this.parts;
    if (running.scenario !== undefined) return;
    const { queue, book, compare, runs, ...state } = store.get();
    const [id, ...rest] = queue;
    if (id === undefined) return;
    store.set({ queue: rest });
    const scenario = resolvedOf(book, id);
    if (!scenario) {
      this.next();
      return;
    }
    const shown = compare && book.selected !== undefined && id !== book.selected ? runs[book.selected] : undefined;
    const cellSizeM = shown?.state === 'done' ? shown.cellSizeM : state.cellSizeM;
    void this.told(running.start(scenario, cellSizeM, this.startOf(scenario, cellSizeM))).then((summary) => {
      // One that had to make room for an edit waits again.
      const overtaken = !summary && running.scenario !== undefined && running.scenario !== id;
      if (overtaken) store.set({ queue: [id, ...store.get().queue] });
    });
  }

  /** Runs the shown scenario anew once edits rest, where a run is wanted after each; the clock stays. */
  soon(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      const { book, runs, ...state } = this.parts.store.get();
      const scenario = resolvedOf(book, book.selected);
      // On the grid of what it is compared with.
      const parent = scenario?.parent ? runs[scenario.parent] : undefined;
      const cellSizeM = parent?.state === 'done' ? parent.cellSizeM : state.cellSizeM;
      // What was undone meanwhile, or is being computed already, needs no run.
      const known = scenario && runs[scenario.id]?.fingerprint === cachedFingerprint(scenario);
      // A run that is paused may go on with the edit, if a person wants it to.
      if (scenario && !known && !forkable(book, runs)) void this.renew(scenario, cellSizeM);
    }, REST_MS);
  }

  /** The shown scenario's result as it is now: from storage where it was computed before. */
  private async renew(scenario: ResolvedScenario, cellSizeM: number): Promise<void> {
    const { shelf, running, store } = this.parts;
    const stored = await shelf.recall(scenario, cellSizeM);
    const { book } = store.get();
    if (resolvedOf(book, book.selected) !== scenario) stored?.water.close();
    else if (stored) {
      if (running.scenario === scenario.id) running.cancel();
      running.adopt(stored.record, stored.water);
      this.parts.show(stored.water);
    } else await this.told(running.start(scenario, cellSizeM, this.startOf(scenario, cellSizeM)));
  }
  private waiting: ReturnType<typeof setTimeout> | undefined;

  /** Goes on from the paused run with the shown scenario. */
  async fork(): Promise<void> {
    const { book } = this.parts.store.get();
    const scenario = resolvedOf(book, book.selected);
    if (scenario) await this.told(this.parts.running.fork(scenario));
  }

  /** A preview first, where the run itself would keep a person waiting. */
  private startOf(scenario: ResolvedScenario, cellSizeM: number): Start {
    if (this.endsWithin(PREVIEW_RUN_S, cellSizeM, scenario)) return {};
    // A preview that is hardly coarser would take as long as it saves.
    return { previewCellM: Math.max(this.previewCell(scenario), 2 * cellSizeM) };
  }

  private async told(run: Promise<Summary>): Promise<Summary | undefined> {
    try {
      return await run;
    } catch (error) {
      if (!isAbort(error)) {
        tellError(this.parts.store, 'run', wordsOf(this.parts.store.get().lang).t('error.run'), error);
        this.parts.failed(error);
      }
      return undefined;
    } finally {
      this.next();
    }
  }

  /** Cell size of a run that ends in about ten seconds on this machine, or as soon as its drains let it. */
  previewCell(scenario: ResolvedScenario): number {
    return this.sizeWithin(PREVIEW_RUN_S, scenario, this.parts.running.pipes(scenario, true));
  }

  private endsWithin(limitS: number, cellSizeM: number, scenario: ResolvedScenario): boolean {
    const { city, pace } = this.parts.store.get();
    if (!city) return false;
    return estimateS(city, cellSizeM, scenario.durationS, pace.cells) + pipesS(city, scenario, true, pace) <= limitS;
  }

  /** A coarser grid saves nothing of the drains' own time: the surface may have a share of the limit in any case. */
  private sizeWithin(limitS: number, scenario: ResolvedScenario, pipes: boolean | 'rough'): number {
    const { city, pace } = this.parts.store.get();
    if (!city) return sizeWithin([], limitS);
    const surfaceS = Math.max(SURFACE_SHARE * limitS, limitS - pipesS(city, scenario, pipes, pace));
    return sizeWithin(cellChoices(city, scenario.durationS, pace.cells), surfaceS);
  }
}
