import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ASSUMPTIONS,
  assess,
  type CellLists,
  type Exposure,
  hazardClass,
  ROAD_USERS,
  type RunWaterMaps,
} from '../../workers/impact/index.ts';

const lists = (all: readonly (readonly number[])[]): CellLists => {
  const start = [0];
  for (const list of all) start.push(start[start.length - 1] + list.length);
  return { start: Uint32Array.from(start), cells: Uint32Array.from(all.flat()) };
};

/** Water of some frames, the maps as the largest of them. */
function runOf(
  frames: readonly { readonly depthM: readonly number[]; readonly speedMS: readonly number[] }[],
): RunWaterMaps {
  const most = frames[0].depthM.map((_, i) => Math.max(...frames.map(({ depthM }) => depthM[i])));
  return {
    depthMaxM: Float32Array.from(most),
    durationS: Float32Array.from(most, () => 0),
    timesS: frames.map((_, k) => 300 * k),
    frame: (k) => ({ depthM: Float32Array.from(frames[k].depthM), speedMS: Float32Array.from(frames[k].speedMS) }),
  };
}

const CELLS = 30;
const water = fc.record({
  depthM: fc.array(fc.oneof(fc.constant(0), fc.float({ min: 0, max: 3, noNaN: true })), {
    minLength: CELLS,
    maxLength: CELLS,
  }),
  speedMS: fc.array(fc.float({ min: 0, max: 4, noNaN: true }), { minLength: CELLS, maxLength: CELLS }),
});
const dry = { depthM: new Array<number>(CELLS).fill(0), speedMS: new Array<number>(CELLS).fill(0) };
const cellList = fc.uniqueArray(fc.integer({ min: 0, max: CELLS - 1 }), { minLength: 1, maxLength: 5 });
const city: fc.Arbitrary<Exposure> = fc
  .record({
    houses: fc.array(
      fc.record({
        cells: cellList,
        ward: fc.integer({ min: -1, max: 1 }),
        use: fc.integer({ min: 0, max: 3 }),
        floor: fc.float({ min: 0, max: 1, noNaN: true }),
      }),
      { maxLength: 12 },
    ),
    roads: fc.array(fc.record({ cells: cellList, ward: fc.integer({ min: -1, max: 1 }) }), { maxLength: 8 }),
    wardOfCell: fc.array(fc.integer({ min: -1, max: 1 }), { minLength: CELLS, maxLength: CELLS }),
  })
  .map(({ houses, roads, wardOfCell }) => ({
    cellAreaM2: 64,
    wards: [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B' },
    ],
    wardOfCell: Int16Array.from(wardOfCell),
    buildings: {
      ids: houses.map((_, k) => `h${k}`),
      at: lists(houses.map(({ cells }) => cells)),
      ward: Int16Array.from(houses, ({ ward }) => ward),
      use: Uint8Array.from(houses, ({ use }) => use),
      areaM2: Float32Array.from(houses, () => 100),
      floorM: Float32Array.from(houses, ({ floor }) => floor),
      residents: Float32Array.from(houses, (_, k) => k + 1),
    },
    roads: {
      ids: roads.map((_, k) => `r${k}`),
      names: roads.map(() => ''),
      at: lists(roads.map(({ cells }) => cells)),
      ward: Int16Array.from(roads, ({ ward }) => ward),
      lengthM: Float32Array.from(roads, (_, k) => 10 * (k + 1)),
    },
  }));

describe('what a run means', () => {
  test('agrees with a plain look at every cell, and rows of wards add up to totals', () => {
    fc.assert(
      fc.property(city, fc.array(water, { minLength: 1, maxLength: 4 }), (exposure, storms) => {
        const frames = [dry, ...storms];
        const run = runOf(frames);
        const found = assess(exposure, run);
        const { floodedM, affectedM, roadLimitM, pedestrianM2S } = ASSUMPTIONS;

        const flooded = [...run.depthMaxM].filter((depth) => depth >= Math.fround(floodedM)).length * 64;
        expect(Math.abs(found.total.floodedM2 - flooded)).toBeLessThanOrEqual(0);
        for (const key of ['floodedM2', 'people', 'buildings', 'damageVnd', 'shutRoadM', 'facilities'] as const)
          expect(found.wards.reduce((sum, row) => sum + row[key], 0)).toBeCloseTo(found.total[key], 3);
        expect(found.wards.map(({ id }) => id)).toEqual(['a', 'b', '']);

        const { at, residents } = exposure.buildings as NonNullable<Exposure['buildings']>;
        const cellsOf = (list: CellLists, k: number) => [...list.cells.subarray(list.start[k], list.start[k + 1])];
        const deep = residents.reduce(
          (n, _, k) => n + Number(Math.max(...cellsOf(at, k).map((i) => run.depthMaxM[i])) >= affectedM),
          0,
        );
        expect(found.buildings).toHaveLength(deep);
        expect(found.total.buildings).toBe(deep);
        for (let i = 0; i < CELLS; i++)
          expect(found.hazardClass[i]).toBe(
            Math.max(
              ...frames.map(({ depthM, speedMS }) => hazardClass(Math.fround(depthM[i]), Math.fround(speedMS[i]))),
            ),
          );

        const roads = exposure.roads as NonNullable<Exposure['roads']>;
        frames.forEach((_, t) => {
          const { depthM, speedMS } = run.frame(t);
          for (const user of ROAD_USERS) {
            let length = 0;
            roads.lengthM.forEach((metres, k) => {
              const shut = cellsOf(roads.at, k).some(
                (i) =>
                  depthM[i] > roadLimitM[user] || (user === 'pedestrian' && depthM[i] * speedMS[i] > pedestrianM2S),
              );
              if (shut) length += metres;
            });
            expect(found.overTime.shutRoadM[user][t]).toBeCloseTo(length, 6);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  test('more water never harms fewer, costs less or opens a road', () => {
    fc.assert(
      fc.property(city, water, fc.float({ min: 0, max: 1, noNaN: true }), (exposure, storm, rise) => {
        const higher = { ...storm, depthM: storm.depthM.map((depth) => depth + rise) };
        const [low, high] = [storm, higher].map((each) => assess(exposure, runOf([dry, each])).total);
        for (const key of Object.keys(low) as (keyof typeof low)[]) expect(high[key]).toBeGreaterThanOrEqual(low[key]);
      }),
    );
  });

  test('river and sea are no flood: cells that are water at the start count for nothing', () => {
    const deep = { depthM: dry.depthM.map((_, i) => (i < 10 ? 5 : 0)), speedMS: dry.speedMS };
    const exposure: Exposure = {
      cellAreaM2: 64,
      wards: [],
      wardOfCell: new Int16Array(CELLS).fill(-1),
      roads: {
        ids: ['quay'],
        names: [''],
        at: lists([[9, 10]]),
        ward: Int16Array.of(-1),
        lengthM: Float32Array.of(40),
      },
    };
    expect(assess(exposure, runOf([deep, deep])).total).toMatchObject({ floodedM2: 0, shutRoadM: 0 });
    const over = { ...deep, depthM: deep.depthM.map((depth, i) => (i === 10 ? 0.35 : depth)) };
    const { total, roads } = assess(exposure, runOf([deep, over]));
    expect(total).toMatchObject({ floodedM2: 64, shutRoadM: 40 });
    expect(roads[0].shut.car).toEqual({ fromS: 300, toS: 300, forS: 0 });
    expect(roads[0].shut.ambulance).toBeUndefined();
  });

  test('people by the depth and hazard around their houses, first wet when it was so: by hand', () => {
    const exposure: Exposure = {
      cellAreaM2: 1,
      wards: [{ id: 'w', name: 'W' }],
      wardOfCell: new Int16Array(CELLS),
      buildings: {
        ids: ['a', 'b', 'c'],
        at: lists([[0, 1], [2], [3]]),
        ward: Int16Array.of(0, 0, 0),
        use: Uint8Array.of(0, 1, 0),
        areaM2: Float32Array.of(100, 100, 100),
        floorM: Float32Array.of(0.3, 0, 0.3),
        residents: Float32Array.of(4, 7, 2),
      },
    };
    const at = (...depths: number[]) => ({ depthM: dry.depthM.map((_, i) => depths[i] ?? 0), speedMS: dry.speedMS });
    const found = assess(exposure, runOf([at(), at(0.06, 0.2, 0.05, 0), at(0.1, 0.8, 0.5, 0.04)]));
    expect(found.people.byDepth).toEqual([0, 0, 0, 0, 11, 0, 0]);
    // 0.8 m is H3, 0.5 m H2.
    expect(found.people.byHazard).toEqual([0, 7, 4, 0, 0, 0]);
    const [a, b] = found.buildings;
    expect([a.firstWetS, b.firstWetS]).toEqual([300, 600]);
    // 0.5 m over the floor: 33 % of 5 M VND/m² × 100 m²; 0.5 m in a shop: 38 % of 8 M.
    expect(a.damageVnd / 1e6).toBeCloseTo(165, 3);
    expect(b.damageVnd / 1e6).toBeCloseTo(304, 3);
    expect(found.overTime.people).toEqual([0, 4, 11]);
  });
});
