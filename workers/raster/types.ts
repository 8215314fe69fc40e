/**
 * A north-up grid of square cells, row-major, row 0 the northernmost. The same shape as the flood engines' `Grid`,
 * stated here too so that neither room has to know the other.
 */
export interface RasterGrid {
  readonly cols: number;
  readonly rows: number;
  /** Side of a cell in the units of the CRS: metres, or degrees in a geographic CRS. */
  readonly cellSizeM: number;
  /** Lower left (south-west) corner of the south-west cell. */
  readonly xMin: number;
  readonly yMin: number;
}

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
