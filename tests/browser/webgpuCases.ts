import type { Engine } from '../../workers/flood/engine.ts';
import { CELL, type Domain, type Frame, type RunResult } from '../../workers/flood/index.ts';
import { drive } from '../../workers/flood/run.ts';
import { domainOf } from '../flood/build.ts';

export interface Ran extends RunResult {
  readonly frames: readonly Frame[];
  readonly last: Frame;
}

/** Drives an engine through a Domain and closes it. */
export async function run(engine: Engine, domain: Domain, onFrame?: (frame: Frame) => void): Promise<Ran> {
  const frames: Frame[] = [];
  try {
    const result = await drive(
      engine,
      domain,
      {
        onFrame: (frame) => {
          frames.push(frame);
          onFrame?.(frame);
        },
        onProgress: () => {},
      },
      'hash',
    );
    return { ...result, frames, last: frames[frames.length - 1] };
  } finally {
    engine.close();
  }
}

/** More than one block of the card in either direction. */
const COLS = 72;
const ROWS = 20;
const size = { cols: COLS, rows: ROWS, cellSizeM: 10, durationS: 3600, outputEveryS: 900 };

/** Hills, hollows and a little noise, m. */
function rough(noiseM: number): Float32Array {
  let state = 11;
  const next = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  return Float32Array.from({ length: COLS * ROWS }, (_, cell) => {
    const [x, y] = [cell % COLS, Math.floor(cell / COLS)];
    return 5 + 0.4 * Math.sin(0.31 * x + 0.17 * y) + 0.3 * Math.cos(0.23 * y - 0.11 * x) + noiseM * next();
  });
}

/** A storm on rough ground with buildings, soil, drains and two kinds of roughness. */
export function storm(): Domain {
  const groundM = rough(0.05);
  const kind = groundM.map((_, cell) =>
    (cell % COLS) % 7 > 3 && Math.floor(cell / COLS) % 6 > 3 ? CELL.block : CELL.active,
  );
  return domainOf({
    ...size,
    groundM,
    kind: Uint8Array.from(kind),
    manning: groundM.map((_, cell) => (cell % 3 === 0 ? 0.06 : 0.02)),
    infiltrationMmH: groundM.map((_, cell) => (cell % 4) * 2),
    drainsMmH: new Float32Array(COLS * ROWS).fill(15),
    rain: [
      { timesS: Float64Array.of(0, 1800, 3000), intensityMmH: Float64Array.of(40, 120, 0) },
      {
        cells: Uint32Array.from({ length: 300 }, (_, k) => k),
        timesS: Float64Array.of(0, 600),
        intensityMmH: Float64Array.of(0, 90),
      },
    ],
  });
}

/** The storm on soils of every kind. */
export function soaking(): Domain {
  const rest = { perviousShare: 0.7, abstractionMm: 2 };
  return {
    ...storm(),
    soils: {
      index: Uint16Array.from({ length: COLS * ROWS }, (_, cell) => (cell >> 1) % 5),
      table: [
        {
          infiltration: { model: 'greenAmpt', suctionMm: 110, conductivityMmH: 10.9, deficit: 0.41 },
          perviousShare: 0.5,
          abstractionMm: 0,
        },
        { infiltration: { model: 'horton', initialMmH: 75, finalMmH: 6, decayPerH: 4 }, ...rest },
        { infiltration: { model: 'curveNumber', curveNumber: 80, abstractionShare: 0.2 }, ...rest },
        { infiltration: { model: 'constant', rateMmH: 20 }, ...rest },
      ],
    },
  };
}

/** A tide that comes over a beach and goes, the sea two columns wide. */
export function tide(): Domain {
  return domainOf({
    ...size,
    durationS: 1800,
    outputEveryS: 450,
    groundM: rough(0).map((z, cell) => z - 5 + 0.02 * (cell % COLS)),
    levels: [
      {
        id: 'sea',
        cells: Uint32Array.from({ length: 2 * ROWS }, (_, k) => Math.floor(k / 2) * COLS + (k % 2)),
        timesS: Float64Array.of(0, 900, 1800),
        levelM: Float64Array.of(0.3, 1.4, 0.2),
      },
    ],
  });
}

/** A river that comes in at one side, some of it pumped away for a while, and leaves over the open edge. */
export function river(): Domain {
  const groundM = Float32Array.from({ length: COLS * ROWS }, (_, cell) => {
    const [x, y] = [cell % COLS, Math.floor(cell / COLS)];
    return 10 - 0.02 * x + 0.004 * (y - 10) ** 2;
  });
  return domainOf({
    ...size,
    groundM,
    edges: 'open',
    inflows: [
      {
        id: 'river',
        cells: Uint32Array.from({ length: 10 }, (_, k) => (5 + k) * COLS),
        timesS: Float64Array.of(0, 900, 3600),
        dischargeM3s: Float64Array.of(0, 8, 4),
      },
      {
        id: 'pump',
        cells: Uint32Array.of(10 * COLS + 30),
        timesS: Float64Array.of(1000, 1200, 1500),
        dischargeM3s: Float64Array.of(0, -1, 0.5),
      },
    ],
    barriers: [
      {
        id: 'gate',
        cells: Uint32Array.from({ length: 5 }, (_, k) => (8 + k) * COLS + 20),
        crestM: new Float32Array(5).fill(10.2),
        fromS: 1300,
        toS: 2500,
      },
    ],
  });
}

/** Still water over islands. */
export function lake(): Domain {
  const groundM = rough(0.3);
  return domainOf({
    ...size,
    groundM,
    durationS: 600,
    outputEveryS: 300,
    initialDepthM: groundM.map((z) => Math.max(0, 5.25 - z)),
  });
}

const FILM_M = 1e-3;

/** Largest difference of depth away from where the one is wet and the other is not, m, and how many cells that leaves out. */
export function apart(domain: Domain, a: Frame, b: Frame): { mostM: number; leftOut: number } {
  const { cols } = domain.grid;
  const flips = a.depthM.map((depth, cell) => (depth >= FILM_M === b.depthM[cell] >= FILM_M ? 0 : 1));
  const near = (cell: number): boolean => [0, -1, 1, -cols, cols].some((step) => flips[cell + step] === 1);
  let mostM = 0;
  let leftOut = 0;
  a.depthM.forEach((depth, cell) => {
    if (near(cell)) leftOut++;
    else mostM = Math.max(mostM, Math.abs(depth - b.depthM[cell]));
  });
  return { mostM, leftOut };
}
