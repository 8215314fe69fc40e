import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/city/errors.ts';
import { CELL, type Culvert, hashDomain, runFlood, type Structure } from '../../workers/flood/index.ts';
import { inverseSevenThirds } from '../../workers/flood/reference/faces.ts';
import { Sha256 } from '../../workers/flood/sha256.ts';
import { domainOf, inflowOf, rainOf } from './build.ts';
import { everyEngine } from './engines.ts';

everyEngine('a run', ({ compute, options }) => {
  test('gives frames at 0, at each output time and at the end, and gauges with them', async () => {
    const run = await compute(
      domainOf({
        cols: 6,
        rows: 6,
        rain: [rainOf(20)],
        durationS: 250,
        outputEveryS: 100,
        gauges: [{ id: 'g', cell: 3 }],
      }),
    );
    expect(run.frames.map((frame) => frame.timeS)).toEqual([0, 100, 200, 250]);
    expect(run.samples.map((sample) => sample.timeS)).toEqual([0, 100, 200, 250]);
    expect(run.samples[2].depthM[0]).toBe(run.frames[2].depthM[3]);
    expect(run.samples[2].levelM[0]).toBeCloseTo(run.frames[2].depthM[3], 6);
  });

  test('rates its maps as it goes: first arrival, time under water, deepest, worst', async () => {
    const run = await compute(
      domainOf({ cols: 30, rows: 1, inflows: [inflowOf(2, 0)], durationS: 300, outputEveryS: 1 }),
    );
    for (const cell of [0, 10, 20]) {
      const depths = run.frames.map((frame) => frame.depthM[cell]);
      const first = run.frames.findIndex((frame) => frame.depthM[cell] >= 0.05);
      expect(Math.abs(run.maps.arrivalS[cell] - run.frames[first].timeS)).toBeLessThanOrEqual(1);
      expect(Math.abs(run.maps.durationS[cell] - depths.filter((depth) => depth >= 0.05).length)).toBeLessThanOrEqual(
        2,
      );
      expect(run.maps.depthMaxM[cell]).toBeGreaterThanOrEqual(Math.max(...depths) - 1e-6);
      const hazard = run.frames.map(({ depthM, speedMS }) =>
        depthM[cell] < 0.001 ? 0 : depthM[cell] * (speedMS[cell] + 0.5) + (depthM[cell] > 0.25 ? 1 : 0.5),
      );
      expect(run.maps.hazardMax[cell]).toBeGreaterThanOrEqual(Math.max(...hazard) - 1e-5);
      const products = run.frames.map(({ depthM, speedMS }) => depthM[cell] * speedMS[cell]);
      const product = run.maps.productMaxM2S[cell];
      expect(product).toBeGreaterThanOrEqual(Math.max(...products) - 1e-4);
      expect(product).toBeLessThanOrEqual(run.maps.depthMaxM[cell] * run.maps.speedMaxMS[cell] + 1e-6);
      const deepest = run.frames.reduce((best, { depthM }, k) => (depthM[cell] > depths[best] + 1e-4 ? k : best), 0);
      expect(Math.abs(run.maps.deepestAtS[cell] - run.frames[deepest].timeS)).toBeLessThanOrEqual(3);
    }
    const dry = await compute(domainOf({ cols: 3, rows: 3 }));
    expect([...dry.maps.arrivalS]).toEqual(Array(9).fill(-1));
    expect(Math.max(...dry.maps.hazardMax)).toBe(0);
    expect([...dry.maps.deepestAtS]).toEqual(Array(9).fill(-1));
  });

  test('leaves out what is dry without changing what is wet', async () => {
    const size = 80;
    const run = await compute(
      domainOf({ cols: size, rows: size, inflows: [inflowOf(3, 40 * size + 40)], durationS: 400 }),
    );
    const at = (row: number, col: number): number => run.last.depthM[row * size + col];
    // Round the source on flat ground: the same in all four directions, across tile borders at 32, 48, 64. With local
    // steps the tiles, which do not lie evenly round the source, step apart.
    const apartM = options.steps === 'local' ? 2e-4 : 5e-6;
    for (const reach of [5, 12, 20, 30]) {
      for (const there of [at(40, 40 - reach), at(40 - reach, 40), at(40 + reach, 40)]) {
        expect(Math.abs(there - at(40, 40 + reach))).toBeLessThan(apartM);
      }
    }
    expect(at(40, 60)).toBeGreaterThan(0);
  });

  test('can be cancelled within 200 ms, and the event loop lives meanwhile', async () => {
    const controller = new AbortController();
    const domain = domainOf({
      cols: 300,
      rows: 300,
      initialDepthM: 1,
      rain: [rainOf(10)],
      durationS: 1e6,
      outputEveryS: 1e6,
    });
    // Cancelled from a timer: a run that held the thread would never hear of it.
    let ticks = 0;
    let askedMs = 0;
    const timer = setInterval(() => {
      if (++ticks !== 5) return;
      askedMs = performance.now();
      controller.abort(new Error('enough'));
    }, 20);
    await expect(runFlood(domain, { ...options, signal: controller.signal, hash: 'x' })).rejects.toThrow('enough');
    expect(performance.now() - askedMs).toBeLessThan(1000);
    clearInterval(timer);
  });

  test('waits while the gate is closed and then goes on to the same result', async () => {
    const domain = domainOf({ cols: 60, rows: 60, rain: [rainOf(100)], durationS: 120 });
    const plain = await compute(domain);
    const gates: (() => void)[] = [];
    let closed: () => void = () => {};
    const isClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const gate = (): Promise<void> | undefined => {
      if (gates.length > 0) return undefined;
      return new Promise((resolve) => {
        gates.push(resolve);
        closed();
      });
    };
    let done = false;
    const paused = runFlood(domain, { ...options, gate }).then((result) => {
      done = true;
      return result;
    });
    await isClosed;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(done).toBe(false);
    gates[0]();
    expect((await paused).maps).toEqual(plain.maps);
  });
});

describe('a run', () => {
  test('refuses what it cannot compute, in a sentence', async () => {
    const holed = domainOf({ cols: 2, rows: 1, groundM: Float32Array.of(1, Number.NaN) });
    await expect(runFlood(holed)).rejects.toThrow(InputError);
    await expect(runFlood(domainOf({ cols: 1, rows: 1, initialDepthM: -1 }))).rejects.toThrow(/Initial depth/);
    const onVoid = domainOf({
      cols: 2,
      rows: 1,
      kind: Uint8Array.of(CELL.active, CELL.noData),
      inflows: [inflowOf(1, 1)],
    });
    await expect(runFlood(onVoid)).rejects.toThrow(/Inflow "q"/);
  });
});

describe('the hash of a run', () => {
  const base = domainOf({ cols: 3, rows: 2, rain: [rainOf(10)], gauges: [{ id: 'a', cell: 0 }] });

  const soilsOf = (abstractionMm: number) => ({
    index: new Uint16Array(6).fill(1),
    table: [{ infiltration: { model: 'constant' as const, rateMmH: 5 }, perviousShare: 1, abstractionMm }],
  });
  const culvert: Culvert = {
    id: 'c',
    fromCells: Uint32Array.of(0),
    toCells: Uint32Array.of(5),
    fromInvertM: 0,
    toInvertM: 0,
    shape: 'circular',
    heightM: 1,
    widthM: 1,
    barrels: 1,
    lengthM: 10,
    manning: 0.013,
    entranceLoss: 0.5,
    exitLoss: 1,
    flap: false,
  };
  const weir: Structure = {
    id: 'w',
    cells: Uint32Array.of(0),
    south: Uint8Array.of(0),
    widthShare: 1,
    weir: { crestM: Float32Array.of(1), coefficient: 1.7 },
  };

  test('changes with what changes the result', () => {
    const changed = [
      { ...base, durationS: 601 },
      { ...base, manning: 0.031 },
      { ...base, groundM: Float32Array.of(0, 0, 0, 0, 0, 1e-3) },
      { ...base, edges: 'open' as const },
      { ...base, rain: [rainOf(11)] },
      { ...base, drainsMmH: new Float32Array(6) },
      { ...base, inflows: [inflowOf(1, 0)] },
      { ...base, grid: { ...base.grid, cellSizeM: 6 } },
      { ...base, soils: soilsOf(2) },
      { ...base, soils: soilsOf(3) },
      { ...base, culverts: [culvert] },
      { ...base, culverts: [{ ...culvert, flap: true }] },
      { ...base, culverts: [{ ...culvert, manning: 0.02 }] },
      { ...base, structures: [weir] },
      { ...base, structures: [{ ...weir, weir: { crestM: Float32Array.of(2), coefficient: 1.7 } }] },
      { ...base, structures: [{ ...weir, widthShare: 0.5 }] },
    ].map((domain) => hashDomain(domain));
    expect(new Set([hashDomain(base), ...changed]).size).toBe(changed.length + 1);
    expect(hashDomain(base, 'another engine')).not.toBe(hashDomain(base));
  });

  test('does not change with names, gauges, warnings or the form of equal values', () => {
    const same = {
      ...base,
      gauges: [],
      warnings: [{ vi: 'x', en: 'x' }],
      manning: new Float32Array(6).fill(0.03),
      solver: 'inertial' as const,
      culverts: [],
      structures: [],
    };
    expect(hashDomain(same)).toBe(hashDomain(base));
    const renamed = { ...base, culverts: [{ ...culvert, id: 'x' }], structures: [{ ...weir, id: 'x' }] };
    expect(hashDomain(renamed)).toBe(hashDomain({ ...base, culverts: [culvert], structures: [weir] }));
    const { index, table } = soilsOf(2);
    const reordered = { index: index.map((soil) => soil + 1), table: [soilsOf(9).table[0], ...table] };
    expect(hashDomain({ ...base, soils: reordered })).toBe(hashDomain({ ...base, soils: { index, table } }));
  });

  test('is SHA-256', () => {
    const digest = (text: string): string => new Sha256().update(new TextEncoder().encode(text)).digest();
    expect(digest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(digest('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    const pieces = new Sha256();
    for (const piece of ['a'.repeat(63), 'a'.repeat(2), 'a'.repeat(135)])
      pieces.update(new TextEncoder().encode(piece));
    expect(pieces.digest()).toBe(digest('a'.repeat(200)));
  });
});

test('the inverse of x^(7/3) is good to 2e-5 from films to seas', () => {
  for (let x = 1e-5; x < 1e4; x *= 1.07) expect(inverseSevenThirds(x) * x ** (7 / 3)).toBeCloseTo(1, 3);
  let worst = 0;
  for (let x = 1e-5; x < 1e4; x *= 1.0007) worst = Math.max(worst, Math.abs(inverseSevenThirds(x) * x ** (7 / 3) - 1));
  expect(worst).toBeLessThan(2e-4);
});
