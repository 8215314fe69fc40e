import type { AppState } from './state.ts';
import type { Store } from './store.ts';

/** Panels hear of the time at most this often, ms; the map hears of every picture. */
const TELL_EVERY_MS = 66;

/** Moves the time while the storm plays. The map gets every step, the panels some. */
export class Clock {
  /** The exact time; the store's lags behind a little while it plays. */
  timeS = 0;
  private last: number | undefined;
  private told = 0;
  private drawnAt: number | undefined;
  private drawAfter = 0;
  private costMs = 0;

  constructor(
    private readonly store: Store<AppState>,
    /** Length of the storm and how far it is computed, s. */
    private readonly extent: () => { readonly durationS: number; readonly computedS: number },
    private readonly draw: (timeS: number) => void,
  ) {}

  play(): void {
    const { durationS } = this.extent();
    if (this.timeS >= durationS - 1) this.seek(0);
    this.store.set({ playing: true });
    if (this.last === undefined) requestAnimationFrame(this.step);
  }

  pause(): void {
    this.store.set({ playing: false, timeS: this.timeS });
    this.last = undefined;
  }

  seek(timeS: number): void {
    const { durationS } = this.extent();
    this.timeS = Math.min(Math.max(0, timeS), durationS);
    this.store.set({ timeS: this.timeS });
    this.draw(this.timeS);
  }

  private step = (now: number): void => {
    const { playing, speed, workspace, opening } = this.store.get();
    if (!playing) {
      this.last = undefined;
      return;
    }
    const { durationS, computedS } = this.extent();
    // A slow picture must not leap: at most a tenth of a second of wall time a step.
    const passedS = this.last === undefined ? 0 : Math.min(0.1, (now - this.last) / 1000);
    this.last = now;
    const limit = Math.min(durationS, computedS);
    const next = Math.min(this.timeS + passedS * speed, limit);
    const moved = next !== this.timeS;
    this.timeS = next;
    // A drawn picture delays the next call by what it cost; while a run computes or the scene is built, drawing gets a quarter of the time.
    if (this.drawnAt !== undefined) {
      this.costMs = Math.min(2000, now - this.drawnAt);
      this.drawnAt = undefined;
    }
    if (moved && now >= this.drawAfter) {
      this.draw(next);
      this.drawnAt = now;
      this.drawAfter = now + (computedS < durationS || opening ? 4 : 1) * (this.costMs > 24 ? this.costMs : 0);
    }
    if (moved && now - this.told >= TELL_EVERY_MS) {
      this.told = now;
      this.store.set({ timeS: next });
    }
    if (next >= durationS - 1e-6 && durationS > 0) {
      if (workspace === 'exhibit') this.seek(0);
      else {
        this.pause();
        return;
      }
    }
    requestAnimationFrame(this.step);
  };
}
