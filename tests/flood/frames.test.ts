import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Frame, FrameStore } from '../../workers/flood/index.ts';
import { compute, domainOf, rainOf } from './build.ts';

const grid = { cols: 13, rows: 7, cellSizeM: 8, xMin: 550000, yMin: 1776000 };
const cells = grid.cols * grid.rows;
const field = (max: number) =>
  fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max, noNaN: true })), { minLength: cells, maxLength: cells });
const frames = fc.array(fc.record({ depthM: field(200), speedMS: field(800) }), { minLength: 1, maxLength: 30 });

describe('stored frames', () => {
  test('come back to the millimetre in any order, however deep', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), fc.boolean(), (given, order, odd) => {
        const originals: Frame[] = given.map(({ depthM, speedMS }, k) => ({
          timeS: k * 300,
          depthM: Float32Array.from(depthM),
          speedMS: Float32Array.from(speedMS),
        }));
        const writer = new FrameStore(grid);
        for (const frame of originals) writer.add(frame);
        // In two parts, as checkpoints store them.
        const rest = new FrameStore(grid);
        const half = originals.length >> 1;
        const whole = new FrameStore(grid);
        for (const frame of originals.slice(0, half)) whole.add(frame);
        for (const frame of originals.slice(half)) rest.add(frame);
        whole.append(rest.finish());
        const reader = odd ? FrameStore.open(writer.finish()) : whole;
        expect(reader.grid).toEqual(grid);
        expect(reader.timesS).toEqual(originals.map((frame) => frame.timeS));
        for (const number of order) {
          const index = number % originals.length;
          const read = reader.read(index);
          const { depthM, speedMS } = originals[index];
          depthM.forEach((depth, cell) => {
            expect(Math.abs(read.depthM[cell] - depth)).toBeLessThanOrEqual(0.00051);
            const speed = depth < 0.0005 ? 0 : speedMS[cell];
            expect(Math.abs(read.speedMS[cell] - speed)).toBeLessThanOrEqual(0.0051);
          });
        }
      }),
      { numRuns: 25, seed: 3 },
    );
  });

  test('tell the same of one cell over time as frame by frame', () => {
    fc.assert(
      fc.property(frames, fc.nat(cells - 1), (given, cell) => {
        const store = new FrameStore(grid);
        given.forEach(({ depthM, speedMS }, k) => {
          store.add({ timeS: k, depthM: Float32Array.from(depthM), speedMS: Float32Array.from(speedMS) });
        });
        [...store.series(cell)].forEach(({ timeS, depthM, speedMS }, k) => {
          const frame = store.read(k);
          expect(timeS).toBe(k);
          expect(Math.fround(depthM)).toBe(frame.depthM[cell]);
          expect(Math.fround(speedMS)).toBe(frame.speedMS[cell]);
        });
      }),
      { numRuns: 25, seed: 4 },
    );
  });

  test('are cut short and go on, and a part begins where it was cut', () => {
    const frameAt = (timeS: number, depth: number): Frame => ({
      timeS,
      depthM: new Float32Array(cells).fill(depth),
      speedMS: new Float32Array(cells),
    });
    const store = new FrameStore(grid);
    for (let k = 0; k < 9; k++) store.add(frameAt(k, k));
    store.truncate(4);
    store.add(frameAt(4, 40));
    store.cut();
    store.add(frameAt(5, 50));
    store.add(frameAt(6, 60));
    expect(store.timesS).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(store.read(4).depthM[0]).toBe(40);
    const part = new Uint8Array(store.pieces(5).flatMap((piece) => [...piece]));
    expect(FrameStore.open(part).timesS).toEqual([5, 6]);
    expect(FrameStore.open(part).read(1).depthM[3]).toBe(60);
    const other = new FrameStore({ ...grid, cols: 4 }).finish();
    expect(() => store.append(other)).toThrow(/4 × 7 cells do not fit 13 × 7/);
  });

  test('say what is wrong with bytes that are none', () => {
    const bytes = new FrameStore(grid).finish();
    expect(() => FrameStore.open(new Uint8Array(100))).toThrow(/TWINFRM/);
    expect(() => FrameStore.open(bytes.slice(0, 45))).toThrow(/cut off/);
    const later = bytes.slice();
    later[7] = 9;
    expect(() => FrameStore.open(later)).toThrow(/version 1, found 9/);
  });

  test('cost at most a byte for each wet cell and frame', async () => {
    const size = 60;
    const groundM = Float32Array.from({ length: size * size }, (_, cell) => {
      const [row, col] = [Math.floor(cell / size), cell % size];
      return 3 + 0.01 * col + Math.sin(col / 9) * Math.cos(row / 7) * 0.6 + Math.sin(col * 1.7 + row) * 0.05;
    });
    const domain = domainOf({
      cols: size,
      rows: size,
      cellSizeM: 8,
      groundM,
      rain: [rainOf(60)],
      durationS: 7200,
      outputEveryS: 300,
    });
    const run = await compute(domain);
    const writer = new FrameStore(domain.grid);
    let wet = 0;
    for (const frame of run.frames) {
      writer.add(frame);
      wet += frame.depthM.reduce((count, depth) => count + (depth >= 0.0005 ? 1 : 0), 0);
    }
    const perCell = writer.finish().length / wet;
    console.log(`stored frames: ${perCell.toFixed(2)} bytes a wet cell and frame`);
    expect(perCell).toBeLessThanOrEqual(1);
  });
});
