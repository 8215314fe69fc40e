import * as L from '../assembly/layout.ts';
import { GRAVITY } from '../constants.ts';
import type { Build, Engine, Snapshot } from '../engine.ts';
import { givenM } from '../rain.ts';
import { bookedAnew } from '../state.ts';
import type { Domain, Frame, Maps, VolumesM3 } from '../types.ts';
import { Balance } from './balance.ts';
import { Forcing } from './forcing.ts';
import { createLoad, type Load } from './load.ts';
import { kernelModule } from './modules.ts';
import { type Macro, Schedule } from './schedule.ts';
import { hire, type Team } from './team.ts';
import { Water } from './water.ts';

export interface KernelOptions {
  readonly build: Exclude<Build, 'ts' | 'webgpu'>;
  readonly threads: number;
  /** `local`: tiles step by their own need; `global`: all take the neediest one's step. */
  readonly steps: 'local' | 'global';
  readonly from?: Snapshot;
  /** False leaves the maps out, which only a benchmark wants. Default: true. */
  readonly maps?: boolean;
}

/** Tiles that keep a thread busy enough to be worth its waiting for the others. */
const TILES_A_THREAD = 6;
/** Maps are rated at the start of a macro step when at least so many finest steps, or so long a time, have passed. */
const RATE_STEPS = 4;
const RATE_S = 2;
/** A share that is left behind, so that rounding of scaled discharges cannot take a cell below empty. */
const ALMOST_ALL = 1 - 1e-6;
/** A quarter of r^(−1/3) for r between 1.332 and 1.58 as a line in r, within 0.08 %. */
const ROOT = [1.17802927 / 4, -0.202626382 / 4];

/** The local-inertial engine compiled to WebAssembly: the scheme of `reference`, four cells at a time, many threads. */
export async function createKernel(domain: Domain, options: KernelOptions): Promise<Engine> {
  const load = createLoad(domain);
  const tiles = load.listable.reduce((sum, is) => sum + is, 0);
  const threads = Math.max(1, Math.min(options.threads, L.MOST_THREADS, Math.floor(tiles / TILES_A_THREAD)));
  const module = kernelModule('inertial', options.build);
  const team = await hire(module, load.grid.bytes, threads, L.QUIT, (memory) => load.write(memory.buffer));
  return new KernelEngine(domain, options, load, team);
}

class KernelEngine implements Engine {
  readonly solver = 'inertial';
  readonly build: Build;
  readonly threads: number;
  readonly variant: string;
  readonly cells: number;
  timeS = 0;
  steps = 0;
  cellSteps = 0;

  readonly #domain: Domain;
  readonly #load: Load;
  readonly #team: Team;
  readonly #schedule: Schedule;
  readonly #forcing: Forcing;
  readonly #balance: Balance;
  readonly #water: Water;
  readonly #floats: Float32Array;
  readonly #words: Int32Array;
  readonly #rates: boolean;
  /** Volumes up to the last output, closed there so that a run taken up from it has the same sums to the bit. */
  #before: VolumesM3 = NOTHING;
  /** Rain that each zone had been given by then, m. */
  #givenBefore: number[] = [];
  #ratedS = 0;
  #ratedSteps = 0;
  #settledS = 0;

  constructor(domain: Domain, { build, steps, from, maps = true }: KernelOptions, load: Load, team: Team) {
    this.#domain = domain;
    this.#load = load;
    this.#team = team;
    this.#rates = maps;
    this.build = build;
    this.threads = team.threads;
    this.variant = `${steps} steps`;
    const { buffer } = team.memory;
    this.#floats = new Float32Array(buffer);
    this.#words = new Int32Array(buffer);
    this.#balance = new Balance(team.threads, buffer);
    this.#forcing = new Forcing(domain, load, buffer);
    this.#water = new Water(domain, load, buffer);
    this.#schedule = new Schedule(load.grid, buffer, {
      listable: load.listable,
      always: load.always,
      touches: load.touches,
      together: load.lists.together,
      global: steps === 'global',
      cellSizeM: domain.grid.cellSizeM,
      extraM: this.#forcing.extraM,
      lists: load.places.lists,
      starts: load.places.starts,
    });
    this.cells = load.state.code.reduce((count, is) => count + (is !== 0 ? 1 : 0), 0);
    if (from) {
      this.#water.restore(from);
      this.timeS = from.timeS;
      this.steps = from.steps;
      this.cellSteps = from.cellSteps;
    }
    this.#forcing.moveBarriers(this.timeS);
    const storedM3 = this.#water.storedM3();
    this.#carryOver(from ? bookedAnew(from, storedM3) : { ...NOTHING, initial: storedM3 });
    this.#ratedS = this.#settledS = this.timeS;
  }

  advance(stopS: number, due: () => boolean): void {
    const changes = this.#domain.barriers.flatMap(({ fromS, toS }) => [fromS, toS]);
    while (this.timeS < stopS) {
      let stop = stopS;
      for (const change of changes) if (change > this.timeS && change < stop) stop = change;
      this.#macro(stop);
      if (this.timeS === stop) this.#forcing.moveBarriers(stop);
      if (due()) return;
    }
  }

  #macro(stopS: number): void {
    const startS = this.timeS;
    const starts = this.#forcing.look(startS);
    const macro = this.#schedule.next(stopS - startS, this.#forcing.longestS, this.#forcing.raining, starts);
    const steps = 2 ** macro.top;
    const endS = macro.last ? stopS : startS + macro.dtS * steps;
    const soaks = this.#forcing.write(macro, startS, endS);
    this.#writeHeader(macro);
    if (soaks) this.#team.work(L.SOAK);
    const beganMs = performance.now();
    this.#team.work(L.MACRO);
    this.#balance.note(performance.now() - beganMs);
    this.timeS = endS;
    this.steps += steps;
    this.#ratedSteps += steps;
    this.cellSteps += macro.updates;
  }

  #writeHeader({ dtS, top, deepestM, mostM2S }: Macro): void {
    const { cellSizeM } = this.#domain.grid;
    const due = this.#ratedSteps >= RATE_STEPS || this.timeS - this.#ratedS >= RATE_S;
    this.#say(top, due && this.#rates);
    // Four units in the last place of the deepest water.
    const rounder = 1.5 * 2 ** (Math.floor(Math.log2(Math.max(deepestM, 2 ** -10))) + 2);
    for (let l = 0; l <= top; l++) {
      // Powers of two apart, so that the finer level's dt/dx is exactly half of the coarser one's in 32 bits.
      const stepS = dtS * 2 ** l;
      const terms = [
        (GRAVITY * stepS) / cellSizeM,
        stepS / cellSizeM,
        stepS,
        (ALMOST_ALL * cellSizeM) / stepS,
        rounder,
        ...ROOT.map((term) => term * stepS),
        quantum(mostM2S[l] * (stepS / cellSizeM), deepestM),
      ];
      terms.forEach((term, k) => {
        const at = (L.LEVELS >> 2) + 64 * l + 4 * k;
        this.#floats.fill(term, at, at + 4);
      });
    }
  }

  /** Tells the team of the highest level and whether maps are rated now. */
  #say(top: number, rates: boolean): void {
    const header = L.HEADER >> 2;
    this.#words[header + 16] = top;
    this.#words[header + 17] = rates ? 1 : 0;
    this.#floats[header + 18] = this.timeS;
    this.#floats[header + 19] = this.timeS - this.#ratedS;
    if (!rates) return;
    this.#ratedS = this.timeS;
    this.#ratedSteps = 0;
  }

  settle(): void {
    this.#forcing.settle(this.timeS);
    this.#say(0, true);
    this.#schedule.listAll();
    this.#team.work(L.RATE);
    this.#team.work(L.SETTLE);
    if (this.#load.soils) this.#team.work(L.SOAK);
    this.#schedule.wake();
    this.#water.rateHeld(this.timeS, this.timeS - this.#settledS);
    this.#settledS = this.timeS;
    this.#carryOver(this.volumes());
  }

  /** Begins the books anew from these volumes. */
  #carryOver(volumeM3: VolumesM3): void {
    this.#before = volumeM3;
    this.#givenBefore = this.#domain.rain.map((zone) => givenM(zone, this.timeS, this.#domain.durationS));
    this.#water.clearSums();
    Object.assign(this.#forcing.links.crossed, { inM: 0, outM: 0 });
  }

  frame(): Frame {
    this.#say(0, false);
    this.#schedule.listAll();
    this.#team.work(L.SPEEDS);
    return { timeS: this.timeS, depthM: this.#water.field(L.H, false), speedMS: this.#water.field(L.SPARE, false) };
  }

  floodedM2(): number {
    return this.#water.floodedM2();
  }

  volumes(): VolumesM3 {
    const { cellSizeM } = this.#domain.grid;
    const area = cellSizeM ** 2;
    const sums = this.#water.sums();
    const fallenM = this.#domain.rain.reduce((sum, zone, k) => {
      const given = givenM(zone, this.timeS, this.#domain.durationS) - this.#givenBefore[k];
      return sum + given * this.#load.rainCells[k];
    }, 0);
    const before = this.#before;
    const { crossed } = this.#forcing.links;
    return {
      initial: before.initial,
      rain: before.rain + fallenM * area,
      inflow: before.inflow + sums.sourcedM * area,
      levelIn: before.levelIn + (sums.enteredM + crossed.inM) * area,
      outflow: before.outflow + (sums.leftM + crossed.outM) * area,
      infiltration: before.infiltration + sums.seepedM * area,
      toDrains: before.toDrains + sums.drainedM * area,
      fromDrains: before.fromDrains,
      stored: this.#water.storedM3(),
    };
  }

  maps(): Maps {
    return this.#water.maps();
  }

  snapshot(): Snapshot {
    const { cols, rows } = this.#domain.grid;
    const { timeS, steps, cellSteps } = this;
    return {
      format: 'twin-state/1',
      cols,
      rows,
      timeS,
      steps,
      cellSteps,
      ...this.#water.take(),
      volumeM3: this.volumes(),
    };
  }

  close(): void {
    this.#team.close();
  }
}

/**
 * What makes `carried` round to whole quanta: 1.5 times a power of two whose last place is the quantum, 2⁻²⁶ m, more
 * where a step carries more than 2⁻⁴ m so that sums stay exact. Four times the last macro step's most is allowed for;
 * from rest, anything up to the deepest water.
 */
function quantum(mostM: number, deepestM: number): number {
  const reach = mostM > 0 ? 4 * mostM : deepestM;
  return 1.5 * 2 ** Math.max(-3, Math.ceil(Math.log2(reach)) + 1);
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
