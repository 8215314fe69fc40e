// Memory of the full kernel, read by the kernel and by its host: the blocks of `layout`, where some fields mean
// something else. Depth and velocities lie in two buffers that change places each step: a step reads one of them and
// writes the other, so that no thread meets half-written water.
import { EMPTIES, FIELD, HEADER } from './layout';

/** Bytes from a field of the first buffer to its like in the second: H, U, V. */
export const BUFFER: usize = 3 * FIELD;
/** Velocities at cell centres, m/s, positive east and south; after settling, momentum (m²/s) in the other buffer. */
export const U: usize = 5 * FIELD;
export const V: usize = 6 * FIELD;
/** Sides where a wall stands, 1 E, 2 W, 4 S, 8 N, and directions without slopes, 16 along rows, 32 along columns. */
export const WALLS: usize = 7 * FIELD;
/** Of a tile: its fastest wave, m/s. */
export const FASTEST: usize = EMPTIES;

/** Words of the header: bytes to the buffer that holds the water now, place of the threads' scratch memory. */
export const CURRENT: usize = HEADER + 80;
export const SCRATCH: usize = HEADER + 84;
/** Of the coming step: dt/dx, dt, and the speed that it can follow, m/s. */
export const PER_FLUX: usize = HEADER + 88;
export const STEP: usize = HEADER + 92;
export const MOST: usize = HEADER + 96;
/** 1: second order in space and time. */
export const SECOND: usize = HEADER + 100;

/**
 * Scratch memory of a thread. What comes through the faces west of four columns, row by row: depth, momentum across and
 * along. Of tiles that need it: depths carried through all faces, and the momentum that leaves through open edges, m³/s².
 */
export const SCRATCH_BYTES: usize = 32768;
export const WEST: usize = 0;
export const WEST_BYTES: usize = 256;
export const MASS_WEST: usize = 768;
export const MASS_NORTH: usize = 832;
export const MASS_X: usize = 1024;
export const MASS_Y: usize = 2048;
export const LEAVES_X: usize = 3072;
export const LEAVES_Y: usize = 4096;
/** Depth and momentum that the tile's cells gain through their faces. */
export const GAIN_DEPTH: usize = 5120;
export const GAIN_X: usize = 6144;
export const GAIN_Y: usize = 7168;
/** Of second order: the tile and two cells around it (`window.ts`), and rows of what faces see (`leaning.ts`). */
export const WINDOW: usize = 8192;
export const LEANING: usize = 20480;

/** Jobs beside `MACRO` (one step) and `QUIT`: fastest and deepest water of the tiles; the same after settling. */
export const MEASURE: i32 = 2;
export const SETTLE: i32 = 3;
