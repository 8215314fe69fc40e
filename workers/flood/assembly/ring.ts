// Cells of a coarse tile beside a finer one. After the coarse step they are set back to mid-interval, where the finer
// tile's second half-step finds them; the coarse half still to come waits in LATER. The second half-step's discharge
// closes the interval. What finer faces carry in half a coarse step is exactly their own dt/dx times discharge; sums are
// in 64 bits, for so many terms would lose more than a rest can hold.
import { DEEPEST, GIVES, H, LAST, LATER, NX, NY, OPEN, QX, QY, REST, ROW, SIDES, SPARE } from './layout';
import { fillShares } from './gives';
import { above, below, carriedOne, enter, facts, level, strip } from './memory';
import { held, put } from './special';

/** Sides that are finer, as the ring's bits: 1 W, 2 N, 4 E, 8 S. */
@inline function has(finer: i32, side: i32): bool {
  return (finer & side) != 0;
}

/** Depth and rest before the step are kept for `openRing`. */
export function keepRing(c: usize, finer: i32): void {
  for (let i: usize = 0; i < ROW; i += 16) {
    if (has(finer, 2)) keepFour(c + i);
    if (has(finer, 8)) keepFour(c + LAST + i);
  }
  for (let o: usize = 0; o <= LAST; o += ROW) {
    if (has(finer, 1)) keepOne(c + o);
    if (has(finer, 4)) keepOne(c + o + 60);
  }
}
@inline function keepFour(at: usize): void {
  v128.store(at, v128.load(at, H), SPARE);
  // Held and walled cells keep what LATER says of them.
  v128.store(at, v128.bitselect(v128.load(at, REST), v128.load(at, LATER), v128.load(at, OPEN)), LATER);
}
@inline function keepOne(at: usize): void {
  store<f32>(at, load<f32>(at, H), SPARE);
  if (load<i32>(at, OPEN)) store<f32>(at, load<f32>(at, REST), LATER);
}

/** Sets the ring back to mid-interval. @param l level of the tile */
export function openRing(c: usize, finer: i32, l: i32): void {
  if (has(finer, 2)) for (let i: i32 = 0; i < 16; i++) open(c + (<usize>i << 2), finer & edge(i, 0), l);
  if (has(finer, 8)) for (let i: i32 = 0; i < 16; i++) open(c + LAST + (<usize>i << 2), finer & edge(i, 15), l);
  const from = has(finer, 2) ? 1 : 0;
  const to = has(finer, 8) ? 15 : 16;
  for (let r: i32 = from; r < to; r++) {
    const o = c + <usize>r * ROW;
    if (has(finer, 1)) open(o, finer & edge(0, r), l);
    if (has(finer, 4)) open(o + 60, finer & edge(15, r), l);
  }
}

/** Sides of the tile that a cell touches. */
@inline function edge(col: i32, row: i32): i32 {
  return (col == 0 ? 1 : 0) | (row == 0 ? 2 : 0) | (col == 15 ? 4 : 0) | (row == 15 ? 8 : 0);
}
@inline function westOf(at: usize, sides: i32): usize {
  return sides & 1 ? at - strip + 60 : at - 4;
}
@inline function northOf(at: usize, sides: i32): usize {
  return sides & 2 ? at + above : at - ROW;
}

@inline function open(at: usize, sides: i32, l: i32): void {
  if (!load<i32>(at, OPEN)) return;
  const before = <f64>load<f32>(at, SPARE) + <f64>load<f32>(at, LATER);
  // What the finer faces carried in this tile's step, and in the finer ones' first.
  const west = sides & 1 ? load<f32>(westOf(at, sides), QX) : 0;
  const east = sides & 4 ? load<f32>(at, QX) : 0;
  const north = sides & 2 ? load<f32>(northOf(at, sides), QY) : 0;
  const south = sides & 8 ? load<f32>(at, QY) : 0;
  const without = held(at) - net(west, east, north, south, level(l));
  const later = <f32>(0.5 * (without - before));
  store<f32>(at, later, LATER);
  put(at, without - <f64>later + net(west, east, north, south, level(l - 1)));
}

/** What four faces carry into a cell. */
@inline function net(west: f32, east: f32, north: f32, south: f32, at: usize): f64 {
  return <f64>carriedOne(west, at) - <f64>carriedOne(east, at) + (<f64>carriedOne(north, at) - <f64>carriedOne(south, at));
}

/** End of the second half-step of the finer tiles. @param at parameters of their level */
export function closeRing(tile: i32, at: usize): void {
  const info = facts(tile);
  const finer = load<i32>(info, SIDES) >> 4;
  if (!finer) return;
  const c = enter(tile);
  fillShares(tile, c);
  let deepest = load<f32>(info, DEEPEST);
  if (has(finer, 2)) for (let i: i32 = 0; i < 16; i++) deepest = max(deepest, close(c + (<usize>i << 2), finer & edge(i, 0), at));
  if (has(finer, 8)) for (let i: i32 = 0; i < 16; i++) deepest = max(deepest, close(c + LAST + (<usize>i << 2), finer & edge(i, 15), at));
  const from = has(finer, 2) ? 1 : 0;
  const to = has(finer, 8) ? 15 : 16;
  for (let r: i32 = from; r < to; r++) {
    const o = c + <usize>r * ROW;
    if (has(finer, 1)) deepest = max(deepest, close(o, finer & edge(0, r), at));
    if (has(finer, 4)) deepest = max(deepest, close(o + 60, finer & edge(15, r), at));
  }
  store<f32>(info, deepest, DEEPEST);
}

/** What a finer face gives, as the finer tile has worked it out. */
@inline function finalX(west: usize, east: usize): f32 {
  const q = load<f32>(west, NX);
  return q * load<f32>(q > 0 ? west : east, GIVES);
}
@inline function finalY(north: usize, south: usize): f32 {
  const q = load<f32>(north, NY);
  return q * load<f32>(q > 0 ? north : south, GIVES);
}

@inline function close(cell: usize, sides: i32, at: usize): f32 {
  if (!load<i32>(cell, OPEN)) return 0;
  const west = sides & 1 ? finalX(westOf(cell, sides), cell) : 0;
  const east = sides & 4 ? finalX(cell, cell - 60 + strip) : 0;
  const north = sides & 2 ? finalY(northOf(cell, sides), cell) : 0;
  const south = sides & 8 ? finalY(cell, cell - LAST + below) : 0;
  put(cell, held(cell) + <f64>load<f32>(cell, LATER) + net(west, east, north, south, at));
  return load<f32>(cell, H);
}
