import type { Grid } from '../../workers/flood/types.ts';
import { resolveCrs } from '../crs/index.ts';
import { CHANGE, type Change, changeOf, type ShownMaps } from '../simulate/change.ts';
import { type PipeChange, pipeChangeOf } from '../simulate/pipeChange.ts';
import type { RunWater } from '../simulate/water.ts';
import { ancestorsOf } from './book.ts';
import type { ChangeSum } from './compareState.ts';
import type { Impact } from './impact.ts';
import type { Launch } from './launch.ts';
import type { Running } from './running.ts';
import type { MapStage } from './stage.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

/** What was worked out of two runs: as long as both live, it is the same. */
const known = new WeakMap<RunWater, WeakMap<RunWater, Change>>();

/** Maps of a run for a stage, with what it changes against another one. */
function mapsOf(water: RunWater, before: RunWater | undefined): ShownMaps | undefined {
  const { maps } = water;
  if (!maps || !before?.maps) return maps;
  const others = known.get(before) ?? new WeakMap<RunWater, Change>();
  known.set(before, others);
  const change = others.get(water) ?? changeOf(before.maps.depthMaxM, maps.depthMaxM);
  others.set(water, change);
  return { ...maps, change };
}

const sums = new WeakMap<Change, ChangeSum>();

/** A change in numbers: areas, and the place where it is for the worse. */
function changeSum(
  change: Change,
  { cols, rows, cellSizeM, xMin, yMin }: Grid,
  crs: string,
  pipes: PipeChange | undefined,
): ChangeSum {
  const cellM2 = cellSizeM * cellSizeM;
  const { cells, worst } = change;
  const at = worst && [
    xMin + ((worst.cell % cols) + 0.5) * cellSizeM,
    yMin + (rows - Math.floor(worst.cell / cols) - 0.5) * cellSizeM,
  ];
  const [lon, lat] = at ? resolveCrs(crs).toLonLat([at[0], at[1]]) : [0, 0];
  const sum = sums.get(change) ?? {
    newlyWetM2: cells[CHANGE.newlyWet] * cellM2,
    newlyDryM2: cells[CHANGE.newlyDry] * cellM2,
    worst: worst && { lon, lat, moreM: worst.moreM },
    pipes,
  };
  sums.set(change, sum);
  return sum;
}

interface Rooms {
  readonly store: Store<AppState>;
  readonly stage: MapStage | undefined;
  readonly running: Running;
  readonly impact: Impact;
  readonly launch: Launch;
}

/** Puts the maps of a run on the stage, with what it changes; works out what it means. @param again once there is a run to compare with */
export function showMaps(
  { store, stage, running, impact, launch }: Rooms,
  water: RunWater | undefined,
  again: () => void,
): void {
  const { book, compare, city } = store.get();
  const wish = compare?.others[0];
  const against = water && running.comparable(book, water, wish);
  const maps = water && mapsOf(water, running.waters.get(against ?? ''));
  stage?.setMaps(maps);
  const beside = running.waters.get(against ?? '');
  const pipes = water?.pipes && beside?.pipes && pipeChangeOf(beside.pipes, water.pipes);
  const changed = water && maps?.change && city && changeSum(maps.change, water.ground.grid, city.crs, pipes);
  store.set({ against, changed });
  if (!water?.maps || book.selected === undefined) return;
  void impact.assess(book.selected, water);
  if (against !== undefined && beside) void impact.assess(against, beside);
  if (against !== undefined) return;
  void launch.recallBeside(water, wish ?? ancestorsOf(book, book.selected)[0]).then((found) => {
    if (found) again();
    else if (store.get().mode === 'change') store.set({ mode: 'depthMax' });
  });
}
