// Memory of the inertial kernel, read by the kernel and by its host. The grid is cut into tiles of 16 × 16 cells, one
// ring of ghost tiles around it; a block holds 32 tiles one below the other, field by field and row by row: every
// access is one address and a constant, and what the processor fetches ahead is what comes next. Tiles are numbered down
// the columns of tiles ("strips"), a multiple of 32 in each.

/** Where the host writes what a macro step needs: 32-bit words, then the parameters of each level, 256 bytes apart. */
export const HEADER: usize = 4096;
export const LEVELS: usize = 4352;
/** First byte that the host may use. */
export const FREE: usize = 16384;
/** Where each thread's run of a list begins, as a share of it, and the end: 64 bits each. Written by the host. */
export const BOUNDS: usize = 8192;
/** Time that each thread has waited for the others, ms: 64 bits, 64 bytes apart. */
export const WAITED: usize = 9216;
/** Most threads that there is room for. */
export const MOST_THREADS: i32 = 64;
/** Bytes of a soil. */
export const SOIL_BYTES: usize = 48;

/**
 * Jobs of the team: a macro step, rating the maps of all listed tiles, what follows from an output, speeds, the soils' rates,
 * the end.
 */
export const MACRO: i32 = 1;
export const RATE: i32 = 2;
export const SETTLE: i32 = 3;
export const SPEEDS: i32 = 4;
export const SOAK: i32 = 5;
export const QUIT: i32 = 6;

export const TILE: i32 = 16;
/** Tiles in a block. */
export const GROUP: i32 = 32;
/** Bytes of a row of a tile, of a tile's share of a field, its last row's place in that. */
export const ROW: usize = 64;
export const SHARE: usize = 1024;
export const LAST: usize = 960;
/** Bytes of one field of a block; a little more than its shares, lest the fields contend for places in the cache. */
export const FIELD: usize = 32 * SHARE + 192;

/** Bed level, m; walls stand above any water. */
export const Z: usize = 0;
/** Depth, m. */
export const H: usize = 1 * FIELD;
/** What the last rounding of the depth left over, m. */
export const REST: usize = 2 * FIELD;
/** g·n²/2. */
export const FRICTION: usize = 3 * FIELD;
/** Discharge through the east and the south face of each cell, m²/s, of the last step. */
export const QX: usize = 4 * FIELD;
export const QY: usize = 5 * FIELD;
/** The same in the making, before the outflow limiter. */
export const NX: usize = 6 * FIELD;
export const NY: usize = 7 * FIELD;
/** Share of its outgoing discharge that a cell can give. */
export const GIVES: usize = 8 * FIELD;
/** Second half of a coarse step of cells beside a finer tile, m. */
export const LATER: usize = 9 * FIELD;
/** Cells whose rain falls here: 1, more where roofs shed, 0 on walls and held cells. */
export const CATCH: usize = 10 * FIELD;
/** Infiltration and loss to drains, m/s. */
export const SEEP: usize = 11 * FIELD;
export const DRAIN: usize = 12 * FIELD;
/** All bits set where the depth is computed, none on walls and held cells. */
export const OPEN: usize = 13 * FIELD;
/** Maps: largest depth, when (−1: never), speed, depth × speed and hazard rating, first arrival (−1: never), time under water. */
export const MAX_DEPTH: usize = 14 * FIELD;
export const MAX_SPEED: usize = 15 * FIELD;
export const MAX_HAZARD: usize = 16 * FIELD;
export const ARRIVAL: usize = 17 * FIELD;
export const DURATION: usize = 18 * FIELD;
export const MAX_PRODUCT: usize = 19 * FIELD;
export const DEEPEST_AT: usize = 20 * FIELD;
/** Infiltrated so far, m. */
export const SOAKED: usize = 21 * FIELD;
/** A coarse cell's depth and rest before its step, while LATER is worked out; speed of an output time, m/s. */
export const SPARE: usize = 22 * FIELD;
/** Place of the cell's soil (see `soils.ts`), 0 without. */
export const SOIL: usize = 23 * FIELD;
/** Bytes of a block. */
export const BLOCK: usize = 24 * FIELD;

// What is known of each tile, 128 bytes apart.
export const TILE_BYTES: usize = 128;
/** Sides that are coarser (1 W, 2 N, 4 E, 8 S: this tile computes their faces) or finer (16 W, 32 N, 64 E, 128 S). */
export const SIDES: usize = 0;
/** What the tile has besides plain cells. */
export const KIND: usize = 4;
export const LEVEL: usize = 8;
/** Its rain zone, −1 without. */
export const ZONE: usize = 12;
/** Deepest water, m, and the longest step before a cell has given all it holds, s. */
export const DEEPEST: usize = 16;
export const EMPTIES: usize = 20;
/** Places of its lists: face conditions, sources, rain by cell, held cells, faces to held cells. */
export const SPECIAL: usize = 24;
/** Depths taken by the ground and by drains since the books were last read, m over cells, 64 bits. */
export const SEEPED: usize = 32;
export const DRAINED: usize = 40;
/** Crossed the city's limits since then, m over cells: in and out. */
export const ENTERED: usize = 48;
export const LEFT: usize = 56;
/** Added by discharges since then, m over cells. */
export const SOURCED: usize = 64;
/** Most that a cell gives, m²/s. */
export const MOST: usize = 72;
/** 1 where GIVES is below one somewhere in the tile. */
export const LIMITED: usize = 76;

export const HAS_LOSS: i32 = 1;
/** Cells whose depth is not computed, though water crosses their faces: held ones, and those beyond an open edge. */
export const HAS_CLOSED: i32 = 2;
export const HAS_FACES: i32 = 4;
export const HAS_SOURCES: i32 = 8;
export const HAS_MIXED_RAIN: i32 = 16;
export const HAS_RIM: i32 = 32;
export const HAS_SOAKED: i32 = 64;
export const HAS_DRAINS: i32 = 128;
/** Cells that catch other than one cell's rain. */
export const HAS_SHARES: i32 = 256;

/** Lists that SPECIAL points at, as pairs of words (place, count). */
export const FACES: usize = 0;
export const SOURCES: usize = 1;
export const RAIN: usize = 2;
export const RIM: usize = 3;
export const LISTS: usize = 4;
