import * as L from '../assembly/layout.ts';
import { AREA_M, FILM_M, FLOODED_M } from '../constants.ts';
import type { Snapshot } from '../engine.ts';
import { firstDeepest } from '../reference/maps.ts';
import { uncounted } from '../reference/outputs.ts';
import { CELL, type Domain, type Maps } from '../types.ts';
import { forRows, readField, writeField } from './grid.ts';
import type { Load } from './load.ts';

/** Sums that the kernel keeps since it was started: m over cells. */
export interface Sums {
  readonly seepedM: number;
  readonly drainedM: number;
  readonly enteredM: number;
  readonly leftM: number;
  readonly sourcedM: number;
}

/** What of the water is asked for from outside, read from the kernel's memory and written to it. */
export class Water {
  readonly #domain: Domain;
  readonly #load: Load;
  readonly #floats: Float32Array;
  readonly #doubles: Float64Array;
  readonly floodedBefore: Uint8Array;
  #notCounted: Uint8Array;
  /** Field of the depth: a kernel with two buffers moves it. */
  depth: number = L.H;

  constructor(domain: Domain, load: Load, memory: ArrayBufferLike) {
    this.#domain = domain;
    this.#load = load;
    this.#floats = new Float32Array(memory);
    this.#doubles = new Float64Array(memory, 0, Math.floor(memory.byteLength / 8));
    this.floodedBefore = Uint8Array.from(load.state.h, (depth) => (depth >= AREA_M ? 1 : 0));
    this.#notCounted = uncounted(domain, this.floodedBefore);
    this.#put(L.MAX_DEPTH, load.state.h);
    this.#put(L.DEEPEST_AT, firstDeepest(load.state.h));
  }

  #put(field: number, values: ArrayLike<number>): void {
    writeField(this.#load.grid, this.#floats, field, values);
  }

  /** A field on the Domain's grid, or on the padded one. */
  field(field: number, padded: boolean): Float32Array {
    const { cols, rows } = this.#load.grid;
    const out = new Float32Array(padded ? (cols + 2) * (rows + 2) : cols * rows);
    readField(this.#load.grid, this.#floats, field, out, padded);
    return out;
  }

  floodedM2(): number {
    const { code } = this.#load.state;
    const depth = this.field(this.depth, true);
    const not = this.#notCounted;
    let count = 0;
    for (let i = 0; i < depth.length; i++) if (depth[i] >= AREA_M && code[i] !== 0 && !not[i]) count++;
    return count * this.#domain.grid.cellSizeM ** 2;
  }

  storedM3(): number {
    let sum = 0;
    const f = this.#floats;
    const { code } = this.#load.state;
    forRows(this.#load.grid, true, (address, at, length) => {
      const h = (address + this.depth) >> 2;
      const rest = (address + L.REST) >> 2;
      for (let k = 0; k < length; k++) if (code[at + k] !== 0) sum += f[h + k] + f[rest + k];
    });
    return sum * this.#domain.grid.cellSizeM ** 2;
  }

  sums(): Sums {
    const { facts, tiles } = this.#load.grid;
    const of = (field: number): number => {
      let sum = 0;
      for (let tile = 0; tile < tiles; tile++) sum += this.#doubles[(facts + tile * L.TILE_BYTES + field) >> 3];
      return sum;
    };
    return {
      seepedM: of(L.SEEPED),
      drainedM: of(L.DRAINED),
      enteredM: of(L.ENTERED),
      leftM: of(L.LEFT),
      sourcedM: of(L.SOURCED),
    };
  }

  clearSums(): void {
    const { facts, tiles } = this.#load.grid;
    for (let tile = 0; tile < tiles; tile++) {
      const at = facts + tile * L.TILE_BYTES;
      for (const field of [L.SEEPED, L.DRAINED, L.ENTERED, L.LEFT, L.SOURCED]) this.#doubles[(at + field) >> 3] = 0;
    }
  }

  /** Held cells are rated at outputs, for the time since the last one. */
  rateHeld(timeS: number, sinceS: number): void {
    const f = this.#floats;
    for (const { cells } of this.#load.levels) {
      for (const cell of cells) {
        const at = cell >> 2;
        const depth = f[at + (this.depth >> 2)];
        const most = (field: number, value: number): void => {
          f[at + (field >> 2)] = Math.max(f[at + (field >> 2)], value);
        };
        if (depth > f[at + (L.MAX_DEPTH >> 2)]) f[at + (L.DEEPEST_AT >> 2)] = timeS;
        most(L.MAX_DEPTH, depth);
        if (depth >= FILM_M) most(L.MAX_HAZARD, depth * 0.5 + (depth > 0.25 ? 1 : 0.5));
        if (depth < FLOODED_M) continue;
        if (f[at + (L.ARRIVAL >> 2)] < 0) f[at + (L.ARRIVAL >> 2)] = timeS;
        f[at + (L.DURATION >> 2)] += sinceS;
      }
    }
  }

  maps(): Maps {
    const { kind } = this.#domain;
    const read = (field: number, onBlocks: number): Float32Array => {
      const out = this.field(field, false);
      for (let cell = 0; cell < out.length; cell++) {
        if (kind[cell] !== CELL.active) out[cell] = kind[cell] === CELL.block ? onBlocks : Number.NaN;
      }
      return out;
    };
    return {
      depthMaxM: read(L.MAX_DEPTH, 0),
      deepestAtS: read(L.DEEPEST_AT, -1),
      speedMaxMS: read(L.MAX_SPEED, 0),
      productMaxM2S: read(L.MAX_PRODUCT, 0),
      hazardMax: read(L.MAX_HAZARD, 0),
      arrivalS: read(L.ARRIVAL, -1),
      durationS: read(L.DURATION, 0),
    };
  }

  /** The fields of a snapshot. */
  take(): Pick<Snapshot, 'depthM' | 'restM' | 'fluxAt' | 'fluxX' | 'fluxY' | 'soakedM' | 'maps' | 'floodedBefore'> {
    const padded = (field: number): Float32Array => this.field(field, true);
    return {
      depthM: padded(this.depth),
      restM: padded(L.REST),
      fluxAt: 'faces',
      fluxX: padded(L.QX),
      fluxY: padded(L.QY),
      ...(this.#load.soils && { soakedM: padded(L.SOAKED) }),
      maps: {
        depthMax: padded(L.MAX_DEPTH),
        deepestAt: padded(L.DEEPEST_AT),
        speedMax: padded(L.MAX_SPEED),
        productMax: padded(L.MAX_PRODUCT),
        hazardMax: padded(L.MAX_HAZARD),
        arrival: padded(L.ARRIVAL),
        duration: padded(L.DURATION),
      },
      floodedBefore: this.floodedBefore.slice(),
    };
  }

  /** Takes a snapshot's fields up. @throws Error where it is of another grid */
  restore(from: Snapshot): void {
    const { grid, state } = this.#load;
    if (from.cols !== grid.cols || from.rows !== grid.rows) {
      throw new Error(
        `A state of ${from.cols} × ${from.rows} cells does not fit a grid of ${grid.cols} × ${grid.rows}.`,
      );
    }
    this.floodedBefore.set(from.floodedBefore);
    this.#notCounted = uncounted(this.#domain, this.floodedBefore);
    // Walls hold no water, whatever stood there before.
    const open = (values: Float32Array): Float32Array =>
      values.map((value, i) => (state.z[i] === state.wallM ? 0 : value));
    this.#put(L.H, open(from.depthM));
    this.#put(L.REST, open(from.restM));
    if (from.fluxAt === 'faces') {
      this.#put(L.QX, from.fluxX);
      this.#put(L.QY, from.fluxY);
    }
    if (from.soakedM) this.#put(L.SOAKED, from.soakedM);
    this.#put(L.MAX_DEPTH, from.maps.depthMax);
    this.#put(L.DEEPEST_AT, from.maps.deepestAt);
    this.#put(L.MAX_SPEED, from.maps.speedMax);
    this.#put(L.MAX_PRODUCT, from.maps.productMax);
    this.#put(L.MAX_HAZARD, from.maps.hazardMax);
    this.#put(L.ARRIVAL, from.maps.arrival);
    this.#put(L.DURATION, from.maps.duration);
  }
}
