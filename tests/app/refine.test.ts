import { beforeEach, describe, expect, test } from 'vitest';
import { EMPTY_BOOK, select } from '../../src/app/book.ts';
import { cellChoices, estimateS, pipesFor, pipesS, sizeWithin, USUAL_PACE } from '../../src/app/estimate.ts';
import { lossStandsIn } from '../../src/app/record.ts';
import { isAbort, Running } from '../../src/app/running.ts';
import { type AppState, firstState } from '../../src/app/state.ts';
import { Store } from '../../src/app/store.ts';
import { figuresOf } from '../../src/app/views.ts';
import { parseScenario, type ResolvedScenario, resolveScenario } from '../../src/scenario/index.ts';
import type { CityClient } from '../../src/simulate/city.ts';
import type { RunHandle, RunListeners, startRun } from '../../src/simulate/run.ts';
import { groundOf, RunWater } from '../../src/simulate/water.ts';
import type { OpenedCity } from '../../workers/city/types.ts';
import type { Domain, Summary } from '../../workers/flood/types.ts';
import { bowl } from '../simulate/threadless.ts';

const scenario = (id = 'storm') =>
  resolveScenario(parseScenario({ format: 'twin-scenario/1', id, durationS: 1800 }, `${id}.json`), () => undefined);

/** A computation in the test's hands. */
interface Held {
  readonly cellSizeM: number;
  readonly water: RunWater;
  closed: boolean;
  frame(timeS: number): void;
  finish(more?: Partial<Summary>): Promise<void>;
}

let store: Store<AppState>;
let running: Running;
let held: Held[];
let done: number[];

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const compute = ((domain: Domain, listeners: RunListeners): RunHandle => {
  let end: (summary: Summary) => void = () => {};
  let fail: (error: unknown) => void = () => {};
  const result = new Promise<Summary>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  result.catch(() => {});
  const cells = domain.kind.length;
  const still = (timeS: number) => ({ timeS, depthM: new Float32Array(cells), speedMS: new Float32Array(cells) });
  const keeper = {
    frame: async () => still(0),
    series: async () => ({ timesS: [], depthM: [], speedMS: [] }),
    stored: async () => new Blob(),
  };
  const item: Held = {
    cellSizeM: domain.grid.cellSizeM,
    water: new RunWater(groundOf(domain), keeper, () => {
      item.closed = true;
    }),
    closed: false,
    frame(timeS) {
      item.water.add(timeS, still(timeS));
      listeners.onFrame?.(timeS, item.water);
    },
    async finish(more = {}) {
      end({ simulatedS: 1800, wallS: 1, cellStepsPerS: 1e6, ...more } as Summary);
      await settled();
    },
  };
  held.push(item);
  return {
    water: item.water,
    done: result,
    pause() {},
    resume() {},
    cancel: () => fail(new DOMException('', 'AbortError')),
    leave: () => Promise.reject(new Error('not paused')),
  };
}) as typeof startRun;

beforeEach(() => {
  held = [];
  done = [];
  store = new Store(firstState());
  const city = {
    buildDomain: async (_: unknown, cellSizeM: number) => bowl({ grid: { ...bowl().grid, cellSizeM } }),
  } as unknown as CityClient;
  const nothing = (): void => {};
  const events = {
    onWater: nothing,
    onFrame: nothing,
    onProgress: nothing,
    onCheckpoint: nothing,
    onRestart: nothing,
    onOver: nothing,
    onDone: (_: string, __: Summary, water: RunWater) => void done.push(water.ground.grid.cellSizeM),
  };
  running = new Running(store, () => city, events, compute);
});

const record = (id = 'storm') => store.get().runs[id];

/** A run at 8 m whose preview at 32 m is done. */
async function refined(): Promise<{ run: Promise<Summary>; preview: Held; fine: Held }> {
  const run = running.start(scenario(), 8, { previewCellM: 32 });
  run.catch(() => {});
  await settled();
  for (const timeS of [0, 900, 1800]) held[0].frame(timeS);
  await held[0].finish();
  return { run, preview: held[0], fine: held[1] };
}

describe('a run with a preview', () => {
  test('computes the coarse one first; its water and figures stay until the fine one is two outputs ahead', async () => {
    const { run, preview, fine } = await refined();
    expect(held.map(({ cellSizeM }) => cellSizeM)).toEqual([32, 8]);
    expect(record()).toMatchObject({ cellSizeM: 8, state: 'running', isPreview: false, preview: { cellSizeM: 32 } });
    expect(figuresOf(record())).toMatchObject({ isPreview: true, state: 'done' });
    expect(running.reachS('storm')).toBe(1800);
    fine.frame(0);
    fine.frame(600);
    expect(running.waterAt('storm', 300, preview.water)).toBe(preview.water);
    fine.frame(900);
    expect(running.waterAt('storm', 300, preview.water)).toBe(fine.water);
    // Where it does not reach, the preview is there again; what is shown stays as long as it reaches.
    expect(running.waterAt('storm', 800, fine.water)).toBe(fine.water);
    expect(running.waterAt('storm', 1000, fine.water)).toBe(preview.water);
    expect(running.isPreview('storm', preview.water)).toBe(true);
    expect(running.isPreview('storm', fine.water)).toBe(false);

    await fine.finish();
    await run;
    expect(record()).toMatchObject({ cellSizeM: 8, state: 'done', preview: undefined });
    expect(running.waterAt('storm', 1800, preview.water)).toBe(fine.water);
    expect([preview.closed, fine.closed]).toEqual([true, false]);
    expect(done).toEqual([32, 8]);
  });

  test('leaves the preview when it is stopped, and takes it as it is when it is run again', async () => {
    const { run, preview, fine } = await refined();
    fine.frame(0);
    running.cancel();
    await expect(run).rejects.toSatisfy(isAbort);
    expect(record()).toMatchObject({ cellSizeM: 32, state: 'done', isPreview: true });
    expect(running.waterAt('storm', 0, undefined)).toBe(preview.water);
    expect([preview.closed, fine.closed]).toEqual([false, true]);

    void running.start(scenario(), 8, { previewCellM: 32 }).catch(() => {});
    await settled();
    expect(held.map(({ cellSizeM }) => cellSizeM)).toEqual([32, 8, 8]);
    expect(record()).toMatchObject({ cellSizeM: 8, preview: { cellSizeM: 32 } });
  });

  test('started twice in a row runs once', async () => {
    const first = running.start(scenario(), 8, { previewCellM: 32 });
    const second = running.start(scenario(), 8, { previewCellM: 32 });
    await expect(first).rejects.toSatisfy(isAbort);
    await settled();
    expect(held).toHaveLength(1);
    held[0].frame(0);
    await held[0].finish();
    await held[1].finish();
    expect(await second).toMatchObject({ simulatedS: 1800 });
    expect(record()).toMatchObject({ state: 'done', cellSizeM: 8 });
  });

  test('that is stopped between the two, or before the first, computes nothing more', async () => {
    const early = running.start(scenario(), 8, { previewCellM: 32 });
    running.cancel();
    await expect(early).rejects.toSatisfy(isAbort);
    expect(held).toHaveLength(0);
    const { run } = await refined();
    running.cancel();
    await expect(run).rejects.toSatisfy(isAbort);
    await settled();
    expect(record()?.isPreview).toBe(true);
    expect(running.scenario).toBeUndefined();
  });

  test('gives way to a run of another scenario, and is itself again the preview', async () => {
    const { run, preview } = await refined();
    const other = running.start(scenario('other'), 8);
    await expect(run).rejects.toSatisfy(isAbort);
    expect(running.scenario).toBe('other');
    expect(running.waterAt('storm', 0, undefined)).toBe(preview.water);
    await settled();
    await held[2].finish();
    await other;
    expect(record('other')?.state).toBe('done');
    running.clear();
    expect(preview.closed).toBe(true);
  });
});

describe('the cell size of a preview', () => {
  const sample = { widthM: 10_800, heightM: 10_000, cellSizeM: 8 };
  const sixHours = 21_600;

  test('is 32 m for six hours of the sample city on a usual machine, and coarser on a slow one', () => {
    const within = (pace: number): number => sizeWithin(cellChoices(sample, sixHours, pace), 10);
    expect(within(USUAL_PACE.cells)).toBe(32);
    expect(within(USUAL_PACE.cells / 8)).toBe(64);
    expect(within(USUAL_PACE.cells * 8)).toBeLessThanOrEqual(16);
  });

  test('follows estimates that agree with updates counted on the sample city', () => {
    for (const [cellSizeM, counted] of [
      [64, 117e6],
      [32, 527e6],
      [16, 2592e6],
    ]) {
      const estimated = estimateS(sample, cellSizeM, sixHours, 1);
      expect(Math.abs(estimated / counted - 1)).toBeLessThan(0.05);
    }
  });
});

describe('the pipes of a preview', () => {
  const city = { layers: [{ id: 'drainage', features: 2800 }] } as unknown as OpenedCity;
  const six = { drainage: true, durationS: 21_600, measures: [] as ResolvedScenario['measures'] };
  const pipe = { id: 'p', kind: 'pipe', link: 'P' } as ResolvedScenario['measures'][number];

  const [slow, quick] = [700, 2400].map((linkHours) => ({ cells: 60e6, linkHours }));

  test('are computed where the machine has the time, else where it is pipes that were changed', () => {
    expect(pipesFor(city, six, true, slow)).toBe(false);
    expect(pipesFor(city, six, true, quick)).toBe('rough');
    expect(pipesFor({ layers: [] }, six, true, slow)).toBe('rough');
    expect(pipesFor(city, { ...six, measures: [pipe] }, true, slow)).toBe('rough');
    expect(pipesFor(city, six, false, slow)).toBe(true);
  });

  test('are as quick as they were last time, and so is the surface without them', async () => {
    store.set({ city });
    const run = running.start(scenario(), 8);
    await settled();
    await held[0].finish({ wallS: 20, drainage: { wallS: 12 } });
    await run;
    const { pace } = store.get();
    expect(pace.cells).toBeCloseTo((1e6 * 20) / 8, 6);
    expect(pipesS(city, scenario(), true, pace)).toBeCloseTo(12, 6);
    expect(pipesS(city, scenario(), 'rough', pace)).toBeCloseTo(6, 6);
    expect(pipesS(city, scenario(), false, pace)).toBe(0);
  });
});

describe('what a run is compared with', () => {
  test('is the nearest ancestor on the same grid, and none whose drains were computed another way', () => {
    const parsed = (id: string, parent?: string) =>
      parseScenario({ format: 'twin-scenario/1', id, durationS: 1800, ...(parent && { parent }) }, `${id}.json`);
    const entries = [parsed('a'), parsed('b', 'a'), parsed('c', 'b')].map((one) => ({ scenario: one, shipped: false }));
    const book = select({ ...EMPTY_BOOK, entries }, 'c');
    const city = { layers: [{ id: 'drainage', features: 3 }] } as unknown as OpenedCity;
    store.set({ book, city });
    const ran = (cellSizeM: number, drainage?: object): RunWater => {
      const ground = groundOf(bowl({ grid: { ...bowl().grid, cellSizeM } }));
      return { maps: {}, ground, summary: { ...(drainage && { drainage }) } } as unknown as RunWater;
    };
    const own = ran(8);
    running.waters.set('a', ran(8));
    expect(running.comparable(book, own, undefined)).toBe('a');
    running.waters.set('b', ran(8, { nodes: 4 }));
    expect(running.comparable(book, own, undefined)).toBe('a');
    expect(running.comparable(book, own, 'b')).toBeUndefined();
    expect(running.comparable(book, ran(8, { nodes: 4 }), undefined)).toBe('b');
  });
});

describe('a stated loss stands in for drains', () => {
  const city = { layers: [{ id: 'drainage', features: 3 }] } as unknown as OpenedCity;
  const wanted = { drainage: true } as ResolvedScenario;
  const ran = (drainage?: object) => ({ summary: { drainage } }) as unknown as RunWater;

  test('where they are wanted and there, and were not computed', () => {
    expect(lossStandsIn(city, wanted, ran())).toBe(true);
    expect(lossStandsIn(city, wanted, ran({ nodes: 4 }))).toBe(false);
    expect(lossStandsIn(city, { ...wanted, drainage: false }, ran())).toBe(false);
    expect(lossStandsIn({ ...city, layers: [] }, wanted, ran())).toBe(false);
    expect(lossStandsIn(undefined, undefined, ran())).toBe(false);
  });
});
