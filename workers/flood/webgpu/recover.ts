import type { Engine, Snapshot } from '../engine.ts';
import type { Frame, Warning } from '../types.ts';
import { DeviceLost, LEFT_THE_CARD } from './adapter.ts';

/**
 * An engine on the graphics card that outlives it: when the card goes away, another engine takes the run up from the
 * last output time, from then on computes alone, and the run says so in its warnings. No output is missed or repeated;
 * what was computed since the last one is computed again, so that `timeS` steps back once.
 *
 * Each stop of `advance` has to be an output time, as the driver has it: there the state is kept.
 *
 * @param card engine whose calls may fail with `DeviceLost`
 * @param spare makes the engine that goes on from a state, or from the start
 * @param from state that `card` began with
 */
export function surviving(
  card: Engine,
  spare: (from: Snapshot | undefined) => Engine | Promise<Engine>,
  from?: Snapshot,
): Engine {
  const warnings: Warning[] = [];
  let engine = card;
  let kept: { readonly state: Snapshot; readonly frame: Frame } | undefined;

  const onEither = async <T>(ask: (engine: Engine) => T | Promise<T>): Promise<T> => {
    try {
      return await ask(engine);
    } catch (error) {
      if (!(error instanceof DeviceLost)) throw error;
      engine.close();
      engine = await spare(kept?.state ?? from);
      await engine.settle();
      warnings.push(LEFT_THE_CARD);
      return ask(engine);
    }
  };
  const keptNow = (): typeof kept => (kept?.state.timeS === engine.timeS ? kept : undefined);
  const keep = async (): Promise<void> => {
    await card.settle();
    kept = { frame: await card.frame(), state: await card.snapshot() };
  };

  return {
    get solver() {
      return engine.solver;
    },
    get build() {
      return engine.build;
    },
    get threads() {
      return engine.threads;
    },
    get cells() {
      return engine.cells;
    },
    get timeS() {
      return engine.timeS;
    },
    get steps() {
      return engine.steps;
    },
    get cellSteps() {
      return engine.cellSteps;
    },
    warnings,
    advance: (stopS, due) =>
      onEither(async (on) => {
        await on.advance(stopS, due);
        if (on === card && on.timeS >= stopS) await keep();
      }),
    settle: () => onEither((on) => (keptNow() ? undefined : on === card ? keep() : on.settle())),
    frame: async () => keptNow()?.frame ?? onEither((on) => on.frame()),
    snapshot: async () => keptNow()?.state ?? onEither((on) => on.snapshot()),
    floodedM2: () => onEither((on) => on.floodedM2()),
    volumes: () => onEither((on) => on.volumes()),
    maps: () => onEither((on) => on.maps()),
    close: () => engine.close(),
  };
}
