import { createEngine } from '../../workers/flood/choose.ts';
import { createFull } from '../../workers/flood/full/engine.ts';
import {
  CELL,
  type Domain,
  type Engine,
  type Frame,
  type GaugeSample,
  hashDomain,
  type RunOptions,
  type RunResult,
  runFlood,
  type Snapshot,
} from '../../workers/flood/index.ts';
import { drive } from '../../workers/flood/run.ts';

/** An engine that is held to the laws of all. */
export interface Candidate {
  readonly name: string;
  /** Of its sums within a step. */
  readonly bits: 32 | 64;
  readonly create: (domain: Domain, from?: Snapshot) => Engine | Promise<Engine>;
}

const compiled = (solver: 'inertial' | 'full', threads: number, order: 1 | 2 = 2): Candidate => ({
  name: `${solver}, compiled, ${threads} threads${order === 1 ? ', first order' : ''}`,
  bits: 32,
  create: (domain, from) =>
    createEngine({ ...domain, solver }, { build: 'simd', threads, order, ...(from && { from }) }),
});

export const FULL_ENGINES: readonly Candidate[] = [
  compiled('full', 1),
  compiled('full', 2),
  compiled('full', 2, 1),
  { name: 'full', bits: 64, create: createFull },
  { name: 'full, first order', bits: 64, create: (domain, from) => createFull(domain, from, { order: 1 }) },
];

type Fields = Partial<Domain> & { readonly cols: number; readonly rows: number; readonly cellSizeM?: number };

/** A Domain of open, flat, dry ground but for what is given. */
export function domainOf({ cols, rows, cellSizeM = 5, ...rest }: Fields): Domain {
  return {
    grid: { cols, rows, cellSizeM, xMin: 0, yMin: 0 },
    kind: new Uint8Array(cols * rows).fill(CELL.active),
    groundM: new Float32Array(cols * rows),
    manning: 0.03,
    infiltrationMmH: 0,
    drainsMmH: undefined,
    initialDepthM: 0,
    rain: [],
    inflows: [],
    levels: [],
    barriers: [],
    edges: 'closed',
    gauges: [],
    durationS: 600,
    outputEveryS: 60,
    solver: 'inertial',
    warnings: [],
    ...rest,
  };
}

export const rainOf = (intensityMmH: number, cells?: Uint32Array) => ({
  timesS: Float64Array.of(0),
  intensityMmH: Float64Array.of(intensityMmH),
  ...(cells && { cells }),
});

export const inflowOf = (dischargeM3s: number, ...cells: number[]) => ({
  id: 'q',
  cells: Uint32Array.from(cells),
  timesS: Float64Array.of(0),
  dischargeM3s: Float64Array.of(dischargeM3s),
});

export const levelOf = (levelM: number, ...cells: number[]) => ({
  id: 'sea',
  cells: Uint32Array.from(cells),
  timesS: Float64Array.of(0),
  levelM: Float64Array.of(levelM),
});

export interface Computed extends RunResult {
  readonly frames: readonly Frame[];
  readonly samples: readonly GaugeSample[];
  readonly last: Frame;
}

/** With the engine that a run chooses itself, or is asked for. */
export const compute = (domain: Domain, options: RunOptions = {}): Promise<Computed> =>
  collect((listeners) => runFlood(domain, { ...options, ...listeners }));

/** With one engine. */
export const computeWith = ({ create }: Candidate, domain: Domain, from?: Snapshot): Promise<Computed> =>
  collect(async (options) => {
    const engine = await create(domain, from);
    try {
      return await drive(engine, domain, { ...options, ...(from && { from }) }, hashDomain(domain));
    } finally {
      engine.close();
    }
  });

async function collect(run: (options: RunOptions) => Promise<RunResult>): Promise<Computed> {
  const frames: Frame[] = [];
  const samples: GaugeSample[] = [];
  const result = await run({
    onFrame: (frame) => void frames.push(frame),
    onGauges: (sample) => void samples.push(sample),
  });
  return { ...result, frames, samples, last: frames[frames.length - 1] };
}

/** Volume of a frame, m³. */
export const volumeOf = (domain: Domain, frame: Frame): number =>
  frame.depthM.reduce((sum, depth) => sum + depth, 0) * domain.grid.cellSizeM ** 2;
