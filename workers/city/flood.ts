import { type Domain, type Frame, type Progress, type RunResult, runFlood } from '../flood/index.ts';

/** What the flood worker answers; the in-thread session has the same calls. */
export interface FloodApi {
  /** Computes a Domain. @throws AbortError when cancelled, InputError for a Domain that cannot be computed */
  run(domain: Domain, onFrame: (frame: Frame) => void, onProgress: (progress: Progress) => void): Promise<RunResult>;
  pause(): void;
  resume(): void;
  cancel(): void;
}

/** One run that can be held, let go on and ended. */
export class FloodSession implements FloodApi {
  private controller: AbortController | undefined;
  private held: Promise<void> | undefined;
  private release: (() => void) | undefined;

  async run(
    domain: Domain,
    onFrame: (frame: Frame) => void,
    onProgress: (progress: Progress) => void,
  ): Promise<RunResult> {
    this.cancel();
    const controller = new AbortController();
    this.controller = controller;
    return runFlood(domain, { onFrame, onProgress, signal: controller.signal, gate: () => this.held });
  }

  pause(): void {
    this.held ??= new Promise((resolve) => {
      this.release = resolve;
    });
  }

  resume(): void {
    this.release?.();
    this.held = undefined;
    this.release = undefined;
  }

  cancel(): void {
    this.controller?.abort(new DOMException('The run was cancelled.', 'AbortError'));
    this.controller = undefined;
    this.resume();
  }
}
