// Phase A: raw discharges of a tile's faces from the depths and discharges of the last step.
import { FRICTION, GIVES, H, HAS_FACES, KIND, LAST, LATER, NX, NY, QX, QY, ROW, SHARE, SIDES, Z } from './layout';
import { conditions } from './conditions';
import { above, back, backWest, below, EMPTY, enter, facts, level, PUSH, ROOT, ROUNDER, strip } from './memory';
import { beside, least, madd, roughInverseCubeRoot, still } from './vector';

// A field of the cells one column to the east or west: within a row the same bytes four further on, at the tile's side
// one lane of the neighbour. One function a field, because only a literal offset costs nothing.
@inline function eastZ(c: usize, e: usize, last: bool): v128 {
  return last ? v128.shuffle<f32>(v128.load(c, Z), v128.load(e, Z), 1, 2, 3, 4) : v128.load(c, Z + 4);
}
@inline function eastH(c: usize, e: usize, last: bool): v128 {
  return last ? v128.shuffle<f32>(v128.load(c, H), v128.load(e, H), 1, 2, 3, 4) : v128.load(c, H + 4);
}
@inline function eastFRICTION(c: usize, e: usize, last: bool): v128 {
  return last ? v128.shuffle<f32>(v128.load(c, FRICTION), v128.load(e, FRICTION), 1, 2, 3, 4) : v128.load(c, FRICTION + 4);
}
@inline function eastQX(c: usize, e: usize, last: bool): v128 {
  return last ? v128.shuffle<f32>(v128.load(c, QX), v128.load(e, QX), 1, 2, 3, 4) : v128.load(c, QX + 4);
}
@inline function eastQY(c: usize, e: usize, last: bool): v128 {
  return last ? v128.shuffle<f32>(v128.load(c, QY), v128.load(e, QY), 1, 2, 3, 4) : v128.load(c, QY + 4);
}
@inline function westQX(c: usize, w: usize, first: bool): v128 {
  return first ? v128.shuffle<f32>(v128.load(w, QX + 48), v128.load(c, QX), 3, 4, 5, 6) : v128.load(c, QX - 4);
}

/**
 * New discharge of four faces: Bates, Horritt, Fewtrell (2010), q-centred (de Almeida et al. 2012), with Manning
 * friction linearised about the old discharge. Levels are told from the first cell's bed: only differences enter. Both
 * sides of the quotient are taken times 4·h², which leaves h^(−1/3) of h^(−7/3).
 *
 * @param q old discharge, `sides` sum of the two faces in line, `across` sum of the four faces beside, crosswise
 * @param resist g·n² of the two cells
 */
@inline function discharge(
  z0: v128, z1: v128, h0: v128, h1: v128, q: v128, sides: v128, across: v128, resist: v128, at: usize,
): v128 {
  const zero = f32x4.splat(0);
  const fall = f32x4.sub(z0, z1);
  const other = f32x4.sub(h1, fall);
  const depth = f32x4.add(f32x4.pmax(h0, other), f32x4.pmin(fall, zero));
  const rounder = v128.load(at, ROUNDER);
  const drop = f32x4.sub(f32x4.add(f32x4.sub(h0, other), rounder), rounder);
  const pushed = madd(f32x4.mul(v128.load(at, PUSH), depth), drop, q);
  // A neighbour's discharge must not carry water up the slope of its surface.
  const twice = f32x4.add(q, q);
  const shared = f32x4.mul(beside(), f32x4.sub(sides, twice));
  const against = f32x4.lt(f32x4.mul(f32x4.add(pushed, shared), drop), zero);
  const driven = f32x4.add(pushed, v128.andnot(shared, against));
  // Sixteen times the squares of discharges: the sum across is four of them, and needs no division then.
  const four = f32x4.add(twice, twice);
  const own = f32x4.mul(four, four);
  const all = madd(across, across, f32x4.add(own, still()));
  const depth2 = f32x4.mul(depth, depth);
  const size = f32x4.mul(f32x4.sqrt(all), depth2);
  const y = roughInverseCubeRoot(depth);
  const r = f32x4.mul(f32x4.mul(depth, y), f32x4.mul(y, y));
  const k = f32x4.mul(f32x4.mul(resist, y), madd(v128.load(at, ROOT + 16), r, v128.load(at, ROOT)));
  const flow = f32x4.div(madd(k, f32x4.mul(own, q), f32x4.mul(driven, size)), madd(k, f32x4.add(all, own), size));
  return v128.and(flow, f32x4.gt(depth, least()));
}

/**
 * East and south faces of four columns, from the north down: what the next row needs again is carried along.
 * @param c address of the first row's four cells
 */
@inline function columns(
  c: usize, first: bool, last: bool, at: usize, keepLast: bool, keepSouth: bool,
): void {
  let p = c;
  const north = c + above;
  let xWest = westQX(p, p - strip, first);
  let line = f32x4.add(v128.load(p, QX), xWest);
  let yNorth = v128.load(north, QY);
  // The eastern tile's first column lies three vectors back from below this tile's last.
  const toEast = strip - 48;
  const toWest = strip;
  const toRaw = back;
  let acrossNorth = f32x4.add(yNorth, eastQY(north, north + toEast, last));
  const end = c + LAST;
  const south = c + below;
  for (;;) {
    const z = v128.load(p, Z);
    const h = v128.load(p, H);
    const f = v128.load(p, FRICTION);
    const x = v128.load(p, QX);
    const y = v128.load(p, QY);
    const e = p + toEast;
    const raw = p - toRaw;
    const s = p == end ? south : p + ROW;
    const here = f32x4.add(y, eastQY(p, e, last));
    const qx = discharge(
      z, eastZ(p, e, last), h, eastH(p, e, last), x, f32x4.add(xWest, eastQX(p, e, last)), f32x4.add(acrossNorth, here),
      f32x4.add(f, eastFRICTION(p, e, last)), at,
    );
    if (last && keepLast) {
      v128.store_lane<i64>(raw, qx, 0, NX);
      v128.store_lane<f32>(raw, qx, 2, NX + 8);
    } else v128.store(raw, qx, NX);
    acrossNorth = here;
    const zSouth = v128.load(s, Z);
    const hSouth = v128.load(s, H);
    const fSouth = v128.load(s, FRICTION);
    const xSouth = v128.load(s, QX);
    const xSouthWest = westQX(s, s - toWest, first);
    const ySouth = v128.load(s, QY);
    const lineSouth = f32x4.add(xSouth, xSouthWest);
    const qy = discharge(
      z, zSouth, h, hSouth, y, f32x4.add(yNorth, ySouth),
      f32x4.add(line, lineSouth), f32x4.add(f, fSouth), at,
    );
    if (p == end) {
      if (!keepSouth) v128.store(raw, qy, NY);
      break;
    }
    v128.store(raw, qy, NY);
    yNorth = y;
    xWest = xSouthWest;
    line = lineSouth;
    p = s;
  }
}

/** South faces of the last row of the tile above, where that tile is coarser or rests. */
@inline function northFaces(n: usize, s: usize, first: bool, at: usize): void {
  const across = f32x4.add(
    f32x4.add(v128.load(n, QX), westQX(n, n - strip, first)),
    f32x4.add(v128.load(s, QX), westQX(s, s - strip, first)),
  );
  const q = discharge(
    v128.load(n, Z), v128.load(s, Z), v128.load(n, H), v128.load(s, H), v128.load(n, QY),
    f32x4.add(v128.load(n - ROW, QY), v128.load(s, QY)), across,
    f32x4.add(v128.load(n, FRICTION), v128.load(s, FRICTION)), at,
  );
  v128.store(n - back, q, NY);
}

/** East face of the last column of the tile to the west, where that tile is coarser or rests: last of four computed. */
@inline function westFace(w: usize, c: usize, wn: usize, n: usize, at: usize): void {
  const across = f32x4.add(
    f32x4.add(v128.load(w, QY), eastQY(w, c, true)),
    f32x4.add(v128.load(wn, QY), eastQY(wn, n, true)),
  );
  const q = discharge(
    v128.load(w, Z), eastZ(w, c, true), v128.load(w, H), eastH(w, c, true), v128.load(w, QX),
    f32x4.add(v128.load(w, QX - 4), eastQX(w, c, true)), across,
    f32x4.add(v128.load(w, FRICTION), eastFRICTION(w, c, true)), at,
  );
  v128.store_lane<f32>(w - backWest, q, 3, NX + 12);
}

/** @param half the step is the second half of a coarser neighbour's */
export function computeFaces(tile: i32, l: i32, half: bool): void {
  const at = level(l);
  const sides = load<i32>(facts(tile), SIDES);
  const c = enter(tile);
  const keepLast = (sides & 64) != 0;
  const keepSouth = (sides & 128) != 0;
  columns(c, true, false, at, false, keepSouth);
  columns(c + 16, false, false, at, false, keepSouth);
  columns(c + 32, false, false, at, false, keepSouth);
  columns(c + 48, false, true, at, keepLast, keepSouth);
  if (sides & 3) outerFaces(c, sides, at);
  if (load<i32>(facts(tile), KIND) & HAS_FACES) conditions(tile, l);
  if (half && sides & 15) capByCoarse(c, sides, load<f32>(at, EMPTY));
}

/** Faces of the neighbours to the west and north that are coarser or rest. */
function outerFaces(c: usize, sides: i32, at: usize): void {
  const n = c + above;
  if (sides & 1) {
    for (let o: usize = 0; o < SHARE; o += ROW) {
      const w = c - strip + o + 48;
      const north = o == 0 ? n : c + o - ROW;
      westFace(w, c + o, north - strip + 48, north, at);
    }
  }
  if (sides & 2) {
    northFaces(n, c, true, at);
    for (let i: usize = 16; i < ROW; i += 16) northFaces(n + i, c + i, false, at);
  }
}

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
    if (sides & 2) capFace(c + above + along, c + above + along + NY, 1, k, perDepth);
    if (sides & 8) capFace(c + below + along, c + LAST + along + NY, -1, k, perDepth);
  }
}

@inline function capFace(cell: usize, face: usize, sign: f32, k: i32, perDepth: f32): void {
  const most = share(k) * max<f32>(0, load<f32>(cell, H) + load<f32>(cell, LATER)) * perDepth;
  const q = load<f32>(face) * sign;
  if (q > most) store<f32>(face, most * sign);
  store<f32>(cell, 1, GIVES);
}
