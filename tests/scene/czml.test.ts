import { unzlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { resolveCrs } from '../../src/crs/index.ts';
import { writeCzml } from '../../workers/scene/czml.ts';

const grid = { cols: 12, rows: 8, cellSizeM: 30, xMin: 549000, yMin: 1775000 };
/** Dry, then a pond in the north-west corner, then deeper; a lake in the south-east was there before. */
const frames = [0, 0.25, 1.2].map((pond) =>
  Float32Array.from({ length: 96 }, (_, cell) => {
    const [row, col] = [Math.floor(cell / 12), cell % 12];
    if (row === 0 && col === 11) return Number.NaN;
    if (row >= 6 && col >= 10) return 2;
    return row < 3 && col < 3 ? pond : 0;
  }),
);
const series = {
  name: 'Mưa',
  description: 'Mô phỏng',
  grid,
  timesS: [0, 300, 600],
  depthM: (index: number) => frames[index],
};
const crs = resolveCrs('EPSG:5899');
interface Packet {
  readonly id: string;
  readonly clock?: { readonly interval: string };
  readonly availability?: string;
  readonly rectangle?: {
    readonly coordinates: { readonly wsenDegrees: readonly number[] };
    readonly material: { readonly image: { readonly image: readonly { interval: string; uri: string }[] } };
  };
}
const packets = JSON.parse(writeCzml(series, crs)) as Packet[];
const images = packets[1].rectangle?.material.image.image ?? [];

/** Size and palette places of a picture in the file. */
function pictureOf(uri: string) {
  const bytes = Uint8Array.from(atob(uri.replace('data:image/png;base64,', '')), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  let at = 8;
  while (String.fromCharCode(...bytes.subarray(at + 4, at + 8)) !== 'IDAT') at += view.getUint32(at) + 12;
  const rows = unzlibSync(bytes.subarray(at + 8, at + 8 + view.getUint32(at)));
  return { width, height, at: (x: number, y: number) => rows[y * (width + 1) + 1 + x] };
}

describe('water for other globes', () => {
  test('is a clock and one rectangle over the run’s own bounds, a picture for each time between frames', () => {
    expect(packets.map(({ id }) => id)).toEqual(['document', 'water']);
    const whole = '2000-01-01T00:00:00.000Z/2000-01-01T00:10:00.000Z';
    expect([packets[0].clock?.interval, packets[1].availability]).toEqual([whole, whole]);
    expect(images.map(({ interval }) => interval)).toEqual([
      '2000-01-01T00:00:00.000Z/2000-01-01T00:05:00.000Z',
      '2000-01-01T00:05:00.000Z/2000-01-01T00:10:00.000Z',
    ]);
    const [west, south, east, north] = packets[1].rectangle?.coordinates.wsenDegrees ?? [];
    const corners = [
      [549000, 1775000],
      [549360, 1775240],
    ].map((at) => crs.toLonLat(at as [number, number]));
    expect(west).toBeCloseTo(corners[0][0], 4);
    expect(south).toBeCloseTo(corners[0][1], 4);
    expect(east).toBeCloseTo(corners[1][0], 4);
    expect(north).toBeCloseTo(corners[1][1], 4);
  });

  test('has the class of depth in each cell, hatches where nothing is known, leaves lakes to the globe', () => {
    const dry = pictureOf(images[0].uri);
    const wet = pictureOf(images[1].uri);
    expect([dry.width, dry.height]).toEqual([12, 8]);
    expect(dry.at(1, 1)).toBe(0);
    // 0.25 m is the third class of the ramp.
    expect(wet.at(1, 1)).toBe(3);
    expect(wet.at(6, 4)).toBe(0);
    expect(wet.at(11, 7)).toBe(0);
  });

  test('refuses a run without frames', () => {
    expect(() => writeCzml({ ...series, timesS: [] }, crs)).toThrow('without frames');
  });
});
