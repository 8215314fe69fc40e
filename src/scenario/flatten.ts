import type { Measure, MeasureRemoval, Scenario } from './types.ts';

/**
 * A line of scenarios, eldest first, as one: what the youngest says and inherits within the line, under the eldest's
 * parent. Measures that the line takes out stay named as taken out, for the parent may have them.
 */
export function flatten(line: readonly Scenario[]): Scenario {
  const merged: Record<string, unknown> = {};
  const measures = new Map<string, Measure | MeasureRemoval>();
  for (const { measures: own = [], ...rest } of line) {
    for (const [key, value] of Object.entries(rest)) if (value !== undefined) merged[key] = value;
    for (const measure of own) measures.set(measure.id, measure);
  }
  const parent = line[0]?.parent;
  return {
    ...(merged as Scenario),
    ...(parent === undefined ? {} : { parent }),
    ...(measures.size > 0 && { measures: [...measures.values()] }),
  };
}
