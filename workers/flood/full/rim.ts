import { DRY_M, GRAVITY } from '../constants.ts';
import { type Edges, edgeOutflow } from '../reference/edges.ts';
import type { Levels } from '../reference/levels.ts';
import type { State } from '../reference/state.ts';
import { computeStructures, type StructureFaces } from '../reference/structures.ts';
import { type Face, solveFace } from './faces.ts';
import type { Motion } from './motion.ts';

/**
 * Gives the held cells beside computed ones the velocity of the water inside across the face, at most critical where
 * it enters, so that the boundary neither brakes nor drives more than its level can. Returns the fastest wave, m/s.
 */
export function followInside(levels: Levels, state: State, { u, v }: Motion): number {
  const { h, code, stride } = state;
  let fastest = 0;
  for (const { rim } of levels.boundaries) {
    for (const i of rim) {
      if (h[i] <= DRY_M) {
        u[i] = 0;
        v[i] = 0;
        continue;
      }
      const critical = Math.sqrt(GRAVITY * h[i]);
      u[i] = rimVelocity(code[i - 1] ? u[i - 1] : undefined, code[i + 1] ? u[i + 1] : undefined, critical);
      v[i] = rimVelocity(
        code[i - stride] ? v[i - stride] : undefined,
        code[i + stride] ? v[i + stride] : undefined,
        critical,
      );
      fastest = Math.max(fastest, Math.max(Math.abs(u[i]), Math.abs(v[i])) + critical);
    }
  }
  return fastest;
}

/** Velocity of a held cell from that of the computed cells behind and ahead of it, at most critical towards them, m/s. */
export function rimVelocity(back: number | undefined, ahead: number | undefined, criticalMS: number): number {
  const outBack = back === undefined ? undefined : Math.max(back, -criticalMS);
  const outAhead = ahead === undefined ? undefined : Math.min(ahead, criticalMS);
  if (outBack === undefined || outAhead === undefined) return outBack ?? outAhead ?? 0;
  return 0.5 * (outBack + outAhead);
}

const face: Face = { mass: 0, fromLeft: 0, toRight: 0 };

/**
 * Lets water out at the open edges: as onto ground that goes on with the same fall under the same water, and at least
 * what normal depth (on flat ground critical flow down the surface) takes.
 */
export function letOut(edges: Edges, state: State, motion: Motion, dtS: number): void {
  const { z, h, nextX, nextY, cellSizeM } = state;
  for (let k = 0; k < edges.cell.length; k++) {
    const i = edges.cell[k];
    const sign = edges.sign[k];
    const alongX = edges.alongX[k] !== 0;
    const [normal, along] = alongX ? [motion.u, motion.v] : [motion.v, motion.u];
    const [gainNormal, gainAlong] = alongX ? [motion.gainX, motion.gainY] : [motion.gainY, motion.gainX];
    const out = Math.max(0, normal[i] * sign);
    const fall = Math.max(0, z[edges.inside[k]] - z[i]);
    solveFace(fall, h[i], h[i], out, out, cellSizeM, face);
    // The momentum inside lets it slosh no more than it should: the outflow need not be set in motion first.
    const free = edgeOutflow(edges, state, k, h[i] * along[i], Number.POSITIVE_INFINITY, dtS);
    // What a cell can give through one face, if it is to keep its depth positive whatever the other three take.
    const most = 0.5 * h[i] * (cellSizeM / (2 * dtS) + out);
    const mass = Math.fround(Math.min(most, Math.max(face.mass, free)));
    (alongX ? nextX : nextY)[edges.face[k]] = mass * sign;
    gainNormal[i] -= sign * (face.fromLeft + (mass - face.mass) * out);
    gainAlong[i] -= mass * along[i];
  }
}

/**
 * Lets water through weirs and gates by their own laws. They stand in its way like walls: what passes brings no
 * momentum along, and sets the water behind in motion by its weight.
 */
export function passStructures(structures: StructureFaces, state: State, dtS: number): void {
  const { qx, qy, stride } = state;
  for (let band = 0; band + 1 < structures.bandStart.length; band++) {
    computeStructures(structures, state, band, dtS, (cell, south) =>
      south ? 0.5 * (qy[cell] + qy[cell + stride]) : 0.5 * (qx[cell] + qx[cell + 1]),
    );
  }
}
