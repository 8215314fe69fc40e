// Open edges of the full scheme, as told in full/rim.ts: 1 along x or 0, wet cell, next cell
// inside, the wet cell's place in its tile, sign.
import { exchange, fromLeft } from './columns';
import { outflow } from './conditions';
import { quantum } from './constants';
import { LEAVES_X, LEAVES_Y, MOST, PER_FLUX, STEP, U, V } from './fullLayout';
import { FACES, FRICTION, H, LEFT, REST, SHARE, Z } from './layout';
import { cellSize, dry, facts } from './memory';
import { countOf, placeOf } from './special';
import { carried } from './vector';

/** Takes out of the cells' rests what leaves in this step, and notes the momentum that leaves with it. */
export function leave(tile: i32, now: usize, t: usize): void {
  const info = facts(tile);
  const perFlux = load<f32>(PER_FLUX);
  const most = load<f32>(MOST);
  const first = placeOf(tile, FACES);
  const count = countOf(tile, FACES);
  memory.fill(t + LEAVES_X, 0, SHARE);
  memory.fill(t + LEAVES_Y, 0, SHARE);
  let left = load<f64>(info, LEFT);
  for (let k = 0, at = first; k < count; k++, at += 32) {
    const cell = <usize>load<i32>(at, 4);
    const inside = <usize>load<i32>(at, 8);
    const sign = load<f32>(at, 16);
    const isX = load<i32>(at) != 0;
    const h = load<f32>(cell + now, H);
    const u = load<f32>(cell + now, U);
    const v = load<f32>(cell + now, V);
    const out = max<f32>(0, (isX ? u : v) * sign);
    const bed = load<f32>(inside, Z) - load<f32>(cell, Z);
    const passing = f32x4.extract_lane(
      exchange(
        // The same water over a bed that goes on falling.
        f32x4.splat(max<f32>(0, bed)), f32x4.splat(h), f32x4.splat(h), f32x4.splat(out), f32x4.splat(out),
        f32x4.splat(dry), f32x4.splat(-cellSize),
      ),
      0,
    );
    const free = outflow(
      h, load<f32>(inside + now, H), bed, load<f32>(cell, FRICTION), h * (isX ? v : u), f32.MAX_VALUE, load<f32>(STEP),
    );
    // What a cell can give through one face, if it is to keep its depth positive whatever the other three take.
    const mass = min<f32>(<f32>0.4999999 * h * (most + out), max(passing, free));
    const thrust = (f32x4.extract_lane(fromLeft, 0) + (mass - passing) * out) * sign;
    const alongside = mass * (isX ? v : u);
    const place = t + <usize>load<i32>(at, 12);
    store<f32>(place, load<f32>(place, LEAVES_X) + (isX ? thrust : alongside), LEAVES_X);
    store<f32>(place, load<f32>(place, LEAVES_Y) + (isX ? alongside : thrust), LEAVES_Y);
    const rest = load<f32>(cell, REST);
    const after = rest - f32x4.extract_lane(carried(f32x4.splat(mass), f32x4.splat(perFlux), quantum()), 0);
    store<f32>(cell, after, REST);
    left += <f64>rest - <f64>after;
  }
  store<f64>(info, left, LEFT);
}
