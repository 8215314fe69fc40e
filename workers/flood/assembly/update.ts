// New depth and velocity of a tile's cells in a step of the full scheme, into the other buffer.
import { eight, faint, gravity, inverseCubeRoot, one, two } from './constants';
import { BUFFER, GAIN_DEPTH, GAIN_X, GAIN_Y, LEAVES_X, LEAVES_Y, U, V, WALLS } from './fullLayout';
import {
  CATCH, DRAIN, FRICTION, H, HAS_CLOSED, HAS_DRAINS, HAS_FACES, HAS_LOSS, HAS_SHARES, HAS_SOAKED, OPEN, REST, SEEP, SHARE,
  SOAKED,
} from './layout';
import { rateWater } from './maps';
import { film, macroTime, rating, unrated } from './memory';
import { dry4, dt4, fall4, least4, most4, perFlux4 } from './stepping';
import { inHalves, madd } from './vector';

/** Of the tile last updated: depth taken by ground and drains, m over cells; deepest and fastest water of four lanes. */
export let seeped: f64 = 0;
export let drained: f64 = 0;
export let deepest: v128 = i32x4(0, 0, 0, 0);
export let fastest: v128 = i32x4(0, 0, 0, 0);

/**
 * New water of a tile's cells from what their faces have brought. Apart from the fluxes, so that processors find enough
 * to do at once: each of the two is one long chain of roots and divisions.
 */
export function update(c: usize, now: usize, t: usize, kind: i32): void {
  const other = BUFFER - now;
  const rates = rating();
  const zero = f32x4.splat(0);
  const unit = one();
  deepest = zero;
  fastest = zero;
  let seep = f64x2.splat(0);
  let drain = f64x2.splat(0);
  let place = t;
  for (let p = c; p < c + SHARE; p += 16, place += 16) {
    const q = p + now;
    const h = v128.load(q, H);
    const u = v128.load(q, U);
    const v = v128.load(q, V);
    let net = v128.load(place, GAIN_DEPTH);
    if (kind & HAS_CLOSED) net = v128.and(net, v128.load(p, OPEN));
    let px = v128.load(place, GAIN_X);
    let py = v128.load(place, GAIN_Y);
    // The sum and, exactly, what its rounding leaves (Knuth).
    const sum = f32x4.add(h, net);
    const added = f32x4.sub(sum, h);
    const left = f32x4.add(f32x4.sub(h, f32x4.sub(sum, added)), f32x4.sub(net, added));
    let rest = f32x4.add(v128.load(p, REST), left);
    rest = kind & HAS_SHARES ? madd(fall4, v128.load(p, CATCH), rest) : f32x4.add(rest, fall4);
    let kept = unit;
    if (kind & HAS_LOSS) {
      const given = f32x4.pmax(zero, f32x4.add(sum, rest));
      const soaks = f32x4.pmin(f32x4.mul(v128.load(p, SEEP), dt4), given);
      // Booked is what is gone, rounding included.
      let before = inHalves(rest);
      rest = f32x4.sub(rest, soaks);
      let left = inHalves(rest);
      let there = f32x4.sub(given, soaks);
      seep = f64x2.add(seep, f64x2.sub(before, left));
      if (kind & HAS_DRAINS) {
        const drains = f32x4.pmin(f32x4.mul(v128.load(p, DRAIN), dt4), there);
        before = left;
        rest = f32x4.sub(rest, drains);
        left = inHalves(rest);
        there = f32x4.sub(there, drains);
        drain = f64x2.add(drain, f64x2.sub(before, left));
      }
      // Water that is lost takes its momentum along.
      kept = v128.bitselect(f32x4.div(there, given), unit, f32x4.gt(given, zero));
      if (kind & HAS_SOAKED) v128.store(p, f32x4.add(v128.load(p, SOAKED), soaks), SOAKED);
    }
    const after = f32x4.pmax(zero, f32x4.add(sum, rest));
    v128.store(p, f32x4.sub(rest, f32x4.sub(after, sum)), REST);
    v128.store(p + other, after, H);

    const sides = v128.load(p, WALLS);
    if (v128.any_true(v128.and(sides, i32x4.splat(15)))) {
      const wave = f32x4.sqrt(f32x4.mul(gravity(), h));
      const speedX = f32x4.add(f32x4.abs(u), wave);
      const speedY = f32x4.add(f32x4.abs(v), wave);
      px = f32x4.sub(px, f32x4.mul(f32x4.mul(h, u), thrust(side(sides, 31), side(sides, 30), speedX, u)));
      py = f32x4.sub(py, f32x4.mul(f32x4.mul(h, v), thrust(side(sides, 29), side(sides, 28), speedY, v)));
    }
    if (kind & HAS_FACES) {
      px = f32x4.sub(px, v128.load(place, LEAVES_X));
      py = f32x4.sub(py, v128.load(place, LEAVES_Y));
    }
    px = madd(perFlux4, px, f32x4.mul(h, u));
    py = madd(perFlux4, py, f32x4.mul(h, v));
    if (kind & HAS_LOSS) {
      px = f32x4.mul(px, kept);
      py = f32x4.mul(py, kept);
    }
    const root = inverseCubeRoot(after);
    const root2 = f32x4.mul(root, root);
    const root7 = f32x4.mul(f32x4.mul(root2, root2), f32x4.mul(root2, root));
    const braked = f32x4.mul(f32x4.mul(f32x4.mul(eight(), dt4), v128.load(p, FRICTION)), root7);
    const size = f32x4.sqrt(madd(px, px, f32x4.mul(py, py)));
    const slow = f32x4.add(unit, f32x4.sqrt(madd(braked, size, unit)));
    const wet = f32x4.gt(after, dry4);
    const perDepth = v128.and(f32x4.div(two(), f32x4.mul(after, slow)), wet);
    let un = velocity(f32x4.mul(px, perDepth), after);
    let vn = velocity(f32x4.mul(py, perDepth), after);
    const quick = f32x4.pmax(f32x4.abs(un), f32x4.abs(vn));
    let speed = v128.and(f32x4.add(quick, f32x4.sqrt(f32x4.mul(gravity(), after))), wet);
    let counts = after;
    if (kind & HAS_CLOSED) {
      const open = v128.load(p, OPEN);
      un = v128.bitselect(un, u, open);
      vn = v128.bitselect(vn, v, open);
      counts = v128.and(counts, open);
      speed = v128.and(speed, open);
    }
    v128.store(p + other, un, U);
    v128.store(p + other, vn, V);
    deepest = f32x4.pmax(deepest, counts);
    fastest = f32x4.pmax(fastest, speed);
    if (rates) rateFour(p, counts, un, vn);
  }
  seeped = f64x2.extract_lane(seep, 0) + f64x2.extract_lane(seep, 1);
  drained = f64x2.extract_lane(drain, 0) + f64x2.extract_lane(drain, 1);
}

@inline function rateFour(p: usize, h: v128, u: v128, v: v128): void {
  const seen = f32x4.ge(h, f32x4.splat(film));
  if (!v128.any_true(seen)) return;
  const speed = v128.and(f32x4.sqrt(madd(u, u, f32x4.mul(v, v))), seen);
  rateWater(p, v128.and(h, seen), speed, f32x4.splat(macroTime()), f32x4.splat(unrated()));
}

/** All bits of the lanes whose side is walled, from its bit shifted to the top. */
@inline function side(sides: v128, up: i32): v128 {
  return i32x4.shr_s(i32x4.shl(sides, up), 31);
}

/** Momentum that walls ahead and behind take, per unit of it: the flux of the water's mirror image. */
@inline function thrust(ahead: v128, behind: v128, speed: v128, u: v128): v128 {
  return f32x4.add(v128.and(f32x4.add(speed, u), ahead), v128.and(f32x4.sub(speed, u), behind));
}

/** Water is never faster than the step can follow; fading momentum is cut before it becomes a denormal number. */
@inline function velocity(u: v128, depth: v128): v128 {
  const bounded = f32x4.pmax(least4, f32x4.pmin(most4, u));
  return v128.and(bounded, f32x4.gt(f32x4.abs(f32x4.mul(bounded, depth)), faint()));
}
