import { InputError } from '../../src/city/errors.ts';
import { createPipes, type DrainPlan, NetworkError, type Pipes, type Runoff } from '../drainage/index.ts';
import { type Domain, type RunOptions, type RunResult, runFlood, type Warning } from '../flood/index.ts';

/** Pipes under a Domain. */
export interface Drains extends DrainPlan {
  /** Changes with everything that changes their results. */
  readonly identity: string;
  readonly warnings: readonly Warning[];
}

/** All that a run is computed from: a surface, and pipes under it. Plain data, which a worker can be sent. */
export interface Planned extends Domain {
  readonly drains?: Drains;
}

/** The pipes at the output times; by id, one value a time. */
export interface PipeHistory {
  readonly timesS: readonly number[];
  /** Of nodes, m. */
  readonly headM: Readonly<Record<string, Float32Array>>;
  /** Out of the manholes and inlets of nodes onto the street, m³/s; negative: into them. */
  readonly risingM3s: Readonly<Record<string, Float32Array>>;
  /** Of links, from their first node to their second, m³/s. */
  readonly flowM3s: Readonly<Record<string, Float32Array>>;
  /** Of links, m/s. */
  readonly speedMS: Readonly<Record<string, Float32Array>>;
}

export interface PlanResult extends RunResult {
  readonly pipes?: PipeHistory;
}

export interface PlanOptions extends RunOptions {
  /** Called at each output time, before its frame. */
  readonly onPipes?: (pipes: Pipes, timeS: number) => void;
}

/** Computes surface and pipes together. @throws InputError for what cannot be computed; the signal's reason when cancelled */
export async function runPlan(
  { drains, ...domain }: Planned,
  { onPipes, ...options }: PlanOptions = {},
): Promise<PlanResult> {
  if (!drains) return runFlood(domain, options);
  try {
    return await runTogether(domain, drains, options, onPipes);
  } catch (error) {
    throw asInput(error);
  }
}

async function runTogether(
  domain: Domain,
  drains: Drains,
  options: RunOptions,
  onPipes: PlanOptions['onPipes'],
): Promise<PlanResult> {
  const pipes = createPipes(drains, drains.identity);
  const timesS: number[] = [];
  const { nodes, links } = drains.network;
  const heads: Float32Array[] = [];
  const rising: Float32Array[] = [];
  const flows: Float32Array[] = [];
  const speeds: Float32Array[] = [];
  const { summary, ...rest } = await runFlood(domain, {
    ...options,
    underground: pipes,
    onFrame: (frame) => {
      onPipes?.(pipes, frame.timeS);
      timesS.push(frame.timeS);
      heads.push(Float32Array.from(pipes.drainage.headM));
      rising.push(Float32Array.from(pipes.risingM3s));
      flows.push(Float32Array.from(pipes.drainage.flowM3s.subarray(0, links.length)));
      speeds.push(Float32Array.from(links, (_, k) => pipes.drainage.speedMS(k)));
      return options.onFrame?.(frame);
    },
  });
  const history: PipeHistory = {
    timesS,
    headM: overTime(nodes, heads),
    risingM3s: overTime(nodes, rising),
    flowM3s: overTime(links, flows),
    speedMS: overTime(links, speeds),
  };
  return { ...rest, summary: { ...summary, drainage: drainageSummary(pipes, drains) }, pipes: history };
}

/** Rows of values by time as series by id. */
const overTime = (things: readonly { readonly id: string }[], rows: readonly Float32Array[]) =>
  Object.fromEntries(things.map(({ id }, i) => [id, Float32Array.from(rows, (row) => row[i])]));

/** What is wrong with pipes is wrong with what was given. */
function asInput(error: unknown): unknown {
  if (!(error instanceof NetworkError)) return error;
  return new InputError('network', `Drainage: ${error.message}`, `Thoát nước: ${error.message}`);
}

function drainageSummary({ drainage, runoff }: Pipes, { network, openings }: Drains) {
  const balance = drainage.massBalance();
  return {
    engine: `drainage ${drainage.version}`,
    nodes: network.nodes.length,
    links: network.links.length,
    openings: openings.length,
    volumeM3: {
      initial: balance.initialM3,
      inflow: balance.inflowM3,
      backflow: balance.backflowM3,
      fromSurface: balance.fromSurfaceM3,
      toSurface: balance.toSurfaceM3,
      outflow: balance.outflowM3,
      flooding: balance.floodingM3,
      stored: balance.storedM3,
    },
    massErrorRel: balance.errorRel,
    ...(runoff && { land: landSummary(runoff) }),
    newtonSteps: Math.round(drainage.counts.newtonSteps),
    retries: drainage.counts.retries,
  };
}

/** Of subcatchments outside the grid; what they shed is among the pipes' `inflow`. */
function landSummary(runoff: Runoff) {
  const { initialM3, rainM3, evaporationM3, infiltrationM3, runoffM3, storedM3, errorM3 } = runoff.balance();
  return {
    subcatchments: runoff.catchments.length,
    areaM2: runoff.catchments.reduce((sum, { spec }) => sum + spec.areaM2, 0),
    volumeM3: {
      initial: initialM3,
      rain: rainM3,
      evaporation: evaporationM3,
      infiltration: infiltrationM3,
      runoff: runoffM3,
      stored: storedM3,
    },
    massErrorRel: Math.abs(errorM3) / Math.max(initialM3 + rainM3, 1e-9),
  };
}
