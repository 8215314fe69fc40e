import { describe, expect, test, vi } from 'vitest';
import { loadRun, startRun } from '../../src/simulate/run.ts';
import { forgetCheckpoint, keepCheckpoint, listCheckpoints, recallCheckpoint } from '../../src/store/index.ts';
import { runFlood } from '../../workers/flood/index.ts';
import { bowl } from '../simulate/threadless.ts';

const storm = () => bowl({ durationS: 12_000, outputEveryS: 600 });

describe('a run in workers', () => {
  test('gives what the engine gives in the thread, is stored as a Blob and opened again', async () => {
    const plain = await runFlood(storm());
    const told: number[] = [];
    const { water, done } = startRun(storm(), { onFrame: (timeS) => told.push(timeS) });
    const summary = await done;
    expect(summary).toMatchObject({ hash: plain.summary.hash, volumeM3: plain.summary.volumeM3 });
    expect(water.maps).toEqual(plain.maps);
    expect(told).toEqual(water.timesS);
    expect(told.at(-1)).toBe(12_000);
    const stored = await water.stored();
    water.close();
    const again = await loadRun(water.ground, stored);
    expect(again.timesS).toEqual(told);
    expect((await again.series(210)).depthM.at(-1)).toBeGreaterThan(0.1);
    again.close();
  });

  test('does not wait for a page that draws nothing, as a hidden one', async () => {
    const draw = vi.spyOn(window, 'requestAnimationFrame').mockImplementation(() => 0);
    const { done, water } = startRun(storm(), {});
    expect((await done).simulatedS).toBe(12_000);
    expect(water.count).toBe(21);
    water.close();
    draw.mockRestore();
  });

  test('goes on from where a paused one was left', async () => {
    let reached = (): void => {};
    const there = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const long = () => bowl({ durationS: 60_000, outputEveryS: 3000 });
    const first = startRun(long(), { onFrame: (timeS) => timeS >= 6000 && reached() });
    await there;
    first.pause();
    const from = await first.leave();
    await expect(first.done).rejects.toThrow();
    first.water.close();
    const rest = startRun({ ...long(), rain: [] }, {}, { from });
    const summary = await rest.done;
    expect(summary.changedAtS).toHaveLength(1);
    expect(summary.massErrorRel).toBeLessThan(1e-9);
    expect(rest.water.timesS).toEqual(Array.from({ length: 21 }, (_, k) => k * 3000));
    rest.water.close();
  });

  test('is started again once where its engine fails', async () => {
    const restarts: number[] = [];
    const broken = { ...storm(), rain: [{ timesS: Float64Array.of(0), intensityMmH: undefined as never }] };
    const { done, water } = startRun(
      broken,
      { onRestart: (fromS) => restarts.push(fromS) },
      { again: async () => storm() },
    );
    expect((await done).simulatedS).toBe(12_000);
    expect(restarts).toEqual([0]);
    water.close();
  });
});

describe('checkpoints in storage', () => {
  const row = (run: string, parts: number, city = 'c') => ({
    key: 'k',
    run,
    city,
    scenario: 's',
    cellSizeM: 8,
    timeS: parts * 100,
    at: parts,
    state: new Blob([`state ${run} ${parts}`]),
    parts,
    record: { timeS: parts * 100 },
  });
  const text = (blob: Blob | undefined): Promise<string> | undefined => blob?.text();

  test('are replaced by the next, come back with all frames, and go', async () => {
    for (let parts = 1; parts <= 3; parts++) {
      expect(await keepCheckpoint(row('a', parts), new Blob([`frames ${parts}`]))).toBe('kept');
    }
    expect(await listCheckpoints('c')).toHaveLength(1);
    const found = await recallCheckpoint('k');
    expect(found?.checkpoint.timeS).toBe(300);
    expect(await text(found?.checkpoint.state)).toBe('state a 3');
    expect(await Promise.all(found?.frames.map((part) => part.text()) ?? [])).toEqual([
      'frames 1',
      'frames 2',
      'frames 3',
    ]);
    await forgetCheckpoint('k', 'a');
    expect(await recallCheckpoint('k')).toBeUndefined();
  });

  test('of a new run take the place of what the city had, and are not taken away with the old', async () => {
    await keepCheckpoint(row('a', 1), new Blob(['old']));
    await keepCheckpoint({ ...row('z', 1, 'elsewhere'), key: 'z' }, new Blob(['there']));
    await keepCheckpoint(row('b', 1), new Blob(['new']));
    await forgetCheckpoint('k', 'a');
    expect(await text((await recallCheckpoint('k'))?.frames[0])).toBe('new');
    expect(await text((await recallCheckpoint('z'))?.frames[0])).toBe('there');
    await forgetCheckpoint('k', 'b');
    await forgetCheckpoint('z', 'z');
  });

  test('with a part missing are none', async () => {
    await keepCheckpoint(row('a', 2), new Blob(['second']));
    expect(await recallCheckpoint('k')).toBeUndefined();
    await forgetCheckpoint('k', 'a');
  });
});
