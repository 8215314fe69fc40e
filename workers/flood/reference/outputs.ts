import { AREA_M, FILM_M } from '../constants.ts';
import type { Domain, Frame } from '../types.ts';
import { centreSpeed2 } from './maps.ts';
import type { State } from './state.ts';

/** Speed at the centre of a computed cell from the fluxes of the last step through its faces, m/s. */
export function faceSpeedMS(state: State, i: number): number {
  const { h, qx, qy, depthX, depthY, stride } = state;
  const north = i - stride;
  const speed2 = centreSpeed2(
    h[i],
    qx[i - 1],
    qx[i],
    qy[north],
    qy[i],
    depthX[i - 1],
    depthX[i],
    depthY[north],
    depthY[i],
  );
  return Math.sqrt(speed2);
}

/** The water now on the Domain's grid; films, held cells and blocks have no speed. */
export function takeFrame(state: State, timeS: number, speedAt = (i: number): number => faceSpeedMS(state, i)): Frame {
  const { cols, rows, stride, h, code } = state;
  const depthM = new Float32Array(cols * rows);
  const speedMS = new Float32Array(cols * rows);
  for (let row = 0, cell = 0; row < rows; row++) {
    let i = (row + 1) * stride + 1;
    for (let col = 0; col < cols; col++, cell++, i++) {
      if (h[i] === 0) continue;
      depthM[cell] = h[i];
      if (code[i] !== 0 && h[i] >= FILM_M) speedMS[cell] = speedAt(i);
    }
  }
  return { timeS, depthM, speedMS };
}

/** Cells that were flooded from the start: they are no news. */
export function initiallyFlooded(state: State): Uint8Array {
  const flooded = new Uint8Array(state.h.length);
  for (let i = 0; i < flooded.length; i++) if (state.h[i] >= AREA_M) flooded[i] = 1;
  return flooded;
}

/** The same, and cells that are made to hold water: neither counts as flooded area. */
export function uncounted({ grid: { cols }, holdsWater }: Domain, before: Uint8Array): Uint8Array {
  if (!holdsWater) return before;
  const out = before.slice();
  holdsWater.forEach((holds, cell) => {
    if (holds) out[cell + Math.floor(cell / cols) * 2 + cols + 3] = 1;
  });
  return out;
}

/** Area with at least `AREA_M` of water outside of cells that do not count, m². */
export function newlyFloodedM2(state: State, before: Uint8Array): number {
  const { h, code } = state;
  let count = 0;
  for (let i = 0; i < h.length; i++) if (h[i] >= AREA_M && code[i] !== 0 && before[i] === 0) count++;
  return count * state.cellSizeM * state.cellSizeM;
}
