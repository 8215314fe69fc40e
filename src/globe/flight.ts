import type { CameraView } from './types.ts';
import type { View } from './view.ts';

/** The tokens' easing, cubic-bezier(.2, 0, 0, 1), near enough. */
const ease = (t: number) => 1 - (1 - t) ** 3;

/** One view between two: distance by ratio, heading the short way round. */
export function between(a: CameraView, b: CameraView, t: number): CameraView {
  const turn = ((((b.headingDeg - a.headingDeg) % 360) + 540) % 360) - 180;
  return {
    lon: a.lon + (b.lon - a.lon) * t,
    lat: a.lat + (b.lat - a.lat) * t,
    distanceM: a.distanceM * (b.distanceM / a.distanceM) ** t,
    headingDeg: a.headingDeg + turn * t,
    pitchDeg: a.pitchDeg + (b.pitchDeg - a.pitchDeg) * t,
  };
}

/** Moves the camera from where it is to a view, in time. */
export class Flight {
  private readonly view: View;
  private readonly moved: () => void;
  private course:
    | { from: CameraView; to: CameraView; startMs: number; durationMs: number; done: () => void }
    | undefined;

  private readonly reducedMotion: boolean;

  constructor(view: View, moved: () => void, reducedMotion: boolean) {
    this.view = view;
    this.moved = moved;
    this.reducedMotion = reducedMotion;
  }

  get flying(): boolean {
    return this.course !== undefined;
  }

  start(to: CameraView, durationMs: number): Promise<void> {
    this.stop();
    if (durationMs <= 0 || this.reducedMotion) {
      this.view.view = to;
      this.moved();
      return Promise.resolve();
    }
    return new Promise((done) => {
      this.course = { from: this.view.view, to, startMs: performance.now(), durationMs, done };
      this.moved();
    });
  }

  step(nowMs: number): void {
    const { course } = this;
    if (!course) return;
    const t = Math.min(1, (nowMs - course.startMs) / course.durationMs);
    this.view.view = between(course.from, course.to, ease(t));
    if (t >= 1) this.stop();
    this.moved();
  }

  stop(): void {
    this.course?.done();
    this.course = undefined;
  }
}
