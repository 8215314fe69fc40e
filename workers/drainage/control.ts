import { curveAt, seriesAt } from './curves.ts';
import type { Action, Premise, Rule, RuleValue } from './rules.ts';

/** Values that rules look at; the engine answers. */
export type Reader = (value: Exclude<RuleValue, { of: 'formula' }>) => number;

/** Two errors of each PID controller. */
export const memoryOf = (rules: readonly Rule[]): number => 2 * actionsOf(rules).length;
const actionsOf = (rules: readonly Rule[]): Action[] =>
  rules.flatMap(({ whenTrue, whenFalse }) => [...whenTrue, ...whenFalse]);

/** Where rules write. */
export interface Controlled {
  readonly indexOf: (link: string) => number;
  readonly setting: Float64Array;
  readonly wanted: Float64Array;
  readonly memory: Float64Array;
  /** Pumps may run above full speed; anything else opens from 0 to 1. */
  readonly isPump: (link: number) => boolean;
}

/** Looks at every rule and sets what its links should move to. */
export function applyRules(
  rules: readonly Rule[],
  read: Reader,
  controlled: Controlled,
  timeS: number,
  dtS: number,
): void {
  const chosen = new Map<number, { readonly priority: number; readonly setting: number }>();
  let place = 0;
  for (const rule of rules) {
    const seen = { left: 0, right: 0 };
    const holds = allHold(rule.premises, read, dtS, seen);
    for (const [actions, taken] of [
      [rule.whenTrue, holds],
      [rule.whenFalse, !holds],
    ] as const) {
      for (const action of actions) {
        const memory = place++;
        if (!taken) continue;
        const link = controlled.indexOf(action.link);
        const setting = settingOf(action, seen, controlled, link, memory, timeS, dtS);
        const before = chosen.get(link);
        if (!before || rule.priority > before.priority) chosen.set(link, { priority: rule.priority, setting });
      }
    }
  }
  for (const [link, { setting }] of chosen) controlled.wanted[link] = setting;
}

function allHold(
  premises: readonly Premise[],
  read: Reader,
  dtS: number,
  seen: { left: number; right: number },
): boolean {
  let holds = true;
  for (const premise of premises) {
    if (premise.join === 'or') {
      if (!holds) holds = premiseHolds(premise, read, dtS, seen);
    } else if (!holds) return false;
    else holds = premiseHolds(premise, read, dtS, seen);
  }
  return holds;
}

function premiseHolds(premise: Premise, read: Reader, dtS: number, seen: { left: number; right: number }): boolean {
  const left = worth(premise.left, read);
  const right = typeof premise.right === 'number' ? premise.right : worth(premise.right, read);
  seen.left = left;
  seen.right = right;
  // A moment falls between two steps: it is equal to the nearest.
  const half = momentTolerance(premise.left, dtS);
  switch (premise.relation) {
    case '=':
      return half > 0 ? left >= right - half && left < right + half : left === right;
    case '<>':
      return half > 0 ? left < right - half || left >= right + half : left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}

function momentTolerance(value: RuleValue, dtS: number): number {
  if (value.of === 'link' && (value.what === 'timeOpen' || value.what === 'timeClosed')) return dtS / 2;
  if (value.of !== 'time') return 0;
  if (value.what === 'elapsed' || value.what === 'clock') return dtS / 2;
  return value.what === 'date' ? dtS / 2 / 86_400 : 0;
}

function worth(value: RuleValue, read: Reader): number {
  if (value.of !== 'formula') return read(value);
  return value.evaluate(Float64Array.from(value.values, (part) => part.scale * worth(part.value, read)));
}

const EVEN = 1e-4;

function settingOf(
  { set }: Action,
  seen: { left: number; right: number },
  { setting, memory, isPump }: Controlled,
  link: number,
  place: number,
  timeS: number,
  dtS: number,
): number {
  if (set.by === 'value') return set.value;
  if (set.by === 'curve') return curveAt(set.curve, seen.left * set.scale);
  if (set.by === 'series') return seriesAt(set.series, timeS);
  // Incremental PID (SWMM 5.2 Reference Manual II, eq. 7-6) on the relative error, minutes.
  const [last, before] = [memory[2 * place], memory[2 * place + 1]];
  const difference = seen.right - seen.left;
  const error = difference === 0 ? 0 : difference / (seen.right !== 0 ? seen.right : seen.left);
  const minutes = dtS / 60;
  const integral = set.integralMin !== 0 ? (minutes / set.integralMin) * error : 0;
  const change = set.gain * (error - last + integral + (set.derivativeMin * (error - 2 * last + before)) / minutes);
  memory[2 * place] = error;
  memory[2 * place + 1] = last;
  const moved = setting[link] + (Math.abs(change) < EVEN ? 0 : change);
  return Math.max(0, isPump(link) ? moved : Math.min(1, moved));
}

/** Moves settings to what is wanted; an orifice takes its time, everything else none. `sinceS`: time of the last switch. */
export function moveSettings(
  setting: Float64Array,
  wanted: Float64Array,
  sinceS: Float64Array,
  moveS: Float64Array,
  timeS: number,
  dtS: number,
): void {
  for (let k = 0; k < setting.length; k++) {
    const was = setting[k];
    if (was === wanted[k]) continue;
    const most = moveS[k] > 0 ? dtS / moveS[k] : Infinity;
    const next = Math.abs(wanted[k] - was) <= most ? wanted[k] : was + Math.sign(wanted[k] - was) * most;
    if (next > 0 !== was > 0) sinceS[k] = timeS;
    setting[k] = next;
  }
}
