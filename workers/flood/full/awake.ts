import * as F from '../assembly/fullLayout.ts';
import * as L from '../assembly/layout.ts';
import { DRY_M } from '../constants.ts';
import { offsetOf } from '../kernel/grid.ts';
import type { Load } from '../kernel/load.ts';

/**
 * Which tiles step: those with water, rain or a source and their neighbours. The others are dry, so that both buffers
 * of theirs are alike while they rest.
 */
export class Awake {
  readonly #load: Load;
  readonly #words: Int32Array;
  readonly #floats: Float32Array;
  readonly #on: Uint8Array;
  #tiles = new Int32Array(0);

  constructor(load: Load, memory: ArrayBufferLike) {
    this.#load = load;
    this.#words = new Int32Array(memory);
    this.#floats = new Float32Array(memory);
    this.#on = new Uint8Array(load.grid.tiles);
  }

  /** All tiles with computed cells step. */
  wakeAll(): void {
    this.#on.set(this.#load.listable);
    this.#list();
  }

  /** Looks again which tiles step; `current`: bytes to the buffer that holds the water. */
  look(raining: Uint8Array, current: number): void {
    const { grid, listable, always, touches } = this.#load;
    const wet = (tile: number): boolean =>
      listable[tile] !== 0 && (always[tile] !== 0 || this.#fact(tile, L.DEEPEST) > DRY_M);
    for (let tile = 0; tile < grid.tiles; tile++) {
      if (listable[tile] === 0) continue;
      const is =
        wet(tile) ||
        wet(tile - 1) ||
        wet(tile + 1) ||
        wet(tile - grid.down) ||
        wet(tile + grid.down) ||
        touches.some((zone, k) => raining[k] !== 0 && zone[tile] !== 0);
      if (this.#on[tile] !== 0 && !is) this.#rest(tile, current);
      this.#on[tile] = is ? 1 : 0;
    }
    this.#list();
  }

  /** Fastest wave of the tiles that step, m/s. */
  fastestMS(): number {
    let fastest = 0;
    for (const tile of this.#tiles) fastest = Math.max(fastest, this.#fact(tile, F.FASTEST));
    return fastest;
  }

  #fact(tile: number, field: number): number {
    return this.#floats[(this.#load.grid.facts + tile * L.TILE_BYTES + field) >> 2];
  }

  #rest(tile: number, current: number): void {
    const block = this.#load.grid.blocks + offsetOf(tile);
    for (const field of [L.H, F.U, F.V]) {
      const from = (block + field + current) >> 2;
      this.#floats.copyWithin((block + field + F.BUFFER - current) >> 2, from, from + (L.SHARE >> 2));
    }
  }

  #list(): void {
    const { grid, places } = this.#load;
    this.#tiles = Int32Array.from(this.#on.keys()).filter((tile) => this.#on[tile] !== 0);
    this.#words.set(this.#tiles, places.lists >> 2);
    this.#words[(places.starts >> 2) + grid.strips] = this.#tiles.length;
  }
}
