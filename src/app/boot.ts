import { wordsOf } from '../i18n/words.ts';
import type { Intent, Theme } from '../panels/intents.ts';
import { keptAssumptions } from './assume.ts';
import { Controller } from './controller.ts';
import { filesOfDrop } from './drop.ts';
import { listenKeys } from './keys.ts';
import { tellError } from './messages.ts';
import { registerOffline } from './offline.ts';
import { SAMPLE_URL } from './opening.ts';
import './shell.ts';
import { answer } from './answers.ts';
import { resolvedOf } from './book.ts';
import { USUAL_PACE } from './estimate.ts';
import type { TwinApp } from './shell.ts';
import { type AppState, firstState, type Layout } from './state.ts';
import { Store } from './store.ts';
import { makeTwin } from './twin.ts';
import { readUrl, writeUrl } from './url.ts';

const PREFERENCES = 'danang-twin';
const WRITE_URL_MS = 400;

/**
 * Theme and language: the address first, then what was chosen before, then what the browser prefers. And how fast this
 * machine was.
 */
function preferences(hash: ReturnType<typeof readUrl>): Pick<AppState, 'theme' | 'lang' | 'pace'> {
  let kept: { theme?: Theme; lang?: 'vi' | 'en'; pace?: AppState['pace'] } = {};
  try {
    kept = JSON.parse(localStorage.getItem(PREFERENCES) ?? '{}') as typeof kept;
  } catch {
    // Storage may be off or hold another program's text; the defaults do.
  }
  const light = matchMedia('(prefers-color-scheme: light)').matches;
  return {
    theme: hash.theme ?? kept.theme ?? (light ? 'light' : 'dark'),
    lang: hash.lang ?? kept.lang ?? 'vi',
    pace: kept.pace && kept.pace.cells > 0 && kept.pace.linkHours > 0 ? kept.pace : USUAL_PACE,
  };
}

const layoutOf = (): Layout => (innerWidth < 720 ? 'phone' : innerWidth < 1180 ? 'drawer' : 'wide');

/** Starts the page: shell at once, then city worker and stage side by side, then the storm. */
export function boot(body: HTMLElement): void {
  const address = readUrl(location.hash);
  const store = new Store<AppState>({
    ...firstState(),
    ...preferences(address),
    layout: layoutOf(),
    workspace: address.workspace,
    assumed: keptAssumptions(),
  });
  if (address.mode) store.set({ mode: address.mode });
  if (address.compare) store.set({ compare: address.compare });
  dress(store.get());

  const app = document.createElement('twin-app') as TwinApp;
  app.store = store;
  body.append(app);
  body.querySelector('#wait')?.remove();

  const offline = registerOffline();
  const controller = new Controller(store, () => app.stageElement);
  const handle = (intent: Intent) => answer(controller, intent);
  app.handle = handle;
  app.controller = controller;
  controller.startView = address.camera;
  if (address.timeS) controller.clock.timeS = address.timeS;
  if (address.dialog) handle({ kind: 'dialog', dialog: address.dialog });
  const ready = start(controller, app, address);
  window.twin = makeTwin(controller, ready);
  // What the next visit needs is kept once the city is open, so that the first one is not slowed down.
  void ready
    .then(() => offline.keep())
    .then((kept) => {
      if (kept) document.documentElement.dataset.offline = 'ready';
    });

  listenKeys(
    () => store.get(),
    () => resolvedOf(store.get().book, store.get().book.selected)?.outputEveryS ?? 300,
    () => controller.clock.timeS,
    handle,
    () => app.focusFind(),
  );
  window.addEventListener('resize', () => store.set({ layout: layoutOf() }));
  window.addEventListener('dragover', (event) => event.preventDefault());
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    if (!event.dataTransfer) return;
    void filesOfDrop(event.dataTransfer)
      .then((files) => controller.opening.openFiles(files))
      .catch((error: unknown) => controller.emit('error', error));
  });
  window.addEventListener('hashchange', () => {
    const next = readUrl(location.hash);
    if (next.workspace !== store.get().workspace) handle({ kind: 'workspace', workspace: next.workspace });
    if (next.dialog && next.dialog !== store.get().dialog) handle({ kind: 'dialog', dialog: next.dialog });
  });
  store.subscribe((state, before) => {
    const { theme, lang, pace } = state;
    if (theme !== before.theme || lang !== before.lang || pace !== before.pace) {
      dress(state);
      try {
        localStorage.setItem(PREFERENCES, JSON.stringify({ theme, lang, pace }));
      } catch {
        // Not kept; it holds for this visit.
      }
    }
  });
  keepAddress(controller);
}

async function start(controller: Controller, app: TwinApp, address: ReturnType<typeof readUrl>): Promise<void> {
  await app.updateComplete;
  // The shell is painted before anything heavy begins.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const { opening } = controller;
  const first = async () => {
    if (address.city === undefined && !address.shared && (await opening.reopen().catch(() => false))) return;
    await opening.openUrl(address.city ?? SAMPLE_URL, address.scenario, address.shared);
  };
  const opened = first().catch((error: unknown) => controller.emit('error', error));
  const mounted = controller.mount().catch((error: unknown) => {
    tellError(controller.store, 'stage', wordsOf(controller.store.get().lang).t('error.stage'), error);
    controller.emit('error', error);
  });
  await Promise.all([opened, mounted]);
}

/** Theme and language on the document, for tokens, controls and screen readers. */
function dress({ theme, lang }: AppState): void {
  const root = document.documentElement;
  root.dataset.theme = theme;
  root.lang = lang;
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', theme === 'dark' ? '#15191c' : '#fbfaf6');
}

/** Writes the state into the address, now and then; going back leaves the page, not a scrub. */
function keepAddress(controller: Controller): void {
  const { store } = controller;
  let _timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    _timer = undefined;
    const { workspace, book, mode, lang, theme, city, cityUrl, playing, dialog, compare } = store.get();
    if (!city) return;
    const light = matchMedia('(prefers-color-scheme: light)').matches;
    const hash = writeUrl({
      workspace,
      mode,
      ...(book.selected ? { scenario: book.selected } : {}),
      ...(playing ? {} : { timeS: controller.clock.timeS }),
      ...(compare ? { compare } : {}),
      ...(lang === 'vi' ? {} : { lang }),
      ...(theme === (light ? 'light' : 'dark') ? {} : { theme }),
      ...(dialog === 'evidence' ? { dialog } : {}),
      ...(controller.stage ? { camera: controller.stage.camera() } : {}),
      ...(cityUrl ? { city: cityUrl } : {}),
    });
    if (hash !== location.hash) history.replaceState(null, '', hash);
  };
  const soon = () => {
    _timer ??= setTimeout(write, WRITE_URL_MS);
  };
  store.subscribe((state, before) => {
    if (
      state.workspace !== before.workspace ||
      state.book.selected !== before.book.selected ||
      state.mode !== before.mode ||
      state.compare !== before.compare ||
      state.lang !== before.lang ||
      state.theme !== before.theme ||
      state.playing !== before.playing ||
      state.dialog !== before.dialog ||
      state.city !== before.city ||
      state.metresPerPixel !== before.metresPerPixel ||
      state.headingDeg !== before.headingDeg
    )
      soon();
  });
}
