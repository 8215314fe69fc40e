import type { Engine, Snapshot } from '../engine.ts';
import { longestStepS } from '../step.ts';
import type { Domain } from '../types.ts';
import type { Underground } from '../underground.ts';
import { fastestEmptying, limitOutflow, type Sweep, updateDepths } from './depths.ts';
import { computeEdges } from './edges.ts';
import { computeFaces } from './faces.ts';
import { holdLevels } from './levels.ts';
import { fastestLink } from './links.ts';
import { faceSpeedMS } from './outputs.ts';
import { fastestRise } from './sources.ts';
import { deepestM, swapFluxes } from './state.ts';
import { computeStructures, moveGates } from './structures.ts';
import { bookCrossings, createEngine, createWater } from './water.ts';

/**
 * The local-inertial engine in plain TypeScript, one thread: the readable reference that the others are compared with,
 * and the last resort where WebAssembly vectors are missing.
 *
 * @param from state to go on from; `underground`: pipes that exchange water with the surface
 */
export function createReference(domain: Domain, from?: Snapshot, underground?: Underground): Engine {
  const water = createWater(domain, from, underground);
  const { state, levels, rain, sources, manholes, links, losses, tiles, edges, structures, maps, books } = water;
  const sweep: Sweep = { deepestM: 0, emptyingMS: 0, infiltratedM: 0, drainedM: 0 };
  let deepest = 0;

  return createEngine(water, {
    solver: 'inertial',
    fluxAt: 'faces',
    step(dtS, endS) {
      sweep.deepestM = 0;
      sweep.emptyingMS = 0;
      sweep.infiltratedM = 0;
      sweep.drainedM = 0;
      const { spans, bandStart, bands } = tiles;
      const update = (band: number): void =>
        updateDepths(state, maps, losses, spans, bandStart[band], bandStart[band + 1], dtS, endS, rain.stepM, sweep);
      moveGates(structures, water.timeS);
      // A band's depths change only after the next band has scaled the fluxes that they share.
      for (let band = 0; band < bands; band++) {
        computeFaces(state, spans, bandStart[band], bandStart[band + 1], dtS);
        computeStructures(structures, state, band, dtS);
        computeEdges(edges, state, band, dtS);
        limitOutflow(state, spans, bandStart[band], bandStart[band + 1], dtS, sweep);
        if (band > 0) update(band - 1);
      }
      update(bands - 1);
      bookCrossings(water, dtS);
      books.infiltrationM += sweep.infiltratedM;
      books.toDrainsM += sweep.drainedM;
      swapFluxes(state);
      deepest = Math.max(sweep.deepestM, holdLevels(levels, state, endS, false));
    },
    stepLengthS: () =>
      longestStepS(state.cellSizeM, deepest, sweep.emptyingMS, (aheadS) =>
        Math.max(
          fastestRise(sources, state.cellSizeM, water.timeS, aheadS),
          fastestLink(links, state, aheadS),
          manholes?.fastestMS ?? 0,
        ),
      ),
    settle() {
      deepest = Math.max(deepestM(state), holdLevels(levels, state, water.timeS, false));
      sweep.emptyingMS = fastestEmptying(state);
    },
    speedMS: (i) => faceSpeedMS(state, i),
  });
}
