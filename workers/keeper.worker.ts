/** The frame keeper's worker: packs and reads the frames of one run, so that the engine's thread only computes. */
import { expose, transfer } from 'comlink';
import { FrameKeeper, type KeeperApi, type KeeperListener } from './city/keeper.ts';
import { buffersOf } from './city/transfer.ts';

/** What the page asks of the keeper's worker. */
export interface KeeperWorkerApi extends KeeperApi {
  /** Tells this listener from now on. */
  listen(onFrame: KeeperListener['onFrame'], onCheckpoint: KeeperListener['onCheckpoint']): void;
  /** Takes frames and states from a flood worker at the other end of the port, until it rewinds. */
  join(port: MessagePort): void;
}

let joined: MessagePort | undefined;
let listener: KeeperListener = { onFrame: () => {}, onCheckpoint: () => {} };
const keeper = new FrameKeeper({
  onFrame: (timeS, frame) => listener.onFrame(timeS, frame && transfer(frame, buffersOf(frame))),
  onCheckpoint: (checkpoint) => listener.onCheckpoint(checkpoint),
});

const api: KeeperWorkerApi = {
  listen: (onFrame, onCheckpoint) => {
    listener = { onFrame, onCheckpoint };
  },
  join: (port) => {
    joined = port;
    expose(keeper, port);
  },
  open: (grid, files, state) => keeper.open(grid, files, state),
  frame: async (index) => {
    const frame = await keeper.frame(index);
    return transfer(frame, buffersOf(frame));
  },
  series: (cell) => keeper.series(cell),
  stored: () => keeper.stored(),
  rewind: () => {
    // What a worker sent before it died must not come after.
    joined?.close();
    return keeper.rewind();
  },
};

expose(api);
