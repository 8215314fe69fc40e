import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GeoTiffContent, writeGeoTiff } from '../../workers/raster/write.ts';
import { HILLS } from './facts/relief.ts';
import { BOUNDS, CRS_CODE, lonLatRun, TERRAIN_CELL_M, toCity } from './frame.ts';
import { hillAt, type RasterGround } from './ground.ts';
import { smooth } from './lines.ts';
import { distanceField, fillRings, latticeOf, sampleAt } from './raster.ts';
import { fractalNoise } from './rng.ts';

function save(path: string, content: GeoTiffContent): number {
  const bytes = writeGeoTiff(content);
  writeFileSync(path, bytes);
  return bytes.length;
}

/** terrain.tif: the sample's ground at 4 m, levels in steps of 8 mm. */
export function writeTerrain(folder: string, { levels, lattice }: RasterGround): number {
  return save(join(folder, 'terrain.tif'), {
    grid: { cols: lattice.cols, rows: lattice.rows, cellSizeM: TERRAIN_CELL_M, xMin: BOUNDS[0], yMin: BOUNDS[1] },
    values: levels,
    nodata: -9999,
    crs: CRS_CODE,
  });
}

const CONTEXT_CELL_M = 40;
const FADE_M = 700;
/** Corners of the far view: lon 108.06–108.34, lat 15.93–16.18. */
const [CONTEXT_SW, CONTEXT_NE] = [toCity(108.06, 15.93), toCity(108.34, 16.18)];

/** Outer coast for the far view: the bay round to Sơn Trà and down the east beach. */
const FAR_COAST = lonLatRun(`
  108.3700,15.8500 108.2868,15.9716 108.2673,16.0087 108.2602,16.0248 108.2518,16.0432 108.2470,16.0609 108.2466,16.0700
  108.2476,16.0800 108.2502,16.0870 108.2550,16.0945 108.2625,16.1010 108.2750,16.0975 108.2850,16.0990 108.2960,16.1045
  108.3100,16.1120 108.3250,16.1160 108.3330,16.1270 108.3230,16.1410 108.3080,16.1480 108.2900,16.1510 108.2720,16.1530
  108.2560,16.1500 108.2420,16.1470 108.2300,16.1400 108.2260,16.1300 108.2185,16.1262 108.2130,16.1215 108.2165,16.1150
  108.2200,16.1090 108.2270,16.1020 108.2236,16.0975 108.2190,16.0950 108.2149,16.0963 108.2071,16.0889 108.2073,16.0840
  108.2053,16.0790 108.1975,16.0732 108.1859,16.0742 108.1785,16.0762 108.1690,16.0805 108.1544,16.0895 108.1475,16.0950
  108.1260,16.1080 108.1180,16.1180 108.1220,16.1290 108.1370,16.1420 108.1350,16.1560 108.1500,16.1750 108.1600,16.2000
  108.0000,16.2000 108.0000,15.8500`);

/** context.tif: coarse land, mountains and sea bed around the sample, for the far view only. */
export function writeContext(folder: string, ground: RasterGround): number {
  const snap = (v: number) => Math.round(v / CONTEXT_CELL_M) * CONTEXT_CELL_M;
  const bounds = [snap(CONTEXT_SW[0]), snap(CONTEXT_SW[1]), snap(CONTEXT_NE[0]), snap(CONTEXT_NE[1])];
  const lattice = latticeOf(CONTEXT_CELL_M, bounds);
  const land = new Uint8Array(lattice.cols * lattice.rows);
  fillRings(lattice, [smooth(FAR_COAST, 4)], (cell) => (land[cell] = 1));
  const fromLand = distanceField(lattice, (cell) => land[cell] === 1, 20_000);
  const fromSea = distanceField(lattice, (cell) => land[cell] === 0, 20_000);
  const hills = HILLS.map((hill) => ({ ...hill, centre: toCity(...hill.at) }));
  const values = new Float32Array(land.length);
  for (let cell = 0; cell < land.length; cell++) {
    const x = lattice.xMin + ((cell % lattice.cols) + 0.5) * CONTEXT_CELL_M;
    const y = lattice.yMax - (Math.floor(cell / lattice.cols) + 0.5) * CONTEXT_CELL_M;
    const far = land[cell]
      ? Math.min(1 + fromSea[cell] / 60, 4 + 3 * fractalNoise(x / 1500, y / 1500, 3, 71)) + hillAt(hills, x, y)
      : -Math.min(22, 1 + fromLand[cell] / 180);
    // Inside the extent the far view repeats the sample's own ground and fades from it outside, so that nothing jumps.
    const outsideM = Math.max(BOUNDS[0] - x, x - BOUNDS[2], BOUNDS[1] - y, y - BOUNDS[3], 0);
    const share = Math.max(0, 1 - outsideM / FADE_M);
    const near = share > 0 ? sampleAt(ground.lattice, ground.levels, x, y) : far;
    // Rivers run on over the edge; land does not grow into the sea.
    const level = outsideM === 0 ? near : land[cell] === 1 || near < 0 ? share * near + (1 - share) * far : far;
    values[cell] = Math.round(level * 32) / 32;
  }
  return save(join(folder, 'context.tif'), {
    grid: { cols: lattice.cols, rows: lattice.rows, cellSizeM: CONTEXT_CELL_M, xMin: bounds[0], yMin: bounds[1] },
    values,
    nodata: -9999,
    crs: CRS_CODE,
  });
}
