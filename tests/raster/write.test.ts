import fc from 'fast-check';
import { fromArrayBuffer } from 'geotiff';
import { describe, expect, it } from 'vitest';
import type { RasterGrid } from '../../workers/raster/types.ts';
import { writeGeoTiff } from '../../workers/raster/write.ts';

const grid = (cols: number, rows: number): RasterGrid => ({
  cols,
  rows,
  cellSizeM: 2.5,
  xMin: 545000.25,
  yMin: 1769000.5,
});

/** Any 32-bit pattern that is a number, so that rounding anywhere would show. */
const anyFloat = fc.float({ noNaN: true, noDefaultInfinity: true });

describe('a written GeoTIFF', () => {
  it('is read back bit for bit by geotiff.js, whatever the size and the numbers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 300 }),
        fc.array(anyFloat, { minLength: 1, maxLength: 50 }),
        async (cols, rows, some) => {
          const values = Float32Array.from({ length: cols * rows }, (_, i) => some[(i * 7 + (i >> 3)) % some.length]);
          const image = await (
            await fromArrayBuffer(writeGeoTiff({ grid: grid(cols, rows), values }).buffer)
          ).getImage();
          const [read] = await image.readRasters();
          expect(image.getWidth()).toBe(cols);
          expect(image.getHeight()).toBe(rows);
          expect(Buffer.from((read as Float32Array).buffer).equals(Buffer.from(values.buffer))).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('stands where the grid stands, with its first row in the north', async () => {
    const g = grid(300, 200);
    const image = await (
      await fromArrayBuffer(writeGeoTiff({ grid: g, values: new Float32Array(60000), epsg: 5899 }).buffer)
    ).getImage();
    expect(image.getOrigin().slice(0, 2)).toEqual([545000.25, 1769000.5 + 200 * 2.5]);
    expect(image.getResolution().slice(0, 2)).toEqual([2.5, -2.5]);
    expect(image.getBoundingBox()).toEqual([g.xMin, g.yMin, g.xMin + 750, g.yMin + 500]);
  });

  it('names its CRS by EPSG code, by citation, or not at all for local cases', async () => {
    const values = new Float32Array([1, 2, 3, NaN]);
    const keys = async (options: { epsg?: number; crs?: string }) =>
      (
        await (await fromArrayBuffer(writeGeoTiff({ grid: grid(2, 2), values, ...options }).buffer)).getImage()
      ).getGeoKeys();
    expect(await keys({ crs: 'EPSG:5899' })).toMatchObject({ GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 5899 });
    expect(await keys({ epsg: 4326 })).toMatchObject({ GTModelTypeGeoKey: 2, GeographicTypeGeoKey: 4326 });
    const proj = '+proj=tmerc +lat_0=0 +lon_0=108 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m';
    expect(await keys({ crs: proj })).toMatchObject({ ProjectedCSTypeGeoKey: 32767, GTCitationGeoKey: proj });
    expect(await keys({ crs: 'local' })).toBeFalsy();
  });

  it('writes cells without data as its nodata value and says which that is', async () => {
    const bytes = writeGeoTiff({ grid: grid(2, 2), values: new Float32Array([1, NaN, 3, 4]) });
    const image = await (await fromArrayBuffer(bytes.buffer)).getImage();
    expect(image.getGDALNoData()).toBe(-9999);
    expect([...((await image.readRasters())[0] as Float32Array)]).toEqual([1, -9999, 3, 4]);
  });

  it('has the same bytes each time and is much smaller than its numbers when they are smooth', () => {
    const g = grid(600, 500);
    const values = Float32Array.from({ length: 300000 }, (_, i) => Math.round(Math.sin(i / 9000) * 800) / 100);
    const bytes = writeGeoTiff({ grid: g, values });
    expect(Buffer.from(bytes).equals(Buffer.from(writeGeoTiff({ grid: g, values })))).toBe(true);
    expect(bytes.length).toBeLessThan(values.byteLength / 4);
  });
});
