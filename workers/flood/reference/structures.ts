import { linearAt } from '../series.ts';
import { type FaceFlow, type FaceSides, structureFlux } from '../structures.ts';
import type { Domain, Structure } from '../types.ts';
import { paddedIndex, type State } from './state.ts';
import { TILE } from './tiles.ts';

/** Faces of weirs and gates, ordered by band; of two on one face the later structure's comes last and wins. */
export interface StructureFaces {
  readonly all: readonly Structure[];
  readonly faces: readonly {
    /** Which structure, and the place in its lists. */
    readonly structure: number;
    readonly place: number;
    /** Padded index of the owner. */
    readonly cell: number;
    readonly south: boolean;
  }[];
  readonly bandStart: Int32Array;
  /** Open share of each structure's gate now. */
  readonly openShare: Float64Array;
}

export function createStructures(domain: Domain, state: State, bands: number): StructureFaces {
  const all = domain.structures ?? [];
  const faces = all.flatMap(({ cells, south }, structure) =>
    Array.from(cells, (cell, place) => ({
      structure,
      place,
      cell: paddedIndex(cell, state.cols),
      south: south[place] === 1,
    })),
  );
  const bandOf = (cell: number): number => Math.floor((Math.floor(cell / state.stride) - 1) / TILE);
  faces.sort((a, b) => bandOf(a.cell) - bandOf(b.cell) || a.structure - b.structure);
  const bandStart = new Int32Array(bands + 1);
  for (const { cell } of faces) bandStart[bandOf(cell) + 1]++;
  for (let band = 0; band < bands; band++) bandStart[band + 1] += bandStart[band];
  return { all, faces, bandStart, openShare: new Float64Array(all.length) };
}

/** Moves the gates to where they stand at `timeS`. */
export function moveGates({ all, openShare }: StructureFaces, timeS: number): void {
  all.forEach(({ gate }, k) => {
    if (gate) openShare[k] = linearAt(gate.timesS, gate.openShare, timeS);
  });
}

/**
 * Fluxes through the structures of one band, in place of those of the open faces; before the limiter.
 * @param oldFlux through the east or south face of a cell before this step, m²/s
 */
export function computeStructures(
  structures: StructureFaces,
  state: State,
  band: number,
  dtS: number,
  oldFlux: (cell: number, south: boolean) => number = (cell, south) => (south ? state.qy : state.qx)[cell],
): void {
  const { z, h, wallM, stride, cellSizeM } = state;
  const flow: FaceFlow = { fluxM2S: 0, depthM: 0 };
  for (let k = structures.bandStart[band]; k < structures.bandStart[band + 1]; k++) {
    const { structure, place, cell, south } = structures.faces[k];
    const beside = cell + (south ? stride : 1);
    if (z[cell] === wallM || z[beside] === wallM) continue;
    const sides: FaceSides = {
      bedM: z[cell],
      levelM: z[cell] + h[cell],
      besideBedM: z[beside],
      besideLevelM: z[beside] + h[beside],
    };
    const old = oldFlux(cell, south);
    structureFlux(structures.all[structure], place, structures.openShare[structure], sides, old, dtS, cellSizeM, flow);
    (south ? state.nextY : state.nextX)[cell] = flow.fluxM2S;
    (south ? state.depthY : state.depthX)[cell] = flow.depthM;
  }
}
