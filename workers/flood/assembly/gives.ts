// Phase B: the share of its outgoing discharge that each cell can give.
import { EMPTIES, GIVES, H, HAS_CLOSED, KIND, MOST, NX, NY, OPEN, ROW, SHARE } from './layout';
import { above, cellSize, EMPTY, enter, facts, level, shallow, strip } from './memory';
import { largest, smallest, trifle } from './vector';

const NEVER: f32 = 1e9;

/** Outflow limiter of four columns; returns the least depth over outflow (s/m) of cells deeper than `shallow`. */
@inline function columns(c: usize, first: bool, closed: bool, empty: v128): v128 {
  const zero = f32x4.splat(0);
  const least = f32x4.splat(shallow);
  let soonest = f32x4.splat(NEVER);
  let most = zero;
  let north = v128.load(c + above, NY);
  for (let p = c; p < c + SHARE; p += ROW) {
    const h = v128.load(p, H);
    const x = v128.load(p, NX);
    const y = v128.load(p, NY);
    const west = first ? v128.shuffle<f32>(v128.load(p - strip, NX + 48), x, 3, 4, 5, 6) : v128.load(p, NX - 4);
    const out = f32x4.sub(
      f32x4.add(f32x4.pmax(zero, x), f32x4.pmax(trifle(), y)),
      f32x4.add(f32x4.pmin(west, zero), f32x4.pmin(north, zero)),
    );
    const time = f32x4.div(h, out);
    let share = f32x4.pmin(f32x4.mul(time, empty), f32x4.splat(1));
    let counts = f32x4.gt(h, least);
    if (closed) {
      const open = v128.load(p, OPEN);
      share = v128.bitselect(share, f32x4.splat(1), open);
      counts = v128.and(counts, open);
    }
    v128.store(p, share, GIVES);
    most = f32x4.pmax(most, f32x4.mul(out, share));
    soonest = f32x4.pmin(soonest, v128.bitselect(time, f32x4.splat(NEVER), counts));
    north = y;
  }
  gaveMost = f32x4.pmax(gaveMost, most);
  return soonest;
}

/** Most that a cell of the tile gives, m²/s. */
let gaveMost: v128 = f32x4.splat(0);

export function computeGives(tile: i32, l: i32): void {
  const empty = v128.load(level(l), EMPTY);
  const c = enter(tile);
  let soonest = f32x4.splat(NEVER);
  gaveMost = f32x4.splat(0);
  if (load<i32>(facts(tile), KIND) & HAS_CLOSED) {
    soonest = columns(c, true, true, empty);
    for (let i: usize = 16; i < ROW; i += 16) soonest = f32x4.pmin(soonest, columns(c + i, false, true, empty));
  } else {
    soonest = columns(c, true, false, empty);
    for (let i: usize = 16; i < ROW; i += 16) soonest = f32x4.pmin(soonest, columns(c + i, false, false, empty));
  }
  store<f32>(facts(tile), smallest(soonest) * cellSize, EMPTIES);
  store<f32>(facts(tile), largest(gaveMost), MOST);
}
