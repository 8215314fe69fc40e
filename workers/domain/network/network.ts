import type { SwmmModel } from '../../../src/city/inp/swmm/index.ts';
import type { Hydrology, Network } from '../../drainage/index.ts';
import { turning } from './context.ts';
import { hydrologyOf } from './hydrology.ts';
import { inflowsOfModel } from './inflows.ts';
import { inletsOf } from './inlets.ts';
import { linkOf } from './links.ts';
import { nodeOf } from './nodes.ts';
import { rulesOf } from './rules.ts';

/** A network, and a sentence about everything in its model that it does not compute. */
export interface TurnedNetwork {
  readonly network: Network;
  readonly hydrology: Hydrology;
  readonly warnings: readonly string[];
}

const LIMITS = { SLOPE: 'slope', FROUDE: 'froude', BOTH: 'both' } as const;

/** The pipe network of a SWMM model. @throws InputError on an expression that cannot be read */
export function networkOf(model: SwmmModel): TurnedNetwork {
  const state = turning(model);
  const { warnings } = state;
  const { options } = model;
  for (const { section, line, what } of model.unsupported)
    warnings.push(`[${section}] line ${line}: ${what.en} is not computed.`);
  if (options.routing !== 'DYNWAVE') warnings.push(`FLOW_ROUTING ${options.routing}: computed as a dynamic wave.`);
  if (options.lengtheningStepS > 0) warnings.push('LENGTHENING_STEP: conduits keep their lengths.');
  const nodes = new Map(model.nodes.map((node) => [node.id, node]));
  const network: Network = {
    nodes: model.nodes.map((node) => nodeOf(state, node)),
    links: model.links.map((link) => linkOf(state, link, nodes)),
    inflows: inflowsOfModel(state),
    startMs: Date.parse(`${options.start}Z`),
    inlets: inletsOf(state),
    normalFlowLimit: LIMITS[options.normalFlowLimited],
    rules: rulesOf(state),
    ruleStepS: options.ruleStepS,
  };
  return { network, hydrology: hydrologyOf(state), warnings };
}
