// Phase B: the share of its outgoing discharge that each cell can give.
import { EMPTIES, GIVES, H, HAS_CLOSED, KIND, LIMITED, MOST, NX, NY, OPEN, ROW, SHARE } from './layout';
import { above, back, backEast, backWest, below, cellSize, down, EMPTY, enter, facts, level, shallow, strip } from './memory';
import { largest, smallest, trifle } from './vector';

const NEVER: f32 = 1e9;

/** What cells ask of a step, so far in a tile: least depth over outflow, s/m, of those deeper than `shallow` and of all; most outflow. */
let soonest: v128 = f32x4.splat(NEVER);
let tightest: v128 = f32x4.splat(NEVER);
let most: v128 = f32x4.splat(0);

/** Outflow limiter of four columns. @param writes the shares are written; without, all cells are taken to give what is asked */
@inline function columns(c: usize, first: bool, closed: bool, empty: v128, writes: bool): void {
  const zero = f32x4.splat(0);
  const least = f32x4.splat(shallow);
  const one = f32x4.splat(1);
  let soon = soonest;
  let tight = tightest;
  let gave = most;
  const toRaw = back;
  const toWest = strip + backWest;
  let north = v128.load(c + above - toRaw, NY);
  for (let p = c; p < c + SHARE; p += ROW) {
    const h = v128.load(p, H);
    const raw = p - toRaw;
    const x = v128.load(raw, NX);
    const y = v128.load(raw, NY);
    const west = first ? v128.shuffle<f32>(v128.load(p - toWest, NX + 48), x, 3, 4, 5, 6) : v128.load(raw, NX - 4);
    const out = f32x4.sub(
      f32x4.add(f32x4.pmax(zero, x), f32x4.pmax(trifle(), y)),
      f32x4.add(f32x4.pmin(west, zero), f32x4.pmin(north, zero)),
    );
    let time = f32x4.div(h, out);
    if (closed) time = v128.bitselect(time, f32x4.splat(NEVER), v128.load(p, OPEN));
    tight = f32x4.pmin(tight, time);
    // What has all bits set is no number, and never the lesser.
    soon = f32x4.pmin(soon, v128.or(time, f32x4.le(h, least)));
    if (writes) {
      const share = f32x4.pmin(f32x4.mul(time, empty), one);
      v128.store(raw, share, GIVES);
      gave = f32x4.pmax(gave, f32x4.mul(out, share));
    } else gave = f32x4.pmax(gave, out);
    north = y;
  }
  soonest = soon;
  tightest = tight;
  most = gave;
}

@inline function tileGives(c: usize, closed: bool, empty: v128, writes: bool): void {
  soonest = tightest = f32x4.splat(NEVER);
  most = f32x4.splat(0);
  columns(c, true, closed, empty, writes);
  for (let i: usize = 16; i < ROW; i += 16) columns(c + i, false, closed, empty, writes);
}

/** Shares are written where some cell gives less than asked, and once more to be one again. */
export function computeGives(tile: i32, l: i32): void {
  const empty = v128.load(level(l), EMPTY);
  const info = facts(tile);
  const closed = (load<i32>(info, KIND) & HAS_CLOSED) != 0;
  const c = enter(tile);
  const was = load<i32>(info, LIMITED);
  if (!was && !closed) tileGives(c, false, empty, false);
  if (was || closed || limits(empty)) {
    if (closed) tileGives(c, true, empty, true);
    else tileGives(c, false, empty, true);
    store<i32>(info, limits(empty) ? 1 : 0, LIMITED);
  }
  store<f32>(info, smallest(soonest) * cellSize, EMPTIES);
  store<f32>(info, largest(most), MOST);
}

/** True where some cell cannot give what is asked. */
@inline function limits(empty: v128): bool {
  return v128.any_true(f32x4.lt(f32x4.mul(tightest, empty), f32x4.splat(1)));
}

/** Writes the shares of a tile, and of those beside it along its sides, that are all one and therefore not written. */
export function fillShares(tile: i32, c: usize): void {
  const one = f32x4.splat(1);
  const own = c - back;
  if (!load<i32>(facts(tile), LIMITED)) {
    for (let p = own; p < own + SHARE; p += ROW) for (let i: usize = 0; i < ROW; i += 16) v128.store(p + i, one, GIVES);
  }
  if (!load<i32>(facts(tile - 1), LIMITED)) for (let i: usize = 0; i < ROW; i += 16) v128.store(own + above + i, one, GIVES);
  if (!load<i32>(facts(tile + 1), LIMITED)) for (let i: usize = 0; i < ROW; i += 16) v128.store(own + below + i, one, GIVES);
  const toWest = load<i32>(facts(tile - down), LIMITED) == 0;
  const toEast = load<i32>(facts(tile + down), LIMITED) == 0;
  for (let p = c; p < c + SHARE; p += ROW) {
    if (toWest) store<f32>(p - strip - backWest, 1, GIVES + 60);
    if (toEast) store<f32>(p + strip - backEast, 1, GIVES);
  }
}
