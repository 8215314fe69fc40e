import { AREA_M, EMPTYING_DEPTH_M, FILM_M, FLOODED_M } from '../constants.ts';
import { CLOCK_S, IS_ON, type Kernel, kernel, MARK, overCells, PLANE, type Shape } from './kernel.ts';

/**
 * New depths, with the maps rated on the way: the reference's `updateDepths`.
 *
 * @param lossy whether ground or drains take water anywhere, and whether there are soils that remember it
 */
export const depthsKernel = (shape: Shape, lossy: boolean, soils: boolean): Kernel =>
  kernel(
    shape,
    {
      now: 'read',
      flux: 'read',
      faceDepth: 'read',
      code: 'read',
      water: 'read_write',
      maps: 'read_write',
      stats: 'read_write',
      blocks: 'read_write',
    },
    /* wgsl */ `
var<private> deepest: f32;
var<private> wettest: f32;
var<private> soakedSum: vec2u;
var<private> drainedSum: vec2u;

fn map(plane: u32, i: u32) -> f32 { return bitcast<f32>(maps[plane * SIZE + i]); }
fn setMap(plane: u32, i: u32, value: f32) { maps[plane * SIZE + i] = bitcast<u32>(value); }

fn rate(i: u32, depth: f32, west: f32, east: f32, north: f32, south: f32) {
  let clockS = f32(now.clock) * ${CLOCK_S}f;
  if (depth > map(${PLANE.depthMax}u, i)) {
    setMap(${PLANE.depthMax}u, i, depth);
    setMap(${PLANE.deepestAt}u, i, clockS);
  }
  let u = (west + east) / (max(faceDepth[i - 1u].x, depth) + max(faceDepth[i].x, depth));
  let v = (north + south) / (max(faceDepth[i - STRIDE].y, depth) + max(faceDepth[i].y, depth));
  let speed = sqrt(u * u + v * v);
  if (speed > map(${PLANE.speedMax}u, i)) { setMap(${PLANE.speedMax}u, i, speed); }
  if (depth * speed > map(${PLANE.productMax}u, i)) { setMap(${PLANE.productMax}u, i, depth * speed); }
  let hazard = depth * (speed + 0.5) + select(0.5, 1.0, depth > 0.25);
  if (hazard > map(${PLANE.hazardMax}u, i)) { setMap(${PLANE.hazardMax}u, i, hazard); }
  if (depth >= ${FLOODED_M}f) {
    if (map(${PLANE.arrival}u, i) < 0.0) { setMap(${PLANE.arrival}u, i, clockS); }
    maps[${PLANE.duration}u * SIZE + i] += now.clocks;
  }
}

fn update(i: u32) {
  let zone = code[i] & 0xffffu;
  if (zone == 0u) { return; }
  let west = flux[i - 1u].x;
  let east = flux[i].x;
  let north = flux[i - STRIDE].y;
  let south = flux[i].y;
  var units = water[i];
  let before = units;
  // One product a face and nothing else: both cells of a face must find the same number.
  units = plus(units, signedUnits(west * now.perFlux));
  units = minus(units, signedUnits(east * now.perFlux));
  units = plus(units, signedUnits(north * now.perFlux));
  units = minus(units, signedUnits(south * now.perFlux));
  if (zone >= 2u) { units = plus(units, now.rain[zone - 2u]); }
  if ((units.y & 0x80000000u) != 0u) { units = vec2u(0u); }
${
  lossy
    ? /* wgsl */ `
  if ((units.x | units.y) != 0u) {
    let soaked = least(unitsOf(map(${PLANE.soil}u, i) * now.dtS), units);
    units = minus(units, soaked);
    let drained = least(unitsOf(map(${PLANE.drains}u, i) * now.dtS), units);
    units = minus(units, drained);
    soakedSum = plus(soakedSum, soaked);
${
  soils
    ? /* wgsl */ `
    let low = ${PLANE.soakedLow}u * SIZE + i;
    let high = ${PLANE.soakedHigh}u * SIZE + i;
    let total = plus(vec2u(maps[low], maps[high]), soaked);
    maps[low] = total.x;
    maps[high] = total.y;`
    : ''
}
    drainedSum = plus(drainedSum, drained);
  }`
    : ''
}
  if (any(units != before)) { water[i] = units; }
  let depth = depthOf(units);
  wettest = max(wettest, depth);
  if (depth < ${FILM_M}f) { return; }
  deepest = max(deepest, depth);
  rate(i, depth, west, east, north, south);
}

${overCells(
  IS_ON,
  'update',
  /* wgsl */ `
  if (wettest > DRY_M) { atomicStore(&blocks[at].wet, now.turn); }
  let bits = bitcast<u32>(deepest);
  if (bits > atomicLoad(&stats.deepest)) { atomicMax(&stats.deepest, bits); }
${
  lossy
    ? /* wgsl */ `
  let strip = id.y * COLS + id.x;
  stats.lost[strip] = vec4u(plus(stats.lost[strip].xy, soakedSum), plus(stats.lost[strip].zw, drainedSum));`
    : ''
}`,
)}`,
  );

/**
 * The water as it stands: by strip its volume and the newly flooded cells, and for the whole grid what steers the next
 * step.
 */
export const tallyKernel = (shape: Shape): Kernel =>
  kernel(
    shape,
    { water: 'read', flux: 'read', code: 'read', stats: 'read_write', tallies: 'read_write' },
    /* wgsl */ `
var<private> deepest: f32;
var<private> fastest: f32;
var<private> stored: vec2u;
var<private> flooded: u32;

fn tally(i: u32) {
  let depth = depthOf(water[i]);
  if ((code[i] & ${0xffff | MARK.rim}u) != 0u) { deepest = max(deepest, depth); }
  if ((code[i] & 0xffffu) == 0u) { return; }
  stored = plus(stored, water[i]);
  if (depth >= ${AREA_M}f && (code[i] & ${MARK.floodedBefore}u) == 0u) { flooded += 1u; }
  if (depth <= ${EMPTYING_DEPTH_M}f) { return; }
  let out = max(flux[i].x, 0.0) + max(-flux[i - 1u].x, 0.0) + max(flux[i].y, 0.0) + max(-flux[i - STRIDE].y, 0.0);
  fastest = max(fastest, out / depth);
}

${overCells(
  'true',
  'tally',
  /* wgsl */ `
  atomicMax(&stats.deepest, bitcast<u32>(deepest));
  atomicMax(&stats.emptying, bitcast<u32>(fastest));
  tallies[id.y * COLS + id.x] = vec4u(stored, flooded, 0u);`,
)}`,
  );
