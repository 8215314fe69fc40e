import type { Grid } from '../flood/types.ts';

/**
 * The engines' grid: north-up, square cells, row 0 the northernmost. In a geographic CRS `cellSizeM` holds degrees.
 */
export type RasterGrid = Grid;

/** A raster as read from a file: one band of 32-bit numbers, NaN where there is no data. */
export interface Raster {
  readonly grid: RasterGrid;
  /** `rows * cols` values, NaN = no data. */
  readonly values: Float32Array;
  /** `EPSG:…` or a proj4 string; undefined where the file does not say. */
  readonly crs: string | undefined;
  /** Things that a person should know, one sentence each. */
  readonly notes: readonly string[];
}

export interface ReadOptions {
  /** Used where the file names no CRS, or one that is not in the table. */
  readonly crs?: string;
  /** Text of the `.prj` beside an ESRI ASCII grid. */
  readonly prj?: string;
}
