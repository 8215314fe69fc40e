import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryFiles, openCity } from '../../src/city/index.ts';
import type { Position } from '../../src/city/types.ts';
import type { Measure } from '../../src/scenario/index.ts';
import { exposureOf } from '../../workers/domain/exposure.ts';
import { GRID_CHANGE, measureOnGrid } from '../../workers/domain/measures/onGrid.ts';
import { CELL, type Domain, hashDomain, runFlood } from '../../workers/flood/index.ts';
import { assess } from '../../workers/impact/index.ts';
import { at, cityFiles, domainFor, features, line, type Place, rectangle } from './build.ts';

/** 200 m × 100 m that fall gently to the east, a house in the west. */
const place: Place = {
  cols: 40,
  rows: 20,
  cellSizeM: 5,
  groundM: (x) => 4 - 0.01 * x,
  city: { layers: { construction: 'houses.geojson' } },
  files: {
    'houses.geojson': features({
      geometry: rectangle(20, 20, 40, 40),
      properties: { use: 'tubeHouse', heightM: 6, areaM2: 400, residents: 4 },
    }),
  },
};
const LAKE = { at: rectangle(0, 0, 100, 100), depthM: 1.2 };
const withMeasures = (measures: readonly object[], scenario: object = {}): Promise<Domain> =>
  domainFor(place, { measures, durationS: 300, outputEveryS: 60, ...scenario });
const cellsWhere = (domain: Domain, is: (x: number, y: number) => boolean): number[] =>
  [...domain.groundM.keys()].filter((cell) => is(((cell % 40) + 0.5) * 5, (20 - Math.floor(cell / 40) - 0.5) * 5));
const last = async (domain: Domain): Promise<Float32Array> => {
  let depthM = new Float32Array(0);
  const { summary } = await runFlood(domain, {
    onFrame: (frame) => {
      depthM = frame.depthM.slice();
    },
  });
  expect(summary.massErrorRel).toBeLessThan(1e-6);
  return depthM;
};

describe('what the page shows of a measure while it is drawn', () => {
  const spot = fc.tuple(fc.double({ min: 50, max: 190, noNaN: true }), fc.double({ min: 5, max: 95, noNaN: true }));
  const path = fc.array(spot, { minLength: 2, maxLength: 4 }).map((points) => line(...(points as Position[])));
  const block = fc
    .tuple(spot, fc.double({ min: 8, max: 60, noNaN: true }))
    .map(([[x, y], size]) => rectangle(x, y, x + size, y + size / 2));
  const drawn = fc.oneof(
    fc.record({ kind: fc.constant('wall'), geometry: path, heightM: fc.constantFrom(0.3, 2, [0.5, 1.5]) }),
    fc.record({
      kind: fc.constant('raisedRoad'),
      geometry: path,
      crestLevelM: fc.constantFrom(3, 5),
      widthM: fc.constant(12),
    }),
    fc.record({ kind: fc.constant('barrier'), geometry: path, heightM: fc.constant(0.8) }),
    fc.record({
      kind: fc.constant('channel'),
      geometry: path,
      bedLevelM: fc.constantFrom(1, [2.5, 1]),
      widthM: fc.constant(8),
    }),
    fc.record({
      kind: fc.constant('basin'),
      geometry: block,
      floorLevelM: fc.constant(1),
      sideSlope: fc.constantFrom(0, 2),
    }),
    fc.record({ kind: fc.constant('ground'), geometry: block, changeM: fc.constantFrom(-0.4, 0.6) }),
  );

  test('is what the engine gets: the same cells, up or down, and the same crest along its line', async () => {
    const city = await openCity(memoryFiles(cityFiles(place), 'test city'));
    const plain = await withMeasures([]);
    await fc.assert(
      fc.asyncProperty(drawn, async (shape) => {
        const measure = { id: 'm', ...shape } as Measure;
        const seen = await measureOnGrid(city, measure, 5);
        const domain = await withMeasures([measure]);
        const levels = domain.groundM.slice();
        for (const { cells, crestM } of domain.barriers)
          cells.forEach((cell, k) => {
            levels[cell] = Math.max(levels[cell], crestM[k]);
          });
        const changed = [...levels.keys()].filter((cell) => Math.abs(levels[cell] - plain.groundM[cell]) >= 0.005);
        const shown = new Map(
          Array.from(seen?.change ?? [], (change, k) => [
            (19 - Math.floor((seen?.centres[2 * k + 1] ?? 0) / 5)) * 40 + Math.floor((seen?.centres[2 * k] ?? 0) / 5),
            change,
          ]),
        );
        expect([...shown.keys()].sort((a, b) => a - b)).toEqual(changed);
        for (const cell of changed)
          expect(shown.get(cell)).toBe(levels[cell] > plain.groundM[cell] ? GRID_CHANGE.raised : GRID_CHANGE.lowered);
        seen?.profile?.alongM.forEach((_, k) => {
          const [x, y] = [seen.profile?.centres[2 * k] ?? 0, seen.profile?.centres[2 * k + 1] ?? 0];
          expect(seen.profile?.groundM[k]).toBe(at(plain, plain.groundM, x, y));
          if (measure.kind !== 'channel') expect(seen.profile?.crestM[k]).toBe(at(domain, levels, x, y));
        });
      }),
      { numRuns: 60 },
    );
  });

  test('is the covered cells of a surface, and nothing for measures on pipes and floors', async () => {
    const city = await openCity(memoryFiles(cityFiles(place), 'test city'));
    const cover = { id: 'm', kind: 'cover', surface: 'swale', geometry: rectangle(100, 50, 120, 60) } as Measure;
    expect((await measureOnGrid(city, cover, 5))?.change.every((change) => change === GRID_CHANGE.covered)).toBe(true);
    const floor = { id: 'm', kind: 'floor', raiseM: 1, geometry: rectangle(0, 0, 50, 50) } as Measure;
    expect(await measureOnGrid(city, floor, 5)).toBeUndefined();
  });
});

describe('the water under a measure', () => {
  test('a wall never lowers it on its wet side, and lets nothing through, whatever its slant', async () => {
    const free = await last(await withMeasures([], { initial: [LAKE] }));
    await fc.assert(
      fc.asyncProperty(fc.double({ min: -25, max: 25, noNaN: true }), async (slant) => {
        const wall = { id: 'w', kind: 'wall', geometry: line([130 - slant, 0], [130 + slant, 100]), crestLevelM: 7 };
        const domain = await withMeasures([wall], { initial: [LAKE] });
        const held = await last(domain);
        const wet = cellsWhere(domain, (x) => x < 90);
        for (const cell of wet) expect(held[cell]).toBeGreaterThanOrEqual(free[cell] - 2e-3);
        const beyond = cellsWhere(domain, (x) => x > 175);
        expect(Math.max(...beyond.map((cell) => held[cell]))).toBe(0);
        expect(Math.max(...beyond.map((cell) => free[cell]))).toBeGreaterThan(0.05);
      }),
      { numRuns: 6, seed: 7 },
    );
  });

  test('a basin holds no more than its volume once the rest has run off', async () => {
    const rain = [{ area: 'all', timesS: [0, 3600], intensityMmH: [200, 0] }];
    const basin = { id: 'b', kind: 'basin', geometry: rectangle(80, 30, 120, 70), floorLevelM: 2.4 };
    const domain = await withMeasures([basin], { rain, durationS: 10800, outputEveryS: 10800, edges: 'open' });
    const depthM = await last(domain);
    const inside = cellsWhere(domain, (x, y) => x > 80 && x < 120 && y > 30 && y < 70);
    // It spills over its lowest rim, which is in the east.
    const spillM = 4 - 0.01 * 122.5;
    const volume = (level: (cell: number) => number) => 25 * inside.reduce((sum, cell) => sum + level(cell), 0);
    const capacity = volume((cell) => Math.max(0, spillM - domain.groundM[cell]));
    const held = volume((cell) => depthM[cell]);
    expect(held).toBeLessThanOrEqual(1.01 * capacity);
    expect(held).toBeGreaterThan(0.5 * capacity);
  });

  test('a channel through a bank drains what stood behind it; a barrier holds for its time and no longer', async () => {
    const bank = { id: 'a', kind: 'wall', geometry: line([130, 0], [130, 100]), crestLevelM: 6 };
    const channel = { id: 'b', kind: 'channel', geometry: line([100, 50], [190, 50]), bedLevelM: [2.4, 1], widthM: 10 };
    const [shut, cut] = await Promise.all(
      [[bank], [bank, channel]].map(async (measures) => last(await withMeasures(measures, { initial: [LAKE] }))),
    );
    const behind = cellsWhere(await withMeasures([]), (x) => x < 100);
    const sum = (depthM: Float32Array) => behind.reduce((total, cell) => total + depthM[cell], 0);
    expect(sum(cut)).toBeLessThan(0.8 * sum(shut));

    const barrier = {
      id: 'a',
      kind: 'barrier',
      geometry: line([130, 0], [130, 100]),
      crestLevelM: 6,
      fromS: 0,
      toS: 120,
    };
    const domain = await withMeasures([barrier], { initial: [LAKE] });
    const beyond = cellsWhere(domain, (x) => x > 150);
    const deepest: number[] = [];
    await runFlood(domain, {
      onFrame: ({ depthM }) => {
        deepest.push(Math.max(...beyond.map((cell) => depthM[cell])));
      },
    });
    expect(deepest.slice(0, 3)).toEqual([0, 0, 0]);
    expect(Math.max(...deepest)).toBeGreaterThan(0.1);
  });

  test('more of a soaking surface leaves less water, nowhere more', async () => {
    const rain = [{ area: 'all', timesS: [0, 600], intensityMmH: [60, 0] }];
    let before: Float32Array | undefined;
    for (const share of [0, 0.3, 1]) {
      const cover = { id: 'c', kind: 'cover', surface: 'rainGarden', geometry: rectangle(60, 0, 160, 100), share };
      const depthM = await last(await withMeasures([cover], { rain, infiltration: 'none', edges: 'closed' }));
      if (before) {
        const [now, then] = [depthM, before].map((field) => field.reduce((sum, depth) => sum + depth, 0));
        expect(now).toBeLessThan(then);
        depthM.forEach((depth, cell) => {
          expect(depth).toBeLessThanOrEqual((before as Float32Array)[cell] + 2e-3);
        });
      }
      before = depthM;
    }
  });

  test('green roofs keep the first rain that falls on them, to the drop, and let the rest run off', async () => {
    const roof = (share: number, layers: object = {}) => ({
      id: 'r',
      kind: 'cover',
      surface: 'greenRoof',
      geometry: rectangle(15, 15, 45, 45),
      share,
      ...layers,
    });
    // 30 mm in half an hour, then 6 mm more.
    const rain = [{ area: 'all', timesS: [0, 1800, 3600, 5400], intensityMmH: [60, 0, 12, 0] }];
    const fallen = async (measures: readonly object[], fallsAs: object = { rain }): Promise<number> => {
      const scenario = { infiltration: 'none', edges: 'closed', durationS: 7200, ...fallsAs };
      const { summary } = await runFlood(await withMeasures(measures, scenario));
      expect(summary.massErrorRel).toBeLessThan(1e-6);
      return summary.volumeM3.rain;
    };
    const bare = await fallen([]);
    expect(bare).toBeCloseTo(200 * 100 * 0.036, 6);
    // 20 mm of 400 m².
    expect(await fallen([roof(1)])).toBeCloseTo(bare - 8, 3);
    expect(await fallen([roof(1, { soilDepthM: 0.16, storageDepthM: 0.002 })])).toBeCloseTo(bare - 400 * 0.033, 3);
    // More than falls is never held; none of no roofs.
    expect(await fallen([roof(1, { soilDepthM: 1 })])).toBeCloseTo(bare - 400 * 0.036, 3);
    expect(await fallen([roof(0)])).toBeCloseTo(bare, 6);
    const half = bare - (await fallen([roof(0.5)]));
    expect(half).toBeGreaterThan(1);
    expect(half).toBeLessThan(7);
    // A cloudburst over the west alone: the roofs keep its rain, not that of elsewhere.
    const west = { rain: [{ area: rectangle(0, 0, 100, 100), timesS: [0, 600], intensityMmH: [60, 0] }] };
    expect(await fallen([roof(1)], west)).toBeCloseTo((await fallen([], west)) - 400 * 0.01, 3);
  });

  test('what is raised stands in the first water or out of it: none is lifted with it', async () => {
    const wall = { id: 'w', kind: 'wall', geometry: line([110, 0], [110, 100]), heightM: 2 };
    const fill = { id: 'g', kind: 'ground', geometry: rectangle(60, 40, 80, 60), changeM: 0.5 };
    const dug = { id: 'b', kind: 'ground', geometry: rectangle(140, 40, 160, 60), changeM: -0.5 };
    const domain = await withMeasures([wall, fill, dug], { initial: [{ at: 'all', depthM: 1.2 }] });
    expect(at(domain, domain.initialDepthM, 112, 50)).toBe(0);
    expect(at(domain, domain.initialDepthM, 70, 50)).toBeCloseTo(0.7, 5);
    expect(at(domain, domain.initialDepthM, 150, 50)).toBeCloseTo(1.2, 5);
    expect(at(domain, domain.initialDepthM, 180, 50)).toBeCloseTo(1.2, 5);
  });

  test('ground above the water stays dry, a road too', async () => {
    const raised = { id: 'g', kind: 'ground', geometry: rectangle(50, 60, 80, 90), levelM: 6 };
    const road = { id: 'r', kind: 'raisedRoad', geometry: line([0, 20], [100, 20]), crestLevelM: 6, widthM: 8 };
    const domain = await withMeasures([raised, road], { initial: [LAKE] });
    const depthM = await last(domain);
    const high = cellsWhere(domain, () => true).filter((cell) => domain.groundM[cell] >= 6);
    expect(high.length).toBeGreaterThan(40);
    // What was put there at the start has run off.
    expect(Math.max(...high.map((cell) => depthM[cell]))).toBeLessThan(0.05);
  });
});

describe('measures on buildings', () => {
  const run = async (measures: readonly object[]) => {
    const files = cityFiles(place);
    const city = await openCity(memoryFiles(files, 'test city'));
    const domain = await withMeasures(measures, { initial: [LAKE] });
    const frames: { depthM: Float32Array; speedMS: Float32Array }[] = [];
    const timesS: number[] = [];
    const { maps } = await runFlood(domain, {
      onFrame: ({ timeS, depthM, speedMS }) => {
        timesS.push(timeS);
        frames.push({
          depthM: timeS === 0 ? new Float32Array(depthM.length) : depthM.slice(),
          speedMS: speedMS.slice(),
        });
      },
    });
    const exposure = await exposureOf(city, domain.grid, undefined, measures as readonly Measure[]);
    const water = { ...maps, timesS, frame: (k: number) => frames[k] };
    return { domain, assessment: assess(exposure, water), exposure };
  };

  test('raised floors take damage away, the more the higher, and no number of the water', async () => {
    const plain = await run([]);
    let before = plain.assessment.total.damageVnd;
    expect(before).toBeGreaterThan(0);
    for (const raiseM of [0.2, 0.5, 3]) {
      const raised = await run([{ id: 'f', kind: 'floor', geometry: rectangle(0, 0, 60, 60), raiseM }]);
      expect(raised.assessment.total.damageVnd).toBeLessThan(before);
      expect(raised.assessment.total.people).toBe(plain.assessment.total.people);
      expect(hashDomain(raised.domain, '')).toBe(hashDomain(plain.domain, ''));
      before = raised.assessment.total.damageVnd;
    }
    expect(before).toBe(0);
    const elsewhere = await run([{ id: 'f', kind: 'floor', geometry: rectangle(100, 0, 160, 60), raiseM: 3 }]);
    expect(elsewhere.assessment.total.damageVnd).toBe(plain.assessment.total.damageVnd);
  });

  test('a removed building blocks no water and counts no more', async () => {
    const { domain, exposure } = await run([
      { id: 'd', kind: 'ground', geometry: rectangle(10, 10, 50, 50), changeM: 0 },
    ]);
    expect(at(domain, domain.kind, 30, 30)).toBe(CELL.active);
    expect(exposure.buildings).toBeUndefined();
    const { domain: kept, exposure: all } = await run([]);
    expect(at(kept, kept.kind, 30, 30)).toBe(CELL.block);
    expect(all.buildings?.ids).toHaveLength(1);
    expect(domain.groundM).toEqual(kept.groundM);
  });
});

describe('water in a place made for it', () => {
  const bowl: Place = { ...place, groundM: (x) => 4 - 0.01 * x - (x > 150 ? 0.6 : 0), city: {}, files: {} };
  const basin = { id: 'b', kind: 'basin', geometry: rectangle(160, 20, 190, 80), floorLevelM: 0.2 };
  const storm = {
    rain: [{ area: 'all', timesS: [0, 240], intensityMmH: [6000, 0] }],
    infiltration: 'none',
    drainage: false,
  };
  const given = { durationS: 300, outputEveryS: 60, edges: 'closed', ...storm };

  test.each([
    ['reference', { build: 'ts' }],
    ['compiled', { build: 'simd', threads: 1 }],
  ] as const)('is no flooded area while it is computed: %s', async (_, options) => {
    const domain = await domainFor(bowl, { measures: [basin], ...given });
    let [wetM2, frame] = [0, new Float32Array()];
    await runFlood(domain, {
      ...options,
      onFrame: ({ depthM }) => {
        frame = depthM.slice();
      },
      onProgress: ({ wetAreaM2 }) => {
        wetM2 = wetAreaM2;
      },
    });
    const wet = [...frame.keys()].filter((cell) => frame[cell] >= 0.15);
    const outside = wet.filter((cell) => !domain.holdsWater?.[cell]);
    expect(wet.length - outside.length).toBe(72);
    expect(outside.length).toBeGreaterThan(20);
    expect(wetM2).toBe(25 * outside.length);
  });

  test('is no flooded area where it is assessed', async () => {
    const city = await openCity(memoryFiles(cityFiles(bowl), 'test city'));
    const grid = { cols: 40, rows: 20, cellSizeM: 5, xMin: 0, yMin: 0 };
    const measures = [basin] as unknown as Measure[];
    const depth = new Float32Array(800).fill(1);
    const dry = new Float32Array(800);
    const water = {
      depthMaxM: depth,
      durationS: dry,
      timesS: [0, 60],
      frame: (k: number) => ({ depthM: k === 0 ? dry : depth, speedMS: dry }),
    };
    const area = async (list: readonly Measure[]) =>
      assess(await exposureOf(city, grid, undefined, list), water).total.floodedM2;
    expect((await area([])) - (await area(measures))).toBe(30 * 60);
  });
});
