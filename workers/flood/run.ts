import { barrierTimes, createBarriers, moveBarriers } from './barriers.ts';
import { massErrorRel, openBooks, volumes } from './books.ts';
import { ALPHA, EMPTYING, EMPTYING_FLOOR, GRAVITY, STEP_DEPTH_M, STEP_MAX_S } from './constants.ts';
import { limitOutflow, type Sweep, updateDepths } from './depths.ts';
import { computeEdges, createEdges, crossEdges } from './edges.ts';
import { computeFaces } from './faces.ts';
import { createLevels, crossRim, holdLevels, rateLevels } from './levels.ts';
import { createLosses } from './losses.ts';
import { createMaps, finishMaps } from './maps.ts';
import { initiallyFlooded, newlyFloodedM2, sampleGauges, takeFrame } from './outputs.ts';
import { createPace } from './pace.ts';
import { nearestOpen } from './roofs.ts';
import { addInflows, createRain, createSources, fallRain, fastestRise, rainOnCells, shedRoofs } from './sources.ts';
import { createState, swapFluxes } from './state.ts';
import { createTiles, refreshTiles, TILE } from './tiles.ts';
import type { Domain, RunOptions, RunResult } from './types.ts';
import { ENGINE } from './version.ts';

const PROGRESS_EVERY_MS = 200;

/** Runs the inertial engine on a checked Domain. The same Domain gives the same bytes, however the run is sliced. */
export async function runInertial(domain: Domain, options: RunOptions, hash: string): Promise<RunResult> {
  const startedMs = performance.now();
  const state = createState(domain);
  const levels = createLevels(domain, state);
  holdLevels(levels, state, 0, true);
  const barriers = createBarriers(domain, state);
  moveBarriers(barriers, state, 0);
  const drainTo = nearestOpen(domain, state);
  const rain = createRain(domain, state, drainTo);
  const sources = createSources(domain, state);
  const losses = createLosses(domain, state, drainTo);
  const tiles = createTiles(
    state,
    rain.zones.length,
    sources.flatMap((source) => [...source.cells]),
    rain.roofs,
  );
  const edges = createEdges(domain, state, tiles.bands);
  const maps = createMaps(state);
  const floodedBefore = initiallyFlooded(state);
  const books = openBooks(state);
  const sweep: Sweep = { deepestM: 0, emptyingMS: 0, infiltratedM: 0, drainedM: 0 };
  const crossed = { inM2S: 0, outM2S: 0 };
  const cells = state.code.reduce((count, code) => count + (code !== 0 ? 1 : 0), 0);
  let deepestM = state.h.reduce((most, depth, i) => (state.code[i] !== 0 && depth > most ? depth : most), 0);
  deepestM = Math.max(deepestM, holdLevels(levels, state, 0, false));

  let timeS = 0;
  let steps = 0;
  let outputs = 0;
  let lastOutputS = 0;
  let lastProgressMs = Number.NEGATIVE_INFINITY;

  const step = (dtS: number, endS: number): void => {
    const startS = timeS;
    const last = endS >= domain.durationS;
    const starts = fallRain(rain, startS, endS, last);
    if (starts || steps % TILE === 0) refreshTiles(tiles, state, rain.raining);
    books.rainM += rainOnCells(rain) + shedRoofs(rain, state);
    const inflow = addInflows(sources, state, startS, endS);
    if (inflow >= 0) books.inflowM += inflow;
    else books.abstractedM -= inflow;

    sweep.deepestM = 0;
    sweep.emptyingMS = 0;
    sweep.infiltratedM = 0;
    sweep.drainedM = 0;
    const { spans, bandStart, bands } = tiles;
    const update = (band: number): void =>
      updateDepths(state, maps, losses, spans, bandStart[band], bandStart[band + 1], dtS, endS, rain.stepM, sweep);
    // A band's depths change only after the next band has scaled the fluxes that they share.
    for (let band = 0; band < bands; band++) {
      computeFaces(state, spans, bandStart[band], bandStart[band + 1], dtS);
      computeEdges(edges, state, band);
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
    timeS = endS;
  };

  /** Step by wave speed, by emptying time, and by what a discharge will pile up meanwhile. */
  const stepLength = (): number => {
    const byWave = (depth: number): number =>
      Math.min(STEP_MAX_S, (ALPHA * state.cellSizeM) / Math.sqrt(GRAVITY * Math.max(depth, STEP_DEPTH_M)));
    const first = byWave(deepestM);
    let dtS = byWave(deepestM + fastestRise(sources, state.cellSizeM, timeS, first) * first);
    if (sweep.emptyingMS > 0) {
      dtS = Math.min(dtS, Math.max((EMPTYING * state.cellSizeM) / sweep.emptyingMS, EMPTYING_FLOOR * dtS));
    }
    return dtS;
  };

  const output = (): void => {
    holdLevels(levels, state, timeS, true);
    rateLevels(levels, state, maps, timeS, timeS - lastOutputS);
    lastOutputS = timeS;
    options.onFrame?.(takeFrame(state, timeS));
    options.onGauges?.(sampleGauges(domain, state, timeS));
    outputs++;
  };

  const wallS = (): number => (performance.now() - startedMs) / 1000;
  const report = (): void => {
    if (!options.onProgress) return;
    options.onProgress({
      timeS,
      durationS: domain.durationS,
      wallS: wallS(),
      steps,
      wetAreaM2: newlyFloodedM2(state, floodedBefore),
      volumeM3: volumes(books, state),
    });
    lastProgressMs = performance.now();
  };

  const changes = barrierTimes(barriers);
  const nextStop = (): number => {
    let stop = Math.min(domain.durationS, outputs * domain.outputEveryS);
    for (const change of changes) if (change > timeS && change < stop) stop = change;
    return stop;
  };

  const pace = createPace(options.signal, options.gate);
  try {
    options.signal?.throwIfAborted();
    await pace.rest();
    output();
    while (timeS < domain.durationS) {
      const stop = nextStop();
      const count = Math.max(1, Math.ceil((stop - timeS) / stepLength() - 1e-9));
      if (!Number.isFinite(count)) throw new Error(`The flood engine lost its footing at ${timeS} s.`);
      const dtS = (stop - timeS) / count;
      step(dtS, count === 1 ? stop : timeS + dtS);
      if (timeS === stop) {
        moveBarriers(barriers, state, timeS);
        if (stop >= Math.min(domain.durationS, outputs * domain.outputEveryS)) output();
      }
      if (!pace.due()) continue;
      if (performance.now() - lastProgressMs >= PROGRESS_EVERY_MS) report();
      await pace.rest();
    }
    report();
  } finally {
    pace.close();
  }

  const volumeM3 = volumes(books, state);
  const wall = wallS();
  return {
    summary: {
      cells,
      steps,
      simulatedS: timeS,
      wallS: wall,
      cellStepsPerS: wall > 0 ? (cells * steps) / wall : 0,
      threads: 1,
      solver: 'inertial',
      engine: ENGINE,
      hash,
      volumeM3,
      massErrorRel: massErrorRel(volumeM3),
      warnings: domain.warnings.map(({ en }) => en),
    },
    maps: finishMaps(domain, state, maps),
  };
}
