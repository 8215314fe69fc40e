// Threads of one kernel over one shared memory. Thread 0 is the caller; the others wait in `serve`.
// Control words lie above the constants (from 1024 on) and below the header, each in a cache line of its own.
const GO: usize = 2048;
const JOB: usize = 2112;
const THREADS: usize = 2176;
const ARRIVED: usize = 2240;
const ROUND: usize = 2304;

/** Turns of waiting before a thread sleeps: about 50 µs, longer than a phase lasts between evenly loaded threads. */
const SPINS: i32 = 20000;

@inline export function threads(): i32 {
  return atomic.load<i32>(THREADS);
}

/** All threads wait here for each other. */
export function barrier(): void {
  const count = threads();
  if (count == 1) return;
  const round = atomic.load<i32>(ROUND);
  if (atomic.add<i32>(ARRIVED, 1) == count - 1) {
    atomic.store<i32>(ARRIVED, 0);
    atomic.store<i32>(ROUND, round + 1);
    atomic.notify(ROUND, -1);
    return;
  }
  let spins = SPINS;
  while (atomic.load<i32>(ROUND) == round) if (--spins < 0) atomic.wait<i32>(ROUND, round, 1000000);
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

/** Waits for the next job after the one numbered `seen`. */
export function awaitCall(seen: i32): i32 {
  let spins = SPINS;
  let go = atomic.load<i32>(GO);
  while (go == seen) {
    if (--spins < 0) atomic.wait<i32>(GO, seen, -1);
    go = atomic.load<i32>(GO);
  }
  return go;
}

@inline export function job(): i32 {
  return atomic.load<i32>(JOB);
}
