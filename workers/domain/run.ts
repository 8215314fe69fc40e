import { InputError } from '../../src/city/errors.ts';
import { createPipes, type DrainPlan, NetworkError, type Pipes, type Runoff } from '../drainage/index.ts';
import { type Domain, type RunOptions, type RunResult, runFlood, type Snapshot, type Warning } from '../flood/index.ts';
import { type PipeHistory, PipeLog } from './pipeLog.ts';

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
  const past = options.from?.past;
  const pipes = createPipes(drains, drains.identity, past);
  const log = new PipeLog(drains.network, past);
  const { onState, onHold } = options;
  const withPast = (take: () => Snapshot | Promise<Snapshot>) => async (): Promise<Snapshot> => ({
    ...(await take()),
    past: log.past(pipes),
  });
  const { summary, ...rest } = await runFlood(domain, {
    ...options,
    underground: pipes,
    onFrame: (frame) => {
      onPipes?.(pipes, frame.timeS);
      log.add(pipes, frame.timeS);
      return options.onFrame?.(frame);
    },
    ...(onState && { onState: (take) => onState(withPast(take)) }),
    ...(onHold && { onHold: (take) => onHold(withPast(take)) }),
  });
  return { ...rest, summary: { ...summary, drainage: drainageSummary(pipes, drains) }, pipes: log.history() };
}

/** What is wrong with pipes is wrong with what was given. */
function asInput(error: unknown): unknown {
  if (!(error instanceof NetworkError)) return error;
  return new InputError('network', `Drainage: ${error.message}`, `Thoát nước: ${error.message}`);
}

function drainageSummary({ drainage, runoff, spentS }: Pipes, { network, openings }: Drains) {
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
    wallS: spentS,
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
