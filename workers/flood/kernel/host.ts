import * as L from '../assembly/layout.ts';
import type { Build, Snapshot } from '../engine.ts';
import { givenM } from '../rain.ts';
import { NOTHING } from '../reference/books.ts';
import type { Ponds } from '../reference/links.ts';
import { Manholes } from '../reference/manholes.ts';
import { bookedAnew } from '../state.ts';
import type { Domain, Maps, VolumesM3 } from '../types.ts';
import type { Underground } from '../underground.ts';
import { Balance } from './balance.ts';
import { Forcing } from './forcing.ts';
import type { Load } from './load.ts';
import type { Team } from './team.ts';
import { Water } from './water.ts';

/** Tiles that keep a thread busy enough to be worth its waiting for the others. */
const TILES_A_THREAD = 6;

/** Threads that a load is worth, `wanted` at most. */
export function threadsFor({ listable }: Load, wanted: number): number {
  const tiles = listable.reduce((sum, is) => sum + is, 0);
  return Math.max(1, Math.min(wanted, Math.floor(tiles / TILES_A_THREAD)));
}

/** What has crossed the city's limits since the books were last begun, beside what the kernel sums itself, m over cells. */
export interface CrossedM {
  /** By discharges, in and (negative ones) out. */
  readonly inflowM: number;
  readonly abstractedM: number;
  /** Through culverts that end in held water. */
  readonly levelInM: number;
  readonly levelOutM: number;
}

/** What the hosts of both compiled kernels have in common: clock, books, barriers, maps and the team. */
export abstract class KernelHost {
  readonly build: Build;
  readonly threads: number;
  readonly cells: number;
  timeS = 0;
  steps = 0;
  cellSteps = 0;

  protected readonly domain: Domain;
  protected readonly load: Load;
  protected readonly team: Team;
  protected readonly floats: Float32Array;
  protected readonly words: Int32Array;
  protected readonly forcing: Forcing;
  protected readonly water: Water;
  protected readonly balance: Balance;
  /** Volumes up to the last output, closed there so that a run taken up from it has the same sums to the bit. */
  #before: VolumesM3 = NOTHING;
  /** Rain that each zone had been given by then, m. */
  #givenBefore: number[] = [];

  /** Manholes over the kernel's memory, where there are pipes underneath. */
  protected readonly manholes: Manholes | undefined;
  readonly #manholeTiles: Int32Array;

  constructor(domain: Domain, build: Build, load: Load, team: Team, underground: Underground | undefined) {
    this.domain = domain;
    this.load = load;
    this.team = team;
    this.build = build;
    this.threads = team.threads;
    const { buffer } = team.memory;
    this.floats = new Float32Array(buffer);
    this.words = new Int32Array(buffer);
    this.forcing = new Forcing(domain, load, buffer);
    this.water = new Water(domain, load, buffer);
    this.balance = new Balance(team.threads, buffer);
    const { addressOf } = load.grid;
    this.manholes =
      underground &&
      new Manholes(
        underground,
        load.manholes.map((i) => addressOf(i) >> 2),
      );
    this.#manholeTiles = load.manholes.map((i) => load.grid.tileOf(i));
    this.cells = load.state.code.reduce((count, is) => count + (is !== 0 ? 1 : 0), 0);
  }

  /** Steps on, to `stopS` at most. */
  protected abstract step(stopS: number): void;
  protected abstract crossedM(): CrossedM;

  advance(stopS: number, due: () => boolean): void {
    const changes = this.domain.barriers.flatMap(({ fromS, toS }) => [fromS, toS]);
    while (this.timeS < stopS) {
      let stop = stopS;
      for (const change of changes) if (change > this.timeS && change < stop) stop = change;
      this.step(stop);
      if (this.timeS === stop) this.forcing.moveBarriers(stop);
      if (due()) return;
    }
  }

  /** Takes up water, maps and clock of a state; its books follow with `open`. */
  protected takeUp(from: Snapshot): void {
    this.water.restore(from);
    this.manholes?.takeUp(from);
    this.timeS = from.timeS;
    this.steps = from.steps;
    this.cellSteps = from.cellSteps;
  }

  /** Lets the steps of tiles allow for what may come up in them within `aheadS`. */
  protected allowForManholes(aheadS: number): void {
    const { extraM } = this.forcing;
    this.#manholeTiles.forEach((tile, k) => {
      const riseM = (this.manholes?.risesMS[k] ?? 0) * aheadS;
      if (riseM === 0) return;
      const deepest = this.floats[(this.load.grid.facts + tile * L.TILE_BYTES + L.DEEPEST) >> 2];
      extraM[tile] = Math.max(extraM[tile], deepest + riseM);
    });
  }

  /** Takes back what was last allowed for. */
  protected forgetManholes(): void {
    for (const tile of this.#manholeTiles) this.forcing.extraM[tile] = 0;
  }

  /** Where manholes find the water. */
  protected get ponds(): Ponds {
    return {
      z: this.floats.subarray(L.Z >> 2),
      h: this.floats.subarray(this.water.depth >> 2),
      rest: this.floats.subarray(L.REST >> 2),
      code: new Int32Array(this.floats.buffer, L.OPEN),
      cellSizeM: this.domain.grid.cellSizeM,
    };
  }

  /** Opens the books, on those of a state where there is one. */
  protected open(from: Snapshot | undefined): void {
    this.forcing.moveBarriers(this.timeS);
    const storedM3 = this.water.storedM3();
    this.carryOver(from ? bookedAnew(from, storedM3) : { ...NOTHING, initial: storedM3 });
  }

  /** Begins the books anew from these volumes. */
  protected carryOver(volumeM3: VolumesM3): void {
    this.#before = volumeM3;
    this.#givenBefore = this.domain.rain.map((zone) => givenM(zone, this.timeS, this.domain.durationS));
    this.water.clearSums();
    this.manholes?.clear();
  }

  floodedM2(): number {
    return this.water.floodedM2();
  }

  volumes(): VolumesM3 {
    const { rain, durationS, grid } = this.domain;
    const area = grid.cellSizeM ** 2;
    const { seepedM, drainedM, enteredM, leftM } = this.water.sums();
    const { inflowM, abstractedM, levelInM, levelOutM } = this.crossedM();
    const fallenM = rain.reduce(
      (sum, zone, k) => sum + (givenM(zone, this.timeS, durationS) - this.#givenBefore[k]) * this.load.rainCells[k],
      0,
    );
    const before = this.#before;
    return {
      initial: before.initial,
      rain: before.rain + fallenM * area,
      inflow: before.inflow + inflowM * area,
      levelIn: before.levelIn + (enteredM + levelInM) * area,
      outflow: before.outflow + (leftM + abstractedM + levelOutM) * area,
      infiltration: before.infiltration + seepedM * area,
      toDrains: before.toDrains + (drainedM + (this.manholes?.takenM ?? 0)) * area,
      fromDrains: before.fromDrains + (this.manholes?.givenM ?? 0) * area,
      stored: this.water.storedM3(),
    };
  }

  maps(): Maps {
    return this.water.maps();
  }

  snapshot(): Snapshot {
    const { cols, rows } = this.load.grid;
    const { timeS, steps, cellSteps } = this;
    return {
      format: 'twin-state/1',
      cols,
      rows,
      timeS,
      steps,
      cellSteps,
      ...this.water.take(),
      ...(this.manholes && { pipes: this.manholes.snapshot() }),
      volumeM3: this.volumes(),
    };
  }

  close(): void {
    this.team.close();
  }
}
