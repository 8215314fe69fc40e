import { assess, type CellLists, type Exposure } from '../../workers/impact/index.ts';
import { median } from './statistics.ts';

const BUILDINGS = 20_000;
const FRAMES = 72;
const COLS = 577;
const ROWS = 577;
const REPEATS = 5;

/** ms for the tables of 20,000 buildings, 6,000 streets and 72 frames of 333,000 cells. */
export async function benchImpact(): Promise<unknown> {
  const cells = COLS * ROWS;
  const field = (k: number): Float32Array =>
    Float32Array.from({ length: cells }, (_, i) => Math.max(0, Math.sin(i * 0.37 + k * 0.1) * Math.sin(i / 701)));
  const frames = Array.from({ length: FRAMES }, (_, k) => ({ depthM: field(k), speedMS: field(k + 9) }));
  frames[0].depthM.fill(0);
  const city = exposure(cells);
  const run = {
    depthMaxM: field(0),
    durationS: field(1),
    speedMaxMS: field(2),
    productMaxM2S: field(3),
    timesS: frames.map((_, k) => 300 * k),
    frame: (k: number) => frames[k],
  };
  const ms: number[] = [];
  for (let k = 0; k < REPEATS; k++) {
    const start = performance.now();
    assess(city, run);
    ms.push(performance.now() - start);
  }
  return { buildings: BUILDINGS, frames: FRAMES, cells, ms: median(ms), samples: ms };
}

function exposure(cells: number): Exposure {
  const lists = (count: number, each: number): CellLists => ({
    start: Uint32Array.from({ length: count + 1 }, (_, k) => k * each),
    cells: Uint32Array.from({ length: count * each }, (_, k) => (k * 2654435761) % cells),
  });
  const ids = (count: number): string[] => Array.from({ length: count }, (_, k) => `x${k}`);
  const ward = (count: number): Int16Array => Int16Array.from({ length: count }, (_, k) => k % 12);
  const numbers = (count: number, value: number): Float32Array => new Float32Array(count).fill(value);
  return {
    cellAreaM2: 144,
    wards: ids(12).map((id) => ({ id, name: id })),
    wardOfCell: Int16Array.from({ length: cells }, (_, k) => k % 12),
    buildings: {
      ids: ids(BUILDINGS),
      at: lists(BUILDINGS, 6),
      ward: ward(BUILDINGS),
      use: new Uint8Array(BUILDINGS),
      areaM2: numbers(BUILDINGS, 80),
      floorM: numbers(BUILDINGS, 0.3),
      residents: numbers(BUILDINGS, 4),
    },
    roads: { ids: ids(6000), names: ids(6000), at: lists(6000, 10), ward: ward(6000), lengthM: numbers(6000, 120) },
  };
}
