import { middleOf, outerRings } from '../../layers/polygons.ts';
import { InputError } from '../../src/city/errors.ts';
import { decodeText } from '../../src/city/inp/tokens.ts';
import type { Feature } from '../../src/city/types.ts';
import { type Crs, resolveCrs, utmCodeAt } from '../../src/crs/index.ts';
import { surveyTerrain, type TerrainSurvey } from '../raster/pits.ts';
import { readRaster } from '../raster/read.ts';
import { bilinearAt, type GridValues } from '../raster/resample.ts';
import type { Raster } from '../raster/types.ts';
import { warp } from '../raster/warp.ts';

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ImportedTerrain {
  readonly raster: GridValues;
  readonly crs: Crs;
  /** CRS that the file was in. */
  readonly fromCrs: Crs;
  readonly survey: TerrainSurvey;
  readonly notes: readonly string[];
}

/** Hollows deeper than this are worth telling, m. */
const PIT_M = 0.5;

/**
 * The elevation model in the City's CRS. A model in degrees, or in web Mercator whose metres are none, is projected to
 * the CRS asked for or to the UTM zone of its centre; one in metres stays on its own cells unless another CRS is asked for.
 * @throws InputError where the file is wrong or nothing tells its CRS
 */
export async function importTerrain(
  dem: NamedBytes,
  prj: NamedBytes | undefined,
  crsCode: string | undefined,
): Promise<ImportedTerrain> {
  const wanted = crsCode === undefined ? undefined : crsOrRefuse(crsCode);
  const raster = await readRaster(dem.bytes, dem.name, {
    ...(crsCode !== undefined && { crs: crsCode }),
    ...(prj && { prj: decodeText(prj.bytes) }),
  });
  const notes = [...raster.notes];
  const fromCrs = crsOrRefuse(raster.crs ?? wanted?.code ?? unknownCrs(dem.name));
  const crs = wanted ?? (isMetric(fromCrs) ? fromCrs : resolveCrs(utmCodeAt(centreOf(raster, fromCrs))));
  if (!isMetric(crs)) {
    throw new InputError(
      'import.crs-degrees',
      `--crs ${crs.code}: expected a CRS in true metres for the city, found ${crs.name}.`,
      `--crs ${crs.code}: thành phố cần hệ tọa độ theo mét thật, gặp ${crs.name}.`,
    );
  }
  let result: GridValues = raster;
  if (fromCrs.code !== crs.code) {
    const native = warp(raster, fromCrs, crs);
    // Whole metres where cells are coarse: round numbers are easier to meet again.
    const cell = native.grid.cellSizeM >= 5 ? Math.round(native.grid.cellSizeM) : native.grid.cellSizeM;
    result = cell === native.grid.cellSizeM ? native : warp(raster, fromCrs, crs, cell);
    notes.push(`Projected from ${fromCrs.name} to ${crs.name}, cells of ${Number(cell.toFixed(3))} m.`);
  }
  if (result.values.every(Number.isNaN)) {
    throw new InputError(
      'import.no-data',
      `${dem.name}: expected elevations, found only cells without data.`,
      `${dem.name}: cần số liệu cao độ, chỉ gặp ô không có dữ liệu.`,
    );
  }
  return {
    raster: { grid: result.grid, values: result.values },
    crs,
    fromCrs,
    survey: surveyTerrain(result, PIT_M),
    notes,
  };
}

/** Web Mercator's metres grow with latitude: no volume is right in them. */
const isMetric = (crs: Crs): boolean => !crs.geographic && crs.code !== 'EPSG:3857';

function crsOrRefuse(code: string): Crs {
  try {
    return resolveCrs(code);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InputError('import.crs', `--crs: ${reason}`, `--crs: hệ tọa độ không dùng được: ${reason}`);
  }
}

function unknownCrs(name: string): never {
  throw new InputError(
    'import.no-crs',
    `${name}: expected a coordinate system (GeoKeys, or a .prj beside it), found none.`,
    `${name}: cần hệ tọa độ (GeoKeys, hoặc tệp .prj đi kèm), không có.`,
    {
      en: 'Name it: --crs EPSG:…, a proj4 string, or local.',
      vi: 'Hãy nêu ra: --crs EPSG:…, chuỗi proj4, hoặc local.',
    },
  );
}

function centreOf({ grid }: Raster, crs: Crs): [number, number] {
  return crs.toLonLat([grid.xMin + (grid.cols * grid.cellSizeM) / 2, grid.yMin + (grid.rows * grid.cellSizeM) / 2]);
}

/** Roofs this much above the ground around them show that the model has the buildings in it, m. */
const ROOF_SHOWS_M = 2;

/**
 * Whether an elevation model is of the surface (buildings stand in it) or of the ground: by how far its cells in the
 * middle of footprints lie above the lowest around them. Undefined where no footprint is large enough to tell.
 */
export function surfaceOrGround(
  { grid, values }: GridValues,
  buildings: readonly Feature[],
): 'dtm' | 'dsm' | undefined {
  const level = (x: number, y: number): number =>
    bilinearAt(
      values,
      grid.cols,
      grid.rows,
      (x - grid.xMin) / grid.cellSizeM - 0.5,
      grid.rows - (y - grid.yMin) / grid.cellSizeM - 0.5,
    );
  const step = Math.max(1, Math.floor(buildings.length / 500));
  const rises: number[] = [];
  for (let i = 0; i < buildings.length; i += step) {
    const ring = outerRings(buildings[i])[0];
    if (!ring) continue;
    const xs = ring.map(([x]) => x);
    const ys = ring.map(([, y]) => y);
    const [xMin, xMax, yMin, yMax] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    if (Math.min(xMax - xMin, yMax - yMin) < 2 * grid.cellSizeM) continue;
    const out = 1.5 * grid.cellSizeM;
    const [x, y] = middleOf(ring);
    const around = [level(xMin - out, y), level(xMax + out, y), level(x, yMin - out), level(x, yMax + out)].filter(
      (z) => !Number.isNaN(z),
    );
    const rise = level(x, y) - Math.min(...around);
    if (Number.isFinite(rise)) rises.push(rise);
  }
  if (rises.length < 5) return undefined;
  rises.sort((a, b) => a - b);
  return rises[rises.length >> 1] > ROOF_SHOWS_M ? 'dsm' : 'dtm';
}
