import type { Crs } from '../../src/crs/index.ts';

/** Pixels along each side of an imagery tile. */
export const IMAGE_TILE = 512;

/** West, south, east, north in degrees of a Web Mercator tile (1 tile at level 0, `y` from the north). */
export function mercatorTile(level: number, x: number, y: number): [number, number, number, number] {
  const n = 2 ** level;
  const lat = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / n))) * 180) / Math.PI;
  return [(x / n) * 360 - 180, lat(y + 1), ((x + 1) / n) * 360 - 180, lat(y)];
}

/** Linear map from the City's CRS to the pixels of a tile; good to a pixel for tiles of level 10 and finer. */
export interface TileMap {
  /** [ax, bx, cx, ay, by, cy]: px = ax·x + bx·y + cx, py = ay·x + by·y + cy. */
  readonly matrix: readonly [number, number, number, number, number, number];
  /** City box that holds the tile: xMin, yMin, xMax, yMax. */
  readonly box: readonly [number, number, number, number];
  /** City units of one pixel. */
  readonly pixelM: number;
}

export function tileMap(crs: Crs, level: number, x: number, y: number): TileMap {
  const [west, south, east, north] = mercatorTile(level, x, y);
  const nw = crs.fromLonLat([west, north]);
  const ne = crs.fromLonLat([east, north]);
  const sw = crs.fromLonLat([west, south]);
  const se = crs.fromLonLat([east, south]);
  // Means of opposite edges, so that the error is spread over the tile.
  const ux = (ne[0] - nw[0] + se[0] - sw[0]) / 2 / IMAGE_TILE;
  const uy = (ne[1] - nw[1] + se[1] - sw[1]) / 2 / IMAGE_TILE;
  const vx = (sw[0] - nw[0] + se[0] - ne[0]) / 2 / IMAGE_TILE;
  const vy = (sw[1] - nw[1] + se[1] - ne[1]) / 2 / IMAGE_TILE;
  const mx = (nw[0] + ne[0] + sw[0] + se[0]) / 4;
  const my = (nw[1] + ne[1] + sw[1] + se[1]) / 4;
  const det = ux * vy - vx * uy;
  const ax = vy / det;
  const bx = -vx / det;
  const ay = -uy / det;
  const by = ux / det;
  const half = IMAGE_TILE / 2;
  return {
    matrix: [ax, bx, half - ax * mx - bx * my, ay, by, half - ay * mx - by * my],
    box: [
      Math.min(nw[0], sw[0], ne[0], se[0]),
      Math.min(sw[1], se[1], nw[1], ne[1]),
      Math.max(ne[0], se[0], nw[0], sw[0]),
      Math.max(nw[1], ne[1], sw[1], se[1]),
    ],
    pixelM: Math.sqrt(Math.abs(det)),
  };
}
