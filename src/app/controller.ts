import type { LayerId } from '../../layers/types.ts';
import type { OpenedCity } from '../../workers/city/types.ts';
import type { Summary } from '../../workers/flood/types.ts';
import { wordsOf } from '../i18n/words.ts';
import { heldAt } from '../panels/axis.ts';
import { type CityClient, startCity } from '../simulate/city.ts';
import type { RunWater } from '../simulate/water.ts';
import type { ResultMode } from '../tokens/ramps.ts';
import { act, type Change, resolvedOf } from './book.ts';
import { Checkpoints } from './checkpoints.ts';
import { Clock } from './clock.ts';
import { Drains } from './drains.ts';
import { isLooking } from './drainViews.ts';
import { holdHandles } from './handles.ts';
import { Impact } from './impact.ts';
import { Launch } from './launch.ts';
import { Measures } from './measures.ts';
import { measuresChanged } from './measureViews.ts';
import { dismiss, tell, tellError, tellInfo } from './messages.ts';
import { Opening, saveScenarios } from './opening.ts';
import { Pins } from './pins.ts';
import { Reading } from './reading.ts';
import { Running } from './running.ts';
import { Section } from './section.ts';
import { Shelf } from './shelf.ts';
import { showMaps } from './shownMaps.ts';
import { Sketching } from './sketching.ts';
import { type MapStage, mountStage, paddingOf, passOn, streamParts } from './stage.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';
import { Underground } from './underground.ts';
import { figuresOf, mainRain } from './views.ts';

/** Modes that show an instant; the others show the whole storm. */
const NOW: ReadonlySet<ResultMode> = new Set(['depth', 'speed']);

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
  readonly section: Section;
  private readonly underground: Underground;
  private readonly pins = new Pins(() => this.stage);
  readonly opening: Opening;
  readonly shelf: Shelf;
  readonly launch: Launch;
  private readonly checkpoints: Checkpoints;
  /** Resolves when something draws. */
  readonly mounted: Promise<MapStage>;
  stage: MapStage | undefined;
  private readonly listeners = new Map<keyof TwinEvents, Set<(detail: never) => void>>();
  private shownWater: RunWater | undefined;
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
      (timeS) => this.draw(timeS),
    );
    this.running = new Running(store, () => this.city, {
      onWater: (id) => {
        if (id === this.selected) this.draw(this.clock.timeS);
      },
      onFrame: (scenario, timeS) => {
        if (scenario === this.selected) this.draw(this.clock.timeS);
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
    this.impact = new Impact(...tied, () => this.water);
    this.section = new Section(
      store,
      () => this.stage,
      () => this.water,
      this.pins,
    );
    this.sketching = new Sketching(...tied, (changes) => this.change(changes));
    this.measures = new Measures(...tied, (changes) => this.change(changes));
    this.opening = new Opening(store, this.city, (opened) => this.cityOpened(opened));
    this.shelf = new Shelf(store, this.running);
    this.checkpoints = new Checkpoints(store);
    this.launch = new Launch({
      store,
      running: this.running,
      shelf: this.shelf,
      checkpoints: this.checkpoints,
      clock: this.clock,
      water: () => this.water,
      show: (water) => this.showWater(water),
      impact: () => this.impact,
      failed: (error) => this.emit('error', error),
    });
    store.subscribe((state, before) => this.follow(state, before));
  }

  get selected(): string | undefined {
    return this.store.get().book.selected;
  }

  /** The best water of the shown scenario: now, or over the whole storm where its maps are looked at. */
  get water(): RunWater | undefined {
    if (this.selected === undefined) return undefined;
    const timeS = NOW.has(this.store.get().mode) ? this.clock.timeS : Number.POSITIVE_INFINITY;
    return this.running.waterAt(this.selected, timeS, this.shownWater);
  }

  on<K extends keyof TwinEvents>(event: K, listener: (detail: TwinEvents[K]) => void): () => void {
    const set = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, set);
    set.add(listener as (detail: never) => void);
    return () => set.delete(listener as (detail: never) => void);
  }
  emit<K extends keyof TwinEvents>(event: K, detail: TwinEvents[K]): void {
    for (const listener of this.listeners.get(event) ?? []) (listener as (detail: TwinEvents[K]) => void)(detail);
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
    if (kind === 'flat')
      tell(this.store, {
        id: 'flat',
        tone: 'info',
        title: wordsOf(this.store.get().lang).t('state.noWebgl'),
        text: '',
      });
    this.pad();
    const { city } = this.store.get();
    if (city) this.showCity(city);
    this.setMounted(stage);
  }

  private cityOpened(opened: OpenedCity): void {
    this.running.clear();
    this.showWater(undefined);
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
    this.pins.clear();
    this.measures.draw();
    stage.setMode(store.get().mode);
    for (const [id, layer] of Object.entries(store.get().layers)) stage.setLayer(id as LayerId, layer);
    if (this.startView) {
      void stage.flyTo(this.startView, 0);
      this.startView = undefined;
    }
    this.showWater(this.water);
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
    if (water === this.shownWater) {
      this.showMaps();
      this.drains.setHeads(water.pipes);
    }
    this.reading.refresh();
    this.emit('run', { scenario, summary });
    void this.shelf.keep(scenario, water);
  }

  private showWater(water: RunWater | undefined): void {
    if (this.shownWater) this.shownWater.onLoaded = undefined;
    this.shownWater = water;
    this.nameShown();
    this.drains.setHeads(water?.pipes);
    if (water) water.onLoaded = () => this.draw(this.clock.timeS);
    const { stage } = this;
    if (!stage) return;
    stage.setWater(water?.stageDomain());
    this.showMaps();
    if (!water) stage.setFrames(undefined, undefined, 0);
    this.draw(this.clock.timeS);
    this.reading.refresh();
  }

  /** Maps of the shown run, and what it changes against its nearest ancestor with a run on the same grid. */
  private showMaps(): void {
    showMaps(this, this.shownWater, () => this.showMaps());
  }

  /** Says which grid is on the map where it is a preview's. */
  private nameShown(): void {
    const { shownWater, selected, running, store } = this;
    const isPreview = selected !== undefined && shownWater !== undefined && running.isPreview(selected, shownWater);
    const previewCellM = isPreview ? shownWater.ground.grid.cellSizeM : undefined;
    if (previewCellM !== store.get().previewCellM) store.set({ previewCellM });
  }

  private draw(timeS: number): void {
    const { stage, shownWater, water } = this;
    if (water !== shownWater) {
      this.showWater(water);
      return;
    }
    const around = shownWater?.around(timeS);
    if (stage && around) stage.setFrames(around.a, around.b, around.mix);
    const { book, workspace } = this.store.get();
    const scenario = resolvedOf(book, book.selected);
    const rain = scenario && mainRain(scenario);
    const falling = rain ? heldAt(rain.timesS, rain.intensityMmH, timeS) : 0;
    stage?.setRain(workspace === 'exhibit' || this.store.get().playing ? falling : 0);
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
      this.showWater(this.water);
      if (this.clock.timeS > this.extent().durationS) this.clock.seek(0);
      this.emit('scenario', { id: state.book.selected });
    }
    if (state.book !== before.book && before.book.entries.length > 0 && state.city === before.city)
      saveScenarios(state);
    if (measuresChanged(state, before)) this.launch.soon();
    if (state.runs !== before.runs) this.nameShown();
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
    this.measures.follow(state, before);
    if (state.drains !== before.drains && state.city === before.city) this.drains.draw(before.drains);
    if (state.playing !== before.playing || state.workspace !== before.workspace) this.draw(this.clock.timeS);
    if (state.mode !== before.mode) {
      stage.setMode(state.mode);
      this.draw(this.clock.timeS);
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
