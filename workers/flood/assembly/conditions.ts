// Faces with a law of their own, 32 bytes each. Open edges: kind, wet cell, next cell inside, place of the raw discharge,
// sign, places of the wet cell's two discharges along the edge. Structures: kind, owner, cell beside, place of the raw
// discharge, crest, place of the structure's parameters.
import { FACES, FRICTION, H, NX, QX, Z } from './layout';
import { cellSize, dry, level, passing, STEP } from './memory';
import { countOf, placeOf } from './special';
import { structureFlux } from './structures';

const GRAVITY: f32 = 9.81;
const STRUCTURE: i32 = 1;
/** Slope below which ground counts as flat, and the least slope of a free outflow from flat ground. */
const FLAT: f32 = 1e-4;

export function conditions(tile: i32, l: i32): void {
  const dt = load<f32>(level(l), STEP);
  let at = placeOf(tile, FACES);
  for (let k = countOf(tile, FACES); k > 0; k--, at += 32) {
    const face = <usize>load<i32>(at, 12);
    const raw = passing(face);
    const old = load<f32>(face - (NX - QX));
    if (load<i32>(at) == STRUCTURE) {
      store<f32>(raw, structureFlux(load<i32>(at, 4), load<i32>(at, 8), load<f32>(at, 16), load<i32>(at, 20), old, dt));
      continue;
    }
    const sign = load<f32>(at, 16);
    const along = <f32>0.5 * (load<f32>(load<i32>(at, 20)) + load<f32>(load<i32>(at, 24)));
    store<f32>(raw, sign * atEdge(load<i32>(at, 4), load<i32>(at, 8), along, sign * old, dt));
  }
}

@inline function atEdge(cell: usize, inside: usize, along: f32, old: f32, dt: f32): f32 {
  const fall = load<f32>(inside, Z) - load<f32>(cell, Z);
  return outflow(load<f32>(cell, H), load<f32>(inside, H), fall, load<f32>(cell, FRICTION), along, old, dt);
}

/**
 * Free outflow at an open edge: normal depth for the slope of the bed, at most ten times critical; on flat or rising
 * ground down the slope of the water, at most critical, no faster than that slope can set it in motion.
 *
 * @param fall of the bed from the next cell inside to the edge cell, m; `friction`: g·n²/2
 * @param along discharge along the edge, `old` outwards before this step, m²/s
 */
export function outflow(
  depth: f32, depthInside: f32, fall: f32, friction: f32, along: f32, old: f32, dt: f32,
): f32 {
  if (depth <= dry) return 0;
  const bed = fall / cellSize;
  const critical = depth * sqrt<f32>(GRAVITY * depth);
  const conveyance = friction > 0 ? depth * twoThirds(depth) * sqrt<f32>(GRAVITY / (2 * friction)) : f32.MAX_VALUE;
  if (bed >= FLAT) return min(normal(conveyance, bed, along), 10 * critical);
  const water = bed + (depthInside - depth) / cellSize;
  const slope = max<f32>(water, bed > -FLAT ? FLAT : 0);
  const reached = max<f32>(0, old) + GRAVITY * depth * slope * dt;
  return slope > 0 ? min(min(normal(conveyance, slope, along), critical), reached) : 0;
}

/** Across an edge at normal depth where water also runs along it: q·√(q² + along²) = conveyance²·slope. */
function normal(conveyance: f32, slope: f32, along: f32): f32 {
  const drive = <f64>conveyance * conveyance * slope;
  const along2 = <f64>along * along;
  return <f32>(drive * sqrt<f64>(2 / (along2 + sqrt<f64>(along2 * along2 + 4 * drive * drive))));
}

/** x^(2/3) by Newton steps from the square root. */
function twoThirds(x: f32): f32 {
  let root = sqrt<f32>(x);
  for (let k = 0; k < 30; k++) {
    const next = (root + root + x / (root * root)) / <f32>3;
    if (abs(next - root) <= <f32>1e-7 * root) break;
    root = next;
  }
  return root * root;
}
