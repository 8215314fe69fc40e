/** Turns without anything to draw after which the loop sleeps. */
const SLEEP_AFTER = 40;

/** Draws turn after turn while something moves or loads, then sleeps until it is woken. */
export class DrawLoop {
  private readonly turn: () => void;
  private readonly busy: () => boolean;
  private readonly idle: () => void;
  private frame = 0;
  private quiet = 0;
  private stopped = false;

  constructor(turn: () => void, busy: () => boolean, idle: () => void) {
    this.turn = turn;
    this.busy = busy;
    this.idle = idle;
  }

  wake(): void {
    this.quiet = 0;
    this.next();
  }

  stop(): void {
    this.stopped = true;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  private next(): void {
    if (this.frame === 0 && !this.stopped) this.frame = requestAnimationFrame(() => this.step());
  }

  private step(): void {
    this.frame = 0;
    if (this.stopped) return;
    this.turn();
    this.quiet = this.busy() ? 0 : this.quiet + 1;
    if (this.quiet < SLEEP_AFTER) this.next();
    else this.idle();
  }
}

/** Waits until nothing has been busy for a few turns in a row; false after `timeoutMs` or when no longer alive. */
export async function untilCalm(
  busy: () => boolean,
  wake: () => void,
  alive: () => boolean,
  timeoutMs: number,
): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  let calm = 0;
  while (performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 60));
    if (!alive()) return false;
    calm = busy() ? 0 : calm + 1;
    if (calm > 4) return true;
    wake();
  }
  return false;
}
