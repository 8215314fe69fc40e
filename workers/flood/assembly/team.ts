// Threads of one kernel over one shared memory. Thread 0 is the caller; the others wait in `serve`.
// Control words lie above the constants (from 1024 on) and below the header, each in a cache line of its own.
import { BOUNDS, WAITED } from './layout';

const GO: usize = 2048;
const JOB: usize = 2112;
const THREADS: usize = 2176;
const ARRIVED: usize = 2240;
const ROUND: usize = 2304;

/** Turns of waiting before a thread sleeps: about 50 µs, longer than a phase lasts between evenly loaded threads. */
const SPINS: i32 = 20000;

/**
 * Sleeps while the word at `place` is `value`, for 50 ms at most. The host's: an engine's first compiler has
 * been seen to lose local variables around WebAssembly's own wait (V8 11.3, Liftoff).
 */
@external("env", "sleep")
declare function sleep(place: usize, value: i32): void;

@inline export function threads(): i32 {
  return atomic.load<i32>(THREADS);
}

/** Waits until the word at `place` is no longer `value`. */
function pass(place: usize, value: i32): void {
  let spins = SPINS;
  while (atomic.load<i32>(place) == value) if (--spins < 0) sleep(place, value);
}

/** The host's clock, ms. */
@external("env", "now")
declare function now(): f64;

/** Where a thread's run of a list begins, as a share of it. */
@inline export function boundOf(thread: i32): f64 {
  return load<f64>(BOUNDS + (<usize>thread << 3));
}

/** All threads wait here for each other; how long is noted, so that the host can share the work out better. */
export function barrier(thread: i32): void {
  const count = threads();
  if (count == 1) return;
  const round = atomic.load<i32>(ROUND);
  if (atomic.add<i32>(ARRIVED, 1) == count - 1) {
    atomic.store<i32>(ARRIVED, 0);
    atomic.store<i32>(ROUND, round + 1);
    atomic.notify(ROUND, -1);
  } else {
    const began = now();
    pass(ROUND, round);
    const at = WAITED + (<usize>thread << 6);
    store<f64>(at, load<f64>(at) + now() - began);
  }
}

/** Gives all threads a job; the caller then does its own part of it. */
export function call(job: i32): void {
  if (threads() == 1) return;
  atomic.store<i32>(JOB, job);
  atomic.add<i32>(GO, 1);
  atomic.notify(GO, -1);
}

/** Sets the number of threads; to be called before any of them serves. */
export function enlist(count: i32): void {
  atomic.store<i32>(THREADS, count);
}

/** Waits for the next job after the one numbered `seen`; returns its number. */
export function awaitCall(seen: i32): i32 {
  pass(GO, seen);
  return atomic.load<i32>(GO);
}

@inline export function job(): i32 {
  return atomic.load<i32>(JOB);
}
