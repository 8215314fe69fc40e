import { type CulvertEnd, culvertVolumeM3 } from '../culverts.ts';
import type { Culvert, Domain } from '../types.ts';
import { addDepth, addLater, paddedIndex, type State } from './state.ts';

/** Culverts on the padded grid. */
export interface Links {
  readonly all: readonly { readonly culvert: Culvert; readonly from: End; readonly to: End }[];
  /** Computed cells at their ends. */
  readonly cells: readonly number[];
}

interface End {
  readonly cells: Int32Array;
  /** The one with the lowest ground, whose level counts. */
  readonly lowest: number;
  /** A boundary holds the level here. */
  readonly held: boolean;
}

export function createLinks(domain: Domain, state: State): Links {
  const end = (cells: Uint32Array): End => {
    const padded = Int32Array.from(cells, (cell) => paddedIndex(cell, state.cols));
    const lowest = padded.reduce((low, i) => (state.z[i] < state.z[low] ? i : low), padded[0]);
    return { cells: padded, lowest, held: state.held[lowest] !== 0 };
  };
  const all = (domain.culverts ?? []).map((culvert) => ({
    culvert,
    from: end(culvert.fromCells),
    to: end(culvert.toCells),
  }));
  const cells = all.flatMap(({ from, to }) => [...from.cells, ...to.cells]).filter((i) => state.code[i] !== 0);
  return { all, cells };
}

/** Rounding of what is given must not ask the giver for more than it has. */
const ALMOST_ALL = 1 - 1e-6;

/** Water in a cell without what this step is still to bring. */
const heldIn = ({ h, rest }: State, i: number): number => h[i] + Math.min(0, rest[i]);

function standing({ cells, lowest, held }: End, state: State): CulvertEnd {
  const area = state.cellSizeM * state.cellSizeM;
  const levelM = state.z[lowest] + state.h[lowest];
  if (held) return { levelM, heldM3: Number.POSITIVE_INFINITY, areaM2: Number.POSITIVE_INFINITY };
  let heldM = 0;
  for (const i of cells) if (state.code[i] !== 0) heldM += heldIn(state, i);
  return { levelM, heldM3: heldM * area, areaM2: cells.length * area };
}

/** Fastest rise at an end of a culvert over the coming `aheadS`, m/s. */
export function fastestLink(links: Links, state: State, aheadS: number): number {
  let fastest = 0;
  for (const { culvert, from, to } of links.all) {
    const ends = [standing(from, state), standing(to, state)] as const;
    const volume = culvertVolumeM3(culvert, ...ends, aheadS);
    fastest = Math.max(fastest, Math.abs(volume) / ((volume > 0 ? ends[1] : ends[0]).areaM2 * aheadS));
  }
  return fastest;
}

/**
 * Moves the water of a step through the culverts: to the receiving cells evenly, from the giving ones by what each
 * holds; given first, since its rounding is the coarser, so that just as much is taken. What passes a held end crosses
 * the boundary: summed in `crossed`, m over cells.
 */
export function flowLinks(links: Links, state: State, dtS: number, crossed: { inM: number; outM: number }): void {
  const area = state.cellSizeM * state.cellSizeM;
  for (const { culvert, from, to } of links.all) {
    const volume = culvertVolumeM3(culvert, standing(from, state), standing(to, state), dtS);
    if (volume === 0) continue;
    const [giver, taker] = volume > 0 ? [from, to] : [to, from];
    const given = taker.held ? Math.abs(volume) / area : give(taker, state, Math.abs(volume) / area);
    const taken = giver.held ? given : take(giver, state, given);
    if (giver.held) crossed.inM += given;
    if (taker.held) crossed.outM += taken;
  }
}

function give({ cells }: End, state: State, depthM: number): number {
  const open = cells.filter((i) => state.code[i] !== 0);
  let given = 0;
  for (const i of open) given += addLater(state, i, (ALMOST_ALL * depthM) / open.length);
  return given;
}

function take({ cells }: End, state: State, depthM: number): number {
  const { code } = state;
  let heldM = 0;
  for (const i of cells) if (code[i] !== 0) heldM += heldIn(state, i);
  let taken = 0;
  for (const i of cells) if (code[i] !== 0) taken -= addDepth(state, i, (-depthM * heldIn(state, i)) / heldM);
  return taken;
}
