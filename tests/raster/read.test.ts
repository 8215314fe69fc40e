import { existsSync, readFileSync } from 'node:fs';
import { writeArrayBuffer } from 'geotiff';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/city/errors.ts';
import { readRaster } from '../../workers/raster/read.ts';
import { writeGeoTiff } from '../../workers/raster/write.ts';
import { stripTiff } from './stripTiff.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const refusal = async (promise: Promise<unknown>): Promise<InputError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
};

const HEADER = 'ncols 3\nnrows 2\nxllcorner 100\nyllcorner 200\ncellsize 10\nNODATA_value -9999\n';

describe('an ESRI ASCII grid', () => {
  it('puts its first row in the north and its voids as NaN', async () => {
    const raster = await readRaster(bytesOf(`${HEADER}1 2 3\n4 -9999 6\n`), 'dem.asc');
    expect([...raster.values]).toEqual([1, 2, 3, 4, NaN, 6]);
    expect(raster.grid).toEqual({ cols: 3, rows: 2, cellSizeM: 10, xMin: 100, yMin: 200 });
    expect(raster.crs).toBeUndefined();
  });

  it.each([
    [
      'tabs, Windows line ends and capitals',
      'NCOLS\t3\r\nNROWS\t2\r\nXLLCORNER\t100\r\nYLLCORNER\t200\r\nCELLSIZE\t10\r\n1\t2\t3\r\n4\t5\t6\r\n',
    ],
    ['centre registration', 'ncols 3\nnrows 2\nxllcenter 105\nyllcenter 205\ncellsize 10\n1 2 3\n4 5 6'],
    ['returns alone', `${HEADER}1 2 3\n4 5 6\n`.replaceAll('\n', '\r')],
    ['wrapped rows and leading blanks', `${HEADER}  1 2\n 3 4 5\n6\n`],
    ['exponents, signs and bare points', `${HEADER}1e0 +2 3.\n.4e1 50E-1 6.000000000000000000\n`],
  ])('may have %s', async (_, text) => {
    const raster = await readRaster(bytesOf(text), 'dem.asc');
    expect([...raster.values]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(raster.grid).toEqual({ cols: 3, rows: 2, cellSizeM: 10, xMin: 100, yMin: 200 });
  });

  it('reads every number to the last bit of 32', async () => {
    const numbers = Array.from({ length: 3000 }, (_, i) => Math.fround(Math.sin(i * 12.9898) * 10 ** ((i % 9) - 4)));
    const text = `ncols 3000\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 1\n${numbers.join(' ')}`;
    expect([...(await readRaster(bytesOf(text), 'dem.asc')).values]).toEqual(numbers);
  });

  it('with oblong cells is resampled to squares and says so', async () => {
    const text = 'ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ndx 20\ndy 10\n0 20\n0 20\n';
    const raster = await readRaster(bytesOf(text), 'dem.asc');
    expect(raster.grid).toEqual({ cols: 4, rows: 2, cellSizeM: 10, xMin: 0, yMin: 0 });
    expect([...raster.values]).toEqual([0, 5, 15, 20, 0, 5, 15, 20]);
    expect(raster.notes.join()).toMatch(/20 x 10/);
  });

  it.each([
    ['a row too few', `${HEADER}1 2 3\n`, /dem\.asc, line 7: expected 2 rows of 3 values.*found 1 rows/],
    ['a short row', `${HEADER}1 2 3\n4 5\n`, /dem\.asc, line 8: expected 3 values \(ncols\), found 2/],
    ['a row too many', `${HEADER}1 2 3\n4 5 6\n7 8 9\n`, /line 9: expected 2 rows.*found 3 rows.*more/],
    ['a word among the numbers', `${HEADER}1 2 3\n4 five 6\n`, /line 8: expected a number as value 2, found "five"/],
    ['decimal commas', `${HEADER}1 2 3\n4 5,5 6\n`, /line 8: .*"5,5" \(decimals are written with a point\)/],
    ['no nrows', 'ncols 3\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2 3\n', /line 5: expected "nrows" in the header/],
    ['a false header', HEADER.replace('ncols 3', 'ncols 3000000000'), /expected 2 rows of 3000000000 values/],
    [
      'a cell size of zero',
      `${HEADER.replace('cellsize 10', 'cellsize 0')}1 2 3\n`,
      /a positive size after "cellsize", found 0/,
    ],
  ])('with %s is refused by line', async (_, text, message) => {
    expect((await refusal(readRaster(bytesOf(text), 'dem.asc'))).message).toMatch(message);
  });

  it('takes its CRS from the .prj, from the caller, or is refused by name', async () => {
    const grid = bytesOf(`${HEADER}1 2 3\n4 5 6\n`);
    const lambert =
      'PROJCS["RGF93_Lambert_93",GEOGCS["GCS_RGF_1993",DATUM["D_RGF_1993"]],PROJECTION["Lambert_Conformal_Conic"]]';
    expect((await readRaster(grid, 'dem.asc', { crs: 'EPSG:5899' })).crs).toBe('EPSG:5899');
    expect((await readRaster(grid, 'dem.asc', { prj: lambert, crs: 'EPSG:5899' })).crs).toBe('EPSG:5899');
    expect((await refusal(readRaster(grid, 'dem.asc', { prj: lambert }))).message).toMatch(
      /dem\.asc.*RGF93_Lambert_93/,
    );
  });
});

const GRID = { cols: 300, rows: 270, cellSizeM: 4, xMin: 545000, yMin: 1770000 };
const values = Float32Array.from({ length: GRID.cols * GRID.rows }, (_, i) => Math.fround((i % 977) / 10));
values[5] = NaN;

describe('a GeoTIFF', () => {
  it('of our own comes back as it was, voids and all', async () => {
    const raster = await readRaster(writeGeoTiff({ grid: GRID, values, epsg: 5899 }), 'terrain.tif');
    expect(raster.grid).toEqual(GRID);
    expect(raster.crs).toBe('EPSG:5899');
    expect(raster.values).toEqual(values);
  });

  it('of a proj4 city keeps its definition', async () => {
    const crs = '+proj=tmerc +lat_0=0 +lon_0=108 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m +no_defs';
    expect((await readRaster(writeGeoTiff({ grid: GRID, values, crs }), 'terrain.tif')).crs).toBe(crs);
  });

  it('of integers in strips, registered by points, is shifted by half a cell', async () => {
    const tiff = stripTiff([
      [1, 2, 3],
      [-32768, 5, 6],
    ]);
    const raster = await readRaster(tiff, 'dem.tif');
    expect(raster.grid).toEqual({ cols: 3, rows: 2, cellSizeM: 10, xMin: 995, yMin: 1985 });
    expect([...raster.values]).toEqual([1, 2, 3, NaN, 5, 6]);
    expect(raster.notes.join()).toMatch(/1 cells hold a customary void value/);
  });

  it('cut anywhere is refused as cut, never read as noise', async () => {
    const whole = writeGeoTiff({ grid: GRID, values, epsg: 5899 });
    for (const share of [0.001, 0.01, 0.3, 0.6, 0.9999]) {
      const error = await refusal(readRaster(whole.slice(0, Math.floor(whole.length * share)), 'dem.tif'));
      expect(error.code).toBe('tiff.truncated');
      expect(error.message).toMatch(/dem\.tif/);
    }
  });

  it('with damaged data is refused as damaged', async () => {
    const bytes = writeGeoTiff({ grid: GRID, values, epsg: 5899 });
    bytes.fill(7, bytes.length - 4000, bytes.length - 2000);
    expect((await refusal(readRaster(bytes, 'dem.tif'))).code).toBe('tiff.damaged');
  });

  it('in a CRS outside the table is refused by name, unless the caller names it', async () => {
    const tiff = writeGeoTiff({ grid: GRID, values, epsg: 2154 });
    const error = await refusal(readRaster(tiff, 'dem.tif'));
    expect(error.code).toBe('raster.crs-unknown');
    expect(error.message).toMatch(/EPSG:2154/);
    expect((await readRaster(tiff, 'dem.tif', { crs: 'EPSG:5899' })).crs).toBe('EPSG:5899');
    const named = writeGeoTiff({ grid: GRID, values, crs: 'Hanoi grid 1972' });
    expect((await refusal(readRaster(named, 'dem.tif'))).message).toMatch(/user-defined.*Hanoi grid 1972/);
  });

  it('of no place on Earth is refused', async () => {
    const tiff = writeArrayBuffer(new Uint8Array(6), {
      width: 3,
      height: 2,
      ModelTiepoint: [0, 0, 0],
      ModelPixelScale: [],
    });
    expect((await refusal(readRaster(new Uint8Array(tiff), 'scan.tif'))).message).toMatch(/scan\.tif/);
  });
});

describe('a file that is no grid', () => {
  it.each([
    ['text renamed', bytesOf('hello, I am not a picture'), /text that begins with "hello, I am not a picture/],
    ['a web page', bytesOf('<!DOCTYPE html><title>404'), /an HTML or XML page/],
    ['an archive', bytesOf('PK\x03\x04....'), /a zip archive/],
    ['nothing', new Uint8Array(0), /an empty file/],
  ])('%s to .tif is refused with what it is', async (_, bytes, message) => {
    const error = await refusal(readRaster(bytes, 'dem.tif'));
    expect(error.code).toBe('raster.format');
    expect(error.message).toMatch(message);
  });
});

const SHARED = '../shared/data';
describe.skipIf(!existsSync(SHARED))('real elevation', () => {
  it('Newcastle: 2 m LiDAR with an ESRI .prj is the British grid', async () => {
    const raster = await readRaster(readFileSync(`${SHARED}/newcastle/NewcastleCentreDEM_2m.asc`), 'newcastle.asc', {
      prj: readFileSync(`${SHARED}/newcastle/NewcastleCentreDEM_2m.prj`, 'utf8'),
    });
    expect(raster.crs).toBe('EPSG:27700');
    expect([raster.grid.cols, raster.grid.rows, raster.grid.cellSizeM]).toEqual([342, 195, 2]);
    expect(raster.values[0]).toBe(65.027496337890625);
  });
  it('Đà Nẵng: SRTM in degrees, 16-bit', async () => {
    const raster = await readRaster(readFileSync(`${SHARED}/danang/real/danang_srtm1.tif`), 'srtm.tif');
    expect(raster.crs).toBe('EPSG:4326');
    expect(raster.grid.cellSizeM).toBeCloseTo(1 / 3600, 10);
    // The summit of Sơn Trà, 16.1197 N 108.2867 E.
    const { grid } = raster;
    const col = Math.floor((108.2867 - grid.xMin) / grid.cellSizeM);
    const row = Math.floor((grid.yMin + grid.rows * grid.cellSizeM - 16.1197) / grid.cellSizeM);
    expect(raster.values[row * grid.cols + col]).toBeGreaterThan(600);
  });
});
