import type { LayerId } from '../../layers/types.ts';
import type { OpenedCity } from '../../workers/city/types.ts';
import type { Summary } from '../../workers/flood/types.ts';
import { Emitter } from '../globe/emitter.ts';
import { wordsOf } from '../i18n/words.ts';
import { type CityClient, startCity } from '../simulate/city.ts';
import type { RunWater } from '../simulate/water.ts';
import { act, type Change, resolvedOf } from './book.ts';
import { Checkpoints } from './checkpoints.ts';
import { Clock } from './clock.ts';
import { Comparing } from './comparing.ts';
import { Drains } from './drains.ts';
import { isLooking } from './drainViews.ts';
import { Exports } from './exports.ts';
import { holdHandles } from './handles.ts';
import { finished, Impact } from './impact.ts';
import { Launch } from './launch.ts';
import { Measures } from './measures.ts';
import { dismiss, tell, tellError, tellInfo } from './messages.ts';
import { OnGrid } from './onGrid.ts';
import { Opening, saveScenarios } from './opening.ts';
import { Pins } from './pins.ts';
import { Reading } from './reading.ts';
import { Responding } from './respond.ts';
import { Running } from './running.ts';
import { Section } from './section.ts';
import { Shelf } from './shelf.ts';
import { Showing } from './showing.ts';
import { Sketching } from './sketching.ts';
import { type MapStage, mountStage, paddingOf, passOn, streamParts } from './stage.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';
import { Underground } from './underground.ts';
import { figuresOf, scenarioChanged } from './views.ts';
import { Yearly } from './yearly.ts';
import { yearlyOf } from './yearlyViews.ts';

export interface TwinEvents {
  city: OpenedCity;
  scenario: { readonly id: string | undefined };
  progress: { readonly scenario: string; readonly share: number; readonly timeS: number };
  frame: { readonly scenario: string; readonly timeS: number };
  run: { readonly scenario: string; readonly summary: Summary };
  error: unknown;
}

/** Answers what people want; ties workers, stage and state together. */
export class Controller {
  readonly city: CityClient = startCity();
  readonly clock: Clock;
  readonly running: Running;
  readonly reading: Reading;
  readonly drains: Drains;
  readonly sketching: Sketching;
  readonly measures: Measures;
  readonly impact: Impact;
  readonly exports: Exports;
  readonly yearly: Yearly;
  readonly section: Section;
  readonly responding: Responding;
  private readonly underground: Underground;
  private readonly pins = new Pins(() => this.stage);
  readonly opening: Opening;
  readonly shelf: Shelf;
  readonly launch: Launch;
  private readonly checkpoints: Checkpoints;
  /** Resolves when something draws. */
  readonly mounted: Promise<MapStage>;
  stage: MapStage | undefined;
  private readonly events = new Emitter<TwinEvents>();
  readonly comparing: Comparing;
  private readonly showing: Showing;
  private setMounted: (stage: MapStage) => void = () => {};

  constructor(
    readonly store: Store<AppState>,
    private readonly element: () => HTMLElement,
  ) {
    this.mounted = new Promise((resolve) => {
      this.setMounted = resolve;
    });
    this.clock = new Clock(
      store,
      () => this.extent(),
      (timeS) => this.showing.draw(timeS),
    );
    this.running = new Running(store, () => this.city, {
      onWater: (id) => {
        if (id === this.selected) this.showing.draw(this.clock.timeS);
      },
      onFrame: (scenario, timeS) => {
        if (scenario === this.selected) this.showing.draw(this.clock.timeS);
        this.emit('frame', { scenario, timeS });
      },
      onProgress: (scenario, { timeS, durationS }) =>
        this.emit('progress', { scenario, share: timeS / durationS, timeS }),
      onDone: (scenario, summary, water) => this.runDone(scenario, summary, water),
      onCheckpoint: (record, checkpoint) => this.checkpoints.keep(record, checkpoint),
      onRestart: (_, fromS) => this.launch.tellMinute('state.restarted', 'state.restartedWhat', fromS),
      onOver: () => this.checkpoints.forget(),
    });
    this.reading = new Reading(
      store,
      () => this.city,
      () => this.stage,
      () => this.water,
      (feature) => this.drains.take(feature) || this.sketching.take(feature) || this.section.take(feature),
      this.pins,
    );
    this.drains = new Drains(
      store,
      () => this.city,
      () => this.stage,
      () => this.reading,
    );
    const tied = [store, () => this.city, () => this.stage] as const;
    this.underground = new Underground(...tied, this.pins);
    this.impact = new Impact(...tied);
    this.responding = new Responding(...tied, () => this.water, finished, this.pins);
    this.section = new Section(
      store,
      () => this.stage,
      () => this.water,
      this.pins,
    );
    this.sketching = new Sketching(...tied, (changes) => this.change(changes));
    const onGrid = new OnGrid(
      store,
      () => this.city,
      () => this.water,
    );
    this.measures = new Measures(...tied, (changes) => this.change(changes), onGrid);
    this.opening = new Opening(store, this.city, (opened) => this.cityOpened(opened));
    this.shelf = new Shelf(store, this.running);
    this.checkpoints = new Checkpoints(store);
    this.exports = new Exports({
      store,
      city: () => this.city,
      water: () => this.water,
      report: () => this.report(),
      pack: () => this.shelf.download(this.city),
    });
    this.yearly = new Yearly(store, () => this.city);
    this.launch = new Launch({
      store,
      running: this.running,
      shelf: this.shelf,
      checkpoints: this.checkpoints,
      clock: this.clock,
      water: () => this.water,
      show: (water) => this.showing.show(water),
      impact: () => this.impact,
      failed: (error) => this.emit('error', error),
    });
    this.showing = new Showing(this);
    this.comparing = new Comparing({
      store,
      running: this.running,
      stage: () => this.stage,
      launch: () => this.launch,
      water: () => this.water,
      showMaps: () => this.showing.showMaps(),
      timeS: () => this.clock.timeS,
    });
    store.subscribe((state, before) => this.follow(state, before));
  }

  /** Cell size at which the damage of a year is worked out, m. */
  get yearlyCell(): number {
    return yearlyOf(this.store.get())?.cellSizeM ?? this.store.get().cellSizeM;
  }

  /** The report of the shown scenario. A picture of a storm that plays would wait for all the pictures before it. */
  report(): Promise<void> {
    this.clock.pause();
    return this.impact.report();
  }

  get selected(): string | undefined {
    return this.store.get().book.selected;
  }

  /** The best water of the shown scenario. */
  get water(): RunWater | undefined {
    return this.showing.water;
  }

  on<K extends keyof TwinEvents>(event: K, listener: (detail: TwinEvents[K]) => void): () => void {
    return this.events.on(event, listener);
  }
  emit<K extends keyof TwinEvents>(event: K, detail: TwinEvents[K]): void {
    this.events.emit(event, detail);
  }

  private extent(): { durationS: number; computedS: number } {
    const { book, runs } = this.store.get();
    const run = book.selected ? runs[book.selected] : undefined;
    const reachS = book.selected ? this.running.reachS(book.selected) : 0;
    const durationS = run && reachS > 0 ? run.durationS : (resolvedOf(book, book.selected)?.durationS ?? 0);
    return { durationS, computedS: run?.state === 'done' ? durationS : reachS };
  }

  /** Loads the stage; the city may come before or after. */
  async mount(): Promise<void> {
    this.store.set({ stage: 'loading' });
    const { stage, kind } = await mountStage(this.element(), this.store);
    this.stage = stage;
    stage.on('click', ({ x, y }) =>
      this.attempt(
        [this.sketching, this.section].find((hand) => hand.takesClicks)?.click(x, y) ?? this.reading.click(x, y),
      ),
    );
    holdHandles(this.element(), this.measures);
    stage.on('camera', ({ metresPerPixel, headingDeg }) => {
      this.store.set({ metresPerPixel, headingDeg });
      this.underground.name();
    });
    stage.on('lost', (lost) => {
      const { t } = wordsOf(this.store.get().lang);
      if (lost) tell(this.store, { id: 'stage', tone: 'warn', title: t('error.stage'), text: '' });
      else dismiss(this.store, 'stage');
    });
    this.store.set({ stage: kind });
    if (kind === 'flat') tellInfo(this.store, 'flat', 'state.noWebgl');
    this.pad();
    const { city } = this.store.get();
    if (city) this.showCity(city);
    this.setMounted(stage);
  }

  private cityOpened(opened: OpenedCity): void {
    this.running.clear();
    this.showing.show(undefined);
    this.clock.timeS = 0;
    void this.drains.check(opened);
    if (this.stage) this.showCity(opened);
    this.emit('city', opened);
    void this.launch.begin(opened);
  }

  private showCity(opened: OpenedCity): void {
    const { stage, store } = this;
    if (!stage) return;
    stage.setCity(opened.scene, this.city);
    this.comparing.forget();
    this.responding.forget();
    this.pins.clear();
    this.measures.draw();
    stage.setMode(store.get().mode);
    for (const [id, layer] of Object.entries(store.get().layers)) stage.setLayer(id as LayerId, layer);
    if (this.startView) {
      void stage.flyTo(this.startView, 0);
      this.startView = undefined;
    }
    this.showing.show(this.water);
    const { t, number } = wordsOf(store.get().lang);
    void streamParts(this.city, stage, store, (count) => {
      if (store.get().city === opened) store.set({ opening: t('state.sceneParts', { count: number(count) }) });
    })
      .catch((error: unknown) => tellError(store, 'stage', t('error.stage'), error))
      .finally(() => {
        if (store.get().city !== opened) return;
        store.set({ opening: undefined });
        void this.drains.checkOthers(opened);
      });
  }
  /** Camera of the address, for the first city. */
  startView: Parameters<MapStage['flyTo']>[0] | undefined;

  private runDone(scenario: string, summary: Summary, water: RunWater): void {
    this.showing.done(water);
    this.reading.refresh();
    this.emit('run', { scenario, summary });
    void this.shelf.keep(scenario, water);
  }

  private pad(): void {
    const state = this.store.get();
    const run = figuresOf(state.book.selected ? state.runs[state.book.selected] : undefined);
    this.stage?.setPadding(
      paddingOf(state, state.point !== undefined || isLooking(state) || (run?.wet.timesS.length ?? 0) > 1),
    );
  }

  /** Passes what changed in the state on to stage, storage and listeners. */
  private follow(state: AppState, before: AppState): void {
    const { stage } = this;
    if (state.book.selected !== before.book.selected) {
      this.showing.show(this.water);
      if (this.clock.timeS > this.extent().durationS) this.clock.seek(0);
      this.emit('scenario', { id: state.book.selected });
    }
    if (state.book !== before.book && before.book.entries.length > 0 && state.city === before.city)
      saveScenarios(state);
    if (scenarioChanged(state, before)) this.launch.soon();
    if (state.runs !== before.runs) this.showing.name();
    if (state.assumed !== before.assumed) this.showing.showMaps();
    if (state.city !== before.city) this.yearly.cancel();
    if (state.timeS !== before.timeS || state.lang !== before.lang) this.reading.pin();
    if (
      state.layout !== before.layout ||
      state.workspace !== before.workspace ||
      state.hidden !== before.hidden ||
      (state.point === undefined) !== (before.point === undefined) ||
      state.drains !== before.drains
    )
      this.pad();
    if (!stage) return;
    this.underground.follow(state, before);
    this.section.follow(state, before);
    this.comparing.follow(state, before);
    this.responding.follow(state, before);
    this.measures.follow(state, before);
    if (state.drains !== before.drains && state.city === before.city && state.workspace !== 'respond')
      this.drains.draw(before.drains);
    if (state.playing !== before.playing || state.workspace !== before.workspace) this.showing.draw(this.clock.timeS);
    if (state.mode !== before.mode) {
      stage.setMode(state.mode);
      this.showing.draw(this.clock.timeS);
    }
    passOn(stage, state, before);
  }

  /** Something that tells of its failure itself; the error is passed on to scripts. */
  attempt(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.emit('error', error));
  }

  /** Does the changes as one step that can be undone; says so when they went to a new child. */
  change(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    const { book, lang } = this.store.get();
    const next = act(book, changes);
    this.store.set({ book: next });
    const made = changes.find((change) => change.kind === 'insert');
    if (made?.kind === 'insert' && changes.length > 2)
      tellInfo(this.store, 'branch', 'scenario.autoBranch', { name: wordsOf(lang).pick(made.entry.scenario.name) });
  }
}
