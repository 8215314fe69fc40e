import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt, RunWater, type WaterKeeper } from '../../src/simulate/water.ts';
import { CELL, type Frame, type Grid } from '../../workers/flood/types.ts';

const grid: Grid = { cols: 4, rows: 3, cellSizeM: 10, xMin: 100, yMin: 200 };
const cells = grid.cols * grid.rows;
const frameAt = (timeS: number): Frame => ({
  timeS,
  depthM: new Float32Array(cells).fill(timeS / 1000),
  speedMS: new Float32Array(cells).fill(timeS / 2000),
});
const keeper: WaterKeeper = {
  frame: async (index) => frameAt(index * 300),
  series: async () => ({ timesS: [], depthM: [], speedMS: [] }),
  stored: async () => new Blob(),
};
function run(...times: number[]): RunWater {
  const kind = new Uint8Array(cells).fill(CELL.active);
  kind[0] = CELL.noData;
  kind[5] = CELL.block;
  const water = new RunWater({ grid, kind, groundM: new Float32Array(cells).fill(2) }, keeper, () => {});
  for (const time of times) water.add(time, frameAt(time));
  return water;
}

describe('the cell at a place', () => {
  it('counts rows from the north', () => {
    expect(cellAt(grid, 101, 229)).toBe(0);
    expect(cellAt(grid, 139, 201)).toBe(cells - 1);
  });
  it('is none outside', () => {
    for (const [x, y] of [
      [99, 210],
      [141, 210],
      [110, 199],
      [110, 231],
    ])
      expect(cellAt(grid, x, y)).toBe(-1);
  });
  it('holds the middle of every cell', () => {
    fc.assert(
      fc.property(fc.nat(grid.cols - 1), fc.nat(grid.rows - 1), (col, row) => {
        const x = grid.xMin + (col + 0.5) * grid.cellSizeM;
        const y = grid.yMin + (grid.rows - row - 0.5) * grid.cellSizeM;
        expect(cellAt(grid, x, y)).toBe(row * grid.cols + col);
      }),
    );
  });
});

describe('the water around a time', () => {
  it('lies between two frames, by their share', () => {
    const around = run(0, 300, 600).around(375);
    expect([around?.a.timeS, around?.b.timeS, around?.mix]).toEqual([300, 600, 0.25]);
  });
  it('holds at the ends', () => {
    const water = run(0, 300);
    expect(water.around(-5)).toMatchObject({ a: { timeS: 0 }, mix: 0 });
    expect(water.around(9999)).toMatchObject({ a: { timeS: 300 }, b: { timeS: 300 }, mix: 0 });
    expect(run().around(0)).toBeUndefined();
  });
  it('is fetched from the keeper when it was not held, and told when it has come', async () => {
    const water = run();
    water.timesS.push(0, 300, 600);
    expect(water.around(100)).toBeUndefined();
    await new Promise<void>((resolve) => {
      water.onLoaded = () => water.around(100) && resolve();
    });
    expect(water.around(150)?.mix).toBe(0.5);
  });
});

describe('scrubbing', () => {
  it('asks for one frame at a time, and for none that nobody looks for any more', async () => {
    const asked: number[] = [];
    const answers: (() => void)[] = [];
    const slow: WaterKeeper = {
      ...keeper,
      frame: (index) => {
        asked.push(index);
        return new Promise((resolve) => answers.push(() => resolve(frameAt(index * 300))));
      },
    };
    const water = new RunWater({ grid, kind: new Uint8Array(cells), groundM: new Float32Array(cells) }, slow, () => {});
    for (let k = 0; k < 40; k++) water.timesS.push(k * 300);
    for (let timeS = 100; timeS < 9000; timeS += 300) water.around(timeS);
    expect(asked).toEqual([0]);
    for (let k = 0; k < 3; k++) {
      answers[k]();
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(asked.slice(0, 3)).toEqual([0, 29, 30]);
    expect(water.around(29 * 300 + 100)?.a.timeS).toBe(8700);
  });
});

describe('the water at a cell', () => {
  it('has depth, speed and level over time', async () => {
    const series = await run(0, 300, 600).series(6);
    expect(series).toMatchObject({ state: 'ok', groundM: 2, timesS: [0, 300, 600] });
    expect(series.depthM[2]).toBeCloseTo(0.6, 6);
    expect(series.levelM[2]).toBeCloseTo(2.6, 6);
  });
  it('is unknown outside, never dry', async () => {
    expect(await run(0).series(-1)).toMatchObject({ state: 'outside', depthM: [] });
    expect(await run(0).series(0)).toMatchObject({ state: 'outside', depthM: [] });
  });
  it('is none inside a building', async () => {
    expect(await run(0, 600).series(5)).toMatchObject({ state: 'block', depthM: [0, 0], levelM: [2, 2] });
  });
});

describe('water that was there from the start', () => {
  it('is not drawn as flood', () => {
    const water = run(600, 900);
    expect(water.stageDomain().permanentDepthM[6]).toBeGreaterThan(0.6);
    expect(run(0, 900).stageDomain().permanentDepthM[6]).toBe(0);
  });
});
