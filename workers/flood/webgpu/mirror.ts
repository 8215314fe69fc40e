import type { Levels } from '../reference/levels.ts';
import type { Losses } from '../reference/losses.ts';
import type { MapState } from '../reference/maps.ts';
import type { State } from '../reference/state.ts';
import { metresOf, putWords, UNIT_M } from './fixed.ts';
import { CLOCK_S, MARK, PLANE, PLANES } from './kernel.ts';

/** The processor's copy of the water, in the reference's own state, as words for the card and back. */
type Words = Uint32Array<ArrayBuffer>;

export const groundOf = ({ z, friction }: State): Float32Array<ArrayBuffer> => interleave(z, friction);

export const fluxOf = ({ qx, qy }: State): Float32Array<ArrayBuffer> => interleave(qx, qy);

function interleave(x: ArrayLike<number>, y: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const out = new Float32Array(2 * x.length);
  for (let i = 0; i < x.length; i++) {
    out[2 * i] = x[i];
    out[2 * i + 1] = y[i];
  }
  return out;
}

export function codesOf(state: State, levels: Levels, { soils }: Losses, floodedBefore: Uint8Array): Words {
  const out = Uint32Array.from(state.code, (value, i) => value | (floodedBefore[i] ? MARK.floodedBefore : 0));
  for (const { rim } of levels.boundaries) for (const i of rim) out[i] |= MARK.rim;
  soils?.cells.forEach((i, k) => {
    out[i] += MARK.soil * (soils.soil[k] + 1);
  });
  return out;
}

/** Depths in units. Of the held cells the card knows the rim, as its own arithmetic gives it. */
export function waterOf(state: State, levels: Levels, levelsM: readonly number[], datumsM: readonly number[]): Words {
  const { h, rest, code, z } = state;
  const out = new Uint32Array(2 * h.length);
  for (let i = 0; i < h.length; i++) {
    if (code[i] !== 0) putWords(out, 2 * i, Math.round((h[i] + rest[i]) / UNIT_M));
  }
  levels.boundaries.forEach(({ rim }, k) => {
    for (const i of rim) {
      const depth = Math.fround(Math.fround(levelsM[k] - datumsM[k]) + Math.fround(datumsM[k] - z[i]));
      putWords(out, 2 * i, Math.floor(Math.max(0, depth) / UNIT_M));
    }
  });
  return out;
}

/** Reads the card's water into the state; held cells are the processor's own. */
export function takeWater(state: State, water: Words, flux: Words, faceDepth: Words): void {
  const q = new Float32Array(flux.buffer, flux.byteOffset, flux.length);
  const depths = new Float32Array(faceDepth.buffer, faceDepth.byteOffset, faceDepth.length);
  const { h, rest, code, qx, qy, depthX, depthY } = state;
  for (let i = 0; i < h.length; i++) {
    qx[i] = q[2 * i];
    qy[i] = q[2 * i + 1];
    depthX[i] = depths[2 * i];
    depthY[i] = depths[2 * i + 1];
    if (code[i] === 0) continue;
    const depth = metresOf(water[2 * i], water[2 * i + 1]);
    h[i] = depth;
    rest[i] = depth - h[i];
  }
}

const FLOAT_MAPS = ['depthMax', 'deepestAt', 'speedMax', 'productMax', 'hazardMax', 'arrival'] as const;

/** How many planes a Domain with these losses has. */
export function planesOf({ infiltrationMS, drainsMS, soils }: Losses): number {
  if (soils) return PLANES.soils;
  return infiltrationMS || drainsMS ? PLANES.losses : PLANES.maps;
}

/** Maps so far, the rates of losses, and what soils have taken in. */
export function mapsOf(maps: MapState, losses: Losses): Words {
  const size = maps.depthMax.length;
  const out = new Uint32Array(planesOf(losses) * size);
  const floats = new Float32Array(out.buffer);
  for (const name of FLOAT_MAPS) floats.set(maps[name], PLANE[name] * size);
  maps.duration.forEach((seconds, i) => {
    out[PLANE.duration * size + i] = Math.round(seconds / CLOCK_S);
  });
  const { infiltrationMS, drainsMS, soils } = losses;
  if (infiltrationMS) floats.set(infiltrationMS, PLANE.soil * size);
  if (drainsMS) floats.set(drainsMS, PLANE.drains * size);
  const words = new Uint32Array(2);
  soils?.cells.forEach((i, k) => {
    floats[PLANE.least * size + i] = soils.leastMS[k];
    putWords(words, 0, Math.round(soils.soakedM[i] / UNIT_M));
    out[PLANE.soakedLow * size + i] = words[0];
    out[PLANE.soakedHigh * size + i] = words[1];
  });
  return out;
}

/** Reads the card's maps; those of held cells are rated by the processor. */
export function takeMaps(maps: MapState, { code }: State, { soils }: Losses, words: Words): void {
  const size = code.length;
  const floats = new Float32Array(words.buffer, words.byteOffset, words.length);
  for (let i = 0; i < size; i++) {
    if (code[i] === 0) continue;
    for (const name of FLOAT_MAPS) maps[name][i] = floats[PLANE[name] * size + i];
    maps.duration[i] = words[PLANE.duration * size + i] * CLOCK_S;
  }
  soils?.cells.forEach((i) => {
    soils.soakedM[i] = metresOf(words[PLANE.soakedLow * size + i], words[PLANE.soakedHigh * size + i]);
  });
}
