// Phase A: raw discharges of a tile's faces from the depths and discharges of the last step.
import { BLOCK, FRICTION, GIVES, H, KIND, HAS_FACES, LAST, LATER, MAX_DEPTH, NX, NY, QX, QY, ROW, SIDES, Z } from './layout';
import { conditions } from './conditions';
import { block, dry, facts, level, PER_DEPTH, PUSH, STEP, strip } from './memory';
import { inverseCubeRoot, madd } from './vector';

/** Weight of a face's own old discharge against its two neighbours' in line (theta = 0.9; de Almeida et al. 2012). */
const OWN: f32 = 0.9;
const BESIDE: f32 = 0.05;

/** A field of four cells moved by one column: from the west (last lane of the tile beside at lane 0), from the east. */
// biome-ignore format: one line a case
@inline function west(at: usize, beside: usize, first: bool): v128 {
  return first ? v128.shuffle<f32>(v128.load(beside + 48), v128.load(at), 3, 4, 5, 6) : v128.load(at - 4);
}
@inline function east(at: usize, beside: usize, last: bool): v128 {
  return last ? v128.shuffle<f32>(v128.load(at), v128.load(beside), 1, 2, 3, 4) : v128.load(at + 4);
}

/**
 * New discharge of four faces: Bates, Horritt, Fewtrell (2010), q-centred (de Almeida et al. 2012), with Manning
 * friction linearised about the old discharge. Only differences of levels enter.
 *
 * @param q old discharge, `sides` sum of the two faces in line, `across` sum of the four faces beside, crosswise
 * @param push g·dt/dx; `resist` g·n²·dt
 */
@inline export function discharge(
  z0: v128, z1: v128, h0: v128, h1: v128, q: v128, sides: v128, across: v128, push: v128, resist: v128, least: v128,
): v128 {
  const zero = f32x4.splat(0);
  const fall = f32x4.sub(z0, z1);
  let drop = f32x4.add(fall, f32x4.sub(h0, h1));
  // A fall within the rounding of the two depths is none: still water stays still.
  drop = v128.andnot(drop, f32x4.lt(f32x4.abs(drop), f32x4.mul(f32x4.splat(1.2e-7), f32x4.pmax(h0, h1))));
  const depth = f32x4.pmax(f32x4.add(h0, f32x4.pmin(fall, zero)), f32x4.sub(h1, f32x4.pmax(fall, zero)));
  const pushed = f32x4.mul(f32x4.mul(push, depth), drop);
  let driven = madd(f32x4.splat(OWN), q, madd(f32x4.splat(BESIDE), sides, pushed));
  // A neighbour's discharge must not carry water up the slope of its surface.
  driven = v128.bitselect(f32x4.add(q, pushed), driven, f32x4.lt(f32x4.mul(driven, drop), zero));
  const q2 = f32x4.mul(q, q);
  const size2 = madd(f32x4.mul(across, f32x4.splat(0.0625)), across, f32x4.add(q2, f32x4.splat(1e-12)));
  const size = f32x4.sqrt(size2);
  const y = inverseCubeRoot(depth);
  const y2 = f32x4.mul(y, y);
  const k = f32x4.mul(resist, f32x4.mul(f32x4.mul(y2, y2), f32x4.mul(y2, y)));
  const top = madd(driven, size, f32x4.mul(f32x4.mul(k, q2), q));
  const bottom = madd(k, f32x4.add(size2, q2), size);
  return v128.and(f32x4.div(top, bottom), f32x4.gt(depth, least));
}

/**
 * East and south faces of four cells.
 * @param c, w, e addresses in this tile and its neighbours, `n`, `s` of the rows above and below, `sw`, `ne` beside those
 */
@inline function faces(
  c: usize, n: usize, s: usize, w: usize, e: usize, sw: usize, ne: usize, first: bool, last: bool,
  push: v128, dt: v128, least: v128, south: bool, keepLast: bool,
): void {
  const z0 = v128.load(c, Z);
  const h0 = v128.load(c, H);
  const f0 = v128.load(c, FRICTION);
  const x = v128.load(c, QX);
  const xWest = west(c + QX, w + QX, first);
  const y = v128.load(c, QY);
  const yNorth = v128.load(n, QY);
  const acrossX = f32x4.add(f32x4.add(y, east(c + QY, e + QY, last)), f32x4.add(yNorth, east(n + QY, ne + QY, last)));
  const newX = discharge(
    z0, east(c + Z, e + Z, last), h0, east(c + H, e + H, last), x, f32x4.add(xWest, east(c + QX, e + QX, last)),
    acrossX, push, f32x4.mul(dt, f32x4.add(f0, east(c + FRICTION, e + FRICTION, last))), least,
  );
  if (last && keepLast) {
    v128.store_lane<i64>(c, newX, 0, NX);
    v128.store_lane<f32>(c, newX, 2, NX + 8);
  } else v128.store(c, newX, NX);
  if (!south) return;
  const xSouth = v128.load(s, QX);
  const acrossY = f32x4.add(f32x4.add(x, xWest), f32x4.add(xSouth, west(s + QX, sw + QX, first)));
  const newY = discharge(
    z0, v128.load(s, Z), h0, v128.load(s, H), y, f32x4.add(yNorth, v128.load(s, QY)),
    acrossY, push, f32x4.mul(dt, f32x4.add(f0, v128.load(s, FRICTION))), least,
  );
  v128.store(c, newY, NY);
}

@inline function row(
  c: usize, n: usize, s: usize, w: usize, e: usize, sw: usize, ne: usize,
  push: v128, dt: v128, least: v128, south: bool, keepLast: bool,
): void {
  faces(c, n, s, w, e, sw, ne, true, false, push, dt, least, south, keepLast);
  faces(c + 16, n + 16, s + 16, w, e, sw, ne, false, false, push, dt, least, south, keepLast);
  faces(c + 32, n + 32, s + 32, w, e, sw, ne, false, false, push, dt, least, south, keepLast);
  faces(c + 48, n + 48, s + 48, w, e, sw, ne, false, true, push, dt, least, south, keepLast);
}

/** South faces of the last row of the tile above, where that tile is coarser or rests. */
@inline function northFaces(n: usize, s: usize, w: usize, sw: usize, first: bool, push: v128, dt: v128, least: v128): void {
  const y = v128.load(n, QY);
  const across = f32x4.add(
    f32x4.add(v128.load(n, QX), west(n + QX, w + QX, first)),
    f32x4.add(v128.load(s, QX), west(s + QX, sw + QX, first)),
  );
  const q = discharge(
    v128.load(n, Z), v128.load(s, Z), v128.load(n, H), v128.load(s, H), y,
    f32x4.add(v128.load(n - ROW, QY), v128.load(s, QY)), across, push,
    f32x4.mul(dt, f32x4.add(v128.load(n, FRICTION), v128.load(s, FRICTION))), least,
  );
  v128.store(n, q, NY);
}

/** East faces of the last column of the tile to the west, where that tile is coarser or rests. */
@inline function westFace(w: usize, c: usize, wn: usize, n: usize, push: v128, dt: v128, least: v128): void {
  // Four columns of the western tile are computed, the last one is wanted.
  const across = f32x4.add(
    f32x4.add(v128.load(w, QY), east(w + QY, c + QY, true)),
    f32x4.add(v128.load(wn, QY), east(wn + QY, n + QY, true)),
  );
  const x = v128.load(w, QX);
  const q = discharge(
    v128.load(w, Z), east(w + Z, c + Z, true), v128.load(w, H), east(w + H, c + H, true), x,
    f32x4.add(v128.load(w, QX - 4), east(w + QX, c + QX, true)), across, push,
    f32x4.mul(dt, f32x4.add(v128.load(w, FRICTION), east(w + FRICTION, c + FRICTION, true))), least,
  );
  v128.store_lane<f32>(w, q, 3, NX + 12);
}

/** @param half the step is the second half of a coarser neighbour's */
export function computeFaces(tile: i32, l: i32, half: bool): void {
  const at = level(l);
  const push = v128.load_splat<f32>(at, PUSH);
  const dt = v128.load_splat<f32>(at, STEP);
  const least = f32x4.splat(dry);
  const sides = load<i32>(facts(tile), SIDES);
  const c = block(tile);
  const w = c - strip;
  const e = c + strip;
  const keepLast = (sides & 64) != 0;
  const southFiner = (sides & 128) != 0;

  row(c, c - BLOCK + LAST, c + ROW, w, e, w + ROW, e - BLOCK + LAST, push, dt, least, true, keepLast);
  for (let o: usize = ROW; o < LAST; o += ROW) {
    const p = c + o;
    row(p, p - ROW, p + ROW, w + o, e + o, w + o + ROW, e + o - ROW, push, dt, least, true, keepLast);
  }
  const p = c + LAST;
  if (southFiner) row(p, p - ROW, c + BLOCK, w + LAST, e + LAST, w + BLOCK, e + LAST - ROW, push, dt, least, false, keepLast);
  else row(p, p - ROW, c + BLOCK, w + LAST, e + LAST, w + BLOCK, e + LAST - ROW, push, dt, least, true, keepLast);

  if (sides & 1) {
    westFace(w + 48, c, w - BLOCK + LAST + 48, c - BLOCK + LAST, push, dt, least);
    for (let o: usize = ROW; o < FIELD_END; o += ROW) westFace(w + o + 48, c + o, w + o - ROW + 48, c + o - ROW, push, dt, least);
  }
  if (sides & 2) {
    const n = c - BLOCK + LAST;
    const nw = w - BLOCK + LAST;
    northFaces(n, c, nw, w, true, push, dt, least);
    northFaces(n + 16, c + 16, nw, w, false, push, dt, least);
    northFaces(n + 32, c + 32, nw, w, false, push, dt, least);
    northFaces(n + 48, c + 48, nw, w, false, push, dt, least);
  }
  if (load<i32>(facts(tile), KIND) & HAS_FACES) conditions(tile, l);
  if (half && sides & 15) capByCoarse(c, sides, load<f32>(at, PER_DEPTH));
}
const FIELD_END: usize = 1024;

/** A cell at a tile's corner may give half to each of two finer sides. */
@inline function share(k: i32): f32 {
  return k == 0 || k == 15 ? 0.5 : 1;
}

/**
 * In the second half of a coarse neighbour's step its cell gives at most what it holds at mid-interval and the
 * coarse part still to come.
 */
function capByCoarse(c: usize, sides: i32, perDepth: f32): void {
  for (let k: i32 = 0; k < 16; k++) {
    const across = <usize>k * ROW;
    const along = <usize>k * 4;
    if (sides & 1) capFace(c - strip + across + 60, c - strip + across + 60 + NX, 1, k, perDepth);
    if (sides & 4) capFace(c + strip + across, c + across + 60 + NX, -1, k, perDepth);
    if (sides & 2) capFace(c - BLOCK + LAST + along, c - BLOCK + LAST + along + NY, 1, k, perDepth);
    if (sides & 8) capFace(c + BLOCK + along, c + LAST + along + NY, -1, k, perDepth);
  }
}

@inline function capFace(cell: usize, face: usize, sign: f32, k: i32, perDepth: f32): void {
  const most = share(k) * max<f32>(0, load<f32>(cell, H) + load<f32>(cell, LATER)) * perDepth;
  const q = load<f32>(face) * sign;
  if (q > most) store<f32>(face, most * sign);
  store<f32>(cell, 1, GIVES);
}
