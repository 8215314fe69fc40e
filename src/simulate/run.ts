import { proxy, type Remote, wrap } from 'comlink';
import { unpackError } from '../../workers/city/errors.ts';
import type { FloodApi } from '../../workers/city/flood.ts';
import { buffersOf } from '../../workers/city/transfer.ts';
import type { Domain, Progress, Summary } from '../../workers/flood/types.ts';
import { transfer } from 'comlink';
import { groundOf, RunWater } from './water.ts';

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
  /** Ends it within 200 ms; `done` then rejects with an AbortError. */
  cancel(): void;
}

/** Hands a Domain over to a flood worker. The Domain's arrays belong to the worker afterwards. */
export function startRun(domain: Domain, listeners: RunListeners): RunHandle {
  const worker = new Worker(new URL('../../workers/flood.worker.ts', import.meta.url), { type: 'module', name: 'flood' });
  const remote: Remote<FloodApi> = wrap<FloodApi>(worker);
  const water = new RunWater(groundOf(domain));
  let stop: (reason: unknown) => void = () => {};
  let over = false;
  const stopped = new Promise<never>((_, reject) => {
    stop = reject;
  });
  stopped.catch(() => {});
  worker.addEventListener('error', (event) => stop(new Error(event.message || 'The flood worker died.')));
  const computed = remote.run(
    transfer(domain, buffersOf(domain)),
    proxy((frame) => {
      if (over) return;
      water.add(frame);
      listeners.onFrame?.(frame.timeS, water);
    }),
    proxy((progress) => {
      if (!over) listeners.onProgress?.(progress);
    }),
  );
  const done = Promise.race([computed, stopped])
    .then(({ summary, maps }) => {
      water.summary = summary;
      water.maps = maps;
      return summary;
    })
    .catch((error: unknown) => {
      throw unpackError(error);
    })
    .finally(() => {
      over = true;
      worker.terminate();
    });
  return {
    water,
    done,
    pause: () => void remote.pause(),
    resume: () => void remote.resume(),
    cancel() {
      if (over) return;
      void remote.cancel();
      setTimeout(() => stop(new DOMException('The run was cancelled.', 'AbortError')), CANCEL_WITHIN_MS);
    },
  };
}
