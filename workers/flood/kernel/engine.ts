import * as L from '../assembly/layout.ts';
import { GRAVITY, STEP_MAX_S } from '../constants.ts';
import type { Build, Engine, Snapshot } from '../engine.ts';
import type { Domain, Frame, VolumesM3 } from '../types.ts';
import type { Underground } from '../underground.ts';
import { type CrossedM, KernelHost, threadsFor } from './host.ts';
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
  /** False leaves the maps out, which only a benchmark wants. Default: true. */
  readonly maps?: boolean;
  readonly underground?: Underground;
}

/** Maps are rated at the start of a macro step when at least so many finest steps, or so long a time, have passed. */
const RATE_STEPS = 4;
const RATE_S = 2;
/** A share that is left behind, so that rounding of scaled discharges cannot take a cell below empty. */
const ALMOST_ALL = 1 - 1e-6;
/** A quarter of r^(−1/3) for r between 1.332 and 1.58 as a line in r, within 0.08 %. */
const ROOT = [1.17802927 / 4, -0.202626382 / 4];

/** The local-inertial engine compiled to WebAssembly: the scheme of `reference`, four cells at a time, many threads. */
export async function createKernel(domain: Domain, options: KernelOptions): Promise<Engine> {
  const load = createLoad(domain, undefined, options.underground);
  const threads = threadsFor(load, Math.min(options.threads, L.MOST_THREADS));
  const module = kernelModule('inertial', options.build);
  const team = await hire(module, load.grid.bytes, threads, L.QUIT, (memory) => load.write(memory.buffer));
  return new KernelEngine(domain, options, load, team);
}

class KernelEngine extends KernelHost implements Engine {
  readonly solver = 'inertial';
  readonly variant: string;

  readonly #schedule: Schedule;
  readonly #rates: boolean;
  #ratedS: number;
  #ratedSteps = 0;
  #settledS: number;

  constructor(domain: Domain, { build, steps, from, maps = true, underground }: KernelOptions, load: Load, team: Team) {
    super(domain, build, load, team, underground);
    this.#rates = maps;
    this.variant = `${steps} steps`;
    this.#schedule = new Schedule(load.grid, team.memory.buffer, {
      listable: load.listable,
      always: load.always,
      touches: load.touches,
      together: load.lists.together,
      global: steps === 'global',
      cellSizeM: domain.grid.cellSizeM,
      extraM: this.forcing.extraM,
      lists: load.places.lists,
      starts: load.places.starts,
    });
    if (from) this.takeUp(from);
    this.open(from);
    this.#ratedS = this.#settledS = this.timeS;
  }

  protected step(stopS: number): void {
    const startS = this.timeS;
    this.forgetManholes();
    const starts = this.forcing.look(startS);
    this.allowForManholes(STEP_MAX_S);
    const macro = this.#schedule.next(stopS - startS, this.forcing.longestS, this.forcing.raining, starts);
    const steps = 2 ** macro.top;
    const endS = macro.last ? stopS : startS + macro.dtS * steps;
    this.manholes?.flow(this.ponds, startS, endS, stopS);
    const soaks = this.forcing.write(macro, startS, endS);
    this.#writeHeader(macro);
    if (soaks) this.team.work(L.SOAK);
    const beganMs = performance.now();
    this.team.work(L.MACRO);
    this.balance.note(performance.now() - beganMs);
    this.timeS = endS;
    this.steps += steps;
    this.#ratedSteps += steps;
    this.cellSteps += macro.updates;
  }

  #writeHeader({ dtS, top, deepestM, mostM2S }: Macro): void {
    const { cellSizeM } = this.domain.grid;
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
        this.floats.fill(term, at, at + 4);
      });
    }
  }

  /** Tells the team of the highest level and whether maps are rated now. */
  #say(top: number, rates: boolean): void {
    const header = L.HEADER >> 2;
    this.words[header + 16] = top;
    this.words[header + 17] = rates ? 1 : 0;
    this.floats[header + 18] = this.timeS;
    this.floats[header + 19] = this.timeS - this.#ratedS;
    if (!rates) return;
    this.#ratedS = this.timeS;
    this.#ratedSteps = 0;
  }

  settle(): void {
    this.manholes?.settle(this.ponds);
    this.forcing.settle(this.timeS);
    this.#say(0, true);
    this.#schedule.listAll();
    this.team.work(L.RATE);
    this.team.work(L.SETTLE);
    if (this.load.soils) this.team.work(L.SOAK);
    this.#schedule.wake();
    this.water.rateHeld(this.timeS, this.timeS - this.#settledS);
    this.#settledS = this.timeS;
    this.carryOver(this.volumes());
  }

  protected crossedM(): CrossedM {
    const { inM, outM } = this.forcing.links.crossed;
    return { inflowM: this.water.sums().sourcedM, abstractedM: 0, levelInM: inM, levelOutM: outM };
  }

  protected override carryOver(volumeM3: VolumesM3): void {
    super.carryOver(volumeM3);
    Object.assign(this.forcing.links.crossed, { inM: 0, outM: 0 });
  }

  frame(): Frame {
    this.#say(0, false);
    this.#schedule.listAll();
    this.team.work(L.SPEEDS);
    return { timeS: this.timeS, depthM: this.water.field(L.H, false), speedMS: this.water.field(L.SPARE, false) };
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
