import type { City } from '../../src/city/types.ts';
import { resolveCrs } from '../../src/crs/index.ts';
import type { Grid } from '../flood/types.ts';
import { readRaster } from '../raster/read.ts';
import { coarserGrid, type GridValues, resampleTo } from '../raster/resample.ts';
import { warp } from '../raster/warp.ts';

const known = new WeakMap<Uint8Array, Promise<GridValues>>();

/** The City's elevation model in its CRS, cut to the City's bounds; read once for each City. */
export function readTerrain(city: City): Promise<GridValues> {
  const { bytes, file } = city.terrain;
  let terrain = known.get(bytes);
  if (!terrain) {
    terrain = readInCityCrs(city, bytes, file).then((values) => cutTo(values, city.manifest.bounds));
    known.set(bytes, terrain);
    terrain.catch(() => known.delete(bytes));
  }
  return terrain;
}

/** Any raster of the City, warped to its CRS where it says another. */
export async function readInCityCrs(city: City, bytes: Uint8Array, file: string): Promise<GridValues> {
  const raster = await readRaster(bytes, file, { crs: city.crs.code });
  const foreign = raster.crs !== undefined && raster.crs !== city.crs.code && !city.crs.local;
  return foreign ? warp(raster, resolveCrs(raster.crs as string), city.crs) : raster;
}

/** The cells whose centres lie inside `bounds`; everything where the two do not meet. */
function cutTo(values: GridValues, bounds: readonly [number, number, number, number] | undefined): GridValues {
  if (!bounds) return values;
  const { grid } = values;
  const { cellSizeM: cell } = grid;
  const north = grid.yMin + grid.rows * cell;
  const range = (low: number, high: number, count: number): [number, number] => [
    Math.max(0, Math.ceil(low / cell - 0.5 - 1e-6)),
    Math.min(count, Math.floor(high / cell - 0.5 + 1e-6) + 1),
  ];
  const [west, east] = range(bounds[0] - grid.xMin, bounds[2] - grid.xMin, grid.cols);
  const [top, bottom] = range(north - bounds[3], north - bounds[1], grid.rows);
  if (west >= east || top >= bottom || (east - west === grid.cols && bottom - top === grid.rows)) return values;
  const cols = east - west;
  const rows = bottom - top;
  const out = new Float32Array(cols * rows);
  for (let row = 0; row < rows; row++) {
    const from = (row + top) * grid.cols + west;
    out.set(values.values.subarray(from, from + cols), row * cols);
  }
  return {
    grid: { cols, rows, cellSizeM: cell, xMin: grid.xMin + west * cell, yMin: north - bottom * cell },
    values: out,
  };
}

/** Cells within a millionth of each other in size are the same cells. */
const sameSize = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * a;

/**
 * Ground on cells of the wanted size. Of the model's own size: its own values. Coarser: means over area, which keep
 * the volume under the ground. Finer: bilinear. The north-west corner stays.
 */
export function groundOn(
  terrain: GridValues,
  cellSizeM: number,
): { readonly grid: Grid; readonly groundM: Float32Array } {
  if (sameSize(terrain.grid.cellSizeM, cellSizeM)) return { grid: terrain.grid, groundM: terrain.values.slice() };
  // A cell whose centre lies beyond the terrain would be ground, and sea, that nobody described.
  const grid = coarserGrid(terrain.grid, cellSizeM, 'centres');
  return { grid, groundM: resampleTo(terrain, grid).values };
}

/** Values of a raster on the Domain's grid; its own where the two grids are the same. */
export function valuesOn(raster: GridValues, grid: Grid): Float32Array {
  const own = raster.grid;
  const same =
    own.cols === grid.cols &&
    own.rows === grid.rows &&
    sameSize(own.cellSizeM, grid.cellSizeM) &&
    Math.abs(own.xMin - grid.xMin) < 1e-3 * grid.cellSizeM &&
    Math.abs(own.yMin - grid.yMin) < 1e-3 * grid.cellSizeM;
  return same ? raster.values : resampleTo(raster, grid).values;
}
