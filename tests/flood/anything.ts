import fc from 'fast-check';
import { CELL, type Domain } from '../../workers/flood/index.ts';
import { domainOf } from './build.ts';

/** A culvert from the first open cell to the last, where they are two, and a weir over a gate in all faces of a row. */
function built(kind: Uint8Array, cols: number, rows: number, reliefM: number): Partial<Domain> {
  const open = [...kind.keys()].filter((cell) => kind[cell] === CELL.active);
  const row = rows >> 1;
  const faces = Array.from({ length: row < rows - 1 ? cols : 0 }, (_, col) => row * cols + col);
  return {
    culverts:
      open.length < 2
        ? []
        : [
            {
              id: 'c',
              fromCells: Uint32Array.from(open.slice(0, open.length >> 1).slice(0, 2)),
              toCells: Uint32Array.of(open[open.length - 1]),
              fromInvertM: 0.1 * reliefM,
              toInvertM: 0,
              shape: 'circular',
              heightM: 2,
              widthM: 2,
              barrels: 2,
              lengthM: 10,
              manning: 0.013,
              entranceLoss: 0.5,
              exitLoss: 1,
              flap: false,
            },
          ],
    structures: [
      {
        id: 's',
        cells: Uint32Array.from(faces),
        south: new Uint8Array(faces.length).fill(1),
        widthShare: 0.8,
        weir: { crestM: new Float32Array(faces.length).fill(0.5 * reliefM + 1), coefficient: 1.7 },
        gate: {
          sillM: 0,
          heightM: 0.5,
          coefficient: 0.6,
          timesS: Float64Array.of(0, 10),
          openShare: Float64Array.of(1, 0),
        },
      },
    ],
  };
}

const SOILS: Domain['soils'] = {
  index: new Uint16Array(0),
  table: [
    {
      infiltration: { model: 'greenAmpt', suctionMm: 110, conductivityMmH: 11, deficit: 0.4 },
      perviousShare: 0.5,
      abstractionMm: 3,
    },
    {
      infiltration: { model: 'horton', initialMmH: 80, finalMmH: 5, decayPerH: 4 },
      perviousShare: 1,
      abstractionMm: 0,
    },
    {
      infiltration: { model: 'curveNumber', curveNumber: 70, abstractionShare: 0.2 },
      perviousShare: 1,
      abstractionMm: 0,
    },
  ],
};

/** Rough ground with cliffs, voids, blocks, water, rain, losses, a sea, a river, a culvert, a gate: everything at once. */
export const anything: fc.Arbitrary<Domain> = fc
  .record({
    cols: fc.integer({ min: 1, max: 24 }),
    rows: fc.integer({ min: 1, max: 24 }),
    cellSizeM: fc.constantFrom(0.1, 0.5, 2, 10, 50),
    seed: fc.integer({ min: 1, max: 1e6 }),
    reliefM: fc.constantFrom(0, 0.1, 3, 100),
    voids: fc.constantFrom(0, 0.1, 0.9),
    rainMmH: fc.constantFrom(0, 1, 300),
    infiltrationMmH: fc.constantFrom(0, 5, 1000),
    drains: fc.boolean(),
    edges: fc.constantFrom('open' as const, 'closed' as const),
    sea: fc.boolean(),
    river: fc.boolean(),
    barrier: fc.boolean(),
    soils: fc.boolean(),
    built: fc.boolean(),
    manning: fc.constantFrom(0, 0.015, 0.1),
  })
  .map((given) => {
    const { cols, rows, cellSizeM, reliefM } = given;
    let state = given.seed;
    const next = (): number => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    const cells = cols * rows;
    const groundM = Float32Array.from({ length: cells }, () => next() * reliefM);
    const kind = Uint8Array.from(groundM, () =>
      next() < given.voids ? CELL.noData : next() < 0.1 ? CELL.block : CELL.active,
    );
    kind[cells - 1] = CELL.active;
    groundM.forEach((_, cell) => {
      if (kind[cell] === CELL.noData) groundM[cell] = Number.NaN;
    });
    const times = Float64Array.of(0, 5, 20);
    return domainOf({
      cols,
      rows,
      cellSizeM,
      kind,
      groundM,
      manning: given.manning,
      infiltrationMmH: given.infiltrationMmH,
      drainsMmH: given.drains ? new Float32Array(cells).fill(12) : undefined,
      initialDepthM: Float32Array.from(groundM, () => (next() < 0.3 ? next() * 2 : 0)),
      rain:
        given.rainMmH > 0 ? [{ timesS: Float64Array.of(0, 15), intensityMmH: Float64Array.of(given.rainMmH, 0) }] : [],
      levels: given.sea
        ? [
            {
              id: 'sea',
              cells: Uint32Array.of(0, cells >> 1),
              timesS: times,
              levelM: Float64Array.of(0, reliefM / 2, 0.2),
            },
          ]
        : [],
      inflows: given.river
        ? [
            {
              id: 'q',
              cells: Uint32Array.of(cells - 1),
              timesS: times,
              dischargeM3s: Float64Array.of(0, cellSizeM, -cellSizeM),
            },
          ]
        : [],
      barriers: given.barrier
        ? [{ id: 'b', cells: Uint32Array.of(cells >> 2), crestM: Float32Array.of(reliefM + 1), fromS: 7, toS: 13 }]
        : [],
      ...(given.soils && { soils: { ...SOILS, index: Uint16Array.from(kind, () => Math.floor(next() * 4)) } }),
      ...(given.built && built(kind, cols, rows, reliefM)),
      edges: given.edges,
      durationS: Math.min(30, 20 * cellSizeM),
      outputEveryS: 4,
    });
  });
