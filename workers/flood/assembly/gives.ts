// Phase B: the share of its outgoing discharge that each cell can give.
import { BLOCK, DEEPEST, EMPTIES, GIVES, H, HAS_CLOSED, KIND, LAST, NX, NY, OPEN, ROW, SPECIAL } from './layout';
import { block, cellSize, EMPTY, facts, level, shallow, strip } from './memory';
import { smallest } from './vector';

const NEVER: f32 = 1e9;

/** Outflow limiter of four cells; returns the least depth over outflow (s/m) so far of cells deeper than `least`. */
@inline function gives(c: usize, n: usize, west: v128, empty: v128, least: v128, soonest: v128, held: bool): v128 {
  const zero = f32x4.splat(0);
  const h = v128.load(c, H);
  const out = f32x4.add(
    f32x4.add(f32x4.pmax(zero, v128.load(c, NX)), f32x4.pmax(zero, v128.load(c, NY))),
    f32x4.sub(f32x4.splat(1e-20), f32x4.add(f32x4.pmin(west, zero), f32x4.pmin(v128.load(n, NY), zero))),
  );
  const time = f32x4.div(h, out);
  let share = f32x4.pmin(f32x4.mul(time, empty), f32x4.splat(1));
  let counts = f32x4.gt(h, least);
  if (held) {
    const open = v128.load(c, OPEN);
    share = v128.bitselect(share, f32x4.splat(1), open);
    counts = v128.and(counts, open);
  }
  v128.store(c, share, GIVES);
  return f32x4.pmin(soonest, v128.bitselect(time, f32x4.splat(NEVER), counts));
}

@inline function row(c: usize, n: usize, w: usize, empty: v128, least: v128, soonest: v128, held: bool): v128 {
  soonest = gives(c, n, v128.shuffle<f32>(v128.load(w, NX + 48), v128.load(c, NX), 3, 4, 5, 6), empty, least, soonest, held);
  soonest = gives(c + 16, n + 16, v128.load(c + 16, NX - 4), empty, least, soonest, held);
  soonest = gives(c + 32, n + 32, v128.load(c + 32, NX - 4), empty, least, soonest, held);
  return gives(c + 48, n + 48, v128.load(c + 48, NX - 4), empty, least, soonest, held);
}

export function computeGives(tile: i32, l: i32): void {
  const at = level(l);
  const empty = v128.load_splat<f32>(at, EMPTY);
  const least = f32x4.splat(shallow);
  const c = block(tile);
  const w = c - strip;
  let soonest = f32x4.splat(NEVER);
  if (load<i32>(facts(tile), KIND) & HAS_CLOSED) {
    soonest = row(c, c - BLOCK + LAST, w, empty, least, soonest, true);
    for (let o: usize = ROW; o <= LAST; o += ROW) soonest = row(c + o, c + o - ROW, w + o, empty, least, soonest, true);
  } else {
    soonest = row(c, c - BLOCK + LAST, w, empty, least, soonest, false);
    for (let o: usize = ROW; o <= LAST; o += ROW) soonest = row(c + o, c + o - ROW, w + o, empty, least, soonest, false);
  }
  store<f32>(facts(tile), smallest(soonest) * cellSize, EMPTIES);
}
