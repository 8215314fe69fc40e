import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TwinExhibit } from '../../src/app/exhibit.ts';
import { firstState } from '../../src/app/state.ts';
import type { IntentKind } from '../../src/panels/intents.ts';

/** The kiosk between two visitors. */
describe('the exhibit', () => {
  let wishes: IntentKind[] = [];
  let exhibit: TwinExhibit;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    wishes = [];
    exhibit = new TwinExhibit();
    exhibit.state = firstState();
    exhibit.addEventListener('intent', ({ detail }) => wishes.push(detail.kind));
    document.body.replaceChildren(exhibit);
  });
  afterEach(() => {
    document.body.replaceChildren();
    vi.useRealTimers();
  });
  const heading = async (): Promise<string> => {
    await exhibit.updateComplete;
    return exhibit.renderRoot.querySelector('h1')?.textContent ?? '';
  };
  const touch = (selector = '.words'): void => {
    const event = new PointerEvent('pointerdown', { bubbles: true, composed: true });
    exhibit.renderRoot.querySelector(selector)?.dispatchEvent(event);
  };
  const FIRST_WORDS = 'Chạm để làm mưa';

  test('rains at a touch, and 90 s after the last one stands at its first words and view again', async () => {
    expect(await heading()).toBe(FIRST_WORDS);
    touch();
    expect(wishes).toEqual(['rain.again']);
    expect(await heading()).not.toBe(FIRST_WORDS);
    vi.advanceTimersByTime(60_000);
    touch('button');
    vi.advanceTimersByTime(89_000);
    expect(await heading()).not.toBe(FIRST_WORDS);
    vi.advanceTimersByTime(1_000);
    expect(await heading()).toBe(FIRST_WORDS);
    expect(wishes).toEqual(['rain.again', 'home', 'rain.again']);
  });

  test('asks for nothing any more once it is left', async () => {
    await heading();
    touch();
    document.body.replaceChildren();
    vi.advanceTimersByTime(120_000);
    expect(wishes).toEqual(['rain.again']);
  });
});
