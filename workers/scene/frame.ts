import type { Crs } from '../../src/crs/index.ts';
import type { GeoPoint } from './types.ts';

/** WGS 84. */
const SEMI_MAJOR_M = 6378137;
const ECCENTRICITY2 = 0.00669437999014;
const RADIANS = Math.PI / 180;

/**
 * East-north-up metres around one point of the City. Over a kilometre the step from the CRS is linear to a centimetre;
 * the Earth's curvature is kept, because over eight kilometres it is more than a metre.
 */
export interface LocalFrame {
  readonly origin: GeoPoint;
  readonly x: number;
  readonly y: number;
  /** Level of the origin, m. */
  readonly levelM: number;
  /** East, north per unit of x and of y: [eastX, eastY, northX, northY]. */
  readonly matrix: readonly [number, number, number, number];
}

/** Radii of curvature along the meridian and across it, m. */
export function radiiM(latDeg: number): { meridian: number; normal: number } {
  const sin = Math.sin(latDeg * RADIANS);
  const w = Math.sqrt(1 - ECCENTRICITY2 * sin * sin);
  return { meridian: (SEMI_MAJOR_M * (1 - ECCENTRICITY2)) / (w * w * w), normal: SEMI_MAJOR_M / w };
}

/** A frame at a point of the City's CRS. `ellipsoidOffsetM`: height above ellipsoid = level + offset. */
export function localFrame(crs: Crs, x: number, y: number, levelM: number, ellipsoidOffsetM: number): LocalFrame {
  const [lon, lat] = crs.toLonLat([x, y]);
  const { meridian, normal } = radiiM(lat);
  const eastPerDegree = normal * Math.cos(lat * RADIANS) * RADIANS;
  const northPerDegree = meridian * RADIANS;
  const step = crs.geographic ? 1e-3 : 200;
  const alongX0 = crs.toLonLat([x - step, y]);
  const alongX1 = crs.toLonLat([x + step, y]);
  const alongY0 = crs.toLonLat([x, y - step]);
  const alongY1 = crs.toLonLat([x, y + step]);
  return {
    origin: { lon, lat, heightM: levelM + ellipsoidOffsetM },
    x,
    y,
    levelM,
    matrix: [
      ((alongX1[0] - alongX0[0]) * eastPerDegree) / (2 * step),
      ((alongY1[0] - alongY0[0]) * eastPerDegree) / (2 * step),
      ((alongX1[1] - alongX0[1]) * northPerDegree) / (2 * step),
      ((alongY1[1] - alongY0[1]) * northPerDegree) / (2 * step),
    ],
  };
}

/** East, north, up of a point of the City, m. */
export function toLocal(frame: LocalFrame, x: number, y: number, levelM: number): [number, number, number] {
  const dx = x - frame.x;
  const dy = y - frame.y;
  const [ex, ey, nx, ny] = frame.matrix;
  const east = ex * dx + ey * dy;
  const north = nx * dx + ny * dy;
  return [east, north, levelM - frame.levelM - (east * east + north * north) / (2 * SEMI_MAJOR_M)];
}

/** The City point of an east, north, up triple: the inverse of {@link toLocal}. */
export function fromLocal(frame: LocalFrame, east: number, north: number, up: number): [number, number, number] {
  const [ex, ey, nx, ny] = frame.matrix;
  const det = ex * ny - ey * nx;
  return [
    frame.x + (ny * east - ey * north) / det,
    frame.y + (ex * north - nx * east) / det,
    frame.levelM + up + (east * east + north * north) / (2 * SEMI_MAJOR_M),
  ];
}
