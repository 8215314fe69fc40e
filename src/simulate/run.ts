import { proxy, type Remote, transfer, wrap } from 'comlink';
import { unpackError } from '../../workers/city/errors.ts';
import type { FloodApi } from '../../workers/city/flood.ts';
import { buffersOf } from '../../workers/city/transfer.ts';
import type { Domain, Frame, Progress, Summary } from '../../workers/flood/types.ts';
import { type FrameKeeper, groundOf, type RunGround, RunWater } from './water.ts';

/** Longest wait for an answer to a cancel before the worker is ended, ms. */
const CANCEL_WITHIN_MS = 200;

export interface RunListeners {
  onFrame?(timeS: number, water: RunWater): void;
  onProgress?(progress: Progress): void;
}

/** A run that goes on in a flood worker of its own. */
export interface RunHandle {
  readonly water: RunWater;
  readonly done: Promise<Summary>;
  pause(): void;
  resume(): void;
  /** Ends it within 200 ms; `done` then rejects with an AbortError. What was computed stays readable if it answered. */
  cancel(): void;
}

function startWorker(): { readonly worker: Worker; readonly remote: Remote<FloodApi>; readonly keeper: FrameKeeper } {
  const worker = new Worker(new URL('../../workers/flood.worker.ts', import.meta.url), {
    type: 'module',
    name: 'flood',
  });
  const remote: Remote<FloodApi> = wrap<FloodApi>(worker);
  const keeper: FrameKeeper = {
    frame: (index) => remote.frame(index),
    series: (cell) => remote.series(cell),
    stored: () => remote.stored(),
    close: () => worker.terminate(),
  };
  return { worker, remote, keeper };
}

/** Hands a Domain over to a flood worker. The Domain's arrays belong to the worker afterwards. */
export function startRun(domain: Domain, listeners: RunListeners): RunHandle {
  const { worker, remote, keeper } = startWorker();
  const water = new RunWater(groundOf(domain), keeper);
  let stop: (reason: unknown) => void = () => {};
  let over = false;
  const stopped = new Promise<never>((_, reject) => {
    stop = reject;
  });
  stopped.catch(() => {});
  worker.addEventListener('error', (event) => stop(new Error(event.message || 'The flood worker died.')));
  const computed = remote.run(
    transfer(domain, buffersOf(domain)),
    proxy((frame: Frame) => {
      if (over) return;
      water.add(frame);
      listeners.onFrame?.(frame.timeS, water);
    }),
    proxy((progress: Progress) => {
      if (!over) listeners.onProgress?.(progress);
    }),
  );
  computed.catch(() => {});
  const done = Promise.race([computed, stopped])
    .then(({ summary, maps, warnings }) => {
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
    });
  return {
    water,
    done,
    pause: () => void remote.pause(),
    resume: () => void remote.resume(),
    cancel() {
      if (over) return;
      void remote.cancel();
      setTimeout(() => {
        if (over) return;
        worker.terminate();
        stop(new DOMException('The run was cancelled.', 'AbortError'));
      }, CANCEL_WITHIN_MS);
    },
  };
}

/** A stored run, read by a flood worker. */
export async function loadRun(ground: RunGround, stored: Uint8Array): Promise<RunWater> {
  const { remote, keeper } = startWorker();
  const water = new RunWater(ground, { ...keeper, stored: async () => stored });
  const timesS = await remote.load(stored);
  water.timesS.push(...timesS);
  if (timesS.length > 0) water.initialDepthM = (await keeper.frame(0)).depthM;
  return water;
}
