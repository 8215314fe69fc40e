import type { Measure, MeasureRemoval, Scenario } from './types.ts';

/** Keys that an edit may change; the identity of a scenario is not edited. */
export type EditableKey = Exclude<keyof Scenario, 'format' | 'id' | 'parent' | 'measures'>;

/**
 * An edit as data: what a command does to a scenario, small enough to be kept for undo. `undefined` takes a key or a
 * measure out, so that it is inherited again.
 */
export interface ScenarioPatch {
  readonly set?: { readonly [K in EditableKey]?: Scenario[K] | undefined };
  /** By measure id; `at` is the place in the list for a measure that is put back. */
  readonly measures?: readonly {
    readonly id: string;
    readonly value: Measure | MeasureRemoval | undefined;
    readonly at?: number;
  }[];
}

/** The edited scenario, and the patch that takes the edit back. Neither input is changed. */
export function applyPatch(
  scenario: Scenario,
  patch: ScenarioPatch,
): { readonly scenario: Scenario; readonly inverse: ScenarioPatch } {
  const next: Record<string, unknown> = { ...scenario };
  const before: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(patch.set ?? {})) {
    before[key] = next[key];
    if (value === undefined) delete next[key];
    else next[key] = value;
  }
  const undo: NonNullable<ScenarioPatch['measures']>[number][] = [];
  let measures = scenario.measures;
  for (const edit of patch.measures ?? []) {
    const list: (Measure | MeasureRemoval)[] = [...(measures ?? [])];
    const found = list.findIndex((measure) => measure.id === edit.id);
    undo.unshift({ id: edit.id, value: found < 0 ? undefined : list[found], ...(found < 0 ? {} : { at: found }) });
    if (edit.value === undefined) {
      if (found >= 0) list.splice(found, 1);
    } else if (found >= 0) list[found] = edit.value;
    else list.splice(edit.at ?? list.length, 0, edit.value);
    measures = list;
  }
  // An empty list of measures says the same as none, so the key goes with the last of them.
  if (measures !== undefined && measures.length > 0) next.measures = measures;
  else delete next.measures;
  return {
    scenario: next as Scenario,
    inverse: {
      ...(patch.set ? { set: before as ScenarioPatch['set'] } : {}),
      ...(undo.length > 0 ? { measures: undo } : {}),
    },
  };
}
