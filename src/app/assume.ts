import { ASSUMPTIONS, type Assumptions } from '../../workers/impact/assumptions.ts';
import {
  ASSUMPTION_PATHS,
  type AssumptionPatch,
  assumptionAt,
  withAssumptions,
} from '../../workers/impact/readAssumptions.ts';
import { wordsOf } from '../i18n/words.ts';
import { dismiss, tellError } from './messages.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

const KEPT = 'danang-twin-assumptions';

/** What of the assumptions is not as published. */
export const changesOf = (assumed: Assumptions): AssumptionPatch =>
  Object.fromEntries(
    ASSUMPTION_PATHS.map((path) => [path, assumptionAt(assumed, path)] as const).filter(
      ([path, value]) => value !== assumptionAt(ASSUMPTIONS, path),
    ),
  );

/** Changes one number; what cannot be is told and changes nothing. */
export function assume(store: Store<AppState>, path: string, value: number): void {
  const { assumed, lang } = store.get();
  const { t } = wordsOf(lang);
  try {
    set(store, { ...changesOf(assumed), [path]: value });
    dismiss(store, 'assume');
  } catch (error) {
    tellError(store, 'assume', t('assume.refused'), error);
  }
}

/** Back to what is published. */
export function assumeAsPublished(store: Store<AppState>): void {
  set(store, {});
}

function set(store: Store<AppState>, patch: AssumptionPatch): void {
  store.set({ assumed: withAssumptions(patch, wordsOf(store.get().lang).t('assume.form')) });
  try {
    if (Object.keys(patch).length === 0) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, JSON.stringify(patch));
  } catch {
    // Not kept; it holds for this visit.
  }
}

/** What was changed in earlier visits; what is no longer understood is left out whole. */
export function keptAssumptions(): Assumptions {
  try {
    const kept = localStorage.getItem(KEPT);
    return kept === null ? ASSUMPTIONS : withAssumptions(JSON.parse(kept) as AssumptionPatch, KEPT);
  } catch {
    return ASSUMPTIONS;
  }
}
