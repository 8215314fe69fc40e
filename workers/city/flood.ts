import { type Planned, type PlanResult, runPlan } from '../domain/run.ts';
import type { RunOptions, Snapshot } from '../flood/engine.ts';
import type { Frame, Progress } from '../flood/index.ts';
import { readState } from '../flood/state-file.ts';
import { createCheckpointClock } from './checkpoints.ts';

/** Where the water of a run goes while it is computed: the frame keeper, on a thread of its own. */
export interface RunSink {
  /** Answers when the frame is packed. */
  add(frame: Frame): Promise<void>;
  /** Takes a state that goes with the frames so far. */
  state(snapshot: Snapshot): Promise<void>;
  /** Answers when all that was taken has been told on. */
  settled(): Promise<void>;
}

/** The engine that is asked for; what is left open is chosen for the machine. */
export type EngineWish = Pick<RunOptions, 'place' | 'steps' | 'threads'>;

/** What the flood worker answers; the in-thread session has the same calls but for the port. It computes one run. */
export interface FloodApi<Sink = RunSink> {
  /**
   * Computes a Domain.
   * @param from state file to go on from
   * @param wish engine that is asked for
   * @throws AbortError when cancelled, InputError for a Domain that cannot be computed
   */
  run(
    domain: Planned,
    sink: Sink,
    onProgress: (progress: Progress) => void,
    from?: Blob,
    wish?: EngineWish,
  ): Promise<PlanResult>;
  pause(): void;
  resume(): void;
  cancel(): void;
  /** Takes the state of a run that is paused, hands it to the sink, and ends the run. */
  leave(): Promise<void>;
}

/** One run that can be held, let go on, left for another to take up, and ended. */
export class FloodSession implements FloodApi {
  private controller: AbortController | undefined;
  private held: Promise<void> | undefined;
  private release: (() => void) | undefined;
  private sink: RunSink | undefined;
  /** A way to take the state while the run is held, and who waits for it. */
  private take: (() => Promise<Snapshot>) | undefined;
  private onTake: (() => void) | undefined;

  /** @param checkpoints when states are handed to the sink */
  constructor(
    private readonly checkpoints: () => () => boolean = () => createCheckpointClock(() => performance.now() / 1000),
  ) {}

  async run(
    domain: Planned,
    sink: RunSink,
    onProgress: (progress: Progress) => void,
    from?: Blob,
    wish: EngineWish = {},
  ): Promise<PlanResult> {
    this.cancel();
    const controller = new AbortController();
    this.controller = controller;
    this.sink = sink;
    const due = this.checkpoints();
    // One frame is packed while the next is computed: the engine waits only where packing is slower.
    let packing: Promise<void> = Promise.resolve();
    const result = await runPlan(domain, {
      ...wish,
      ...(from && { from: readState(new Uint8Array(await from.arrayBuffer())) }),
      onFrame: async (frame) => {
        const before = packing;
        packing = sink.add(frame);
        packing.catch(() => {});
        await before;
      },
      onState: async (take) => {
        if (due()) await sink.state(await take());
      },
      onHold: (take) => {
        this.take = take;
        this.onTake?.();
      },
      onProgress,
      signal: controller.signal,
      gate: () => this.held,
    });
    await packing;
    await sink.settled();
    return result;
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
    this.take = undefined;
  }

  cancel(): void {
    this.controller?.abort(new DOMException('The run was cancelled.', 'AbortError'));
    this.controller = undefined;
    this.resume();
  }

  async leave(): Promise<void> {
    const { sink } = this;
    if (!this.held || !sink) throw new Error('Only a run that is paused can be left.');
    if (!this.take) {
      await new Promise<void>((resolve) => {
        this.onTake = resolve;
      });
    }
    if (!this.take) throw new Error('The run went on before it could be left.');
    await sink.state(await this.take());
    await sink.settled();
    this.cancel();
  }
}
