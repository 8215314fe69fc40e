import { type CulvertEnd, culvertVolumeM3 } from '../culverts.ts';
import type { Culvert, Domain } from '../types.ts';
import { addDepth, addLater, paddedIndex, type State } from './state.ts';

/** A culvert, its ends told by the indices of an engine's fields. */
export interface Link {
  readonly culvert: Culvert;
  readonly from: LinkEnd;
  readonly to: LinkEnd;
}

export interface Links {
  readonly all: readonly Link[];
  /** Computed cells at their ends. */
  readonly cells: readonly number[];
}

export interface LinkEnd {
  readonly cells: Int32Array;
  /** The one with the lowest ground, whose level counts. */
  readonly lowest: number;
  /** A boundary holds the level here. */
  readonly held: boolean;
}

/** Where culverts find the water: the fields of an engine; `code` is 0 where no depth is computed. */
export interface Ponds extends Pick<State, 'z' | 'h' | 'rest' | 'cellSizeM'> {
  readonly code: ArrayLike<number>;
}

/** Culverts on the padded grid. */
export function createLinks(domain: Domain, state: State): Links {
  const end = (cells: Uint32Array): LinkEnd => {
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
const heldIn = ({ h, rest }: Ponds, i: number): number => h[i] + Math.min(0, rest[i]);

/** Plan area of an end, m²; Infinity where a boundary holds the level. */
export const areaM2 = ({ cells, held }: LinkEnd, { cellSizeM }: Ponds): number =>
  held ? Number.POSITIVE_INFINITY : cells.length * cellSizeM * cellSizeM;

function standing(end: LinkEnd, ponds: Ponds): CulvertEnd {
  const { cells, lowest, held } = end;
  const levelM = ponds.z[lowest] + ponds.h[lowest];
  let heldM = held ? Number.POSITIVE_INFINITY : 0;
  for (const i of cells) if (ponds.code[i] !== 0) heldM += heldIn(ponds, i);
  return { levelM, heldM3: heldM * ponds.cellSizeM * ponds.cellSizeM, areaM2: areaM2(end, ponds) };
}

/** What a culvert carries in an interval as the water stands, m³, positive from `from` to `to`. */
export const linkVolumeM3 = ({ culvert, from, to }: Link, ponds: Ponds, intervalS: number): number =>
  culvertVolumeM3(culvert, standing(from, ponds), standing(to, ponds), intervalS);

/** Fastest rise at an end of a culvert over the coming `aheadS`, m/s. */
export function fastestLink(links: Links, ponds: Ponds, aheadS: number): number {
  let fastest = 0;
  for (const link of links.all) {
    const volume = linkVolumeM3(link, ponds, aheadS);
    fastest = Math.max(fastest, Math.abs(volume) / (areaM2(volume > 0 ? link.to : link.from, ponds) * aheadS));
  }
  return fastest;
}

/**
 * Moves the water of an interval through the culverts: to the receiving cells evenly, from the giving ones by what each
 * holds; given first, since its rounding is the coarser, so that just as much is taken. What passes a held end crosses
 * the boundary: summed in `crossed`, m over cells.
 */
export function flowLinks(links: Links, ponds: Ponds, dtS: number, crossed: { inM: number; outM: number }): void {
  const area = ponds.cellSizeM * ponds.cellSizeM;
  for (const link of links.all) {
    const volume = linkVolumeM3(link, ponds, dtS);
    if (volume === 0) continue;
    const [giver, taker] = volume > 0 ? [link.from, link.to] : [link.to, link.from];
    const given = taker.held ? Math.abs(volume) / area : give(taker, ponds, Math.abs(volume) / area);
    const taken = giver.held ? given : take(giver, ponds, given);
    if (giver.held) crossed.inM += given;
    if (taker.held) crossed.outM += taken;
  }
}

function give({ cells }: LinkEnd, ponds: Ponds, depthM: number): number {
  const open = cells.filter((i) => ponds.code[i] !== 0);
  let given = 0;
  for (const i of open) given += addLater(ponds, i, (ALMOST_ALL * depthM) / open.length);
  return given;
}

function take({ cells }: LinkEnd, ponds: Ponds, depthM: number): number {
  const { code } = ponds;
  let heldM = 0;
  for (const i of cells) if (code[i] !== 0) heldM += heldIn(ponds, i);
  let taken = 0;
  for (const i of cells) if (code[i] !== 0) taken -= addDepth(ponds, i, (-depthM * heldIn(ponds, i)) / heldM);
  return taken;
}
