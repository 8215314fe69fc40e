import * as L from '../assembly/layout.ts';
import { ALPHA, GRAVITY, STEP_DEPTH_M, STEP_MAX_S } from '../constants.ts';
import { givenM } from '../rain.ts';
import { moveGates } from '../reference/structures.ts';
import { heldIntegral, linearAt, linearIntegral } from '../series.ts';
import type { Domain } from '../types.ts';
import { KernelLinks } from './links.ts';
import { STRUCTURE_BYTES } from './lists.ts';
import type { Load } from './load.ts';
import type { Macro } from './schedule.ts';
import { SoilRates } from './soils.ts';

/** What drives the water from outside, written to the kernel's memory before each macro step. */
export class Forcing {
  /** 1 where rain falls or may start within the longest step. */
  readonly raining: Uint8Array;
  /** Depth that a tile's step must allow for beside its own water: held water beside it, what a discharge piles up; m. */
  readonly extraM: Float64Array;
  /** Longest macro step that culverts allow, s. */
  longestS = STEP_MAX_S;
  readonly links: KernelLinks;
  /** Field of the depth: a kernel with two buffers moves it. */
  depth: number = L.H;
  readonly #domain: Domain;
  readonly #load: Load;
  readonly #floats: Float32Array;
  readonly #soils: SoilRates | undefined;

  constructor(domain: Domain, load: Load, memory: ArrayBufferLike) {
    this.#domain = domain;
    this.#load = load;
    this.#floats = new Float32Array(memory);
    this.raining = new Uint8Array(domain.rain.length);
    this.extraM = new Float64Array(load.grid.tiles);
    this.links = new KernelLinks(load, memory);
    const { soils, kernelSoils } = load;
    this.#soils = soils && kernelSoils && new SoilRates(soils, kernelSoils, load.grid, memory);
  }

  /** An output time: rates that hold for an interval are derived anew. */
  settle(timeS: number): void {
    this.#soils?.settle();
    this.hold(timeS, true);
  }

  /** Before the length of the macro step is known. Returns true where rain starts to fall. */
  look(timeS: number): boolean {
    this.hold(timeS, false);
    let starts = false;
    this.#domain.rain.forEach(({ timesS, intensityMmH }, zone) => {
      const falls = heldIntegral(timesS, intensityMmH, timeS, timeS + 2 * STEP_MAX_S) > 0 ? 1 : 0;
      starts ||= falls > this.raining[zone];
      this.raining[zone] = falls;
    });
    const { levels, sources, lists, grid } = this.#load;
    for (const { beside } of levels) for (const tile of beside.keys()) this.extraM[tile] = 0;
    for (const { tile } of lists.sourceAt) this.extraM[tile] = 0;
    this.links.clear(this.extraM);
    const atLeast = (tile: number, depthM: number): void => {
      if (depthM > this.extraM[tile]) this.extraM[tile] = depthM;
    };
    for (const { beside, timesS, levelM } of levels) {
      const level = linearAt(timesS, levelM, timeS);
      for (const [tile, bedM] of beside) atLeast(tile, level - bedM);
    }
    const { cellSizeM } = this.#domain.grid;
    const risesMS = sources.map(({ inflow, cells }) => {
      const at = (s: number): number => linearAt(inflow.timesS, inflow.dischargeM3s, s);
      return Math.max(0, at(timeS), at(timeS + STEP_MAX_S)) / (cellSizeM * cellSizeM * cells.length);
    });
    for (const { tile, source } of lists.sourceAt) {
      const depth = this.#floats[(grid.facts + tile * L.TILE_BYTES + L.DEEPEST) >> 2];
      const stepS = Math.min(STEP_MAX_S, (ALPHA * cellSizeM) / Math.sqrt(GRAVITY * Math.max(depth, STEP_DEPTH_M)));
      atLeast(tile, depth + risesMS[source] * stepS);
    }
    this.longestS = this.links.look(atLeast);
    return starts;
  }

  /** Rain, discharges, infiltration, culverts and gates of a macro step. Returns true where the kernel's soils need new rates. */
  write({ top, dtS }: Pick<Macro, 'top' | 'dtS'>, startS: number, endS: number): boolean {
    this.links.flow(endS - startS);
    this.#moveGates(startS);
    this.#writeRain(top, dtS, startS, endS);
    const { sources, lists, ratePlaces } = this.#load;
    const area = this.#domain.grid.cellSizeM ** 2;
    const ratesMS = sources.map(({ inflow, cells }) => {
      const volume = linearIntegral(inflow.timesS, inflow.dischargeM3s, startS, endS);
      return volume / (endS - startS) / (area * cells.length);
    });
    lists.sourceAt.forEach(({ source }, k) => {
      this.#floats[ratePlaces[k] >> 2] = ratesMS[source];
    });
    return this.#soils?.renew(this.#domain.rain, startS, endS) ?? false;
  }

  #moveGates(timeS: number): void {
    const { structures, places } = this.#load;
    moveGates(structures, timeS);
    structures.all.forEach(({ gate }, k) => {
      const at = (places.structures + STRUCTURE_BYTES * k) >> 2;
      if (gate) this.#floats[at + 4] = structures.openShare[k] * gate.heightM;
    });
  }

  /** Whole quanta of each zone's rain by step and level. */
  #writeRain(top: number, dtS: number, startS: number, endS: number): void {
    const zones = this.#domain.rain;
    const count = 2 ** top;
    const place = this.#load.places.rain >> 2;
    for (let zone = 0; zone < zones.length; zone++) {
      const given = Array.from({ length: count + 1 }, (_, step) =>
        givenM(zones[zone], step === count ? endS : startS + step * dtS, this.#domain.durationS),
      );
      for (let l = 0; l <= top; l++) {
        for (let k = 0; k < count; k += 2 ** l) {
          this.#floats[place + (k * 4 + l) * zones.length + zone] = given[k + 2 ** l] - given[k];
        }
      }
    }
  }

  /** Sets the held cells' depths: those beside computed cells, or all of them. */
  hold(timeS: number, all: boolean): void {
    for (const { cells, bedM, rim, timesS, levelM } of this.#load.levels) {
      const level = linearAt(timesS, levelM, timeS);
      const count = all ? cells.length : rim;
      for (let k = 0; k < count; k++) this.#floats[(cells[k] + this.depth) >> 2] = Math.max(0, level - bedM[k]);
    }
    const { carried } = this.#load;
    for (let k = 0; k < carried.length; k += 2) this.#floats[carried[k] >> 2] = this.#floats[carried[k + 1] >> 2];
  }

  /** Puts the barriers up and down that change at `timeS`. */
  moveBarriers(timeS: number): void {
    const { barriers } = this.#domain;
    if (barriers.length === 0) return;
    const { grid, state } = this.#load;
    const { cols } = this.#domain.grid;
    const padded = (cell: number): number => cell + Math.floor(cell / cols) * 2 + cols + 3;
    const place = (i: number): number => (grid.addressOf(i) + L.Z) >> 2;
    for (const { cells } of barriers) {
      for (const cell of cells) this.#floats[place(padded(cell))] = state.z[padded(cell)];
    }
    for (const { cells, crestM, fromS, toS } of barriers) {
      if (timeS < fromS || timeS >= toS) continue;
      cells.forEach((cell, k) => {
        const i = padded(cell);
        if (state.z[i] < state.wallM) this.#floats[place(i)] = Math.max(this.#floats[place(i)], crestM[k]);
      });
    }
  }
}
