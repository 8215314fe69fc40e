import { describe, expect, it } from 'vitest';
import { NO_DRAINS } from '../../src/app/drainState.ts';
import { viewOf } from '../../src/app/drains.ts';
import { findingsView } from '../../src/app/drainViews.ts';
import { intentOfKey } from '../../src/app/keys.ts';
import { type AppState, firstState } from '../../src/app/state.ts';
import type { LayerFinding } from '../../workers/city/types.ts';

const found = (
  code: string,
  severity: 'error' | 'warning',
  feature: string,
  layer: 'drainage' | 'trees' = 'drainage',
): LayerFinding => ({
  code,
  severity,
  feature,
  layer,
  message: { vi: feature, en: feature },
});
const FINDINGS = [
  found('same-place', 'warning', 'A'),
  found('overlap', 'warning', 'T', 'trees'),
  found('no-outfall', 'error', 'B'),
  found('adverse-slope', 'warning', 'C'),
  found('same-place', 'warning', 'D'),
  found('unit-level', 'error', 'E'),
];

describe('the list of findings', () => {
  it('has those of the drains by kind, errors first, and knows each by its place among all', () => {
    const view = findingsView(FINDINGS, true, true, 'all', undefined);
    expect(view?.groups.map(({ code, rows }) => [code, rows.map(({ finding }) => finding)])).toEqual([
      ['unit-level', [5]],
      ['no-outfall', [2]],
      ['same-place', [0, 4]],
      ['adverse-slope', [3]],
    ]);
    expect(view?.counts).toEqual({ all: 5, error: 2, warning: 3 });
  });
  it('is filtered by severity, its counts are not', () => {
    const view = findingsView(FINDINGS, true, true, 'error', 2);
    expect([view?.groups.length, view?.counts.all, view?.selected]).toEqual([2, 5, 2]);
  });
  it('is nothing while it is shut, and says when it is not ready', () => {
    expect(findingsView(FINDINGS, true, false, 'all', undefined)).toBeUndefined();
    expect(findingsView([], false, true, 'all', undefined)?.checked).toBe(false);
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
