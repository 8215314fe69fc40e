// Phase C: final discharges, new depths, losses and sources.
import {
  CATCH, DEEPEST, DRAIN, DRAINED, GIVES, H, HAS_CLOSED, HAS_DRAINS, HAS_LOSS, HAS_MIXED_RAIN, HAS_RIM, HAS_SHARES, HAS_SOURCES,
  HAS_SOAKED, KIND, LAST, LIMITED, NX, NY, OPEN, QX, QY, REST, ROW, SEEP, SHARE, SEEPED, SIDES, SOAKED, ZONE,
} from './layout';
import { fillShares } from './gives';
import { keepRing, openRing } from './ring';
import { fallByCell, addSources, crossRim } from './special';
import { above, back, backEast, backWest, below, down, enter, facts, level, PER_FLUX, QUANTUM, rain, STEP, strip, zones } from './memory';
import { carried, inHalves, largest, madd } from './vector';

let seeped: f64 = 0;
let drained: f64 = 0;

/** Raw discharge times what its giver can give. */
@inline export function given(q: v128, here: v128, there: v128): v128 {
  return f32x4.mul(q, v128.bitselect(here, there, f32x4.gt(q, f32x4.splat(0))));
}

/**
 * Four columns from the north down; returns their deepest water. What the tile has is told in literals where that is
 * often so.
 * @param limited some cell of the tile or beside it gives less than asked
 */
@inline function columns(
  c: usize, first: bool, last: bool, at: usize, fall: v128, limited: bool, shares: bool, loss: bool, drains: bool, kind: i32,
): v128 {
  const zero = f32x4.splat(0);
  const upper = c + above;
  const lower = c + below;
  const toRaw = back;
  const toWest = strip;
  const toRawWest = strip + backWest;
  let gives = limited ? v128.load(c - toRaw, GIVES) : zero;
  let north = v128.load(upper - toRaw, NY);
  if (limited) north = given(north, v128.load(upper - toRaw, GIVES), gives);
  // A neighbour that rests does not do this itself; one that does writes the same.
  v128.store(upper, north, QY);
  north = carried(north, v128.load(at, PER_FLUX), v128.load(at, QUANTUM));
  let deepest = zero;
  let lost = f64x2.splat(0);
  let seep = zero;
  for (let p = c; p < c + SHARE; p += ROW) {
    const raw = p - toRaw;
    let x = v128.load(raw, NX);
    let y = v128.load(raw, NY);
    const givesSouth = limited ? v128.load((p == c + LAST ? lower : p + ROW) - toRaw, GIVES) : zero;
    if (limited) {
      const givesEast = last
        ? v128.shuffle<f32>(gives, v128.load(p + strip - 48 - backEast, GIVES), 1, 2, 3, 4)
        : v128.load(raw, GIVES + 4);
      x = given(x, gives, givesEast);
      y = given(y, gives, givesSouth);
    }
    const perFlux = v128.load(at, PER_FLUX);
    const quantum = v128.load(at, QUANTUM);
    // What each face carries; the western one as the columns there have left it in place of their raw discharge.
    const east = carried(x, perFlux, quantum);
    const south = carried(y, perFlux, quantum);
    let west: v128;
    if (first) {
      const w = p - toRawWest;
      west = v128.load(w, NX + 48);
      if (limited) {
        const beyond = v128.load(w, GIVES + 48);
        west = given(west, beyond, v128.shuffle<f32>(beyond, gives, 1, 2, 3, 4));
      }
      v128.store_lane<f32>(p - toWest, west, 3, QX + 60);
      west = carried(west, perFlux, quantum);
    } else west = v128.load(raw, NX - 16);
    v128.store(p, x, QX);
    v128.store(p, y, QY);
    if (!last) v128.store(raw, east, NX);
    let net = f32x4.add(f32x4.sub(v128.shuffle<f32>(west, east, 3, 4, 5, 6), east), f32x4.sub(north, south));
    if (kind & HAS_CLOSED) net = v128.and(net, v128.load(p, OPEN));
    const h = v128.load(p, H);
    // The sum and, exactly, what its rounding leaves (Knuth).
    const sum = f32x4.add(h, net);
    const added = f32x4.sub(sum, h);
    const left = f32x4.add(f32x4.sub(h, f32x4.sub(sum, added)), f32x4.sub(net, added));
    const before = v128.load(p, REST);
    const fallen = shares ? madd(fall, v128.load(p, CATCH), before) : f32x4.add(before, fall);
    let rest = f32x4.add(fallen, left);
    if (loss) {
      const dt = v128.load(at, STEP);
      // What is there but for the rounding: known early, and the rest may be a trifle below zero.
      const there = f32x4.pmax(zero, f32x4.add(sum, fallen));
      const soaks = f32x4.mul(v128.load(p, SEEP), dt);
      const asked = drains ? madd(v128.load(p, DRAIN), dt, soaks) : soaks;
      // Booked is what is gone, rounding included.
      const held = inHalves(rest);
      rest = f32x4.sub(rest, f32x4.pmin(asked, there));
      lost = f64x2.add(lost, f64x2.sub(held, inHalves(rest)));
      if (drains || kind & HAS_SOAKED) {
        const soaked = f32x4.pmin(soaks, there);
        seep = f32x4.add(seep, soaked);
        if (kind & HAS_SOAKED) v128.store(p, f32x4.add(v128.load(p, SOAKED), soaked), SOAKED);
      }
    }
    const after = f32x4.pmax(zero, f32x4.add(sum, rest));
    v128.store(p, f32x4.sub(rest, f32x4.sub(after, sum)), REST);
    v128.store(p, after, H);
    deepest = f32x4.pmax(deepest, kind & HAS_CLOSED ? v128.and(after, v128.load(p, OPEN)) : after);
    north = south;
    gives = givesSouth;
  }
  if (loss) {
    const gone = f64x2.extract_lane(lost, 0) + f64x2.extract_lane(lost, 1);
    const seepHalves = inHalves(seep);
    const seeps = drains ? f64x2.extract_lane(seepHalves, 0) + f64x2.extract_lane(seepHalves, 1) : gone;
    seeped += seeps;
    drained += gone - seeps;
  }
  return deepest;
}

@inline function tileDepths(
  c: usize, at: usize, fall: v128, limited: bool, shares: bool, loss: bool, drains: bool, kind: i32,
): v128 {
  return f32x4.pmax(
    f32x4.pmax(
      columns(c, true, false, at, fall, limited, shares, loss, drains, kind),
      columns(c + 16, false, false, at, fall, limited, shares, loss, drains, kind),
    ),
    f32x4.pmax(
      columns(c + 32, false, false, at, fall, limited, shares, loss, drains, kind),
      columns(c + 48, false, true, at, fall, limited, shares, loss, drains, kind),
    ),
  );
}

/** Whether some cell of the tile or beside it gives less than asked. */
@inline function isLimited(tile: i32): bool {
  const info = facts(tile);
  return (
    (load<i32>(info, LIMITED) |
      load<i32>(facts(tile - 1), LIMITED) |
      load<i32>(facts(tile + 1), LIMITED) |
      load<i32>(facts(tile - down), LIMITED) |
      load<i32>(facts(tile + down), LIMITED)) !=
    0
  );
}

/** @param k which step of the macro step */
export function computeDepths(tile: i32, l: i32, k: i32): void {
  const at = level(l);
  const info = facts(tile);
  const kind = load<i32>(info, KIND);
  const zone = load<i32>(info, ZONE);
  const falls = rain + (<usize>((k * 4 + l) * zones) << 2);
  const fall = zone < 0 ? f32x4.splat(0) : f32x4.splat(load<f32>(falls + (<usize>zone << 2)));
  const c = enter(tile);
  const finer = load<i32>(info, SIDES) >> 4;
  if (finer) keepRing(c, finer);
  if (kind & HAS_MIXED_RAIN) fallByCell(tile, falls);

  seeped = 0;
  drained = 0;
  const shares = (kind & HAS_SHARES) != 0;
  const loss = (kind & HAS_LOSS) != 0;
  const drains = (kind & HAS_DRAINS) != 0;
  let deepest: v128;
  if (kind & (HAS_CLOSED | HAS_SOAKED) || isLimited(tile)) {
    fillShares(tile, c);
    deepest = tileDepths(c, at, fall, true, shares, loss, drains, kind);
  } else if (drains) deepest = tileDepths(c, at, fall, false, shares, true, true, 0);
  else if (loss) deepest = tileDepths(c, at, fall, false, shares, true, false, 0);
  else deepest = tileDepths(c, at, fall, false, shares, false, false, 0);
  if (kind & HAS_LOSS) {
    store<f64>(info, load<f64>(info, SEEPED) + seeped, SEEPED);
    store<f64>(info, load<f64>(info, DRAINED) + drained, DRAINED);
  }
  let most = largest(deepest);
  if (kind & HAS_SOURCES) most = max(most, addSources(tile, load<f32>(at, STEP)));
  store<f32>(info, most, DEEPEST);
  if (kind & HAS_RIM) crossRim(tile, at);
  if (finer) openRing(c, finer, l);
}
