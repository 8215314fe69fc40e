import { describe, expect, it } from 'vitest';
import { intentOfKey, type Press } from '../../src/app/keys.ts';
import { type AppState, firstState } from '../../src/app/state.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrl: false,
  shift: false,
  alt: false,
  typing: false,
  onControl: false,
  onMap: false,
  ...more,
});
const want = (key: string, more: Partial<Press> = {}, state: Partial<AppState> = {}, timeS = 600) =>
  intentOfKey(press(key, more), { ...firstState(), ...state }, 300, timeS);

describe('keys', () => {
  it('Space plays and pauses, unless a button has the focus', () => {
    expect(want(' ')).toEqual({ kind: 'play' });
    expect(want(' ', {}, { playing: true })).toEqual({ kind: 'pause' });
    expect(want(' ', { onControl: true })).toBeUndefined();
  });
  it('arrows go one frame, with Shift ten, and meet whole frames', () => {
    expect(want('ArrowRight')).toEqual({ kind: 'seek', timeS: 900 });
    expect(want('ArrowLeft', { shift: true }, {}, 3600)).toEqual({ kind: 'seek', timeS: 600 });
    expect(want('ArrowRight', {}, {}, 700)).toEqual({ kind: 'seek', timeS: 900 });
    expect(want('ArrowLeft', {}, {}, 700)).toEqual({ kind: 'seek', timeS: 600 });
    expect(want('ArrowLeft', { onMap: true })).toBeUndefined();
  });
  it('Home and End go to the ends of the storm, U makes the ground glass, N night', () => {
    expect(want('Home')).toEqual({ kind: 'seek', timeS: 0 });
    expect(want('End')).toEqual({ kind: 'seek', timeS: Number.POSITIVE_INFINITY });
    expect(want('u')).toEqual({ kind: 'glass' });
    expect(want('n')).toEqual({ kind: 'night' });
    expect(want('u', { typing: true })).toBeUndefined();
  });
  it('1 to 6 switch the result, nothing else does', () => {
    expect(want('1')).toEqual({ kind: 'mode', mode: 'depth' });
    expect(want('5')).toEqual({ kind: 'mode', mode: 'duration' });
    expect(want('6')).toEqual({ kind: 'mode', mode: 'hazard' });
    expect(want('8')).toBeUndefined();
    expect(want('0')).toBeUndefined();
  });
  it('leave typing alone, but Ctrl K always finds', () => {
    expect(want('1', { typing: true })).toBeUndefined();
    expect(want('z', { ctrl: true, typing: true })).toBeUndefined();
    expect(want('k', { ctrl: true, typing: true })).toBe('find');
    expect(want('/')).toBe('find');
  });
  it('undo and redo', () => {
    expect(want('z', { ctrl: true })).toEqual({ kind: 'undo' });
    expect(want('Z', { ctrl: true, shift: true })).toEqual({ kind: 'redo' });
    expect(want('y', { ctrl: true })).toEqual({ kind: 'redo' });
  });
  it('Esc steps out one level at a time', () => {
    const point = { lon: 0, lat: 0 } as AppState['point'];
    expect(want('Escape', {}, { point, isolated: 2 })).toEqual({ kind: 'point.close' });
    expect(want('Escape', {}, { isolated: 2 })).toEqual({ kind: 'isolate', index: undefined });
    expect(want('Escape')).toBeUndefined();
  });
});
