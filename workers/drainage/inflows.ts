import { seriesMean } from './curves.ts';
import { type Network, NetworkError, type Pattern } from './network.ts';
import type { Parts } from './parts.ts';
import type { Series } from './relations.ts';

const DAY_MS = 86_400_000;

/**
 * Own inflows of the nodes: `add(part, from, to, flows)` adds the means of a part over a step, so that volumes are those of
 * the hydrographs; each series and set of patterns is looked up once a step.
 */
export function inflowsOf(
  network: Network,
  nodeAt: ReadonlyMap<string, number>,
  parts: Parts,
): (part: number, fromS: number, toS: number, lateralM3s: Float64Array) => void {
  const series: Series[] = [];
  const sets: (readonly Pattern[])[] = [];
  const indexIn = <T>(list: T[], one: T): number => {
    const found = list.indexOf(one);
    return found >= 0 ? found : list.push(one) - 1;
  };
  const own: Own[][] = Array.from({ length: parts.count }, () => []);
  const none: readonly Pattern[] = [];
  for (const inflow of network.inflows ?? []) {
    const node = nodeAt.get(inflow.node);
    if (node === undefined) throw new NetworkError(`Inflow: no node "${inflow.node}".`);
    const list = own[parts.ofNode[node]];
    if (inflow.series)
      list.push({ node, which: indexIn(series, inflow.series), times: inflow.factor ?? 1, of: 'series' });
    if (inflow.baselineM3s)
      list.push({ node, which: indexIn(sets, inflow.patterns ?? none), times: inflow.baselineM3s, of: 'patterns' });
  }
  const startMs = network.startMs ?? 0;
  const seriesNow = remembered(series.length, (i, fromS, toS) => seriesMean(series[i], fromS, toS));
  const factorNow = remembered(sets.length, (i, fromS, toS) => patternFactor(sets[i], startMs + 500 * (fromS + toS)));
  return (part, fromS, toS, lateralM3s) => {
    for (const { node, which, times, of } of own[part])
      lateralM3s[node] += times * (of === 'series' ? seriesNow : factorNow)(which, fromS, toS);
  };
}

/** An inflow's series or patterns, and what they are multiplied by. */
interface Own {
  readonly node: number;
  readonly which: number;
  readonly times: number;
  readonly of: 'series' | 'patterns';
}

/** Values over a stretch of time, each worked out once as long as the stretch stays. */
function remembered(
  count: number,
  worked: (i: number, fromS: number, toS: number) => number,
): (i: number, fromS: number, toS: number) => number {
  const values = new Float64Array(count);
  const from = new Float64Array(count).fill(Number.NaN);
  const to = new Float64Array(count);
  return (i, fromS, toS) => {
    if (from[i] !== fromS || to[i] !== toS) {
      values[i] = worked(i, fromS, toS);
      from[i] = fromS;
      to[i] = toS;
    }
    return values[i];
  };
}

/** Product of a set's patterns at a moment; hours of a weekend pattern replace those of all days. */
export function patternFactor(patterns: readonly Pattern[], timeMs: number): number {
  if (patterns.length === 0) return 1;
  const date = new Date(timeMs);
  const day = (Math.floor(timeMs / DAY_MS) + 4) % 7;
  const weekend = day === 0 || day === 6;
  const hour = date.getUTCHours();
  const weekendRules = weekend && patterns.some(({ by }) => by === 'weekendHour');
  let product = 1;
  for (const { by, factors } of patterns) {
    if (by === 'month') product *= factors[date.getUTCMonth()] ?? 1;
    else if (by === 'day') product *= factors[day] ?? 1;
    else if (by === 'hour') product *= weekendRules ? 1 : (factors[hour] ?? 1);
    else if (weekend) product *= factors[hour] ?? 1;
  }
  return product;
}
