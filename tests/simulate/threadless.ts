import type { Crew, EngineHand } from '../../src/simulate/crew.ts';
import { FloodSession } from '../../workers/city/flood.ts';
import { FrameKeeper, type KeeperListener } from '../../workers/city/keeper.ts';
import { CELL, type Domain } from '../../workers/flood/types.ts';

/** A bowl of 20 × 20 cells under 60 mm/h. */
export function bowl(change: Partial<Domain> = {}): Domain {
  const cols = 20;
  const groundM = new Float32Array(cols * cols).map(
    (_, i) => 0.004 * (((i % cols) - 10) ** 2 + (Math.floor(i / cols) - 10) ** 2),
  );
  return {
    grid: { cols, rows: cols, cellSizeM: 5, xMin: 0, yMin: 0 },
    kind: new Uint8Array(cols * cols).fill(CELL.active),
    groundM,
    manning: 0.03,
    infiltrationMmH: 0,
    drainsMmH: undefined,
    initialDepthM: 0,
    rain: [{ timesS: Float64Array.of(0), intensityMmH: Float64Array.of(60) }],
    inflows: [],
    levels: [],
    barriers: [],
    edges: 'closed',
    gauges: [],
    durationS: 1800,
    outputEveryS: 300,
    solver: 'inertial',
    warnings: [],
    ...change,
  };
}

export interface ThreadlessCrew {
  readonly crew: (listener: KeeperListener) => Crew;
  /** Engines that were called for. */
  readonly engines: FloodSession[];
  /** The engine at work dies, as a worker does. */
  kill(): void;
}

/** A crew without threads. Every output time is worth a checkpoint where `eager`. */
export function threadlessCrew(eager = false): ThreadlessCrew {
  const engines: FloodSession[] = [];
  let die: (error: Error) => void = () => {};
  return {
    engines,
    kill: () => die(new Error('The flood worker died.')),
    crew: (listener) => {
      const keeper = new FrameKeeper(listener);
      return {
        keeper,
        lost: new Promise(() => {}),
        engine(): EngineHand {
          const session = new FloodSession(eager ? () => () => true : undefined);
          engines.push(session);
          let dead = false;
          const sink = {
            add: async (frame: Parameters<FrameKeeper['add']>[0]) =>
              dead ? new Promise<void>(() => {}) : keeper.add(frame),
            state: (snapshot: Parameters<FrameKeeper['state']>[0]) => keeper.state(snapshot),
            settled: () => keeper.settled(),
          };
          return {
            run: (domain, onProgress, from) =>
              Promise.race([
                session.run(domain, sink, onProgress, from),
                new Promise<never>((_, reject) => {
                  die = (error) => {
                    dead = true;
                    reject(error);
                  };
                }),
              ]),
            pause: () => session.pause(),
            resume: () => session.resume(),
            cancel: () => session.cancel(),
            leave: () => session.leave(),
            end: () => session.cancel(),
          };
        },
        close: () => {},
      };
    },
  };
}
