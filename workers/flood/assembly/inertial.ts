// The local-inertial kernel: one macro step over the listed tiles, by all threads of the team.
import { computeDepths } from './depths';
import { computeFaces } from './faces';
import { computeGives } from './gives';
import { LEVEL, MACRO, QUIT, RATE, SETTLE, SPEEDS } from './layout';
import { rate, settle, speeds } from './maps';
import { attach, facts, level, listed, rating, startOf, strips, takeTurns, topLevel } from './memory';
import { closeRing } from './ring';
import { soak } from './soils';
import { awaitCall, barrier, boundOf, call, job, threads } from './team';

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

function part(what: i32, thread: i32): void {
  attach();
  const top = topLevel();
  if (what == MACRO) {
    for (let k = 0; k < 1 << top; k++) step(k, k == 0 ? top : ctz(k), top, thread);
    return;
  }
  const count = startOf(top, strips);
  const end = (count * (thread + 1)) / threads();
  for (let i = (count * thread) / threads(); i < end; i++) {
    const tile = listed(top, i);
    if (what == RATE) rate(tile);
    else if (what == SETTLE) settle(tile);
    else if (what == SPEEDS) speeds(tile);
    else soak(tile);
  }
  barrier(thread);
}

/** Entries `from … to` of the list. */
function faces(la: i32, from: i32, to: i32, k: i32, top: i32): void {
  for (let i = from; i < to; i++) {
    const tile = listed(la, i);
    const l = load<i32>(facts(tile), LEVEL);
    if (k == 0 && rating()) rate(tile);
    computeFaces(tile, l, la < top && l == la);
  }
}
function gives(la: i32, from: i32, to: i32): void {
  for (let i = from; i < to; i++) {
    const tile = listed(la, i);
    computeGives(tile, load<i32>(facts(tile), LEVEL));
  }
}
function depths(la: i32, from: i32, to: i32, k: i32): void {
  for (let i = from; i < to; i++) {
    const tile = listed(la, i);
    computeDepths(tile, load<i32>(facts(tile), LEVEL), k);
  }
}

/**
 * One step: tiles of levels 0 … la fire. The phases follow each other closely, so that a strip is still in the cache
 * when its next phase comes (`sweep`). With more threads each has a run of the list; strips near its ends wait for the
 * neighbours' phases, those between do not.
 */
function step(k: i32, la: i32, top: i32, thread: i32): void {
  if (threads() == 1) {
    takeTurns(top == 0 ? 0 : strips, strips);
    sweep(la, 0, strips - 1, k, top);
  } else {
    const count = <f64>startOf(la, strips);
    const from = <i32>(count * boundOf(thread));
    const to = <i32>(count * boundOf(thread + 1));
    // Strips whose tiles all lie inside this run, two and more away from its ends.
    const first = stripOf(la, from) + 2;
    const last = to > from ? stripOf(la, to - 1) - 2 : -1;
    // Strips that other threads look into keep to their own places.
    takeTurns(first + 1, top == 0 ? last : 0);
    const inner = first > last ? to : startOf(la, first);
    const innerEnd = first > last ? to : startOf(la, last + 1);
    faces(la, from, inner, k, top);
    faces(la, innerEnd, to, k, top);
    if (first <= last) {
      // The limiter of the strips at the ends asks for the discharges one strip further in.
      barrier(thread);
      faces(la, inner, startOf(la, first + 1), k, top);
      if (last > first) faces(la, startOf(la, last), innerEnd, k, top);
      gives(la, from, inner);
      gives(la, innerEnd, to);
      sweep(la, first, last, k, top);
      barrier(thread);
    } else {
      barrier(thread);
      gives(la, from, to);
      barrier(thread);
    }
    depths(la, from, inner, k);
    depths(la, innerEnd, to, k);
  }
  if (la < top) close(la, thread);
  barrier(thread);
}

/**
 * All three phases over strips `first … last`, whole strips at a time, for what the processor fetches ahead are long
 * runs: discharges, the limiter, and depths one strip behind it, so that all that a phase asks of its neighbours is done.
 * In a run of a team, discharges of the first and the last strip are done already.
 */
function sweep(la: i32, first: i32, last: i32, k: i32, top: i32): void {
  const alone = threads() == 1;
  // Where a tile to the east may be finer, that one works out the faces between, and the limiter waits for it.
  const lag = top == 0 ? 0 : 1;
  for (let s = first; s <= last + 1 + lag; s++) {
    if (s <= last && (alone || (s != first && s != last))) faces(la, startOf(la, s), startOf(la, s + 1), k, top);
    const b = s - lag;
    if (b >= first && b <= last) gives(la, startOf(la, b), startOf(la, b + 1));
    if (b > first) depths(la, startOf(la, b - 1), startOf(la, b), k);
  }
}

/** Coarse neighbours of the tiles that have just done their second half-step. */
function close(la: i32, thread: i32): void {
  const count = startOf(la + 1, strips);
  const end = (count * (thread + 1)) / threads();
  for (let i = (count * thread) / threads(); i < end; i++) {
    const tile = listed(la + 1, i);
    if (load<i32>(facts(tile), LEVEL) == la + 1) closeRing(tile, level(la));
  }
}

/** Strip of an entry of the list, by halving. */
function stripOf(la: i32, entry: i32): i32 {
  let low = 0;
  let high = strips;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (startOf(la, middle) <= entry) low = middle;
    else high = middle;
  }
  return low;
}
