// One step of the full scheme over one tile: fluxes through all faces of its cells, those it shares with other tiles
// too (each side computes the same), then new depths and velocities into the other buffer.
import { along, exchange, fromLeft, toRight } from './columns';
import { eight, faint, gravity, inverseCubeRoot, one, quantum, two } from './constants';
import {
  BUFFER, CURRENT, FASTEST, GAINS, LEAVES_X, LEAVES_Y, MASS_NORTH, MASS_WEST, MASS_X, MASS_Y, MOST, PER_FLUX,
  SCRATCH, SCRATCH_BYTES, STEP, U, V, WALLS, WEST, WEST_BYTES,
} from './fullLayout';
import {
  CATCH, DEEPEST, DRAIN, DRAINED, ENTERED, FRICTION, H, HAS_CLOSED, HAS_DRAINS, HAS_FACES, HAS_LOSS, HAS_MIXED_RAIN, HAS_RIM,
  HAS_SHARES, HAS_SOAKED, KIND, LAST, LEFT, OPEN, REST, RIM, ROW, SEEP, SEEPED, SHARE, SOAKED, Z, ZONE,
} from './layout';
import { rateWater } from './maps';
import {
  above, below, cellSize, dry, enter, facts, film, macroTime, rain, rating, strip, unrated,
} from './memory';
import { leave } from './outlets';
import { countOf, fallByCell, placeOf } from './special';
import { carried, inHalves, largest, madd } from './vector';

let seeped: f64 = 0;
let drained: f64 = 0;
let deepest: v128 = i32x4(0, 0, 0, 0);
let fastest: v128 = i32x4(0, 0, 0, 0);

let dry4: v128 = i32x4(0, 0, 0, 0);
let steepest4: v128 = i32x4(0, 0, 0, 0);
let perFlux4: v128 = i32x4(0, 0, 0, 0);
let dt4: v128 = i32x4(0, 0, 0, 0);
let most4: v128 = i32x4(0, 0, 0, 0);
let least4: v128 = i32x4(0, 0, 0, 0);
let fall4: v128 = i32x4(0, 0, 0, 0);

// A field of the cells one column to the east: within a row the same bytes four further on, at the tile's side one lane
// of the neighbour. One function a field, because only a literal offset costs nothing.
@inline function eastZ(c: usize, e: usize, last: bool): v128 {
  return last ? v128.shuffle<f32>(v128.load(c, Z), v128.load(e, Z), 1, 2, 3, 4) : v128.load(c, Z + 4);
}
@inline function eastH(c: usize, e: usize, last: bool): v128 {
  return last ? v128.shuffle<f32>(v128.load(c, H), v128.load(e, H), 1, 2, 3, 4) : v128.load(c, H + 4);
}
@inline function eastU(c: usize, e: usize, last: bool): v128 {
  return last ? v128.shuffle<f32>(v128.load(c, U), v128.load(e, U), 1, 2, 3, 4) : v128.load(c, U + 4);
}
@inline function eastV(c: usize, e: usize, last: bool): v128 {
  return last ? v128.shuffle<f32>(v128.load(c, V), v128.load(e, V), 1, 2, 3, 4) : v128.load(c, V + 4);
}

/** The column `field` of four rows. */
@inline function column(at: usize, field: usize): v128 {
  let v = v128.load32_zero(at + field);
  v = v128.load_lane<f32>(at + field, v, 1, ROW);
  v = v128.load_lane<f32>(at + field, v, 2, 2 * ROW);
  return v128.load_lane<f32>(at + field, v, 3, 3 * ROW);
}

/** What comes through a face into the fourth lane of its row's vector in the scratch. */
@inline function keep(to: usize, value: v128): void {
  v128.store_lane<f32>(to, value, 0, 12);
  v128.store_lane<f32>(to, value, 1, 12 + 16);
  v128.store_lane<f32>(to, value, 2, 12 + 32);
  v128.store_lane<f32>(to, value, 3, 12 + 48);
}

/** Faces left of the tile, four rows at a time. */
function beside(w: usize, c: usize, now: usize, t: usize, to: usize): void {
  const mass = exchange(
    f32x4.sub(column(w, Z), column(c, Z)),
    column(w + now, H), column(c + now, H),
    column(w + now, U), column(c + now, U),
    dry4, steepest4,
  );
  const depth = carried(mass, perFlux4, quantum());
  keep(to, depth);
  keep(to + WEST_BYTES, toRight);
  keep(to + 2 * WEST_BYTES, along(mass, column(w + now, V), column(c + now, V)));
  v128.store(t, depth, MASS_WEST);
}

/** The value through the face west of each cell, from those of the four faces before and of the cells' own. */
@inline function shifted(before: v128, own: v128): v128 {
  return v128.shuffle<f32>(before, own, 3, 4, 5, 6);
}

/**
 * Fluxes of four columns from the north down: what the next row needs again is carried along, what the next columns
 * need is left in the scratch, and so is what the cells gain.
 * @param c the first row's four cells, `i` bytes from the tile's first column; `t` the scratch
 */
@inline function fluxes(c: usize, i: usize, last: bool, now: usize, t: usize, kind: i32): void {
  const toEast = strip - 48;
  const upper = c + above;
  let z = v128.load(c, Z);
  let h = v128.load(c + now, H);
  let u = v128.load(c + now, U);
  let v = v128.load(c + now, V);
  let north = exchange(
    f32x4.sub(v128.load(upper, Z), z), v128.load(upper + now, H), h, v128.load(upper + now, V), v, dry4, steepest4,
  );
  let gainNorth = toRight;
  let alongNorth = along(north, v128.load(upper + now, U), u);
  north = carried(north, perFlux4, quantum());
  if (kind & HAS_RIM) v128.store(t + i, north, MASS_NORTH);
  const end = c + LAST;
  let w = t + WEST;
  let gains = t;
  for (let p = c; p <= end; p += ROW) {
    const q = p + now;
    const e = p + toEast;
    const x = exchange(
      f32x4.sub(z, eastZ(p, e, last)), h, eastH(q, e + now, last), u, eastU(q, e + now, last), dry4, steepest4,
    );
    const alongX = along(x, v, eastV(q, e + now, last));
    let px = f32x4.sub(shifted(v128.load(w, WEST_BYTES), toRight), fromLeft);
    let py = f32x4.sub(shifted(v128.load(w, 2 * WEST_BYTES), alongX), alongX);
    v128.store(w, toRight, WEST_BYTES);
    v128.store(w, alongX, 2 * WEST_BYTES);

    const s = p == end ? c + below : p + ROW;
    const zSouth = v128.load(s, Z);
    const hSouth = v128.load(s + now, H);
    const uSouth = v128.load(s + now, U);
    const vSouth = v128.load(s + now, V);
    const y = exchange(f32x4.sub(z, zSouth), h, hSouth, v, vSouth, dry4, steepest4);
    const alongY = along(y, u, uSouth);
    px = f32x4.add(px, f32x4.sub(alongNorth, alongY));
    py = f32x4.add(py, f32x4.sub(gainNorth, fromLeft));
    // What each face carries, the same to the last bit for both its cells.
    const east = carried(x, perFlux4, quantum());
    const south = carried(y, perFlux4, quantum());
    const net = f32x4.add(f32x4.sub(shifted(v128.load(w), east), east), f32x4.sub(north, south));
    north = south;
    gainNorth = toRight;
    alongNorth = alongY;
    v128.store(w, east);
    w += 16;
    if (kind & HAS_RIM) {
      const place = t + i + (p - c);
      v128.store(place, east, MASS_X);
      v128.store(place, south, MASS_Y);
    }
    v128.store(gains, net, GAINS);
    v128.store(gains, px, GAINS + WEST_BYTES);
    v128.store(gains, py, GAINS + 2 * WEST_BYTES);
    gains += 16;
    z = zSouth;
    h = hSouth;
    u = uSouth;
    v = vSouth;
  }
}

/**
 * New water of four columns from what their faces have brought. Apart from the fluxes, so that processors find enough
 * to do at once: each of the two is one long chain of roots and divisions a row.
 */
@inline function update(c: usize, i: usize, now: usize, t: usize, kind: i32): void {
  const other = BUFFER - now;
  const rates = rating();
  const zero = f32x4.splat(0);
  const unit = one();
  let seep = f64x2.splat(0);
  let drain = f64x2.splat(0);
  let gains = t;
  for (let p = c; p <= c + LAST; p += ROW) {
    const q = p + now;
    const h = v128.load(q, H);
    const u = v128.load(q, U);
    const v = v128.load(q, V);
    let net = v128.load(gains, GAINS);
    if (kind & HAS_CLOSED) net = v128.and(net, v128.load(p, OPEN));
    let px = v128.load(gains, GAINS + WEST_BYTES);
    let py = v128.load(gains, GAINS + 2 * WEST_BYTES);
    gains += 16;
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
    if (v128.any_true(sides)) {
      const wave = f32x4.sqrt(f32x4.mul(gravity(), h));
      const speedX = f32x4.add(f32x4.abs(u), wave);
      const speedY = f32x4.add(f32x4.abs(v), wave);
      px = f32x4.sub(px, f32x4.mul(f32x4.mul(h, u), thrust(side(sides, 31), side(sides, 30), speedX, u)));
      py = f32x4.sub(py, f32x4.mul(f32x4.mul(h, v), thrust(side(sides, 29), side(sides, 28), speedY, v)));
    }
    if (kind & HAS_FACES) {
      const place = t + i + (p - c);
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
  if (kind & HAS_LOSS) {
    seeped += f64x2.extract_lane(seep, 0) + f64x2.extract_lane(seep, 1);
    drained += f64x2.extract_lane(drain, 0) + f64x2.extract_lane(drain, 1);
  }
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

export function computeVolumes(tile: i32, thread: i32): void {
  const info = facts(tile);
  const kind = load<i32>(info, KIND);
  const now = <usize>load<i32>(CURRENT);
  const c = enter(tile);
  const t = <usize>load<i32>(SCRATCH) + <usize>thread * SCRATCH_BYTES;
  const zone = load<i32>(info, ZONE);
  perFlux4 = v128.load_splat<f32>(PER_FLUX);
  dt4 = v128.load_splat<f32>(STEP);
  most4 = v128.load_splat<f32>(MOST);
  least4 = f32x4.neg(most4);
  dry4 = f32x4.splat(dry);
  steepest4 = f32x4.splat(-cellSize);
  fall4 = zone < 0 ? f32x4.splat(0) : f32x4.splat(load<f32>(rain + (<usize>zone << 2)));
  seeped = 0;
  drained = 0;
  deepest = f32x4.splat(0);
  fastest = f32x4.splat(0);
  if (kind & HAS_MIXED_RAIN) fallByCell(tile, rain);
  if (kind & HAS_FACES) leave(tile, now, t);

  const w = c - strip + 60;
  for (let i: usize = 0; i < ROW; i += 16) beside(w + (i << 4), c + (i << 4), now, t + i, t + WEST + (i << 2));
  fluxes(c, 0, false, now, t, kind);
  update(c, 0, now, t, kind);
  fluxes(c + 16, 16, false, now, t, kind);
  update(c + 16, 16, now, t, kind);
  fluxes(c + 32, 32, false, now, t, kind);
  update(c + 32, 32, now, t, kind);
  fluxes(c + 48, 48, true, now, t, kind);
  update(c + 48, 48, now, t, kind);

  if (kind & HAS_LOSS) {
    store<f64>(info, load<f64>(info, SEEPED) + seeped, SEEPED);
    store<f64>(info, load<f64>(info, DRAINED) + drained, DRAINED);
  }
  store<f32>(info, largest(deepest), DEEPEST);
  store<f32>(info, largest(fastest), FASTEST);
  if (kind & HAS_RIM) crossFaces(tile, t);
}

/** What crosses the city's limits: place in the scratch of the depth that the face carries, sign that enters. */
function crossFaces(tile: i32, t: usize): void {
  const info = facts(tile);
  let at = placeOf(tile, RIM);
  let entered = load<f64>(info, ENTERED);
  let left = load<f64>(info, LEFT);
  for (let k = countOf(tile, RIM); k > 0; k--, at += 16) {
    const through = <f64>(load<f32>(t + <usize>load<i32>(at)) * load<f32>(at, 4));
    if (through > 0) entered += through;
    else left -= through;
  }
  store<f64>(info, entered, ENTERED);
  store<f64>(info, left, LEFT);
}
