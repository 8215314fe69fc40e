import type { CompareStyle } from '../panels/compareViews.ts';
import type { RunWater } from '../simulate/water.ts';
import { otherMode } from '../tokens/ramps.ts';
import { ancestorsOf, entryOf } from './book.ts';
import type { CompareState } from './compareState.ts';
import type { Launch } from './launch.ts';
import type { Running } from './running.ts';
import type { MapStage } from './stage.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

const MOST_OTHERS = 3;

interface Parts {
  readonly store: Store<AppState>;
  readonly stage: () => MapStage | undefined;
  readonly running: Running;
  readonly launch: () => Launch;
  /** Water of the shown run. */
  readonly water: () => RunWater | undefined;
  /** Its maps anew: it is compared with another one. */
  readonly showMaps: () => void;
  readonly timeS: () => number;
}

/** The run left of the line: which one it is, and its water at the clock's time. */
export class Comparing {
  private other: RunWater | undefined;
  private otherMaps: RunWater['maps'];

  constructor(private readonly parts: Parts) {}

  /** Stands the shown run beside another one: its parent, or whichever has been run. */
  open(other?: string): void {
    const { book, runs, compare, against } = this.parts.store.get();
    const { selected } = book;
    const ids = book.entries.map(({ scenario }) => scenario.id).filter((id) => id !== selected);
    const found = other ?? against ?? ancestorsOf(book, selected)[0] ?? ids.find((id) => runs[id]) ?? ids[0];
    if (found === undefined) return;
    const { style, split } = compare ?? { style: 'swipe', split: 0.5 };
    const rest = (compare?.others ?? []).slice(1).filter((id) => id !== found && id !== selected);
    this.set({ others: [found, ...rest], style, split });
  }

  close(): void {
    const { mode } = this.parts.store.get();
    this.parts.store.set({ compare: undefined, ...(mode === 'change' ? { mode: 'depth' as const } : {}) });
  }

  /** The two change places. */
  swap(): void {
    const { store } = this.parts;
    const { compare, book } = store.get();
    const [other, ...rest] = compare?.others ?? [];
    if (!compare || other === undefined || book.selected === undefined || !entryOf(book, other)) return;
    store.set({ book: { ...book, selected: other }, compare: { ...compare, others: [book.selected, ...rest] } });
  }

  setStyle(style: CompareStyle): void {
    const { compare, mode } = this.parts.store.get();
    if (compare) this.set({ ...compare, style, split: style === 'swipe' ? 0.5 : compare.split });
    // Of several runs each is shown for itself.
    if (style === 'grid') this.parts.store.set({ mode: otherMode(mode) });
  }

  setSplit(split: number): void {
    const { compare } = this.parts.store.get();
    if (compare) this.set({ ...compare, split: Math.max(0, Math.min(1, split)) });
  }

  /** Another small map, or one less. */
  toggle(id: string): void {
    const { compare, book } = this.parts.store.get();
    if (!compare || id === book.selected) return;
    const has = compare.others.includes(id);
    const others = has ? compare.others.filter((other) => other !== id) : [...compare.others, id];
    if (others.length >= 1 && others.length <= MOST_OTHERS) this.set({ ...compare, others });
  }

  private set(compare: CompareState): void {
    this.parts.store.set({ compare });
  }

  follow(state: AppState, before: AppState): void {
    const { compare } = state;
    if (compare?.others.some((id) => id === state.book.selected || !entryOf(state.book, id))) {
      this.mend(compare, state);
      return;
    }
    const known = (of: AppState) => of.compare?.others.map((id) => of.runs[id]?.state).join();
    if (compare?.others !== before.compare?.others) this.parts.showMaps();
    if (compare !== before.compare || known(state) !== known(before)) this.draw();
    if (known(state) !== known(before)) this.parts.showMaps();
  }

  /** A scenario that is shown, or is gone, stands beside nothing. */
  private mend(compare: CompareState, { book }: AppState): void {
    const others = compare.others.filter((id) => id !== book.selected && entryOf(book, id));
    if (others.length > 0) this.set({ ...compare, others });
    else this.close();
  }

  /** Asks storage for runs that are not there. */
  private recall(compare: CompareState): void {
    const water = this.parts.water();
    if (!water) return;
    for (const id of compare.others) {
      if (this.parts.running.waters.has(id)) continue;
      void this.parts
        .launch()
        .recallBeside(water, id)
        .then((found) => {
          if (found) this.draw();
        });
    }
  }

  /** The water of one of the runs beside, at the clock's time. */
  waterOf(id: string): RunWater | undefined {
    return this.parts.running.waterAt(id, this.parts.timeS(), undefined);
  }

  /** The other run's water of now on the left of the line. */
  draw(): void {
    const stage = this.parts.stage();
    if (!stage) return;
    const { compare } = this.parts.store.get();
    if (compare) this.recall(compare);
    const side = compare && compare.style !== 'grid' ? compare : undefined;
    const water = side && this.waterOf(side.others[0]);
    if (water !== this.other) {
      if (this.other) this.other.onLoaded = undefined;
      this.other = water;
      stage.setWater(water?.stageDomain(), 'other');
      if (water) water.onLoaded = () => this.draw();
      else stage.setFrames(undefined, undefined, 0, 'other');
    }
    if (water?.maps !== this.otherMaps) {
      this.otherMaps = water?.maps;
      stage.setMaps(water?.maps, 'other');
    }
    stage.setSplit(side && water ? side.split : undefined);
    const around = water?.around(this.parts.timeS());
    if (around) stage.setFrames(around.a, around.b, around.mix, 'other');
  }

  /** Another city, or another stage: nothing of it is drawn any more. */
  forget(): void {
    this.other = undefined;
    this.otherMaps = undefined;
  }
}
