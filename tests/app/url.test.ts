import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUrl, writeUrl } from '../../src/app/url.ts';

describe('the address of the page', () => {
  it('opens the Plan workspace when it says nothing', () => {
    expect(readUrl('')).toEqual({ workspace: 'plan' });
    expect(readUrl('#/nowhere')).toEqual({ workspace: 'plan' });
  });
  it('keeps scenario, time, mode, language, theme and camera', () => {
    const hash =
      '#/plan?scenario=storm-10y&t=7800&mode=speed&lang=en&theme=light&camera=108.21000,16.06000,2400,30.0,35.0';
    const state = readUrl(hash);
    expect(state).toMatchObject({ scenario: 'storm-10y', timeS: 7800, mode: 'speed', lang: 'en', theme: 'light' });
    expect(state.camera?.distanceM).toBe(2400);
    expect(writeUrl(state)).toBe(hash);
  });
  it('opens the page about evidence, by its short address too', () => {
    expect(readUrl('#/evidence?lang=en')).toEqual({ workspace: 'plan', dialog: 'evidence', lang: 'en' });
    const hash = '#/plan?scenario=storm-10y&dialog=evidence';
    expect(writeUrl(readUrl(hash))).toBe(hash);
  });
  it('keeps what the shown run stands beside', () => {
    const hash = '#/plan?scenario=basin&beside=storm-10y,storm-50y&split=0.250';
    expect(readUrl(hash).compare).toEqual({ others: ['storm-10y', 'storm-50y'], style: 'swipe', split: 0.25 });
    expect(writeUrl(readUrl(hash))).toBe(hash);
    expect(readUrl('#/plan?beside=a&style=grid&split=7').compare).toEqual({ others: ['a'], style: 'grid', split: 0.5 });
  });
  it('leaves out what it cannot read', () => {
    expect(readUrl('#/exhibit?t=never&mode=danger&lang=fr&camera=1,2,3')).toEqual({ workspace: 'exhibit' });
    expect(readUrl('#/plan?t=-5')).toEqual({ workspace: 'plan' });
  });
  it('comes back from any state it wrote', () => {
    const camera = fc.record({
      lon: fc.integer({ min: -179, max: 179 }),
      lat: fc.integer({ min: -89, max: 89 }),
      distanceM: fc.integer({ min: 1, max: 100000 }),
      headingDeg: fc.integer({ min: 0, max: 359 }),
      pitchDeg: fc.integer({ min: 0, max: 90 }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom('plan' as const, 'exhibit' as const),
        fc.string({ minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 1e6 }),
        camera,
        (workspace, scenario, timeS, view) => {
          const state = { workspace, scenario, timeS, camera: view };
          expect(readUrl(writeUrl(state))).toEqual(state);
        },
      ),
    );
  });
});
