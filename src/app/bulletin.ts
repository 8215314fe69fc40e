import { wordsOf } from '../i18n/words.ts';
import type { RespondView } from '../panels/respondViews.ts';
import { resolvedOf } from './book.ts';
import { respondView } from './respondViews.ts';
import type { AppState } from './state.ts';

/** What a bulletin names at most of each. */
const MOST = 12;
const AHEAD_S = 3600;

/** Text for those who are to be told: what is shut, wet and cut off at the clock's time and within the hour. */
export function bulletinText(state: AppState): string {
  const view = respondView(state);
  const scenario = resolvedOf(state.book, state.book.selected);
  if (!view || !scenario) return '';
  const { t, clock, number, pick } = wordsOf(state.lang);
  const { timeS } = state;
  const lines = [
    t('bulletin.head', { city: pick(state.city?.name), time: clock(timeS) }),
    t('bulletin.basis', { scenario: pick(scenario.name) }),
    '',
  ];
  const list = (head: string, rows: readonly string[]): void => {
    if (rows.length === 0) return;
    lines.push(head, ...rows.slice(0, MOST).map((row) => `– ${row}`));
    if (rows.length > MOST) lines.push(`– ${t('bulletin.more', { count: number(rows.length - MOST) })}`);
    lines.push('');
  };
  const { now, soon } = split(view, timeS);
  const deep = (value: number): string => t('respond.deepest', { depth: number(value, 2) });
  const user = t(`user.${view.user}`).toLowerCase();
  list(
    t('bulletin.shut', { user }),
    now.filter(({ kind }) => kind === 'street').map(({ name, value }) => `${name}: ${deep(value)}`),
  );
  list(
    t('bulletin.soon', { user }),
    soon.filter(({ kind }) => kind === 'street').map(({ name, fromS }) => `${name}: ${clock(fromS)}`),
  );
  list(
    t('bulletin.wet'),
    [...now, ...soon].filter(({ kind }) => kind === 'facility').map(({ name, fromS }) => `${name}: ${clock(fromS)}`),
  );
  list(
    t('bulletin.leave', { user }),
    view.refuges
      .filter(({ leaveByS }) => leaveByS !== undefined && leaveByS > timeS)
      .sort((a, b) => (a.leaveByS ?? 0) - (b.leaveByS ?? 0))
      .map(({ name, leaveByS }) => `${name}: ${clock(leaveByS ?? 0)}`),
  );
  if (lines.length === 3) lines.push(t('respond.quiet'), '');
  lines.push(t('bulletin.foot'));
  return lines.join('\n');
}

function split({ alerts }: RespondView, timeS: number) {
  const open = alerts.filter(({ toS }) => (toS ?? Number.POSITIVE_INFINITY) > timeS);
  return {
    now: open.filter(({ fromS }) => fromS <= timeS).sort((a, b) => b.value - a.value),
    soon: open.filter(({ fromS }) => fromS > timeS && fromS <= timeS + AHEAD_S).sort((a, b) => a.fromS - b.fromS),
  };
}
