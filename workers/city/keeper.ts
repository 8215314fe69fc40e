import type { Snapshot } from '../flood/engine.ts';
import { type Frame, FrameStore, type Grid } from '../flood/index.ts';
import { writeState } from '../flood/state-file.ts';
import type { RunSink } from './flood.ts';

/** Depth and speed at one cell over the frames of a run. */
export interface CellWater {
  readonly timesS: number[];
  readonly depthM: number[];
  readonly speedMS: number[];
}

/** A state of a run and the frames that came since the last one. Blobs pass between threads without a copy. */
export interface Checkpoint {
  readonly timeS: number;
  /** A state file. */
  readonly state: Blob;
  /** Frames since the last checkpoint, a file of their own (`frames.twin`). */
  readonly frames: Blob;
  /** Index of the first of them; 0: nothing came before. */
  readonly first: number;
}

export interface KeeperListener {
  /** A frame has come; its water is left out while the listener is behind, and can be asked for. */
  onFrame(timeS: number, frame: Frame | undefined): unknown;
  onCheckpoint(checkpoint: Checkpoint): unknown;
}

/** What the frame keeper's worker answers; the in-thread keeper has the same calls. It keeps the water of one run. */
export interface KeeperApi {
  /**
   * Begins with the frames of files (in order of time, in the stored form), or with none.
   * @param grid of the run; left out, the files tell
   * @param state file that goes with them, where the run goes on
   * @returns their times, s
   */
  open(grid: Grid | undefined, files: readonly Blob[], state?: Blob): Promise<readonly number[]>;
  /** A frame that was computed or loaded, unpacked. */
  frame(index: number): Promise<Frame>;
  /** The water at a cell over all frames so far. */
  series(cell: number): Promise<CellWater>;
  /** All frames so far in the stored form. */
  stored(): Promise<Blob>;
  /** Goes back to the last state: frames after it are dropped, all of them where there is none. */
  rewind(): Promise<Rewound>;
}

export interface Rewound {
  /** A state file; undefined: the run begins anew. */
  readonly state: Blob | undefined;
  /** Frames that are left. */
  readonly frames: number;
}

/** Frames on their way to a listener, at most: one that is behind is not sent more than their times. */
const ON_THE_WAY = 3;

/** Packs frames as they come, apart from the thread that computes them, and reads them. */
export class FrameKeeper implements KeeperApi, RunSink {
  private store: FrameStore | undefined;
  private state_: { readonly file: Blob; readonly frames: number } | undefined;
  /** Frames that checkpoints have handed on. */
  private handed = 0;
  private told: Promise<unknown>[] = [];

  constructor(private readonly listener: KeeperListener) {}

  async open(grid: Grid | undefined, files: readonly Blob[], state?: Blob): Promise<readonly number[]> {
    this.store = grid && new FrameStore(grid);
    this.handed = 0;
    for (const file of files) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (this.store) this.store.append(bytes);
      else this.store = FrameStore.open(bytes);
    }
    const { timesS } = this.frames;
    this.state_ = state && { file: state, frames: timesS.length };
    return timesS;
  }

  private get frames(): FrameStore {
    if (!this.store) throw new Error('No run has been computed or loaded.');
    return this.store;
  }

  async add(frame: Frame): Promise<void> {
    this.frames.add(frame);
    this.tell(() => this.listener.onFrame(frame.timeS, this.told.length < ON_THE_WAY ? frame : undefined));
  }

  async state(snapshot: Snapshot): Promise<void> {
    const { frames } = this;
    const first = this.handed;
    const file = new Blob([writeState(snapshot)]);
    this.state_ = { file, frames: frames.count };
    const part = new Blob(frames.pieces(first));
    frames.cut();
    this.handed = frames.count;
    this.tell(() => this.listener.onCheckpoint({ timeS: snapshot.timeS, state: file, frames: part, first }));
  }

  private tell(say: () => unknown): void {
    const told = Promise.resolve(say()).finally(() => {
      this.told = this.told.filter((other) => other !== told);
    });
    this.told.push(told);
  }

  async settled(): Promise<void> {
    await Promise.all(this.told);
  }

  async rewind(): Promise<Rewound> {
    await this.settled();
    const { file: state, frames = 0 } = this.state_ ?? {};
    this.frames.truncate(frames);
    return { state, frames };
  }

  async frame(index: number): Promise<Frame> {
    return this.frames.read(index);
  }

  async series(cell: number): Promise<CellWater> {
    const water: CellWater = { timesS: [], depthM: [], speedMS: [] };
    for (const { timeS, depthM, speedMS } of this.frames.series(cell)) {
      water.timesS.push(timeS);
      water.depthM.push(depthM);
      water.speedMS.push(speedMS);
      // A frame that comes, or is asked for, gets its turn.
      if (water.timesS.length % 8 === 0) await new Promise((resolve) => setTimeout(resolve));
    }
    return water;
  }

  async stored(): Promise<Blob> {
    return new Blob(this.frames.pieces());
  }
}
