import { describe, expect, it } from 'vitest';
import { act, type Book, EMPTY_BOOK, entryOf, resolvedOf, undo } from '../../src/app/book.ts';
import { editBar, editFrom, editSeries, editStorm, editTide } from '../../src/app/edits.ts';
import { mainRain, peakLevel, scenarioRows } from '../../src/app/views.ts';
import { depthMm, designDepthMm, designRain, IDF_DANANG, type Scenario } from '../../src/scenario/index.ts';

const design = {
  shape: 'chicago' as const,
  returnPeriodY: 10,
  durationS: 10800,
  peakRatio: 0.4,
  climatePct: 0,
  stepS: 300,
  idf: IDF_DANANG,
};
const base: Scenario = {
  format: 'twin-scenario/1',
  id: 'storm-10y',
  name: { vi: 'Mưa 10 năm', en: '10-year storm' },
  durationS: 21600,
  rain: [designRain(design)],
  levels: [{ id: 'sea', at: 'sea', timesS: [0, 10800, 21600], levelM: [0.2, 0.6, 0.3] }],
};
const past: Scenario = {
  format: 'twin-scenario/1',
  id: 'oct-2022',
  durationS: 43200,
  rain: [{ area: 'all', timesS: [0, 36000], intensityMmH: [40, 0] }],
};
const shelf: Book = {
  ...EMPTY_BOOK,
  entries: [base, past].map((scenario) => ({ scenario, shipped: true })),
  selected: 'storm-10y',
};
const shown = (book: Book) => resolvedOf(book, book.selected);

describe('edits of the storm', () => {
  it('leave a shipped scenario as it is and go to a child, in one step', () => {
    const book = act(shelf, editStorm(shelf, { returnPeriodY: 50 }));
    expect(book.selected).toBe('storm-10y-2');
    expect(entryOf(book, 'storm-10y')?.scenario).toBe(base);
    const rain = shown(book) && mainRain(shown(book)!);
    expect(rain?.design?.returnPeriodY).toBe(50);
    expect(depthMm(rain!)).toBeCloseTo(designDepthMm({ ...design, returnPeriodY: 50 }), 3);
    expect(undo(book).selected).toBe('storm-10y');
  });
  it('go on in the child, without another one', () => {
    const first = act(shelf, editStorm(shelf, { returnPeriodY: 50 }));
    const second = act(first, editStorm(first, { climatePct: 20 }));
    expect(second.entries).toHaveLength(3);
    expect(mainRain(shown(second)!)?.design).toMatchObject({ returnPeriodY: 50, climatePct: 20 });
  });
  it('let a scenario grow that its storm would outlast', () => {
    const book = act(shelf, editStorm(shelf, { durationS: 8 * 3600 }));
    expect(shown(book)?.durationS).toBe(11 * 3600);
  });
  it('set one bar and forget the design that it no longer follows', () => {
    const book = act(shelf, editBar(shelf, 3, 72));
    const rain = mainRain(shown(book)!)!;
    expect(rain.intensityMmH[3]).toBe(72);
    expect(rain.design).toBeUndefined();
    expect(rain.intensityMmH[4]).toBe(base.rain?.[0].intensityMmH[4]);
  });
  it('take a series from a file, or the rain of a past storm with its length', () => {
    const series = act(shelf, editSeries(shelf, { timesS: [0, 600], intensityMmH: [90, 0] }));
    expect(mainRain(shown(series)!)?.timesS).toEqual([0, 600]);
    const from = act(shelf, editFrom(shelf, 'oct-2022'));
    expect(shown(from)).toMatchObject({ durationS: 43200 });
  });
});

describe('edits of the tide', () => {
  it('put surge and sea-level rise on top of the inherited series, once', () => {
    const first = act(shelf, editTide(shelf, { surgeM: 0.5 }));
    expect(peakLevel(shown(first)!)).toBeCloseTo(1.1, 2);
    const second = act(first, editTide(first, { riseM: 0.28 }));
    expect(peakLevel(shown(second)!)).toBeCloseTo(1.38, 2);
    const back = act(second, editTide(second, { surgeM: 0, riseM: 0 }));
    expect(peakLevel(shown(back)!)).toBeCloseTo(0.6, 2);
  });
  it('go to a child where the scenario has a series of its own, so that it is found again', () => {
    const own: Scenario = { ...base, id: 'mine', levels: [{ id: 'sea', at: 'sea', timesS: [0], levelM: [2] }] };
    const before: Book = { ...shelf, entries: [{ scenario: own, shipped: false }], selected: 'mine' };
    const first = act(before, editTide(before, { surgeM: 0.5 }));
    expect(entryOf(first, 'mine')?.scenario).toBe(own);
    const second = act(first, editTide(first, { surgeM: 1 }));
    expect(second.entries).toHaveLength(2);
    expect(peakLevel(shown(second)!)).toBeCloseTo(3, 2);
    const back = act(second, editTide(second, { surgeM: 0 }));
    expect(peakLevel(shown(back)!)).toBeCloseTo(2, 2);
  });
  it('come back from another tide to the inherited series', () => {
    const spring = act(shelf, editTide(shelf, { kind: 'spring' }));
    expect(peakLevel(shown(spring)!)).toBeCloseTo(0.63, 2);
    const mean = act(spring, editTide(spring, { kind: 'mean' }));
    expect(peakLevel(shown(mean)!)).toBeCloseTo(0.43, 2);
    const series = act(mean, editTide(mean, { kind: 'series' }));
    expect(peakLevel(shown(series)!)).toBeCloseTo(0.6, 2);
  });
  it('do nothing where no level boundary acts', () => {
    const dry: Book = { ...shelf, selected: 'oct-2022' };
    expect(editTide(dry, { surgeM: 1 })).toEqual([]);
  });
});

describe('rows of the tree', () => {
  it('say the storm in millimetres and hours and mark what is a child', () => {
    const book = act(shelf, editStorm(shelf, { returnPeriodY: 50 }));
    const rows = scenarioRows(book, {}, 8);
    expect(rows.map((row) => [row.letter, row.level, row.shipped])).toEqual([
      ['A', 0, true],
      ['B', 1, false],
      ['C', 0, true],
    ]);
    expect(rows[0].rainS).toBe(10800);
    expect(rows[2].rainMm).toBeCloseTo(400, 6);
  });
});
