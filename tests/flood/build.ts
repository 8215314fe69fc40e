import {
  CELL,
  type Domain,
  type Frame,
  type GaugeSample,
  type RunOptions,
  type RunResult,
  runFlood,
} from '../../workers/flood/index.ts';

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
    solver: 'auto',
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

export async function compute(domain: Domain, options: RunOptions = {}): Promise<Computed> {
  const frames: Frame[] = [];
  const samples: GaugeSample[] = [];
  const result = await runFlood(domain, {
    ...options,
    onFrame: (frame) => frames.push(frame),
    onGauges: (sample) => samples.push(sample),
  });
  return { ...result, frames, samples, last: frames[frames.length - 1] };
}

/** Volume of a frame, m³. */
export const volumeOf = (domain: Domain, frame: Frame): number =>
  frame.depthM.reduce((sum, depth) => sum + depth, 0) * domain.grid.cellSizeM ** 2;
