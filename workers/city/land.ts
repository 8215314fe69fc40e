import type { SceneGround } from '../scene/ground.ts';
import type { LandMask } from './types.ts';

/** Where water can come into the drains. */
export interface Inlet {
  readonly node: number;
  readonly x: number;
  readonly y: number;
}

/** Land further than this from every inlet drains in ways that inlets do not tell, m. */
export const FARTHEST_M = 150;
/** Cells that a catchment is worked out on, at most. */
const CELLS = 4e5;

/** Cells of a rectangle in the City's CRS, row 0 north. */
interface Field {
  readonly xMin: number;
  readonly yMax: number;
  readonly cellM: number;
  readonly cols: number;
  readonly rows: number;
}

/**
 * Land that is nearer to one of some inlets than to any other inlet, and within {@link FARTHEST_M} of it. Water bodies
 * and places without ground do not count. How streets and roofs lead the water is not looked at.
 */
export function landOf(
  inlets: readonly Inlet[],
  chosen: ReadonlySet<number>,
  ground: SceneGround,
): { readonly mask: LandMask | undefined; readonly areaM2: number } {
  const own = inlets.filter(({ node }) => chosen.has(node));
  if (own.length === 0) return { mask: undefined, areaM2: 0 };
  const field = fieldAround(own);
  const inside = nearest(inlets, chosen, field);
  let count = 0;
  for (let i = 0; i < inside.length; i++) {
    if (inside[i] === 0) continue;
    const x = field.xMin + ((i % field.cols) + 0.5) * field.cellM;
    const y = field.yMax - (Math.floor(i / field.cols) + 0.5) * field.cellM;
    if (Number.isNaN(ground.levelAt(x, y)) || !Number.isNaN(ground.waterLevelAt(x, y))) inside[i] = 0;
    else count++;
  }
  return { mask: count > 0 ? overLonLat(field, inside, ground) : undefined, areaM2: count * field.cellM ** 2 };
}

function fieldAround(inlets: readonly Inlet[]): Field {
  const xs = inlets.map(({ x }) => x);
  const ys = inlets.map(({ y }) => y);
  const min = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b)) - FARTHEST_M;
  const max = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b)) + FARTHEST_M;
  const [xMin, xMax, yMin, yMax] = [min(xs), max(xs), min(ys), max(ys)];
  const cellM = Math.max(0.5, Math.sqrt(((xMax - xMin) * (yMax - yMin)) / CELLS));
  return { xMin, yMax, cellM, cols: Math.ceil((xMax - xMin) / cellM), rows: Math.ceil((yMax - yMin) / cellM) };
}

/** 1 in cells whose nearest inlet is a chosen one: every inlet stamps its surroundings where it is nearer than the last. */
function nearest(inlets: readonly Inlet[], chosen: ReadonlySet<number>, field: Field): Uint8Array {
  const { xMin, yMax, cellM, cols, rows } = field;
  const inside = new Uint8Array(cols * rows);
  const best = new Float32Array(cols * rows).fill(FARTHEST_M * FARTHEST_M);
  for (const { node, x, y } of inlets) {
    const mine = chosen.has(node) ? 1 : 0;
    const [u, v] = [(x - xMin) / cellM - 0.5, (yMax - y) / cellM - 0.5];
    const reach = FARTHEST_M / cellM;
    const lastRow = Math.min(rows - 1, Math.floor(v + reach));
    const lastCol = Math.min(cols - 1, Math.floor(u + reach));
    for (let row = Math.max(0, Math.ceil(v - reach)); row <= lastRow; row++) {
      const down = ((row - v) * cellM) ** 2;
      for (let col = Math.max(0, Math.ceil(u - reach)); col <= lastCol; col++) {
        const apart = down + ((col - u) * cellM) ** 2;
        const cell = row * cols + col;
        if (apart >= best[cell]) continue;
        best[cell] = apart;
        inside[cell] = mine;
      }
    }
  }
  return inside;
}

/** The field laid over a rectangle of longitude and latitude; between its corners the projection is taken as linear. */
function overLonLat({ xMin, yMax, cellM, cols, rows }: Field, inside: Uint8Array, { crs }: SceneGround): LandMask {
  const xMax = xMin + cols * cellM;
  const yMin = yMax - rows * cellM;
  const corners = [
    [xMin, yMin],
    [xMax, yMin],
    [xMax, yMax],
    [xMin, yMax],
  ].map(([x, y]) => crs.toLonLat([x, y]));
  const lons = corners.map(([lon]) => lon);
  const lats = corners.map(([, lat]) => lat);
  const [west, south, east, north] = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  const [nw, ne, sw, se] = [
    [west, north],
    [east, north],
    [west, south],
    [east, south],
  ].map(([lon, lat]) => crs.fromLonLat([lon, lat]));
  const at = (col: number, row: number): number => {
    if (col < 0 || row < 0 || col >= cols || row >= rows) return 0;
    const [s, t] = [(col + 0.5) / cols, (row + 0.5) / rows];
    const along = (k: 0 | 1): number => (nw[k] * (1 - s) + ne[k] * s) * (1 - t) + (sw[k] * (1 - s) + se[k] * s) * t;
    const u = Math.floor((along(0) - xMin) / cellM);
    const v = Math.floor((yMax - along(1)) / cellM);
    return u >= 0 && v >= 0 && u < cols && v < rows ? inside[v * cols + u] : 0;
  };
  const cells = new Uint8Array(cols * rows);
  for (let row = 0; row < rows; row++) for (let col = 0; col < cols; col++) cells[row * cols + col] = at(col, row);
  const filled = cells.slice();
  const on = (col: number, row: number): boolean =>
    col >= 0 && row >= 0 && col < cols && row < rows && filled[row * cols + col] > 0;
  for (let row = 0; row < rows; row++)
    for (let col = 0; col < cols; col++)
      if (on(col, row) && !(on(col - 1, row) && on(col + 1, row) && on(col, row - 1) && on(col, row + 1)))
        cells[row * cols + col] = 2;
  return { boundsLonLat: [west, south, east, north], cols, rows, cells };
}
