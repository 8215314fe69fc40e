import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Engine } from '../../workers/flood/engine.ts';
import type { Frame } from '../../workers/flood/index.ts';
import { givenM } from '../../workers/flood/rain.ts';
import { createReference } from '../../workers/flood/reference/engine.ts';
import { createSources } from '../../workers/flood/reference/sources.ts';
import { createState } from '../../workers/flood/reference/state.ts';
import { drive } from '../../workers/flood/run.ts';
import { linearIntegral } from '../../workers/flood/series.ts';
import { DeviceLost, isSoftware, NoDevice } from '../../workers/flood/webgpu/adapter.ts';
import { createWebGpu } from '../../workers/flood/webgpu/engine.ts';
import { metresOf, putWords, UNIT_M } from '../../workers/flood/webgpu/fixed.ts';
import { columnsOf, makePlan, type Plan } from '../../workers/flood/webgpu/plan.ts';
import { surviving } from '../../workers/flood/webgpu/recover.ts';
import { domainOf, inflowOf, rainOf } from './build.ts';

describe('depths as whole numbers of two words', () => {
  test('every 32-bit depth from a hundredth of a millimetre to 8 km is kept exactly', () => {
    fc.assert(
      fc.property(fc.float({ min: Math.fround(2 ** -16), max: 8000, noNaN: true }), (depth) => {
        const words = new Uint32Array(2);
        putWords(words, 0, depth / UNIT_M);
        expect(metresOf(words[0], words[1])).toBe(depth);
      }),
    );
  });

  test('what is taken and what is given cancel out', () => {
    const words = new Uint32Array(4);
    putWords(words, 0, -5e10);
    putWords(words, 2, 5e10);
    const low = words[0] + words[2];
    expect(low >>> 0).toBe(0);
    expect((words[1] + words[3] + Math.floor(low / 2 ** 32)) >>> 0).toBe(0);
  });
});

describe('a plan', () => {
  const domain = domainOf({
    cols: 4,
    rows: 4,
    durationS: 5000,
    rain: [{ timesS: Float64Array.of(0, 700, 900), intensityMmH: Float64Array.of(33, 0, 120) }],
    inflows: [{ ...inflowOf(0, 5), timesS: Float64Array.of(0, 800, 1000), dischargeM3s: Float64Array.of(2, -1, 3) }],
  });
  const columns = columnsOf(domain);
  const forcing = { domain, columns, sources: createSources(domain, createState(domain)), datumsM: [] };

  /** Units handed out between two ticks, as the card finds them. */
  function handed({ words, ticks }: Plan, column: number, from: number, to: number): number {
    const at = (of: number, tick: number): bigint => BigInt(words[of * (ticks + 1) + tick]);
    const total = (tick: number): bigint => at(column, tick) + (at(column + 1, tick) << 32n);
    return Number(BigInt.asIntN(64, total(to) - total(from)));
  }

  test('hands out the same rain and inflow whatever steps the card takes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), (steps) => {
        const plan = makePlan(forcing, 600, 1200, 2.5);
        const sums = { rain: 0, inflow: 0 };
        let tick = 0;
        for (const step of [...steps, plan.ticks]) {
          const to = Math.min(plan.ticks, tick + step);
          sums.rain += handed(plan, columns.rain(0), tick, to);
          sums.inflow += handed(plan, columns.inflow(0), tick, to);
          tick = to;
        }
        const rainM = givenM(domain.rain[0], 1200, 5000) - givenM(domain.rain[0], 600, 5000);
        expect(Math.abs(sums.rain * UNIT_M - rainM)).toBeLessThanOrEqual(UNIT_M);
        const volumeM3 = linearIntegral(domain.inflows[0].timesS, domain.inflows[0].dischargeM3s, 600, 1200);
        expect(Math.abs(sums.inflow * UNIT_M - volumeM3 / 25)).toBeLessThanOrEqual(UNIT_M);
      }),
      { numRuns: 20 },
    );
  });

  test('ends at the stop to the bit, or in between where the ticks run out', () => {
    const stop = 600 + 1 / 3;
    const short = makePlan(forcing, 0.1, stop, 3);
    expect(short.timeS(short.ticks)).toBe(stop);
    const long = makePlan(forcing, 0.1, 5000, 0.01);
    expect(long.timeS(long.ticks)).toBeLessThan(5000);
    expect(long.timeS(1) - long.timeS(0)).toBeLessThanOrEqual(0.01 / 32);
  });
});

test.each([
  ['Google SwiftShader', { vendor: 'google', architecture: 'swiftshader' }, true],
  ['Mesa llvmpipe', { vendor: 'mesa', description: 'llvmpipe (LLVM 17)' }, true],
  ['Microsoft Basic Render Driver', { vendor: 'microsoft', description: 'Microsoft Basic Render Driver' }, true],
  ['a fallback without a name', { isFallbackAdapter: true }, true],
  ['NVIDIA', { vendor: 'nvidia', architecture: 'ampere' }, false],
  ['Intel', { vendor: 'intel', architecture: 'xe', description: 'Intel(R) Arc(TM) Graphics' }, false],
])('%s is told apart', (_, names, software) => {
  const info = { vendor: '', architecture: '', device: '', description: '', isFallbackAdapter: false, ...names };
  expect(isSoftware({ info } as GPUAdapter)).toBe(software);
});

test('where there is no card, or a Domain with what it does not compute, there is an error of its own', async () => {
  const domain = domainOf({ cols: 3, rows: 3 });
  await expect(createWebGpu(domain)).rejects.toThrow(new NoDevice('WebGPU finds no graphics card here.'));
  const structures = [{ id: 'wall', cells: Uint32Array.of(0), south: Uint8Array.of(0), widthShare: 1 }];
  await expect(createWebGpu({ ...domain, structures })).rejects.toThrow(/culverts, weirs and gates/);
});

describe('a run whose card goes away', () => {
  const domain = domainOf({ cols: 12, rows: 9, rain: [rainOf(60)], durationS: 600, outputEveryS: 100 });

  /** The reference as a card that goes away at the nth call of a kind. */
  function doomed(call: keyof Engine, nth: number): Engine {
    const engine = createReference(domain);
    let calls = 0;
    return new Proxy(engine, {
      get(target, key) {
        const value = Reflect.get(target, key);
        if (key !== call || typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          if (++calls >= nth) throw new DeviceLost('gone');
          return Reflect.apply(value, target, given);
        };
      },
    });
  }

  test.each([
    ['advance', 1],
    ['advance', 4],
    ['settle', 1],
    ['settle', 3],
    ['frame', 5],
    ['snapshot', 2],
    ['volumes', 1],
    ['floodedM2', 1],
    ['maps', 1],
  ] as const)('in call %s, time %i: every output comes once, the balance holds', async (call, nth) => {
    const frames: Frame[] = [];
    const engine = surviving(doomed(call, nth), (from) => createReference(domain, from));
    const run = await drive(engine, domain, { onFrame: (frame) => frames.push(frame), onProgress: () => {} }, 'hash');
    expect(frames.map(({ timeS }) => timeS)).toEqual([0, 100, 200, 300, 400, 500, 600]);
    expect(run.summary.massErrorRel).toBeLessThanOrEqual(1e-9);
    expect(run.summary.volumeM3.rain).toBeCloseTo(12 * 9 * 25 * 0.01, 6);
    expect(run.warnings).toHaveLength(1);
    expect(run.summary.warnings).toEqual([run.warnings[0].en]);
  });

  test('any other error ends the run', async () => {
    const broken = { ...createReference(domain), advance: () => Promise.reject(new Error('odd')) };
    const engine = surviving(broken as Engine, (from) => createReference(domain, from));
    await expect(drive(engine, domain, {}, 'hash')).rejects.toThrow('odd');
  });
});
