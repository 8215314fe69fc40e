import * as F from '../assembly/fullLayout.ts';
import * as L from '../assembly/layout.ts';
import { CFL, FILM_M } from '../constants.ts';
import type { Build, Engine, Snapshot } from '../engine.ts';
import { offsetOf, writeField } from '../kernel/grid.ts';
import { type CrossedM, KernelHost, threadsFor } from '../kernel/host.ts';
import { createLoad, type Load } from '../kernel/load.ts';
import { kernelModule } from '../kernel/modules.ts';
import { hire, type Team } from '../kernel/team.ts';
import { createEdges } from '../reference/edges.ts';
import { createMaps } from '../reference/maps.ts';
import { fastestRise } from '../reference/sources.ts';
import { linearIntegral } from '../series.ts';
import type { Domain, Frame, VolumesM3 } from '../types.ts';
import { Awake } from './awake.ts';
import { type FullOptions, stepLengthS, variantOf } from './engine.ts';
import { HeldRim } from './heldRim.ts';
import { collectFull } from './lists.ts';
import { findWalls, takeUpMomentum } from './motion.ts';

export interface FullKernelOptions extends FullOptions {
  readonly build: Exclude<Build, 'ts' | 'webgpu'>;
  readonly threads: number;
  readonly from?: Snapshot;
}

/** Steps between ratings of the maps. */
const RATE_STEPS = 4;
/** Steps between looks at which tiles have water: it crosses at most one cell in each. */
const LOOK_STEPS = L.TILE;

/** The full engine compiled to WebAssembly: the scheme of `createFull`, four cells at a time, many threads. */
export async function createFullKernel(domain: Domain, options: FullKernelOptions): Promise<Engine> {
  const load = createLoad(domain, collectFull, options.underground);
  const threads = threadsFor(load, options.threads);
  const scratch = Math.ceil(load.grid.bytes / F.SCRATCH_BYTES) * F.SCRATCH_BYTES;
  const module = kernelModule('full', options.build);
  const team = await hire(module, scratch + threads * F.SCRATCH_BYTES, threads, L.QUIT, ({ buffer }) => {
    load.write(buffer);
    const words = new Int32Array(buffer);
    words[F.SCRATCH >> 2] = scratch;
    words[F.SECOND >> 2] = options.order === 1 ? 0 : 1;
  });
  return new FullKernel(domain, options, load, team);
}

class FullKernel extends KernelHost implements Engine {
  readonly solver = 'full';
  readonly variant: string;

  readonly #awake: Awake;
  readonly #rim: HeldRim;
  /** Discharges since the last output, into the city and (negative ones) out of it, m over cells. */
  #inflowM = 0;
  #abstractedM = 0;
  #ratedS: number;
  #settledS: number;
  #unratedSteps = 0;
  #sinceLook = LOOK_STEPS;

  constructor(domain: Domain, { build, from, order = 2, underground }: FullKernelOptions, load: Load, team: Team) {
    super(domain, build, load, team, underground);
    this.variant = variantOf(order);
    this.#awake = new Awake(load, team.memory.buffer);
    this.#rim = new HeldRim(load, this.floats);
    this.#layOut(from);
    this.open(from);
    this.#ratedS = this.#settledS = this.timeS;
    this.#awake.wakeAll();
    this.team.work(F.MEASURE);
  }

  /** Writes what the full kernel keeps in fields that the load leaves to the inertial one. */
  #layOut(from: Snapshot | undefined): void {
    const { grid, state } = this.load;
    for (let tile = 0; tile < grid.tiles; tile++) {
      for (const field of [L.H, F.U, F.V]) {
        const at = (grid.blocks + offsetOf(tile) + field) >> 2;
        for (const start of [at, at + (F.BUFFER >> 2)]) this.floats.fill(0, start, start + (L.SHARE >> 2));
      }
    }
    const walls = findWalls(state, createEdges(this.domain, state, Math.ceil(grid.rows / L.TILE)));
    writeField(grid, this.words, F.WALLS, walls);
    const floodedAtStart = createMaps(state);
    writeField(grid, this.floats, L.MAX_HAZARD, floodedAtStart.hazardMax);
    writeField(grid, this.floats, L.ARRIVAL, floodedAtStart.arrival);
    if (from) this.#restore(from);
    const velocity = (momentum: Float32Array): Float32Array => momentum.map((q, i) => (q === 0 ? 0 : q / state.h[i]));
    for (const shift of [0, F.BUFFER]) {
      writeField(grid, this.floats, L.H + shift, state.h);
      writeField(grid, this.floats, F.U + shift, velocity(state.qx));
      writeField(grid, this.floats, F.V + shift, velocity(state.qy));
    }
  }

  #restore(from: Snapshot): void {
    const { state } = this.load;
    this.takeUp(from);
    state.h.set(this.water.field(L.H, true));
    takeUpMomentum(state, from);
  }

  /** Bytes to the buffer that holds the water. */
  get #current(): number {
    return this.words[F.CURRENT >> 2];
  }

  protected step(stopS: number): void {
    const { cellSizeM } = this.domain.grid;
    const starts = this.forcing.look(this.timeS);
    const fastestMS = Math.max(this.#awake.fastestMS(), this.#rim.follow(this.#current));
    const lengthS = stepLengthS(fastestMS, cellSizeM, (aheadS) =>
      Math.max(fastestRise(this.load.sources, cellSizeM, this.timeS, aheadS), this.manholes?.fastestMS ?? 0),
    );
    const count = Math.max(1, Math.ceil((stopS - this.timeS) / lengthS - 1e-9));
    if (!Number.isFinite(count)) throw new Error(`The flood engine lost its footing at ${this.timeS} s.`);
    const dtS = (stopS - this.timeS) / count;
    if (starts) this.#sinceLook = LOOK_STEPS;
    this.#move(dtS, count === 1 ? stopS : this.timeS + dtS, stopS);
  }

  #move(dtS: number, endS: number, stopS: number): void {
    this.manholes?.flow(this.ponds, this.timeS, endS, stopS);
    if (this.forcing.write({ top: 0, dtS }, this.timeS, endS)) {
      // New rates for resting tiles too: they may wake before the next.
      this.#awake.wakeAll();
      this.team.work(L.SOAK);
      this.#sinceLook = LOOK_STEPS;
    }
    this.#inflow(endS);
    if (this.#sinceLook >= LOOK_STEPS) {
      this.#awake.look(this.forcing.raining, this.#current);
      this.#sinceLook = 0;
    }
    this.#sinceLook++;
    const rates = endS === stopS || ++this.#unratedSteps >= RATE_STEPS;
    const { cellSizeM } = this.domain.grid;
    this.words[(L.HEADER + 68) >> 2] = rates ? 1 : 0;
    this.floats.set([endS, endS - this.#ratedS], (L.HEADER + 72) >> 2);
    this.floats.set([dtS / cellSizeM, dtS, (CFL * cellSizeM) / dtS], F.PER_FLUX >> 2);
    const beganMs = performance.now();
    this.team.work(L.MACRO);
    this.balance.note(performance.now() - beganMs);
    this.words[F.CURRENT >> 2] = F.BUFFER - this.#current;
    this.water.depth = this.forcing.depth = L.H + this.#current;
    if (rates) {
      this.#ratedS = endS;
      this.#unratedSteps = 0;
    }
    this.timeS = endS;
    this.steps++;
    this.cellSteps += this.cells;
  }

  /** Adds the discharges up to `endS` to the rests of their cells; takes negative ones, at most what is there. */
  #inflow(endS: number): void {
    const { grid, sources } = this.load;
    const f = this.floats;
    for (const { inflow, cells } of sources) {
      const volumeM3 = linearIntegral(inflow.timesS, inflow.dischargeM3s, this.timeS, endS);
      if (volumeM3 === 0 || cells.length === 0) continue;
      const depthM = volumeM3 / (this.domain.grid.cellSizeM ** 2 * cells.length);
      for (const i of cells) {
        const address = grid.addressOf(i);
        const rest = (address + L.REST) >> 2;
        const h = (address + this.water.depth) >> 2;
        const before = f[h] + f[rest];
        if (depthM > 0) f[rest] += depthM;
        else {
          const after = Math.max(0, before + depthM);
          f[h] = after;
          f[rest] = after - f[h];
        }
        const change = f[h] + f[rest] - before;
        if (change > 0) this.#inflowM += change;
        else this.#abstractedM -= change;
      }
    }
  }

  settle(): void {
    this.manholes?.settle(this.ponds);
    this.forcing.settle(this.timeS);
    this.water.rateHeld(this.timeS, this.timeS - this.#settledS);
    this.#settledS = this.timeS;
    this.#awake.wakeAll();
    this.team.work(F.SETTLE);
    this.#sinceLook = LOOK_STEPS;
    this.carryOver(this.volumes());
  }

  protected crossedM(): CrossedM {
    return { inflowM: this.#inflowM, abstractedM: this.#abstractedM, levelInM: 0, levelOutM: 0 };
  }

  protected override carryOver(volumeM3: VolumesM3): void {
    super.carryOver(volumeM3);
    this.#inflowM = 0;
    this.#abstractedM = 0;
  }

  frame(): Frame {
    const read = (field: number): Float32Array => this.water.field(field + this.#current, false);
    const depthM = read(L.H);
    const v = read(F.V);
    const speedMS = read(F.U).map((u, cell) => Math.hypot(u, v[cell]));
    const open = this.water.field(L.OPEN, false);
    for (let cell = 0; cell < depthM.length; cell++) {
      if (depthM[cell] < FILM_M || open[cell] === 0) speedMS[cell] = 0;
    }
    return { timeS: this.timeS, depthM, speedMS };
  }

  override snapshot(): Snapshot {
    const { code } = this.load.state;
    // Settling has left the momentum of computed cells in the other buffer.
    const momentum = (field: number): Float32Array =>
      this.water.field(field + F.BUFFER - this.#current, true).map((q, i) => (code[i] === 0 ? 0 : q));
    return { ...super.snapshot(), fluxAt: 'centres', fluxX: momentum(F.U), fluxY: momentum(F.V) };
  }
}
