import { unpackError } from '../../workers/city/errors.ts';
import type { EngineWish } from '../../workers/city/flood.ts';
import type { Checkpoint, KeeperListener } from '../../workers/city/keeper.ts';
import type { PlanResult } from '../../workers/domain/run.ts';
import type { Domain, Progress, Summary } from '../../workers/flood/types.ts';
import { InputError } from '../city/errors.ts';
import { type Crew, type EngineHand, workerCrew } from './crew.ts';
import { groundOf, type RunGround, RunWater } from './water.ts';

/** Longest wait for an answer to a cancel before the engine is ended, ms. */
const CANCEL_WITHIN_MS = 200;

export interface RunListeners {
  onFrame?(timeS: number, water: RunWater): void;
  onProgress?(progress: Progress): void;
  /** Now and then on long runs: all that it takes to go on after a reload. */
  onCheckpoint?(checkpoint: Checkpoint): void;
  /** The engine died and goes on from this time. */
  onRestart?(fromS: number): void;
}

/** A run as it was left: its state and the frames up to there, one file after the other. */
export interface RunStart {
  readonly state: Blob;
  readonly frames: readonly Blob[];
}

export interface StartOptions {
  /** Goes on from here. The Domain may be another one than the run had so far: then it is a fork. */
  readonly from?: RunStart;
  /** Builds the Domain again: an engine that dies is replaced once. */
  readonly again?: () => Promise<Domain>;
  /** The engine that is asked for. */
  readonly wish?: EngineWish;
  /** Who does the work; workers by default. */
  readonly crew?: (listener: KeeperListener) => Crew;
}

/** A run that goes on in workers of its own. */
export interface RunHandle {
  readonly water: RunWater;
  readonly done: Promise<Summary>;
  pause(): void;
  resume(): void;
  /** Ends it within 200 ms; `done` then rejects with an AbortError. What was computed stays readable. */
  cancel(): void;
  /** Ends a paused run and gives what it takes to go on from there; `done` then rejects with an AbortError. */
  leave(): Promise<RunStart>;
}

const cancelled = (): DOMException => new DOMException('The run was cancelled.', 'AbortError');
const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

/** Hands a Domain over to an engine. Its arrays belong to the engine afterwards. */
export function startRun(domain: Domain, listeners: RunListeners, options: StartOptions = {}): RunHandle {
  const { from, again, wish, crew: makeCrew = workerCrew } = options;
  let over = false;
  let lost = false;
  let paused = false;
  let engine: EngineHand | undefined;
  let stop: (reason: unknown) => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = reject;
  });
  stopped.catch(() => {});

  const crew = makeCrew({
    onFrame: (timeS, frame) => {
      if (over) return;
      water.add(timeS, frame);
      listeners.onFrame?.(timeS, water);
    },
    onCheckpoint: (checkpoint) => {
      if (!over) listeners.onCheckpoint?.(checkpoint);
    },
  });
  crew.lost.catch((error: unknown) => {
    lost = true;
    stop(error);
  });
  const water = new RunWater(groundOf(domain), crew.keeper, crew.close);

  const attempt = (job: Domain, state: Blob | undefined): Promise<PlanResult> => {
    engine = crew.engine();
    if (paused) engine.pause();
    const onProgress = (progress: Progress): void => {
      if (!over) listeners.onProgress?.(progress);
    };
    return Promise.race([engine.run(job, onProgress, state, wish), stopped]);
  };

  const compute = async (): Promise<PlanResult> => {
    await water.adopt(await crew.keeper.open(domain.grid, from?.frames ?? [], from?.state));
    if (from && water.count > 0) listeners.onFrame?.(water.timesS[water.count - 1], water);
    if (over) throw cancelled();
    try {
      return await attempt(domain, from?.state);
    } catch (thrown) {
      const error = unpackError(thrown);
      if (over || lost || !again || isAbort(error) || error instanceof InputError) throw error;
      engine?.end();
      const { state, frames } = await crew.keeper.rewind();
      water.rewind(frames);
      listeners.onRestart?.(water.timesS.at(-1) ?? 0);
      return attempt(await Promise.race([again(), stopped]), state);
    }
  };

  const done = compute()
    .then(({ summary, maps, warnings, pipes }) => {
      water.pipes = pipes;
      water.summary = summary;
      water.warnings = warnings;
      water.maps = maps;
      return summary;
    })
    .catch((error: unknown) => {
      throw unpackError(error);
    })
    .finally(() => {
      over = true;
      engine?.end();
    });
  done.catch(() => {});

  return {
    water,
    done,
    pause() {
      paused = true;
      engine?.pause();
    },
    resume() {
      paused = false;
      engine?.resume();
    },
    cancel() {
      if (over) return;
      engine?.cancel();
      setTimeout(() => stop(cancelled()), CANCEL_WITHIN_MS);
    },
    async leave() {
      if (!engine || !paused || over) throw new Error('Only a run that is paused can be left.');
      over = true;
      await engine.leave();
      const { state } = await crew.keeper.rewind();
      if (!state) throw new Error('The run left no state.');
      return { state, frames: [await crew.keeper.stored()] };
    },
  };
}

/** A stored run, read by a keeper. */
export async function loadRun(ground: RunGround, stored: Blob): Promise<RunWater> {
  const { keeper, close } = workerCrew({ onFrame: () => {}, onCheckpoint: () => {} });
  const water = new RunWater(ground, keeper, close);
  await water.adopt(await keeper.open(undefined, [stored]));
  return water;
}
