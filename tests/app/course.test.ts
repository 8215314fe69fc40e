import { describe, expect, test } from 'vitest';
import { Course } from '../../src/app/course.ts';
import type { Progress, VolumesM3 } from '../../workers/flood/types.ts';

const at = (timeS: number, wallS: number, wetAreaM2 = 0): Progress => ({
  timeS,
  durationS: 10_000,
  wallS,
  steps: timeS,
  wetAreaM2,
  volumeM3: {} as VolumesM3,
});

describe('the course of a run', () => {
  test('tells the time left by the pace so far', () => {
    const course = new Course(100, undefined);
    course.note(at(0, 0));
    expect(course.note(at(2500, 10))).toMatchObject({ leftS: 30, cellStepsPerS: 25_000 });
  });

  test('taken up in the middle counts the pace from there and the wall time from the start', () => {
    const wet = { timesS: [0, 2000, 4000, 6000], values: [0, 5, 9, 7] };
    const course = new Course(100, { timeS: 4000, wallS: 60, wet });
    course.note(at(4000, 0, 9));
    const part = course.note(at(5000, 10, 8));
    expect(part).toMatchObject({ leftS: 50, wallS: 70, wetMaxM2: 9, wetMaxAtS: 4000 });
    expect(part.wet).toEqual({ timesS: [0, 2000, 4000, 5000], values: [0, 5, 9, 8] });
    expect(course.wallS(12)).toBe(72);
  });

  test('goes back where another engine takes over', () => {
    const course = new Course(1, undefined);
    for (const [timeS, wallS] of [
      [0, 0],
      [3000, 30],
      [6000, 60],
    ] as const)
      course.note(at(timeS, wallS, timeS));
    expect(course.restart(3000)).toMatchObject({ timeS: 3000, wetMaxM2: 3000 });
    course.note(at(3000, 0, 3000));
    expect(course.note(at(4000, 5, 1))).toMatchObject({ wallS: 65, leftS: 30, wetMaxM2: 3000 });
  });

  test('keeps a curve of some hundred points however often it is told', () => {
    const course = new Course(1, undefined);
    let last: ReturnType<Course['note']> = {};
    for (let timeS = 0; timeS <= 10_000; timeS += 0.5) last = course.note(at(timeS, timeS, timeS));
    expect(last.wet?.timesS.length).toBeLessThan(700);
    expect(last.wet?.timesS.at(-1)).toBe(10_000);
  });
});
