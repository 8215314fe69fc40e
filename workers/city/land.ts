import FlatQueue from 'flatqueue';
import type { Position } from '../../src/city/index.ts';
import { crossedCells } from '../domain/rasterise.ts';
import type { Grid } from '../flood/index.ts';
import type { SceneGround } from '../scene/ground.ts';
import type { LandMask } from './types.ts';

/** Where water can come into the drains: a manhole, or the gullies along a pipe, half of them for each end. */
export interface Inlet {
  readonly path: readonly Position[];
  /** Nodes that take the water along its first and its second half. */
  readonly nodes: readonly [number, number];
}

/** Land is looked at within this distance of the inlets' rectangle, m. */
const MARGIN_M = 400;
/** Cells that a catchment is worked out on, at most. */
const CELLS = 4e5;

/**
 * Land whose water, following the ground, comes to one of some inlets before any other: hollows fill until they spill
 * (priority flood, Barnes et al. 2014), what reaches a manhole or the gullies over a pipe is taken there. Water bodies and places without ground belong
 * to none, nor does what runs off the rectangle that is looked at. Kerbs and roofs are not in the ground.
 */
export function landOf(
  inlets: readonly Inlet[],
  chosen: ReadonlySet<number>,
  ground: SceneGround,
): { readonly mask: LandMask | undefined; readonly areaM2: number } {
  const own = inlets.filter(({ nodes }) => nodes.some((node) => chosen.has(node)));
  if (own.length === 0) return { mask: undefined, areaM2: 0 };
  const field = gridAround(own.flatMap(({ path }) => path));
  const inside = drainedTo(inlets, chosen, field, levelsOf(field, ground));
  const count = inside.reduce((sum, is) => sum + is, 0);
  return { mask: count > 0 ? overLonLat(field, inside, ground) : undefined, areaM2: count * field.cellSizeM ** 2 };
}

function gridAround(places: readonly Position[]): Grid {
  const least = (k: 0 | 1): number => places.reduce((low, at) => Math.min(low, at[k]), Infinity) - MARGIN_M;
  const most = (k: 0 | 1): number => places.reduce((high, at) => Math.max(high, at[k]), -Infinity) + MARGIN_M;
  const [xMin, xMax, yMin, yMax] = [least(0), most(0), least(1), most(1)];
  const cellSizeM = Math.max(1, Math.sqrt(((xMax - xMin) * (yMax - yMin)) / CELLS));
  return {
    xMin,
    yMin,
    cellSizeM,
    cols: Math.ceil((xMax - xMin) / cellSizeM),
    rows: Math.ceil((yMax - yMin) / cellSizeM),
  };
}

/** Ground, m; NaN where there is none, or water. */
function levelsOf({ xMin, yMin, cellSizeM, cols, rows }: Grid, ground: SceneGround): Float32Array {
  const levelM = new Float32Array(cols * rows);
  for (let i = 0; i < levelM.length; i++) {
    const x = xMin + ((i % cols) + 0.5) * cellSizeM;
    const y = yMin + (rows - Math.floor(i / cols) - 0.5) * cellSizeM;
    levelM[i] = Number.isNaN(ground.waterLevelAt(x, y)) ? ground.levelAt(x, y) : Number.NaN;
  }
  return levelM;
}

/** Keeps the order of what stands equally high; all orders of a field together are less than a millimetre. */
const TRIFLE_M = 1e-9;
const UNSEEN = 255;

/** 1 in cells that drain to a chosen inlet, 0 elsewhere. */
function drainedTo(
  inlets: readonly Inlet[],
  chosen: ReadonlySet<number>,
  grid: Grid,
  levelM: Float32Array,
): Uint8Array {
  const { cols, rows } = grid;
  const label = new Uint8Array(cols * rows).fill(UNSEEN);
  const filledM = new Float32Array(cols * rows);
  /** Whence the flood came to each cell; its own index where it began. */
  const from = new Int32Array(cols * rows).fill(-1);
  const queue = new FlatQueue<number>();
  // Where the ground is level, what is reached first is nearer.
  let order = 0;
  const reach = (cell: number, before: number, atM: number): void => {
    from[cell] = before;
    filledM[cell] = atM;
    queue.push(cell, atM + order++ * TRIFLE_M);
  };
  const begin = (cell: number, what: number): void => {
    if (from[cell] >= 0 || Number.isNaN(levelM[cell])) return;
    label[cell] = what;
    reach(cell, cell, levelM[cell]);
  };
  for (const { path, nodes } of inlets) {
    const cells = crossedCells(grid, path);
    const half = (cells.at(-1)?.alongM ?? 0) / 2;
    for (const { cell, alongM } of cells) {
      const node = nodes[alongM <= half ? 0 : 1];
      begin(cell, chosen.has(node) ? 1 : 0);
    }
  }
  const isRim = (cell: number): boolean => {
    const col = cell % cols;
    return col === 0 || col === cols - 1 || cell < cols || cell >= cols * (rows - 1);
  };
  const besideNone = (cell: number): boolean =>
    [cell - 1, cell + 1, cell - cols, cell + cols].some((other) => Number.isNaN(levelM[other]));
  for (let cell = 0; cell < label.length; cell++) {
    if (Number.isNaN(levelM[cell])) label[cell] = from[cell] = 0;
    else if (isRim(cell) || besideNone(cell)) begin(cell, 0);
  }
  for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
    const col = cell % cols;
    let steepest = 0;
    let down = from[cell];
    for (let dy = -cols; dy <= cols; dy += cols) {
      for (let dx = -1; dx <= 1; dx++) {
        const other = cell + dy + dx;
        if (other < 0 || other >= label.length || col + dx < 0 || col + dx >= cols) continue;
        if (from[other] < 0) reach(other, cell, Math.max(filledM[cell], levelM[other]));
        else if (label[other] !== UNSEEN && !Number.isNaN(levelM[other])) {
          const slope = (filledM[cell] - filledM[other]) * (dx !== 0 && dy !== 0 ? Math.SQRT1_2 : 1);
          if (slope > steepest) [steepest, down] = [slope, other];
        }
      }
    }
    if (label[cell] === UNSEEN) label[cell] = label[down];
  }
  return label;
}

/** The grid laid over a rectangle of longitude and latitude; between its corners the projection is taken as linear. */
function overLonLat({ xMin, yMin, cellSizeM, cols, rows }: Grid, inside: Uint8Array, { crs }: SceneGround): LandMask {
  const xMax = xMin + cols * cellSizeM;
  const yMax = yMin + rows * cellSizeM;
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
    const u = Math.floor((along(0) - xMin) / cellSizeM);
    const v = Math.floor((yMax - along(1)) / cellSizeM);
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
