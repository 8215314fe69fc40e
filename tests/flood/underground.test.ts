import { describe, expect, test } from 'vitest';
import { createEngine } from '../../workers/flood/choose.ts';
import type { Domain, RunOptions, Snapshot } from '../../workers/flood/index.ts';
import { drive } from '../../workers/flood/run.ts';
import { readState, writeState } from '../../workers/flood/state-file.ts';
import type { Underground } from '../../workers/flood/underground.ts';
import { domainOf, rainOf } from './build.ts';

/** A tank under two cells: it takes up to 1 mm/s from the first and, once it holds 0.02 m, gives 0.5 mm/s to the second. */
class Tank implements Underground {
  readonly cells = Uint32Array.of(205, 1210);
  readonly identity = 'tank';
  timeS = 0;
  heldM = 0;
  takenM = 0;
  givenM = 0;
  exchange(dtS: number, depthM: Float64Array): Float64Array {
    this.timeS += dtS;
    const taken = Math.min(1e-3 * dtS, depthM[0]);
    const given = this.heldM > 0.02 ? Math.min(5e-4 * dtS, this.heldM) : 0;
    this.heldM += taken - given;
    this.takenM += taken;
    this.givenM += given;
    return Float64Array.of(taken, -given);
  }
  begin(timeS: number): void {
    this.timeS = timeS;
  }
  snapshot(): Float64Array {
    return Float64Array.of(this.timeS, this.heldM, this.takenM, this.givenM);
  }
  restore(state: Float64Array): void {
    [this.timeS, this.heldM, this.takenM, this.givenM] = state;
  }
}

const COLS = 50;
const street = (solver: 'inertial' | 'full'): Domain =>
  domainOf({
    cols: COLS,
    rows: 40,
    solver,
    groundM: Float32Array.from(
      { length: COLS * 40 },
      (_, cell) => 0.01 * Math.abs((cell % COLS) - 12) + 0.002 * Math.floor(cell / COLS),
    ),
    initialDepthM: 0.03,
    rain: [rainOf(60)],
    durationS: 600,
    outputEveryS: 120,
  });

const WAYS: readonly (readonly [string, 'inertial' | 'full', Pick<RunOptions, 'build' | 'threads' | 'steps'>])[] = [
  ['reference', 'inertial', { build: 'ts' }],
  ['compiled, local steps', 'inertial', { build: 'simd', threads: 2 }],
  ['compiled, global steps', 'inertial', { build: 'simd', threads: 1, steps: 'global' }],
  ['full, plain', 'full', { build: 'ts' }],
  ['full, compiled', 'full', { build: 'simd', threads: 2 }],
];

describe.each(WAYS)('pipes under the street: %s', (_, solver, how) => {
  async function run(from?: Snapshot, states: Snapshot[] = []) {
    const tank = new Tank();
    const domain = street(solver);
    const engine = await createEngine(domain, { ...how, underground: tank, ...(from && { from }) });
    const depths: Float32Array[] = [];
    const onState = async (take: () => Snapshot | Promise<Snapshot>): Promise<void> => {
      states.push(readState(writeState(await take())));
    };
    const result = await drive(engine, domain, { onState, onFrame: ({ depthM }) => depths.push(depthM) }, 'hash');
    engine.close();
    return { tank, depths, ...result };
  }

  test('book the same volumes on both sides, and no water is lost', async () => {
    const { tank, summary } = await run();
    const area = 25;
    expect(tank.timeS).toBeCloseTo(600, 9);
    expect(tank.takenM).toBeGreaterThan(0.2);
    expect(tank.givenM).toBeGreaterThan(0.1);
    expect(summary.volumeM3.toDrains).toBeCloseTo(tank.takenM * area, 4);
    expect(summary.volumeM3.fromDrains).toBeCloseTo(tank.givenM * area, 4);
    expect(summary.massErrorRel).toBeLessThanOrEqual(1e-6);
  });

  test('go on from a state as if nothing had been between', async () => {
    const states: Snapshot[] = [];
    const whole = await run(undefined, states);
    const on = await run(states[2]);
    expect(on.depths.at(-1)).toEqual(whole.depths.at(-1));
    expect(on.tank.snapshot()).toEqual(whole.tank.snapshot());
    expect(on.summary.volumeM3).toEqual(whole.summary.volumeM3);
  });
});
