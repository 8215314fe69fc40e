/** The flood worker: one run behind comlink, computed and handed to the frame keeper's worker frame by frame. */
import { expose, type Remote, transfer, wrap } from 'comlink';
import { packError } from './city/errors.ts';
import { type FloodApi, FloodSession, type RunSink } from './city/flood.ts';
import { buffersOf } from './city/transfer.ts';

const session = new FloodSession();

/** The keeper at the other end of a port; arrays are handed over. */
function sinkOf(port: MessagePort): RunSink {
  const remote: Remote<RunSink> = wrap<RunSink>(port);
  return {
    add: (frame) => remote.add(transfer(frame, buffersOf(frame))),
    state: (snapshot) => remote.state(transfer(snapshot, buffersOf(snapshot))),
    settled: () => remote.settled(),
  };
}

const api: FloodApi<MessagePort> = {
  run: async (domain, port, onProgress, from, wish) => {
    try {
      const result = await session.run(domain, sinkOf(port), onProgress, from, wish);
      return transfer(result, buffersOf(result));
    } catch (error) {
      throw packError(error);
    }
  },
  pause: () => session.pause(),
  resume: () => session.resume(),
  cancel: () => session.cancel(),
  leave: () => session.leave(),
};

expose(api);
