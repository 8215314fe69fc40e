import { CFL, GRAVITY, STEP_DEPTH_M, STEP_MAX_S } from '../constants.ts';
import type { Engine, Snapshot } from '../engine.ts';
import { limitOutflow, type Sweep } from '../reference/depths.ts';
import { holdLevels } from '../reference/levels.ts';
import { fastestLink } from '../reference/links.ts';
import { fastestRise } from '../reference/sources.ts';
import { moveGates } from '../reference/structures.ts';
import { bookCrossings, createEngine, createWater, type Water } from '../reference/water.ts';
import type { Domain } from '../types.ts';
import type { Underground } from '../underground.ts';
import { rateCells, updateCells } from './cells.ts';
import { computeFaces } from './faces.ts';
import { clearGains, createMotion, deriveVelocities, takeUpMomentum } from './motion.ts';
import { followInside, letOut, passStructures } from './rim.ts';
import { computeSlopes, createSlopes } from './slopes.ts';

export interface FullOptions {
  /** Order in space and time; default 2. */
  readonly order?: 1 | 2;
  /** Pipes that exchange water with the surface. */
  readonly underground?: Underground;
}

/**
 * The full shallow-water engine in plain TypeScript, one thread: finite volumes on the cells, state at their centres.
 * Euler's step; of second order with the slopes and the half step ahead of `slopes.ts`.
 *
 * @param from state to go on from
 */
export function createFull(domain: Domain, from?: Snapshot, { order = 2, underground }: FullOptions = {}): Engine {
  const water = createWater(domain, from, underground);
  const { state, levels, tiles, edges, structures, books } = water;
  if (from) takeUpMomentum(state, from);
  const motion = createMotion(state, edges, structures);
  const slopes = order === 2 ? createSlopes(state.h.length) : undefined;
  const sweep: Sweep = { deepestM: 0, emptyingMS: 0, infiltratedM: 0, drainedM: 0 };
  let fastestMS = 0;

  const step = (dtS: number): void => {
    const end = tiles.bandStart[tiles.bands];
    clearGains(motion, tiles.spans, end);
    if (slopes) computeSlopes(slopes, state, motion, tiles.spans, end, dtS);
    computeFaces(state, motion, slopes, tiles.spans, end, dtS);
    passStructures(structures, state, dtS);
    letOut(edges, state, motion, dtS);
    // The first order needs no limiter: at half the time in which a wave crosses it, no cell gives more than it has;
    // only structures ask for more.
    if (structures.faces.length > 0) limitOutflow(state, tiles.spans, 0, end, dtS, sweep);
    const found = updateCells(water, motion, dtS, end);
    bookCrossings(water, dtS);
    books.infiltrationM += found.infiltratedM;
    books.toDrainsM += found.drainedM;
    fastestMS = found.fastestMS;
  };
  const holdRim = (timeS: number): void => {
    holdLevels(levels, state, timeS, false);
    fastestMS = Math.max(fastestMS, followInside(levels, state, motion));
  };
  const settle = (): void => {
    fastestMS = deriveVelocities(state, motion);
    holdRim(water.timeS);
  };

  return createEngine(water, {
    solver: 'full',
    variant: variantOf(order),
    fluxAt: 'centres',
    step(dtS, endS) {
      moveGates(structures, water.timeS);
      step(dtS);
      rateCells(water, motion, dtS, endS, tiles.bandStart[tiles.bands]);
      holdRim(endS);
    },
    stepLengthS: () => stepLengthS(fastestMS, state.cellSizeM, (aheadS) => riseMS(water, aheadS)),
    settle,
    speedMS: (i) => Math.hypot(motion.u[i], motion.v[i]),
  });
}

/** What sets results of this order apart. */
export const variantOf = (order: 1 | 2): string => `order ${order}`;

/** Fastest rise that discharges, culverts and manholes cause over the coming `aheadS`, m/s. */
const riseMS = ({ sources, links, manholes, state, timeS }: Water, aheadS: number): number =>
  Math.max(
    fastestRise(sources, state.cellSizeM, timeS, aheadS),
    fastestLink(links, state, aheadS),
    manholes?.fastestMS ?? 0,
  );

/** Length of a step by the fastest wave and by what piles up meanwhile, s. */
export function stepLengthS(fastestMS: number, cellSizeM: number, rise: (aheadS: number) => number): number {
  const byDepth = (depthM: number): number =>
    Math.min(STEP_MAX_S, (CFL * cellSizeM) / Math.sqrt(GRAVITY * Math.max(depthM, STEP_DEPTH_M)));
  const likeDepthM = fastestMS ** 2 / GRAVITY;
  const first = byDepth(likeDepthM);
  return byDepth(likeDepthM + rise(first) * first);
}
