import * as L from '../assembly/layout.ts';
import { ALPHA, DRY_M, EMPTYING, EMPTYING_FLOOR, GRAVITY, STEP_DEPTH_M, STEP_MAX_S } from '../constants.ts';
import { offsetOf, type TileGrid } from './grid.ts';

/** Finest step times 2^TOP is the longest. */
export const TOP = 3;
/** A tile that takes no part: deep inside a held sea, without ground, or dry among dry ones. */
const ASLEEP = 255;
/** In one macro step at least this many finest steps are looked ahead before tiles are looked at again. */
const LOOK_EVERY = L.TILE;

export interface Macro {
  /** Levels of this macro step: 0 … top; it has 2^top finest steps of `dtS`. */
  readonly top: number;
  readonly dtS: number;
  /** Its last step ends at the stop. */
  readonly last: boolean;
  /** Deepest water of any tile at work, m. */
  readonly deepestM: number;
  /** Most that a cell of each level gave in its last step, m²/s. */
  readonly mostM2S: Float64Array;
  /** Cell updates that it takes. */
  readonly updates: number;
}

export interface ScheduleParts {
  /** 1: has a computed cell. */
  readonly listable: Uint8Array;
  /** 1: always at work (sources, cells beside a held level). */
  readonly always: Uint8Array;
  readonly touches: readonly Uint8Array[];
  readonly together: readonly (readonly [number, number])[];
  readonly cellSizeM: number;
  /** Depth that a tile's step must allow for beside its own water, m. */
  readonly extraM: Float64Array;
  /** True: every tile takes the step of the neediest. */
  readonly global: boolean;
  /** Places in memory of the lists by level (`tiles` words each) and of the strips' starts (`strips + 1` words each). */
  readonly lists: number;
  readonly starts: number;
}

/** Which tiles step when. Levels: steps of dt·2^l, l = 0 … 3, at most one level apart across a face. */
export class Schedule {
  readonly #grid: TileGrid;
  readonly #parts: ScheduleParts;
  readonly #words: Int32Array;
  readonly #floats: Float32Array;
  readonly #level: Uint8Array;
  readonly #awake: Uint8Array;
  readonly #wet: Uint8Array;
  readonly #stepS: Float64Array;
  #since = LOOK_EVERY;
  #deepestM = 0;
  readonly #most = new Float64Array(TOP + 1);
  #counts = new Int32Array(TOP + 1);
  #listedTop = -1;

  constructor(grid: TileGrid, memory: ArrayBufferLike, parts: ScheduleParts) {
    this.#grid = grid;
    this.#parts = parts;
    this.#words = new Int32Array(memory);
    this.#floats = new Float32Array(memory);
    this.#level = new Uint8Array(grid.tiles).fill(ASLEEP);
    // Whoever is dry falls asleep at the first look, and forgets the discharges that it may have been given.
    this.#awake = Uint8Array.from(parts.listable);
    this.#wet = new Uint8Array(grid.tiles);
    this.#stepS = new Float64Array(grid.tiles);
    for (let tile = 0; tile < grid.tiles; tile++) this.#words[this.#fact(tile, L.LEVEL)] = ASLEEP;
  }

  #fact(tile: number, field: number): number {
    return (this.#grid.facts + tile * L.TILE_BYTES + field) >> 2;
  }

  /** Forgets what it knows of the tiles: the water was changed from outside. */
  wake(): void {
    this.#since = LOOK_EVERY;
  }

  /**
   * Lays out the next macro step.
   * @param longestS longest macro step wanted, s
   * @param raining zones where rain falls or may start within the longest step
   */
  next(leftS: number, longestS: number, raining: Uint8Array, starts: boolean): Macro {
    const { global } = this.#parts;
    let changed = this.#listedTop < 0;
    if (starts || !global || this.#since >= LOOK_EVERY) {
      if (this.#look(raining)) changed = true;
      this.#since = 0;
    }
    const shortest = this.#needs();
    let top = 0;
    let dtS = shortest;
    if (!global) {
      [top, dtS] = this.#finest(shortest);
      top = this.#assign(top, dtS);
      while (top > 0 && dtS * 2 ** top > Math.min(leftS, longestS) * (1 + 1e-9)) top--;
      this.#cap(top);
      changed = true;
    } else if (changed) {
      for (let tile = 0; tile < this.#level.length; tile++) if (this.#awake[tile]) this.#level[tile] = 0;
    }
    const count = Math.max(1, Math.ceil(leftS / (dtS * 2 ** top) - 1e-9));
    dtS = leftS / count / 2 ** top;
    if (!(dtS > 0)) throw new Error('The flood engine lost its footing: no step is short enough.');
    if (changed || this.#listedTop !== top) this.#list(top);
    this.#since += 1;
    let updates = 0;
    for (let l = 0; l <= top; l++) updates += (this.#counts[l] - (l > 0 ? this.#counts[l - 1] : 0)) * 2 ** (top - l);
    return {
      top,
      dtS,
      last: count === 1,
      deepestM: this.#deepestM,
      mostM2S: this.#mostOf(),
      updates: updates * L.TILE * L.TILE,
    };
  }

  /** Looks which tiles hold water or get some; returns true if that has changed. */
  #look(raining: Uint8Array): boolean {
    const { down, tiles } = this.#grid;
    const { listable, always, touches, together } = this.#parts;
    const wet = this.#wet;
    const awake = this.#awake;
    for (let tile = 0; tile < tiles; tile++) {
      wet[tile] = listable[tile] && (always[tile] || this.#floats[this.#fact(tile, L.DEEPEST)] > DRY_M) ? 1 : 0;
    }
    let changed = false;
    const set = (tile: number, is: boolean): void => {
      if (awake[tile] === (is ? 1 : 0)) return;
      awake[tile] = is ? 1 : 0;
      changed = true;
      if (!is) this.#rest(tile);
    };
    const isWet = (tile: number): boolean => wet[tile - 1] + wet[tile] + wet[tile + 1] > 0;
    const isDue = (tile: number): boolean => {
      if (!listable[tile]) return false;
      // Diagonal ones too: round a corner it is but two steps.
      if (isWet(tile - down) || isWet(tile) || isWet(tile + down)) return true;
      for (let zone = 0; zone < touches.length; zone++) if (raining[zone] && touches[zone][tile]) return true;
      return false;
    };
    const due = new Uint8Array(tiles);
    for (let tile = down; tile < tiles - down; tile++) due[tile] = isDue(tile) ? 1 : 0;
    for (const [a, b] of together) if (due[a] || due[b]) due[a] = due[b] = 1;
    for (let tile = down; tile < tiles - down; tile++) set(tile, due[tile] === 1);
    return changed;
  }

  /** A tile that falls asleep keeps no memory of its last, vanishing discharges. */
  #rest(tile: number): void {
    this.#level[tile] = ASLEEP;
    this.#words[this.#fact(tile, L.LEVEL)] = ASLEEP;
    this.#words[this.#fact(tile, L.LIMITED)] = 0;
    const block = (this.#grid.blocks + offsetOf(tile)) >> 2;
    for (const field of [L.QX, L.QY, L.NX, L.NY]) {
      this.#floats.fill(0, block + (field >> 2), block + ((field + L.SHARE) >> 2));
    }
  }

  #mostOf(): Float64Array {
    const most = this.#most.fill(0);
    for (let tile = 0; tile < this.#awake.length; tile++) {
      if (!this.#awake[tile]) continue;
      const gave = this.#floats[this.#fact(tile, L.MOST)];
      if (gave > most[this.#level[tile]]) most[this.#level[tile]] = gave;
    }
    return most;
  }

  /** Longest step of each tile that is awake; returns the shortest of them, s. */
  #needs(): number {
    const { cellSizeM, extraM } = this.#parts;
    let shortest = STEP_MAX_S;
    this.#deepestM = 0;
    for (let tile = 0; tile < this.#awake.length; tile++) {
      if (!this.#awake[tile]) continue;
      const at = this.#fact(tile, 0);
      const depth = Math.max(STEP_DEPTH_M, this.#floats[at + (L.DEEPEST >> 2)], extraM[tile]);
      if (depth > this.#deepestM) this.#deepestM = depth;
      const wave = Math.min(STEP_MAX_S, (ALPHA * cellSizeM) / Math.sqrt(GRAVITY * depth));
      const empties = Math.max(EMPTYING * this.#floats[at + (L.EMPTIES >> 2)], EMPTYING_FLOOR * wave);
      const stepS = Math.min(wave, empties);
      this.#stepS[tile] = stepS;
      if (stepS < shortest) shortest = stepS;
    }
    return shortest;
  }

  /** The finest step, within an octave below the neediest tile's, that costs least; with the highest level it allows. */
  #finest(shortest: number): [number, number] {
    let best = Number.POSITIVE_INFINITY;
    let finest = shortest;
    for (let j = 0; j < 6; j++) {
      const dtS = shortest * 2 ** (-j / 6);
      const [t1, t2, t3] = [2 * dtS, 4 * dtS, 8 * dtS];
      const top = topOf(dtS);
      let cost = 0;
      for (let tile = 0; tile < this.#awake.length; tile++) {
        if (!this.#awake[tile]) continue;
        const s = this.#stepS[tile];
        const l = s >= t2 ? (s >= t3 ? 3 : 2) : s >= t1 ? 1 : 0;
        cost += 1 / (1 << (l < top ? l : top));
      }
      cost /= dtS;
      if (cost < best) {
        best = cost;
        finest = dtS;
      }
    }
    return [topOf(finest), finest];
  }

  /** Levels by the tiles' own steps, then at most one apart across faces; tiles that belong together on one level. */
  #assign(top: number, dtS: number): number {
    const { down, tiles } = this.#grid;
    const level = this.#level;
    const awake = this.#awake;
    for (let tile = 0; tile < tiles; tile++) {
      if (!awake[tile]) continue;
      const s = this.#stepS[tile];
      const l = s >= 4 * dtS ? (s >= 8 * dtS ? 3 : 2) : s >= 2 * dtS ? 1 : 0;
      level[tile] = l < top ? l : top;
    }
    // Tiles asleep stand at 255 and hold nobody back.
    const tooFar = (tile: number, other: number): boolean => awake[other] === 1 && level[other] > level[tile] + 1;
    for (let again = true; again; ) {
      again = false;
      for (let tile = down; tile < tiles; tile++) {
        if (!awake[tile]) continue;
        const least = Math.min(level[tile - 1], level[tile - down]) + 1;
        if (level[tile] > least) level[tile] = least;
      }
      for (let tile = tiles - down - 1; tile >= 0; tile--) {
        if (!awake[tile]) continue;
        const least = Math.min(level[tile + 1], level[tile + down]) + 1;
        if (level[tile] <= least) continue;
        level[tile] = least;
        // Two passes reach everyone, were it not for tiles asleep in between.
        again ||= tooFar(tile, tile + 1) || tooFar(tile, tile + down);
      }
      for (const [a, b] of this.#parts.together) {
        if (!awake[a] || level[a] === level[b]) continue;
        level[a] = level[b] = Math.min(level[a], level[b]);
        again = true;
      }
    }
    let highest = 0;
    for (let tile = 0; tile < tiles; tile++) if (awake[tile] && level[tile] > highest) highest = level[tile];
    return highest;
  }

  #cap(top: number): void {
    for (let tile = 0; tile < this.#level.length; tile++) {
      if (this.#awake[tile] && this.#level[tile] > top) this.#level[tile] = top;
    }
  }

  /** Writes levels, sides and the lists of levels 0 … l for each l. */
  #list(top: number): void {
    const { down, strips, tiles } = this.#grid;
    const { lists, starts } = this.#parts;
    const level = this.#level;
    const counts = this.#counts;
    counts.fill(0);
    for (let strip = 0; strip < strips; strip++) {
      for (let l = 0; l <= top; l++) this.#words[(starts >> 2) + l * (strips + 1) + strip] = counts[l];
      if (strip === 0 || strip === strips - 1) continue;
      for (let tile = strip * down + 1; tile < (strip + 1) * down - 1; tile++) {
        if (!this.#awake[tile]) continue;
        const own = level[tile];
        const sides =
          sideOf(own, level[tile - down], 1) |
          sideOf(own, level[tile - 1], 2) |
          sideOf(own, level[tile + down], 4) |
          sideOf(own, level[tile + 1], 8);
        const at = this.#fact(tile, 0);
        this.#words[at + (L.SIDES >> 2)] = sides;
        this.#words[at + (L.LEVEL >> 2)] = own;
        for (let l = own; l <= top; l++) this.#words[(lists >> 2) + l * tiles + counts[l]++] = tile;
      }
    }
    for (let l = 0; l <= top; l++) this.#words[(starts >> 2) + l * (strips + 1) + strips] = counts[l];
    this.#listedTop = top;
  }

  /** All tiles that ever step, on the list of level 0: what rating and settling go through. */
  listAll(): void {
    const { down, strips } = this.#grid;
    const { lists, starts, listable } = this.#parts;
    let count = 0;
    for (let strip = 0; strip < strips; strip++) {
      this.#words[(starts >> 2) + strip] = count;
      for (let tile = strip * down; tile < (strip + 1) * down; tile++) {
        if (listable[tile]) this.#words[(lists >> 2) + count++] = tile;
      }
    }
    this.#words[(starts >> 2) + strips] = count;
    this.#listedTop = -1;
  }
}

/** How a neighbour's level stands to a tile's own: the bit of a coarser side, or of a finer one. */
const sideOf = (own: number, other: number, coarser: number): number =>
  other > own ? coarser : other < own ? coarser << 4 : 0;

/** Highest level whose step stays within the longest allowed. */
const topOf = (dtS: number): number => Math.max(0, Math.min(TOP, Math.floor(Math.log2(STEP_MAX_S / dtS) + 1e-9)));
