import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Frame, FrameReader, FrameWriter } from '../../workers/flood/index.ts';
import { compute, domainOf, rainOf } from './build.ts';

const grid = { cols: 13, rows: 7, cellSizeM: 8, xMin: 550000, yMin: 1776000 };
const cells = grid.cols * grid.rows;
const field = (max: number) =>
  fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max, noNaN: true })), { minLength: cells, maxLength: cells });
const frames = fc.array(fc.record({ depthM: field(200), speedMS: field(800) }), { minLength: 1, maxLength: 30 });

describe('stored frames', () => {
  test('come back to the millimetre in any order, however deep', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (given, order) => {
        const originals: Frame[] = given.map(({ depthM, speedMS }, k) => ({
          timeS: k * 300,
          depthM: Float32Array.from(depthM),
          speedMS: Float32Array.from(speedMS),
        }));
        const writer = new FrameWriter(grid);
        for (const frame of originals) writer.add(frame);
        const reader = new FrameReader(writer.finish());
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

  test('say what is wrong with bytes that are none', () => {
    const bytes = new FrameWriter(grid).finish();
    expect(() => new FrameReader(new Uint8Array(100))).toThrow(/TWINFRM/);
    expect(() => new FrameReader(bytes.slice(0, 45))).toThrow(/cut off/);
    const later = bytes.slice();
    later[7] = 9;
    expect(() => new FrameReader(later)).toThrow(/version 1, found 9/);
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
    const writer = new FrameWriter(domain.grid);
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
