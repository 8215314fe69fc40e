import type { City } from '../../src/city/types.ts';
import type { ResolvedScenario } from '../../src/scenario/types.ts';
import { createPipes, type Pipes } from '../drainage/index.ts';
import { type Domain, type RunOptions, type RunResult, runFlood } from '../flood/index.ts';
import { type Drains, drainsUnder } from './coupling.ts';
import { buildDomain, type DomainOptions } from './index.ts';

/** All that a run is computed from: a surface, and the pipes under it where the City has any and the scenario wants them. */
export interface Plan {
  readonly domain: Domain;
  readonly drains: Drains | undefined;
}

/** @throws InputError as `buildDomain` does, and for a drainage file that cannot be computed */
export async function planRun(city: City, scenario: ResolvedScenario, options: DomainOptions = {}): Promise<Plan> {
  const layer = city.layers.get('drainage');
  const pipes = scenario.drainage && layer?.kind === 'network' && layer.nodes.length > 0;
  const domain = await buildDomain(city, scenario, { ...options, pipes });
  const drains = pipes ? drainsUnder(city, scenario, domain) : undefined;
  if (!drains) return { domain, drains };
  return { domain: { ...domain, warnings: [...domain.warnings, ...drains.warnings] }, drains };
}

export interface PlanOptions extends RunOptions {
  /** Called at each output time, before its frame. */
  readonly onPipes?: (pipes: Pipes, timeS: number) => void;
}

/** Computes surface and pipes together. @throws InputError for what cannot be computed; the signal's reason when cancelled */
export async function runPlan({ domain, drains }: Plan, { onPipes, ...options }: PlanOptions = {}): Promise<RunResult> {
  if (!drains) return runFlood(domain, options);
  const pipes = createPipes(drains, drains.identity);
  const { summary, ...rest } = await runFlood(domain, {
    ...options,
    underground: pipes,
    onFrame: (frame) => {
      onPipes?.(pipes, frame.timeS);
      return options.onFrame?.(frame);
    },
  });
  return { ...rest, summary: { ...summary, drainage: drainageSummary(pipes, drains) } };
}

function drainageSummary({ drainage }: Pipes, { network, openings }: Drains) {
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
    newtonSteps: drainage.counts.newtonSteps,
    retries: drainage.counts.retries,
  };
}
