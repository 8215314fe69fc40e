import { zonesOf } from '../rain.ts';
import { nearestOpen } from '../reference/roofs.ts';
import { createState, paddedIndex } from '../reference/state.ts';
import { CELL, type Domain, type Inflow, type LevelBoundary, type RainZone, type TimedBarrier } from '../types.ts';
import { type Nest, sumsOf } from './nest.ts';

/** Computed cells, and blocks whose roofs shed onto one: where rain counts. */
export interface Catchment {
  /** Cells that the engine computes: open and not held at a level. */
  readonly open: Uint8Array;
  readonly rained: Uint8Array;
}

export function catchmentOf(domain: Domain): Catchment {
  const state = createState(domain);
  const sheds = nearestOpen(domain, state);
  const at = (cell: number): number => paddedIndex(cell, domain.grid.cols);
  const open = domain.kind.map((_, cell) => Number(state.code[at(cell)] !== 0));
  const rained = open.map((is, cell) => Number(is !== 0 || sheds[at(cell)] >= 0));
  return { open, rained };
}

/** Level boundaries: large cells at least half of whose open ground is held, at least one for each boundary. */
export function holdLevels(nest: Nest, { kind, levels }: Domain, kinds: Uint8Array): LevelBoundary[] {
  const open = sumsOf(nest, (cell) => Number(kind[cell] === CELL.active));
  return levels.map((level) => {
    const held = new Uint8Array(kind.length);
    for (const cell of level.cells) if (kind[cell] === CELL.active) held[cell] = 1;
    const count = sumsOf(nest, (cell) => held[cell]);
    const cells = [...count.keys()].filter(
      (cell) => kinds[cell] === CELL.active && count[cell] > 0 && 2 * count[cell] >= open[cell],
    );
    const most = count.reduce((best, value, cell) => (value > count[best] ? cell : best), 0);
    if (cells.length === 0 && count[most] > 0) cells.push(most);
    return { ...level, cells: Uint32Array.from(cells) };
  });
}

/**
 * Rain of each zone, its volume kept: a large cell belongs to the zone that covers most of it, and intensities make up
 * for what that changes in area. A zone that covers no cell most gets the one in which it has most.
 */
export function fallOn(nest: Nest, { rain }: Domain, fine: Uint8Array, coarse: Uint8Array): RainZone[] {
  const zones = zonesOf(rain, fine.length).map((zone, cell) => (fine[cell] ? zone : -1));
  const own = rain.map((_, zone) => sumsOf(nest, (cell) => Number(zones[cell] === zone)));
  const owner = Int32Array.from(coarse, (is, cell) =>
    is ? own.reduce((best, count, zone) => (count[cell] > (own[best]?.[cell] ?? 0) ? zone : best), -1) : -1,
  );
  const held = rain.map((_, zone) => owner.reduce((sum, at) => sum + Number(at === zone), 0));
  own.forEach((count, zone) => {
    const total = count.reduce((sum, value) => sum + value, 0);
    if (total === 0 || held[zone] > 0) return;
    let best = -1;
    for (let cell = 0; cell < owner.length; cell++) {
      const spare = coarse[cell] && (owner[cell] < 0 || held[owner[cell]] > 1);
      if (spare && (best < 0 || count[cell] > count[best])) best = cell;
    }
    if (best < 0) return;
    if (owner[best] >= 0) held[owner[best]]--;
    owner[best] = zone;
    held[zone] = 1;
  });
  return rain.map((zone, k) => {
    const total = own[k].reduce((sum, value) => sum + value, 0);
    const scale = held[k] > 0 ? total / (held[k] * nest.factor ** 2) : 0;
    const cells = [...owner.keys()].filter((cell) => owner[cell] === k);
    return {
      timesS: zone.timesS,
      intensityMmH: zone.intensityMmH.map((rate) => rate * scale),
      cells: Uint32Array.from(cells),
    };
  });
}

/** Discharges, whole, on the large cells that `home` gives for theirs. */
export function flowInto(inflows: readonly Inflow[], kind: Uint8Array, home: (cell: number) => number): Inflow[] {
  return inflows.map((inflow) => ({ ...inflow, cells: homesOf(inflow.cells, kind, home) }));
}

/** The large cells of some small ones on open ground, each once. */
export function homesOf(cells: Uint32Array, kind: Uint8Array, home: (cell: number) => number): Uint32Array {
  const open = [...cells].filter((cell) => kind[cell] === CELL.active);
  return Uint32Array.from(new Set(open.map(home).filter((cell) => cell >= 0)));
}

/** Timed barriers stand on every large cell that they touch, as high as their lowest crest in it. */
export function placeBarriers({ parent }: Nest, barriers: readonly TimedBarrier[]): TimedBarrier[] {
  return barriers.map((barrier) => {
    const crests = new Map<number, number>();
    barrier.cells.forEach((cell, k) => {
      const lowest = crests.get(parent[cell]) ?? Number.POSITIVE_INFINITY;
      crests.set(parent[cell], Math.min(lowest, barrier.crestM[k]));
    });
    return { ...barrier, cells: Uint32Array.from(crests.keys()), crestM: Float32Array.from(crests.values()) };
  });
}
