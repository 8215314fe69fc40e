import type { SceneGround } from './ground.ts';

/** Points along each side of a height tile. */
export const HEIGHT_TILE = 65;
/** Tiles this coarse span more than a few cities. */
const COARSEST = 7;
const METRES_PER_DEGREE = 111320;

/** West, south, east, north in degrees of a geographic tile (2 × 1 tiles at level 0, `y` from the north). */
export function geographicTile(level: number, x: number, y: number): [number, number, number, number] {
  const size = 180 / 2 ** level;
  const west = -180 + x * size;
  const north = 90 - y * size;
  return [west, north - size, west + size, north];
}

/**
 * Heights above the ellipsoid of one tile, {@link HEIGHT_TILE}² values from the north-west corner, edges included, so
 * that neighbours share their edge points. Water bodies are flat at their calm level: the sea reads as water.
 */
export function heightTile(
  ground: SceneGround,
  ellipsoidOffsetM: number,
  boundsLonLat: readonly [number, number, number, number],
  level: number,
  x: number,
  y: number,
): Float32Array {
  const n = HEIGHT_TILE;
  const out = new Float32Array(n * n);
  const [west, south, east, north] = geographicTile(level, x, y);
  const far = 1.5;
  const outside =
    east < boundsLonLat[0] - far ||
    west > boundsLonLat[2] + far ||
    north < boundsLonLat[1] - far ||
    south > boundsLonLat[3] + far;
  if (outside || level < COARSEST) {
    const [cx, cy] = [(boundsLonLat[0] + boundsLonLat[2]) / 2, (boundsLonLat[1] + boundsLonLat[3]) / 2];
    const at = ground.crs.fromLonLat(outside ? [boundsLonLat[2] + far, boundsLonLat[1] - far] : [cx, cy]);
    return out.fill(ground.shownAt(at[0], at[1], 4000) + ellipsoidOffsetM);
  }
  const spacingM = ((north - south) / (n - 1)) * METRES_PER_DEGREE;
  const project = projector(ground, west, south, east, north, level);
  for (let j = 0; j < n; j++) {
    const v = j / (n - 1);
    for (let i = 0; i < n; i++) {
      const [px, py] = project(i / (n - 1), v);
      out[j * n + i] = ground.shownAt(px, py, spacingM * 0.75) + ellipsoidOffsetM;
    }
  }
  return out;
}

/** City point of a place in a tile. Below 0.1° a quadratic through nine points is exact to millimetres, and cheap. */
function projector(
  ground: SceneGround,
  west: number,
  south: number,
  east: number,
  north: number,
  level: number,
): (u: number, v: number) => [number, number] {
  const at = (u: number, v: number) => ground.crs.fromLonLat([west + (east - west) * u, north + (south - north) * v]);
  if (level < 11) return at;
  const grid = [0, 0.5, 1].map((v) => [0, 0.5, 1].map((u) => at(u, v)));
  return (u, v) => {
    const a = [2 * (u - 0.5) * (u - 1), -4 * u * (u - 1), 2 * u * (u - 0.5)];
    const b = [2 * (v - 0.5) * (v - 1), -4 * v * (v - 1), 2 * v * (v - 0.5)];
    let x = 0;
    let y = 0;
    for (let j = 0; j < 3; j++) {
      for (let i = 0; i < 3; i++) {
        x += a[i] * b[j] * grid[j][i][0];
        y += a[i] * b[j] * grid[j][i][1];
      }
    }
    return [x, y];
  };
}
