import { DUNE, HILLS, HOLLOWS, SPOT_LEVELS } from './facts/relief.ts';
import { LAKES, RIVERS } from './facts/water.ts';
import { BOUNDS, TERRAIN_CELL_M, toCity } from './frame.ts';
import { fillPits } from './pits.ts';
import { cellAt, distanceField, fillRings, type Lattice, latticeOf, sampleAt } from './raster.ts';
import { fractalNoise } from './rng.ts';
import type { Ground } from './types.ts';
import { makeWaters, type Waters } from './water.ts';

export const WATER_KINDS = [undefined, 'sea', 'river', 'canal', 'lake'] as const;

/** The generated ground with the rasters that it was made of, on the terrain's lattice. */
export interface RasterGround extends Ground {
  readonly lattice: Lattice;
  readonly levels: Float32Array;
  /** Index into {@link WATER_KINDS}. */
  readonly water: Uint8Array;
  readonly waters: Waters;
  /** Distance of a land cell from sea, river or canal, m, capped. */
  readonly toWaterM: Float32Array;
  readonly toSeaM: Float32Array;
}

const smoothstep = (low: number, high: number, v: number) => {
  const t = Math.max(0, Math.min(1, (v - low) / (high - low)));
  return t * t * (3 - 2 * t);
};

/** The ground before streets are cut into it: relief, banks, beds, hollows. */
export function makeGround(waters: Waters = makeWaters()): RasterGround {
  const lattice = latticeOf(TERRAIN_CELL_M);
  const water = new Uint8Array(lattice.cols * lattice.rows);
  for (const body of waters.bodies) {
    const code = WATER_KINDS.indexOf(body.kind);
    for (const rings of body.polygons) fillRings(lattice, rings, (cell) => (water[cell] = code));
  }
  const toWaterM = distanceField(lattice, (cell) => water[cell] >= 1 && water[cell] <= 3);
  const toSeaM = distanceField(lattice, (cell) => water[cell] === 1);
  const toLandM = distanceField(lattice, (cell) => water[cell] === 0 || water[cell] === 4, 2500);
  const relief = makeRelief(lattice, water, toWaterM, toSeaM);
  const levels = new Float32Array(water.length);
  const { cols, rows, cellM, xMin, yMax } = lattice;
  for (let row = 0; row < rows; row++) {
    const y = yMax - (row + 0.5) * cellM;
    for (let col = 0; col < cols; col++) {
      const cell = row * cols + col;
      const x = xMin + (col + 0.5) * cellM;
      const kind = water[cell];
      if (kind === 1) levels[cell] = seaBed(toLandM[cell], x, y);
      else if (kind === 2) levels[cell] = riverBed(toLandM[cell], x, y);
      else if (kind === 3) levels[cell] = RIVERS[3].bedM * smoothstep(-2, 10, toLandM[cell]);
      else levels[cell] = shore(sampleAt(relief.lattice, relief.levels, x, y), toWaterM[cell], toSeaM[cell]);
    }
  }
  cutLakes(waters, lattice, levels);
  return {
    bounds: BOUNDS,
    lattice,
    levels,
    water,
    waters,
    toWaterM,
    toSeaM,
    levelM: (x, y) => sampleAt(lattice, levels, x, y),
    waterAt: (x, y) => {
      const cell = cellAt(lattice, x, y);
      return cell < 0 ? undefined : WATER_KINDS[water[cell]];
    },
  };
}

/** Sandy foreshore falling to −12 m in the bay and off the beach. */
const seaBed = (fromLandM: number, x: number, y: number) =>
  -0.6 -
  3.4 * smoothstep(0, 160, fromLandM) -
  8 * smoothstep(150, 2400, fromLandM) +
  0.3 * fractalNoise(x / 300, y / 300, 2, 31);

/** Quay walls, then a bed of −4 to −6 m in the middle of the Han (deeper water would only shorten every time step). */
const riverBed = (fromBankM: number, x: number, y: number) =>
  -0.8 -
  3.2 * smoothstep(0, 70, fromBankM) -
  2.2 * smoothstep(60, 230, fromBankM) +
  0.5 * fractalNoise(x / 220, y / 220, 2, 32);

/** Beach face on the sea side; quay or bank edge on rivers. Inland levels come from the relief. */
function shore(reliefM: number, toWaterM: number, toSeaM: number): number {
  if (toSeaM < 90) return Math.min(reliefM, 0.2 + 2.6 * smoothstep(0, 62, toSeaM) + 1.2 * smoothstep(40, 90, toSeaM));
  if (toWaterM < 14) return Math.min(reliefM, 1.85 + toWaterM * 0.012);
  return reliefM;
}

interface Relief {
  readonly lattice: Lattice;
  readonly levels: Float32Array;
}

/** The smooth ground on a 16 m lattice: spot levels, banks, dune, hills; drained to the waters; then the hollows. */
function makeRelief(fine: Lattice, water: Uint8Array, toWaterM: Float32Array, toSeaM: Float32Array): Relief {
  const lattice = latticeOf(16);
  const levels = new Float32Array(lattice.cols * lattice.rows);
  const isWater = new Uint8Array(levels.length);
  const spots = SPOT_LEVELS.map(([lon, lat, level, reach]) => [...toCity(lon, lat), level, reach] as const);
  const hills = HILLS.map((hill) => ({ ...hill, centre: toCity(...hill.at) }));
  const dunePlace = toCity(108.247, DUNE.southOfLat);
  for (let row = 0; row < lattice.rows; row++) {
    const y = lattice.yMax - (row + 0.5) * 16;
    for (let col = 0; col < lattice.cols; col++) {
      const cell = row * lattice.cols + col;
      const x = lattice.xMin + (col + 0.5) * 16;
      const at = cellAt(fine, x, y);
      isWater[cell] = water[at] >= 1 ? 1 : 0;
      let sum = 0;
      let weights = 0;
      for (const [sx, sy, level, reach] of spots) {
        const d2 = ((x - sx) ** 2 + (y - sy) ** 2) / (reach * reach);
        const weight = 1 / (0.015 + d2 * d2);
        sum += weight * level;
        weights += weight;
      }
      let level = sum / weights + 0.7 * (fractalNoise(x / 420, y / 420, 3, 11) - 0.5);
      const bank = 2.05 + 0.35 * fractalNoise(x / 900, y / 900, 2, 12);
      const toRiver = toSeaM[at] > toWaterM[at] + 1 ? toWaterM[at] : Number.POSITIVE_INFINITY;
      if (toRiver < 320) level = bank + (level - bank) * smoothstep(10, 320, toRiver);
      if (x > dunePlace[0] - 900) {
        const south = smoothstep(dunePlace[1] + 900, dunePlace[1] - 900, y);
        level += DUNE.crestM * (0.45 + 0.55 * south) * Math.exp(-(((toSeaM[at] - DUNE.fromShoreM) / DUNE.widthM) ** 2));
      } else if (toSeaM[at] < 400) {
        level += 0.9 * Math.exp(-(((toSeaM[at] - 110) / 80) ** 2));
      }
      // Lakes take the water of the ground around them; their banks stand a little above their usual level.
      levels[cell] = water[at] === 4 ? lakeBankM(x, y) : level + hillAt(hills, x, y);
    }
  }
  fillPits(lattice, levels, (cell) => isWater[cell] === 1, 0.012);
  for (const hollow of HOLLOWS) {
    const [cx, cy] = toCity(...hollow.at);
    for (let cell = 0; cell < levels.length; cell++) {
      const x = lattice.xMin + ((cell % lattice.cols) + 0.5) * 16;
      const y = lattice.yMax - (Math.floor(cell / lattice.cols) + 0.5) * 16;
      const d2 = ((x - cx) ** 2 + (y - cy) ** 2) / (hollow.reachM * hollow.reachM);
      if (d2 < 6) levels[cell] -= hollow.dropM * Math.exp(-d2);
    }
  }
  return { lattice, levels };
}

const lakeBankM = (x: number, y: number): number => {
  const reach = ({ centre, radiiM }: (typeof LAKES)[number]) => {
    const [cx, cy] = toCity(centre[0], centre[1]);
    return ((x - cx) ** 2 + (y - cy) ** 2) / (radiiM[0] * radiiM[0]);
  };
  return LAKES.reduce((best, lake) => (reach(lake) < reach(best) ? lake : best)).levelM + 1.25;
};

/** Rounded ridges: a cosine bell with folds, none below 4 m so that the plain stays a plain. */
export function hillAt(
  hills: readonly {
    centre: readonly [number, number];
    heightM: number;
    radiiM: readonly [number, number];
    turnDeg: number;
  }[],
  x: number,
  y: number,
): number {
  let top = 0;
  for (const hill of hills) {
    const dx = x - hill.centre[0];
    const dy = y - hill.centre[1];
    const turn = (hill.turnDeg * Math.PI) / 180;
    const u = (dx * Math.sin(turn) + dy * Math.cos(turn)) / hill.radiiM[0];
    const v = (dx * Math.cos(turn) - dy * Math.sin(turn)) / hill.radiiM[1];
    const r = Math.sqrt(u * u + v * v);
    if (r >= 1.45) continue;
    const folds = fractalNoise(x / 380, y / 380, 4, 21) - 0.5;
    const bell = Math.max(0, 1 - r * (1 + 0.55 * folds));
    const rise = hill.heightM * bell * (0.5 + 0.5 * bell) * (1 + 0.35 * folds * (1 - bell));
    if (rise > top) top = rise;
  }
  return top;
}

function cutLakes(waters: Waters, lattice: Lattice, levels: Float32Array): void {
  for (const lake of LAKES) {
    const body = waters.bodies.find((b) => b.id === lake.id);
    if (!body) continue;
    for (const rings of body.polygons) fillRings(lattice, rings, (cell) => (levels[cell] = lake.levelM - lake.depthM));
  }
}
