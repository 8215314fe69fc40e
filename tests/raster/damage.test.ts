import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/city/errors.ts';
import { readRaster } from '../../workers/raster/read.ts';
import { writeGeoTiff } from '../../workers/raster/write.ts';
import { stripTiff } from './stripTiff.ts';

const GRID = { cols: 300, rows: 40, cellSizeM: 4, xMin: 0, yMin: 0 };
const SAMPLES = [
  writeGeoTiff({ grid: GRID, values: Float32Array.from({ length: 12000 }, (_, i) => i % 91), epsg: 5899 }),
  stripTiff([
    [1, 2, 3],
    [4, 5, 6],
  ]),
  new TextEncoder().encode('ncols 3\nnrows 2\nxllcorner 1\nyllcorner 2\ncellsize 3\n1 2 3\n4 5 6\n'),
];

describe('a damaged elevation file', () => {
  it('is either still a grid or refused in words for people, wherever the damage is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SAMPLES),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (sample, changes, inHeader) => {
          const bytes = sample.slice();
          for (const [at, value] of changes)
            bytes[at % (inHeader ? Math.min(500, bytes.length) : bytes.length)] = value;
          const result = await readRaster(bytes, 'dem.tif').catch((error: unknown) => error);
          if (result instanceof Error) {
            expect(result).toBeInstanceOf(InputError);
            expect(result.message).toMatch(/dem\.tif/);
          } else {
            const { grid, values } = result as Awaited<ReturnType<typeof readRaster>>;
            expect(values.length).toBe(grid.cols * grid.rows);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
