import { expect, test } from 'vitest';
import { depthsAlong, sectionAlong } from '../../src/simulate/section.ts';
import { CELL } from '../../workers/flood/types.ts';

const grid = { cols: 10, rows: 4, cellSizeM: 5, xMin: 100, yMin: 200 };
/** Rises by 0.1 m a column; a house in column 6, nothing known of column 9. */
const ground = {
  grid,
  kind: Uint8Array.from({ length: 40 }, (_, i) =>
    i % 10 === 6 ? CELL.block : i % 10 === 9 ? CELL.noData : CELL.active,
  ),
  groundM: Float32Array.from({ length: 40 }, (_, i) => 0.1 * (i % 10)),
};

test('a section reads ground, houses and water along its line, whichever way it runs', () => {
  const line = sectionAlong(ground, [102, 210], [148, 210]);
  expect(line.lengthM).toBe(46);
  expect(line.stationM[0]).toBe(0);
  expect(line.stationM.at(-1)).toBe(46);
  expect(line.groundM[0]).toBe(0);
  expect(line.groundM.at(-1)).toBeNaN();
  expect(line.built.some((built) => built === 1)).toBe(true);
  const back = sectionAlong(ground, [148, 210], [102, 210]);
  expect([...back.groundM].reverse()).toEqual([...line.groundM]);

  const a = { depthM: new Float32Array(40).fill(0.2) };
  const b = { depthM: new Float32Array(40).fill(0.6) };
  for (const depth of depthsAlong(line, a, b, 0.25)) expect(depth).toBeCloseTo(0.3, 6);
  const outside = sectionAlong(ground, [0, 0], [50, 0]);
  expect([...depthsAlong(outside, a, b, 0)].every((depth) => depth === 0)).toBe(true);
  expect([...outside.groundM].every(Number.isNaN)).toBe(true);
});
