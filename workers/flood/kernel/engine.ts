import * as L from '../assembly/layout.ts';
import { AREA_M, FILM_M, FLOODED_M, GRAVITY, STEP_MAX_S } from '../constants.ts';
import type { Build, Engine, Snapshot } from '../engine.ts';
import { givenM } from '../rain.ts';
import { renewCapacity, type Soils } from '../reference/soils.ts';
import { heldIntegral, linearAt } from '../series.ts';
import { CELL, type Domain, type Frame, type Maps, type VolumesM3 } from '../types.ts';
import { forRows, readField, writeField } from './grid.ts';
import { createLoad, type Load } from './load.ts';
import { kernelModule } from './modules.ts';
import { type Macro, Schedule } from './schedule.ts';
import { hire, type Team } from './team.ts';

export interface KernelOptions {
  readonly build: Exclude<Build, 'ts' | 'webgpu'>;
  readonly threads: number;
  /** `local`: tiles step by their own need; `global`: all take the neediest one's step. */
  readonly steps: 'local' | 'global';
  readonly from?: Snapshot;
}

/** Tiles that keep a thread busy enough to be worth its waiting for the others. */
const TILES_A_THREAD = 6;
/** Maps are rated at the start of a macro step when at least so many finest steps, or so long a time, have passed. */
const RATE_STEPS = 4;
const RATE_S = 2;
/** A share that is left behind, so that rounding of scaled discharges cannot take a cell below empty. */
const ALMOST_ALL = 1 - 1e-6;

/** r^(−7/3) for r between 1.328 and 1.582 as a quadratic in r, within 0.1 %. */
const ROOT = [3.0277882, -2.91117731, 0.76753235];

/** The local-inertial engine compiled to WebAssembly: the scheme of `reference`, four cells at a time, many threads. */
export async function createKernel(domain: Domain, options: KernelOptions): Promise<Engine> {
  const load = createLoad(domain, options.threads);
  const tiles = load.listable.reduce((sum, is) => sum + is, 0);
  const threads = Math.max(1, Math.min(options.threads, Math.floor(tiles / TILES_A_THREAD)));
  const module = kernelModule('inertial', options.build);
  const team = await hire(module, load.grid.bytes, threads, L.QUIT, (memory) => load.write(memory.buffer));
  return new KernelEngine(domain, options, load, team);
}

class KernelEngine implements Engine {
  readonly solver = 'inertial';
  readonly build: Build;
  readonly threads: number;
  readonly cells: number;
  timeS = 0;
  steps = 0;
  cellSteps = 0;

  readonly #domain: Domain;
  readonly #load: Load;
  readonly #team: Team;
  readonly #schedule: Schedule;
  readonly #floats: Float32Array;
  readonly #words: Int32Array;
  readonly #doubles: Float64Array;
  readonly #raining: Uint8Array;
  readonly #floodedBefore: Uint8Array;
  readonly #soils: Soils | undefined;
  /** Volumes at the start of this engine's life: zero but for the initial volume, or those of the state taken up. */
  readonly #before: VolumesM3;
  readonly #givenBefore: number[];
  #ratedS = 0;
  #ratedSteps = 0;
  #settledS = 0;

  constructor(domain: Domain, options: KernelOptions, load: Load, team: Team) {
    this.#domain = domain;
    this.#load = load;
    this.#team = team;
    this.build = options.build;
    this.threads = team.threads;
    const { buffer } = team.memory;
    this.#floats = new Float32Array(buffer);
    this.#words = new Int32Array(buffer);
    this.#doubles = new Float64Array(buffer, 0, Math.floor(buffer.byteLength / 8));
    this.#raining = new Uint8Array(domain.rain.length);
    this.#schedule = new Schedule(load.grid, buffer, {
      listable: load.listable,
      always: load.always,
      touches: load.touches,
      together: load.lists.together,
      global: options.steps === 'global',
      lists: load.places.lists,
      starts: load.places.starts,
    });
    this.#schedule.cellSizeM = domain.grid.cellSizeM;
    const { code, h } = load.state;
    this.cells = code.reduce((count, is) => count + (is !== 0 ? 1 : 0), 0);
    this.#floodedBefore = Uint8Array.from(h, (depth) => (depth >= AREA_M ? 1 : 0));
    const { soils, grid } = load;
    // The kernel's own memory by words: what has soaked in, and the rate that it seeps with.
    this.#soils = soils && {
      ...soils,
      cells: soils.cells.map((i) => grid.addressOf(i) >> 2),
      soakedM: this.#floats.subarray(L.SOAKED >> 2),
    };
    const { from } = options;
    if (from) this.#restore(from);
    else this.#startMaps();
    this.#moveBarriers();
    this.#before = from?.volumeM3 ?? { ...NOTHING, initial: this.#storedM3() };
    this.#givenBefore = domain.rain.map((zone) => givenM(zone, this.timeS, domain.durationS));
    this.#ratedS = this.#settledS = this.timeS;
  }

  advance(stopS: number, due: () => boolean): void {
    const changes = this.#domain.barriers.flatMap(({ fromS, toS }) => [fromS, toS]);
    while (this.timeS < stopS) {
      let stop = stopS;
      for (const change of changes) if (change > this.timeS && change < stop) stop = change;
      this.#macro(stop);
      if (this.timeS === stop) this.#moveBarriers();
      if (due()) return;
    }
  }

  #macro(stopS: number): void {
    const startS = this.timeS;
    this.#hold(startS, false);
    const starts = this.#watchRain(startS);
    const rises = this.#sourceRates(startS);
    const macro = this.#schedule.next(stopS - startS, this.#raining, starts, (tile) =>
      Math.max(rises.get(tile) ?? 0, this.#heldDepth(tile, startS)),
    );
    const lengthS = macro.dtS * 2 ** macro.top;
    const endS = macro.last ? stopS : startS + lengthS;
    const soils = this.#soils;
    if (soils) renewCapacity(soils, this.#floats.subarray(L.SEEP >> 2), this.#domain.rain, startS, endS);
    this.#writeParameters(macro, startS, endS);
    this.#team.work(L.MACRO);
    this.timeS = endS;
    this.steps += 2 ** macro.top;
    this.#ratedSteps += 2 ** macro.top;
    this.cellSteps += macro.updates;
  }

  #writeParameters({ dtS, top, deepestM }: Macro, startS: number, endS: number): void {
    const { cellSizeM } = this.#domain.grid;
    const header = L.HEADER >> 2;
    const sinceS = startS - this.#ratedS;
    const rates = this.#ratedSteps >= RATE_STEPS || sinceS >= RATE_S;
    this.#words[header + 16] = top;
    this.#words[header + 17] = rates ? 1 : 0;
    this.#floats[header + 18] = startS;
    this.#floats[header + 19] = sinceS;
    if (rates) {
      this.#ratedS = startS;
      this.#ratedSteps = 0;
    }
    // Four units in the last place of the deepest water.
    const rounder = 1.5 * 2 ** (Math.floor(Math.log2(Math.max(deepestM, 2 ** -10))) + 2);
    for (let l = 0; l <= top; l++) {
      const stepS = dtS * 2 ** l;
      // Powers of two apart, so that the finer level's dt/dx is exactly half of the coarser one's in 32 bits.
      const terms = [
        (GRAVITY * stepS) / cellSizeM,
        stepS / cellSizeM,
        stepS,
        (ALMOST_ALL * cellSizeM) / stepS,
        rounder,
        ...ROOT.map((term) => term * stepS),
      ];
      terms.forEach((term, k) => {
        const at = (L.LEVELS >> 2) + 32 * l + 4 * k;
        this.#floats.fill(term, at, at + 4);
      });
    }
    const zones = this.#domain.rain;
    const rain = this.#load.places.rain >> 2;
    const given = (zone: number, step: number): number =>
      givenM(zones[zone], step === 2 ** top ? endS : startS + step * dtS, this.#domain.durationS);
    for (let zone = 0; zone < zones.length; zone++) {
      const at = Array.from({ length: 2 ** top + 1 }, (_, step) => given(zone, step));
      for (let l = 0; l <= top; l++) {
        for (let k = 0; k < 2 ** top; k += 2 ** l) {
          this.#floats[rain + (k * 4 + l) * zones.length + zone] = at[k + 2 ** l] - at[k];
        }
      }
    }
  }

  /** Notes where rain falls or may start within the longest step; true if it starts somewhere. */
  #watchRain(timeS: number): boolean {
    let starts = false;
    this.#domain.rain.forEach(({ timesS, intensityMmH }, zone) => {
      const falls = heldIntegral(timesS, intensityMmH, timeS, timeS + 2 * STEP_MAX_S) > 0 ? 1 : 0;
      starts ||= falls > this.#raining[zone];
      this.#raining[zone] = falls;
    });
    return starts;
  }

  /** Writes the discharges' rates for the coming macro step; returns the depth that tiles must allow for. */
  #sourceRates(timeS: number): Map<number, number> {
    const rises = new Map<number, number>();
    const { sources, lists, ratePlaces } = this.#load;
    if (sources.length === 0) return rises;
    const area = this.#domain.grid.cellSizeM ** 2;
    const rates = sources.map(({ inflow, cells }) => {
      const at = (s: number): number => linearAt(inflow.timesS, inflow.dischargeM3s, s) / (area * cells.length);
      return { now: at(timeS), most: Math.max(at(timeS), at(timeS + STEP_MAX_S)) };
    });
    const { cellSizeM } = this.#domain.grid;
    lists.sourceAt.forEach(({ tile, source }, k) => {
      const { now, most } = rates[source];
      this.#floats[ratePlaces[k] >> 2] = now;
      const depth = this.#floats[(this.#load.grid.facts + tile * L.TILE_BYTES + L.DEEPEST) >> 2];
      // What piles up within a step of the depth that is there; a wave as fast bounds it where there is none.
      const stepS = Math.min(STEP_MAX_S, (0.6 * cellSizeM) / Math.sqrt(GRAVITY * Math.max(depth, 0.01)));
      rises.set(tile, Math.max(rises.get(tile) ?? 0, depth + Math.max(0, most) * stepS));
    });
    return rises;
  }

  /** Depth of held water beside a tile, m. */
  #heldDepth(tile: number, timeS: number): number {
    let deepest = 0;
    for (const { beside, timesS, levelM } of this.#load.levels) {
      const bedM = beside.get(tile);
      if (bedM !== undefined) deepest = Math.max(deepest, linearAt(timesS, levelM, timeS) - bedM);
    }
    return deepest;
  }

  /** Sets the held cells' depths: those beside computed cells, or all of them. */
  #hold(timeS: number, all: boolean): void {
    for (const { cells, bedM, rim, timesS, levelM } of this.#load.levels) {
      const level = linearAt(timesS, levelM, timeS);
      const count = all ? cells.length : rim;
      for (let k = 0; k < count; k++) this.#floats[(cells[k] + L.H) >> 2] = Math.max(0, level - bedM[k]);
    }
    const { carried } = this.#load;
    for (let k = 0; k < carried.length; k += 2) this.#floats[carried[k] >> 2] = this.#floats[carried[k + 1] >> 2];
  }

  #moveBarriers(): void {
    const { barriers } = this.#domain;
    if (barriers.length === 0) return;
    const { grid, state } = this.#load;
    const { cols } = this.#domain.grid;
    const padded = (cell: number): number => cell + Math.floor(cell / cols) * 2 + cols + 3;
    const place = (i: number): number => (grid.addressOf(i) + L.Z) >> 2;
    for (const { cells } of barriers)
      for (const cell of cells) this.#floats[place(padded(cell))] = state.z[padded(cell)];
    for (const { cells, crestM, fromS, toS } of barriers) {
      if (this.timeS < fromS || this.timeS >= toS) continue;
      cells.forEach((cell, k) => {
        const i = padded(cell);
        if (state.z[i] < state.wallM) this.#floats[place(i)] = Math.max(this.#floats[place(i)], crestM[k]);
      });
    }
  }

  settle(): void {
    this.#hold(this.timeS, true);
    if (this.#soils) this.#soils.untilS = this.timeS;
    const header = L.HEADER >> 2;
    this.#words[header + 16] = 0;
    this.#floats[header + 18] = this.timeS;
    this.#floats[header + 19] = this.timeS - this.#ratedS;
    this.#ratedS = this.timeS;
    this.#ratedSteps = 0;
    this.#schedule.listAll();
    this.#team.work(L.RATE);
    this.#team.work(L.SETTLE);
    this.#schedule.wake();
    this.#rateHeld(this.timeS - this.#settledS);
    this.#settledS = this.timeS;
  }

  /** Held cells are rated at outputs, for the time since the last one. */
  #rateHeld(sinceS: number): void {
    const f = this.#floats;
    for (const { cells } of this.#load.levels) {
      for (const cell of cells) {
        const at = cell >> 2;
        const depth = f[at + (L.H >> 2)];
        const most = (field: number, value: number): void => {
          f[at + (field >> 2)] = Math.max(f[at + (field >> 2)], value);
        };
        most(L.MAX_DEPTH, depth);
        if (depth >= FILM_M) most(L.MAX_HAZARD, depth * 0.5 + (depth > 0.25 ? 1 : 0.5));
        if (depth < FLOODED_M) continue;
        if (f[at + (L.ARRIVAL >> 2)] < 0) f[at + (L.ARRIVAL >> 2)] = this.timeS;
        f[at + (L.DURATION >> 2)] += sinceS;
      }
    }
  }

  frame(): Frame {
    this.#words[(L.HEADER >> 2) + 16] = 0;
    this.#schedule.listAll();
    this.#team.work(L.SPEEDS);
    return { timeS: this.timeS, depthM: this.#field(L.H, false), speedMS: this.#field(L.SPARE, false) };
  }

  #field(field: number, padded: boolean): Float32Array {
    const { cols, rows } = this.#load.grid;
    const out = new Float32Array(padded ? (cols + 2) * (rows + 2) : cols * rows);
    readField(this.#load.grid, this.#floats, field, out, padded);
    return out;
  }

  floodedM2(): number {
    const { code } = this.#load.state;
    const depth = this.#field(L.H, true);
    let count = 0;
    for (let i = 0; i < depth.length; i++) if (depth[i] >= AREA_M && code[i] !== 0 && !this.#floodedBefore[i]) count++;
    return count * this.#domain.grid.cellSizeM ** 2;
  }

  volumes(): VolumesM3 {
    const { cellSizeM } = this.#domain.grid;
    const area = cellSizeM ** 2;
    const { grid, rainCells } = this.#load;
    const sums = { seeped: 0, drained: 0, entered: 0, left: 0, sourced: 0 };
    for (let tile = 0; tile < grid.tiles; tile++) {
      const at = (grid.facts + tile * L.TILE_BYTES) >> 3;
      sums.seeped += this.#doubles[at + (L.SEEPED >> 3)];
      sums.drained += this.#doubles[at + (L.DRAINED >> 3)];
      sums.entered += this.#doubles[at + (L.ENTERED >> 3)];
      sums.left += this.#doubles[at + (L.LEFT >> 3)];
      sums.sourced += this.#doubles[at + (L.SOURCED >> 3)];
    }
    const fallen = this.#domain.rain.reduce(
      (sum, zone, k) => sum + (givenM(zone, this.timeS, this.#domain.durationS) - this.#givenBefore[k]) * rainCells[k],
      0,
    );
    const before = this.#before;
    return {
      initial: before.initial,
      rain: before.rain + fallen * area,
      inflow: before.inflow + sums.sourced * area,
      levelIn: before.levelIn + sums.entered * cellSizeM,
      outflow: before.outflow + sums.left * cellSizeM,
      infiltration: before.infiltration + sums.seeped * area,
      toDrains: before.toDrains + sums.drained * area,
      fromDrains: before.fromDrains,
      stored: this.#storedM3(),
    };
  }

  #storedM3(): number {
    let sum = 0;
    const f = this.#floats;
    const { code } = this.#load.state;
    forRows(this.#load.grid, true, (address, at, length) => {
      const h = (address + L.H) >> 2;
      const rest = (address + L.REST) >> 2;
      for (let k = 0; k < length; k++) if (code[at + k] !== 0) sum += f[h + k] + f[rest + k];
    });
    return sum * this.#domain.grid.cellSizeM ** 2;
  }

  maps(): Maps {
    const { kind } = this.#domain;
    const read = (field: number, onBlocks: number): Float32Array => {
      const out = this.#field(field, false);
      for (let cell = 0; cell < out.length; cell++) {
        if (kind[cell] !== CELL.active) out[cell] = kind[cell] === CELL.block ? onBlocks : Number.NaN;
      }
      return out;
    };
    return {
      depthMaxM: read(L.MAX_DEPTH, 0),
      speedMaxMS: read(L.MAX_SPEED, 0),
      hazardMax: read(L.MAX_HAZARD, 0),
      arrivalS: read(L.ARRIVAL, -1),
      durationS: read(L.DURATION, 0),
    };
  }

  #startMaps(): void {
    const { h } = this.#load.state;
    writeField(this.#load.grid, this.#floats, L.MAX_DEPTH, h);
  }

  snapshot(): Snapshot {
    const { cols, rows } = this.#domain.grid;
    const padded = (field: number): Float32Array => this.#field(field, true);
    return {
      format: 'twin-state/1',
      cols,
      rows,
      timeS: this.timeS,
      steps: this.steps,
      cellSteps: this.cellSteps,
      depthM: padded(L.H),
      restM: padded(L.REST),
      fluxAt: 'faces',
      fluxX: padded(L.QX),
      fluxY: padded(L.QY),
      ...(this.#soils && { soakedM: padded(L.SOAKED) }),
      maps: {
        depthMax: padded(L.MAX_DEPTH),
        speedMax: padded(L.MAX_SPEED),
        hazardMax: padded(L.MAX_HAZARD),
        arrival: padded(L.ARRIVAL),
        duration: padded(L.DURATION),
      },
      floodedBefore: this.#floodedBefore.slice(),
      volumeM3: this.volumes(),
    };
  }

  #restore(from: Snapshot): void {
    const { grid, state } = this.#load;
    if (from.cols !== grid.cols || from.rows !== grid.rows) {
      throw new Error(
        `A state of ${from.cols} × ${from.rows} cells does not fit a grid of ${grid.cols} × ${grid.rows}.`,
      );
    }
    this.timeS = from.timeS;
    this.steps = from.steps;
    this.cellSteps = from.cellSteps;
    this.#floodedBefore.set(from.floodedBefore);
    const put = (field: number, values: ArrayLike<number>): void => writeField(grid, this.#floats, field, values);
    // Walls hold no water, whatever stood there before.
    const open = (values: Float32Array): Float32Array =>
      values.map((value, i) => (state.z[i] === state.wallM ? 0 : value));
    put(L.H, open(from.depthM));
    put(L.REST, open(from.restM));
    if (from.fluxAt === 'faces') {
      put(L.QX, from.fluxX);
      put(L.QY, from.fluxY);
    }
    if (from.soakedM) put(L.SOAKED, from.soakedM);
    put(L.MAX_DEPTH, from.maps.depthMax);
    put(L.MAX_SPEED, from.maps.speedMax);
    put(L.MAX_HAZARD, from.maps.hazardMax);
    put(L.ARRIVAL, from.maps.arrival);
    put(L.DURATION, from.maps.duration);
  }

  close(): void {
    this.#team.close();
  }
}

const NOTHING: VolumesM3 = {
  initial: 0,
  rain: 0,
  inflow: 0,
  levelIn: 0,
  outflow: 0,
  infiltration: 0,
  toDrains: 0,
  fromDrains: 0,
  stored: 0,
};
