import { DRY_M, GRAVITY } from '../constants.ts';
import { FIXED_WGSL } from './fixed.ts';

/** Threads of a workgroup, side by side along a row of cells or along a list. */
export const LANES = 64;
/**
 * Cells, one below the other, that one thread takes: maxima and sums are its own until the end, so that no workgroup
 * has to meet at a barrier (which costs software adapters ten times the work itself).
 */
export const STRIP = 4;

/**
 * The card's memory by name, as WGSL sees it. Grids are padded as in the reference's `State`; cell i owns its east (x)
 * and south (y) face.
 */
const TYPES = {
  /** Bed level, m; g·n²/2. */
  ground: 'array<vec2f>',
  /** Depth in units (`fixed.ts`). */
  water: 'array<vec2u>',
  /** Fluxes of the last step, m²/s; those being computed, before the limiter. */
  flux: 'array<vec2f>',
  raw: 'array<vec2f>',
  /** Flow depth of each face, m. */
  faceDepth: 'array<vec2f>',
  /** The reference's `code` in the low half; marks above it (`MARK`). */
  code: 'array<u32>',
  /** Planes (`PLANE`): the maps, and what ground and drains take. */
  maps: 'array<u32>',
  /** Which blocks of cells a step visits. */
  blocks: 'array<Block>',
  /** What comes from outside at every tick of the plan (`plan.ts`). */
  series: 'array<u32>',
  /** Cells and faces that are more than others (`lists.ts`), and what went in and out there. */
  lists: 'array<u32>',
  accounts: 'array<vec4u>',
  plan: 'Plan',
  now: 'Now',
  /** What steers the next step first; by strip: infiltrated, drained. */
  stats: 'Stats',
  /** By strip: stored, cells newly flooded. */
  tallies: 'array<vec4u>',
} as const;
export type BufferName = keyof typeof TYPES;

/** Marks of `code`; the soil of a cell, counted from 1, is in the bits from `soil` on. */
export const MARK = { floodedBefore: 1 << 16, rim: 1 << 17, soil: 1 << 18 } as const;
/**
 * Planes of `maps`, those of the losses only where there are any: duration in `CLOCK_S`, rates in m/s, least rate where
 * there is a soil, what it has taken in (units).
 */
export const PLANE = {
  depthMax: 0,
  speedMax: 1,
  hazardMax: 2,
  arrival: 3,
  productMax: 4,
  deepestAt: 5,
  duration: 6,
  soil: 7,
  drains: 8,
  least: 9,
  soakedLow: 10,
  soakedHigh: 11,
} as const;
export const PLANES = { maps: 7, losses: 9, soils: 12 } as const;
/** Durations are counted in these, s: whole numbers add up exactly. */
export const CLOCK_S = 2 ** -10;

export interface Kernel {
  readonly wgsl: string;
  readonly uses: readonly BufferName[];
}

export interface Shape {
  readonly cols: number;
  readonly rows: number;
  readonly stride: number;
  readonly cellSizeM: number;
}

/** Blocks of LANES × STRIP cells: one workgroup each. */
export const blocksOf = ({ cols, rows }: Shape): { across: number; down: number } => ({
  across: Math.ceil(cols / LANES),
  down: Math.ceil(rows / STRIP),
});

/** Words of `Stats` before those by strip. */
export const STATS_WORDS = 4;
/** Words of `Now` before the rain, and where the processor reads it. */
export const NOW = { words: 16, stalled: 1, fromTick: 2, toTick: 3, steps: 4, turn: 5, until: 6 } as const;

/**
 * The entry of a kernel over all cells, which calls `each(i)` for those of its strip and then does `after`.
 *
 * @param when what has to be true of its block, WGSL
 */
export const overCells = (when: string, each: string, after = ''): string => /* wgsl */ `
@compute @workgroup_size(${LANES})
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) block: vec3u) {
  let at = block.y * ACROSS + block.x;
  if (id.x >= COLS || !(${when})) { return; }
  let end = min((id.y + 1u) * ${STRIP}u, ROWS);
  for (var row = id.y * ${STRIP}u; row < end; row++) { ${each}((row + 1u) * STRIDE + id.x + 1u); }
${after}
}`;

/** `when` of the kernels that follow the first of a step. */
export const IS_ON = 'now.running != 0u && atomicLoad(&blocks[at].on) == now.turn';

/**
 * One compute shader.
 *
 * @param uses buffers in the order of their bindings; `flat`: pairs seen as single numbers, because writing one half
 *   of a pair may touch the other
 */
export function kernel(
  shape: Shape,
  uses: Partial<Record<BufferName, 'read' | 'read_write' | 'flat'>>,
  body: string,
): Kernel {
  const names = Object.keys(uses) as BufferName[];
  const bindings = names.map((name, at) => {
    const type = uses[name] === 'flat' ? TYPES[name].replace('vec2f', 'f32') : TYPES[name];
    const space = name === 'plan' ? 'uniform' : `storage, ${uses[name] === 'read' ? 'read' : 'read_write'}`;
    return `@group(0) @binding(${at}) var<${space}> ${name}: ${type};`;
  });
  return {
    uses: names,
    wgsl: /* wgsl */ `
struct Plan { ticks: u32, tickS: f32 }
struct Now {
  running: u32, stalled: u32, fromTick: u32, toTick: u32, steps: u32, turn: u32, until: u32, renews: u32,
  clock: u32, clocks: u32, raining: u32, dtS: f32, perFlux: f32, pushPerDrop: f32, emptyMS: f32, spare: f32,
  rain: array<vec2u>,
}
struct Block { wet: atomic<u32>, on: atomic<u32> }
struct Stats { deepest: atomic<u32>, emptying: atomic<u32>, lost: array<vec4u> }
const COLS = ${shape.cols}u;
const ROWS = ${shape.rows}u;
const STRIDE = ${shape.stride}u;
const ACROSS = ${blocksOf(shape).across}u;
const DOWN = ${blocksOf(shape).down}u;
const SIZE = ${shape.stride * (shape.rows + 2)}u;
const CELL_M = ${shape.cellSizeM}f;
const GRAVITY = ${GRAVITY}f;
const DRY_M = ${DRY_M}f;
${bindings.join('\n')}
${FIXED_WGSL}
${body}`,
  };
}
