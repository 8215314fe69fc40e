import type { Pattern as SwmmPattern } from '../../../src/city/inp/swmm/index.ts';
import type { NodeInflow, Pattern } from '../../drainage/index.ts';
import type { Turning } from './context.ts';

const BY = { MONTHLY: 'month', DAILY: 'day', HOURLY: 'hour', WEEKEND: 'weekendHour' } as const;

/** Direct and dry-weather inflows. */
export function inflowsOfModel({ model, series }: Turning): NodeInflow[] {
  const patterns = new Map(model.patterns.map((pattern) => [pattern.id, patternOf(pattern)]));
  const named = (ids: readonly (string | undefined)[]): Pattern[] =>
    ids.flatMap((id) => {
      const found = id === undefined ? undefined : patterns.get(id);
      return found ? [found] : [];
    });
  return [
    ...model.inflows.map(
      (inflow): NodeInflow => ({
        node: inflow.node,
        ...(inflow.series !== undefined && { series: series(inflow.series), factor: inflow.seriesUnitM3s }),
        baselineM3s: inflow.baselineM3s,
        patterns: named([inflow.pattern]),
      }),
    ),
    ...model.dryWeatherFlows.map(
      ({ node, meanM3s, patterns: ids }): NodeInflow => ({ node, baselineM3s: meanM3s, patterns: named(ids) }),
    ),
  ];
}

const patternOf = ({ type, factors }: SwmmPattern): Pattern => ({ by: BY[type], factors });
