import * as L from '../assembly/layout.ts';
import { ALPHA, GRAVITY, STEP_DEPTH_M, STEP_MAX_S } from '../constants.ts';
import { areaM2, flowLinks, type Link, type LinkEnd, linkVolumeM3, type Ponds } from '../reference/links.ts';
import type { Load } from './load.ts';

/** A culvert moves the level at its ends by at most this in one macro step, unless one step of the cells does so alone, m. */
const MOVE_M = 0.05;

/** Culverts over the kernel's memory: the host moves their water at the start of each macro step, in 64 bits. */
export class KernelLinks {
  /** What has crossed held ends since the books were begun, m over cells. */
  readonly crossed = { inM: 0, outM: 0 };
  readonly #links: readonly Link[];
  readonly #tiles: readonly { readonly from: readonly number[]; readonly to: readonly number[] }[];
  readonly #ponds: Ponds;

  constructor({ links, grid, state }: Load, memory: ArrayBufferLike) {
    const floats = new Float32Array(memory);
    this.#ponds = {
      z: floats.subarray(L.Z >> 2),
      h: floats.subarray(L.H >> 2),
      rest: floats.subarray(L.REST >> 2),
      code: new Int32Array(memory, L.OPEN),
      cellSizeM: state.cellSizeM,
    };
    const inMemory = (end: LinkEnd): LinkEnd => ({
      ...end,
      cells: end.cells.map((i) => grid.addressOf(i) >> 2),
      lowest: grid.addressOf(end.lowest) >> 2,
    });
    const tilesOf = ({ cells }: LinkEnd): number[] => [...new Set([...cells].map(grid.tileOf))];
    this.#links = links.all.map(({ culvert, from, to }) => ({ culvert, from: inMemory(from), to: inMemory(to) }));
    this.#tiles = links.all.map(({ from, to }) => ({ from: tilesOf(from), to: tilesOf(to) }));
  }

  /** Forgets what was last allowed for. */
  clear(extraM: Float64Array): void {
    for (const { from, to } of this.#tiles) for (const tile of [...from, ...to]) extraM[tile] = 0;
  }

  /**
   * Allows for what the coming macro step is to bring.
   * @param allow asks a tile's step to allow for a depth
   * @returns the longest macro step that follows the levels at all ends closely enough, s
   */
  look(allow: (tile: number, depthM: number) => void): number {
    const ponds = this.#ponds;
    let longestS = STEP_MAX_S;
    this.#links.forEach((link, k) => {
      const depthOf = ({ lowest }: LinkEnd): number => ponds.h[lowest];
      const deepestM = Math.max(depthOf(link.from), depthOf(link.to), STEP_DEPTH_M);
      const stepS = Math.min(STEP_MAX_S, (ALPHA * ponds.cellSizeM) / Math.sqrt(GRAVITY * deepestM));
      const volume = linkVolumeM3(link, ponds, stepS);
      if (volume === 0) return;
      const movedM = (end: LinkEnd): number => Math.abs(volume) / areaM2(end, ponds);
      const moveMS = Math.max(movedM(link.from), movedM(link.to)) / stepS;
      longestS = Math.min(longestS, Math.max(stepS, MOVE_M / moveMS));
      const [taker, tiles] = volume > 0 ? [link.to, this.#tiles[k].to] : [link.from, this.#tiles[k].from];
      for (const tile of tiles) allow(tile, depthOf(taker) + Math.max(MOVE_M, movedM(taker)));
    });
    return longestS;
  }

  flow(intervalS: number): void {
    if (this.#links.length > 0) flowLinks({ all: this.#links, cells: [] }, this.#ponds, intervalS, this.crossed);
  }
}
