// The kernel of the full shallow-water equations: one step over the listed tiles, by all threads of the team.
import { MEASURE, SECOND, SETTLE } from './fullLayout';
import { MACRO, QUIT, SOAK } from './layout';
import { attach, listed, startOf, strips } from './memory';
import { measure, settle } from './settling';
import { soak } from './soils';
import { awaitCall, barrier, boundOf, call, job } from './team';
import { computeVolumes } from './volumes';

export { enlist } from './team';

/** Does a job with all threads; to be called by thread 0. */
export function work(what: i32): void {
  call(what);
  if (what != QUIT) part(what, 0);
}

/** The life of every other thread. */
export function serve(thread: i32): void {
  let seen = 0;
  for (;;) {
    seen = awaitCall(seen);
    const what = job();
    if (what == QUIT) return;
    part(what, thread);
  }
}

/** Tiles only read what the step before has written, so that their order and the threads' do not matter. */
function part(what: i32, thread: i32): void {
  attach();
  const second = load<i32>(SECOND) != 0;
  const count = <f64>startOf(0, strips);
  const end = <i32>(count * boundOf(thread + 1));
  for (let i = <i32>(count * boundOf(thread)); i < end; i++) {
    const tile = listed(0, i);
    if (what == MACRO) computeVolumes(tile, thread, second);
    else if (what == SETTLE) settle(tile);
    else if (what == MEASURE) measure(tile);
    else if (what == SOAK) soak(tile);
  }
  barrier(thread);
}
