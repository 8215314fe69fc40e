import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { commands } from 'vitest/browser';
import type { Engine, Snapshot } from '../../workers/flood/engine.ts';
import { type Domain, ENGINE_VERSION } from '../../workers/flood/index.ts';
import { createReference } from '../../workers/flood/reference/engine.ts';
import { anyAdapter, DeviceLost, isSoftware, openDevice, realAdapter } from '../../workers/flood/webgpu/adapter.ts';
import { createWebGpu } from '../../workers/flood/webgpu/engine.ts';
import { surviving } from '../../workers/flood/webgpu/recover.ts';
import { domainOf } from '../flood/build.ts';
import { atMost, balance, type Evidence, type Recorded } from '../verification/evidence.ts';
import { apart, lake, type Ran, river, run, soaking, storm, tide } from './webgpuCases.ts';

describe('the inertial engine on the graphics card', () => {
  let device: GPUDevice;
  beforeAll(async () => {
    device = await openDevice(await anyAdapter());
  });
  const evidence: Evidence[] = [];
  // For `npm run verify`: the page tells it as it is, passed or failed.
  afterAll(async () => {
    const recorded: Recorded = { case: 'webgpu-vs-cpu', engine: 'webgpu', version: ENGINE_VERSION, rows: evidence };
    await commands.writeFile('.build/evidence/webgpu-vs-cpu-webgpu.json', JSON.stringify(recorded));
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  const onCard = (domain: Domain, from?: Snapshot): Promise<Engine> => createWebGpu(domain, from, device);

  /** Both engines, with the number of dispatches that the card was given. */
  async function both(domain: Domain): Promise<{ card: Ran; reference: Ran; dispatches: number }> {
    const dispatched = vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups');
    const card = await run(await onCard(domain), domain);
    return { card, reference: await run(createReference(domain), domain), dispatches: dispatched.mock.calls.length };
  }

  test.each([
    ['an hour of storm on rough ground with buildings', storm],
    ['the storm on soils of every kind', soaking],
    ['a tide over a beach', tide],
    ['a river, a pump, a barrier for a while and an open edge', river],
  ])('%s: within 1 mm of the reference, water balance kept', async (title, make) => {
    const domain = make();
    const { card, reference, dispatches } = await both(domain);
    expect(card.summary.engine).toMatch(/webgpu$/);
    // The card counts its steps itself: each takes at least four passes.
    expect(card.summary.steps).toBeGreaterThan(100);
    expect(dispatches).toBeGreaterThan(4 * card.summary.steps);
    expect(card.frames.map(({ timeS }) => timeS)).toEqual(reference.frames.map(({ timeS }) => timeS));
    const differences = card.frames.map((frame, k) => apart(domain, frame, reference.frames[k]));
    const largest = Math.max(...differences.map(({ mostM }) => mostM));
    evidence.push(atMost(`largest difference of depth, ${title}`, largest, 1e-3, 'm'), balance(card));
    expect(largest).toBeLessThanOrEqual(1e-3);
    for (const [k, frame] of card.frames.entries()) {
      const { leftOut } = differences[k];
      expect(leftOut).toBeLessThan(0.02 * frame.depthM.length);
    }
    expect(card.summary.massErrorRel).toBeLessThanOrEqual(1e-6);
    const [mine, theirs] = [card, reference].map(({ summary: { volumeM3: v } }) => ({
      ...v,
      // The reference sets pumping off against inflows of the same step.
      inflow: 0,
      outflow: v.outflow - v.inflow,
    }));
    for (const [name, volume] of Object.entries(theirs)) {
      expect(Math.abs(mine[name as keyof typeof mine] - volume), name).toBeLessThanOrEqual(1e-3 * Math.abs(volume));
    }
    // Extremes of the moments between wet and dry hang on the length of single steps.
    const most = { depthMaxM: 1e-3, speedMaxMS: 0.02, productMaxM2S: 0.02, hazardMax: 0.02 };
    const tolerance = { ...most, arrivalS: 10, durationS: 10 };
    for (const [name, apart] of Object.entries(tolerance)) {
      const [mapped, expected] = [card, reference].map(({ maps }) => maps[name as keyof typeof maps]);
      const off = mapped.filter((value, cell) => !(Math.abs(value - expected[cell]) <= apart));
      expect(off.length, name).toBeLessThan(0.02 * mapped.length);
    }
  });

  test('a lake over islands stays as it is, to the last bit', async () => {
    const domain = lake();
    const { last, summary } = await run(await onCard(domain), domain);
    expect(last.depthM).toEqual(domain.initialDepthM);
    expect(last.speedMS.every((speed) => speed === 0)).toBe(true);
    expect(summary.massErrorRel).toBe(0);
  });

  test('ground that has fallen dry keeps no flux from its last water', async () => {
    const cols = 70;
    const slope = domainOf({
      cols,
      rows: 9,
      groundM: Float32Array.from({ length: cols * 9 }, (_, cell) => 0.03 * (cell % cols)),
      initialDepthM: 0.02,
      infiltrationMmH: 1000,
      edges: 'open',
    });
    const engine = await onCard(slope);
    await engine.settle();
    await engine.advance(20, () => false);
    await engine.settle();
    expect((await engine.snapshot()).fluxX.some((flux) => flux < 0)).toBe(true);
    await engine.advance(300, () => false);
    await engine.settle();
    const { depthM, fluxX, fluxY } = await engine.snapshot();
    for (const field of [depthM, fluxX, fluxY]) expect(field.every((value) => value === 0)).toBe(true);
    engine.close();
  });

  test.each([
    ['river', river],
    ['storm', soaking],
  ])('a %s is taken up with the same bytes on the card, and by the reference within 1 mm', async (_, make) => {
    const domain = { ...make(), durationS: 1800 };
    const whole = await onCard(domain);
    await whole.settle();
    await whole.advance(900, () => false);
    await whole.settle();
    const state = await whole.snapshot();
    expect(state.timeS).toBe(900);
    const [on, other] = [
      await run(await onCard(domain, state), domain),
      await run(createReference(domain, state), domain),
    ];
    await whole.advance(1800, () => false);
    await whole.settle();
    expect(on.last).toEqual(await whole.frame());
    expect(on.maps).toEqual(await whole.maps());
    expect(on.summary.volumeM3).toEqual(await whole.volumes());
    expect(apart(domain, other.last, on.last).mostM).toBeLessThanOrEqual(1e-3);
    expect(other.summary.massErrorRel).toBeLessThanOrEqual(1e-6);
    whole.close();
  });

  test('when the device is lost the run ends on the processor all the same, and says so in both languages', async () => {
    const domain = tide();
    const doomed = await openDevice(await anyAdapter());
    const engine = surviving(await createWebGpu(domain, undefined, doomed), (from) => createReference(domain, from));
    const survivor = await run(engine, domain, ({ timeS }) => {
      if (timeS === 450) setTimeout(() => doomed.destroy(), 50);
    });
    expect(survivor.frames.map(({ timeS }) => timeS)).toEqual([0, 450, 900, 1350, 1800]);
    expect(survivor.summary.engine).toMatch(/ts$/);
    expect(survivor.warnings).toHaveLength(1);
    expect(survivor.warnings[0].en).toMatch(/graphics card/);
    expect(survivor.warnings[0].vi).toMatch(/Card đồ hoạ/);
    expect(survivor.summary.warnings).toEqual([survivor.warnings[0].en]);
    expect(survivor.summary.massErrorRel).toBeLessThanOrEqual(1e-6);
    const calm = await run(createReference(domain), domain);
    expect(apart(domain, survivor.last, calm.last).mostM).toBeLessThanOrEqual(1e-3);
  });

  test('without anyone to go on, a lost device ends the run with an error of its own', async () => {
    const doomed = await openDevice(await anyAdapter());
    const engine = await createWebGpu(tide(), undefined, doomed);
    await engine.settle();
    doomed.destroy();
    await expect(engine.advance(900, () => false)).rejects.toThrow(DeviceLost);
    await expect(engine.maps()).rejects.toThrow(DeviceLost);
  });

  test('a card that computes nothing is found out', async () => {
    const engine = await onCard(tide());
    await engine.settle();
    vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups').mockImplementation(() => undefined);
    await expect(engine.advance(900, () => false)).rejects.toThrow(/lost its footing/);
    engine.close();
  });

  test('a processor posing as a card is not taken for one', async () => {
    const adapter = await anyAdapter();
    expect(adapter).toBeDefined();
    if (adapter && isSoftware(adapter)) expect(await realAdapter()).toBeUndefined();
    else expect(await realAdapter()).toBeDefined();
  });

  test('computes the same in a worker', async () => {
    const worker = new Worker(new URL('./webgpuWorker.ts', import.meta.url), { type: 'module' });
    const told = await new Promise<Pick<Ran, 'last' | 'summary'>>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    });
    worker.terminate();
    const domain = { ...storm(), durationS: 900 };
    const here = await run(await onCard(domain), domain);
    expect(told.summary.engine).toMatch(/webgpu$/);
    expect(told.summary.steps).toBe(here.summary.steps);
    expect(told.last).toEqual(here.last);
  });
});
