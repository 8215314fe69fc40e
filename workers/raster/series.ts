import type { RasterGrid } from './types.ts';
import { writeGeoTiff } from './write.ts';

/**
 * Depth at each time as GeoTIFFs, `depth_000300s.tif` after its time: in QGIS one layer each, in the order of the storm.
 * One at a time, so that a long storm need not be held whole.
 *
 * @param depthM metres on the grid, NaN: no data
 */
export function* depthTiffs(
  grid: RasterGrid,
  crs: string,
  timesS: readonly number[],
  depthM: (index: number) => Float32Array,
): Generator<readonly [name: string, bytes: Uint8Array]> {
  for (const [k, timeS] of timesS.entries()) {
    const name = `depth_${String(Math.round(timeS)).padStart(6, '0')}s.tif`;
    yield [name, writeGeoTiff({ grid, values: depthM(k), crs })];
  }
}
