import { seriesMean } from './curves.ts';
import { type Network, NetworkError, type Pattern } from './network.ts';
import type { Series } from './relations.ts';

const DAY_MS = 86_400_000;

/** Own inflows of the nodes: `add(from, to, flows)` adds their means over a step, so that
 * volumes are those of the hydrographs; each series and set of patterns is looked up once. */
export function inflowsOf(
  network: Network,
  nodeAt: ReadonlyMap<string, number>,
): (fromS: number, toS: number, lateralM3s: Float64Array) => void {
  const series: Series[] = [];
  const sets: (readonly Pattern[])[] = [];
  const indexIn = <T>(list: T[], one: T): number => {
    const found = list.indexOf(one);
    return found >= 0 ? found : list.push(one) - 1;
  };
  const seriesParts: { node: number; which: number; factor: number }[] = [];
  const baseParts: { node: number; which: number; flowM3s: number }[] = [];
  const none: readonly Pattern[] = [];
  for (const inflow of network.inflows ?? []) {
    const node = nodeAt.get(inflow.node);
    if (node === undefined) throw new NetworkError(`Inflow: no node "${inflow.node}".`);
    if (inflow.series) seriesParts.push({ node, which: indexIn(series, inflow.series), factor: inflow.factor ?? 1 });
    if (inflow.baselineM3s)
      baseParts.push({ node, which: indexIn(sets, inflow.patterns ?? none), flowM3s: inflow.baselineM3s });
  }
  const values = new Float64Array(series.length);
  const factors = new Float64Array(sets.length);
  const startMs = network.startMs ?? 0;
  return (fromS, toS, lateralM3s) => {
    for (let i = 0; i < series.length; i++) values[i] = seriesMean(series[i], fromS, toS);
    for (let i = 0; i < sets.length; i++) factors[i] = patternFactor(sets[i], startMs + 500 * (fromS + toS));
    for (let i = 0; i < seriesParts.length; i++) {
      const { node, which, factor } = seriesParts[i];
      lateralM3s[node] += factor * values[which];
    }
    for (let i = 0; i < baseParts.length; i++) {
      const { node, which, flowM3s } = baseParts[i];
      lateralM3s[node] += flowM3s * factors[which];
    }
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
