/** The flood worker: one run behind comlink, computed and then kept. Frames are handed over as they are computed. */
import { expose, transfer } from 'comlink';
import { packError } from './city/errors.ts';
import { type FloodApi, FloodSession } from './city/flood.ts';
import { buffersOf } from './city/transfer.ts';

const session = new FloodSession();

const api: FloodApi = {
  run: async (domain, onFrame, onProgress) => {
    try {
      // Frames travel on a port of their own: the result must not overtake them.
      const told: unknown[] = [];
      const result = await session.run(
        domain,
        (frame) => told.push(onFrame(transfer(frame, buffersOf(frame)))),
        onProgress,
      );
      await Promise.all(told);
      return transfer(result, buffersOf(result));
    } catch (error) {
      throw packError(error);
    }
  },
  pause: () => session.pause(),
  resume: () => session.resume(),
  cancel: () => session.cancel(),
  load: (stored) => session.load(stored),
  frame: async (index) => {
    const frame = await session.frame(index);
    return transfer(frame, buffersOf(frame));
  },
  series: (cell) => session.series(cell),
  stored: async () => {
    const bytes = await session.stored();
    return transfer(bytes, buffersOf([bytes]));
  },
};

expose(api);
