import { InputError } from '../city/errors.ts';
import { type MessageKey, type Params, wordsOf } from '../i18n/words.ts';
import type { MessageView } from '../panels/views.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

const MOST = 4;
/** What only informs goes by itself, ms. */
const INFO_MS = 12_000;

/** Shows a card; one with the same id is replaced. */
export function tell(store: Store<AppState>, message: MessageView): void {
  const others = store.get().messages.filter((other) => other.id !== message.id);
  store.set({ messages: [message, ...others].slice(0, MOST) });
  if (message.tone !== 'info') return;
  setTimeout(() => {
    if (store.get().messages.includes(message)) dismiss(store, message.id);
  }, INFO_MS);
}

/** Informs in one sentence of the page's language. */
export function tellInfo(store: Store<AppState>, id: string, key: MessageKey, params?: Params): void {
  const title = wordsOf(store.get().lang).t(key, params);
  tell(store, { id, tone: 'info', title, text: '' });
}

export function dismiss(store: Store<AppState>, id: string): void {
  store.set({ messages: store.get().messages.filter((message) => message.id !== id) });
}

/** An error in the words of the language: what, where, expected, what to do. */
export function tellError(
  store: Store<AppState>,
  id: string,
  title: string,
  error: unknown,
  more?: Partial<MessageView>,
): void {
  const { lang } = store.get();
  const { t } = wordsOf(lang);
  const known = error instanceof InputError;
  const text = known
    ? lang === 'vi'
      ? error.vi
      : error.message
    : error instanceof Error
      ? error.message
      : String(error);
  if (!known) console.warn(error);
  tell(store, {
    id,
    tone: 'error',
    title: title || t('error.unknown'),
    text,
    ...(known && error.advice ? { advice: wordsOf(lang).pick(error.advice) } : {}),
    ...more,
  });
}
