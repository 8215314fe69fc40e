import { beforeEach, describe, expect, test } from 'vitest';
import { assume, assumeAsPublished, changesOf } from '../../src/app/assume.ts';
import { act, type Book, EMPTY_BOOK, resolvedOf } from '../../src/app/book.ts';
import { editBar } from '../../src/app/edits.ts';
import { type AppState, firstState } from '../../src/app/state.ts';
import { Store } from '../../src/app/store.ts';
import { RETURN_PERIODS_Y, withoutMeasures, withReturnPeriod, Yearly } from '../../src/app/yearly.ts';
import { yearlyOf } from '../../src/app/yearlyViews.ts';
import { depthMm, designRain, IDF_DANANG, type ResolvedScenario, type Scenario } from '../../src/scenario/index.ts';
import type { CityClient } from '../../src/simulate/city.ts';
import type { RunHandle, startRun } from '../../src/simulate/run.ts';
import { groundOf, RunWater } from '../../src/simulate/water.ts';
import type { OpenedCity } from '../../workers/city/types.ts';
import type { Domain, Maps, Summary } from '../../workers/flood/types.ts';
import { ASSUMPTIONS, costBenefit, expectedAnnualDamage } from '../../workers/impact/index.ts';
import { bowl } from '../simulate/threadless.ts';

const rain = designRain({ shape: 'chicago', returnPeriodY: 10, durationS: 7200, stepS: 600, idf: IDF_DANANG });
const basin = {
  id: 'm1',
  kind: 'basin',
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [20, 0],
        [20, 20],
        [0, 20],
        [0, 0],
      ],
    ],
  },
  floorLevelM: 0,
  costVnd: 5e9,
};
const scenario = (id: string, more: object): Scenario => ({ format: 'twin-scenario/1', id, ...more }) as Scenario;
const BOOK: Book = {
  ...EMPTY_BOOK,
  entries: [
    { scenario: scenario('a', { durationS: 10800, rain: [rain], name: { vi: 'Gốc', en: 'Base' } }), shipped: true },
    { scenario: scenario('b', { parent: 'a', roughness: 0.05 }), shipped: false },
    { scenario: scenario('c', { parent: 'b', measures: [basin] }), shipped: false },
  ],
  selected: 'c',
};

let store: Store<AppState>;
let built: ResolvedScenario[];
let yearly: Yearly;

/** A run that is over at once; its damage hangs on the rain, and measures halve it. */
const compute = ((domain: Domain): RunHandle => {
  const keeper = { frame: async () => ({}), series: async () => ({}), stored: async () => new Blob() };
  const water = new RunWater(groundOf(domain), keeper as never, () => {});
  water.maps = {} as Maps;
  return { water, done: Promise.resolve({} as Summary), cancel() {} } as unknown as RunHandle;
}) as typeof startRun;

const damageOf = ({ rain: [main], measures }: ResolvedScenario): number =>
  Math.round(depthMm(main) ** 2 * 1e6) / (measures.length > 0 ? 2 : 1);

beforeEach(() => {
  built = [];
  const city = {
    buildDomain: async (job: ResolvedScenario, cellSizeM: number) => {
      built.push(job);
      return bowl({ grid: { ...bowl().grid, cellSizeM } });
    },
    assess: async () => ({ total: { damageVnd: damageOf(built[built.length - 1]) } }),
  } as unknown as CityClient;
  const opened = { widthM: 4000, heightM: 3000, cellSizeM: 8, layers: [] } as unknown as OpenedCity;
  store = new Store<AppState>({ ...firstState(), city: opened, book: BOOK });
  yearly = new Yearly(store, () => city, compute);
});

describe('the damage of a year', () => {
  test('comes from the same scenario under storms of other return periods, with and without its measures', async () => {
    await yearly.start(32);
    expect(built.map(({ rain: [main] }) => main.design?.returnPeriodY)).toEqual([
      ...RETURN_PERIODS_Y,
      ...RETURN_PERIODS_Y,
    ]);
    // Without measures, all else is as in the shown scenario.
    expect(built.map(({ measures }) => measures.length)).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
    expect(built.every(({ roughness }) => roughness === 0.05)).toBe(true);
    const result = yearlyOf(store.get())?.result;
    expect(result?.expectedVnd).toBeCloseTo(expectedAnnualDamage(result?.events ?? []), 3);
    expect(result?.before?.expectedVnd).toBeCloseTo(2 * (result?.expectedVnd ?? 0), 3);
    expect(result?.benefit).toEqual({
      investmentVnd: 5e9,
      ...costBenefit(5e9, result?.expectedVnd ?? 0, ASSUMPTIONS),
    });
    expect(result?.stale).toBe(false);
    expect(store.get().yearly.going).toBeUndefined();
  });

  test('is not worked out twice, is told to be old once the scenario changes, and stops when it is told to', async () => {
    await yearly.start(32);
    await yearly.start(32);
    expect(built).toHaveLength(8);
    store.set({ book: act(store.get().book, [{ kind: 'patch', id: 'c', patch: { set: { roughness: 0.06 } } }]) });
    expect(yearlyOf(store.get())?.result?.stale).toBe(true);
    const going = yearly.start(16);
    yearly.cancel();
    await going;
    expect(store.get().yearly.going).toBeUndefined();
    expect(built.length).toBeLessThan(10);
    expect(yearlyOf(store.get())?.result?.cellSizeM).toBe(32);
  });

  test('needs a design storm; a bar that was drawn by hand is none', () => {
    const shown = resolvedOf(BOOK, 'c') as ResolvedScenario;
    const hundred = withReturnPeriod(shown, 100);
    expect(depthMm(hundred?.rain[0] ?? rain)).toBeGreaterThan(1.3 * depthMm(rain));
    expect(hundred?.rain[0].area).toBe('all');
    const drawn = act(BOOK, editBar(BOOK, 2, 55));
    store.set({ book: drawn });
    expect(yearlyOf(store.get())?.hasDesign).toBe(false);
    expect(withoutMeasures(BOOK, resolvedOf(BOOK, 'b') as ResolvedScenario)).toBeUndefined();
  });
});

describe('assumptions in the page', () => {
  test('change one at a time; what cannot be is told and changes nothing', () => {
    assume(store, 'roadLimitM.car', 0.25);
    expect(store.get().assumed.roadLimitM.car).toBe(0.25);
    const before = store.get().assumed;
    assume(store, 'curves.public.1', 0.99);
    expect(store.get().assumed).toBe(before);
    expect(store.get().messages.map(({ id }) => id)).toEqual(['assume']);
    assume(store, 'floodedM', 0.1);
    expect(changesOf(store.get().assumed)).toEqual({ 'roadLimitM.car': 0.25, floodedM: 0.1 });
    expect(store.get().messages).toEqual([]);
    assumeAsPublished(store);
    expect(store.get().assumed).toEqual(ASSUMPTIONS);
  });
});
