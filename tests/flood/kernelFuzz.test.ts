import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FILM_M } from '../../workers/flood/constants.ts';
import { CELL, type Culvert, type Domain } from '../../workers/flood/index.ts';
import { domainOf, inflowOf, levelOf, rainOf } from './build.ts';
import { numbers } from './city.ts';
import { ENGINES } from './engines.ts';

/** Sizes about those of tiles, of two of them, and of the eight that lie together. */
const size = fc.constantFrom(1, 2, 15, 16, 17, 31, 33, 129);

const culvertOf = (from: number, to: number, invertM: number): Culvert => ({
  id: 'c',
  fromCells: Uint32Array.of(from),
  toCells: Uint32Array.of(to),
  fromInvertM: invertM,
  toInvertM: 0,
  shape: 'box',
  heightM: 1,
  widthM: 2,
  barrels: 1,
  lengthM: 20,
  manning: 0.015,
  entranceLoss: 0.5,
  exitLoss: 1,
  flap: false,
});

/** Tiles of any depth beside each other, cliffs, holes, voids; mostly long and narrow or small, for the time's sake. */
const domains: fc.Arbitrary<Domain> = fc
  .record({
    cols: size,
    rows: size,
    seed: fc.integer({ min: 1, max: 1e6 }),
    cellSizeM: fc.constantFrom(0.1, 2, 10, 50),
    reliefM: fc.constantFrom(0, 0.05, 3, 100),
    /** Side of the squares that share a depth, cells. */
    patch: fc.constantFrom(1, 7, 16, 40),
    depthM: fc.constantFrom(0, 0.01, 2, 30),
    wetShare: fc.constantFrom(0.05, 0.4, 1),
    voids: fc.constantFrom(0, 0.2, 1),
    edges: fc.constantFrom('open' as const, 'closed' as const),
    rainMmH: fc.constantFrom(0, 100),
    lossMmH: fc.constantFrom(0, 30),
    sea: fc.boolean(),
    river: fc.boolean(),
    gate: fc.boolean(),
    culvert: fc.boolean(),
  })
  .map((given) => {
    const { cols, rows, cellSizeM, reliefM, patch } = given;
    const next = numbers(given.seed);
    const cells = cols * rows;
    const alone = Math.floor(next() * cells);
    const across = Math.ceil(cols / patch);
    const depths = Array.from({ length: across * Math.ceil(rows / patch) }, () =>
      next() < given.wetShare ? given.depthM * next() ** 3 : 0,
    );
    const kind = new Uint8Array(cells).map((_, cell) => {
      if (cell === alone) return CELL.active;
      return next() < given.voids ? CELL.noData : next() < 0.05 ? CELL.block : CELL.active;
    });
    const plateau = next() * cols;
    const groundM = Float32Array.from({ length: cells }, (_, cell) => {
      if (kind[cell] === CELL.noData) return Number.NaN;
      return (cell % cols > plateau ? reliefM : 0) + 0.1 * reliefM * next();
    });
    const initialDepthM = groundM.map((_, cell) =>
      kind[cell] === CELL.active
        ? depths[Math.floor(Math.floor(cell / cols) / patch) * across + Math.floor((cell % cols) / patch)]
        : 0,
    );
    const column = Math.floor(next() * (cols - 1));
    const faces = cols < 2 ? [] : Array.from({ length: rows }, (_, row) => row * cols + column);
    const ends = [...kind.keys()].filter((cell) => kind[cell] === CELL.active);
    const durationS = Math.min(40, 30 * Math.sqrt(cellSizeM), 4e4 / cells);
    return domainOf({
      cols,
      rows,
      cellSizeM,
      kind,
      groundM,
      initialDepthM,
      rain: given.rainMmH > 0 ? [rainOf(given.rainMmH)] : [],
      infiltrationMmH: given.lossMmH,
      drainsMmH: given.lossMmH > 0 ? new Float32Array(cells).fill(5) : undefined,
      levels: given.sea ? [levelOf(0.3 * reliefM, ...[0, 1, 2].filter((cell) => cell < cells && cell !== alone))] : [],
      inflows: given.river ? [inflowOf(cellSizeM, alone)] : [],
      structures: given.gate
        ? [
            {
              id: 'g',
              cells: Uint32Array.from(faces),
              south: new Uint8Array(rows).subarray(0, faces.length),
              widthShare: 0.7,
              weir: { crestM: new Float32Array(faces.length).fill(reliefM + 2), coefficient: 1.7 },
              gate: {
                sillM: 0,
                heightM: reliefM + 1,
                coefficient: 0.6,
                timesS: Float64Array.of(0, durationS),
                openShare: Float64Array.of(1, 0),
              },
            },
          ]
        : [],
      culverts: given.culvert && ends.length > 1 ? [culvertOf(ends[0], ends[ends.length - 1], reliefM)] : [],
      edges: given.edges,
      durationS,
      outputEveryS: durationS / 3,
    });
  });

test.each(ENGINES)(
  'whatever lies beside what, no water is lost, none is below nothing ($name)',
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(domains, async (domain) => {
        const run = await engine.compute(domain);
        expect(run.summary.simulatedS).toBe(domain.durationS);
        expect(run.summary.massErrorRel).toBeLessThanOrEqual(1e-6);
        for (const { depthM, speedMS } of run.frames) {
          expect(depthM.every((depth) => depth >= 0 && Number.isFinite(depth))).toBe(true);
          expect(speedMS.every((speed) => speed >= 0 && Number.isFinite(speed))).toBe(true);
        }
        const deepest = Math.max(0, ...run.maps.depthMaxM.filter(Number.isFinite));
        for (const { depthM } of run.frames) expect(Math.max(0, ...depthM)).toBeLessThanOrEqual(deepest + FILM_M);
      }),
      { numRuns: 150, seed: 11 },
    );
  },
  120_000,
);

const compiled = ENGINES.filter(({ options }) => options.build !== 'ts');

test.each(compiled)(
  'whatever lies beside what, threads make no difference ($name)',
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(domains, async (domain) => {
        const one = await engine.compute(domain, { threads: 1 });
        const three = await engine.compute(domain, { threads: 3 });
        expect(three.frames).toEqual(one.frames);
        expect(three.summary.volumeM3).toEqual(one.summary.volumeM3);
      }),
      { numRuns: 40, seed: 12 },
    );
  },
  120_000,
);
