import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Position } from '../../src/city/types.ts';
import { lineFaces } from '../../workers/domain/faces.ts';
import { type Grid, runFlood } from '../../workers/flood/index.ts';
import { domainFor, features, line, type Place, rectangle } from './build.ts';

const grid: Grid = { cols: 30, rows: 20, cellSizeM: 5, xMin: 1000, yMin: 2000 };

/** Cells that water reaches from one cell, through all faces but those of a line. */
function reached(from: number, path: readonly Position[]): Set<number> {
  const { cells, south } = lineFaces(grid, path);
  const shut = new Set(Array.from(cells, (cell, k) => `${cell} ${south[k]}`));
  const found = new Set([from]);
  const queue = [from];
  for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
    const [row, col] = [Math.floor(cell / grid.cols), cell % grid.cols];
    const next = [
      col < grid.cols - 1 && !shut.has(`${cell} 0`) ? cell + 1 : -1,
      col > 0 && !shut.has(`${cell - 1} 0`) ? cell - 1 : -1,
      row < grid.rows - 1 && !shut.has(`${cell} 1`) ? cell + grid.cols : -1,
      row > 0 && !shut.has(`${cell - grid.cols} 1`) ? cell - grid.cols : -1,
    ];
    for (const to of next) {
      if (to < 0 || found.has(to)) continue;
      found.add(to);
      queue.push(to);
    }
  }
  return found;
}

const inside = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true });
const point = fc.tuple(inside(1001, 1149), inside(2003, 2097));

describe('the faces of a line', () => {
  test('part its two sides, however it winds and crosses itself', () => {
    fc.assert(
      fc.property(
        inside(2003, 2097),
        inside(2003, 2097),
        fc.array(point, { maxLength: 6 }),
        (westY, eastY, between) => {
          const far = reached(0, [[995, westY], ...between, [1155, eastY]]);
          expect(far.has((grid.rows - 1) * grid.cols)).toBe(false);
        },
      ),
      { seed: 4 },
    );
  });

  test('close a ring: what is inside stays inside', () => {
    const ring: Position[] = [
      [1023, 2031],
      [1091, 2017],
      [1122, 2071],
      [1048, 2088],
      [1023, 2031],
    ];
    const centre = 10 * grid.cols + 14;
    expect(reached(centre, ring).has(0)).toBe(false);
    expect(reached(centre, ring).size).toBeGreaterThan(100);
    expect(reached(centre, ring.slice(1)).has(0)).toBe(true);
  });

  test('along the grid are as long as the line; aslant their width is cut to its length', () => {
    const straight = lineFaces(grid, [
      [1050, 2020],
      [1050, 2060],
    ]);
    expect([...straight.cells]).toEqual([15, 14, 13, 12, 11, 10, 9, 8].map((row) => row * 30 + 9));
    expect([...straight.south]).toEqual(new Array(8).fill(0));
    expect(straight.lengthShare).toBe(1);
    expect(Math.abs(straight.alongM[4] - 22.5)).toBeLessThan(1);
    const slant = lineFaces(grid, [
      [1020, 2020],
      [1070, 2070],
    ]);
    expect(slant.cells.length).toBe(20);
    expect(slant.lengthShare).toBeCloseTo(Math.SQRT1_2, 6);
  });

  test('lie between two cells, and are none where the line runs outside or along the rim', () => {
    const rim = lineFaces(grid, [
      [1000, 2000],
      [1150, 2000],
    ]);
    expect(rim.cells.length).toBe(0);
    const away = lineFaces(grid, [
      [1050, 2050],
      [1050, 2500],
      [1100, 2500],
      [1100, 2050],
    ]);
    expect(new Set(Array.from(away.cells, (cell) => cell % 30))).toEqual(new Set([9, 19]));
  });
});

const place: Place = {
  cols: 40,
  rows: 20,
  cellSizeM: 5,
  groundM: (x) => (x > 95 && x < 105 ? 6 : 1),
  city: {
    water: [{ id: 'west', geometry: rectangle(0, 0, 95, 100) }],
    layers: { construction: 'houses.geojson' },
  },
  files: { 'houses.geojson': features({ geometry: rectangle(150, 0, 200, 100), properties: {} }) },
};

describe('links of a scenario', () => {
  const culvert = { id: 'c', kind: 'culvert', geometry: line([82, 52], [122, 52]), diameterM: 1.2 };

  test('join the ends of their line, with what is usual where nothing is said', async () => {
    const domain = await domainFor(place, { links: [culvert] });
    expect(domain.culverts).toEqual([
      {
        id: 'c',
        fromCells: Uint32Array.of(9 * 40 + 16),
        toCells: Uint32Array.of(9 * 40 + 24),
        fromInvertM: 1,
        toInvertM: 1,
        shape: 'circular',
        heightM: 1.2,
        widthM: 1.2,
        barrels: 1,
        lengthM: 40,
        manning: 0.013,
        entranceLoss: 0.5,
        exitLoss: 1,
        flap: false,
      },
    ]);
  });

  test('have ends of any shape, a size, inverts and a flap', async () => {
    const bridge = {
      id: 'b',
      kind: 'bridge',
      from: rectangle(80, 40, 95, 60),
      to: [122, 52],
      widthM: 12,
      heightM: 2,
      toInvertM: 0.5,
      flap: true,
    };
    const [found] = (await domainFor(place, { links: [bridge] })).culverts ?? [];
    expect(found).toMatchObject({ shape: 'box', widthM: 12, heightM: 2, toInvertM: 0.5, manning: 0.03, flap: true });
    expect(found.fromCells.length).toBe(12);
    expect(found.lengthM).toBeCloseTo(35, 0);
  });

  test('are refused with the key that is wrong', async () => {
    const wrong: [Record<string, unknown>, RegExp][] = [
      [{ ...culvert, diameterM: undefined }, /exactly one of diameterM, heightM/],
      [{ ...culvert, geometry: undefined, from: [1, 1] }, /a geometry, or from and to/],
      [{ ...culvert, diameter: 1 }, /links\[0\]\.diameter: unknown key/],
      [{ ...culvert, geometry: line([82, 52], [900, 52]) }, /links "c": expected a place inside the terrain/],
      [{ ...culvert, kind: 'siphon' }, /links\[0\]\.kind/],
      [{ ...culvert, geometry: line([82, 52], [190, 52]) }, /links "c": expected its second end on open ground/],
    ];
    for (const [link, message] of wrong) await expect(domainFor(place, { links: [link] })).rejects.toThrow(message);
  });

  test('drain a lake through an embankment', async () => {
    const scenario = { initial: [{ at: 'west', levelM: 3 }], durationS: 1200, outputEveryS: 1200 };
    const domain = await domainFor(place, { ...scenario, links: [culvert] });
    const { maps, summary } = await runFlood(domain);
    expect(maps.depthMaxM[9 * 40 + 24]).toBeGreaterThan(0.1);
    expect(summary.massErrorRel).toBeLessThan(1e-9);
    const shut = await runFlood(await domainFor(place, scenario));
    expect(shut.maps.depthMaxM[9 * 40 + 24]).toBe(0);
    expect(shut.summary.hash).not.toBe(summary.hash);
  });
});

describe('structures of a scenario', () => {
  const flat: Place = { ...place, groundM: () => 1 };
  const slant = line([60, -5], [145, 105]);
  const lake = { initial: [{ at: rectangle(0, 0, 30, 100), levelM: 4 }], durationS: 900, outputEveryS: 900 };

  test('hold deep water back along a slanting line, and pass it over their crest', async () => {
    const dam = await domainFor(flat, {
      ...lake,
      structures: [{ id: 'dam', kind: 'weir', geometry: slant, crestLevelM: 9 }],
    });
    const { maps } = await runFlood(dam);
    expect(maps.depthMaxM[10 * 40 + 39 - 10]).toBe(0);
    expect(maps.depthMaxM[19 * 40 + 10]).toBeGreaterThan(0.5);
    const low = await domainFor(flat, {
      ...lake,
      structures: [{ id: 'weir', kind: 'weir', geometry: slant, crestLevelM: 1.2 }],
    });
    const over = await runFlood(low);
    expect(over.maps.depthMaxM[10 * 40 + 39 - 10]).toBeGreaterThan(0.05);
    expect(over.summary.massErrorRel).toBeLessThan(1e-9);
  });

  test('take their crest along the line, and their share of the width with that of its steps', async () => {
    const [weir] =
      (
        await domainFor(flat, {
          structures: [
            { id: 'w', kind: 'weir', geometry: line([100, 10], [100, 90]), crestLevelM: [2, 4], widthShare: 0.5 },
          ],
        })
      ).structures ?? [];
    expect(weir.cells.length).toBe(16);
    expect(weir.widthShare).toBe(0.5);
    expect(weir.weir?.crestM[0]).toBeCloseTo(2 + (2 * 2.5) / 80, 1);
    expect(weir.weir?.coefficient).toBe(1.7);
  });

  test('leave out what lies in buildings', async () => {
    const through = { id: 'w', kind: 'weir', geometry: line([140, 50], [180, 50]), crestLevelM: 2 };
    const [weir] = (await domainFor(flat, { structures: [through] })).structures ?? [];
    expect(Array.from(weir.cells, (cell) => cell % 40)).toEqual([28, 29]);
  });

  test('open and shut as they are told', async () => {
    const gate = { id: 'g', kind: 'gate', geometry: line([100, 0], [100, 100]), sillLevelM: 1, heightM: 1.5 };
    const opened = { ...gate, timesS: [0, 60], openShare: [0, 1], crestLevelM: 3 };
    const [found] = (await domainFor(flat, { structures: [opened] })).structures ?? [];
    expect(found.gate).toEqual({
      sillM: 1,
      heightM: 1.5,
      coefficient: 0.6,
      timesS: Float64Array.of(0, 60),
      openShare: Float64Array.of(0, 1),
    });
    expect(found.weir?.crestM.length).toBe(found.cells.length);
    const [wide] = (await domainFor(flat, { structures: [gate] })).structures ?? [];
    expect(wide.gate?.openShare).toEqual(Float64Array.of(1));
    await expect(domainFor(flat, { structures: [{ ...gate, openShare: [0, 1] }] })).rejects.toThrow(/openShare/);
    await expect(domainFor(flat, { structures: [{ ...gate, geometry: line([100, 0], [101, 0]) }] })).rejects.toThrow(
      /structures "g": expected a line/,
    );
  });
});
