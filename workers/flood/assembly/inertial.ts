// The local-inertial kernel: one macro step over the listed tiles, by all threads of the team.
import { computeDepths } from './depths';
import { computeFaces } from './faces';
import { computeGives } from './gives';
import { LEVEL, MACRO, QUIT, RATE, SETTLE } from './layout';
import { rate, settle, speeds } from './maps';
import { attach, facts, level, listed, PER_FLUX, rating, startOf, strips, topLevel } from './memory';
import { closeRing } from './ring';
import { awaitCall, barrier, call, job, threads } from './team';

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
    else speeds(tile);
  }
  barrier();
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
 * One step: tiles of levels 0 … la fire. The phases run through the strips one behind the other, so that a strip is
 * still in the cache when its next phase comes: discharges of strip b, limiter of b − 1, depths of b − 2. With more
 * threads each has a run of the list; strips near its ends wait for the neighbours' phases, those between do not.
 */
function step(k: i32, la: i32, top: i32, thread: i32): void {
  const count = startOf(la, strips);
  const from = (count * thread) / threads();
  const to = (count * (thread + 1)) / threads();
  if (threads() == 1) {
    for (let b = 0; b < strips + 2; b++) {
      if (b < strips) faces(la, startOf(la, b), startOf(la, b + 1), k, top);
      if (b >= 1 && b <= strips) gives(la, startOf(la, b - 1), startOf(la, b));
      if (b >= 2) depths(la, startOf(la, b - 2), startOf(la, b - 1), k);
    }
  } else {
    // Strips whose tiles all lie inside this run, two and more away from its ends.
    let first = stripOf(la, from) + 2;
    let last = to > from ? stripOf(la, to - 1) - 2 : -1;
    if (first > last) {
      faces(la, from, to, k, top);
      barrier();
      gives(la, from, to);
      barrier();
      depths(la, from, to, k);
    } else {
      const inner = startOf(la, first);
      const innerEnd = startOf(la, last + 1);
      faces(la, from, inner, k, top);
      faces(la, innerEnd, to, k, top);
      barrier();
      faces(la, inner, startOf(la, first + 1), k, top);
      gives(la, from, inner);
      for (let b = first + 1; b <= last; b++) {
        faces(la, startOf(la, b), startOf(la, b + 1), k, top);
        gives(la, startOf(la, b - 1), startOf(la, b));
        if (b - 2 >= first) depths(la, startOf(la, b - 2), startOf(la, b - 1), k);
      }
      gives(la, startOf(la, last), to);
      depths(la, startOf(la, max(first, last - 1)), innerEnd, k);
      barrier();
      depths(la, from, inner, k);
      depths(la, innerEnd, to, k);
    }
  }
  if (la < top) close(la, thread);
  barrier();
}

/** Coarse neighbours of the tiles that have just done their second half-step. */
function close(la: i32, thread: i32): void {
  const count = startOf(la + 1, strips);
  const end = (count * (thread + 1)) / threads();
  const perFlux = load<f32>(level(la + 1), PER_FLUX);
  for (let i = (count * thread) / threads(); i < end; i++) {
    const tile = listed(la + 1, i);
    if (load<i32>(facts(tile), LEVEL) == la + 1) closeRing(tile, perFlux);
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
