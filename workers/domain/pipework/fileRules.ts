import type { ControlAction, ControlRule, ControlVariable, SwmmEdit } from '../../../src/city/inp/swmm/index.ts';
import type { DrainLink, Rule } from '../../drainage/index.ts';

const OBJECT = { conduit: 'CONDUIT', pump: 'PUMP', orifice: 'ORIFICE', weir: 'WEIR', outlet: 'OUTLET' } as const;
const ELAPSED: ControlVariable = { object: 'SIMULATION', attribute: 'TIME' };

/** Rules that measures make: windows of time of pumps, shares of gates. */
export function ruleEdits(rule: Rule, links: ReadonlyMap<string, DrainLink>): SwmmEdit[] {
  const objectOf = (link: string) => OBJECT[links.get(link)?.kind ?? 'conduit'];
  const premises = rule.premises.map(({ join, relation, right }) => ({
    join: join === 'or' ? ('OR' as const) : ('AND' as const),
    left: ELAPSED,
    relation,
    right: right as number,
  }));
  const edits: SwmmEdit[] = [];
  const rules: ControlRule[] = [];
  const actionsOf = (actions: Rule['whenTrue']): ControlAction[] =>
    actions.flatMap(({ link, set }) => {
      const object = objectOf(link);
      if (set.by === 'value') return [{ object, link, set: fixed(object, set.value) }];
      if (set.by !== 'series') return [];
      const { timesS, values } = set.series;
      if (object === 'CONDUIT') {
        // A pipe is open or shut: one rule a stretch of time.
        rules.push(...stretches(rule, link, Array.from(timesS), Array.from(values)));
        return [];
      }
      const series = `${rule.id}_share`;
      edits.push({ do: 'series', id: series, timesS: Array.from(timesS), values: Array.from(values) });
      return [{ object, link, set: { by: 'TIMESERIES', series } }];
    });
  const whenTrue = actionsOf(rule.whenTrue);
  const { id, priority } = rule;
  if (whenTrue.length > 0) rules.push({ id, premises, whenTrue, whenFalse: actionsOf(rule.whenFalse), priority });
  return [...edits, ...rules.map((each) => ({ do: 'rule', rule: each }) as const)];
}

const fixed = (object: string, value: number): ControlAction['set'] =>
  object === 'CONDUIT' || object === 'PUMP' ? { by: 'STATUS', value: value > 0 ? 1 : 0 } : { by: 'SETTING', value };

function stretches({ id, priority }: Rule, link: string, timesS: number[], values: number[]): ControlRule[] {
  return values.map((value, k) => ({
    id: `${id}:${k + 1}`,
    priority,
    premises: [
      { join: 'AND', left: ELAPSED, relation: '>=', right: k === 0 ? 0 : timesS[k] },
      ...(k + 1 < values.length ? [{ join: 'AND', left: ELAPSED, relation: '<', right: timesS[k + 1] } as const] : []),
    ],
    whenTrue: [{ object: 'CONDUIT', link, set: fixed('CONDUIT', value) }],
    whenFalse: [],
  }));
}
