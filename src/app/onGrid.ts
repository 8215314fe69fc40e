import { GRID_CHANGE, type MeasureOnGrid } from '../../workers/domain/measures/onGrid.ts';
import { type Crs, resolveCrs } from '../crs/index.ts';
import type { Measure } from '../scenario/index.ts';
import type { CityClient } from '../simulate/city.ts';
import { cellAt, type RunWater } from '../simulate/water.ts';
import type { SketchShape } from '../tokens/sketch.ts';
import type { SketchState } from './sketchState.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

/** More cells than this are not drawn one by one. */
const MOST_CELLS = 3000;
const WORDS = {
  [GRID_CHANGE.raised]: 'raised',
  [GRID_CHANGE.lowered]: 'lowered',
  [GRID_CHANGE.covered]: 'covered',
} as const;

/** Asks what the engine will see of a measure while it is drawn or edited: one question at a time, the newest last. */
export class OnGrid {
  private wanted: Measure | undefined;
  /** What the last answer was for. */
  private answered = '';
  private waters = 0;
  private readonly waterIds = new WeakMap<RunWater, number>();
  private asking = false;

  constructor(
    private readonly store: Store<AppState>,
    private readonly city: () => CityClient,
    private readonly water: () => RunWater | undefined,
  ) {}

  /** @param measure as it stands now; undefined: nothing is edited */
  want(measure: Measure | undefined): void {
    const known = this.store.get().sketch.onGrid;
    this.wanted = measure;
    if (!measure) {
      if (known) this.set(undefined);
      return;
    }
    if (known?.measure !== measure || this.answered !== this.basis) void this.ask();
  }

  /** The grid that the next run will have: of the shown run where there is one. */
  private get cellSizeM(): number {
    return this.water()?.ground.grid.cellSizeM ?? this.store.get().cellSizeM;
  }

  /** The run that stands beside the measure and whether it is done, in a word: with another one it is asked anew. */
  private get basis(): string {
    const water = this.water();
    if (water && !this.waterIds.has(water)) this.waterIds.set(water, ++this.waters);
    return `${this.cellSizeM} ${water ? this.waterIds.get(water) : 0} ${water?.maps !== undefined}`;
  }

  private async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    try {
      while (this.wanted && (this.wanted !== this.store.get().sketch.onGrid?.measure || this.answered !== this.basis)) {
        const measure = this.wanted;
        const { basis } = this;
        const seen = await this.city()
          .measureOnGrid(measure, this.cellSizeM)
          .catch(() => undefined);
        this.answered = basis;
        if (this.wanted) this.set({ measure, seen, waterM: seen && waterAlong(seen, this.water()) });
      }
    } finally {
      this.asking = false;
    }
  }

  private set(onGrid: SketchState['onGrid']): void {
    this.store.set({ sketch: { ...this.store.get().sketch, onGrid } });
  }
}

/** Highest water of a run along a measure's line, m; NaN where it stays dry. */
function waterAlong({ profile }: MeasureOnGrid, water: RunWater | undefined): Float32Array | undefined {
  const { maps, ground } = water ?? {};
  if (!profile || !maps || !ground) return undefined;
  return Float32Array.from(profile.alongM, (_, k) => {
    const cell = cellAt(ground.grid, profile.centres[2 * k], profile.centres[2 * k + 1]);
    const depth = cell < 0 ? 0 : maps.depthMaxM[cell];
    return depth >= 0.01 ? ground.groundM[cell] + depth : Number.NaN;
  });
}

const cornersKnown = new WeakMap<MeasureOnGrid, SketchShape['cells']>();

/** The changed cells for the map; undefined where there are none, or too many to draw. */
export function cellsOnMap(seen: MeasureOnGrid | undefined, code: string): SketchShape['cells'] {
  if (!seen || seen.change.length === 0 || seen.change.length > MOST_CELLS) return undefined;
  const known = cornersKnown.get(seen);
  if (known) return known;
  const crs: Crs = resolveCrs(code);
  const half = seen.cellSizeM / 2;
  const cells = Array.from(seen.change, (change, k) => {
    const [x, y] = [seen.centres[2 * k], seen.centres[2 * k + 1]];
    const corners = [
      [x - half, y - half],
      [x + half, y - half],
      [x + half, y + half],
      [x - half, y + half],
    ].map(([cx, cy]) => crs.toLonLat([cx, cy]));
    return { corners, change: WORDS[change as 1 | 2 | 3] };
  });
  cornersKnown.set(seen, cells);
  return cells;
}
