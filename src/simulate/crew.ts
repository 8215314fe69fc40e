import { proxy, type Remote, releaseProxy, transfer, wrap } from 'comlink';
import type { EngineWish, FloodApi } from '../../workers/city/flood.ts';
import type { KeeperApi, KeeperListener } from '../../workers/city/keeper.ts';
import { buffersOf } from '../../workers/city/transfer.ts';
import type { PlanResult } from '../../workers/domain/run.ts';
import type { Domain, Progress } from '../../workers/flood/types.ts';
import type { KeeperWorkerApi } from '../../workers/keeper.worker.ts';

/** An engine at work for a run: one life, one computation. */
export interface EngineHand extends Pick<FloodApi, 'pause' | 'resume' | 'cancel' | 'leave'> {
  /** Rejects when the thread dies. The Domain's arrays belong to the engine afterwards. */
  run(domain: Domain, onProgress: (progress: Progress) => void, from?: Blob, wish?: EngineWish): Promise<PlanResult>;
  /** Ends the thread. */
  end(): void;
}

/** Who works on a run: a keeper for its frames, and an engine that can be replaced. */
export interface Crew {
  readonly keeper: KeeperApi;
  /** Rejects when the keeper's thread dies: the run is lost. */
  readonly lost: Promise<never>;
  engine(): EngineHand;
  /** Ends the keeper. */
  close(): void;
}

/** A crew of workers. */
export function workerCrew(listener: KeeperListener): Crew {
  const worker = new Worker(new URL('../../workers/keeper.worker.ts', import.meta.url), {
    type: 'module',
    name: 'keeper',
  });
  const keeper: Remote<KeeperWorkerApi> = wrap<KeeperWorkerApi>(worker);
  const lost = deathOf(worker, 'The worker that keeps the frames died.');
  void keeper.listen(proxy(listener.onFrame), proxy(listener.onCheckpoint));
  return {
    keeper: {
      open: (grid, files, state) => keeper.open(grid, files, state),
      frame: (index) => keeper.frame(index),
      series: (cell) => keeper.series(cell),
      stored: () => keeper.stored(),
      rewind: () => keeper.rewind(),
    },
    lost,
    engine: () => floodWorker(keeper),
    close: () => worker.terminate(),
  };
}

function floodWorker(keeper: Remote<KeeperWorkerApi>): EngineHand {
  const worker = new Worker(new URL('../../workers/flood.worker.ts', import.meta.url), {
    type: 'module',
    name: 'flood',
  });
  const remote: Remote<FloodApi<MessagePort>> = wrap<FloodApi<MessagePort>>(worker);
  const died = deathOf(worker, 'The flood worker died.');
  return {
    async run(domain, onProgress, from, wish) {
      const { port1, port2 } = new MessageChannel();
      await keeper.join(transfer(port1, [port1]));
      const job = transfer(domain, buffersOf(domain));
      return Promise.race([remote.run(job, transfer(port2, [port2]), proxy(onProgress), from, wish), died]);
    },
    pause: () => void remote.pause(),
    resume: () => void remote.resume(),
    cancel: () => void remote.cancel(),
    leave: () => remote.leave(),
    end() {
      remote[releaseProxy]();
      worker.terminate();
    },
  };
}

function deathOf(worker: Worker, words: string): Promise<never> {
  const died = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message || words)));
  });
  died.catch(() => {});
  return died;
}
