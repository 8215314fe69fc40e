import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bodyKey,
  formatClock,
  formatErrorPercent,
  formatHectares,
  formatNumber,
  formatSigned,
  parseNumber,
} from '../../src/i18n/format.ts';
import { MESSAGES } from '../../src/i18n/messages/index.ts';
import { wordsOf } from '../../src/i18n/words.ts';

describe('numbers for people', () => {
  it('write a decimal comma in Vietnamese and a point in English', () => {
    expect(formatNumber('vi', 0.43, 2)).toBe('0,43');
    expect(formatNumber('en', 0.43, 2)).toBe('0.43');
    expect(formatNumber('vi', 62410)).toBe('62.410');
    expect(formatNumber('en', 62410)).toBe('62,410');
  });
  it('use the true minus and never say minus zero', () => {
    expect(formatNumber('vi', -0.25, 2)).toBe('−0,25');
    expect(formatNumber('en', -0.001, 2)).toBe('0.00');
    expect(formatSigned('vi', 0.8, 1)).toBe('+0,8');
  });
  it('are read back as they are written, and as people type them', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99999999, max: 99999999 }), fc.integer({ min: 0, max: 3 }), (whole, digits) => {
        const value = whole / 10 ** digits;
        for (const lang of ['vi', 'en'] as const)
          expect(parseNumber(lang, formatNumber(lang, value, digits))).toBeCloseTo(value, 9);
      }),
    );
    expect(parseNumber('vi', '1.200')).toBe(1200);
    expect(parseNumber('en', '1,200')).toBe(1200);
    expect(parseNumber('vi', '2.5')).toBe(2.5);
    expect(parseNumber('en', '2,5')).toBe(2.5);
    expect(parseNumber('vi', '1.200,5')).toBe(1200.5);
    expect(parseNumber('en', '')).toBeNaN();
    expect(parseNumber('en', 'twelve')).toBeNaN();
  });
  it('say unknown, never zero, where there is no number', () => {
    expect(formatNumber('vi', undefined)).toBe('–');
    expect(formatNumber('vi', Number.NaN)).toBe('–');
    expect(formatHectares('vi', undefined)).toBe('–');
  });
  it('give hectares one decimal below ten', () => {
    expect(formatHectares('vi', 36_000)).toBe('3,6');
    expect(formatHectares('en', 4_120_000)).toBe('412');
  });
  it('show a small balance error with its leading figure', () => {
    expect(formatErrorPercent('vi', 2e-7)).toBe('0,00002 %');
    expect(formatErrorPercent('en', 0)).toBe('0 %');
    expect(formatErrorPercent('en', 0.031)).toBe('3 %');
  });
  it('count hours and minutes from the start', () => {
    expect(formatClock(7800)).toBe('02:10');
    expect(formatClock(-5)).toBe('00:00');
    expect(formatClock(26 * 3600)).toBe('26:00');
  });
  it('name a depth by the body, deeper never by a lower part', () => {
    expect(bodyKey(0.02)).toBeUndefined();
    expect(bodyKey(0.45)).toBe('body.knee');
    expect(bodyKey(3)).toBe('body.over');
  });
});

describe('messages', () => {
  it('have the same places in both languages', () => {
    for (const [key, [vi, en]] of Object.entries(MESSAGES)) {
      const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
      expect(places(vi), key).toEqual(places(en));
    }
  });
  it('fill their places', () => {
    expect(wordsOf('vi').t('rain.sentence', { mm: '118', duration: '3 giờ' })).toBe('118 mm trong 3 giờ');
  });
  it('are never empty', () => {
    for (const [key, pair] of Object.entries(MESSAGES)) for (const text of pair) expect(text.trim(), key).not.toBe('');
  });
});
