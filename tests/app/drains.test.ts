import { describe, expect, it } from 'vitest';
import type { LayerId } from '../../layers/types.ts';
import { NO_DRAINS } from '../../src/app/drainState.ts';
import { viewOf } from '../../src/app/drains.ts';
import { findingsOf } from '../../src/app/drainViews.ts';
import { intentOfKey } from '../../src/app/keys.ts';
import { type AppState, firstState } from '../../src/app/state.ts';
import type { LayerFinding } from '../../workers/city/types.ts';

const found = (code: string, layer: LayerId): LayerFinding => ({
  code,
  severity: 'warning',
  feature: code,
  layer,
  message: { vi: code, en: code },
});

describe('the list of findings', () => {
  const state = { ...firstState(), findings: [found('overlap', 'trees'), found('loop', 'drainage')] };
  it('has those of the drains and knows each by its place among all', () => {
    const view = findingsOf({ ...state, checked: true, drains: { ...NO_DRAINS, listed: true } });
    expect(view?.rows.map(({ code, finding, hasPlace }) => [code, finding, hasPlace])).toEqual([['loop', 1, false]]);
    expect(view?.checked).toBe(true);
  });
  it('is nothing while it is shut', () => {
    expect(findingsOf(state)).toBeUndefined();
  });
});

describe('the view of a trace', () => {
  it('aims at the middle of all its lines from as far as they are long', () => {
    const lines = (...coords: number[]) => ({ coords: Float64Array.from(coords), starts: Uint32Array.of(0) });
    const view = viewOf([lines(108, 16, 5, 108.01, 16, 5), lines(108, 16.01, 5, 108, 16, 5)]);
    expect([view?.lon, view?.lat]).toEqual([expect.closeTo(108.005, 9), expect.closeTo(16.005, 9)]);
    expect(view?.distanceM).toBeGreaterThan(1500);
    expect(viewOf([lines(0, 0, 5)])?.distanceM).toBe(260);
    expect(viewOf([lines()])).toBeUndefined();
  });
});

describe('Escape', () => {
  const press = { key: 'Escape', ctrl: false, shift: false, alt: false, typing: false, onControl: false, onMap: false };
  const leave = (drains: Partial<AppState['drains']>) =>
    intentOfKey(press, { ...firstState(), drains: { ...NO_DRAINS, ...drains } }, 300, 0);
  it('leaves the choice of a second node, then the profile, the trace and the list', () => {
    const lines = { coords: new Float64Array(), starts: new Uint32Array() };
    const profile = { from: 'A', to: 'B', profile: undefined, lines, fromIndex: 1 };
    const from = { index: 1, id: 'A' };
    expect(leave({ from, profile, listed: true })).toEqual({ kind: 'drains.close', what: 'pick' });
    expect(leave({ profile, listed: true })).toEqual({ kind: 'drains.close', what: 'profile' });
    expect(leave({ listed: true })).toEqual({ kind: 'findings', open: false });
    expect(leave({})).toBeUndefined();
  });
});
