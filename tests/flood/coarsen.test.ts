import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coarsen, previewOf } from '../../workers/flood/coarsen/index.ts';
import { CELL, type Domain } from '../../workers/flood/index.ts';
import { compute, domainOf, inflowOf, levelOf, rainOf } from './build.ts';

const COLS = 13;
const ROWS = 11;

/** Ground, buildings and voids at random, with two zones of rain, water, a discharge and a held edge. */
const domains = fc
  .record({
    kinds: fc.array(fc.constantFrom(CELL.active, CELL.active, CELL.active, CELL.block, CELL.noData), {
      minLength: COLS * ROWS,
      maxLength: COLS * ROWS,
    }),
    ground: fc.array(fc.float({ min: 0, max: 3, noNaN: true }), { minLength: COLS * ROWS, maxLength: COLS * ROWS }),
    depth: fc.float({ min: 0, max: 2, noNaN: true }),
    held: fc.boolean(),
    open: fc.nat({ max: COLS * ROWS - 1 }),
  })
  .map(({ kinds, ground, depth, held, open }) => {
    const kind = Uint8Array.from(kinds);
    kind[open] = CELL.active;
    const groundM = Float32Array.from(ground, (level, cell) => (kind[cell] === CELL.noData ? Number.NaN : level));
    const zone = Uint32Array.from([...kind.keys()].filter((cell) => cell % COLS < 6));
    const sea = [...kind.keys()].filter((cell) => cell % COLS > 10 && cell !== open);
    return domainOf({
      cols: COLS,
      rows: ROWS,
      kind,
      groundM,
      rain: [rainOf(36), rainOf(90, zone)],
      inflows: [inflowOf(0.2, open)],
      levels: held ? [levelOf(1, ...sea)] : [],
      initialDepthM: Float32Array.from(ground, (level, cell) => (cell % 3 === 0 ? depth * level : 0)),
      durationS: 20,
      outputEveryS: 20,
      solver: 'inertial',
    });
  });

describe('water that enters a coarsened Domain', () => {
  test('is what enters the fine one: rain, roofs, discharges and first water', async () => {
    await fc.assert(
      fc.asyncProperty(domains, fc.integer({ min: 2, max: 5 }), async (domain, factor) => {
        const fine = (await compute(domain)).summary.volumeM3;
        const { summary } = await compute(coarsen(domain, factor));
        for (const part of ['rain', 'inflow', 'initial'] as const) {
          expect(summary.volumeM3[part]).toBeCloseTo(fine[part], 3);
        }
        expect(summary.massErrorRel).toBeLessThan(1e-6);
      }),
      { numRuns: 40 },
    );
  });

  test('is taken by ground and drains at the same rate where there is enough of it', async () => {
    await fc.assert(
      fc.asyncProperty(domains, fc.integer({ min: 2, max: 5 }), async (domain, factor) => {
        const thirsty: Domain = {
          ...domain,
          // Flat, so that no cell runs dry before another.
          groundM: domain.groundM.map((level) => 0 * level),
          initialDepthM: 9,
          levels: [],
          infiltrationMmH: domain.groundM.map((level) => 100 * (level || 0)),
          drainsMmH: domain.groundM.map((_, cell) => 7 * (cell % 5)),
        };
        const fine = (await compute(thirsty)).summary.volumeM3;
        const coarse = (await compute(coarsen(thirsty, factor))).summary.volumeM3;
        // The kernel rounds what a cell loses in a step: seldom more than half a hundredth (1 of 600 such domains).
        expect(Math.abs(coarse.infiltration - fine.infiltration)).toBeLessThanOrEqual(0.01 * fine.infiltration);
        expect(Math.abs(coarse.toDrains - fine.toDrains)).toBeLessThanOrEqual(0.01 * fine.toDrains);
      }),
      { numRuns: 20 },
    );
  });

  test('meets as much pervious ground of each soil', () => {
    const table = [
      { infiltration: { model: 'constant', rateMmH: 20 }, perviousShare: 0.9, abstractionMm: 4 },
      { infiltration: { model: 'constant', rateMmH: 20 }, perviousShare: 0.2, abstractionMm: 1 },
      { infiltration: { model: 'constant', rateMmH: 5 }, perviousShare: 0.5, abstractionMm: 0 },
    ] as const;
    const index = Uint16Array.from({ length: 4096 }, (_, cell) => (cell * cell * 7 + (cell >> 5)) % 4);
    const domain = domainOf({ cols: 64, rows: 64, soils: { index, table } });
    const small = coarsen(domain, 4).soils;
    const sum = (soils: NonNullable<Domain['soils']>, value: (soil: (typeof table)[number]) => number): number =>
      soils.index.reduce((total, k) => total + (k > 0 ? value(soils.table[k - 1] as (typeof table)[number]) : 0), 0);
    for (const rate of [20, 5]) {
      const pervious = (soil: (typeof table)[number]) => (soil.infiltration.rateMmH === rate ? soil.perviousShare : 0);
      expect(16 * sum(small as never, pervious)).toBeCloseTo(sum(domain.soils as never, pervious), -1.3);
    }
    const kept = ({ abstractionMm }: { abstractionMm: number }): number => abstractionMm;
    expect((16 * sum(small as never, kept)) / sum(domain.soils as never, kept)).toBeCloseTo(1, 2);
  });
});

const SIZE = 48;
const plain = (groundM: (col: number, row: number) => number): Float32Array =>
  Float32Array.from({ length: SIZE * SIZE }, (_, cell) => groundM(cell % SIZE, Math.floor(cell / SIZE)));

/** Cells of a line one cell wide whose cells touch at sides, as walls are drawn. */
function wallAt(dx: number, dy: number, shift: number): (col: number, row: number) => boolean {
  const side = (col: number, row: number): number => Math.sign(dx * (row - SIZE / 2) - dy * (col - SIZE / 2) - shift);
  return (col, row) =>
    side(col, row) >= 0 && (side(col - 1, row) < 0 || side(col, row - 1) < 0 || side(col + 1, row) < 0);
}

describe('a wall one small cell wide', () => {
  const lines = [
    [1, 0],
    [0, 1],
    [1, 1],
    [-1, 1],
    [2, 1],
    [3, -5],
  ] as const;
  const cases = [2, 3, 4, 8].flatMap((factor) => lines.map(([dx, dy]) => ({ factor, dx, dy })));

  test.each(cases)(
    'along $dx, $dy holds at factor $factor, and lets over what is higher',
    async ({ factor, dx, dy }) => {
      for (const shift of [0, 3]) {
        const wall = wallAt(dx, dy, shift);
        const behind = (col: number, row: number): boolean =>
          dx * (row - SIZE / 2) - dy * (col - SIZE / 2) - shift < 0 && !wall(col, row);
        const run = async (depthM: number) => {
          const domain = domainOf({
            cols: SIZE,
            rows: SIZE,
            groundM: plain((col, row) => (wall(col, row) ? 2 : 0)),
            initialDepthM: plain((col, row) => (behind(col, row) ? depthM : 0)),
            durationS: 1200,
            outputEveryS: 1200,
          });
          const coarse = coarsen(domain, factor);
          const { last } = await compute(coarse);
          const { cols } = coarse.grid;
          const over = last.depthM.filter((_, cell) => {
            const at = (k: number): number => (k + 0.5) * factor;
            return !behind(at(cell % cols), at(Math.floor(cell / cols))) && coarse.groundM[cell] < 1;
          });
          return { over: over.reduce((sum, depth) => sum + depth, 0) / over.length };
        };
        // Cells beside the wall lie on one side of it as a whole: the sum tells of leaks, not of them.
        const held = await run(1);
        const spilt = await run(3.5);
        expect(held.over).toBeLessThan(0.12 * factor * 0.5);
        expect(spilt.over).toBeGreaterThan(0.3);
      }
    },
  );
});

describe('ground that a wall or a ditch shapes', () => {
  const flat = (fields: Partial<Domain>): Domain => domainOf({ cols: SIZE, rows: SIZE, ...fields });
  const bedsOf = (domain: Domain): Set<number> =>
    new Set([...domain.groundM].map((bed) => Math.round(bed * 1000) / 1000));

  test('a ditch one small cell wide drains a plain, bends included', async () => {
    // From the middle north, then east to an outlet; the plain leans to it by nothing.
    const ditch = (col: number, row: number): boolean => (col === 22 && row >= 9) || (row === 9 && col >= 22);
    const groundM = plain((col, row) => (ditch(col, row) ? 0 : 1));
    const outlet = 9 * SIZE + SIZE - 1;
    const domain = flat({
      groundM,
      rain: [rainOf(60)],
      levels: [levelOf(0.02, outlet)],
      durationS: 7200,
      outputEveryS: 7200,
    });
    const coarse = coarsen(domain, 4);
    expect(bedsOf(coarse)).toEqual(new Set([0, 1]));
    const { summary } = await compute(coarse);
    const undrained = await compute(
      coarsen({ ...domain, groundM: plain((col, row) => (ditch(col, row) && row > 20 ? 0 : 1)) }, 4),
    );
    expect(summary.volumeM3.outflow).toBeGreaterThan(0.5 * summary.volumeM3.rain);
    expect(undrained.summary.volumeM3.outflow).toBeLessThan(0.5 * summary.volumeM3.outflow);
  });

  test('a wall with a gap is as low as the gap there, a ditch between two walls keeps both', () => {
    const gap = coarsen(flat({ groundM: plain((col, row) => (col === 21 && row !== 26 ? 2 : 0)) }), 4);
    const across = [...gap.groundM.keys()].filter((cell) => cell % 12 === 5).map((cell) => gap.groundM[cell]);
    expect(across).toEqual([2, 2, 2, 2, 2, 2, 0, 2, 2, 2, 2, 2]);
    const levees = coarsen(flat({ groundM: plain((col) => (col === 19 || col === 25 ? 2 : 0)) }), 4);
    const row = [...levees.groundM.subarray(0, 12)];
    expect(row).toEqual([0, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0]);
  });

  test('slopes, terraces and single heaps are means: the volume under them is kept', () => {
    for (const groundM of [
      plain((col, row) => 0.3 * col + 0.1 * row),
      plain((col) => (col < 22 ? 0 : 3)),
      plain((col, row) => (col === 22 && row === 13 ? 5 : 0)),
    ]) {
      const coarse = coarsen(flat({ groundM }), 4);
      const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);
      expect(16 * sum(coarse.groundM)).toBeCloseTo(sum(groundM), 1);
    }
  });

  test('a basin fills to the same level by the same water, within a few per cent', () => {
    const groundM = plain((col, row) => 0.004 * ((col - 23.5) ** 2 + (row - 23.5) ** 2));
    const coarse = coarsen(flat({ groundM }), 4);
    const volume = (ground: Float32Array, area: number, level: number): number =>
      area * ground.reduce((sum, bed) => sum + Math.max(0, level - bed), 0);
    for (const level of [0.6, 1, 1.5, 2]) {
      const fine = volume(groundM, 1, level);
      expect(Math.abs(volume(coarse.groundM, 16, level) - fine)).toBeLessThan(0.05 * fine);
    }
  });
});

describe('what stands in a coarsened Domain', () => {
  const wallM = plain((col) => (col === 22 ? 3 : 0));
  const place = (col: number, row: number): number => row * SIZE + col;

  test('a culvert under a wall joins both its sides; one inside a cell is left out, and said so', async () => {
    const pipe = (id: string, from: number, to: number) => ({
      id,
      fromCells: Uint32Array.of(from),
      toCells: Uint32Array.of(to),
      fromInvertM: 0,
      toInvertM: 0,
      shape: 'circular' as const,
      heightM: 1,
      widthM: 1,
      barrels: 1,
      lengthM: 20,
      manning: 0.013,
      entranceLoss: 0.5,
      exitLoss: 1,
      flap: false,
    });
    const domain = domainOf({
      cols: SIZE,
      rows: SIZE,
      groundM: wallM,
      initialDepthM: plain((col) => (col < 22 ? 1 : 0)),
      culverts: [pipe('under', place(21, 17), place(23, 17)), pipe('yard', place(41, 41), place(42, 42))],
      durationS: 900,
      outputEveryS: 900,
    });
    const coarse = coarsen(domain, 4);
    expect(coarse.culverts?.map(({ id }) => id)).toEqual(['under']);
    expect(coarse.warnings.map(({ en }) => en)).toEqual([expect.stringContaining('"yard"')]);
    const { last } = await compute(coarse);
    const passed = last.depthM.filter((_, cell) => cell % 12 > 5);
    expect(passed.reduce((sum, depth) => sum + depth, 0) * 400).toBeGreaterThan(300);
  });

  test('a weir aslant over the grid stays a chain of faces that parts its sides, as low and as long', () => {
    // The stairs of a diagonal: south face and east face of each cell on it.
    const cells = Array.from({ length: SIZE - 1 }, (_, k) => [place(k, k), place(k, k + 1)]).flat();
    const south = cells.map((_, k) => (k % 2 === 0 ? 1 : 0));
    const crestM = Float32Array.from(cells, (_, k) => 1 + 0.01 * k);
    const weir = {
      id: 'w',
      cells: Uint32Array.from(cells),
      south: Uint8Array.from(south),
      widthShare: 0.7,
      weir: { crestM, coefficient: 1.7 },
    };
    const coarse = coarsen(domainOf({ cols: SIZE, rows: SIZE, structures: [weir] }), 4);
    const [moved] = coarse.structures ?? [];
    const closed = new Set([...moved.cells].map((cell, k) => 2 * cell + moved.south[k]));
    const reached = new Set([0]);
    for (const cell of reached) {
      const [col, row] = [cell % 12, Math.floor(cell / 12)];
      if (col < 11 && !closed.has(2 * cell)) reached.add(cell + 1);
      if (col > 0 && !closed.has(2 * (cell - 1))) reached.add(cell - 1);
      if (row < 11 && !closed.has(2 * cell + 1)) reached.add(cell + 12);
      if (row > 0 && !closed.has(2 * (cell - 12) + 1)) reached.add(cell - 12);
    }
    expect(reached.size).toBeGreaterThan(40);
    expect(reached.size).toBeLessThan(100);
    expect(Math.min(...(moved.weir?.crestM ?? []))).toBeLessThan(1.05);
    expect(moved.widthShare * moved.cells.length * 4).toBeCloseTo(0.7 * cells.length, -1);
  });

  test('barriers keep their lowest crest, gauges their place, the rest of the Domain stays', () => {
    const domain = domainOf({
      cols: SIZE,
      rows: SIZE,
      gauges: [{ id: 'P', cell: place(30, 14) }],
      barriers: [
        {
          id: 'b',
          cells: Uint32Array.of(place(8, 8), place(9, 8), place(12, 8)),
          crestM: Float32Array.of(2, 1.5, 3),
          fromS: 10,
          toS: 20,
        },
      ],
    });
    const coarse = coarsen(domain, 4);
    expect(coarse.gauges).toEqual([{ id: 'P', cell: 3 * 12 + 7 }]);
    expect(coarse.barriers[0]).toMatchObject({
      cells: Uint32Array.of(26, 27),
      crestM: Float32Array.of(1.5, 3),
      fromS: 10,
    });
    expect(coarse.grid).toEqual({ cols: 12, rows: 12, cellSizeM: 20, xMin: 0, yMin: 0 });
    expect(coarse.durationS).toBe(domain.durationS);
  });

  test('a preview is as fine as its number of cells allows', () => {
    const domain = domainOf({ cols: SIZE, rows: SIZE });
    expect(previewOf(domain, 5000)).toEqual(domain);
    expect(previewOf(domain, 600).grid.cols).toBe(24);
    expect(previewOf(domain, 200, 90)).toMatchObject({ grid: { cols: 12 }, durationS: 90 });
  });
});
