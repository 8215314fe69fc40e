import { GRAVITY } from './constants.ts';
import type { Structure } from './types.ts';

/** The two sides of a face: owner first, then its east or south neighbour. Levels of dry cells are their beds. */
export interface FaceSides {
  readonly bedM: number;
  readonly levelM: number;
  readonly besideBedM: number;
  readonly besideLevelM: number;
}

/** Flux per metre of the face's whole width, m²/s, positive from the owner; and the depth of water that carries it, m. */
export interface FaceFlow {
  fluxM2S: number;
  depthM: number;
}

/**
 * Steady flux through a face of a structure into `flow`, H1 and H2 being the heads over its crest or sill (never below
 * the bed of either cell) on the higher and the lower side:
 *
 * - over the weir C·H1^1.5, drowned by Villemonte (1947): times (1 − (H2/H1)^1.5)^0.385;
 * - under the gate Cd·b·√(2g·(H1 − max(H2, b/2))), b the lesser of its opening and H1: a free or drowned orifice, and
 *   with the leaf out of the water a broad crest, without a step between them.
 *
 * @param face place in the structure's lists
 * @param openShare of its gate now
 */
export function rateStructure(
  { widthShare, weir, gate }: Structure,
  face: number,
  openShare: number,
  { bedM, levelM, besideBedM, besideLevelM }: FaceSides,
  flow: FaceFlow,
): void {
  const high = Math.max(levelM, besideLevelM);
  const low = Math.min(levelM, besideLevelM);
  const bed = Math.max(bedM, besideBedM);
  let flux = 0;
  let depth = 0;
  if (weir) {
    const crest = Math.max(weir.crestM[face], bed);
    const head = high - crest;
    if (head > 0) {
      const ratio = Math.max(0, low - crest) / head;
      flux += weir.coefficient * head * Math.sqrt(head) * (1 - ratio * Math.sqrt(ratio)) ** 0.385;
      depth += head;
    }
  }
  if (gate) {
    const sill = Math.max(gate.sillM, bed);
    const head = high - sill;
    const opening = Math.min(gate.sillM + openShare * gate.heightM - sill, head);
    if (opening > 0) {
      const fall = head - Math.max(low - sill, 0.5 * opening);
      flux += gate.coefficient * opening * Math.sqrt(2 * GRAVITY * fall);
      depth += opening;
    }
  }
  flow.fluxM2S = (levelM >= besideLevelM ? 1 : -1) * widthShare * flux;
  flow.depthM = depth;
}

/**
 * Flux of a structure's face after a step: the steady one of its levels, which water nears no faster than the fall
 * of the surface can set it in motion, g·H·Δz·Δt/Δx. Without that, the steep start of a drowned rating makes water
 * slosh through the face for ever.
 *
 * @param oldM2S flux before the step
 */
export function structureFlux(
  structure: Structure,
  face: number,
  openShare: number,
  sides: FaceSides,
  oldM2S: number,
  dtS: number,
  cellSizeM: number,
  flow: FaceFlow,
): void {
  rateStructure(structure, face, openShare, sides, flow);
  const fall = sides.levelM - sides.besideLevelM;
  const sign = Math.sign(fall);
  const push = (GRAVITY * structure.widthShare * flow.depthM * Math.abs(fall) * dtS) / cellSizeM;
  flow.fluxM2S = sign * Math.min(Math.abs(flow.fluxM2S), Math.max(0, sign * oldM2S) + push);
}
