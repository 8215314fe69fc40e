// One step of the full scheme over one tile: fluxes through all faces of its cells, those it shares with other tiles
// too (each side computes the same), then new depths and velocities into the other buffer.
import { CURRENT, FASTEST, SCRATCH, SCRATCH_BYTES } from './fullLayout';
import { fluxesLeaning } from './crossings';
import { DEEPEST, DRAINED, ENTERED, HAS_FACES, HAS_LOSS, HAS_MIXED_RAIN, HAS_RIM, KIND, LEFT, RIM, SEEPED, ZONE } from './layout';
import { enter, facts, rain } from './memory';
import { leave } from './outlets';
import { countOf, fallByCell, placeOf } from './special';
import { begin } from './stepping';
import { deepest, drained, fastest, seeped, update } from './update';
import { fluxesUpright } from './upright';
import { largest } from './vector';

/** @param second order, else first */
export function computeVolumes(tile: i32, thread: i32, second: bool): void {
  const info = facts(tile);
  const kind = load<i32>(info, KIND);
  const now = <usize>load<i32>(CURRENT);
  const c = enter(tile);
  const t = <usize>load<i32>(SCRATCH) + <usize>thread * SCRATCH_BYTES;
  const zone = load<i32>(info, ZONE);
  begin(zone < 0 ? 0 : load<f32>(rain + (<usize>zone << 2)));
  if (kind & HAS_MIXED_RAIN) fallByCell(tile, rain);
  if (kind & HAS_FACES) leave(tile, now, t);

  if (second) fluxesLeaning(c, now, t, kind);
  else fluxesUpright(c, now, t, kind);
  update(c, now, t, kind);

  if (kind & HAS_LOSS) {
    store<f64>(info, load<f64>(info, SEEPED) + seeped, SEEPED);
    store<f64>(info, load<f64>(info, DRAINED) + drained, DRAINED);
  }
  store<f32>(info, largest(deepest), DEEPEST);
  store<f32>(info, largest(fastest), FASTEST);
  if (kind & HAS_RIM) crossFaces(tile, t);
}

/** What crosses the city's limits: place in the scratch of the depth that the face carries, sign that enters. */
function crossFaces(tile: i32, t: usize): void {
  const info = facts(tile);
  let at = placeOf(tile, RIM);
  let entered = load<f64>(info, ENTERED);
  let left = load<f64>(info, LEFT);
  for (let k = countOf(tile, RIM); k > 0; k--, at += 16) {
    const through = <f64>(load<f32>(t + <usize>load<i32>(at)) * load<f32>(at, 4));
    if (through > 0) entered += through;
    else left -= through;
  }
  store<f64>(info, entered, ENTERED);
  store<f64>(info, left, LEFT);
}
