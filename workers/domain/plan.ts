import type { City } from '../../src/city/types.ts';
import type { ResolvedScenario } from '../../src/scenario/types.ts';
import { drainsUnder } from './coupling.ts';
import { downpipes } from './downpipes.ts';
import { buildDomain, type DomainOptions } from './index.ts';
import type { Planned } from './run.ts';

/**
 * A City and a Scenario as `runPlan` computes them: the surface, and the pipes under it where the City has any and the
 * scenario wants them.
 *
 * With `pipes: false` a stated loss stands in for them: quicker by the time that they take.
 *
 * @throws InputError as `buildDomain` does, and for a drainage file that cannot be read
 */
export async function planRun(city: City, scenario: ResolvedScenario, options: DomainOptions = {}): Promise<Planned> {
  const layer = city.layers.get('drainage');
  const pipes = options.pipes !== false && scenario.drainage && layer?.kind === 'network' && layer.nodes.length > 0;
  const domain = await buildDomain(city, scenario, { ...options, pipes });
  const drains = pipes ? drainsUnder(city, scenario, domain, options.pipes === 'rough') : undefined;
  if (!drains) return domain;
  const roofs = downpipes(
    city,
    scenario,
    domain,
    drains.openings.map(({ surface }) => drains.cells[surface]),
  );
  return { ...domain, ...(roofs && { roofs }), warnings: [...domain.warnings, ...drains.warnings], drains };
}
