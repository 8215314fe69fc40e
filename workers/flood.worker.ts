/** The flood worker: one run at a time behind comlink. Frames are handed over as they are computed. */
import { expose, transfer } from 'comlink';
import { packError } from './city/errors.ts';
import { buffersOf } from './city/transfer.ts';
import { FloodSession } from './city/flood.ts';
import type { FloodApi } from './city/flood.ts';

const session = new FloodSession();

const api: FloodApi = {
  run: async (domain, onFrame, onProgress) => {
    try {
      const result = await session.run(domain, (frame) => onFrame(transfer(frame, buffersOf(frame))), onProgress);
      return transfer(result, buffersOf(result));
    } catch (error) {
      throw packError(error);
    }
  },
  pause: () => session.pause(),
  resume: () => session.resume(),
  cancel: () => session.cancel(),
};

expose(api);
