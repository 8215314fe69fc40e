import { describe, expect, it } from 'vitest';
import { depthMm, readRainCsv } from '../../src/scenario/index.ts';

const series = (text: string) => {
  const { timesS, intensityMmH } = readRainCsv(text, 'rain.csv');
  return timesS.map((timeS, i) => [timeS, intensityMmH[i]]);
};

describe('a rain file', () => {
  it('holds each intensity to the next line and ends at its last time', () => {
    expect(series('Time (s),Rainfall intensity (mm/hr)\n0,70\n3600,70\n7200,0\n10800,0\n\n')).toEqual([
      [0, 70],
      [3600, 70],
      [7200, 0],
      [10800, 0],
    ]);
  });

  it('says that a last value without an end is not counted', () => {
    const read = readRainCsv('time,mm/h\n0,10\n600,20\n', 'rain.csv');
    expect(read.intensityMmH).toEqual([10, 0]);
    expect(read.warnings[0].en).toContain('Line 3');
  });

  it('reads minutes, hours, and depths in mm, so that the depth is kept', () => {
    expect(series('Time (min);Rain (mm)\n0;1,5\n10;3\n20;0')).toEqual([
      [0, 9],
      [600, 18],
      [1200, 0],
    ]);
    expect(series('hours\tmm/h\n0\t4\n1.5\t0')).toEqual([
      [0, 4],
      [5400, 0],
    ]);
    expect(depthMm(readRainCsv('Time (h),depth_mm\n0,12\n1,30\n3,0\n', 'r'))).toBeCloseTo(42, 12);
  });

  it('reads dates, counted from the first', () => {
    expect(series('time,rain_mm\r\n2022-10-14 23:50,1\r\n2022-10-15 00:00,2\r\n2022-10-15T00:10,0\r\n')).toEqual([
      [0, 6],
      [600, 12],
      [1200, 0],
    ]);
    expect(series('datetime,mm/h\n2022-10-14T13:00:00+07:00,5\n2022-10-14T07:00:00Z,0')).toEqual([
      [0, 5],
      [3600, 0],
    ]);
  });

  it('is dry before its first time', () => {
    expect(series('timeS,rainMmH\n600,5\n1200,0')).toEqual([
      [0, 0],
      [600, 5],
      [1200, 0],
    ]);
  });

  it.each([
    ['nothing', '\n\n', /expected a header/],
    ['no time', 'x,mm\n0,1\n1,0', /line 1: expected a column "time"/],
    ['no rain', 'time,level\n0,1', /line 1: expected a column in mm or mm\/h, found time, level/],
    ['a word for a number', 'time,mm\n0,1\n60,trace\n', /line 3: expected rain of 0 or more, found "trace"/],
    ['a negative depth', 'time,mm\n0,-1\n60,0', /line 2: expected rain of 0 or more, found "-1"/],
    ['a time that stands still', 'time,mm\n0,1\n\n0,0', /line 4: expected a time after that of line 2/],
    ['a time of no kind', 'time,mm\nnoon,1\n60,0', /line 2: expected a time, found "noon"/],
    ['one line', 'time,mm\n0,1', /at least two lines/],
  ])('with %s is refused with the line', (_, text, message) => {
    expect(() => readRainCsv(text, 'rain.csv')).toThrow(message);
  });
});
