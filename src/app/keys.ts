import type { Intent } from '../panels/intents.ts';
import { RESULT_MODES } from '../tokens/ramps.ts';
import type { AppState } from './state.ts';

export interface Press {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Typing into a field, a list or a dialog. */
  readonly typing: boolean;
  /** A button or link has the focus: Space and Enter are its own. */
  readonly onControl: boolean;
  /** The map has the focus: arrows pan it. */
  readonly onMap: boolean;
}

/** What a key wants; undefined leaves it to the page. `find` puts the caret into find. */
export function intentOfKey(press: Press, state: AppState, frameS: number, timeS: number): Intent | 'find' | undefined {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (press.ctrl && key === 'k') return 'find';
  if (press.alt) return undefined;
  if (press.ctrl) {
    if (press.typing) return undefined;
    if (key === 'z') return { kind: press.shift ? 'redo' : 'undo' };
    return key === 'y' ? { kind: 'redo' } : undefined;
  }
  if (press.typing || state.dialog) return undefined;
  if (key === '/') return 'find';
  if (state.workspace === 'exhibit') return undefined;
  if (key === ' ' && !press.onControl) return { kind: state.playing ? 'pause' : 'play' };
  if ((key === 'ArrowLeft' || key === 'ArrowRight') && !press.onMap) {
    const step = frameS * (press.shift ? 10 : 1) * (key === 'ArrowLeft' ? -1 : 1);
    // To the next whole frame, not a frame further.
    const at = key === 'ArrowLeft' ? Math.ceil(timeS / frameS - 1e-6) : Math.floor(timeS / frameS + 1e-6);
    return { kind: 'seek', timeS: at * frameS + step };
  }
  const mode = RESULT_MODES[Number(key) - 1];
  if (mode) return mode === 'change' && state.against === undefined ? undefined : { kind: 'mode', mode };
  if (key === 'c' && state.book.entries.length > 1) return { kind: state.compare ? 'compare.close' : 'compare.open' };
  if (key === 'Home') return { kind: 'seek', timeS: 0 };
  if (key === 'End') return { kind: 'seek', timeS: Number.POSITIVE_INFINITY };
  if (key === 'h') return { kind: 'hide' };
  if (key === 'u') return { kind: 'glass' };
  if (key === 'n') return { kind: 'night' };
  const { sketch } = state;
  if (sketch.tool) {
    if (key === 'Enter' && !press.onControl) return { kind: 'measure.finish' };
    if (key === 'Backspace') return { kind: 'measure.back' };
    if (key === 'Escape') return { kind: 'measure.cancel' };
  }
  if (sketch.selected !== undefined) {
    if (key === 'Delete') return { kind: 'measure.remove', id: sketch.selected };
    if (key === 'Escape') return { kind: 'measure.select', id: undefined };
  }
  if (key === 'Escape' && state.section) return { kind: 'section.close' };
  if (key === 'Escape' && sketch.palette) return { kind: 'measure.palette', open: false };
  if (key === 'Escape') {
    const { drains } = state;
    if (drains.from) return { kind: 'drains.close', what: 'pick' };
    if (state.point) return { kind: 'point.close' };
    if (drains.profile) return { kind: 'drains.close', what: 'profile' };
    if (drains.trace) return { kind: 'drains.close', what: 'trace' };
    if (drains.listed) return { kind: 'findings', open: false };
    if (state.isolated !== undefined) return { kind: 'isolate', index: undefined };
    if (state.hidden) return { kind: 'hide' };
  }
  return undefined;
}

/** Listens to the keys of the page. */
export function listenKeys(
  state: () => AppState,
  frameS: () => number,
  timeS: () => number,
  handle: (intent: Intent) => void,
  find: () => void,
): void {
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return;
    const target = event.composedPath()[0];
    const element = target instanceof Element ? target : undefined;
    const press: Press = {
      key: event.key,
      ctrl: event.ctrlKey || event.metaKey,
      shift: event.shiftKey,
      alt: event.altKey,
      typing: element?.matches('input:not([type=range]), textarea, select, [contenteditable]') ?? false,
      onControl: element?.matches('button, a, summary, input, [role=option]') ?? false,
      onMap: event.composedPath().some((item) => item instanceof Element && item.matches('main.stage')),
    };
    if (element?.matches('input[type=range]') && /^Arrow/.test(event.key)) return;
    const intent = intentOfKey(press, state(), frameS(), timeS());
    if (!intent) return;
    event.preventDefault();
    if (intent === 'find') find();
    else handle(intent);
  });
}
