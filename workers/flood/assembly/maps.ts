// Maps rated from the water as it stands: deepest, fastest, worst, first arrival, time under water.
import {
  ARRIVAL, DEEPEST, DEEPEST_AT, DURATION, EMPTIES, H, HAS_CLOSED, KIND, LAST, MAX_DEPTH, MAX_HAZARD, MAX_PRODUCT, MAX_SPEED, MOST, OPEN, QX,
  QY, ROW, SPARE, Z,
} from './layout';
import { above, below, cellSize, enter, facts, film, flooded, macroTime, shallow, strip, unrated } from './memory';
import { largest, smallest } from './vector';

/** The deeper of a cell and of the flow across one of its faces: its own water flows over the face no deeper than it is. */
@inline function carrying(z: v128, h: v128, zBeside: v128, hBeside: v128): v128 {
  return f32x4.pmax(h, f32x4.sub(hBeside, f32x4.pmax(f32x4.sub(z, zBeside), f32x4.splat(0))));
}

/** The four columns to the west or east of four cells. */
@inline function west(at: usize, beside: usize, first: bool): v128 {
  return first ? v128.shuffle<f32>(v128.load(beside + 48), v128.load(at), 3, 4, 5, 6) : v128.load(at - 4);
}
@inline function east(at: usize, beside: usize, last: bool): v128 {
  return last ? v128.shuffle<f32>(v128.load(at), v128.load(beside), 1, 2, 3, 4) : v128.load(at + 4);
}

/**
 * Square of the speed at cell centres, m²/s²: in each direction the discharge of the two faces over the water that
 * carries it, a face counting with the deeper of face and cell. Zero on films and where nothing is computed.
 */
@inline function speed2(c: usize, n: usize, s: usize, w: usize, e: usize, first: bool, last: bool, h: v128, open: v128): v128 {
  const z = v128.load(c, Z);
  const u = f32x4.div(
    f32x4.add(west(c + QX, w + QX, first), v128.load(c, QX)),
    f32x4.add(
      carrying(z, h, west(c + Z, w + Z, first), west(c + H, w + H, first)),
      carrying(z, h, east(c + Z, e + Z, last), east(c + H, e + H, last)),
    ),
  );
  const v = f32x4.div(
    f32x4.add(v128.load(n, QY), v128.load(c, QY)),
    f32x4.add(carrying(z, h, v128.load(n, Z), v128.load(n, H)), carrying(z, h, v128.load(s, Z), v128.load(s, H))),
  );
  return v128.and(f32x4.add(f32x4.mul(u, u), f32x4.mul(v, v)), v128.and(f32x4.ge(h, f32x4.splat(film)), open));
}

@inline function rateFour(
  c: usize, n: usize, s: usize, w: usize, e: usize, first: bool, last: bool, closed: bool, now: v128, since: v128,
): void {
  const h = v128.load(c, H);
  if (!v128.any_true(f32x4.ge(h, f32x4.splat(film)))) return;
  const open = closed ? v128.load(c, OPEN) : i32x4.splat(-1);
  rateOpen(c, h, f32x4.sqrt(speed2(c, n, s, w, e, first, last, h, open)), open, now, since);
}

/** Rates four cells of these depths, m, and speeds, m/s; hazard and times only where the depth is computed. */
@inline export function rateWater(c: usize, h: v128, speed: v128, now: v128, since: v128): void {
  rateOpen(c, h, speed, v128.load(c, OPEN), now, since);
}

@inline function rateOpen(c: usize, h: v128, speed: v128, open: v128, now: v128, since: v128): void {
  // HR = h·(v + 0.5) + DF, DF 0.5 up to 0.25 m of water and 1 above (UK FD2320 and its supplementary note of 2008).
  const half = f32x4.splat(0.5);
  const debris = v128.bitselect(f32x4.splat(1), half, f32x4.gt(h, f32x4.splat(0.25)));
  const counts = v128.and(f32x4.ge(h, f32x4.splat(film)), open);
  const hazard = v128.and(f32x4.add(f32x4.mul(h, f32x4.add(speed, half)), debris), counts);
  const deepest = v128.load(c, MAX_DEPTH);
  const fastest = v128.load(c, MAX_SPEED);
  const worst = v128.load(c, MAX_HAZARD);
  const product = f32x4.mul(h, speed);
  const strongest = v128.load(c, MAX_PRODUCT);
  // Most of the time nothing is exceeded, and what is not written need not go back to memory.
  const deeper = f32x4.gt(h, deepest);
  const rises = v128.or(v128.or(deeper, f32x4.gt(speed, fastest)), v128.or(f32x4.gt(hazard, worst), f32x4.gt(product, strongest)));
  if (v128.any_true(rises)) {
    v128.store(c, f32x4.pmax(h, deepest), MAX_DEPTH);
    v128.store(c, v128.bitselect(now, v128.load(c, DEEPEST_AT), deeper), DEEPEST_AT);
    v128.store(c, f32x4.pmax(product, strongest), MAX_PRODUCT);
    v128.store(c, f32x4.pmax(speed, fastest), MAX_SPEED);
    v128.store(c, f32x4.pmax(hazard, worst), MAX_HAZARD);
  }
  const under = v128.and(f32x4.ge(h, f32x4.splat(flooded)), open);
  if (!v128.any_true(under)) return;
  const arrival = v128.load(c, ARRIVAL);
  const arrives = v128.and(under, f32x4.lt(arrival, f32x4.splat(0)));
  if (v128.any_true(arrives)) v128.store(c, v128.bitselect(now, arrival, arrives), ARRIVAL);
  v128.store(c, f32x4.add(v128.load(c, DURATION), v128.and(since, under)), DURATION);
}

export function rate(tile: i32): void {
  const now = f32x4.splat(macroTime());
  const since = f32x4.splat(unrated());
  // Elsewhere only dry cells are not computed.
  const closed = (load<i32>(facts(tile), KIND) & HAS_CLOSED) != 0;
  const c = enter(tile);
  for (let o: usize = 0; o <= LAST; o += ROW) {
    const p = c + o;
    const n = o == 0 ? c + above : p - ROW;
    const s = o == LAST ? c + below : p + ROW;
    const w = p - strip;
    const e = p + strip;
    rateFour(p, n, s, w, e, true, false, closed, now, since);
    rateFour(p + 16, n + 16, s + 16, w, e, false, false, closed, now, since);
    rateFour(p + 32, n + 32, s + 32, w, e, false, false, closed, now, since);
    rateFour(p + 48, n + 48, s + 48, w, e, false, true, closed, now, since);
  }
}

/** Speed at cell centres into SPARE, m/s. */
export function speeds(tile: i32): void {
  const c = enter(tile);
  for (let o: usize = 0; o <= LAST; o += ROW) {
    const p = c + o;
    const n = o == 0 ? c + above : p - ROW;
    const s = o == LAST ? c + below : p + ROW;
    for (let i: usize = 0; i < ROW; i += 16) {
      const v = speed2(p + i, n + i, s + i, p - strip, p + strip, i == 0, i == 48, v128.load(p + i, H), v128.load(p + i, OPEN));
      v128.store(p + i, f32x4.sqrt(v), SPARE);
    }
  }
}

/** Deepest water and emptying time of a tile from the water alone: what steers the next step after an output. */
export function settle(tile: i32): void {
  const c = enter(tile);
  const zero = f32x4.splat(0);
  const never = f32x4.splat(1e9);
  let deepest = zero;
  let soonest = never;
  let most = zero;
  for (let o: usize = 0; o <= LAST; o += ROW) {
    const p = c + o;
    const n = o == 0 ? c + above : p - ROW;
    for (let i: usize = 0; i < ROW; i += 16) {
      const h = v128.load(p + i, H);
      deepest = f32x4.pmax(deepest, v128.and(h, v128.load(p + i, OPEN)));
      const out = f32x4.add(
        f32x4.add(f32x4.pmax(zero, v128.load(p + i, QX)), f32x4.pmax(zero, v128.load(p + i, QY))),
        f32x4.add(
          f32x4.pmax(zero, f32x4.neg(west(p + i + QX, p - strip + QX, i == 0))),
          f32x4.pmax(zero, f32x4.neg(v128.load(n + i, QY))),
        ),
      );
      const counts = v128.and(f32x4.gt(h, f32x4.splat(shallow)), v128.load(p + i, OPEN));
      const time = f32x4.div(h, f32x4.pmax(out, f32x4.splat(1e-20)));
      soonest = f32x4.pmin(soonest, v128.bitselect(time, never, counts));
      most = f32x4.pmax(most, out);
    }
  }
  store<f32>(facts(tile), largest(deepest), DEEPEST);
  store<f32>(facts(tile), largest(most), MOST);
  store<f32>(facts(tile), smallest(soonest) * cellSize, EMPTIES);
}
