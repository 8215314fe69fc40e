// Lists of a tile beside its plain cells. SPECIAL points at five pairs of words (place, count): face conditions,
// sources, rain by cell, faces across the city's limits.
import { ENTERED, H, LEFT, LEVEL, RAIN, REST, RIM, SOURCED, SOURCES, SPECIAL } from './layout';
import { carriedOne, facts } from './memory';

@inline export function placeOf(tile: i32, list: usize): usize {
  return load<i32>(<usize>load<i32>(facts(tile), SPECIAL) + list * 8);
}
@inline export function countOf(tile: i32, list: usize): i32 {
  return load<i32>(<usize>load<i32>(facts(tile), SPECIAL) + list * 8 + 4);
}

/** Depth of a cell with what its rounding left, m. */
@inline export function held(cell: usize): f64 {
  return <f64>load<f32>(cell, H) + <f64>load<f32>(cell, REST);
}
/** Sets a depth and what its rounding leaves. */
@inline export function put(cell: usize, depth: f64): void {
  const h = max<f32>(0, <f32>depth);
  store<f32>(cell, h, H);
  store<f32>(cell, <f32>(depth - <f64>h), REST);
}

/** Sources: cell, rate in m/s (negative: taken away, at most what is there). Returns the deepest such cell, m. */
export function addSources(tile: i32, dt: f32): f32 {
  const info = facts(tile);
  let at = placeOf(tile, SOURCES);
  let sourced = load<f64>(info, SOURCED);
  let taken: f64 = 0;
  let deepest: f32 = 0;
  for (let k = countOf(tile, SOURCES); k > 0; k--, at += 8) {
    const cell = <usize>load<i32>(at);
    const rate = load<f32>(at, 4);
    let change = <f64>rate * <f64>dt;
    if (rate < 0) {
      change = -min(-change, <f64>load<f32>(cell, H));
      taken -= change;
    } else sourced += change;
    put(cell, held(cell) + change);
    deepest = max(deepest, load<f32>(cell, H));
  }
  store<f64>(info, sourced, SOURCED);
  if (taken > 0) store<f64>(info, load<f64>(info, LEFT) + taken, LEFT);
  return deepest;
}

/** Rain of tiles with more than one zone: cell, zone, cells it catches for. */
export function fallByCell(tile: i32, falls: usize): void {
  let at = placeOf(tile, RAIN);
  for (let k = countOf(tile, RAIN); k > 0; k--, at += 12) {
    const cell = <usize>load<i32>(at);
    const fall = load<f32>(falls + (<usize>load<i32>(at, 4) << 2)) * load<f32>(at, 8);
    store<f32>(cell, load<f32>(cell, REST) + fall, REST);
  }
}

/**
 * What crosses the city's limits: place of the face's discharge, sign that enters, tile beyond or −1, 1 where this
 * tile counts between equals. Between tiles of two levels the finer one counts.
 */
export function crossRim(tile: i32, level: usize): void {
  const info = facts(tile);
  const own = load<i32>(info, LEVEL);
  let at = placeOf(tile, RIM);
  let entered = load<f64>(info, ENTERED);
  let left = load<f64>(info, LEFT);
  for (let k = countOf(tile, RIM); k > 0; k--, at += 16) {
    const beyond = load<i32>(at, 8);
    if (beyond >= 0) {
      const other = load<i32>(facts(beyond), LEVEL);
      if (other < own || (other == own && !load<i32>(at, 12))) continue;
    }
    const through = <f64>(carriedOne(load<f32>(load<i32>(at)), level) * load<f32>(at, 4));
    if (through > 0) entered += through;
    else left -= through;
  }
  store<f64>(info, entered, ENTERED);
  store<f64>(info, left, LEFT);
}
