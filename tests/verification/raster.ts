export { readRaster } from '../../workers/raster/read.ts';
export { type GridValues, resampleTo } from '../../workers/raster/resample.ts';
