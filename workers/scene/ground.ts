import type { Feature } from '../../src/city/types.ts';
import { type Crs, resolveCrs } from '../../src/crs/index.ts';
import type { Raster } from '../raster/types.ts';
import { boxOf, polygonsOf, type Rings } from './polygon.ts';
import type { SceneInput } from './types.ts';

/** Ground for the scene: levels in the City's datum, m, at points of the City's CRS. */
export interface SceneGround {
  readonly crs: Crs;
  readonly raster: Raster;
  /** Bed and ground as the elevation model has it; NaN where it has nothing. */
  levelAt(x: number, y: number): number;
  /** What is drawn: water bodies are flat at their calm level, the surroundings come from the context. Never NaN. */
  shownAt(x: number, y: number, spacingM?: number): number;
  /** Calm level of the water at a point, NaN on land. */
  waterLevelAt(x: number, y: number): number;
}

/** Bodies whose bed lies below this belong to the sea's tide; their calm level is 0. */
const TIDAL_BED_M = -0.5;
/** How far below its banks a lake stands, m. */
const LAKE_BELOW_BANK_M = 0.4;
/** Beyond the data the ground runs out to a plain over this distance, m. */
const FADE_M = 4000;

/** Prepares the ground of a City for sampling at any point and any spacing. */
export function sceneGround(input: SceneInput): SceneGround {
  const { ground } = input;
  const crs = input.city.crs;
  const shown = ground.values.slice();
  const calm = new Float32Array(shown.length).fill(Number.NaN);
  for (const feature of waterBodies(input)) {
    for (const rings of polygonsOf(feature.geometry)) flatten(ground, rings, shown, calm);
  }
  const plain = plainLevel(ground.values);
  const pyramid = pyramidOf({ ...ground, values: shown });
  const context = input.context && contextSampler(input.context, crs);

  const shownAt = (x: number, y: number, spacingM = 0): number => {
    const inside = sample(pyramid[levelFor(pyramid, spacingM)], x, y);
    if (!Number.isNaN(inside)) return inside;
    const around = context?.(x, y) ?? Number.NaN;
    if (!Number.isNaN(around)) return around;
    return runOut(pyramid[0], x, y, plain);
  };
  return {
    crs,
    raster: ground,
    levelAt: (x, y) => sample(ground, x, y),
    shownAt,
    waterLevelAt: (x, y) => nearest({ ...ground, values: calm }, x, y),
  };
}

/** Water of the land layer and the level boundaries of city.json. */
function waterBodies({ city }: SceneInput): Pick<Feature, 'geometry'>[] {
  const land = city.layers.get('land');
  const bodies: Pick<Feature, 'geometry'>[] =
    land?.kind === 'features' ? land.features.filter((f) => f.properties.class === 'water') : [];
  for (const water of city.manifest.water) {
    if (water.geometry.type === 'Polygon' || water.geometry.type === 'MultiPolygon') {
      bodies.push({ geometry: water.geometry as unknown as Feature['geometry'] });
    }
  }
  return bodies;
}

/** Writes the calm level of one body into the cells inside it. */
function flatten(raster: Raster, rings: Rings, shown: Float32Array, calm: Float32Array): void {
  const cells = cellsInside(raster, rings);
  if (cells.length === 0) return;
  const beds = Float64Array.from(cells, (c) => raster.values[c])
    .filter((v) => !Number.isNaN(v))
    .sort();
  const bed = beds.length ? beds[beds.length >> 1] : 0;
  let level = 0;
  if (bed > TIDAL_BED_M) {
    const banks: number[] = [];
    for (const [x, y] of rings[0]) {
      const z = sample(raster, x, y);
      if (!Number.isNaN(z)) banks.push(z);
    }
    banks.sort((a, b) => a - b);
    const bank = banks.length ? banks[Math.floor(banks.length * 0.6)] : bed;
    level = Math.max(bed + 0.2, bank - LAKE_BELOW_BANK_M);
  }
  for (const c of cells) {
    const z = raster.values[c];
    if (z > level + 0.5) continue;
    shown[c] = level;
    calm[c] = level;
  }
}

/** Cells whose centre lies inside the rings, by scan lines. */
export function cellsInside({ grid }: Pick<Raster, 'grid'>, rings: Rings): number[] {
  const { cols, rows, cellSizeM, xMin, yMin } = grid;
  const box = boxOf({ type: 'Polygon', coordinates: rings });
  const top = yMin + rows * cellSizeM;
  const firstRow = Math.max(0, Math.ceil((top - box[3]) / cellSizeM - 0.5));
  const lastRow = Math.min(rows - 1, Math.floor((top - box[1]) / cellSizeM - 0.5));
  const cells: number[] = [];
  const crossings: number[] = [];
  for (let row = firstRow; row <= lastRow; row++) {
    const y = top - (row + 0.5) * cellSizeM;
    crossings.length = 0;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [xi, yi] = ring[i];
        const [xj, yj] = ring[j];
        if (yi > y !== yj > y) crossings.push(((xj - xi) * (y - yi)) / (yj - yi) + xi);
      }
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, Math.ceil((crossings[k] - xMin) / cellSizeM - 0.5));
      const to = Math.min(cols - 1, Math.floor((crossings[k + 1] - xMin) / cellSizeM - 0.5));
      for (let col = from; col <= to; col++) cells.push(row * cols + col);
    }
  }
  return cells;
}

type Sampled = Pick<Raster, 'grid' | 'values'>;

/** Bilinear between cell centres; half a cell around the edge is held; NaN outside and where all corners are NaN. */
function sample({ grid, values }: Sampled, x: number, y: number): number {
  const { cols, rows, cellSizeM, xMin, yMin } = grid;
  const u = (x - xMin) / cellSizeM;
  const v = (yMin + rows * cellSizeM - y) / cellSizeM;
  if (!(u >= 0 && v >= 0 && u <= cols && v <= rows)) return Number.NaN;
  const cu = Math.min(cols - 1, Math.max(0, u - 0.5));
  const cv = Math.min(rows - 1, Math.max(0, v - 0.5));
  const c0 = Math.floor(cu);
  const r0 = Math.floor(cv);
  const c1 = Math.min(cols - 1, c0 + 1);
  const r1 = Math.min(rows - 1, r0 + 1);
  const fx = cu - c0;
  const fy = cv - r0;
  const z00 = values[r0 * cols + c0];
  const z10 = values[r0 * cols + c1];
  const z01 = values[r1 * cols + c0];
  const z11 = values[r1 * cols + c1];
  const z = (z00 * (1 - fx) + z10 * fx) * (1 - fy) + (z01 * (1 - fx) + z11 * fx) * fy;
  if (!Number.isNaN(z)) return z;
  let sum = 0;
  let n = 0;
  for (const value of [z00, z10, z01, z11]) {
    if (!Number.isNaN(value)) {
      sum += value;
      n++;
    }
  }
  return n ? sum / n : Number.NaN;
}

function nearest({ grid, values }: Sampled, x: number, y: number): number {
  const { cols, rows, cellSizeM, xMin, yMin } = grid;
  const col = Math.floor((x - xMin) / cellSizeM);
  const row = Math.floor((yMin + rows * cellSizeM - y) / cellSizeM);
  return col >= 0 && row >= 0 && col < cols && row < rows ? values[row * cols + col] : Number.NaN;
}

/** Halved again and again by means of 2 × 2 cells, so that coarse tiles do not alias. */
function pyramidOf(raster: Sampled): Sampled[] {
  const levels: Sampled[] = [raster];
  for (let at = raster; at.grid.cols > 64 && at.grid.rows > 64 && levels.length < 8; ) {
    const { grid, values } = at;
    const cols = Math.ceil(grid.cols / 2);
    const rows = Math.ceil(grid.rows / 2);
    const half = new Float32Array(cols * rows);
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < cols; c++) {
        let sum = 0;
        let n = 0;
        for (let k = 0; k < 4; k++) {
          const rr = r * 2 + (k >> 1);
          const cc = c * 2 + (k & 1);
          if (rr >= grid.rows || cc >= grid.cols) continue;
          const z = values[rr * grid.cols + cc];
          if (!Number.isNaN(z)) {
            sum += z;
            n++;
          }
        }
        half[r * cols + c] = n ? sum / n : Number.NaN;
      }
    }
    const cellSizeM = grid.cellSizeM * 2;
    at = {
      grid: { cols, rows, cellSizeM, xMin: grid.xMin, yMin: grid.yMin + grid.rows * grid.cellSizeM - rows * cellSizeM },
      values: half,
    };
    levels.push(at);
  }
  return levels;
}

function levelFor(pyramid: readonly Sampled[], spacingM: number): number {
  let level = 0;
  while (level + 1 < pyramid.length && pyramid[level + 1].grid.cellSizeM <= spacingM) level++;
  return level;
}

/** Outside all data: the nearest edge, running out to a plain. */
function runOut(raster: Sampled, x: number, y: number, plain: number): number {
  const { cols, rows, cellSizeM, xMin, yMin } = raster.grid;
  const xIn = Math.max(xMin, Math.min(xMin + cols * cellSizeM, x));
  const yIn = Math.max(yMin, Math.min(yMin + rows * cellSizeM, y));
  const edge = sample(raster, xIn, yIn);
  const t = Math.min(1, Math.hypot(x - xIn, y - yIn) / FADE_M);
  return Number.isNaN(edge) ? plain : edge * (1 - t) + plain * t;
}

/** The sea for a city that touches it, else the lower quarter of its ground. */
function plainLevel(values: Float32Array): number {
  const some: number[] = [];
  const step = Math.max(1, Math.floor(values.length / 20000));
  for (let i = 0; i < values.length; i += step) if (!Number.isNaN(values[i])) some.push(values[i]);
  if (some.length === 0) return 0;
  some.sort((a, b) => a - b);
  return some[0] < 0 ? 0 : some[some.length >> 2];
}

function contextSampler(context: Raster, crs: Crs): (x: number, y: number) => number {
  const own = context.crs && context.crs !== crs.code ? resolveCrs(context.crs) : crs;
  return (x, y) => {
    const [cx, cy] = own === crs ? [x, y] : own.fromLonLat(crs.toLonLat([x, y]));
    const z = sample(context, cx, cy);
    return Math.max(0, z);
  };
}
