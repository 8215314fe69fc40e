// Fluxes of the full scheme of second order through all faces of a tile's cells: the equations are told in full/faces.ts.
import { along, exchange, fallOf, fromLeft, toRight } from './columns';
import { gravity, quantum, two } from './constants';
import { GAIN_DEPTH, GAIN_X, GAIN_Y, MASS_NORTH, MASS_WEST, MASS_X, MASS_Y } from './fullLayout';
import { HAS_RIM, ROW } from './layout';
import {
  AHEAD_H, AHEAD_N, AHEAD_T, BEHIND_H, BEHIND_N, BEHIND_T, columnSeen, CROSSED, LATER_H, leanRow, LEVEL_SLOPE, PULL, RISE,
  ROW_SEEN,
} from './leaning';
import { dry4, most4, perFlux4, steepest4 } from './stepping';
import { carried } from './vector';
import { CORNER, look, OUR_H, OUR_Z, WIDTH } from './window';

/** Through four faces, set by `cross`: depth in the step, and the momentum the cells behind lose and those ahead gain. */
let mass: v128 = i32x4(0, 0, 0, 0);
let lost: v128 = i32x4(0, 0, 0, 0);
let gained: v128 = i32x4(0, 0, 0, 0);
let carriedAlong: v128 = i32x4(0, 0, 0, 0);

/** @param l, r cells behind and ahead in the window; `seenL`, `seenR` what their faces see */
@inline function cross(l: usize, r: usize, seenL: usize, seenR: usize): void {
  const meanL = v128.load(l, OUR_H);
  const meanR = v128.load(r, OUR_H);
  const h0 = v128.load(seenL, AHEAD_H);
  const h1 = v128.load(seenR, BEHIND_H);
  const u0 = v128.load(seenL, AHEAD_N);
  const u1 = v128.load(seenR, BEHIND_N);
  const fall = f32x4.add(
    f32x4.add(fallOf(f32x4.sub(v128.load(l, OUR_Z), v128.load(r, OUR_Z)), meanL, meanR),
      f32x4.sub(v128.load(seenL, LATER_H), v128.load(seenR, LATER_H))),
    f32x4.add(v128.load(seenL, LEVEL_SLOPE), v128.load(seenR, LEVEL_SLOPE)),
  );
  let flux = exchange(fall, h0, h1, u0, u1, dry4, steepest4);
  lost = fromLeft;
  gained = toRight;

  // The front of moving water runs up the bed that a thin cell cannot show (`runUp`).
  const zero = f32x4.splat(0);
  const step = f32x4.sub(f32x4.sub(h0, h1), fall);
  const up = f32x4.gt(step, zero);
  const deeper = f32x4.gt(meanL, meanR);
  const thin = f32x4.pmax(zero, v128.bitselect(f32x4.neg(v128.load(seenR, RISE)), v128.load(seenL, RISE), deeper));
  if (v128.any_true(f32x4.gt(thin, zero))) {
    const h = v128.bitselect(h0, h1, deeper);
    const u = v128.bitselect(u0, f32x4.neg(u1), deeper);
    const high = f32x4.abs(step);
    const head = f32x4.add(f32x4.sub(h, high), f32x4.div(f32x4.mul(u, u), f32x4.mul(two(), gravity())));
    const runs = v128.and(v128.and(f32x4.gt(u, zero), f32x4.gt(head, zero)), i32x4.eq(up, deeper));
    const over = v128.and(f32x4.mul(f32x4.pmin(f32x4.pmin(h, high), thin), u), runs);
    const thrust = f32x4.mul(over, u);
    flux = f32x4.add(flux, v128.bitselect(over, f32x4.neg(over), deeper));
    lost = f32x4.add(lost, thrust);
    gained = f32x4.add(gained, thrust);
  }
  // A cell gives no more than half its water through one face.
  flux = f32x4.pmax(f32x4.neg(f32x4.mul(meanR, most4)), f32x4.pmin(f32x4.mul(meanL, most4), flux));
  carriedAlong = along(flux, v128.load(seenL, AHEAD_T), v128.load(seenR, BEHIND_T));
  mass = carried(flux, perFlux4, quantum());
}

const LOST: usize = CROSSED + WIDTH;
const GAINED: usize = CROSSED + 2 * WIDTH;
const ALONG: usize = CROSSED + 3 * WIDTH;

/** Leaves what the cells gain in the scratch `t`. */
export function fluxesLeaning(c: usize, now: usize, t: usize, kind: i32): void {
  look(c, now, t);
  leanRow(-1, t);
  for (let row = 0; row < 17; row++) {
    leanRow(row, t);
    if (row < 16) crossColumns(row, t, kind);
    crossRows(row, t, kind);
  }
}

/** Faces between columns −1 … 16 of a row, and what its cells gain by them. */
function crossColumns(row: i32, t: usize, kind: i32): void {
  const at = t + CORNER + <usize>row * WIDTH;
  for (let k: usize = 0; k < 80; k += 16) {
    const seen = t + k + ROW_SEEN;
    cross(at + k, at + k + 4, seen, seen + 4);
    v128.store(t + k, mass, CROSSED);
    v128.store(t + k, lost, LOST);
    v128.store(t + k, gained, GAINED);
    v128.store(t + k, carriedAlong, ALONG);
  }
  const own = t + <usize>row * ROW;
  const down = t + columnSeen(row) + 4;
  for (let k: usize = 0; k < ROW; k += 16) {
    const w = t + k;
    const east = v128.load(w, CROSSED + 4);
    v128.store(own + k, f32x4.sub(v128.load(w, CROSSED), east), GAIN_DEPTH);
    const px = f32x4.sub(v128.load(w, GAINED), v128.load(w, LOST + 4));
    const py = f32x4.sub(v128.load(w, ALONG), v128.load(w, ALONG + 4));
    v128.store(own + k, f32x4.add(v128.load(w, ROW_SEEN + PULL + 4), px), GAIN_X);
    v128.store(own + k, f32x4.add(v128.load(down + k, PULL), py), GAIN_Y);
    if (kind & HAS_RIM) v128.store(own + k, east, MASS_X);
  }
  if (kind & HAS_RIM) store<f32>(t + (<usize>row << 2), load<f32>(t, CROSSED), MASS_WEST);
}

/** Faces between a row and the one above it, and what cells gain by them. */
function crossRows(row: i32, t: usize, kind: i32): void {
  const at = t + CORNER + <usize>row * WIDTH + 4;
  const seen = t + columnSeen(row) + 4;
  const seenAbove = t + columnSeen(row - 1) + 4;
  const own = t + <usize>row * ROW;
  for (let k: usize = 0; k < ROW; k += 16) {
    cross(at + k - WIDTH, at + k, seenAbove + k, seen + k);
    if (kind & HAS_RIM) {
      if (row == 0) v128.store(t + k, mass, MASS_NORTH);
      else v128.store(own + k - ROW, mass, MASS_Y);
    }
    if (row > 0) {
      const upper = own + k - ROW;
      v128.store(upper, f32x4.sub(v128.load(upper, GAIN_DEPTH), mass), GAIN_DEPTH);
      v128.store(upper, f32x4.sub(v128.load(upper, GAIN_X), carriedAlong), GAIN_X);
      v128.store(upper, f32x4.sub(v128.load(upper, GAIN_Y), lost), GAIN_Y);
    }
    if (row < 16) {
      const p = own + k;
      v128.store(p, f32x4.add(v128.load(p, GAIN_DEPTH), mass), GAIN_DEPTH);
      v128.store(p, f32x4.add(v128.load(p, GAIN_X), carriedAlong), GAIN_X);
      v128.store(p, f32x4.add(v128.load(p, GAIN_Y), gained), GAIN_Y);
    }
  }
}
