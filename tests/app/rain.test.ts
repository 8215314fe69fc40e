import { describe, expect, it } from 'vitest';
import { act, type Book, EMPTY_BOOK, resolvedOf, undo } from '../../src/app/book.ts';
import { editBar } from '../../src/app/edits.ts';
import { addRiver, editMoving, editRiver, editWetness, rainText, rainView, removeRiver } from '../../src/app/rain.ts';
import { firstState } from '../../src/app/state.ts';
import { readRainCsv, type Scenario } from '../../src/scenario/index.ts';

const measured = { id: 'Vu Gia', timesS: [0, 3600, 7200, 21600], dischargeM3s: [10, 40, 110, 10] };
const base = {
  format: 'twin-scenario/1',
  id: 's',
  durationS: 21600,
  rain: [{ area: 'all', timesS: [0, 1800, 3600], intensityMmH: [40, 80, 0] }],
  inflows: [{ ...measured, at: { type: 'Point', coordinates: [100, 50] } }],
} as unknown as Scenario;
const shelf: Book = { ...EMPTY_BOOK, entries: [{ scenario: base, shipped: true }], selected: 's' };
const shown = (book: Book) => resolvedOf(book, book.selected);

describe('rain as it is typed', () => {
  const read = (typed: string) => readRainCsv(rainText(typed), 'typed');
  it.each([
    ['tabs', '0\t30\n30\t90\n60\t0'],
    ['commas with spaces', '0, 30\n30, 90\n60, 0'],
    ['spaces', '0   30\n30   90\n60   0\n'],
    ['a rain file', 'time_min,mm/h\n0,30\n30,90\n60,0'],
  ])('reads %s', (_, typed) => {
    expect(read(typed)).toMatchObject({ timesS: [0, 1800, 3600], intensityMmH: [30, 90, 0] });
  });
  it('takes the decimal comma of Vietnamese, and names the line that it cannot read', () => {
    expect(read('0 2,5\n7,5 0').intensityMmH).toEqual([2.5, 0]);
    expect(read('0 2,5\n7,5 0').timesS).toEqual([0, 450]);
    expect(() => read('0 30\nnoon 20')).toThrow(/line 3/);
  });
  it('reads back what the panel shows', () => {
    const state = { ...firstState(), book: shelf, rainOpen: true, city: { crs: 'local' } as never };
    const text = rainView(state)?.text ?? '';
    expect(read(text)).toMatchObject({ timesS: [0, 1800, 3600], intensityMmH: [40, 80, 0] });
    expect(rainView({ ...state, rainOpen: false })).toBeUndefined();
  });
});

describe('edits of what comes down and in', () => {
  it('put a storm on its way, which stays so when its bars are moved, and still again', () => {
    const moving = { fromDeg: 45, speedKmH: 30 };
    let book = act(shelf, editMoving(shelf, moving));
    expect(shown(book)?.rain[0]).toMatchObject({ moving, intensityMmH: [40, 80, 0] });
    book = act(book, editBar(book, 1, 10));
    expect(shown(book)?.rain[0]).toMatchObject({ moving, intensityMmH: [40, 10, 0] });
    book = act(book, editMoving(book, undefined));
    expect(shown(book)?.rain[0]).not.toHaveProperty('moving');
  });
  it('wet the soil, and the usual wetness is what the land layer says', () => {
    const wet = act(shelf, editWetness(shelf, 0.95));
    expect(shown(wet)?.infiltration).toEqual({ model: 'land', wetness: 0.95 });
    expect(shown(act(wet, editWetness(wet, 0.5)))?.infiltration).toBe('land');
  });
  it('add, change and remove a river; a measured one keeps its shape; all is undone', () => {
    let book = act(shelf, addRiver(shelf, 'local', 0.001, 0.001, 'Vu Gia'));
    expect(shown(book)?.inflows.map(({ id }) => id)).toEqual(['Vu Gia', 'Vu Gia 2']);
    book = act(book, editRiver(book, 'Vu Gia 2', { peakM3s: 900 }));
    expect(Math.max(...(shown(book)?.inflows[1].dischargeM3s ?? []))).toBe(900);
    book = act(book, editRiver(book, 'Vu Gia', { peakM3s: 210 }));
    expect(shown(book)?.inflows[0]).toMatchObject({ timesS: measured.timesS, dischargeM3s: [10, 70, 210, 10] });
    book = act(book, editRiver(book, 'Vu Gia', { peakS: 3600 }));
    expect(shown(book)?.inflows[0].timesS).toEqual([0, 1800, 3600, 10800]);
    book = act(book, removeRiver(book, 'Vu Gia 2'));
    expect(shown(book)?.inflows).toHaveLength(1);
    while (book.undo.length > 0) book = undo(book);
    expect(book.entries).toEqual(shelf.entries);
  });
});
