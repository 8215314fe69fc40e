import { describe, expect, it } from 'vitest';
import { placesOf, search } from '../../workers/city/places.ts';
import { box, line, point, town } from '../scene/madeUpCity.ts';

const street = (id: string, y: number, name: string) =>
  line(
    id,
    [
      [0, y],
      [100, y],
    ],
    { name },
  );

const { city } = town({
  layers: {
    transport: [
      street('ST-1', 0, 'Hàm Nghi'),
      street('ST-2', 50, 'Kiệt 10 Hàm Nghi'),
      street('ST-3', 90, 'Đường băng 17L'),
    ],
    wards: [box('hai-chau', 0, 0, 800, 800, { name: 'Hải Châu' })],
    facilities: [point('TH-1', 20, 20, { name: 'Trường học, phường Hải Châu' })],
    construction: Array.from({ length: 600 }, (_, i) => box(`C1${i}`, i, 0, 1, 1)),
    trees: [point('C1', 5, 5)],
  },
});
const places = placesOf(city);
const found = (query: string): string[] => search(places, query, 12).map(({ name }) => name);

describe('the search of a city', () => {
  it('finds names without marks and case, whole names first', () => {
    expect(found('ham nghi')).toEqual(['Hàm Nghi', 'Kiệt 10 Hàm Nghi']);
    expect(found('HẢI')[0]).toBe('Hải Châu');
  });
  it('understands the words for street and ward, in both languages', () => {
    for (const query of ['đường Hàm Nghi', 'pho ham nghi', 'Ham Nghi street']) expect(found(query)[0]).toBe('Hàm Nghi');
    for (const query of ['phường Hải Châu', 'hai chau ward']) expect(found(query)[0]).toBe('Hải Châu');
    expect(found('phường Hải Châu')).toContain('Trường học, phường Hải Châu');
    expect(found('đường băng')).toEqual(['Đường băng 17L']);
  });
  it('finds an id among hundreds that begin like it, and says where its attributes are', () => {
    const [first] = search(places, 'c1', 12);
    expect(first).toMatchObject({ layer: 'trees', id: 'C1', index: 0 });
    expect(search(places, 'c1599', 12)).toMatchObject([{ layer: 'construction', index: 599 }]);
  });
  it('finds nothing for nothing', () => {
    expect(found('  ')).toEqual([]);
    expect(found('zzz')).toEqual([]);
  });
});
