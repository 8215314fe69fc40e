// Phase C: final discharges, new depths, losses and sources.
import {
  BLOCK, CATCH, DEEPEST, DRAIN, DRAINED, GIVES, H, HAS_CLOSED, HAS_LOSS, HAS_MIXED_RAIN, HAS_RIM, HAS_SOURCES,
  HAS_SOAKED, KIND, LAST, NX, NY, OPEN, QX, QY, REST, ROW, SEEP, SEEPED, SIDES, SOAKED, ZONE,
} from './layout';
import { closeRing, keepRing, openRing } from './ring';
import { fallByCell, addSources, crossRim } from './special';
import { block, facts, level, PER_FLUX, rain, STEP, strip, zones } from './memory';
import { largest, madd, total } from './vector';

let seeped: f64 = 0;
let drained: f64 = 0;

/** Raw discharge times what its giver can give. */
@inline export function given(q: v128, here: v128, there: v128): v128 {
  return f32x4.mul(q, v128.bitselect(here, there, f32x4.gt(q, f32x4.splat(0))));
}

/**
 * Four cells.
 * @param west final discharge of the four faces west of these cells' own, the last of them next to the first cell
 * @returns their own east faces' discharge
 */
@inline function cells(
  c: usize, n: usize, s: usize, e: usize, last: bool, west: v128, perFlux: v128, dt: v128, fall: v128, kind: i32,
): v128 {
  const gives = v128.load(c, GIVES);
  const x = given(
    v128.load(c, NX),
    gives,
    last ? v128.shuffle<f32>(gives, v128.load(e, GIVES), 1, 2, 3, 4) : v128.load(c, GIVES + 4),
  );
  const y = given(v128.load(c, NY), gives, v128.load(s, GIVES));
  v128.store(c, x, QX);
  v128.store(c, y, QY);
  const net = f32x4.add(f32x4.sub(v128.shuffle<f32>(west, x, 3, 4, 5, 6), x), f32x4.sub(v128.load(n, QY), y));
  let change = madd(fall, v128.load(c, CATCH), madd(net, perFlux, v128.load(c, REST)));
  const h = v128.load(c, H);
  if (kind & HAS_CLOSED) {
    change = v128.and(change, v128.load(c, OPEN));
  }
  if (kind & HAS_LOSS) {
    const zero = f32x4.splat(0);
    let there = f32x4.pmax(zero, f32x4.add(h, change));
    const seep = f32x4.pmin(f32x4.mul(v128.load(c, SEEP), dt), there);
    there = f32x4.sub(there, seep);
    const drain = f32x4.pmin(f32x4.mul(v128.load(c, DRAIN), dt), there);
    change = f32x4.sub(f32x4.sub(change, seep), drain);
    seeped += total(seep);
    drained += total(drain);
    if (kind & HAS_SOAKED) v128.store(c, f32x4.add(v128.load(c, SOAKED), seep), SOAKED);
  }
  const after = f32x4.pmax(f32x4.splat(0), f32x4.add(h, change));
  v128.store(c, f32x4.sub(change, f32x4.sub(after, h)), REST);
  v128.store(c, after, H);
  return x;
}

@inline function row(c: usize, n: usize, s: usize, w: usize, e: usize, perFlux: v128, dt: v128, fall: v128, kind: i32): v128 {
  let west = given(
    v128.load(w, NX + 48),
    v128.load(w, GIVES + 48),
    v128.shuffle<f32>(v128.load(w, GIVES + 48), v128.load(c, GIVES), 1, 2, 3, 4),
  );
  // A neighbour that rests does not do this itself; one that does writes the same.
  v128.store_lane<f32>(w, west, 3, QX + 60);
  west = cells(c, n, s, e, false, west, perFlux, dt, fall, kind);
  west = cells(c + 16, n + 16, s + 16, e, false, west, perFlux, dt, fall, kind);
  west = cells(c + 32, n + 32, s + 32, e, false, west, perFlux, dt, fall, kind);
  cells(c + 48, n + 48, s + 48, e, true, west, perFlux, dt, fall, kind);
  let a = v128.load(c, H);
  let b = v128.load(c, H + 16);
  let d = v128.load(c, H + 32);
  let f = v128.load(c, H + 48);
  if (kind & HAS_CLOSED) {
    a = v128.and(a, v128.load(c, OPEN));
    b = v128.and(b, v128.load(c, OPEN + 16));
    d = v128.and(d, v128.load(c, OPEN + 32));
    f = v128.and(f, v128.load(c, OPEN + 48));
  }
  return f32x4.pmax(f32x4.pmax(a, b), f32x4.pmax(d, f));
}

/** @param k which step of the macro step */
export function computeDepths(tile: i32, l: i32, k: i32): void {
  const at = level(l);
  const info = facts(tile);
  const kind = load<i32>(info, KIND);
  const zone = load<i32>(info, ZONE);
  const perFlux = v128.load_splat<f32>(at, PER_FLUX);
  const dt = v128.load_splat<f32>(at, STEP);
  const falls = rain + (<usize>((k * 4 + l) * zones) << 2);
  const fall = zone < 0 ? f32x4.splat(0) : f32x4.splat(load<f32>(falls + (<usize>zone << 2)));
  const c = block(tile);
  const w = c - strip;
  const e = c + strip;
  const finer = load<i32>(info, SIDES) >> 4;
  if (finer) keepRing(c, finer);
  if (kind & HAS_MIXED_RAIN) fallByCell(tile, falls);

  const north = c - BLOCK + LAST;
  for (let i: usize = 0; i < ROW; i += 16) {
    v128.store(north + i, given(v128.load(north + i, NY), v128.load(north + i, GIVES), v128.load(c + i, GIVES)), QY);
  }
  seeped = 0;
  drained = 0;
  let deepest = row(c, north, c + ROW, w, e, perFlux, dt, fall, kind);
  for (let o: usize = ROW; o < LAST; o += ROW) {
    const p = c + o;
    deepest = f32x4.pmax(deepest, row(p, p - ROW, p + ROW, w + o, e + o, perFlux, dt, fall, kind));
  }
  const p = c + LAST;
  deepest = f32x4.pmax(deepest, row(p, p - ROW, c + BLOCK, w + LAST, e + LAST, perFlux, dt, fall, kind));
  if (kind & HAS_LOSS) {
    store<f64>(info, load<f64>(info, SEEPED) + seeped, SEEPED);
    store<f64>(info, load<f64>(info, DRAINED) + drained, DRAINED);
  }
  let most = largest(deepest);
  if (kind & HAS_SOURCES) most = max(most, addSources(tile, load<f32>(at, STEP)));
  store<f32>(info, most, DEEPEST);
  if (kind & HAS_RIM) crossRim(tile, load<f32>(at, STEP));
  if (finer) openRing(c, finer, load<f32>(at, PER_FLUX));
}
