import { FrameReader, FrameWriter } from '../flood/frames.ts';
import { type Domain, type Frame, type Progress, type RunResult, runFlood } from '../flood/index.ts';

/** Depth and speed at one cell over the frames of a run. */
export interface CellWater {
  readonly timesS: number[];
  readonly depthM: number[];
  readonly speedMS: number[];
}

/** What the flood worker answers; the in-thread session has the same calls. It computes one run and then keeps it. */
export interface FloodApi {
  /** Computes a Domain. @throws AbortError when cancelled, InputError for a Domain that cannot be computed */
  run(domain: Domain, onFrame: (frame: Frame) => void, onProgress: (progress: Progress) => void): Promise<RunResult>;
  pause(): void;
  resume(): void;
  cancel(): void;
  /** Takes a stored run (`frames.twin`) in place of computing one. @returns the times of its frames, s */
  load(stored: Uint8Array): Promise<readonly number[]>;
  /** A frame that was computed or loaded, unpacked. */
  frame(index: number): Promise<Frame>;
  /** The water at a cell over all frames so far. */
  series(cell: number): Promise<CellWater>;
  /** All frames so far in the stored form. */
  stored(): Promise<Uint8Array>;
}

/** One run that can be held, let go on, ended, and read while it goes on and after. */
export class FloodSession implements FloodApi {
  private controller: AbortController | undefined;
  private held: Promise<void> | undefined;
  private release: (() => void) | undefined;
  private writer: FrameWriter | undefined;
  private count = 0;
  private reader: { readonly count: number; readonly frames: FrameReader } | undefined;

  async run(
    domain: Domain,
    onFrame: (frame: Frame) => void,
    onProgress: (progress: Progress) => void,
  ): Promise<RunResult> {
    this.cancel();
    const controller = new AbortController();
    this.controller = controller;
    const writer = new FrameWriter(domain.grid);
    this.writer = writer;
    this.count = 0;
    return runFlood(domain, {
      onFrame: (frame) => {
        writer.add(frame);
        this.count++;
        onFrame(frame);
      },
      onProgress,
      signal: controller.signal,
      gate: () => this.held,
    });
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

  async load(stored: Uint8Array): Promise<readonly number[]> {
    this.cancel();
    const frames = new FrameReader(stored);
    this.writer = undefined;
    this.count = frames.timesS.length;
    this.reader = { count: this.count, frames };
    return frames.timesS;
  }

  /** Reads what is there now; while a run goes on a new reader is made when frames have come. */
  private get frames(): FrameReader {
    if (this.writer && this.reader?.count !== this.count) {
      this.reader = { count: this.count, frames: new FrameReader(this.writer.finish()) };
    }
    if (!this.reader) throw new Error('No run has been computed or loaded.');
    return this.reader.frames;
  }

  async frame(index: number): Promise<Frame> {
    return this.frames.read(index);
  }

  async series(cell: number): Promise<CellWater> {
    const { frames } = this;
    const water: CellWater = { timesS: [...frames.timesS], depthM: [], speedMS: [] };
    for (let index = 0; index < water.timesS.length; index++) {
      const { depthM, speedMS } = frames.read(index);
      water.depthM.push(depthM[cell]);
      water.speedMS.push(speedMS[cell]);
      // A run that goes on, or a cancel, gets its turn.
      if (index % 4 === 3) await new Promise((resolve) => setTimeout(resolve));
    }
    return water;
  }

  async stored(): Promise<Uint8Array> {
    if (!this.writer) throw new Error('Only a computed run is stored.');
    return this.writer.finish();
  }
}
