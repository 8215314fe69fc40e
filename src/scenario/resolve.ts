import { InputError } from '../city/errors.ts';
import type { Measure, MeasureRemoval, ResolvedScenario, Scenario } from './types.ts';

const OUTPUT_EVERY_S = 300;
type Lookup = (id: string) => Scenario | undefined;

/**
 * A scenario with everything it inherits and the defaults of DESIGN §4.3. An absent key comes from the parent, a
 * present one replaces it whole; measures merge by id and keep the parent's order, new ones after.
 * @throws InputError `scenario.cycle`, `scenario.missing-parent`, `scenario.missing-key`.
 */
export function resolveScenario(scenario: Scenario, lookup: Lookup): ResolvedScenario {
  const merged: Record<string, unknown> = {};
  const givenBy: Record<string, string> = {};
  let measures: Measure[] = [];
  for (const member of lineage(scenario, lookup)) {
    for (const [key, value] of Object.entries(member)) {
      if (value === undefined) continue;
      merged[key] = value;
      givenBy[key] = member.id;
    }
    measures = mergeMeasures(measures, member.measures ?? []);
  }
  const whole = merged as Scenario;
  if (whole.durationS === undefined) {
    throw new InputError(
      'scenario.missing-key',
      `Scenario ${scenario.id}: durationS: missing key, and no parent gives it.`,
      `Kịch bản ${scenario.id}: durationS: thiếu khóa, kịch bản gốc cũng không có.`,
    );
  }
  return {
    format: 'twin-scenario/1',
    id: scenario.id,
    name: whole.name ?? { vi: scenario.id, en: scenario.id },
    note: whole.note,
    parent: scenario.parent ?? null,
    durationS: whole.durationS,
    outputEveryS: whole.outputEveryS ?? OUTPUT_EVERY_S,
    cellSizeM: whole.cellSizeM,
    solver: whole.solver ?? 'auto',
    rain: (whole.rain ?? []).map((entry) => ({ ...entry, area: entry.area ?? ('all' as const) })),
    inflows: whole.inflows ?? [],
    levels: whole.levels ?? [],
    edges: whole.edges ?? 'closed',
    initial: (whole.initial ?? []).map((entry) => ({ ...entry, at: entry.at ?? 'all' })),
    roughness: whole.roughness ?? 'land',
    infiltration: whole.infiltration ?? 'land',
    drainage: whole.drainage ?? true,
    coupling: whole.coupling,
    buildings: whole.buildings ?? 'block',
    links: whole.links ?? [],
    structures: whole.structures ?? [],
    measures,
    gauges: whole.gauges ?? [],
    givenBy,
  };
}

/** The scenario after its ancestors, eldest first. */
function lineage(scenario: Scenario, lookup: Lookup): Scenario[] {
  const chain = [scenario];
  for (let member = scenario; typeof member.parent === 'string'; ) {
    const id = member.parent;
    const parent = lookup(id);
    if (parent === undefined) {
      throw new InputError(
        'scenario.missing-parent',
        `Scenario ${member.id}: parent: expected the id of a scenario beside it or in the city, found "${id}", which is in neither.`,
        `Kịch bản ${member.id}: parent: không tìm thấy kịch bản "${id}".`,
      );
    }
    if (chain.some((known) => known === parent || known.id === parent.id)) {
      const names = [...chain.map((known) => known.id), parent.id].join(' → ');
      throw new InputError(
        'scenario.cycle',
        `Scenario ${scenario.id}: parent: expected a line of parents that ends, found a circle (${names}).`,
        `Kịch bản ${scenario.id}: parent: các kịch bản kế thừa vòng tròn (${names}).`,
      );
    }
    chain.push(parent);
    member = parent;
  }
  return chain.reverse();
}

function mergeMeasures(inherited: readonly Measure[], own: readonly (Measure | MeasureRemoval)[]): Measure[] {
  const byId = new Map(inherited.map((measure) => [measure.id, measure]));
  for (const measure of own) {
    if ('remove' in measure) byId.delete(measure.id);
    else byId.set(measure.id, measure);
  }
  return [...byId.values()];
}

/** Reads the parents of a scenario one after the other, for callers whose files come over the wire; `resolveScenario` then looks them up. */
export async function readParents(
  scenario: Scenario,
  read: (id: string) => Promise<Scenario | undefined>,
): Promise<ReadonlyMap<string, Scenario>> {
  const parents = new Map<string, Scenario>();
  for (let id = scenario.parent; typeof id === 'string' && !parents.has(id); ) {
    const parent = await read(id);
    if (parent === undefined) break;
    parents.set(id, parent);
    id = parent.parent;
  }
  return parents;
}
