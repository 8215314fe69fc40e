// Fluxes of the full scheme of first order, water standing upright in its cells, through all faces of a tile's cells.
import { along, exchange, fallOf, fromLeft, toRight } from './columns';
import { quantum } from './constants';
import { GAIN_DEPTH, GAIN_X, GAIN_Y, MASS_NORTH, MASS_WEST, MASS_X, MASS_Y, U, V, WEST, WEST_BYTES } from './fullLayout';
import { H, HAS_RIM, LAST, ROW, Z } from './layout';
import { above, below, strip } from './memory';
import { dry4, perFlux4, steepest4 } from './stepping';
import { carried } from './vector';

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
  const hWest = column(w + now, H);
  const hOwn = column(c + now, H);
  const mass = exchange(
    fallOf(f32x4.sub(column(w, Z), column(c, Z)), hWest, hOwn), hWest, hOwn,
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
  const hNorth = v128.load(upper + now, H);
  let north = exchange(
    fallOf(f32x4.sub(v128.load(upper, Z), z), hNorth, h), hNorth, h, v128.load(upper + now, V), v, dry4, steepest4,
  );
  let gainNorth = toRight;
  let alongNorth = along(north, v128.load(upper + now, U), u);
  north = carried(north, perFlux4, quantum());
  if (kind & HAS_RIM) v128.store(t + i, north, MASS_NORTH);
  const end = c + LAST;
  let w = t + WEST;
  for (let p = c; p <= end; p += ROW) {
    const q = p + now;
    const e = p + toEast;
    const hEast = eastH(q, e + now, last);
    const x = exchange(
      fallOf(f32x4.sub(z, eastZ(p, e, last)), h, hEast), h, hEast, u, eastU(q, e + now, last), dry4, steepest4,
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
    const y = exchange(fallOf(f32x4.sub(z, zSouth), h, hSouth), h, hSouth, v, vSouth, dry4, steepest4);
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
    const place = t + i + (p - c);
    if (kind & HAS_RIM) {
      v128.store(place, east, MASS_X);
      v128.store(place, south, MASS_Y);
    }
    v128.store(place, net, GAIN_DEPTH);
    v128.store(place, px, GAIN_X);
    v128.store(place, py, GAIN_Y);
    z = zSouth;
    h = hSouth;
    u = uSouth;
    v = vSouth;
  }
}

/** Leaves what the cells gain in the scratch `t`. */
export function fluxesUpright(c: usize, now: usize, t: usize, kind: i32): void {
  const w = c - strip + 60;
  for (let i: usize = 0; i < ROW; i += 16) beside(w + (i << 4), c + (i << 4), now, t + i, t + WEST + (i << 2));
  fluxes(c, 0, false, now, t, kind);
  fluxes(c + 16, 16, false, now, t, kind);
  fluxes(c + 32, 32, false, now, t, kind);
  fluxes(c + 48, 48, true, now, t, kind);
}
