import { describe, expect, it } from 'vitest';
import { type RunListeners, type StartOptions, startRun } from '../../src/simulate/run.ts';
import type { Checkpoint } from '../../workers/city/keeper.ts';
import { runFlood } from '../../workers/flood/index.ts';
import { bowl, threadlessCrew } from './threadless.ts';

/** Long enough to be stopped in the middle. */
const storm = (change: Parameters<typeof bowl>[0] = {}) => bowl({ durationS: 12_000, outputEveryS: 600, ...change });
const times = Array.from({ length: 21 }, (_, k) => k * 600);

/** Starts a run; resolves when it has reached `untilS`. */
function runUntil(untilS: number, options: StartOptions, listeners: RunListeners = {}) {
  let reached: () => void = () => {};
  const there = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const handle = startRun(
    storm(),
    {
      ...listeners,
      onFrame: (timeS, water) => {
        listeners.onFrame?.(timeS, water);
        if (timeS >= untilS) reached();
      },
    },
    options,
  );
  return { handle, there };
}

describe('a run whose engine dies', () => {
  it('goes on once from the last checkpoint and gives the same result', async () => {
    const whole = await runFlood(storm());
    const thread = threadlessCrew(true);
    const restarts: number[] = [];
    const { handle, there } = runUntil(
      2400,
      { crew: thread.crew, again: async () => storm() },
      { onRestart: (fromS) => restarts.push(fromS) },
    );
    await there;
    thread.kill();
    const summary = await handle.done;
    expect(restarts).toHaveLength(1);
    expect(restarts[0]).toBeGreaterThanOrEqual(2400);
    expect(summary).toMatchObject({ hash: whole.summary.hash, volumeM3: whole.summary.volumeM3 });
    expect(handle.water.maps).toEqual(whole.maps);
    expect(handle.water.timesS).toEqual(times);
    expect((await handle.water.series(210)).timesS).toEqual(times);
  });

  it('begins anew where there was no checkpoint yet', async () => {
    const thread = threadlessCrew();
    const restarts: number[] = [];
    const { handle, there } = runUntil(
      1800,
      { crew: thread.crew, again: async () => storm() },
      { onRestart: (fromS) => restarts.push(fromS) },
    );
    await there;
    thread.kill();
    await handle.done;
    expect(restarts).toEqual([0]);
    expect(handle.water.timesS).toEqual(times);
  });

  it('fails when it dies again, and what was computed stays readable', async () => {
    const thread = threadlessCrew(true);
    const { handle, there } = runUntil(
      2400,
      { crew: thread.crew, again: async () => storm() },
      { onRestart: () => setTimeout(thread.kill) },
    );
    await there;
    thread.kill();
    await expect(handle.done).rejects.toThrow(/died/);
    expect(thread.engines).toHaveLength(2);
    expect(handle.water.timesS.slice(0, 5)).toEqual(times.slice(0, 5));
    expect((await handle.water.series(210)).depthM[4]).toBeGreaterThan(0);
  });

  it('is not started again after bad input', async () => {
    const thread = threadlessCrew();
    const handle = startRun(storm({ manning: -1 }), {}, { crew: thread.crew, again: async () => storm() });
    await expect(handle.done).rejects.toThrow(/Manning/);
    expect(thread.engines).toHaveLength(1);
  });
});

describe('a run that a tab left behind', () => {
  it('goes on in another tab from its checkpoints, with all frames', async () => {
    const whole = await runFlood(storm());
    const kept: Checkpoint[] = [];
    const first = threadlessCrew(true);
    const { handle, there } = runUntil(
      3000,
      { crew: first.crew },
      { onCheckpoint: (checkpoint) => kept.push(checkpoint) },
    );
    await there;
    handle.cancel();
    await handle.done.catch(() => {});
    expect(kept[0].first).toBe(0);
    const last = kept[kept.length - 1];
    const again: Checkpoint[] = [];
    const rest = startRun(
      storm(),
      { onCheckpoint: (checkpoint) => again.push(checkpoint) },
      { from: { state: last.state, frames: kept.map(({ frames }) => frames) }, crew: threadlessCrew(true).crew },
    );
    const summary = await rest.done;
    expect(rest.water.timesS).toEqual(times);
    expect(rest.water.initialDepthM).toBeDefined();
    expect(summary.hash).toBe(whole.summary.hash);
    expect(summary.changedAtS).toBeUndefined();
    expect(rest.water.maps).toEqual(whole.maps);
    // The first checkpoint of the second tab stands for all before it.
    expect([again[0].first, again[0].timeS]).toEqual([0, last.timeS + 600]);
  });
});

describe('a paused run that is left for a changed one', () => {
  it('goes on from the very water, with the frames so far, as another run', async () => {
    const plain = await runFlood(storm());
    const { handle, there } = runUntil(1800, { crew: threadlessCrew().crew });
    await there;
    handle.pause();
    const from = await handle.leave();
    await expect(handle.done).rejects.toThrow('cancelled');
    const dry = storm({ rain: [] });
    const fork = startRun(dry, {}, { from, crew: threadlessCrew().crew });
    const summary = await fork.done;
    const [atS] = summary.changedAtS ?? [];
    expect(atS).toBeGreaterThanOrEqual(1800);
    expect(atS).toBeLessThan(12_000);
    expect(summary.massErrorRel).toBeLessThan(1e-9);
    // 60 mm/h over 100 × 100 m until then.
    expect(summary.volumeM3.rain).toBeCloseTo((0.06 / 3600) * atS * 10_000, 0);
    expect(summary.hash).not.toBe(plain.summary.hash);
    expect(summary.hash).not.toBe((await runFlood(storm({ rain: [] }))).summary.hash);
    expect(fork.water.timesS).toEqual(times);
  });

  it('is only left when it is paused', async () => {
    const { handle, there } = runUntil(600, { crew: threadlessCrew().crew });
    await there;
    await expect(handle.leave()).rejects.toThrow(/paused/);
    handle.cancel();
    await expect(handle.done).rejects.toThrow('cancelled');
  });
});
