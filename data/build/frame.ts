import type { Position } from '../../src/city/types.ts';
import { resolveCrs } from '../../src/crs/index.ts';

/** The sample's extent in its CRS: Hải Châu, Thanh Khê, the Sơn Trà isthmus, northern Cẩm Lệ, bay and east beach. */
export const CRS_CODE = 'EPSG:5899';
export const BOUNDS = [542800, 1770200, 553600, 1780200] as const;
export const TERRAIN_CELL_M = 4;

const crs = resolveCrs(CRS_CODE);

export const toCity = (lon: number, lat: number): Position => crs.fromLonLat([lon, lat]);
export const toLonLat = (at: Position): [lon: number, lat: number] => crs.toLonLat([at[0], at[1]]);

/** Longitudes and latitudes on a lattice of 100 m: between its points the projection is straight to 1e-9 degrees. */
const LATTICE_M = 100;
const lattice = (() => {
  const cols = Math.round((BOUNDS[2] - BOUNDS[0]) / LATTICE_M) + 1;
  const rows = Math.round((BOUNDS[3] - BOUNDS[1]) / LATTICE_M) + 1;
  const lons = new Float64Array(cols * rows);
  const lats = new Float64Array(cols * rows);
  for (let i = 0; i < lons.length; i++) {
    [lons[i], lats[i]] = crs.toLonLat([
      BOUNDS[0] + (i % cols) * LATTICE_M,
      BOUNDS[1] + Math.floor(i / cols) * LATTICE_M,
    ]);
  }
  return { cols, rows, lons, lats };
})();

const round6 = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** Longitude, latitude to 1e-6 degrees (0.1 m): what GeoJSON files hold. */
export function roundedLonLat(at: Position): [number, number] {
  const fx = (at[0] - BOUNDS[0]) / LATTICE_M;
  const fy = (at[1] - BOUNDS[1]) / LATTICE_M;
  const c = Math.floor(fx);
  const r = Math.floor(fy);
  if (c < 0 || r < 0 || c >= lattice.cols - 1 || r >= lattice.rows - 1) {
    const [lon, lat] = crs.toLonLat([at[0], at[1]]);
    return [round6(lon), round6(lat)];
  }
  const i = r * lattice.cols + c;
  const j = i + lattice.cols;
  const [u, v] = [fx - c, fy - r];
  const mix = (values: Float64Array) =>
    (values[i] * (1 - u) + values[i + 1] * u) * (1 - v) + (values[j] * (1 - u) + values[j + 1] * u) * v;
  return [round6(mix(lattice.lons)), round6(mix(lattice.lats))];
}

/** A run of points as facts are noted: `lon,lat lon,lat …`; `108.` and `16.` (or `15.`) are written out. */
export const lonLatRun = (run: string): Position[] =>
  run
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [lon, lat] = pair.split(',').map(Number);
      return toCity(lon, lat);
    });

/** A run of points `.lat,.lon` with the leading 16 and 108 dropped, as street axes are noted. */
export const latLonRun = (run: string): Position[] =>
  run
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [lat, lon] = pair.split(',').map(Number);
      // South of 16° the digits wrap: .9993 stands for 15.9993.
      return toCity(108 + lon, lat > 0.5 ? 15 + lat : 16 + lat);
    });

export const insideBounds = ([x, y]: Position, marginM = 0): boolean =>
  x >= BOUNDS[0] + marginM && x <= BOUNDS[2] - marginM && y >= BOUNDS[1] + marginM && y <= BOUNDS[3] - marginM;
