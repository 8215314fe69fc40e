import { heldAt } from '../panels/axis.ts';
import type { RunWater } from '../simulate/water.ts';
import type { ResultMode } from '../tokens/ramps.ts';
import { resolvedOf } from './book.ts';
import type { Clock } from './clock.ts';
import type { Comparing } from './comparing.ts';
import type { Drains } from './drains.ts';
import type { Impact } from './impact.ts';
import type { Launch } from './launch.ts';
import type { Reading } from './reading.ts';
import type { Running } from './running.ts';
import { showMaps } from './shownMaps.ts';
import type { MapStage } from './stage.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';
import { mainRain } from './views.ts';

/** Modes that show an instant; the others show the whole storm. */
const NOW: ReadonlySet<ResultMode> = new Set(['depth', 'speed']);

interface Rooms {
  readonly store: Store<AppState>;
  readonly stage: MapStage | undefined;
  readonly clock: Clock;
  readonly running: Running;
  readonly reading: Reading;
  readonly drains: Drains;
  readonly impact: Impact;
  readonly launch: Launch;
  readonly comparing: Comparing;
}

/** Which water is on the map, and at which time. */
export class Showing {
  /** What the stage has. */
  private shown: RunWater | undefined;

  constructor(private readonly rooms: Rooms) {}

  private get selected(): string | undefined {
    return this.rooms.store.get().book.selected;
  }

  /** The best water of the shown scenario: now, or over the whole storm where its maps are looked at. */
  get water(): RunWater | undefined {
    if (this.selected === undefined) return undefined;
    const { store, clock, running } = this.rooms;
    const timeS = NOW.has(store.get().mode) ? clock.timeS : Number.POSITIVE_INFINITY;
    return running.waterAt(this.selected, timeS, this.shown);
  }

  show(water: RunWater | undefined): void {
    const { stage, clock, drains, reading } = this.rooms;
    if (this.shown) this.shown.onLoaded = undefined;
    this.shown = water;
    this.name();
    drains.setHeads(water?.pipes);
    if (water) water.onLoaded = () => this.draw(clock.timeS);
    if (!stage) return;
    stage.setWater(water?.stageDomain());
    this.showMaps();
    if (!water) stage.setFrames(undefined, undefined, 0);
    this.draw(clock.timeS);
    reading.refresh();
  }

  /** A run is done: its maps and heads are there. */
  done(water: RunWater): void {
    if (water !== this.shown) return;
    this.showMaps();
    this.rooms.drains.setHeads(water.pipes);
  }

  /** Maps of the shown run, and what it changes against the run that it is compared with. */
  showMaps(): void {
    showMaps(this.rooms, this.shown, () => this.showMaps());
  }

  /** Says which grid is on the map where it is a preview's. */
  name(): void {
    const { shown, selected } = this;
    const { running, store } = this.rooms;
    const isPreview = selected !== undefined && shown !== undefined && running.isPreview(selected, shown);
    const previewCellM = isPreview ? shown.ground.grid.cellSizeM : undefined;
    if (previewCellM !== store.get().previewCellM) store.set({ previewCellM });
  }

  draw(timeS: number): void {
    const { shown, water } = this;
    if (water !== shown) {
      this.show(water);
      return;
    }
    const { stage, store, comparing } = this.rooms;
    const around = shown?.around(timeS);
    if (stage && around) stage.setFrames(around.a, around.b, around.mix);
    const { book, workspace, compare, playing } = store.get();
    if (compare) comparing.draw();
    const scenario = resolvedOf(book, book.selected);
    const rain = scenario && mainRain(scenario);
    const falling = rain ? heldAt(rain.timesS, rain.intensityMmH, timeS) : 0;
    stage?.setRain(workspace === 'exhibit' || playing ? falling : 0);
  }
}
