import type { Engine, Snapshot } from '../engine.ts';
import type { Domain } from '../types.ts';
import type { Underground } from '../underground.ts';
import { type Barriers, barrierTimes, createBarriers, moveBarriers } from './barriers.ts';
import { type Books, carryOver, openBooks, volumes } from './books.ts';
import { createEdges, crossEdges, type Edges } from './edges.ts';
import { createLevels, crossRim, holdLevels, type Levels, rateLevels } from './levels.ts';
import { createLinks, flowLinks, type Links } from './links.ts';
import { createLosses, type Losses } from './losses.ts';
import { Manholes } from './manholes.ts';
import { createMaps, finishMaps, type MapState } from './maps.ts';
import { initiallyFlooded, newlyFloodedM2, takeFrame, uncounted } from './outputs.ts';
import { nearestOpen } from './roofs.ts';
import { restore, takeSnapshot } from './snapshot.ts';
import { renewCapacity } from './soils.ts';
import {
  addInflows,
  createRain,
  createSources,
  fallRain,
  type Rain,
  rainOnCells,
  type Source,
  shedRoofs,
} from './sources.ts';
import { createState, paddedIndex, type State } from './state.ts';
import { createStructures, type StructureFaces } from './structures.ts';
import { createTiles, refreshTiles, TILE, type Tiles } from './tiles.ts';

/** The water of a Domain with all that adds to it, takes from it, bounds it and keeps its books, whatever moves it. */
export interface Water {
  readonly domain: Domain;
  readonly state: State;
  readonly levels: Levels;
  readonly barriers: Barriers;
  readonly rain: Rain;
  readonly sources: readonly Source[];
  readonly links: Links;
  readonly manholes: Manholes | undefined;
  readonly losses: Losses;
  readonly tiles: Tiles;
  readonly edges: Edges;
  readonly structures: StructureFaces;
  readonly maps: MapState;
  readonly floodedBefore: Uint8Array;
  readonly books: Books;
  timeS: number;
  steps: number;
  cellSteps: number;
}

/** How water moves: the equations and their discretisation. */
export interface Scheme {
  readonly solver: Engine['solver'];
  readonly variant?: string;
  readonly fluxAt: Snapshot['fluxAt'];
  /** Length of the next step as far as the water allows, s. */
  stepLengthS(): number;
  /** Moves the water on to `endS`; what rains and flows in meanwhile waits in `rain.stepM` and in the cells' rests. */
  step(dtS: number, endS: number): void;
  /** Derives what steers the next step from the water alone. */
  settle(): void;
  /** Speed at the centre of a computed cell, m/s. */
  speedMS(i: number): number;
}

/** @param from state to go on from; `underground`: pipes that exchange water with this */
export function createWater(domain: Domain, from?: Snapshot, underground?: Underground): Water {
  const state = createState(domain);
  const levels = createLevels(domain, state);
  holdLevels(levels, state, 0, true);
  const barriers = createBarriers(domain, state);
  const drainTo = nearestOpen(domain, state);
  const rain = createRain(domain, state, drainTo);
  const sources = createSources(domain, state);
  const losses = createLosses(domain, state, drainTo);
  const links = createLinks(domain, state);
  const manholes = underground && manholesOn(state, underground);
  const fedCells = [...sources.flatMap((source) => [...source.cells]), ...links.cells, ...(manholes?.cells ?? [])];
  const tiles = createTiles(state, rain.zones.length, fedCells, rain.roofs);
  const maps = createMaps(state);
  const floodedBefore = initiallyFlooded(state);
  const books = openBooks(state);
  const edges = createEdges(domain, state, tiles.bands);
  if (from) restore(from, state, edges, maps, books, floodedBefore, losses.soils?.soakedM);
  if (from) manholes?.takeUp(from);
  const { timeS, steps, cellSteps } = from ?? { timeS: 0, steps: 0, cellSteps: 0 };
  moveBarriers(barriers, state, timeS);
  return {
    domain,
    state,
    levels,
    barriers,
    rain,
    sources,
    links,
    manholes,
    losses,
    tiles,
    edges,
    structures: createStructures(domain, state, tiles.bands),
    maps,
    floodedBefore,
    books,
    timeS,
    steps,
    cellSteps,
  };
}

/** Manholes on the padded grid. */
export const manholesOn = (state: State, underground: Underground): Manholes =>
  new Manholes(
    underground,
    Int32Array.from(underground.cells, (cell) => paddedIndex(cell, state.cols)),
  );

/** Books what crosses level boundaries and open edges with the fluxes of a step or, by `dtS`, of a part of it. */
export function bookCrossings({ levels, state, edges, books }: Water, dtS: number): void {
  const { inM2S, outM2S } = crossRim(levels, state);
  books.levelInM2 += inM2S * dtS;
  books.levelOutM2 += outM2S * dtS;
  books.edgesM2 += crossEdges(edges, state) * dtS;
}

/** Rain, roofs, discharges and culverts from now to `endS`, and what the ground can take in meanwhile. */
function giveSources(water: Water, dtS: number, endS: number, stopS: number): void {
  const { domain, state, rain, sources, links, manholes, losses, tiles, books, timeS, steps } = water;
  const { soils, infiltrationMS } = losses;
  if (soils && infiltrationMS) renewCapacity(soils, infiltrationMS, domain.rain, timeS, endS);
  const starts = fallRain(rain, timeS, endS, domain.durationS);
  if (starts || steps % TILE === 0) refreshTiles(tiles, state, rain.raining);
  books.rainM += rainOnCells(rain) + shedRoofs(rain, state);
  const inflow = addInflows(sources, state, timeS, endS);
  if (inflow >= 0) books.inflowM += inflow;
  else books.abstractedM -= inflow;
  const linked = { inM: 0, outM: 0 };
  flowLinks(links, state, dtS, linked);
  books.levelInM2 += linked.inM * state.cellSizeM;
  books.levelOutM2 += linked.outM * state.cellSizeM;
  if (manholes) {
    manholes.flow(state, timeS, endS, stopS);
    books.toDrainsM += manholes.takenM;
    books.fromDrainsM += manholes.givenM;
    manholes.clear();
  }
}

/** An engine in plain TypeScript, one thread, of a scheme that moves this water. */
export function createEngine(water: Water, scheme: Scheme): Engine {
  const { domain, state, levels, barriers, rain, manholes, losses, tiles, maps, floodedBefore, books } = water;
  const notCounted = uncounted(domain, floodedBefore);
  const cells = state.code.reduce((count, code) => count + (code !== 0 ? 1 : 0), 0);
  const changes = barrierTimes(barriers);
  let lastOutputS = water.timeS;
  scheme.settle();
  refreshTiles(tiles, state, rain.raining);
  return {
    solver: scheme.solver,
    ...(scheme.variant && { variant: scheme.variant }),
    build: 'ts',
    threads: 1,
    cells,
    get timeS() {
      return water.timeS;
    },
    get steps() {
      return water.steps;
    },
    get cellSteps() {
      return water.cellSteps;
    },
    advance(stopS, due) {
      while (water.timeS < stopS) {
        let stop = stopS;
        for (const change of changes) if (change > water.timeS && change < stop) stop = change;
        const count = Math.max(1, Math.ceil((stop - water.timeS) / scheme.stepLengthS() - 1e-9));
        if (!Number.isFinite(count)) throw new Error(`The flood engine lost its footing at ${water.timeS} s.`);
        const dtS = (stop - water.timeS) / count;
        const endS = count === 1 ? stop : water.timeS + dtS;
        giveSources(water, dtS, endS, stop);
        scheme.step(dtS, endS);
        water.steps++;
        water.cellSteps += cells;
        water.timeS = endS;
        if (endS === stop) moveBarriers(barriers, state, endS);
        if (due()) return;
      }
    },
    settle() {
      const { timeS } = water;
      if (manholes) {
        manholes.settle(state);
        books.fromDrainsM += manholes.givenM;
        manholes.clear();
      }
      holdLevels(levels, state, timeS, true);
      rateLevels(levels, state, maps, timeS, timeS - lastOutputS);
      lastOutputS = timeS;
      scheme.settle();
      if (losses.soils) losses.soils.untilS = timeS;
      refreshTiles(tiles, state, rain.raining);
      carryOver(books, volumes(books, state));
    },
    frame: () => takeFrame(state, water.timeS, scheme.speedMS),
    floodedM2: () => newlyFloodedM2(state, notCounted),
    volumes: () => volumes(books, state),
    maps: () => finishMaps(domain, state, maps),
    snapshot: () => ({
      ...takeSnapshot(state, maps, books, floodedBefore, water, losses.soils?.soakedM, scheme.fluxAt),
      ...(manholes && { pipes: manholes.snapshot() }),
    }),
    close() {},
  };
}
