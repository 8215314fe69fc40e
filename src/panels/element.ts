import { consume, createContext } from '@lit/context';
import { type CSSResultGroup, LitElement } from 'lit';
import { state } from 'lit/decorators.js';
import { type Words, wordsOf } from '../i18n/words.ts';
import type { Intent } from './intents.ts';
import { base } from './styles.ts';

/** The words of the language that the page speaks; the shell provides it. */
export const wordsContext = createContext<Words>(Symbol('words'));

/** Base of all elements: words by context, wishes as `intent` events. */
export class TwinElement extends LitElement {
  static override styles: CSSResultGroup = [base];

  @consume({ context: wordsContext, subscribe: true })
  @state()
  protected words: Words = wordsOf('vi');

  /** Says what the person wants; the app answers. */
  protected ask(intent: Intent): void {
    this.dispatchEvent(new CustomEvent<Intent>('intent', { detail: intent, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementEventMap {
    intent: CustomEvent<Intent>;
  }
}
