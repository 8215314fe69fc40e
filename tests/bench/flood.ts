import { createEngine } from '../../workers/flood/choose.ts';
import { CELL, type Domain, ENGINE_VERSION, type Engine } from '../../workers/flood/index.ts';
import { canRun } from '../../workers/flood/kernel/modules.ts';
import { sharesOf } from './floodParts.ts';
import { median } from './statistics.ts';

/** One way to compute: what a run can be asked for. */
interface Way {
  readonly solver: 'inertial' | 'full';
  readonly build: 'ts' | 'simd' | 'simd-fma';
  readonly steps: 'local' | 'global';
  readonly threads: number;
}

/** The largest grid that plain TypeScript is asked to compute, cells along a side. */
const TS_MOST = 256;
const ROUNDS = 5;
/** Simulated before the clock starts: compilers have then settled, and water moves, s. */
const WARM_UP_S = 20;
/** Steps that a timed piece has about, times cells: one to a few seconds compiled. */
const TIMED_CELL_STEPS = 4e8;
/** Small grids take no more steps than this. */
const MOST_STEPS = 4000;
const GRAVITY = 9.81;
const CELL_M = 5;

/** A wavy plain under a storm with every feature of a city's run: roughness, infiltration and drains cell by cell, open edges. */
function plain(size: number, wetShare: number, solver: Way['solver']): Domain {
  const cells = size * size;
  const at = (value: (col: number, row: number) => number): Float32Array =>
    Float32Array.from({ length: cells }, (_, cell) => value(cell % size, Math.floor(cell / size)));
  const wetCols = size * wetShare;
  const raining = Uint32Array.from({ length: cells }, (_, cell) => cell).filter((cell) => cell % size < wetCols);
  return {
    grid: { cols: size, rows: size, cellSizeM: CELL_M, xMin: 0, yMin: 0 },
    kind: new Uint8Array(cells).fill(CELL.active),
    // The dry side stands higher, so that it stays dry.
    groundM: at(
      (col, row) => Math.sin(col / 17) * 0.4 + Math.cos(row / 23) * 0.4 + (col + row) * 0.002 + (col < wetCols ? 0 : 4),
    ),
    manning: at((col, row) => 0.03 + 0.01 * ((col + row) % 3)),
    infiltrationMmH: at((col) => (col % 4 === 0 ? 10 : 0)),
    drainsMmH: at((_, row) => (row % 5 === 0 ? 12 : 0)),
    initialDepthM: at((col) => (col < wetCols ? 1 + 0.2 * Math.sin(col / 7) : 0)),
    rain: [{ timesS: Float64Array.of(0), intensityMmH: Float64Array.of(60), cells: raining }],
    inflows: [],
    levels: [],
    barriers: [],
    edges: 'open',
    gauges: [],
    durationS: 1e6,
    outputEveryS: 1e6,
    solver,
    warnings: [],
  };
}

const label = ({ solver, build, steps, threads }: Way): string =>
  `${solver} ${build}${solver === 'inertial' && build !== 'ts' ? ` ${steps}` : ''} × ${threads}`;

function waysFor(size: number): readonly Way[] {
  const ways: Way[] = [];
  for (const solver of ['inertial', 'full'] as const) {
    if (size <= TS_MOST) ways.push({ solver, build: 'ts', steps: 'global', threads: 1 });
    for (const build of ['simd', 'simd-fma'] as const) {
      if (!canRun(build)) continue;
      for (const steps of solver === 'inertial' ? (['global', 'local'] as const) : (['global'] as const))
        for (const threads of [1, 2]) ways.push({ solver, build, steps, threads });
    }
  }
  return ways;
}

async function warm(domain: Domain, way: Way): Promise<Engine> {
  const engine = await createEngine(domain, way);
  await engine.settle();
  await engine.advance(WARM_UP_S, () => false);
  return engine;
}

/** Simulated seconds of a timed piece, from the step that 1.2 m of water allows. */
function pieceS(size: number, build: Way['build']): number {
  const stepS = (0.6 * CELL_M) / Math.sqrt(GRAVITY * 1.2);
  const steps = Math.min(MOST_STEPS, TIMED_CELL_STEPS / size ** 2) * (build === 'ts' ? 0.1 : 1);
  return Math.max(10, steps) * stepS;
}

/** One timed piece. Speeds are of `advance` alone: no outputs, no making of the engine. */
async function time(domain: Domain, way: Way, size: number) {
  const engine = await warm(domain, way);
  const { cellSteps, timeS } = engine;
  const began = performance.now();
  await engine.advance(timeS + pieceS(size, way.build), () => false);
  const wallS = (performance.now() - began) / 1000;
  const sample = {
    millionCellStepsPerS: (engine.cellSteps - cellSteps) / wallS / 1e6,
    simulatedSPerS: (engine.timeS - timeS) / wallS,
  };
  engine.close();
  return sample;
}

async function shares(domain: Domain, way: Way, size: number): Promise<unknown> {
  const engine = await warm(domain, way);
  const parts = await sharesOf(way.solver, engine, engine.timeS + pieceS(size, way.build));
  engine.close();
  return parts;
}

/**
 * Engines side by side on grids of 256², 1000² and 2000² cells (or `FLOOD_SIZES=256,400`), nearly all wet and half dry:
 * medians of rounds in which all take turns, raw samples, and where the time of a step goes. With local steps a cell
 * is updated only as often as it needs, so that `simulatedSPerS` and not cell-steps compares it with global ones.
 */
export async function benchFlood(): Promise<unknown> {
  const sizes = process.env.FLOOD_SIZES?.split(',').map(Number) ?? [256, 1000, 2000];
  const rows: Record<string, unknown>[] = [];
  for (const size of sizes) {
    for (const wet of [0.98, 0.5]) {
      const domains = { inertial: plain(size, wet, 'inertial'), full: plain(size, wet, 'full') };
      const tries = waysFor(size).map((way) => ({ way, samples: [] as Awaited<ReturnType<typeof time>>[] }));
      for (let round = 0; round < ROUNDS; round++)
        for (const { way, samples } of tries) samples.push(await time(domains[way.solver], way, size));
      for (const { way, samples } of tries) {
        const row = {
          case: `${size}², ${wet * 100} % wet`,
          engine: label(way),
          millionCellStepsPerS: round(median(samples.map((sample) => sample.millionCellStepsPerS))),
          simulatedSPerS: round(median(samples.map((sample) => sample.simulatedSPerS))),
          samples: samples.map(({ millionCellStepsPerS, simulatedSPerS }) => [
            round(millionCellStepsPerS),
            round(simulatedSPerS),
          ]),
          ...(way.threads === 1 && way.build !== 'ts' && { parts: await shares(domains[way.solver], way, size) }),
        };
        console.log(`${row.case}: ${row.engine}: ${row.millionCellStepsPerS} M cell-steps/s`);
        rows.push(row);
      }
    }
  }
  return { engineVersion: ENGINE_VERSION, rounds: ROUNDS, rows };
}

const round = (value: number): number => Number(value.toPrecision(4));
