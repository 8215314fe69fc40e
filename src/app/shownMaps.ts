import { type Change, changeOf, type ShownMaps } from '../simulate/change.ts';
import type { RunWater } from '../simulate/water.ts';
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
  const { book } = store.get();
  const against = water && running.comparable(book, water);
  stage?.setMaps(water && mapsOf(water, running.waters.get(against ?? '')));
  if (against !== store.get().against) store.set({ against });
  if (!water?.maps || book.selected === undefined) return;
  void impact.assess(book.selected, water);
  if (against !== undefined) return;
  void launch.recallParent(water).then((found) => {
    if (found) again();
    else if (store.get().mode === 'change') store.set({ mode: 'depthMax' });
  });
}
