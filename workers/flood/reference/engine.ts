import type { Engine, Snapshot } from '../engine.ts';
import { longestStepS } from '../step.ts';
import type { Domain } from '../types.ts';
import { barrierTimes, createBarriers, moveBarriers } from './barriers.ts';
import { carryOver, openBooks, volumes } from './books.ts';
import { fastestEmptying, limitOutflow, type Sweep, updateDepths } from './depths.ts';
import { computeEdges, createEdges, crossEdges } from './edges.ts';
import { computeFaces } from './faces.ts';
import { createLevels, crossRim, holdLevels, rateLevels } from './levels.ts';
import { createLinks, fastestLink, flowLinks } from './links.ts';
import { createLosses } from './losses.ts';
import { createMaps, finishMaps } from './maps.ts';
import { initiallyFlooded, newlyFloodedM2, takeFrame } from './outputs.ts';
import { nearestOpen } from './roofs.ts';
import { restore, takeSnapshot } from './snapshot.ts';
import { renewCapacity } from './soils.ts';
import { addInflows, createRain, createSources, fallRain, fastestRise, rainOnCells, shedRoofs } from './sources.ts';
import { createState, swapFluxes } from './state.ts';
import { computeStructures, createStructures, moveGates } from './structures.ts';
import { createTiles, refreshTiles, TILE } from './tiles.ts';

/**
 * The local-inertial engine in plain TypeScript, one thread: the readable reference that the others are compared with,
 * and the last resort where WebAssembly vectors are missing.
 *
 * @param from state to go on from
 */
export function createReference(domain: Domain, from?: Snapshot): Engine {
  const state = createState(domain);
  const levels = createLevels(domain, state);
  holdLevels(levels, state, 0, true);
  const barriers = createBarriers(domain, state);
  const drainTo = nearestOpen(domain, state);
  const rain = createRain(domain, state, drainTo);
  const sources = createSources(domain, state);
  const losses = createLosses(domain, state, drainTo);
  const links = createLinks(domain, state);
  const fedCells = [...sources.flatMap((source) => [...source.cells]), ...links.cells];
  const tiles = createTiles(state, rain.zones.length, fedCells, rain.roofs);
  const edges = createEdges(domain, state, tiles.bands);
  const structures = createStructures(domain, state, tiles.bands);
  const maps = createMaps(state);
  const floodedBefore = initiallyFlooded(state);
  const books = openBooks(state);
  const sweep: Sweep = { deepestM: 0, emptyingMS: 0, infiltratedM: 0, drainedM: 0 };
  const crossed = { inM2S: 0, outM2S: 0 };
  const cells = state.code.reduce((count, code) => count + (code !== 0 ? 1 : 0), 0);
  const changes = barrierTimes(barriers);
  let deepestM = 0;
  let timeS = 0;
  let steps = 0;
  let cellSteps = 0;
  let lastOutputS = 0;

  if (from) {
    restore(from, state, edges, maps, books, floodedBefore, losses.soils?.soakedM);
    ({ timeS, steps, cellSteps } = from);
    lastOutputS = timeS;
  }
  moveBarriers(barriers, state, timeS);

  const step = (dtS: number, endS: number): void => {
    const startS = timeS;
    const { soils, infiltrationMS } = losses;
    if (soils && infiltrationMS) renewCapacity(soils, infiltrationMS, domain.rain, startS, endS);
    const starts = fallRain(rain, startS, endS, domain.durationS);
    if (starts || steps % TILE === 0) refreshTiles(tiles, state, rain.raining);
    books.rainM += rainOnCells(rain) + shedRoofs(rain, state);
    const inflow = addInflows(sources, state, startS, endS);
    if (inflow >= 0) books.inflowM += inflow;
    else books.abstractedM -= inflow;
    const linked = { inM: 0, outM: 0 };
    flowLinks(links, state, dtS, linked);
    books.levelInM2 += linked.inM * state.cellSizeM;
    books.levelOutM2 += linked.outM * state.cellSizeM;

    sweep.deepestM = 0;
    sweep.emptyingMS = 0;
    sweep.infiltratedM = 0;
    sweep.drainedM = 0;
    const { spans, bandStart, bands } = tiles;
    const update = (band: number): void =>
      updateDepths(state, maps, losses, spans, bandStart[band], bandStart[band + 1], dtS, endS, rain.stepM, sweep);
    moveGates(structures, startS);
    // A band's depths change only after the next band has scaled the fluxes that they share.
    for (let band = 0; band < bands; band++) {
      computeFaces(state, spans, bandStart[band], bandStart[band + 1], dtS);
      computeStructures(structures, state, band, dtS);
      computeEdges(edges, state, band, dtS);
      limitOutflow(state, spans, bandStart[band], bandStart[band + 1], dtS, sweep);
      if (band > 0) update(band - 1);
    }
    update(bands - 1);
    crossRim(levels, state, crossed);
    books.levelInM2 += crossed.inM2S * dtS;
    books.levelOutM2 += crossed.outM2S * dtS;
    books.edgesM2 += crossEdges(edges, state) * dtS;
    books.infiltrationM += sweep.infiltratedM;
    books.toDrainsM += sweep.drainedM;
    swapFluxes(state);
    deepestM = Math.max(sweep.deepestM, holdLevels(levels, state, endS, false));
    steps++;
    cellSteps += cells;
    timeS = endS;
  };

  const stepLength = (): number =>
    longestStepS(state.cellSizeM, deepestM, sweep.emptyingMS, (aheadS) =>
      Math.max(fastestRise(sources, state.cellSizeM, timeS, aheadS), fastestLink(links, state, aheadS)),
    );

  return {
    solver: 'inertial',
    build: 'ts',
    threads: 1,
    cells,
    get timeS() {
      return timeS;
    },
    get steps() {
      return steps;
    },
    get cellSteps() {
      return cellSteps;
    },
    advance(stopS, due) {
      while (timeS < stopS) {
        let stop = stopS;
        for (const change of changes) if (change > timeS && change < stop) stop = change;
        const count = Math.max(1, Math.ceil((stop - timeS) / stepLength() - 1e-9));
        if (!Number.isFinite(count)) throw new Error(`The flood engine lost its footing at ${timeS} s.`);
        const dtS = (stop - timeS) / count;
        step(dtS, count === 1 ? stop : timeS + dtS);
        if (timeS === stop) moveBarriers(barriers, state, timeS);
        if (due()) return;
      }
    },
    settle() {
      holdLevels(levels, state, timeS, true);
      rateLevels(levels, state, maps, timeS, timeS - lastOutputS);
      lastOutputS = timeS;
      deepestM = state.h.reduce((most, depth, i) => (state.code[i] !== 0 && depth > most ? depth : most), 0);
      deepestM = Math.max(deepestM, holdLevels(levels, state, timeS, false));
      sweep.emptyingMS = fastestEmptying(state);
      if (losses.soils) losses.soils.untilS = timeS;
      refreshTiles(tiles, state, rain.raining);
      carryOver(books, volumes(books, state));
    },
    frame: () => takeFrame(state, timeS),
    floodedM2: () => newlyFloodedM2(state, floodedBefore),
    volumes: () => volumes(books, state),
    maps: () => finishMaps(domain, state, maps),
    snapshot: () => takeSnapshot(state, maps, books, floodedBefore, { timeS, steps, cellSteps }, losses.soils?.soakedM),
    close() {},
  };
}
