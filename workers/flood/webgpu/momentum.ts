import { EMPTYING_DEPTH_M } from '../constants.ts';
import { IS_ON, type Kernel, kernel, overCells, type Shape } from './kernel.ts';

/**
 * Fluxes through the east and south face of every cell: the reference's `faces.ts`, equation by equation. Here it is
 * settled which blocks the step visits: all in rain, else those that were wet in the last two steps, and their
 * neighbours. The second step is for the fluxes, which have to come to rest before they are left.
 */
export const facesKernel = (shape: Shape): Kernel =>
  kernel(
    shape,
    {
      now: 'read',
      ground: 'read',
      water: 'read',
      flux: 'read',
      raw: 'read_write',
      faceDepth: 'read_write',
      blocks: 'read_write',
    },
    /* wgsl */ `
fn inverseSevenThirds(x: f32) -> f32 {
  let bits = bitcast<i32>(x);
  var third = (bits >> 2u) + (bits >> 4u);
  third += third >> 4u;
  third += third >> 8u;
  var y = bitcast<f32>(0x54a2fa8c - third);
  let xThird = x * 0.3333333333333333;
  y *= 1.3333333333333333 - xThird * y * (y * y);
  y *= 1.3333333333333333 - xThird * y * (y * y);
  let y2 = y * y;
  return y2 * y2 * (y2 * y);
}

// Fall of the water surface and depth of flow. In 32 bits the depth of flow has to be taken from the depths: beside
// a wall, 1e5 m high, a difference of levels has no millimetres left.
fn fall(z0: f32, h0: f32, z1: f32, h1: f32) -> vec2f {
  let d = z0 - z1;
  var drop = d + (h0 - h1);
  if (abs(drop) < ${2 ** -24}f * (h0 + h1)) { drop = 0.0; }
  return vec2f(drop, max(h0 + min(d, 0.0), h1 - max(d, 0.0)));
}

fn flow(own: f32, sides: f32, across: f32, drop: f32, hf: f32, friction: f32) -> f32 {
  let push = now.pushPerDrop * hf * drop;
  var driven = 0.9 * own + 0.05 * sides + push;
  if (driven * drop < 0.0) { driven = own + push; }
  let own2 = own * own;
  let size2 = own2 + across * across + 1e-12;
  let size = sqrt(size2);
  let k = now.dtS * friction * inverseSevenThirds(hf);
  let q = (driven * size + k * own2 * own) / (size + k * (size2 + own2));
  return select(0.0, q, q * q > 1e-30);
}

fn wasWet(x: u32, y: u32) -> bool {
  return x < ACROSS && y < DOWN && atomicLoad(&blocks[y * ACROSS + x].wet) + 2u >= now.turn;
}

fn isVisited(x: u32, y: u32) -> bool {
  if (now.running == 0u) { return false; }
  let wet = wasWet(x, y) || wasWet(x + 1u, y) || wasWet(x - 1u, y) || wasWet(x, y + 1u) || wasWet(x, y - 1u);
  return wet || now.raining != 0u;
}

fn faces(i: u32) {
  let south = i + STRIDE;
  let north = i - STRIDE;
  let here = ground[i];
  let toEast = ground[i + 1u];
  let toSouth = ground[south];
  let h0 = depthOf(water[i]);
  let x = fall(here.x, h0, toEast.x, depthOf(water[i + 1u]));
  let y = fall(here.x, h0, toSouth.x, depthOf(water[south]));
  var q = vec2f();
  var depth = vec2f();
  if (x.y > DRY_M) {
    let across = 0.25 * (flux[i].y + flux[i + 1u].y + flux[north].y + flux[north + 1u].y);
    q.x = flow(flux[i].x, flux[i - 1u].x + flux[i + 1u].x, across, x.x, x.y, here.y + toEast.y);
    depth.x = x.y;
  }
  if (y.y > DRY_M) {
    let across = 0.25 * (flux[i].x + flux[i - 1u].x + flux[south].x + flux[south - 1u].x);
    q.y = flow(flux[i].y, flux[north].y + flux[south].y, across, y.x, y.y, here.y + toSouth.y);
    depth.y = y.y;
  }
  raw[i] = q;
  faceDepth[i] = depth;
}
${overCells('isVisited(block.x, block.y)', 'faces', 'atomicStore(&blocks[at].on, now.turn);')}`,
  );

/**
 * Outflow limiter. Each face is scaled by its giver's share, worked out anew from the unscaled fluxes, so that none
 * waits for another and the scaled flux is stored once, for both cells to read.
 */
export const limitKernel = (shape: Shape): Kernel =>
  kernel(
    shape,
    {
      now: 'read',
      raw: 'read',
      water: 'read',
      code: 'read',
      flux: 'read_write',
      stats: 'read_write',
      blocks: 'read_write',
    },
    /* wgsl */ `
fn isComputed(i: u32) -> bool { return (code[i] & 0xffffu) != 0u; }

fn outOf(i: u32) -> f32 {
  return max(raw[i].x, 0.0) + max(-raw[i - 1u].x, 0.0) + max(raw[i].y, 0.0) + max(-raw[i - STRIDE].y, 0.0);
}

fn shareOf(i: u32) -> f32 {
  if (!isComputed(i)) { return 1.0; }
  let out = outOf(i);
  let most = now.emptyMS * depthOf(water[i]);
  if (out > most) { return most / out; }
  return 1.0;
}

var<private> fastest: u32;

fn scale(i: u32) {
  var q = raw[i];
  if (q.x != 0.0) { q.x *= shareOf(select(i + 1u, i, q.x > 0.0)); }
  if (q.y != 0.0) { q.y *= shareOf(select(i + STRIDE, i, q.y > 0.0)); }
  flux[i] = q;
}

fn limit(i: u32) {
  scale(i);
  // The ghosts' faces, where the edge is open.
  if (i % STRIDE == 1u) { scale(i - 1u); }
  if (i < 2u * STRIDE) { scale(i - STRIDE); }
  if (!isComputed(i)) { return; }
  let out = outOf(i);
  // A flux without value must stop the run: no comparison finds it, but its bits do.
  if ((bitcast<u32>(out) & 0x7f800000u) == 0x7f800000u) { fastest = 0x7f800000u; }
  let depth = depthOf(water[i]);
  if (depth > ${EMPTYING_DEPTH_M}f && out > 0.0) { fastest = max(fastest, bitcast<u32>(out / depth)); }
}
${overCells(IS_ON, 'limit', 'if (fastest > atomicLoad(&stats.emptying)) { atomicMax(&stats.emptying, fastest); }')}`,
  );
